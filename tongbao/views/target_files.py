"""The year's list as a table, as offices print it: for the spreadsheet, the CSV, the paper and the booklet."""

import re
from decimal import Decimal
from fractions import Fraction

from tongbao.metrics.figure import Unit
from tongbao.metrics.listed import listed_projects
from tongbao.metrics.listing import AXIS, ListedGroup, groups_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.issued_targets import ListedProject
from tongbao.model.targets import TargetList
from tongbao.model.units import QUARTERS_A_YEAR
from tongbao.views.numerals import spelled
from tongbao.views.reader import Reader
from tongbao.views.rows import both_counts
from tongbao.views.tables import Amount, Cell, Column, Table, TableRow, merged

WIDTHS = {
    "index": 5, "name": 24, "code": 15, "place": 13, "works": 7, "content": 36, "period": 10, "total": 9,
    "before": 10, "planned": 9, "target": 22, "quarter": 16, "offices": 13, "owner": 16, "sponsors": 13, "remark": 12,
}  # fmt: skip
"""Columns in printed order, with their widths in characters of a spreadsheet."""
SUMS = {"total": "total_investment", "before": "invested_before", "planned": "planned"}
"""Columns that are summed, by the figure of the sum."""
MARKS = re.compile(r"^\s*(?:#+|>|[-*+])\s+|\*\*|__|`", re.MULTILINE)
"""Marks of Markdown that mean nothing in a cell."""


def list_table(listed: TargetList, snapshot: Snapshot, reader: Reader) -> Table:
    """The list of the snapshot's year with the adjustments of its day: 合计, then each group with its sub-total.

    Sums are figures of `targets:<year>` and its groups. Quarters have columns where a project has aims by quarter.
    """
    found = listed_projects(listed, snapshot)
    groups = [group for group in groups_of(listed, snapshot.day) if any(id in found for id in group.projects)]
    by_quarter = any(found[id].quarter_targets for group in groups for id in group.projects if id in found)
    columns = tuple(_columns(reader, by_quarter=by_quarter))
    whole = f"{AXIS}:{listed.year}"
    rows = [_sum_row("total", "", reader.t("papers.total"), whole, columns, snapshot, reader)]
    number = 0
    for place, group in enumerate(groups, 1):
        rows.append(_group_row(place, group, whole, columns, snapshot, reader))
        for id in group.projects:
            if id in found:
                number += 1
                cells = _cells(number, found[id], snapshot, reader)
                rows.append(TableRow("plain", tuple(cells.get(column.code, "") for column in columns)))
    return Table(
        name=reader.t("papers.list"),
        title=reader.words(listed.title),
        lines=tuple(_lines(listed, reader)),
        notice=notice_of(reader),
        unit=reader.t("papers.unit", unit=reader.money_unit),
        day=snapshot.day,
        columns=columns,
        rows=tuple(rows),
    )


def on_paper(table: Table, reader: Reader) -> Table:
    """The list for a sheet of paper: the code under the name, the aims of the quarters under that of the year."""
    labels = {
        f"q{quarter}": reader.t("papers.aim", quarter=reader.t(f"papers.quarter.{quarter}"))
        for quarter in range(1, QUARTERS_A_YEAR + 1)
    }
    return merged(table, {"name": ("code",), "target": tuple(labels)}, labels)


def notice_of(reader: Reader) -> str:
    """What every paper of a sample place says, or of one with a notice; "" elsewhere."""
    site = reader.site
    return reader.words(site.notice) or (reader.t("pages.sample") if site.sample else "")


def _lines(listed: TargetList, reader: Reader) -> list[str]:
    """Number, issuer and day in one line, the adjustments that made it in another."""
    comma = reader.t("papers.comma")
    head = (reader.words(listed.issuer), reader.words(listed.number), reader.day_text(listed.published))
    moved = sorted(listed.adjustments, key=lambda adjustment: adjustment.date)
    papers = (
        reader.t("papers.adjusted", number=reader.words(item.number), day=reader.day_text(item.date)) for item in moved
    )
    as_of = reader.t("papers.as_of", day=reader.day_text(reader.day))
    lines = (comma.join(part for part in head if part), comma.join(papers), as_of)
    return [line for line in lines if line]


