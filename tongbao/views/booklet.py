"""清单册: the year's list, how far its projects are, and what stands in their way, bound as one paper (滨州)."""

from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.figure import Figure
from tongbao.metrics.listing import AXIS, groups_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.targets import TargetList
from tongbao.views.named import named_issues
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_row
from tongbao.views.tables import Amount, Cell, Column, Table, TableRow
from tongbao.views.target_files import group_name, list_table, money, notice_of, on_paper, plain

PROGRESS = ("index", "project", "district", "planned", "completed", "rate", "gap", "physical", "stage", "light")
ISSUES = ("index", "issue", "project", "category", "office", "raised", "due", "state", "light")


class BookletView(NamedTuple):
    """Cover and lists; `as_of` is the day that all of them speak of."""

    title: str
    issuer: str
    as_of: str
    notice: str
    tables: tuple[Table, ...]


def booklet_view(listed: TargetList, snapshot: Snapshot, reader: Reader) -> BookletView:
    """The booklet of the list on the snapshot's day."""
    return BookletView(
        title=reader.t("papers.booklet.title", year=listed.year),
        issuer=reader.words(listed.issuer),
        as_of=reader.t("papers.as_of", day=reader.day_text(snapshot.day)),
        notice=notice_of(reader),
        tables=(
            on_paper(list_table(listed, snapshot, reader), reader),
            progress_table(listed, snapshot, reader),
            issues_table(listed, snapshot, reader),
        ),
    )


def _table(name: str, columns: tuple[str, ...], rows: list[TableRow], snapshot: Snapshot, reader: Reader) -> Table:
    title = reader.t(f"papers.booklet.{name}")
    as_of = reader.t("papers.as_of", day=reader.day_text(snapshot.day))
    heads = tuple(Column(code, reader.t(f"papers.columns.{code}"), 0) for code in columns)
    unit = reader.t("papers.unit", unit=reader.money_unit) if "planned" in columns else ""
    return Table(title, title, (as_of,), "", unit, snapshot.day, heads, tuple(rows))


def progress_table(listed: TargetList, snapshot: Snapshot, reader: Reader) -> Table:
    """进度清单: each project of the list beside its plan, by group; sums are figures of the list and its groups."""
    whole = f"{AXIS}:{listed.year}"
    rows = [TableRow("total", _summed(whole, "", reader.t("papers.total"), snapshot, reader))]
    number = 0
    for place, group in enumerate(groups_of(listed, snapshot.day), 1):
        standings = [snapshot.standing_by_id[id] for id in group.projects if id in snapshot.standing_by_id]
        if not standings:
            continue
        scope = f"{whole}-{group.group.code}"
        index, name = group_name(place, group, reader)
        rows.append(TableRow("group", _summed(scope, index, name, snapshot, reader)))
        for standing in standings:
            number += 1
            rows.append(TableRow("plain", _progress(number, standing, snapshot, reader)))
    return _table("progress", PROGRESS, rows, snapshot, reader)


def _summed(scope: str, index: str, name: str, snapshot: Snapshot, reader: Reader) -> tuple[Cell, ...]:
    planned, completed, rate, gap = (
        snapshot.figure(scope, key) for key in ("planned", "completed", "completion_rate", "gap")
    )
    amounts = (money(figure.value, reader, f"{scope}/{figure.key}") for figure in (planned, completed))
    return (index, name, "", *amounts, _share(rate, reader), _share(gap, reader), "", "", "")


def _share(figure: Figure, reader: Reader) -> Cell:
    """A rate or a gap as printed, to stand right; "" where there is none."""
    if figure.value is None:
        return ""
    view = reader.figure(figure, explained=False)
    return Amount(figure.value, 0, view.text if figure.key == "completion_rate" else view.value)


def _progress(number: int, standing: Standing, snapshot: Snapshot, reader: Reader) -> tuple[Cell, ...]:
    light = reader.light(snapshot.project_light(standing).light)
    return (
        str(number),
        reader.words(standing.project.name),
        reader.name("district", standing.project.district),
        money(standing.planned, reader),
        money(standing.invested, reader),
        _share(standing.completion_rate, reader),
        _share(standing.gap, reader),
        _physical(standing, reader),
        reader.stage_chip(standing.stage, standing.stage_word).text,
        light.label if light else "",
    )


def _physical(standing: Standing, reader: Reader) -> str:
    """形象进度: the newest percentage that was reported, and the newest words."""
    newest_first = tuple(reversed(standing.reports))
    percent = next((report.physical for report in newest_first if report.physical is not None), None)
    note = next((reader.words(report.note) for report in newest_first if report.note), "")
    shown = reader.percent(Fraction(percent), 0) if percent is not None else ""
    return reader.t("papers.physical", percent=shown, note=note) if shown and note else shown or note


def issues_table(listed: TargetList, snapshot: Snapshot, reader: Reader) -> Table:
    """问题清单: what is open of the projects on the list, the deadline that comes first above."""
    on_list = {id for group in groups_of(listed, snapshot.day) for id in group.projects}
    found = [each for each in named_issues(snapshot) if each.open and on_list.intersection(each.issue.projects)]
    found.sort(key=lambda each: (each.due is None, each.due or each.issue.raised.date, each.issue.id))
    rows = [TableRow("plain", _issue(number, each, snapshot, reader)) for number, each in enumerate(found, 1)]
    return _table("issues", ISSUES, rows, snapshot, reader)


def _issue(number: int, standing: IssueStanding, snapshot: Snapshot, reader: Reader) -> tuple[Cell, ...]:
    row = issue_row(standing, snapshot, reader)
    return (
        str(number),
        plain(row.link.text),
        reader.t("words.separator").join(link.text for link in row.projects),
        row.category.text,
        row.office,
        row.raised,
        reader.t("papers.overdue", due=row.due) if row.overdue else row.due,
        row.state.text,
        row.colour.label if row.colour else "",
    )
