"""Everything that was read of a place: the one value handed from loading to rules and figures."""

from dataclasses import dataclass, field, replace
from datetime import date

from tongbao.model.activity import Activity
from tongbao.model.asof import activity_at, campaign_at, issue_at, project_at, targets_at
from tongbao.model.batch import Batch
from tongbao.model.bulletin import Bulletin
from tongbao.model.calendar import Calendar
from tongbao.model.campaign import Campaign
from tongbao.model.cited import CitedFigure
from tongbao.model.correction import Correction
from tongbao.model.issue import Issue
from tongbao.model.issued import Issued
from tongbao.model.issued_targets import IssuedTargets
from tongbao.model.once import Keeper, once_property
from tongbao.model.photos import Picture
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.reads import Numbers, noting
from tongbao.model.shapes import Shape
from tongbao.model.site import Site
from tongbao.model.targets import TargetList

Key = tuple[str, str]
"""Kind and id of a record: ("project", "P-zp-2026-014")."""


@dataclass(frozen=True)
class Dataset(Keeper):
    """The records of a place, each kind in order of id, and the file each came from."""

    site: Site
    policy: Policy = field(repr=False)
    calendar: Calendar = field(default_factory=Calendar)
    projects: tuple[Project, ...] = ()
    issues: tuple[Issue, ...] = ()
    bulletins: tuple[Bulletin, ...] = ()
    targets: tuple[TargetList, ...] = ()
    activities: tuple[Activity, ...] = ()
    batches: tuple[Batch, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    corrections: tuple[Correction, ...] = ()
    cited: tuple[CitedFigure, ...] = ()
    issued: dict[str, Issued] = field(default_factory=dict)
    issued_lists: dict[str, IssuedTargets] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()
    photos: dict[str, Picture] = field(default_factory=dict)
    paths: dict[Key, str] = field(default_factory=dict)
    unreadable: frozenset[Key] = frozenset()
    numbers: Numbers | None = field(default=None, compare=False, repr=False)
    """Of the projects and issues, so that it can be told what was read of them."""
    cut: str = field(default="", compare=False)
    """The days to which they were cut, as `numbers` knows them."""

    def numbered(self) -> "Dataset":
        """The same, ready to tell what is read of it."""
        return replace(self, numbers=Numbers((*self.projects, *self.issues), len(CUT)))

    @once_property
    def project_by_id(self) -> dict[str, Project]:
        """Projects by id."""
        return {project.id: project for project in self.projects}

    @once_property
    def ceremonies(self) -> dict[str, dict[str, tuple[date, ...]]]:
        """Of each project that is in a batch, by id: the days of the ceremonies by kind of batch."""
        found: dict[str, dict[str, tuple[date, ...]]] = {}
        for batch in self.batches:
            for id in batch.members:
                of_project = found.setdefault(id, {})
                of_project[batch.kind] = (*of_project.get(batch.kind, ()), batch.ceremony.date)
        return found

    def issue_as_written(self, id: str) -> Issue:
        """The issue as it stands in its file."""
        return next(issue for issue in self.issues if issue.id == id)

    def exists(self, kind: str, id: str) -> bool:
        """Whether a record exists; one that could not be read counts as existing under its file name."""
        return (kind, id) in self.paths or (kind, id) in self.unreadable

    def newest_day(self) -> date | None:
        """The day of the newest report, the as-of day of a place that sets none."""
        days = [report.received for project in self.projects for report in project.progress]
        return max(days, default=None)

    def seen_again(self, day: date) -> date | None:
        """The day, where it is one of the past: earlier than the place's own as-of day; else None."""
        today = self.site.as_of or self.newest_day()
        return day if today and day < today else None

    def project_at(self, id: str, day: date) -> Project | None:
        """A project as it was known on a day, without all others."""
        with noting():
            project = project_at(self.project_by_id[id], day)
        if self.numbers and project:
            self.numbers.cut(cut_to(self.cut, day), ((project,), ()))
        return project

    def at(self, day: date, known: date | None = None) -> "Dataset":
        """The place as it stood on a day: every record with only what was known then (see model.asof).

        With `known`, reports of that day and before count that came in by then: the quarter as it was settled.
        """
        # What is known on a day is compared as a whole by those who rely on it (load/memory.py).
        with noting():
            projects = tuple(p for p in (project_at(project, day, known) for project in self.projects) if p is not None)
            there = {project.id for project in projects}
            issues = tuple(
                i
                for i in (issue_at(issue, day) for issue in self.issues)
                if i is not None and (not i.projects or there.intersection(i.projects))
            )
        cut = cut_to(self.cut, day, known)
        if self.numbers:
            self.numbers.cut(cut, (projects, issues))
        return replace(
            self,
            cut=cut,
            projects=projects,
            issues=issues,
            bulletins=tuple(b for b in self.bulletins if (b.issued or b.as_of.date()) <= day),
            targets=tuple(targets_at(t, day) for t in self.targets if t.known_from <= day),
            activities=tuple(activity_at(a, day) for a in self.activities if a.date <= day),
            batches=tuple(b for b in self.batches if b.ceremony.date <= day),
            campaigns=tuple(campaign_at(c, day) for c in self.campaigns if c.from_ <= day),
            corrections=tuple(c for c in self.corrections if c.date <= day),
            issued={id: issued for id, issued in self.issued.items() if issued.issued <= day},
            issued_lists={key: issued for key, issued in self.issued_lists.items() if issued.date <= day},
            cited=tuple(c for c in self.cited if c.as_of <= day),
        )


CUT = (Project, Issue)
"""The kinds of records that are told apart by what is read of them."""


def cut_to(before: str, day: date, known: date | None = None) -> str:
    """The days to which records were cut, one after the other: `2026-06-30`, `2026-06-30~2026-07-15/2026-05-31`."""
    later = f"~{known.isoformat()}" if known else ""
    return f"{before}/{day.isoformat()}{later}".removeprefix("/")


def days_of(cut: str) -> tuple[tuple[date, date | None], ...]:
    """The days of `cut_to`, each with the later day of which reports were known."""
    steps = (step.partition("~") for step in cut.split("/"))
    return tuple((date.fromisoformat(day), date.fromisoformat(known) if known else None) for day, _, known in steps)
