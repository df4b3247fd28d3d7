"""What a bulletin names: things that happened in its period, and projects that did not move."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing, parts_reached
from tongbao.metrics.windows import DAY
from tongbao.model.bulletin import Bulletin, Period
from tongbao.model.vocab import FINISHED_STAGES, STARTED_STAGES, EventKind, Nature, Stage
from tongbao.views.charts import due_day
from tongbao.views.named import named_issues
from tongbao.views.parts import DatedItem, Link, MovedItem
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link

STOPPED_STAGES = frozenset({Stage.SUSPENDED, Stage.DEFERRED, Stage.WITHDRAWN})


def within(day: date | None, period: Period) -> bool:
    """Whether a day lies in the period."""
    return day is not None and period.from_ <= day <= period.until


def in_order(items: Iterable[DatedItem]) -> tuple[DatedItem, ...]:
    """Items by day; those of one day in the order they came."""
    return tuple(sorted(items, key=lambda item: item.iso))


def newest_note(standing: Standing, reader: Reader) -> str:
    """The newest note of the project's reports: its reason in the reporter's words."""
    return next((reader.words(report.note) for report in reversed(standing.reports) if report.note), "")


def _entries(standing: Standing, reader: Reader) -> list[tuple[date, Stage, str, str]]:
    """The project's dated stages by day: core stage, the word used, its note."""
    found = [(entry.date, entry.stage, reader.words(entry.note)) for entry in standing.project.stages]
    found += [(report.as_of, report.stage, "") for report in standing.reports if report.stage]
    ordered = sorted(found, key=lambda entry: entry[0])
    return [(day, stage, word, note) for day, word, note in ordered if (stage := reader.site.stage(word))]


def _reached_in(standing: Standing, stages: frozenset[Stage], period: Period) -> int:
    """How many projects of a bundle came into the stages in the period; one inside a bundle is counted there."""
    count = 0 if standing.project.within else standing.project.count
    said = [(r.as_of, r.started) for r in standing.reports] if stages is STARTED_STAGES else []
    said += [(r.as_of, r.completed) for r in standing.reports] if stages is FINISHED_STAGES else []
    before, now = (
        parts_reached(standing.dated, stages, count, day, said) for day in (period.from_ - DAY, period.until)
    )
    return now - before


def _item(
    day: date, stage: Stage, word: str, note: str, standing: Standing, reader: Reader, count: int = 1
) -> DatedItem:
    of_bundle = count if standing.project.count > 1 else 0
    return DatedItem(
        date=reader.short_day(day),
        link=project_link(standing, reader),
        label=reader.stage_chip(stage, word).text,
        note=note,
        district=reader.name("district", standing.project.district),
        iso=day.isoformat(),
        count=count,
        counted=reader.t("bulletin.of_bundle", count=of_bundle) if of_bundle else "",
    )


def start_items(now: Snapshot, period: Period, reader: Reader) -> tuple[DatedItem, ...]:
    """Projects whose works began in the period. A later word for work under way is no second start."""

    def made() -> Iterator[DatedItem]:
        for standing in now.standings:
            if not standing.in_scope:
                continue
            count = _reached_in(standing, STARTED_STAGES, period)
            single = within(standing.started_on, period)
            if not single and not (count and standing.project.count > 1):
                continue
            begun = (e for e in _entries(standing, reader) if e[1] in STARTED_STAGES and within(e[0], period))
            first = next(begun, None)
            if first:
                yield _item(*first, standing, reader, count)

    return in_order(made())


def turn_items(now: Snapshot, period: Period, reader: Reader, stages: frozenset[Stage]) -> tuple[DatedItem, ...]:
    """Projects that came into one of the stages in the period: resumed, stopped or finished."""

    def made() -> Iterator[DatedItem]:
        for standing in now.standings:
            before: Stage | None = None
            for day, stage, word, note in _entries(standing, reader):
                if stage in stages and before not in stages and within(day, period):
                    yield _item(day, stage, word, note, standing, reader, _reached_in(standing, stages, period))
                before = stage

    return in_order(made())


def _late_start(standing: Standing) -> bool:
    is_due = standing.in_scope and standing.start_due and standing.nature is Nature.NEW
    return is_due and standing.started < standing.project.count


