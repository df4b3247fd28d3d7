"""/statistics/: issues by category, district, office, source and age, each table under what it shows."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.figure import Figure
from tongbao.metrics.scopes import ALL, codes_on
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.vocab import IssueKind
from tongbao.views.axes import ISSUES
from tongbao.views.finding import page_by
from tongbao.views.parts import FigureView, Link
from tongbao.views.reader import Reader, position

FIGURES = ("issues_raised", "issues_closed", "closing_rate", "issues_open", "issues_overdue", "median_days")
"""What is said of the whole place and of each part of it."""
AXES = ("category", "district", "handler", "channel", "severity", "kind")


class CountBar(NamedTuple):
    """Issues of a part beside those of the largest: where closed ones, open ones in time and overdue ones begin and how
    wide they are, from 0 to 100 as text; `text` says it without being seen."""

    closed: str
    open_at: str
    open: str
    overdue_at: str
    overdue: str
    text: str


class StatisticsRow(NamedTuple):
    """A part: its figures, in the order of the page's, and its bar."""

    link: Link
    figures: tuple[FigureView, ...]
    bar: CountBar


class StatisticsTable(NamedTuple):
    """The parts of an axis; `finding` is what the table shows, in a sentence."""

    axis: str
    finding: str
    name: str
    rows: tuple[StatisticsRow, ...]
    note: str = ""


class AgeRow(NamedTuple):
    """Open issues of an age, and those of them that are overdue."""

    name: str
    open: str
    share: str
    overdue: str
    bar: CountBar


class AgeTable(NamedTuple):
    """Open issues by age; `unknown` says of how many the day is not known."""

    finding: str
    rows: tuple[AgeRow, ...]
    unknown: str
    assumed: bool
    source: str


class StatisticsView(NamedTuple):
    """The whole page."""

    figures: tuple[FigureView, ...]
    ages: AgeTable | None
    tables: tuple[StatisticsTable, ...]
    issues: Link


def statistics_view(snapshot: Snapshot, reader: Reader) -> StatisticsView:
    """The statistics of the day; an axis on which the issues are not told apart has no table."""
    tables = (_table(axis, snapshot, reader) for axis in AXES)
    return StatisticsView(
        figures=tuple(reader.figure(snapshot.figure(ALL, key)) for key in FIGURES),
        ages=_ages(snapshot, reader),
        tables=tuple(table for table in tables if len(table.rows) > 1),
        issues=Link(reader.t("words.nav.issues"), reader.urls.page("issues")),
    )


def _value(figure: Figure) -> int:
    return int(figure.value or 0)


def _order(axis: str, snapshot: Snapshot) -> Iterable[str]:
    """The codes of an axis in the order of the place, as far as it has issues of them."""
    site, present = snapshot.data.site, set(codes_on(axis, snapshot.totals))
    named = {
        "category": site.categories,
        "district": site.districts,
        "handler": site.offices,
        "channel": site.channels,
        "severity": site.severities,
    }
    codes = [entry.code for entry in named[axis]] if axis in named else list(IssueKind)
    return [code for code in codes if code in present]


def _table(axis: str, snapshot: Snapshot, reader: Reader) -> StatisticsTable:
    """The parts that have an issue of the year or an open one; offices by how many are open, others as the place has
    them."""
    found: list[tuple[str, dict[str, Figure]]] = []
    for code in _order(axis, snapshot):
        figures = {key: snapshot.figure(f"{axis}:{code}", key) for key in FIGURES}
        if figures["issues_raised"].value or figures["issues_open"].value:
            found.append((code, figures))
    if axis == "handler":
        found.sort(key=lambda part: (part[1]["issues_open"].value, part[1]["issues_raised"].value), reverse=True)
    longest = max((_length(figures) for _, figures in found), default=0)
    return StatisticsTable(
        axis=axis,
        finding=_finding(axis, found, snapshot, reader) if found else "",
        name=reader.t(f"words.axes.{axis}"),
        rows=tuple(
            StatisticsRow(
                link=_link(axis, code, snapshot, reader),
                figures=tuple(reader.figure(figure, explained=False) for figure in figures.values()),
                bar=_bar(figures, longest, reader),
            )
            for code, figures in found
        ),
        note=_note(found, snapshot, reader),
    )


