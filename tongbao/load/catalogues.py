"""Reads catalogues: the program's own, and over them what a place says in its locale/<language>/."""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from tongbao.load.nearest import closest
from tongbao.load.remembered import keep_in, kept_in
from tongbao.load.walk import digest_of, inside, read_file
from tongbao.load.yaml_source import Defect, Source, parse
from tongbao.locale.catalogue import Catalogue, leaves, merged, names_in

DEFAULT_LANGUAGE = "zh-CN"
SHIPPED = Path(__file__).parent.parent / "locale"
READER = Path(__file__).with_name("yaml_source.py")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def languages() -> tuple[str, ...]:
    """The languages that the program itself speaks."""
    return tuple(sorted(folder.name for folder in SHIPPED.iterdir() if (folder / "problems.yaml").is_file()))


def spoken(language: str) -> str:
    """The language of the program that comes nearest: itself, one of the same family, else the default."""
    known = languages()
    if language in known:
        return language
    family = language.partition("-")[0]
    return next((name for name in known if name.partition("-")[0] == family), DEFAULT_LANGUAGE)


class _Shipped(Mapping[str, Any]):
    """File stem → its words, of the program itself; a file is read when it is first asked for."""

    def __init__(self, language: str) -> None:
        self._files = {file.stem: file for file in (SHIPPED / language).glob("*.yaml")}
        self._read: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, section: str) -> Mapping[str, Any]:
        if section not in self._read:
            self._read[section] = _words_in(self._files[section])
        return self._read[section]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _words_in(file: Path) -> Mapping[str, Any]:
    """The words in a file of the program, kept as Python keeps what it compiled: beside the modules, where it may."""
    data, place = file.read_bytes(), Path(cache_from_source(str(file)))
    seal = digest_of(READER.read_bytes() + data)
    kept = kept_in(place.parent, place.stem)
    if kept.get("of") == seal and isinstance(words := kept.get("words"), dict):
        return words
    source = parse(data)
    if source.faults or source.tree is None:
        raise ValueError(f"{file.stem}: {source.faults}")
    if not sys.dont_write_bytecode:
        keep_in(place.parent, place.stem, {"of": seal, "words": source.tree})
    return source.tree


@lru_cache(maxsize=8)
def _shipped(language: str) -> _Shipped:
    return _Shipped(language)


def _own(root: Path, folder: Path) -> dict[str, Any]:
    """File stem → its words, of a place; what is wrong there is left out, `override_defects` speaks of it."""
    found = {}
    for file in folder.glob("*.yaml"):
        source = _source(file) if inside(root, file) else Source(None)
        if source.tree is not None and not source.faults and not override_defects(file.stem, source.tree):
            found[file.stem] = source.tree
    return found


def _source(file: Path) -> Source:
    data = read_file(file)
    return parse(data) if isinstance(data, bytes) else Source(None)


@lru_cache(maxsize=1)
def _known_texts() -> dict[str, set[str]]:
    """Every key of the program's catalogues, in any language, with the names its texts fill in."""
    known: dict[str, set[str]] = {}
    for language in languages():
        for key, text in leaves(_shipped(language)):
            known.setdefault(key, set()).update(names_in(text) if isinstance(text, str) else ())
    return known


def override_defects(section: str, tree: Mapping[str, Any]) -> list[Defect]:
    """What is wrong with a place's own words in locale/<language>/<section>.yaml."""
    known = _known_texts()
    found = []
    for key, text in leaves(tree):
        location = tuple(key.split("."))
        names = known.get(f"{section}.{key}")
        if names is None:
            suggestion = closest(f"{section}.{key}", tuple(known)).removeprefix(f"{section}.")
            variant = "suggestion" if suggestion else "plain"
            params = {"value": key, "suggestion": suggestion, "variant": variant}
            found.append(Defect("unknown-key", location, params, at_key=True))
        elif not isinstance(text, str):
            found.append(Defect("not-text", location, {"value": ""}))
        elif wrong := _wrong_name(text, names):
            usable = tuple(sorted(names)) or ("—",)
            found.append(Defect("unknown-name-in-text", location, {"value": wrong, "known": usable}))
    return found


def _wrong_name(text: str, names: set[str]) -> str:
    """The first thing in braces that cannot be filled in; "" where all can."""
    try:
        return min(names_in(text) - names, default="")
    except ValueError as error:
        return str(error) or "}"


@lru_cache(maxsize=16)
def load_catalogue(language: str, root: Path | None = None) -> Catalogue:
    """The words of a language, with the place's own over them; what a place leaves out is the program's.

    A KeyError names a language of which neither has any words.
    """
    if not speaks(language, root):
        raise KeyError(language)
    otherwise = spoken(language)
    shipped = _shipped(otherwise)
    own = _own(root, root / "locale" / language) if root is not None else {}
    return Catalogue(language, merged((shipped, own)) if own else shipped, otherwise)


def speaks(language: str, root: Path | None = None) -> bool:
    """Whether there are words of a language, the program's or the place's own; its name becomes a folder."""
    own = root is not None and _LANGUAGE.fullmatch(language) and (root / "locale" / language).is_dir()
    return language in languages() or bool(own)


def language_of_place(root: Path) -> str:
    """The first language of site.yaml; the default where that cannot be read, which is said elsewhere."""
    tree = _source(root / "site.yaml").tree or {}
    written = tree.get("languages")
    first = written[0] if isinstance(written, list) and written else None
    return first if isinstance(first, str) else DEFAULT_LANGUAGE
