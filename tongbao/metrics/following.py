"""Whether what was issued still follows from the records: what would differ today, and which records changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tongbao.metrics.change import new_investment
from tongbao.metrics.figure import Figure
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.dataset import Dataset
from tongbao.model.digest import digest
from tongbao.model.issued import Issued, IssuedFigure


@dataclass(frozen=True, slots=True)
class Difference:
    """An issued figure that today's records would give otherwise; `now` is None where there is no such scope."""

    issued: IssuedFigure
    now: Figure


@dataclass(frozen=True, slots=True)
class Following:
    """What became of an issued bulletin: the figures that differ, and the records that changed since, as
    `project/<id>`; `policy` says that the rules of its day changed."""

    differences: tuple[Difference, ...] = ()
    records: tuple[str, ...] = ()
    policy: bool = False


def records_of(data: Dataset) -> dict[str, str]:
    """A digest of every record of a place cut to a day, by kind and id."""
    projects = {f"project/{project.id}": digest(project.model_dump_json()) for project in data.projects}
    issues = {f"issue/{issue.id}": digest(issue.model_dump_json()) for issue in data.issues}
    return projects | issues


def following(
    issued: Issued, dataset: Dataset, before: date | None, snapshot_of: Callable[[date], Snapshot]
) -> Following:
    """What became of an issued bulletin; `before` is the as-of day of the one before it.

    Figures are reckoned again only where a record or the rules of its day are no longer what they were.
    """
    day = issued.as_of.date()
    then = dataset.at(day)
    known = records_of(then)
    records = tuple(sorted(id for id in {*known, *issued.records} if known.get(id) != issued.records.get(id)))
    policy = digest(then.policy.at(day).model_dump_json()) != issued.policy
    if not records and not policy:
        return Following()
    now = snapshot_of(day)
    earlier = snapshot_of(before) if before else None
    found = (Difference(figure, _now(figure.id, now, earlier)) for figure in issued.figures)
    return Following(tuple(each for each in found if _differs(each)), records, policy)


def _now(id: str, now: Snapshot, before: Snapshot | None) -> Figure:
    scope, _, key = id.rpartition("/")
    if key == "new_investment":
        return new_investment(now, before, scope)
    project = now.standing_by_id.get(scope.removeprefix("project:")) if scope.startswith("project:") else None
    return now.project_figure(project, key) if project else now.figure(scope, key)


def _differs(difference: Difference) -> bool:
    value = difference.now.value
    text = None if value is None else exact_text(value)
    return text != difference.issued.value