def _link(axis: str, code: str, snapshot: Snapshot, reader: Reader) -> Link:
    match axis:
        case "district":
            return reader.district_link(code)
        case "handler":
            return reader.office_link(code)
        case "category" | "kind":
            return Link(reader.name(axis, code), page_by(ISSUES, axis, code, snapshot, reader))
    return Link(reader.name(axis, code))


def _length(figures: dict[str, Figure]) -> int:
    """How many issues a bar is long: those closed of the year's, and the open ones of any year."""
    return _value(figures["issues_closed"]) + _value(figures["issues_open"])


def _bar(figures: dict[str, Figure], longest: int, reader: Reader) -> CountBar:
    closed, left, overdue = (_value(figures[key]) for key in ("issues_closed", "issues_open", "issues_overdue"))
    text = reader.t("statistics.bar", closed=closed, open=left, overdue=overdue)
    return _drawn(closed, left - overdue, overdue, longest, text)


def _drawn(closed: int, in_time: int, overdue: int, longest: int, text: str) -> CountBar:
    def at(count: int) -> str:
        return position(Fraction(count, longest or 1))

    return CountBar(at(closed), at(closed), at(in_time), at(closed + in_time), at(overdue), text)


def _finding(axis: str, found: list[tuple[str, dict[str, Figure]]], snapshot: Snapshot, reader: Reader) -> str:
    """Where there are most: of what was raised in the year, of offices and districts of what is open; several where
    they have as many."""
    key = "issues_open" if axis in ("district", "handler") else "issues_raised"
    most = max(_value(figures[key]) for _, figures in found)
    if not most:
        return reader.t(f"statistics.finding.none_{key}")
    first = [code for code, figures in found if _value(figures[key]) == most]
    whole = snapshot.figure(ALL, key).value
    share = reader.percent(Fraction(most * 100) / whole) if whole else ""
    names = reader.t("words.separator").join(reader.name(axis, code) for code in first)
    overdue = sum(_value(figures["issues_overdue"]) for code, figures in found if code in first)
    form = f"{key}_each" if len(first) > 1 else key
    return reader.t(f"statistics.finding.{form}", names=names, count=most, share=share, overdue=overdue)


def _note(found: list[tuple[str, dict[str, Figure]]], snapshot: Snapshot, reader: Reader) -> str:
    """Why the rows do not add up to the whole, where they do not: an issue may be of several districts or of none."""
    parts = sum(_length(figures) for _, figures in found)
    whole = _length({key: snapshot.figure(ALL, key) for key in FIGURES})
    if parts == whole:
        return ""
    return reader.t("statistics.more" if parts > whole else "statistics.fewer", count=abs(parts - whole))


def _ages(snapshot: Snapshot, reader: Reader) -> AgeTable | None:
    """Open issues by the policy's classes of age; None where it has none or nothing is open."""
    rule, whole = snapshot.rules.ages, _value(snapshot.figure(ALL, "issues_open"))
    if not rule.classes or not whole:
        return None
    counted = [
        (
            each,
            _value(snapshot.figure(f"age:{each.code}", "issues_open")),
            _value(snapshot.figure(f"age:{each.code}", "issues_overdue")),
        )
        for each in rule.classes
    ]
    longest = max(count for _, count, _ in counted)

    def said(count: int, overdue: int) -> str:
        return reader.t("statistics.bar_open", open=count, overdue=overdue)

    rows = tuple(
        AgeRow(
            name=reader.words(each.name),
            open=reader.number(count),
            share=reader.percent(Fraction(count * 100, whole)),
            overdue=reader.number(overdue),
            bar=_drawn(0, count - overdue, overdue, longest, said(count, overdue)),
        )
        for each, count, overdue in counted
    )
    oldest, count, _ = max(counted, key=lambda entry: entry[0].from_)
    unknown = whole - sum(count for _, count, _ in counted)
    form = "oldest" if count else "none_oldest"
    return AgeTable(
        finding=reader.t(
            f"statistics.finding.{form}",
            open=reader.number(whole),
            days=oldest.from_ - 1,
            count=reader.number(count),
            share=reader.percent(Fraction(count * 100, whole)),
        ),
        rows=rows,
        unknown=reader.t("statistics.unknown", count=unknown) if unknown else "",
        assumed=rule.assumed,
        source=reader.words(rule.source),
    )
