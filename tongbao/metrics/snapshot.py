"""Everything that is reckoned of a place for one day, reckoned once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from tongbao.metrics.boards import Place, ranked
from tongbao.metrics.clocks import IssueStanding, clocks_of, issue_standing
from tongbao.metrics.figure import Figure
from tongbao.metrics.lights import light_of
from tongbao.metrics.registry import DEFINITIONS, REGISTRY
from tongbao.metrics.scopes import ALL, axes_of, issue_scopes, members, scopes_of
from tongbao.metrics.standing import Standing, project_standing
from tongbao.metrics.totals import Totals, combined, issue_totals, project_totals
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Rules
from tongbao.model.standings import Board, Light
from tongbao.model.vocab import FINISHED_STAGES


@dataclass(frozen=True)
class Snapshot:
    """The place on `day`: its records as known then, the rules of the day, and every figure."""

    day: date
    data: Dataset
    rules: Rules
    standings: tuple[Standing, ...]
    issues: tuple[IssueStanding, ...]
    totals: dict[str, Totals]

    def figure(self, scope: str, key: str) -> Figure:
        """The figure of a scope; an empty scope has counts of 0 and rates without a base."""
        figure = self._figures.get((scope, key))
        if figure is None:
            figure = REGISTRY[key].make(self.totals.get(scope, Totals()), self.rules, self.day)
            self._figures[scope, key] = figure
        return figure

    def figures(self, scope: str) -> tuple[Figure, ...]:
        """Every figure of a scope, in the order of the registry."""
        return tuple(definition.make(self.totals[scope], self.rules, self.day) for definition in DEFINITIONS)

    def board(self, board: Board) -> tuple[Place, ...]:
        """A board, ranked."""
        return ranked(board, self.figure)

    def project_light(self, standing: Standing) -> Light | None:
        """The light a project shows; none for one that is finished or outside the scope."""
        if not standing.in_scope or standing.stage in FINISHED_STAGES:
            return None
        late = sum(issue.overdue for issue in self.issues_by_project.get(standing.project.id, ()))
        overdue = Figure("issues_overdue", REGISTRY["issues_overdue"].unit, Fraction(late))
        figures = {
            "gap": standing.gap,
            "completion_rate": standing.completion_rate,
            "issues_overdue": overdue,
        }
        return light_of(self.rules.lights, "project", figures)

    def district_light(self, code: str) -> Light | None:
        """The light a district shows."""
        keys = {light.measure for light in self.rules.lights}
        return light_of(self.rules.lights, "district", {key: self.figure(f"district:{code}", key) for key in keys})

    @cached_property
    def _figures(self) -> dict[tuple[str, str], Figure]:
        """Figures already made: one origin, however many pages print it."""
        return {}

    @cached_property
    def standing_by_id(self) -> dict[str, Standing]:
        """Standings by project id."""
        return {standing.project.id: standing for standing in self.standings}

    @cached_property
    def issues_by_project(self) -> dict[str, tuple[IssueStanding, ...]]:
        """Issues by the id of each project they concern."""
        grouped: dict[str, list[IssueStanding]] = defaultdict(list)
        for standing in self.issues:
            for id in standing.issue.projects:
                grouped[id].append(standing)
        return {id: tuple(standings) for id, standings in grouped.items()}


def take_snapshot(dataset: Dataset, day: date) -> Snapshot:
    """Cuts the records to `day` and reckons every standing and sum once."""
    data = dataset.at(day)
    rules = data.policy.at(day)
    axes = axes_of(data.site)
    standings = tuple(project_standing(p, data.site, rules, data.calendar, day) for p in data.projects)
    resolved_counts = rules.closing_rate.resolved_counts
    issues = tuple(
        issue_standing(issue, clocks_of(issue, rules.clocks), data.calendar, day, resolved_counts=resolved_counts)
        for issue in data.issues
    )
    parts: dict[str, list[Totals]] = defaultdict(list, {ALL: []})
    codes = {standing.project.id: members(standing, axes) for standing in standings}
    crossings = rules.figures.crossings
    for standing in standings:
        totals = project_totals(standing, rules)
        for scope in scopes_of(codes[standing.project.id], crossings):
            parts[scope].append(totals)
    for issue in issues:
        totals = issue_totals(issue, day.year)
        for scope in issue_scopes(issue, codes, crossings):
            parts[scope].append(totals)
    return Snapshot(day, data, rules, standings, issues, {scope: combined(parts[scope]) for scope in sorted(parts)})
