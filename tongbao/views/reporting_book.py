"""报送表: what stands in the workbook that a county or an office fills in; public values only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tongbao.metrics.bodies import handling_office
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.windows import year_start
from tongbao.model.dataset import Dataset
from tongbao.model.digest import record_digest
from tongbao.model.reporting_book import FORMAT, MARK
from tongbao.model.vocab import FINISHED_STAGES
from tongbao.views.named import named_issues
from tongbao.views.reader import Reader
from tongbao.views.reporting_choices import Choices, choices_of
from tongbao.views.reporting_sheets import (
    BookSheet,
    asked_on,
    issue_sheet,
    milestone_sheet,
    notice_of,
    project_sheet,
)

Axis = Literal["district", "office"]


@dataclass(frozen=True)
class BookView:
    """The whole workbook. `notes` are for the program that reads it back, `words` what cells say of themselves."""

    name: str
    title: str
    day: date
    paper: str
    notes: tuple[tuple[str, str], ...]
    digests: tuple[tuple[str, str, str], ...]
    sheets: tuple[BookSheet, ...]
    choices: Mapping[str, Choices]
    help_name: str
    help: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    words: Mapping[str, str]


def books(dataset: Dataset, today: Snapshot, reader: Reader, month: date | None = None) -> Iterator[BookView]:
    """A workbook for each district that has something to report; `month` is the last day of the month asked about."""
    for district in today.data.site.districts:
        if view := book_of("district", district.code, dataset, today, reader, month):
            yield view


def book_of(
    axis: Axis, code: str, dataset: Dataset, today: Snapshot, reader: Reader, month: date | None = None
) -> BookView | None:
    """The workbook of a district or an office as of a day; None where it has no project and no open issue."""
    mine = [each for each in today.standings if _reports(each) and _belongs(axis, code, each, today)]
    issues = [each for each in named_issues(today) if _is_asked(each) and _handles(axis, code, each, today)]
    if not mine and not issues:
        return None
    choices = choices_of(reader)
    unit = reader.name("district", code) if axis == "district" else reader.office(code)
    sheets = (
        project_sheet(mine, today, reader, choices["stage"], month),
        issue_sheet(issues, today, reader),
        milestone_sheet(mine, today, reader),
    )
    title = reader.t(
        "book.title", place=reader.words(reader.site.name), unit=unit, month=_period(mine, today, reader, month)
    )
    # What is compared when the workbook comes back is the record itself, not what of it was known on the day.
    records = {("project", each.project.id): dataset.project_by_id[each.project.id] for each in mine}
    asked = {("issue", each.issue.id): dataset.issue_as_written(each.issue.id) for each in issues}
    digests = (*((kind, id, record_digest(record)) for (kind, id), record in (*records.items(), *asked.items())),)
    rule = today.rules.reporting_book
    return BookView(
        name=f"{code}-{_last_day(mine, today, month):%Y-%m}",
        title=title,
        day=today.day,
        paper=rule.paper,
        notes=(
            ("mark", MARK),
            ("format", str(FORMAT)),
            ("place", reader.site.id),
            (axis, code),
            ("as_of", today.day.isoformat()),
            ("language", reader.language),
        ),
        digests=digests,
        sheets=sheets,
        choices=choices,
        help_name=reader.t("book.help.name"),
        help=tuple(_help(reader)),
        terms=_terms(sheets, reader),
        words=_words(reader),
    )


def _reports(standing: Standing) -> bool:
    """Whether anything may still be reported of a project: not what was finished before this year or is left out."""
    if not standing.in_scope:
        return False
    finished = next((entry.day for entry in standing.dated if entry.stage in FINISHED_STAGES), None)
    return standing.stage not in FINISHED_STAGES or finished is None or finished >= year_start(standing.day)


def _belongs(axis: Axis, code: str, standing: Standing, today: Snapshot) -> bool:
    led = axis == "office" and any(entry.office == code for entry in standing.project.lead)
    return led or code in today.codes[standing.project.id].get(axis, ())


def _is_asked(standing: IssueStanding) -> bool:
    """An open issue that is told one by one, and no bundle of counts."""
    return standing.open and not standing.issue.counts


def _handles(axis: Axis, code: str, standing: IssueStanding, today: Snapshot) -> bool:
    if axis == "office":
        return handling_office(standing, today.rules) == code
    there = (today.codes.get(id, {}).get("district", ()) for id in standing.issue.projects)
    return code in {standing.issue.district, *(each for codes in there for each in codes)}


def _last_day(mine: Iterable[Standing], today: Snapshot, month: date | None) -> date:
    """The last of the days that the rows ask about."""
    return max((asked_on(each, today, month) for each in mine), default=month or today.day)


def _period(mine: Iterable[Standing], today: Snapshot, reader: Reader, month: date | None) -> str:
    last = _last_day(mine, today, month)
    return reader.month_text(last)


def _terms(sheets: Iterable[BookSheet], reader: Reader) -> tuple[tuple[str, str], ...]:
    """What is asked for, in the words of the guide to fields."""
    records = {"report": "Report", "event": "Event", "milestone": "Milestone"}
    found: dict[str, str] = {}
    for sheet in sheets:
        for column in sheet.columns:
            kind, _, name = column.code.partition(".")
            if column.filled and kind in records:
                found.setdefault(column.title, reader.t(f"guide.fields.{records[kind]}.{name}"))
    return tuple(found.items())


def _help(reader: Reader) -> Iterator[str]:
    unit, day = reader.words(reader.site.money.unit), reader.day_text(reader.day)
    for key in reader.catalogue.section("book.help.lines"):
        yield reader.t(f"book.help.lines.{key}", unit=unit, day=day)
    if notice := notice_of(reader):
        yield notice


def _words(reader: Reader) -> dict[str, str]:
    cells = {key: reader.t(f"book.cells.{key}") for key in reader.catalogue.section("book.cells")}
    groups = {f"group_{key}": reader.t(f"book.groups.{key}") for key in reader.catalogue.section("book.groups")}
    return {**cells, **groups, "help": reader.t("book.help.heading"), "terms": reader.t("book.help.terms")}
