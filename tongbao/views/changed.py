"""Everything governed that was changed with a reason: dates, plans, lists, who leads, what was issued or reported."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.base import words
from tongbao.model.once import once
from tongbao.model.project import Report
from tongbao.model.targets import TargetList
from tongbao.model.vocab import EventKind
from tongbao.views.corrections import correction_views
from tongbao.views.history import change_row
from tongbao.views.named import named_issues
from tongbao.views.parts import Chip, Link
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_district, project_link
from tongbao.views.targets_moves import adjustment_views

KINDS = (
    "milestone", "plan", "total", "list", "lead", "fact", "adjustment", "decision", "deadline", "exemption", "report",
    "correction",
)  # fmt: skip
"""What can change, in the order in which pages tell it; words stand under `changes.kinds`."""
OF_FIELD = {"plan": "plan", "nature": "plan", "total": "total", "lists": "list", "level": "list", "lead": "lead"}
"""The kind of a governed fact, by the last part of its field; the others are of the kind `fact`."""


class ChangedItem(NamedTuple):
    """A change: on which day, of which record, what, from what to what, why, and who approved it; "" where the record
    does not say. `iso` is the day for machines; what is of no one district has an empty one. `id` is made of what never
    changes in a record."""

    id: str
    date: str
    iso: str
    kind: Chip
    district: Chip
    link: Link
    what: str
    before: str
    after: str
    reason: str
    approved_by: str


@once
def changed_items(snapshot: Snapshot, reader: Reader) -> tuple[ChangedItem, ...]:
    """All changes known on the day, the newest first; those of one day by kind, then in the order of the records."""
    found = [
        *(item for standing in snapshot.standings for item in _of_project(standing, reader)),
        *(item for listed in snapshot.data.targets for item in _adjusted(listed, snapshot, reader)),
        *_decided(snapshot, reader),
        *(item for issue in named_issues(snapshot) for item in _extended(issue, snapshot, reader)),
        *_corrected(snapshot, reader),
    ]
    in_order = sorted(found, key=lambda item: KINDS.index(item.kind.code))
    return tuple(sorted(in_order, key=lambda item: item.iso, reverse=True))


def _kind(code: str, reader: Reader) -> Chip:
    return Chip(code, reader.t(f"changes.kinds.{code}"))


def _of_project(standing: Standing, reader: Reader) -> Iterator[ChangedItem]:
    project = standing.project
    link, district = project_link(standing, reader), reader.chip("district", project.district)
    first = partial(words, languages=reader.site.languages)
    for milestone in project.milestones:
        before = milestone.planned
        for move in sorted(milestone.changes, key=lambda move: move.date):
            yield ChangedItem(
                id=f"projects/{project.id}/change/{milestone.planned}/{first(milestone.name)}/{move.date}",
                date=reader.day_text(move.date),
                iso=move.date.isoformat(),
                kind=_kind("milestone", reader),
                district=district,
                link=link,
                what=reader.words(milestone.name),
                before=reader.day_text(before),
                after=reader.day_text(move.to),
                reason=reader.words(move.reason),
                approved_by=reader.words(move.approved_by),
            )
            before = move.to
    for change in project.changes:
        row = change_row(change, reader)
        yield ChangedItem(
            id=f"projects/{project.id}/change/{change.field}/{change.date}",
            date=row.date,
            iso=change.date.isoformat(),
            kind=_kind(OF_FIELD.get(change.field.rpartition(".")[2], "fact"), reader),
            district=district,
            link=link,
            what=row.field,
            before=row.before,
            after=row.after,
            reason=row.reason,
            approved_by=row.approved_by,
        )
    for exemption in project.exemptions:
        light = next((each for each in reader.rules.lights if each.code == exemption.light), None)
        yield ChangedItem(
            id=f"projects/{project.id}/exemption/{exemption.light}/{exemption.from_}",
            date=reader.day_text(exemption.from_),
            iso=exemption.from_.isoformat(),
            kind=_kind("exemption", reader),
            district=district,
            link=link,
            what=reader.words(light.label) if light else exemption.light,
            before="",
            after=reader.t("changes.until", day=reader.day_text(exemption.until)) if exemption.until else "",
            reason=reader.words(exemption.reason),
            approved_by=reader.words(exemption.approved_by),
        )
    for report in project.progress:
        if report.corrects:
            yield _reported(report, standing, link, district, reader)


def _reported(report: Report, standing: Standing, link: Link, district: Chip, reader: Reader) -> ChangedItem:
    """A report that takes the place of an earlier one; nobody approves what an owner reports."""
    earlier = [r for r in standing.project.progress if r is not report and r.as_of == report.corrects]
    before = max((r for r in earlier if r.received <= report.received), key=lambda r: r.received, default=None)
    return ChangedItem(
        id=f"projects/{standing.project.id}/report/{report.corrects}/{report.received}",
        date=reader.day_text(report.received),
        iso=report.received.isoformat(),
        kind=_kind("report", reader),
        district=district,
        link=link,
        what=reader.t("changes.reported", day=reader.day_text(report.corrects)),
        before=_said(before, reader) if before else "",
        after=_said(report, reader),
        reason=reader.words(report.reason),
        approved_by="",
    )


def _said(report: Report, reader: Reader) -> str:
    values = (reader.money_text(report.invested), reader.percent(report.physical, 0), reader.money_text(report.total))
    return reader.t("words.separator").join(value for value in values if value)


def _adjusted(listed: TargetList, snapshot: Snapshot, reader: Reader) -> Iterator[ChangedItem]:
    """The adjustments of a year's list: each project that moved, and each target that changed."""
    newest_first = sorted(listed.adjustments, key=lambda adjustment: adjustment.date, reverse=True)
    for made, view in zip(newest_first, adjustment_views(listed, snapshot, reader), strict=True):
        for move, entry in zip(view.moves, made.moves, strict=True):
            standing = snapshot.standing_by_id.get(entry.project)
            yield ChangedItem(
                id=f"targets/{listed.year}/{made.date}/{entry.project}",
                date=view.date,
                iso=made.date.isoformat(),
                kind=_kind("adjustment", reader),
                district=reader.chip("district", standing.project.district if standing else None),
                link=move.project,
                what=reader.t("changes.on_list", year=listed.year, move=move.kind),
                before=move.before,
                after=move.after,
                reason=move.reason,
                approved_by=view.approved_by,
            )
        for number, target in enumerate(view.targets, start=1):
            yield ChangedItem(
                id=f"targets/{listed.year}/{made.date}/targets/{number}",
                date=view.date,
                iso=made.date.isoformat(),
                kind=_kind("adjustment", reader),
                district=Chip("", ""),
                link=Link(reader.words(listed.title), reader.urls.targets(listed.year)),
                what=reader.t("changes.target", unit=target.unit.text, measure=target.measure),
                before=target.before,
                after=target.after,
                reason=view.number,
                approved_by=view.approved_by,
            )


