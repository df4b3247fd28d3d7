"""The pages of batches: who was presented, who came in time, what became of them, whose step is late."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tongbao.metrics.batches import (
    BatchStanding,
    ConversionStanding,
    LateStep,
    MemberStanding,
    batch_standings,
    memberships,
)
from tongbao.metrics.procedures import StepStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.batch import Batch
from tongbao.views.activities import activity_link
from tongbao.views.parts import Chip, Fact, FigureView, Link
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link
from tongbao.views.sayer import Sayer


class ConversionView(NamedTuple):
    """A conversion: what it asks, the share so far, the last day of its window; `state` is met, missed or open."""

    name: str
    figure: FigureView
    until: str
    provisional: bool
    state: str
    state_text: str


class StepCell(NamedTuple):
    """A step of a project: due, done, and `state`: done, late (done or not) or open; "" of what has not begun."""

    name: str
    due: str
    done: str
    state: str


class MemberRow(NamedTuple):
    """A member: `state` is in_time, reached_late, late or open."""

    link: Link
    district: Chip
    stage: Chip
    projects: int
    reached_on: str
    reached_sort: str
    state: str
    state_text: str
    steps: tuple[StepCell, ...]


class LateRow(NamedTuple):
    """A step that is late, and whose it is."""

    office: Link
    step: str
    project: Link
    due: str
    done: str


class BatchRow(NamedTuple):
    """A batch in a list."""

    link: Link
    kind: str
    ceremony: str
    ceremony_sort: str
    projects: str
    due: str
    in_time: FigureView
    conversions: tuple[ConversionView, ...]
    late_steps: str


class BatchesView(NamedTuple):
    """The batches, the newest first."""

    rows: tuple[BatchRow, ...]


class BatchView(NamedTuple):
    """The page of a batch."""

    title: str
    facts: tuple[Fact, ...]
    in_time: FigureView
    conversions: tuple[ConversionView, ...]
    late: tuple[LateRow, ...]
    members: tuple[MemberRow, ...]
    steps: tuple[str, ...]


class BatchMark(NamedTuple):
    """A batch that a project is in, on the project's page."""

    link: Link
    ceremony: str
    due: str
    state: str
    state_text: str


def has_batches(snapshot: Snapshot) -> bool:
    """Whether a ceremony was held."""
    return bool(snapshot.data.batches)


def batch_title(batch: Batch, reader: Reader) -> str:
    """Its own title, else year, number and kind."""
    named = reader.t("words.batches.title", year=batch.year, number=batch.number, kind=reader.name("batch", batch.kind))
    return reader.words(batch.title) or named


def batches_view(snapshot: Snapshot, reader: Reader) -> BatchesView:
    """The list of batches."""
    newest_first = reversed(batch_standings(snapshot))
    return BatchesView(tuple(_row(standing, reader) for standing in newest_first))


def batch_view(standing: BatchStanding, snapshot: Snapshot, reader: Reader) -> BatchView:
    """The page of a batch as it stands on the day."""
    steps = dict.fromkeys(step.step for member in standing.members for step in member.steps)
    return BatchView(
        title=batch_title(standing.batch, reader),
        facts=tuple(_facts(standing, snapshot, reader)),
        in_time=reader.figure(standing.in_time),
        conversions=_conversions(standing, reader),
        late=tuple(_late(late, reader) for late in standing.late_steps),
        members=tuple(_member(member, standing, tuple(steps), reader) for member in standing.members),
        steps=tuple(steps),
    )


def batches_of(standing: Standing, snapshot: Snapshot, reader: Reader) -> tuple[BatchMark, ...]:
    """The batches that a project is in, in the order of their ceremonies."""
    return tuple(
        BatchMark(
            link=_link(batch, reader),
            ceremony=reader.day_text(batch.ceremony.date),
            due=reader.day_text(due),
            state=member.state,
            state_text=_state(member, due, reader),
        )
        for batch, due, member in memberships(standing, snapshot)
    )


def _link(batch: Batch, reader: Reader) -> Link:
    return Link(batch_title(batch, reader), reader.urls.batch(batch.id))


