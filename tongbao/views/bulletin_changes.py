"""What changed since the last bulletin of the kind: the difference between the place at its as-of and at this one's."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import NamedTuple

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.lights import LightStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing, parts_reached
from tongbao.model.vocab import FINISHED_STAGES, STARTED_STAGES, Stage
from tongbao.views.bulletin_items import STOPPED_STAGES
from tongbao.views.charts import due_day
from tongbao.views.named import named_issues
from tongbao.views.parts import LightView, Link
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link


@dataclass(frozen=True, slots=True)
class Changed:
    """A project that came into another state; `count` of a bundle, which `counted` says."""

    link: Link
    district: str
    count: int = 1
    counted: str = ""


class Moved(NamedTuple):
    """A milestone whose date in force is another than it was; `*_iso` are the same dates for machines."""

    link: Link
    district: str
    milestone: str
    before: str
    before_iso: str
    after: str
    after_iso: str


class Relit(NamedTuple):
    """A project or district that shows another light than it did; None is no light."""

    link: Link
    district: str
    before: LightView | None
    after: LightView | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Only what differs; `since` is the as-of of the bulletin before, `since_iso` the same for machines."""

    since: str
    since_iso: str
    started: tuple[Changed, ...]
    finished: tuple[Changed, ...]
    stopped: tuple[Changed, ...]
    resumed: tuple[Changed, ...]
    moved: tuple[Moved, ...]
    lights: tuple[Relit, ...]
    opened: tuple[Link, ...]
    closed: tuple[Link, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many each list that is not empty holds, in printed order; of bundles how many of their projects.

        A project inside a bundle counts where its bundle says nothing.
        """
        lists = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {
            name: sum(item.count if isinstance(item, Changed) else 1 for item in value) or len(value)
            for name, value in lists
            if isinstance(value, tuple) and value
        }


def changes(before: Snapshot, now: Snapshot, since: datetime, reader: Reader) -> Changes:
    """What differs between two snapshots, in the order of the projects; `since` is the as-of of the first."""
    return Changes(
        since=reader.hour_text(since),
        since_iso=since.isoformat(timespec="minutes"),
        started=tuple(_reached(before, now, STARTED_STAGES, reader)),
        finished=tuple(_reached(before, now, FINISHED_STAGES, reader)),
        stopped=tuple(_turned(before, now, reader, stopped=True)),
        resumed=tuple(_turned(before, now, reader, stopped=False)),
        moved=tuple(_moved(before, now, reader)),
        lights=(*_district_lights(before, now, reader), *_project_lights(before, now, reader)),
        opened=tuple(_opened(before, now, reader)),
        closed=tuple(_closed(before, now, reader)),
    )


def _pairs(before: Snapshot, now: Snapshot) -> Iterator[tuple[Standing | None, Standing]]:
    """The projects of now with themselves then, of which figures count or counted."""
    for standing in now.standings:
        then = before.standing_by_id.get(standing.project.id)
        if standing.in_scope or (then and then.in_scope):
            yield then, standing


def _parts(standing: Standing, stages: frozenset[Stage], day: date) -> int:
    said = [(r.as_of, r.started) for r in standing.reports] if stages is STARTED_STAGES else []
    said += [(r.as_of, r.completed) for r in standing.reports] if stages is FINISHED_STAGES else []
    return parts_reached(standing.dated, stages, standing.project.count, day, said)


def _changed(standing: Standing, reader: Reader, gained: int = 1) -> Changed:
    """A project inside a bundle is counted there; of a bundle so many of its projects."""
    project = standing.project
    return Changed(
        link=project_link(standing, reader),
        district=reader.name("district", project.district),
        count=0 if project.within else gained,
        counted=reader.t("bulletin.of_bundle", count=gained) if project.count > 1 else "",
    )


def _reached(before: Snapshot, now: Snapshot, stages: frozenset[Stage], reader: Reader) -> Iterator[Changed]:
    """Projects of which more have reached the stages than the bulletin before knew.

    One that was not on the record then counts by its own dates: what had happened before is not new.
    """
    for then, standing in _pairs(before, now):
        known = _parts(then or standing, stages, before.day)
        if (gained := _parts(standing, stages, now.day) - known) > 0:
            yield _changed(standing, reader, gained)


def _turned(before: Snapshot, now: Snapshot, reader: Reader, *, stopped: bool) -> Iterator[Changed]:
    """Projects that stand still now and did not then, or the other way round."""
    for then, standing in _pairs(before, now):
        stands, stood = standing.stage in STOPPED_STAGES, then is not None and then.stage in STOPPED_STAGES
        if then is not None and stands != stood and stands is stopped:
            yield _changed(standing, reader, standing.project.count)


def _moved(before: Snapshot, now: Snapshot, reader: Reader) -> Iterator[Moved]:
    for then, standing in _pairs(before, now):
        # Names may stand twice in a project; the first planned date never changes.
        dates = {(str(m.name), m.planned): due_day(m) for m in then.project.milestones} if then else {}
        for milestone in standing.project.milestones:
            due = due_day(milestone)
            was = dates.get((str(milestone.name), milestone.planned), due)
            if was != due:
                yield Moved(
                    link=project_link(standing, reader),
                    district=reader.name("district", standing.project.district),
                    milestone=reader.words(milestone.name),
                    before=reader.day_text(was),
                    before_iso=was.isoformat(),
                    after=reader.day_text(due),
                    after_iso=due.isoformat(),
                )


def _relit(link: Link, district: str, was: LightStanding, is_: LightStanding, reader: Reader) -> Iterator[Relit]:
    codes = [shown.light.code if shown.light else "" for shown in (was, is_)]
    if codes[0] != codes[1]:
        yield Relit(link, district, reader.light(was.light), reader.light(is_.light))


def _project_lights(before: Snapshot, now: Snapshot, reader: Reader) -> Iterator[Relit]:
    """One that is finished has lost its light by that; it is said among the finished."""
    for then, standing in _pairs(before, now):
        if standing.in_scope and standing.stage not in FINISHED_STAGES:
            was = before.project_light(then) if then else LightStanding()
            district = reader.name("district", standing.project.district)
            yield from _relit(project_link(standing, reader), district, was, now.project_light(standing), reader)


def _district_lights(before: Snapshot, now: Snapshot, reader: Reader) -> Iterator[Relit]:
    for district in reader.site.districts:
        was, is_ = before.district_light(district.code), now.district_light(district.code)
        yield from _relit(reader.district_link(district.code), "", was, is_, reader)


def _known(before: Snapshot) -> dict[str, IssueStanding]:
    return {standing.issue.id: standing for standing in named_issues(before)}


def _opened(before: Snapshot, now: Snapshot, reader: Reader) -> Iterator[Link]:
    """Issues that are new, or were done and are open again."""
    known = _known(before)
    for standing in named_issues(now):
        then = known.get(standing.issue.id)
        if then is None or (then.done and not standing.done):
            yield _issue_link(standing, reader)


def _closed(before: Snapshot, now: Snapshot, reader: Reader) -> Iterator[Link]:
    """Issues that are done and were not."""
    known = _known(before)
    for standing in named_issues(now):
        then = known.get(standing.issue.id)
        if standing.done and not (then and then.done):
            yield _issue_link(standing, reader)


def _issue_link(standing: IssueStanding, reader: Reader) -> Link:
    return Link(reader.words(standing.issue.title), reader.urls.issue(standing.issue.id))
