"""A row of the sheet of projects: a report, or the correction of one that came in already."""

import copy
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tongbao.edit.filled import same_value
from tongbao.edit.filled_rows import Filled
from tongbao.edit.taken_values import in_order_of, place_of, written
from tongbao.edit.taking import Taking, Tree
from tongbao.metrics.reporting import effective_reports
from tongbao.model.base import words
from tongbao.model.project import Project, Report
from tongbao.model.reporting_book import KINDS, OF_BUNDLES
from tongbao.views.reporting_sheets import plain

AS_OF, REASON = "report.as_of", "report.reason"
OF_THE_ONE_BEFORE = ("corrects", "reason", "reported")
"""What a correction does not take over from the report that it corrects."""


def take_report(row: Filled, project: Project, taking: Taking) -> None:
    """Adds what a row reports to the project's file, or says why it cannot be."""
    codes = [code for code in row.now if code.startswith("report.") and code not in (AS_OF, REASON)]
    asked = [code for code in codes if code in row.changed]
    if not asked or (day := _day(row, codes, taking)) is None:
        return
    reports = effective_reports(project)
    on_record = next((report for report in reports if report.as_of == day), None)
    there = _cells_of(on_record, taking.languages)
    left = [code for code in asked if not same_value(there.get(code, ""), row.now[code], KINDS[code])]
    if not left:
        taking.there += 1
        return
    differs = [code for code in left if not same_value(there.get(code, ""), row.before.get(code, ""), KINDS[code])]
    for code in differs:
        taking.wrong(row, code, "book-conflict", value=row.now[code], there=there.get(code, ""))
    if differs or not _grows(row, day, reports, taking):
        return
    if on_record is None:
        came_in = {} if taking.received == day else {"reported": taking.received}
        said = {code.partition(".")[2]: written(row.now[code], KINDS[code]) for code in codes if row.now[code]}
        _add(row, project, {"as_of": day, **came_in, **said}, taking)
        taking.tell("report", row, project, words(project.name, taking.languages), day.isoformat(), asked)
    elif not row.now.get(REASON):
        taking.wrong(row, REASON, "book-no-reason", as_of=day)
    else:
        _add(row, project, _corrected(row, project, on_record, left, taking), taking)
        taking.tell("correction", row, project, words(project.name, taking.languages), day.isoformat(), left)


def _day(row: Filled, codes: Iterable[str], taking: Taking) -> date | None:
    """The day of which a row speaks; None where it is missing, to come, or another than that of a report that is in."""
    now, before = row.now.get(AS_OF, ""), row.before.get(AS_OF, "")
    if not now:
        taking.wrong(row, AS_OF, "book-no-day")
        return None
    if now != before and any(row.before.get(code) for code in codes):
        taking.wrong(row, AS_OF, "book-other-day", value=now, before=before)
        return None
    day = date.fromisoformat(now)
    if day > taking.received:
        taking.wrong(row, AS_OF, "book-future", value=day, day=taking.received)
        return None
    return day


def _cells_of(report: Report | None, languages: tuple[str, ...]) -> Mapping[str, str]:
    """The values of a report on record as cells have them; codes where people choose."""
    if report is None:
        return {}
    counts = {name: getattr(report, name) for name in OF_BUNDLES}
    found = {
        **{name: plain(getattr(report, name)) for name in ("invested", "physical", "total")},
        **{name: "" if value is None else str(value) for name, value in counts.items()},
        "finish": report.finish or "",
        "stage": report.stage or "",
        "note": words(report.note, languages).strip(),
    }
    return {f"report.{name}": value for name, value in found.items()}


def _grows(row: Filled, day: date, reports: Iterable[Report], taking: Taking) -> bool:
    """Whether the investment of the year is not less than the report before says, or a reason is given."""
    earlier = [each for each in reports if each.as_of < day and each.as_of.year == day.year]
    known = next((each for each in reversed(earlier) if each.invested is not None), None)
    said = row.now.get("report.invested", "")
    if not said or known is None or known.invested is None or Decimal(said) >= known.invested or row.now.get(REASON):
        return True
    params = {"value": said, "earlier": plain(known.invested), "earlier_date": known.as_of}
    taking.wrong(row, "report.invested", "book-falls", **params)
    return False


def _corrected(row: Filled, project: Project, report: Report, codes: Iterable[str], taking: Taking) -> Tree:
    """A report as it stands in the file with what is corrected of it, the reason, and the day on which that came in."""
    at = max(at for at, each in enumerate(project.progress) if each == report)
    entry: Tree = copy.deepcopy(taking.tree(taking.path_of(project))["progress"][at])
    kept = {name: value for name, value in entry.items() if name not in OF_THE_ONE_BEFORE}
    said = {code.partition(".")[2]: written(row.now[code], KINDS[code]) for code in codes}
    values = {name: value for name, value in {**kept, **said}.items() if value not in (None, "")}
    return {**values, "reported": taking.received, "corrects": report.as_of, "reason": row.now[REASON]}


def _add(row: Filled, project: Project, entry: Tree, taking: Taking) -> None:
    """One more report in the file: a correction below all others, else where its day comes."""
    file = taking.file(row, project)
    entries = file.tree.setdefault("progress", [])
    at = len(entries) if "corrects" in entry else place_of(entries, "as_of", entry["as_of"].isoformat())
    if row.now.get(REASON):
        entry = {**entry, "reason": row.now[REASON]}
    entries.insert(at, in_order_of(Report, entry))
    file.cells |= {("progress", at, code.partition(".")[2]): row.at(code) for code in row.now}
    file.cells["progress", at] = row.at(AS_OF)