def _decided(snapshot: Snapshot, reader: Reader) -> Iterator[ChangedItem]:
    """Later dates of what meetings decided."""
    for standing in snapshot.decisions:
        activity, decision, before = standing.activity, standing.decision, standing.first_due
        for change in sorted(decision.changes, key=lambda change: change.date):
            yield ChangedItem(
                id=f"activities/{activity.id}/{decision.code}/{change.date}",
                date=reader.day_text(change.date),
                iso=change.date.isoformat(),
                kind=_kind("decision", reader),
                district=Chip("", ""),
                link=Link(reader.words(activity.title), reader.urls.activity(activity.id)),
                what=reader.words(decision.text),
                before=reader.day_text(before),
                after=reader.day_text(change.to),
                reason=reader.words(change.reason),
                approved_by=reader.words(change.approved_by),
            )
            before = change.to


def _extended(standing: IssueStanding, snapshot: Snapshot, reader: Reader) -> Iterator[ChangedItem]:
    """Later dates of issues: before an extension the last day that was promised, where one was."""
    issue, promised = standing.issue, None
    for event in standing.events:
        if event.kind is EventKind.EXTENDED:
            yield ChangedItem(
                id=f"issues/{issue.id}/extended/{event.date}",
                date=reader.day_text(event.date),
                iso=event.date.isoformat(),
                kind=_kind("deadline", reader),
                district=reader.chip("district", issue_district(standing, snapshot)),
                link=Link(reader.words(issue.title), reader.urls.issue(issue.id)),
                what=reader.t("changes.deadline"),
                before=reader.day_text(promised),
                after=reader.day_text(event.due),
                reason=reader.words(event.reason) or reader.words(event.note),
                approved_by=reader.words(event.by),
            )
        promised = event.due or promised


def _corrected(snapshot: Snapshot, reader: Reader) -> Iterator[ChangedItem]:
    for view in correction_views(snapshot, reader):
        link = view.document
        yield ChangedItem(
            id=f"corrections/{view.id}",
            date=view.date,
            iso=view.iso,
            kind=_kind("correction", reader),
            district=Chip("", ""),
            link=link._replace(href=f"{link.href or reader.urls.page('corrections')}#{view.id}"),
            what=view.place,
            before=view.before,
            after=view.after,
            reason=view.reason,
            approved_by=view.approved_by,
        )


def said_of(item: ChangedItem, reader: Reader) -> str:
    """A change in a line: from what to what, the reason, the approval."""
    said = {
        "moved" if item.before else "set": item.after,
        "reason": item.reason,
        "approved_by": item.approved_by,
    }
    parts = (reader.t(f"changes.said.{name}", before=item.before, value=value) for name, value in said.items() if value)
    return reader.t("changes.said.and").join(parts)
