"""Which fonts of this machine show a text: the answer of fontconfig, which Pango follows character by character."""

import ctypes
from collections.abc import Callable
from ctypes import POINTER, byref, c_char_p, c_int, c_uint32, c_void_p
from functools import cache
from typing import NamedTuple
from unicodedata import category

from tongbao.render.libraries import function, library

MATCH_PATTERN = 0
"""FcMatchPattern."""
BOLD = 600
"""The lightest weight of CSS that asks for a bold face."""
_WEIGHTS = {False: 80, True: 200}
"""FC_WEIGHT_REGULAR and FC_WEIGHT_BOLD."""


UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
"""Kinds of characters that need no font. Those for private use do: old systems kept rare characters of names there."""


class Face(NamedTuple):
    """A font of this machine: its family, and whether it has a character."""

    family: str
    has: Callable[[str], bool]


class _FontSet(ctypes.Structure):
    _fields_ = (("count", c_int), ("room", c_int), ("fonts", POINTER(c_void_p)))


@cache
def chain(families: tuple[str, ...], weight: int, language: str) -> tuple[Face, ...]:
    """The fonts in which text of these families is looked for, first the first family that is there, then those that
    the machine has beside them; none where fontconfig is missing.

    `weight` is that of CSS. The first font is the face of the text, the others stand in for what it lacks.
    """
    loaded = library("fontconfig")
    if loaded is None:
        return ()
    pattern = function(loaded, "FcPatternCreate", c_void_p)()
    add = function(loaded, "FcPatternAddString", c_int, c_void_p, c_char_p, c_char_p)
    for family in families:
        add(pattern, b"family", family.encode())
    add(pattern, b"lang", language.lower().encode())
    bold = _WEIGHTS[weight >= BOLD]
    function(loaded, "FcPatternAddInteger", c_int, c_void_p, c_char_p, c_int)(pattern, b"weight", bold)
    function(loaded, "FcConfigSubstitute", c_int, c_void_p, c_void_p, c_int)(None, pattern, MATCH_PATTERN)
    function(loaded, "FcDefaultSubstitute", None, c_void_p)(pattern)
    sort = function(
        loaded, "FcFontSort", POINTER(_FontSet), c_void_p, c_void_p, c_int, POINTER(c_void_p), POINTER(c_int)
    )
    # Never freed: what is found serves as long as the process makes PDFs.
    found = sort(None, pattern, 1, None, byref(c_int()))
    if not found:
        return ()
    faces = (_face(loaded, found.contents.fonts[number]) for number in range(found.contents.count))
    return tuple(face for face in faces if face)


def _face(loaded: ctypes.CDLL, font: int | None) -> Face | None:
    name, characters = c_char_p(), c_void_p()
    string = function(loaded, "FcPatternGetString", c_int, c_void_p, c_char_p, c_int, POINTER(c_char_p))
    charset = function(loaded, "FcPatternGetCharSet", c_int, c_void_p, c_char_p, c_int, POINTER(c_void_p))
    if string(font, b"family", 0, byref(name)) or charset(font, b"charset", 0, byref(characters)) or not name.value:
        return None
    has = function(loaded, "FcCharSetHasChar", c_int, c_void_p, c_uint32)
    return Face(name.value.decode(), lambda character: bool(has(characters, ord(character))))


class Stray(NamedTuple):
    """Characters of a text that its face lacks, and the family that shows them; "" where none of this machine does."""

    face: str
    shown: str
    characters: str


def strays(text: str, faces: tuple[Face, ...]) -> tuple[Stray, ...]:
    """The characters of a text that the first of these faces lacks, by where they are shown from."""
    if not faces:
        return ()
    first, *others = faces
    found: dict[str, str] = {}
    for character in sorted(set(text)):
        if category(character) in UNSEEN or first.has(character):
            continue
        shown = next((face.family for face in others if face.has(character)), "")
        found[shown] = found.get(shown, "") + character
    return tuple(Stray(first.family, shown, characters) for shown, characters in sorted(found.items()))
