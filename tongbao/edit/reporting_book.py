"""A reporting workbook taken back: what people filled in → the files of the place with these values.

Cells that are as they were exported say nothing, whatever the record says by now. A changed cell whose value on record
is still the exported one changes it; where it is on record already nothing happens, so a workbook may be taken back
twice; where the record says a third thing, both are told and nothing is written.
"""

from collections.abc import Callable
from datetime import date

from tongbao.edit.filled_rows import Filled, Rows
from tongbao.edit.taken_reports import take_report
from tongbao.edit.taken_values import in_order_of, place_of, written
from tongbao.edit.taking import TakenBack, Taking
from tongbao.edit.trees import plain
from tongbao.model.base import words
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Event, Issue
from tongbao.model.project import Milestone, Project
from tongbao.model.reporting_book import KINDS

ACTUAL = "milestone.actual"


def taken_back(
    book: str, rows: Rows, dataset: Dataset, languages: tuple[str, ...], received: date, read: Callable[[str], str]
) -> TakenBack:
    """What the rows of a workbook that came in on a day would change; `read` gives the text of a file of the place.

    `languages` are those in which the workbook was written, the first first.
    """
    taking = Taking(book, dataset, languages, received, read)
    issues = {issue.id: issue for issue in dataset.issues}
    for row in rows.filled:
        kind = row.sheet.kind
        record = issues.get(row.id) if kind == "issues" else dataset.project_by_id.get(row.id)
        if record is None:
            taking.wrong(row, next(iter(row.sheet.letters)), "book-gone", id=row.id)
        elif isinstance(record, Issue):
            _event(row, record, taking)
        elif kind == "projects":
            take_report(row, record, taking)
        else:
            _milestone(row, record, taking)
    return taking.done()


def _event(row: Filled, issue: Issue, taking: Taking) -> None:
    """One more event of an issue, where its day comes."""
    said = {code: value for code, value in row.now.items() if value}
    missing = [code for code in ("event.kind", "event.date") if code not in said]
    for code in missing:
        taking.wrong(row, code, "book-event-lacks", field=row.sheet.headings.get(code, code))
    if missing:
        return
    day = said["event.date"]
    if date.fromisoformat(day) > taking.received:
        taking.wrong(row, "event.date", "book-future", value=day, day=taking.received)
        return
    on_day = [each for each in issue.events if each.date.isoformat() == day and each.kind == said["event.kind"]]
    recorded = [_cells_of(each, taking.languages) for each in on_day]
    if said in recorded:
        taking.there += 1
        return
    if recorded:
        first = recorded[0]
        code = next(code for code in (*said, *first) if said.get(code) != first.get(code))
        taking.wrong(row, code, "book-conflict", value=said.get(code, ""), there=first.get(code, ""))
        return
    file = taking.file(row, issue)
    entries = file.tree.setdefault("events", [])
    at = place_of(entries, "date", day)
    entry = in_order_of(Event, {code.partition(".")[2]: written(value, KINDS[code]) for code, value in said.items()})
    if plain(entry) in entries:
        return
    entries.insert(at, plain(entry))
    file.cells |= {("events", at, code.partition(".")[2]): row.at(code) for code in said}
    file.cells["events", at] = row.at("event.kind")
    codes = ("event.kind", *(code for code in said if code not in ("event.kind", "event.date")))
    taking.tell("event", row, issue, words(issue.title, taking.languages), day, codes)


def _cells_of(event: Event, languages: tuple[str, ...]) -> dict[str, str]:
    """The values of an event on record as cells have them, empty ones left out."""
    found = {
        "kind": event.kind.value,
        "date": event.date.isoformat(),
        "to": event.to or "",
        "due": event.due.isoformat() if event.due else "",
        "note": words(event.note, languages).strip(),
        "reason": words(event.reason, languages).strip(),
    }
    return {f"event.{name}": value for name, value in found.items() if value}


def _milestone(row: Filled, project: Project, taking: Taking) -> None:
    """The day on which a milestone was reached, or that it was not."""
    _, name, planned = row.key
    keys = [(words(each.name, taking.languages).strip(), each.planned.isoformat()) for each in project.milestones]
    if (name, planned) not in keys:
        taking.wrong(row, "milestone.name", "book-no-milestone", id=project.id, name=name)
        return
    at = keys.index((name, planned))
    actual = project.milestones[at].actual
    now, there = row.now[ACTUAL], actual.isoformat() if actual else ""
    if there == now:
        taking.there += 1
        return
    if there != row.before.get(ACTUAL, ""):
        taking.wrong(row, ACTUAL, "book-conflict", value=now, there=there)
        return
    if now and date.fromisoformat(now) > taking.received:
        taking.wrong(row, ACTUAL, "book-future", value=now, day=taking.received)
        return
    file = taking.file(row, project)
    entry = file.tree["milestones"][at]
    kept = {key: value for key, value in entry.items() if key != "actual"}
    reached = {"actual": date.fromisoformat(now)} if now else {}
    file.tree["milestones"][at] = in_order_of(Milestone, {**kept, **reached})
    file.cells["milestones", at, "actual"] = file.cells["milestones", at] = row.at(ACTUAL)
    taking.tell("milestone", row, project, words(project.name, taking.languages), name, (ACTUAL,))
