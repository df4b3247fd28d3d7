"""A change of the records against what they were before: what may only change with its record is changed with it.

These rules are asked by `diff`, which knows both sides. Their level is not set by policy.yaml.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tongbao.model.base import words
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.project import GOVERNED, Milestone, Project, Report, StageEntry
from tongbao.problems import Level, Location, Problem
from tongbao.rules.base import path_of
from tongbao.rules.changes import YEARLY, fact_of, same_fact, shown_fact


class Breach(NamedTuple):
    """What a check found: the file, the way to the value in it, what fills the words."""

    path: str
    location: Location
    params: dict[str, object]


class AgainstRule(NamedTuple):
    """A check of a place against what it was before, with its lasting id and its level."""

    id: str
    level: Level
    check: Callable[[Dataset, Dataset], Iterator[Breach]]

    @property
    def text(self) -> str:
        """The rule in plain words: the docstring of its check."""
        return inspect.getdoc(self.check) or ""


def _both(base: Dataset, head: Dataset) -> Iterator[tuple[Project, Project]]:
    """Every project that stands on both sides, before and after."""
    for project in head.projects:
        if project.id in base.project_by_id:
            yield base.project_by_id[project.id], project


def _plain(value: Any, language: str) -> Any:
    """A fact as it counts: of words those of the first language, so that a translation is no change."""
    return words(value, (language,)) if isinstance(value, (str, dict)) else value


def change_without_entry(base: Dataset, head: Dataset) -> Iterator[Breach]:
    """A governed fact (plan, total, lists, level, district, lead, name) that is another than before has a new entry in
    `changes` that says from what, to what, why and by whose approval. To write down what was not known is no change."""
    language = head.site.languages[0]
    for before, now in _both(base, head):
        years = [plan.year for plan in now.years if before.year(plan.year)]
        yearly = (f"years.{year}.{name}" for year in years for name in YEARLY)
        added = {change.field for change in now.changes if change not in before.changes}
        for field in (*GOVERNED, *yearly):
            was, is_ = (_plain(fact_of(project, field), language) for project in (before, now))
            if was not in (None, ()) and not same_fact(was, is_) and field not in added:
                params: dict[str, object] = {"field": field, "value": shown_fact(is_), "before": shown_fact(was)}
                yield Breach(path_of(head, now), _place(now, field), params)


def _place(project: Project, field: str) -> Location:
    """The way to a governed fact in its file."""
    parts = field.split(".")
    if parts[0] != "years":
        return tuple(parts)
    at = next(i for i, plan in enumerate(project.years) if str(plan.year) == parts[1])
    return ("years", at, parts[2])


def milestone_rewritten(base: Dataset, head: Dataset) -> Iterator[Breach]:
    """The first date of a milestone and what was approved of it stay: a date moves by a new entry in its `changes`,
    with a reason and an approver."""
    for before, now in _both(base, head):
        old = _by_name(before.milestones)
        for i, milestone in enumerate(now.milestones):
            was = old.get(_name(milestone))
            if was and was.planned != milestone.planned:
                params: dict[str, object] = {
                    "value": milestone.planned,
                    "before": was.planned,
                    "name": _name(milestone),
                }
                yield Breach(path_of(head, now), ("milestones", i, "planned"), params)
            elif was and not set(map(repr, was.changes)) <= set(map(repr, milestone.changes)):
                params = {"name": _name(milestone), "variant": "changes"}
                yield Breach(path_of(head, now), ("milestones", i), params)


def _name(milestone: Milestone) -> str:
    return words(milestone.name, ())


def _by_name(milestones: tuple[Milestone, ...]) -> dict[str, Milestone]:
    """Milestones by name; of names that stand twice none, since nobody can tell which is which."""
    names = [_name(milestone) for milestone in milestones]
    return {name: each for name, each in zip(names, milestones, strict=True) if names.count(name) == 1}


def report_rewritten(base: Dataset, head: Dataset) -> Iterator[Breach]:
    """The figures of a report that stood before stay as they came in; what was wrong in them is said by a report that
    `corrects` it."""
    for before, now in _both(base, head):
        for old in before.progress:
            same = [report for report in now.progress if _key(report) == _key(old)]
            if any(_figures(report) == _figures(old) for report in same):
                continue
            at = next((i for i, report in enumerate(now.progress) if report in same), None)
            location: Location = ("progress",) if at is None else ("progress", at)
            params: dict[str, object] = {"value": old.as_of, "variant": "gone" if at is None else "plain"}
            yield Breach(path_of(head, now), location, params)


def _key(report: Report) -> tuple[object, ...]:
    return report.as_of, report.received


def _figures(report: Report) -> tuple[object, ...]:
    return (
        report.invested, report.physical, report.total, report.finish, report.stage,
        report.started, report.active, report.completed,
    )  # fmt: skip


def stage_rewritten(base: Dataset, head: Dataset) -> Iterator[Breach]:
    """The stages that a project reached stay with their days: starts, completions and reports due were published by
    them. One that was wrong is put right together with a correction of what was issued."""
    for before, now in _both(base, head):
        kept = [_stage(entry) for entry in now.stages]
        for entry in before.stages:
            if _stage(entry) not in kept:
                params: dict[str, object] = {"value": entry.date, "stage": entry.stage}
                yield Breach(path_of(head, now), ("stages",), params)


def _stage(entry: StageEntry) -> tuple[object, ...]:
    return entry.date, entry.stage, entry.count


def event_rewritten(base: Dataset, head: Dataset) -> Iterator[Breach]:
    """The chain of an issue only grows: what was done on a day stays as it was written, and is taken back by a new
    event."""
    now = {issue.id: issue for issue in head.issues}
    for old in base.issues:
        issue = now.get(old.id)
        if issue is None or issue.counted_only:
            continue
        kept = [_event(event) for event in issue.events]
        for event in old.events:
            if _event(event) not in kept:
                params: dict[str, object] = {"value": event.date, "kind": event.kind}
                yield Breach(path_of(head, issue), ("events",), params)


def _event(event: Any) -> tuple[object, ...]:
    """What the clocks of an issue run by."""
    return event.date, event.kind, event.to, event.due, event.colour


def issued_edited(base: Dataset, head: Dataset) -> Iterator[Breach]:
    """The file of what was issued stays, byte for byte: whoever writes it anew with a new digest has changed what was
    published. A mistake is corrected by a record of its own."""
    for kind, before, now in (
        ("issued", base.issued, head.issued),
        ("issued_list", base.issued_lists, head.issued_lists),
    ):
        for key, issued in before.items():
            path = base.paths[kind, key]
            if key not in now and (kind, key) not in head.unreadable:
                yield Breach(path, (), {"variant": "gone"})
            elif key in now and now[key].digest != issued.digest:
                yield Breach(path, (), {})


def record_removed(base: Dataset, head: Dataset) -> Iterator[Breach]:
    """A project or issue that was published is not taken out: a project is withdrawn by its stage, an issue closed by
    an event. What was issued of it would no longer follow."""
    named: list[tuple[str, Project | Issue]] = [("project", project) for project in base.projects]
    named += [("issue", issue) for issue in base.issues if not issue.counted_only]
    for kind, record in named:
        if not head.exists(kind, record.id):
            yield Breach(path_of(base, record), (), {"value": record.id, "variant": kind})


AGAINST_RULES = (
    AgainstRule("change-without-entry", Level.FAULT, change_without_entry),
    AgainstRule("milestone-rewritten", Level.FAULT, milestone_rewritten),
    AgainstRule("issued-edited", Level.FAULT, issued_edited),
    AgainstRule("report-rewritten", Level.WARNING, report_rewritten),
    AgainstRule("stage-rewritten", Level.WARNING, stage_rewritten),
    AgainstRule("event-rewritten", Level.WARNING, event_rewritten),
    AgainstRule("record-removed", Level.WARNING, record_removed),
)


def check_against(base: Dataset, head: Dataset) -> Iterator[Problem]:
    """Everything that the rules find in a change, by the paths of the place after it, without line and column."""
    for rule in AGAINST_RULES:
        for path, location, params in rule.check(base, head):
            yield Problem(path, rule.id, location, params, rule.level)
