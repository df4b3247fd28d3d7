"""Stages, reports, events and periods stand in an order that can have happened."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from tongbao.model.dataset import Dataset
from tongbao.model.issue import Event
from tongbao.model.project import StageEntry
from tongbao.model.site import Site
from tongbao.model.vocab import FINISHED_STAGES, STAGE_RANK, Stage
from tongbao.problems import Problem
from tongbao.rules.base import found

E = TypeVar("E", StageEntry, Event)


def _by_day(entries: Iterable[E]) -> list[tuple[int, E]]:
    """Entries with their places in the file, by day; so one misplaced entry is not told twice."""
    return sorted(enumerate(entries), key=lambda pair: pair[1].date)


def _core_stages(site: Site) -> dict[str, Stage]:
    return {**{entry.word: entry.core for entry in site.stages}, **{stage.value: stage for stage in Stage}}


UNDER_WAY = frozenset({Stage.STARTED, Stage.RESUMED})


def _stage_fits(stage: Stage, now: date, before: Stage, then: date) -> bool:
    """Whether a stage can follow another that began `then`."""
    if before is Stage.WITHDRAWN:
        return False
    if stage is Stage.RESUMED and before in UNDER_WAY:
        return now.year > then.year
    if stage in STAGE_RANK and before in STAGE_RANK:
        return STAGE_RANK[stage] >= STAGE_RANK[before]
    return True


def stage_order(dataset: Dataset, _day: date) -> Iterator[Problem]:
    """A project does not go back to a lower stage, unless it was suspended or deferred in between; it is
    resumed only after that or in a new year; and nothing follows withdrawal. Entries with a `count` speak
    of parts of a bundle and are left out."""
    core = _core_stages(dataset.site)
    for project in dataset.projects:
        if len(project.stages) < 2:
            continue
        before: StageEntry | None = None
        for i, entry in _by_day(project.stages):
            if entry.stage not in core or entry.count is not None:
                continue
            if before and not _stage_fits(core[entry.stage], entry.date, core[before.stage], before.date):
                yield found(
                    dataset, project, "stage-order", "stages", i, "stage",
                    stage=entry.stage, earlier=before.stage, earlier_date=before.date,
                )  # fmt: skip
            before = entry


def started_without_start(dataset: Dataset, _day: date) -> Iterator[Problem]:
    """A project that is commissioned, completed or operating was started (or resumed) on a day before."""
    core = _core_stages(dataset.site)
    for project in dataset.projects:
        stages = [core.get(entry.stage) for entry in project.stages]
        if None in stages or UNDER_WAY.intersection(stages):
            continue
        for i, stage in enumerate(stages):
            if stage in FINISHED_STAGES:
                word = project.stages[i].stage
                yield found(dataset, project, "started-without-start", "stages", i, "stage", stage=word)
                break