def _columns(reader: Reader, *, by_quarter: bool) -> list[Column]:
    columns = []
    for code, width in WIDTHS.items():
        if code != "quarter":
            columns.append(Column(code, reader.t(f"papers.columns.{code}"), width))
            continue
        for quarter in range(1, QUARTERS_A_YEAR + 1) if by_quarter else ():
            name = reader.t("papers.columns.of_quarter", quarter=reader.t(f"papers.quarter.{quarter}"))
            columns.append(Column(f"q{quarter}", name, width))
    return columns


def _group_row(
    place: int, group: ListedGroup, whole: str, columns: tuple[Column, ...], snapshot: Snapshot, reader: Reader
) -> TableRow:
    index, name = group_name(place, group, reader)
    return _sum_row("group", index, name, f"{whole}-{group.group.code}", columns, snapshot, reader)


def group_name(place: int, group: ListedGroup, reader: Reader) -> tuple[str, str]:
    """The number of a group in the numerals of the language, and its name."""
    numerals = (reader.t(f"words.numerals.{name}") for name in ("digits", "ranks"))
    return spelled(place, *numerals), reader.words(group.group.name)


def _sum_row(
    kind: str, index: str, name: str, scope: str, columns: tuple[Column, ...], snapshot: Snapshot, reader: Reader
) -> TableRow:
    counts = [snapshot.figure(scope, key) for key in ("entries", "projects")]
    counted = both_counts(counts[0].value, counts[1].value, reader) or reader.figure(counts[1], explained=False).text
    cells: dict[str, Cell] = {"index": index, "name": reader.t("papers.sum", name=name, count=counted)}
    for column, key in SUMS.items():
        figure = snapshot.figure(scope, key)
        cells[column] = money(figure.value or None, reader, f"{scope}/{key}")
    return TableRow("total" if kind == "total" else "group", tuple(cells.get(column.code, "") for column in columns))


def money(value: Decimal | Fraction | None, reader: Reader, figure: str = "") -> Cell:
    """An amount in the unit that pages print; "" for None."""
    if value is None:
        return ""
    places = reader.decimals("money", Unit.MONEY)
    return Amount(Fraction(value) / Fraction(reader.site.money.factor), places, reader.money(value), figure)


def _cells(number: int, row: ListedProject, snapshot: Snapshot, reader: Reader) -> dict[str, Cell]:
    """The cells of a project by column; what is withheld says on what ground."""
    separator = reader.t("words.separator")
    cells: dict[str, Cell] = {
        "index": Amount(Fraction(number), 0, str(number)),
        "name": reader.words(row.name),
        "code": row.code or "",
        "place": reader.words(row.place) or reader.name("district", row.district),
        "works": row.works or reader.name("nature", row.nature),
        "content": plain(reader.words(row.content)),
        "period": reader.years(row.period),
        "total": money(row.total, reader, f"project:{row.id}/total_investment"),
        "before": money(row.invested_before, reader, f"project:{row.id}/invested_before"),
        "planned": money(row.plan, reader, f"project:{row.id}/planned"),
        "target": plain(reader.words(row.target)),
        "offices": separator.join(reader.office(code) for code in row.offices),
        "owner": reader.words(row.owner),
        "sponsors": separator.join(reader.office(sponsor.office) for sponsor in row.sponsors),
        "remark": reader.t("papers.comma").join(_remarks(row, snapshot, reader)),
    }
    for quarter, aim in enumerate(row.quarter_targets, 1):
        cells[f"q{quarter}"] = plain(reader.words(aim))
    for field, ground in row.withheld.items():
        cells[COLUMN_OF.get(field, field)] = reader.t("pages.withheld", ground=ground)
    return cells


COLUMN_OF = {"invested_before": "before", "plan": "planned"}
"""The column of a field where it has another name."""


def _remarks(row: ListedProject, snapshot: Snapshot, reader: Reader) -> list[str]:
    bundle = snapshot.standing_by_id.get(row.within or "")
    remarks = [
        plain(reader.words(row.remark)),
        reader.t("pages.bundle", count=row.count) if row.count > 1 else "",
        reader.t("pages.reckoned") if row.reckoned else "",
        reader.t("papers.within", bundle=reader.words(bundle.project.name)) if bundle else "",
    ]
    return [remark for remark in remarks if remark]


def plain(text: str) -> str:
    """Markdown as the text of a cell: its lines without marks and without empty ones."""
    lines = (line.strip() for line in MARKS.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)
