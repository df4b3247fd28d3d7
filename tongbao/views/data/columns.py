"""Tables for machines: columns with their types and words, keys, and rows as text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from tongbao.metrics.rounding import exact_text
from tongbao.model.base import words
from tongbao.model.once import once_property
from tongbao.views.bulletin_head import hour_iso
from tongbao.views.data.publication import Publication
from tongbao.views.reader import Reader

Kind = Literal["string", "words", "number", "money", "integer", "boolean", "date", "year"]
"""Types of Table Schema; `words` are text for people, a column for each language of the place, `money` is a number in
the unit of the records."""
Value = str | dict[str, str] | Decimal | Fraction | int | bool | date | datetime | None
Row = tuple[Value, ...]
SAMPLE = "sample"


class Column(NamedTuple):
    """A column; `guide` names the field of a record whose words in guide.yaml explain it, else data.yaml does.

    `points_at` is the table whose key of one column it holds.
    """

    name: str
    kind: Kind = "string"
    guide: str = ""
    points_at: str = ""


class Field(NamedTuple):
    """A column of the file: of words one for each language."""

    name: str
    kind: Kind
    words: str
    language: str = ""
    points_at: str = ""
    money: bool = False

    def title(self, reader: Reader) -> str:
        """What the column holds, of money in which unit."""
        said = reader.t(self.words)
        return reader.t("data.in_unit", what=said, unit=reader.words(reader.site.money.unit)) if self.money else said


TYPES: dict[Kind, Kind] = {"words": "string", "money": "number"}
"""The type in the file of what has no type of its own there."""


@dataclass(frozen=True)
class TableForm:
    """A table of the open data: `data/<name>.csv`, a table of the SQLite file, a sheet of the workbook if `listed`."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Publication], Iterable[Row]]
    listed: bool = False

    @property
    def path(self) -> str:
        """Where its CSV stands."""
        return f"data/{self.name}.csv"

    def fields(self, reader: Reader) -> tuple[Field, ...]:
        """The columns of the file; of a sample place the last says that it is one."""
        return tuple(self._fields(reader))

    def _fields(self, reader: Reader) -> Iterator[Field]:
        for column in self.columns:
            key = f"guide.fields.{column.guide}" if column.guide else f"data.columns.{column.name}"
            kind = TYPES.get(column.kind, column.kind)
            yield Field(column.name, kind, key, "", column.points_at, money=column.kind == "money")
            if column.kind == "words":
                for language in reader.site.languages[1:]:
                    yield Field(f"{column.name}_{suffix(language)}", "string", key, language)
        if reader.site.sample:
            yield Field(SAMPLE, "boolean", "data.columns.sample")


def suffix(language: str) -> str:
    """What the name of a column in a further language ends with."""
    return language.replace("-", "_").lower()


@dataclass(frozen=True)
class MadeTable:
    """A table with its rows, reckoned once for CSV, SQLite and workbook."""

    form: TableForm
    publication: Publication

    @once_property
    def fields(self) -> tuple[Field, ...]:
        """The columns of the file."""
        return self.form.fields(self.publication.reader)

    @once_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows as text, "" where there is nothing."""
        published = self.publication.edition.published(self.form.path)
        if published is not None:
            return tuple(published)
        reader = self.publication.reader
        words_of = _words_of(reader.site.languages)
        of_words = [column.kind == "words" for column in self.form.columns]
        last = ("true",) if reader.site.sample else ()

        def texts(row: Row) -> Iterator[str]:
            for is_words, value in zip(of_words, row, strict=True):
                if is_words:
                    yield from words_of(value)
                else:
                    yield text_of(value)

        if any(of_words):
            return tuple((*texts(row), *last) for row in self.form.rows(self.publication))
        return tuple((*map(text_of, row), *last) for row in self.form.rows(self.publication))

    @once_property
    def outline(self) -> tuple[int, tuple[str, ...]]:
        """How many rows there are, and the first, empty where there is none; a table that is published already is not
        read for it."""
        rows = self.publication.edition.published(self.form.path)
        if rows is None:
            rows = self.rows
        count = len(rows)
        return count, rows[0] if count else ("",) * len(self.fields)


def _words_of(languages: tuple[str, ...]) -> Callable[[Value], tuple[str, ...]]:
    orders = [(language, *languages) for language in languages]

    def cells(value: Value) -> tuple[str, ...]:
        text = value if isinstance(value, (str, dict)) else None
        return tuple(one_break(words(text, order).strip()) for order in orders)

    return cells


def one_break(text: str) -> str:
    """Text whose lines end in one way, so that every program takes them for lines; of an enumeration its word."""
    plain = text if type(text) is str else str.__str__(text)
    return plain.replace("\r\n", "\n").replace("\r", "\n") if "\r" in plain else plain


def text_of(value: Value) -> str:
    """A value as it stands in a CSV: dates by ISO 8601, numbers exact, true and false; "" for nothing."""
    match value:
        case str():
            return value if type(value) is str and "\r" not in value else one_break(value)
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case Fraction():
            return exact_text(value)
        case datetime():
            return hour_iso(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)
