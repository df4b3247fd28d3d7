"""Whether what was issued still follows from the records: what would differ today, and which records changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from tongbao.metrics.change import new_active, new_investment
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.registry import REGISTRY
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.scopes import ALL, AXES
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.base import Record
from tongbao.model.correction import Correction
from tongbao.model.dataset import Dataset
from tongbao.model.digest import digest, record_digest
from tongbao.model.issued import Issued, IssuedFigure
from tongbao.model.once import Each
from tongbao.model.policy import Rules
from tongbao.model.project import Project
from tongbao.model.site import Site

GROWN = {"new_investment": ("completed", new_investment), "new_active": ("active", new_active)}
"""Figures of what was added since the bulletin before: of which figure, and how."""
SITE = frozenset({"calendar", "categories", "classes", "districts", "levels", "lists", "money", "phases"})
SITE |= {"sectors", "severities", "stages"}
"""What of site.yaml figures are made of, beside the codes of its offices."""
WHERE_DRAWN = {"districts": {"__all__": {"tile"}}}
"""What of that says only where something stands on a map."""

SAID = frozenset({"named", "light", "changed", "counted", "rank", "climbed", "target", "idle", "left_out"})
SAID |= {"adjusted", "number", "total_number", "milestone_days", "last_place", "outside_rate"}
"""What the keys of numbers begin with that a bulletin says and the registry does not know (views.said)."""


class Difference(NamedTuple):
    """An issued figure that today's records would give otherwise; `now` is None where there is no such scope."""

    issued: IssuedFigure
    now: Figure

    @property
    def exact(self) -> str | None:
        """Today's value, written as in the issued file."""
        return None if self.now.value is None else exact_text(self.now.value)


class Following(NamedTuple):
    """What became of an issued bulletin: the figures that differ, and the records that changed since, as
    `project/<id>`; `policy` says that the rules of its day changed."""

    differences: tuple[Difference, ...] = ()
    records: tuple[str, ...] = ()
    policy: bool = False


PROJECT_WORDS = frozenset({"code", "name", "place", "owner", "content", "sponsors", "withheld", "links", "extra"})
PROJECT_WORDS |= {"coordinates", "operation", "photos", "promotions", "results"}
ISSUE_WORDS = frozenset({"title", "description", "withheld"})
ACTIVITY_WORDS = frozenset({"title", "place", "chair", "bodies", "summary", "marks"})
BATCH_WORDS = frozenset({"title", "activity"})
"""What enters no figure."""
LIST = frozenset({"groups", "adjustments"})
"""What of a year's list bulletins tell."""
OTHER_RULES = frozenset({"activities", "adjustments", "ages", "batches", "columns", "entry", "evaluation", "forms"})
OTHER_RULES |= {"freshness", "letters", "packs", "papers", "review", "sheets", "targets", "wallchart"}
OTHER_RULES |= {"reminders", "reporting_book", "sign_offs"}
"""Rules that no figure of a bulletin is made by."""


def rules_digest(rules: Rules, projects: Iterable[Project] = ()) -> str:
    """A digest of the rules of a day by which bulletins are made; those of other papers may come and change. The time
    for an answer counts where any of the `projects` had a paper sent about it."""
    sent = any(project.papers for project in projects)
    return record_digest(rules, OTHER_RULES - {"papers"} if sent else OTHER_RULES)


def site_digest(site: Site) -> str:
    """A digest of what figures are made of in site.yaml."""
    codes = [office.code for office in site.offices]
    figures = site.model_dump_json(include=set(SITE), exclude=WHERE_DRAWN, exclude_defaults=True)
    return digest(figures, *codes)


Uncut = Mapping[int, str]
"""The digests of a place's projects and issues by their identity: a day that cuts nothing off leaves the very record,
so that it need not be digested again for each day."""


def uncut(whole: Dataset) -> Uncut:
    """Those of a place that is not cut; they hold as long as it is there."""
    records: dict[int, tuple[Record, frozenset[str]]] = {id(each): (each, PROJECT_WORDS) for each in whole.projects}
    records |= {id(each): (each, ISSUE_WORDS) for each in whole.issues}
    return Each(records, lambda key: record_digest(*records[key]))


