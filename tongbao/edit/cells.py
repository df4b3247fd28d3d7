"""One cell → the text of the value it means, as records write it, read as its column's mapping says."""

import difflib
import re
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal, localcontext

from tongbao.edit.targets import Kind, Target
from tongbao.model.mapping import Column, Mapping

PLAIN = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
ISO_DATES = ("%Y-%m-%d", "%Y-%m")
DIGITS = 60
"""Digits that a product with a unit's factor may have; more would be rounded."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell means, no values where it counts as empty.

    `text` is for people: ISO dates, plain numbers, else as written. `changed`: words were replaced.
    """

    values: tuple[str, ...] = ()
    text: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a cell cannot be read: a rule and what its words need."""

    rule: str
    params: Map[str, object] = field(default_factory=dict)


def read_cell(text: str, column: Column, target: Target, mapping: Mapping, words: Map[str, str]) -> Read | Unreadable:
    """The values of a cell; `words` are the place's own words and the codes they mean."""
    if not text or text in column.empty or text in mapping.empty:
        return Read(text=text, changed=bool(text))
    kind = _kind(column, target)
    pieces = _pieces(text, column.separator) if target.many else [text]
    if kind is Kind.TEXT:
        return _read_words(text, pieces, column, target, words)
    patterns = (*(column.dates or mapping.dates), *ISO_DATES)
    try:
        if kind is Kind.NUMBER:
            values = tuple(read_number(piece, column.factor, column.suffix, mapping.thousands) for piece in pieces)
        else:
            values = tuple(read_day(piece, patterns, kind) for piece in pieces)
    except ValueError:
        rule = "import-number" if kind is Kind.NUMBER else "import-date"
        return Unreadable(rule, {"value": text, "patterns": patterns})
    return Read(values, " ".join(values))


def _kind(column: Column, target: Target) -> Kind:
    if target.is_extra and column.read:
        return Kind.NUMBER if column.read == "number" else Kind.DAY_OR_MONTH
    return target.kind


def _pieces(text: str, separator: str | None) -> list[str]:
    return [piece.strip() for piece in (text.split(separator) if separator else [text]) if piece.strip()]


def _read_words(
    text: str, pieces: Iterable[str], column: Column, target: Target, words: Map[str, str]
) -> Read | Unreadable:
    closed = bool(target.codes or column.words) and column.other_words == "fault"
    values = []
    changed = False
    for piece in pieces:
        if piece in column.words:
            values.append(words.get(column.words[piece], column.words[piece]))
            changed = changed or column.words[piece] != piece
        elif piece in words or not closed:
            values.append(words.get(piece, piece))
        else:
            return Unreadable("import-word", suggested(piece, (*column.words, *words)))
    return Read(tuple(values), text, changed)


def suggested(word: str, known: Iterable[str]) -> dict[str, object]:
    """What the words of a problem need about a word nobody knows: the word, and the one that may be meant."""
    close = difflib.get_close_matches(word, tuple(known), n=1)
    return {"value": word, "suggestion": "".join(close), "variant": "suggestion" if close else "plain"}


def read_number(
    text: str, factor: Decimal = Decimal(1), suffix: str | None = None, thousands: str | None = None
) -> str:
    """The exact number of a cell times a unit's factor: `1,250.5` → `1250.5`; ValueError where it is none."""
    if suffix:
        text = text.removesuffix(suffix).rstrip()
    if thousands and thousands in text:
        head, *groups = text.partition(".")[0].split(thousands)
        if not 1 <= len(head.lstrip("-+")) <= 3 or any(len(group) != 3 for group in groups):
            raise ValueError(text)
        text = text.replace(thousands, "")
    if not PLAIN.fullmatch(text):
        raise ValueError(text)
    number = Decimal(text)
    if factor != 1:
        with localcontext(prec=DIGITS):
            number = (number * factor).normalize()
    return format(number, "f")


def read_day(text: str, patterns: Iterable[str], kind: Kind) -> str:
    """The day of a cell as `2026-03-01`, a month as `2026-03` where the field or the cell knows no day.

    ValueError where it is none, and for a time of day other than midnight: it would be lost.
    """
    for pattern in patterns:
        try:
            moment = datetime.strptime(text, pattern)
        except ValueError:
            continue
        if moment.time() != time.min:
            break
        if kind is Kind.MONTH or (kind is Kind.DAY_OR_MONTH and "%d" not in pattern):
            return f"{moment:%Y-%m}"
        if "%d" in pattern:
            return moment.date().isoformat()
    raise ValueError(text)