def _row(standing: BatchStanding, reader: Reader) -> BatchRow:
    batch = standing.batch
    return BatchRow(
        link=_link(batch, reader),
        kind=reader.words(standing.kind.name),
        ceremony=reader.day_text(batch.ceremony.date),
        ceremony_sort=batch.ceremony.date.isoformat(),
        projects=reader.number(standing.projects),
        due=reader.day_text(standing.due),
        in_time=reader.figure(standing.in_time, explained=False),
        conversions=_conversions(standing, reader, explained=False),
        late_steps=reader.number(len(standing.late_steps)) if standing.late_steps else "",
    )


def _facts(standing: BatchStanding, snapshot: Snapshot, reader: Reader) -> Iterator[Fact]:
    batch = standing.batch
    activity = next((each for each in snapshot.data.activities if each.id == batch.activity), None)
    venues = sorted(batch.ceremony.venues, key=lambda venue: not venue.main)
    quarter = reader.t("words.batches.quarter", year=batch.year, quarter=reader.t(f"papers.quarter.{batch.quarter}"))
    values: tuple[tuple[str, tuple[Link, ...]], ...] = (
        ("kind", (Link(reader.words(standing.kind.name)),)),
        ("quarter", (Link(quarter),)),
        ("ceremony", (Link(reader.day_text(batch.ceremony.date)),)),
        (
            "venues",
            tuple(
                Link(reader.t("words.batches.main", name=reader.words(venue.name)) if venue.main else name)
                for venue in venues
                for name in (reader.words(venue.name),)
            ),
        ),
        ("activity", (activity_link(activity, reader),) if activity else ()),
        ("lead", tuple(reader.office_link(code) for code in standing.kind.lead)),
        ("projects", (Link(reader.number(standing.projects)),)),
        ("due", (Link(reader.day_text(standing.due)),)),
    )
    yield from (Fact(reader.t(f"words.batches.fields.{name}"), links) for name, links in values if links)


def _conversions(standing: BatchStanding, reader: Reader, *, explained: bool = True) -> tuple[ConversionView, ...]:
    return tuple(_conversion(each, reader, explained=explained) for each in standing.conversions)


def _conversion(standing: ConversionStanding, reader: Reader, *, explained: bool) -> ConversionView:
    say, conversion = Sayer(reader), standing.conversion
    state = "open" if not standing.over else "over"
    if standing.met is not None:
        state = "met" if standing.met else "missed"
    least = reader.percent(conversion.at_least) if conversion.at_least is not None else ""
    name = reader.t("words.batches.conversion", stage=say.stage(conversion.stage), limit=say.limit(conversion.within))
    return ConversionView(
        name=name,
        figure=reader.figure(standing.figure, explained=explained),
        until=reader.day_text(standing.until.day),
        provisional=standing.until.provisional,
        state=state,
        state_text=reader.t(f"words.batches.converted.{state}", least=least),
    )


def _state(member: MemberStanding, due: date, reader: Reader) -> str:
    if member.state == "late":
        days = reader.number((member.standing.day - due).days)
        return reader.t("words.batches.states.late", days=days)
    return reader.t(f"words.batches.states.{member.state}")


def _member(member: MemberStanding, standing: BatchStanding, steps: tuple[str, ...], reader: Reader) -> MemberRow:
    project = member.standing.project
    cells = {step.step: step for step in member.steps}
    on = member.reached_on
    return MemberRow(
        link=project_link(member.standing, reader),
        district=reader.chip("district", project.district),
        stage=reader.stage_chip(member.standing.stage, member.standing.stage_word),
        projects=project.count,
        reached_on=reader.day_text(on),
        reached_sort=on.isoformat() if on else "",
        state=member.state,
        state_text=_state(member, standing.due, reader),
        steps=tuple(_cell(name, cells.get(name), reader) for name in steps),
    )


def _cell(name: str, step: StepStanding | None, reader: Reader) -> StepCell:
    if step is None or step.due is None:
        return StepCell(name, "", reader.day_text(step.done) if step else "", "")
    state = "late" if step.late else "done" if step.done else "open"
    return StepCell(name, reader.day_text(step.due), reader.day_text(step.done), state)


def _late(late: LateStep, reader: Reader) -> LateRow:
    project = late.member.standing.project
    return LateRow(
        office=reader.office_link(late.office) if late.office else reader.district_link(project.district),
        step=late.step.step,
        project=project_link(late.member.standing, reader),
        due=reader.day_text(late.step.due),
        done=reader.day_text(late.step.done),
    )
