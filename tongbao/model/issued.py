"""What was issued: bulletins/<year>/<id>.issued.json, written once beside the bulletin and never changed.

Page and PDF of an issued bulletin come from it alone. Numbers in it are text, exact; every format ever written stays
readable.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from tongbao.model.base import Count, Day, Hour, Id, Line, Record, Year
from tongbao.model.vocab import BulletinKind

FORMAT = 1
"""The format that is written today."""


class IssuedFigure(Record):
    """A figure as it was: `id` is `<scope>/<key>` as in figures.json, values exact, `display` by language."""

    id: Line
    value: str | None
    numerator: str | None = None
    denominator: str | None = None
    display: dict[str, str]


class IssuedLanguage(Record):
    """The bulletin in a language: its view as plain values, its sentences by template, in printed order, and the words
    of the catalogue that it prints, headings and columns, by key."""

    view: dict[str, Any]
    sentences: dict[str, tuple[str, ...]]
    words: dict[str, str] = Field(default_factory=dict)


class IssuedBody(Record):
    """What is printed of it: by far the most of the file."""

    figures: tuple[IssuedFigure, ...]
    languages: Annotated[dict[str, IssuedLanguage], Field(min_length=1)]


class Named(Record):
    """The sections that a bulletin prints, and the pages that each field of its view leads to."""

    sections: tuple[str, ...] = ()
    links: dict[str, tuple[str, ...]] = Field(default_factory=dict)


def named_in(view: Mapping[str, Any]) -> Named:
    """What a view, as plain values, prints and leads to."""
    links = {name: tuple(sorted(set(_links(value)))) for name, value in view.items()}
    sections = view.get("sections")
    printed = tuple(map(str, sections)) if isinstance(sections, (list, tuple)) else ()
    return Named(sections=printed, links={name: found for name, found in links.items() if found})


def _links(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        match waiting.pop():
            case dict() as inner:
                if isinstance(href := inner.get("href"), str) and href:
                    yield href
                waiting.extend(inner.values())
            case (list() | tuple()) as several:
                waiting.extend(several)


class Issued(Record):
    """An issued bulletin.

    `draft` is the digest of the bulletin's own file, `policy` of the rules in force, `records` of everything else that
    figures are made of, as it stood on the as-of day: `project/<id>`, `site.yaml` …; `digest` is over everything else
    in the file. `body` gives the rest, which is read when it is asked for; `named` is kept beside it for
    those who only ask which pages it leads to.
    """

    format: Literal[1]
    id: Id
    kind: BulletinKind
    year: Year
    number: Count | None = None
    total_number: Count | None = None
    as_of: Hour
    issued: Day
    draft: Line
    policy: Line
    records: dict[str, str]
    digest: Line
    named: Named = Field(Named.model_construct(), exclude=True)
    body: Annotated[Callable[[], IssuedBody], Field(exclude=True, repr=False)]

    def __getstate__(self) -> dict[Any, Any]:
        """What is kept of it: the body stays in its file."""
        state = super().__getstate__()
        return {**state, "__dict__": {name: value for name, value in state["__dict__"].items() if name != "body"}}

    @property
    def figures(self) -> tuple[IssuedFigure, ...]:
        """Every figure that was used."""
        return self.body().figures

    @property
    def languages(self) -> dict[str, IssuedLanguage]:
        """The bulletin in each language."""
        return self.body().languages

    def in_language(self, language: str) -> IssuedLanguage:
        """What was issued in a language; in one that the place has only spoken since, what was issued in another."""
        return self.languages.get(language) or next(iter(self.languages.values()))
