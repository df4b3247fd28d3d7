"""What is reckoned of the records of a day: where each stands, in which scopes it counts, the sums of each scope."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tongbao.metrics.clocks import IssueStanding, issue_standing
from tongbao.metrics.decisions import DecisionStanding, decision_fields, decision_scopes, decision_standings
from tongbao.metrics.listing import codes_by_project, listed_on
from tongbao.metrics.project_owners import AXIS as OWNER
from tongbao.metrics.project_owners import ProjectOwner, project_owners
from tongbao.metrics.project_totals import item_totals, own_facts, project_totals
from tongbao.metrics.scopes import (
    ALL,
    ITEM_AXES,
    Axes,
    Codes,
    axis_in,
    is_apart,
    issue_scopes,
    members,
    scope_shares,
    scopes_of,
)
from tongbao.metrics.standing import Standing, project_standing
from tongbao.metrics.totals import Fields, ScopeSums, Totals, issue_totals, stated, summed
from tongbao.model.dataset import Dataset
from tongbao.model.once import Each, once_property
from tongbao.model.policy import Rules
from tongbao.model.project import Project


@dataclass(frozen=True)
class Reckoning:
    """The records of a place as known on `day`. Of a day that is over few are asked for more than some of this, so each
    part is reckoned when it first is."""

    data: Dataset
    rules: Rules
    day: date

    @once_property
    def standing_by_id(self) -> Each[str, Standing]:
        """Where each project stands that the place still has."""
        data, rules, day, projects = self.data, self.rules, self.day, self.data.project_by_id
        procedures, papers, ceremonies = data.policy.procedures, data.policy.papers, data.ceremonies

        def standing(id: str) -> Standing:
            presented = ceremonies.get(id, {})
            return project_standing(projects[id], data.site, rules, data.calendar, day, procedures, presented, papers)

        there = (project for project in data.projects if project.until is None or day <= project.until)
        return Each((project.id for project in there), standing)

    @once_property
    def standings(self) -> tuple[Standing, ...]:
        """The same in the order of the projects."""
        return tuple(self.standing_by_id.values())

    @once_property
    def issue_by_id(self) -> Each[str, IssueStanding]:
        """Where each issue stands."""
        data, clocks, issues = self.data, self.data.policy.clocks, {issue.id: issue for issue in self.data.issues}
        return Each(issues, lambda id: issue_standing(issues[id], clocks, self.rules, data.calendar, self.day))

    @once_property
    def issues(self) -> tuple[IssueStanding, ...]:
        """The same in the order of the issues."""
        return tuple(self.issue_by_id.values())

    @once_property
    def decisions(self) -> tuple[DecisionStanding, ...]:
        """Where each decision stands."""
        return decision_standings(self.data.activities, self.data.calendar, self.day)

    @once_property
    def _axes(self) -> Axes:
        listed = codes_by_project(listed_on(self.day.year, self.data.targets))
        return Axes(self.data.site, self.rules, self.day, listed)

    @once_property
    def codes(self) -> Each[str, Codes]:
        """Of each project by id, the codes it has on each axis."""
        return Each(self.standing_by_id, lambda id: members(self.standing_by_id[id], self._axes))

    @once_property
    def shares(self) -> Each[str, Mapping[str, int]]:
        """Of each project by id, the scopes in which some of a bundle count, and how many."""
        return Each(self.standing_by_id, lambda id: scope_shares(self.standing_by_id[id], self._axes))

    @once_property
    def own(self) -> Each[str, Totals]:
        """Of each project by id, its own sums."""
        return Each(self.standing_by_id, lambda id: project_totals(self.standing_by_id[id], self.rules))

    @once_property
    def totals(self) -> Mapping[str, Totals]:
        """The sums of each scope."""
        codes, own, projects = self.codes, self.own, self.data.project_by_id
        parts: dict[str, list[Fields]] = defaultdict(list, {ALL: []})
        shown = frozenset(standing.project.id for standing in self.standings if standing.in_scope)
        for standing in self.standings:
            fields = stated(own[standing.project.id])
            for scope, part in _parts(standing, fields, projects, codes, self.shares, self.rules, shown):
                parts[scope].append(part)
        for issue in self.issues:
            fields = stated(issue_totals(issue, self.day.year))
            for scope in issue_scopes(issue, codes, self._axes):
                parts[scope].append(fields)
        for decision in self.decisions:
            fields = decision_fields(decision)
            for scope in decision_scopes(decision, codes):
                parts[scope].append(fields)
        return ScopeSums(parts)

    @once_property
    def owners(self) -> dict[str, ProjectOwner]:
        """The owners of the projects that the place still has, by code."""
        there = (project for project in self.data.projects if project.until is None or self.day <= project.until)
        return project_owners(there, self.data.site.languages)

    def owned(self, owner: ProjectOwner, issues: Iterable[IssueStanding]) -> Totals:
        """The sums of an owner's projects and of some issues."""
        standings = [self.standing_by_id[id] for id in owner.projects]
        codes: dict[str, Codes] = {standing.project.id: {OWNER: (owner.code,)} for standing in standings}
        shown = frozenset(standing.project.id for standing in standings if standing.in_scope)
        parts = [stated(issue_totals(issue, self.day.year)) for issue in issues]
        for standing in standings:
            fields = stated(self.own[standing.project.id])
            found = _parts(standing, fields, self.data.project_by_id, codes, {}, self.rules, shown)
            parts += [part for scope, part in found if scope == f"{OWNER}:{owner.code}"]
        return summed(parts)


def _around(
    project: Project,
    projects: Mapping[str, Project],
    codes: Mapping[str, Codes],
    shares: Mapping[str, Mapping[str, int]],
    shown: frozenset[str],
    crossings: tuple[tuple[str, ...], ...],
) -> frozenset[str]:
    """The scopes in which the bundles around a project count it already: their own, and those of their parts."""
    found: set[str] = set()
    passed: set[str] = set()
    step = project.within
    while step is not None and step in projects and step not in passed:
        passed.add(step)
        if step in shown:
            found.update(scopes_of(codes[step], crossings))
            found.update(shares.get(step, ()))
        step = projects[step].within
    return frozenset(found)


def _parts(
    standing: Standing,
    own: Fields,
    projects: Mapping[str, Project],
    codes: Mapping[str, Codes],
    shares: Mapping[str, Mapping[str, int]],
    rules: Rules,
    shown: frozenset[str],
) -> Iterator[tuple[str, Fields]]:
    """What a project adds to each scope.

    In the scope of a kind of item it counts that kind alone. Inside a bundle that the same scope holds it counts only
    what is its own: 48 of 93 are not counted twice. Of lists that are kept apart it counts in scopes of lists,
    libraries and quantities alone.
    """
    project, crossings = standing.project, rules.figures.crossings
    around = _around(project, projects, codes, shares, shown, crossings)
    apart = is_apart(project, rules)
    for scope in scopes_of(codes[project.id], crossings):
        if apart and not axis_in(scope, ("list", "library", "quantity")):
            yield scope, {} if scope in around else {"apart": project.count}
        elif scope in around:
            yield scope, own_facts(standing) if standing.in_scope else {}
        elif item := axis_in(scope, ITEM_AXES):
            yield scope, stated(item_totals(standing, *item))
        else:
            yield scope, own
    for scope, count in shares.get(project.id, {}).items():
        yield scope, counted(count)


def counted(projects: int) -> Fields:
    """What projects add of which nothing but their number is known."""
    return {"projects": projects, "entries": 1, "by_count_only": projects}