def idle_items(now: Snapshot, reader: Reader, district: str | None = None) -> tuple[DatedItem, ...]:
    """应开未开: new projects whose month has passed without a start, with that month and the newest note; of a bundle
    how many."""

    def late(standing: Standing) -> int:
        return standing.project.count - standing.started

    return tuple(
        DatedItem(
            date=reader.day_or_month(standing.plan.start) if standing.plan else "",
            link=project_link(standing, reader),
            label=reader.stage_chip(standing.stage, standing.stage_word).text,
            note=newest_note(standing, reader),
            district=reader.name("district", standing.project.district),
            iso=(standing.plan.start or "") if standing.plan else "",
            count=late(standing),
            counted=reader.t("bulletin.of_bundle", count=late(standing)) if standing.project.count > 1 else "",
        )
        for standing in now.standings
        if _late_start(standing) and district in (None, standing.project.district)
    )


def order_items(now: Snapshot, period: Period, reader: Reader) -> tuple[DatedItem, ...]:
    """Supervision orders of the period: the issue, and the order's colour in words."""

    def made() -> Iterator[DatedItem]:
        for standing in named_issues(now):
            for event in standing.issue.events:
                if event.kind is EventKind.ORDERED and within(event.date, period):
                    light = reader.colour(event.colour)
                    yield DatedItem(
                        date=reader.short_day(event.date),
                        link=Link(reader.words(standing.issue.title), reader.urls.issue(standing.issue.id)),
                        label=reader.t("bulletin.order", code=light.code, label=light.label) if light else "",
                        note=reader.words(event.note),
                        iso=event.date.isoformat(),
                    )

    return in_order(made())


def escalation_items(now: Snapshot, period: Period, reader: Reader) -> tuple[DatedItem, ...]:
    """Issues that were taken to a higher office or meeting in the period, and to which."""
    return in_order(
        DatedItem(
            date=reader.short_day(event.date),
            link=Link(reader.words(standing.issue.title), reader.urls.issue(standing.issue.id)),
            label=reader.office(event.to) if event.to else "",
            note=reader.words(event.note),
            iso=event.date.isoformat(),
        )
        for standing in named_issues(now)
        for event in standing.issue.events
        if event.kind is EventKind.ESCALATED and within(event.date, period)
    )


def milestone_items(now: Snapshot, bulletin: Bulletin, reader: Reader) -> dict[str, tuple[DatedItem, ...]]:
    """Milestones: `done` in the period, `late` on the as-of day, `next` within the policy's days after it."""
    day, rule = bulletin.as_of.date(), reader.rules.bulletins.get(bulletin.kind)
    last = day + timedelta(days=rule.milestone_days) if rule and rule.milestone_days else None
    found: dict[str, list[DatedItem]] = {"done": [], "late": [], "next": []}
    for standing in now.standings:
        for milestone in standing.project.milestones if standing.in_scope else ():
            due, actual = due_day(milestone), milestone.actual
            if within(actual, bulletin.period):
                kind, shown = "done", actual or due
            elif actual is None and (due < day or (last and due <= last)):
                kind, shown = ("next" if due >= day else "late"), due
            else:
                continue
            found[kind].append(
                DatedItem(
                    date=reader.short_day(shown) if shown.year == day.year else reader.day_text(shown),
                    link=project_link(standing, reader),
                    label=reader.words(milestone.name),
                    district=reader.name("district", standing.project.district),
                    iso=shown.isoformat(),
                )
            )
    return {kind: in_order(iter(items)) for kind, items in found.items()}


def moved_items(now: Snapshot, period: Period, reader: Reader) -> tuple[MovedItem, ...]:
    """Milestones whose date was moved in the period, by the day of that, with the reason and who approved."""
    moved = (
        MovedItem(
            date=reader.short_day(change.date),
            iso=change.date.isoformat(),
            link=project_link(standing, reader),
            district=reader.name("district", standing.project.district),
            label=reader.words(milestone.name),
            to=reader.day_text(change.to),
            to_iso=change.to.isoformat(),
            reason=reader.words(change.reason),
            approved_by=reader.words(change.approved_by),
        )
        for standing in now.standings
        for milestone in standing.project.milestones
        for change in milestone.changes
        if within(change.date, period)
    )
    return tuple(sorted(moved, key=lambda item: item.iso))
