"""Ways through a list: what to filter by where there is a script, and plain pages where there is none."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.views.axes import Axis, Looked, parted
from tongbao.views.parts import Chip
from tongbao.views.reader import Reader

T = TypeVar("T", Standing, IssueStanding)


class Filter(NamedTuple):
    """Something to filter by, with the values that occur."""

    name: str
    label: str
    options: tuple[Chip, ...]


class Way(NamedTuple):
    """A page of the records that have one value: how `many` there are; `here` marks the page itself."""

    text: str
    href: str
    many: str
    here: bool = False


class Facet(NamedTuple):
    """The pages of the values of one axis."""

    label: str
    ways: tuple[Way, ...]


class Finding(NamedTuple):
    """Ways through a list. `marks` are what filters look at in each row: names of filters with codes, parted by spaces
    as codes have none."""

    filters: tuple[Filter, ...]
    facets: tuple[Facet, ...]
    marks: tuple[tuple[tuple[str, str], ...], ...]


def way_of(looked: Looked[T], axis: Axis[T], code: str, reader: Reader) -> str:
    """The address of the page of a value."""
    return axis.elsewhere(reader.urls, code) if axis.elsewhere else reader.urls.by(looked.section, axis.name, code)


def facet(looked: Looked[T], axis: Axis[T], snapshot: Snapshot, reader: Reader, here: str = "") -> Facet:
    """The pages of an axis; `here` is the value whose page asks."""
    label = reader.t(f"words.axes.{axis.name}")
    parts, there = parted(axis, looked, snapshot), axis.there
    counts: Mapping[str, int] = {code: len(records) for code, records in parts.items()}
    if there:
        counts = Counter(code for record in looked.records(snapshot) for code in there(record, snapshot))
    ways = (
        Way(axis.text(code, records, reader), way_of(looked, axis, code, reader), reader.number(count), code == here)
        for code, records in parts.items()
        if (count := counts.get(code, 0))
    )
    return Facet(reader.t("finding.open", label=label) if there else label, tuple(ways))


def finding(looked: Looked[T], snapshot: Snapshot, reader: Reader) -> Finding:
    """The ways through a whole list. An axis by which nothing parts is none."""
    parts = {axis: found for axis in looked.axes if (found := parted(axis, looked, snapshot))}
    filters = tuple(
        Filter(
            axis.name,
            reader.t(f"words.axes.{axis.name}"),
            tuple(Chip(code, axis.text(code, records, reader)) for code, records in found.items()),
        )
        for axis, found in parts.items()
    )
    facets = (facet(looked, axis, snapshot, reader) for axis in parts)
    marks = tuple(
        tuple((axis.name, " ".join(codes)) for axis in parts if (codes := axis.codes(record, snapshot)))
        for record in looked.records(snapshot)
    )
    return Finding(filters, tuple(facet for facet in facets if facet.ways), marks)


def page_by(looked: Looked[T], name: str, code: str, snapshot: Snapshot, reader: Reader) -> str:
    """The address of the page of a value, by the name of its axis; that of the whole list where nothing parts by it."""
    axis = next(axis for axis in looked.axes if axis.name == name)
    if code in parted(axis, looked, snapshot):
        return way_of(looked, axis, code, reader)
    return reader.urls.page(looked.section)


def title_by(looked: Looked[T], name: str, code: str, number: int, snapshot: Snapshot, reader: Reader) -> str:
    """The title of a page of a value, by the name of its axis and the number of the page."""
    axis = next(axis for axis in looked.axes if axis.name == name)
    value = axis.text(code, parted(axis, looked, snapshot)[code], reader)
    title = reader.t(f"finding.title.{looked.section}", axis=reader.t(f"words.axes.{name}"), value=value)
    return reader.t("finding.numbered", title=title, number=number) if number > 1 else title