def records_of(data: Dataset, known: Uncut = MappingProxyType({})) -> dict[str, str]:
    """A digest of every record of a place cut to a day, by kind and id, and of the files that are one record; what
    enters no figure may change."""
    records = {
        f"project/{each.id}": known.get(id(each)) or record_digest(each, PROJECT_WORDS) for each in data.projects
    }
    records |= {f"issue/{each.id}": known.get(id(each)) or record_digest(each, ISSUE_WORDS) for each in data.issues}
    for listed in data.targets:
        records[f"targets/{listed.year}"] = digest(listed.model_dump_json(include=set(LIST), exclude_defaults=True))
    records |= {f"activity/{each.id}": record_digest(each, ACTIVITY_WORDS) for each in data.activities}
    started = {procedure.ceremony for procedure in data.policy.procedures}
    records |= {f"batch/{each.id}": record_digest(each, BATCH_WORDS) for each in data.batches if each.kind in started}
    records["site.yaml"] = site_digest(data.site)
    if data.cited:
        records["cited.yaml"] = digest(*map(record_digest, data.cited))
    return records


def following(
    issued: Issued,
    dataset: Dataset,
    before: date | None,
    snapshot_of: Callable[[date], Snapshot],
    said_again: Callable[[], Mapping[str, Fraction]],
    digests: Uncut = MappingProxyType({}),
) -> Following:
    """What became of an issued bulletin; `before` is the as-of day of the one before it, `said_again` gives what it
    would say today beside figures, `digests` are those of the whole place.

    Figures are reckoned again only where a record or the rules of its day are no longer what they were.
    """
    day = issued.as_of.date()
    then = dataset.at(day)
    known = records_of(then, digests)
    records = tuple(sorted(id for id in {*known, *issued.records} if known.get(id) != issued.records.get(id)))
    policy = rules_digest(then.policy.at(day), then.projects) != issued.policy
    if not records and not policy:
        return Following()
    now = snapshot_of(day)
    earlier = snapshot_of(before) if before else None
    said = said_again() if any(is_said(each.id) for each in issued.figures) else {}
    found = (
        Difference(each, _counted(said.get(each.id)) if is_said(each.id) else _now(each.id, now, earlier))
        for each in issued.figures
        if is_known(each.id)
    )
    return Following(tuple(each for each in found if each.exact != each.issued.value), records, policy)


def uncorrected(document: str, found: Following, corrections: Iterable[Correction]) -> Iterator[Difference]:
    """The figures that differ from what was last said of them: by the newest correction, else in the bulletin.

    A correction without an exact value stands for whatever the records say.
    """
    said = {
        figure.id: figure.value
        for correction in sorted(corrections, key=lambda correction: (correction.date, correction.id))
        if correction.document == document
        for figure in correction.figures
    }
    for each in found.differences:
        id = each.issued.id
        if id not in said or said[id] not in (None, each.exact):
            yield each


def is_known(id: str) -> bool:
    """Whether there is still a figure of that id, `<scope>/<key>`; one given up has no value that could differ."""
    scope, _, key = id.rpartition("/")
    axes = [part.partition(":")[0] for part in scope.split("+")]
    known = key in REGISTRY or key in GROWN or is_said(id)
    return known and all(axis in (ALL, "project", *AXES) for axis in axes)


def is_said(id: str) -> bool:
    """Whether an id is that of a number that only the bulletin says, and no figure."""
    key = id.rpartition("/")[2]
    return key not in REGISTRY and key.partition(":")[0] in SAID


def _counted(value: Fraction | None) -> Figure:
    return Figure("", Unit.ENTRIES, value)


def _now(id: str, now: Snapshot, before: Snapshot | None) -> Figure:
    scope, _, key = id.rpartition("/")
    if key in GROWN:
        return GROWN[key][1](now, before, scope)
    project = now.standing_by_id.get(scope.removeprefix("project:")) if scope.startswith("project:") else None
    return now.project_figure(project, key) if project else now.figure(scope, key)
