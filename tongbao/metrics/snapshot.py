"""Everything that is reckoned of a place for one day, reckoned once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from tongbao.metrics.boards import Place, ranked
from tongbao.metrics.bodies import handling_office, led, sponsored
from tongbao.metrics.bridge import ListPlace, places_of
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.decisions import DecisionStanding
from tongbao.metrics.figure import Figure
from tongbao.metrics.items import unit_words
from tongbao.metrics.lights import LightStanding, project_light, unit_light
from tongbao.metrics.project_owners import AXIS as OWNER
from tongbao.metrics.project_owners import ProjectOwner
from tongbao.metrics.quotas import QuotaStanding, quota_standings
from tongbao.metrics.rates import Sums
from tongbao.metrics.reckoning import Reckoning
from tongbao.metrics.registry import ALWAYS, definitions_in, figure_of
from tongbao.metrics.scopes import ALL, ITEM_AXES, Codes, axis_in
from tongbao.metrics.scores import with_scores
from tongbao.metrics.selection import library_shares
from tongbao.metrics.sheets import with_sheet
from tongbao.metrics.standing import Standing
from tongbao.metrics.totals import Totals, combined, issue_totals
from tongbao.metrics.windows import periods_back
from tongbao.model.dataset import Dataset
from tongbao.model.once import Each, Keeper, all_kept, kept, once_property
from tongbao.model.policy import Rules
from tongbao.model.project import Sponsor
from tongbao.model.standings import Board
from tongbao.model.vocab import FINISHED_STAGES

NOTHING = Totals()
OWNED = f"{OWNER}:"


@dataclass(frozen=True)
class Snapshot(Keeper):
    """The place on `day`: its records as known then, the rules of the day, and every figure."""

    day: date
    data: Dataset
    rules: Rules
    reckoned: Reckoning
    decisions: tuple[DecisionStanding, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Where each project stands."""
        return self.reckoned.standings

    @property
    def standing_by_id(self) -> Mapping[str, Standing]:
        """Standings by project id; who asks for one reads no other."""
        return self.reckoned.standing_by_id

    @property
    def issues(self) -> tuple[IssueStanding, ...]:
        """Where each issue stands."""
        return self.reckoned.issues

    @property
    def issue_by_id(self) -> Mapping[str, IssueStanding]:
        """Issues by id; who asks for one reads no other."""
        return self.reckoned.issue_by_id

    @property
    def codes(self) -> Mapping[str, Codes]:
        """Of each project by id, the codes it has on each axis."""
        return self.reckoned.codes

    @property
    def own(self) -> Mapping[str, Totals]:
        """Of each project by id, its own sums."""
        return self.reckoned.own

    @property
    def totals(self) -> Mapping[str, Totals]:
        """The sums of each scope."""
        return self.reckoned.totals

    @property
    def owners(self) -> dict[str, ProjectOwner]:
        """The owners of projects, by code."""
        return self.reckoned.owners

    @once_property
    def owner_by_project(self) -> dict[str, ProjectOwner]:
        """The owner of each project that has one, by its id."""
        return {id: owner for owner in self.owners.values() for id in owner.projects}

    def _totals(self, scope: str) -> Totals:
        sums = self._owned if scope.startswith(OWNED) else self.reckoned.totals
        return sums.get(scope, NOTHING)

    @once_property
    def _owned(self) -> Mapping[str, Totals]:
        """The sums of each owner, by scope. Apart from those of all other scopes, since nothing adds them up, ranks or
        exports them; who asks for one reads no other."""
        owners = {f"{OWNED}{code}": owner for code, owner in self.owners.items()}
        return Each(owners, lambda scope: self.reckoned.owned(owners[scope], self.issues_of(owners[scope].projects)))

    def issues_of(self, projects: Iterable[str]) -> tuple[IssueStanding, ...]:
        """The issues that concern any of some projects, each once, without those that may only be counted: of few
        projects it would be told which they are about."""
        found = {i.issue.id: i for id in projects for i in self.issues_by_project.get(id, ())}
        return tuple(i for i in found.values() if not i.issue.counted_only)

    def _figure(self, scope: str, key: str, totals: Totals) -> Figure:
        item = axis_in(scope, ITEM_AXES)
        unit_word = self.unit_words.get(item, "") if item else ""
        return figure_of(key, Sums(totals, lambda: self.reckoned.totals[ALL], self.rules, self.day, unit_word))

    def figure(self, scope: str, key: str) -> Figure:
        """The figure of a scope; an empty scope has counts of 0 and rates without a base."""

        def made() -> Figure:
            figure = self._figure(scope, key, self._totals(scope))
            return replace(figure, whole=True) if scope == ALL else figure

        return kept(self._figures, (scope, key), made)

    def asked(self) -> dict[tuple[str, str], Figure]:
        """Every figure that was asked of this snapshot so far, by scope and key."""
        return all_kept(self._figures)

    def figures(self, scope: str) -> tuple[Figure, ...]:
        """Every figure of a scope, in the order of the registry.

        Of a part only those that the place has anything of, and where two axes cross those that every place has.
        """
        return tuple(self._told(scope))

    def _told(self, scope: str) -> Iterator[Figure]:
        item = axis_in(scope, ITEM_AXES)
        crossed = "+" in scope and not item
        for key in (definition.key for definition in definitions_in(scope)):
            if scope == ALL or key in ALWAYS:
                yield self.figure(scope, key)
            elif not crossed:
                figure = self.figure(scope, key)
                # What is counted in the part alone, of lists kept apart and within bundles, the place has none of.
                if figure.value or (not item and key in self._had):
                    yield figure

    @once_property
    def _had(self) -> frozenset[str]:
        """The figures of which the place has anything."""
        return frozenset(figure.key for figure in self.figures(ALL) if figure.value)

    def project_figure(self, standing: Standing, key: str) -> Figure:
        """The figure of a single project, with its issues (`issues_of`)."""
        id = standing.project.id
        return kept(self._figures, (f"project:{id}", key), lambda: self._own_figure(standing, key))

    def _own_figure(self, standing: Standing, key: str) -> Figure:
        match key:
            case "completion_rate":
                return standing.completion_rate
            case "pace":
                return standing.pace
            case "gap":
                return standing.gap
        id = standing.project.id
        issues = [issue_totals(issue, self.day.year) for issue in self.issues_of((id,))]
        return self._figure(f"project:{id}", key, combined([self.own[id], *issues]))

    def back(self, periods: int) -> "Snapshot":
        """The place at the end of the n-th last month before the day's; 0 is the day itself."""
        return snapshot_on(self.data, periods_back(self.day, periods)) if periods else self

    def board(self, board: Board) -> tuple[Place, ...]:
        """A board, as printed."""
        return ranked(board, with_scores(self.figure, self.rules.scores), self.day)

    def project_light(self, standing: Standing) -> LightStanding:
        """The light a project shows; none for one that is finished or outside the scope."""
        return kept(self._lights, standing.project.id, lambda: self._project_light(standing))

    def _project_light(self, standing: Standing) -> LightStanding:
        id = standing.project.id
        if not standing.in_scope or standing.stage in FINISHED_STAGES:
            return LightStanding()

        def figure(key: str, periods: int) -> Figure | None:
            then = self.back(periods)
            known = then.standing_by_id.get(id)
            return then.project_figure(known, key) if known else None

        return project_light(self.rules.lights, standing.project, figure, self.day)

    def unit_light(self, kind: Literal["district", "office"], code: str) -> LightStanding:
        """The light a district or office shows."""

        def figure(key: str, periods: int) -> Figure:
            return self.back(periods).figure(f"{kind}:{code}", key)

        return unit_light(self.rules.lights, kind, code, figure, self.day)

    def district_light(self, code: str) -> LightStanding:
        """The light a district shows."""
        return self.unit_light("district", code)

    def office_light(self, code: str) -> LightStanding:
        """The light an office shows."""
        return self.unit_light("office", code)

    def libraries_of(self, standing: Standing) -> tuple[str, ...]:
        """The libraries that hold a project, or some of a bundle."""
        return tuple(library_shares(standing, self.rules.libraries, self.data.site, self.day))

    @once_property
    def with_sheet(self) -> frozenset[str]:
        """The projects that get a sheet of paper, by id."""
        return with_sheet(self.data.projects, self.standing_by_id, self.rules.sheets, self.data.site, self.day)

    @once_property
    def quotas(self) -> tuple[QuotaStanding, ...]:
        """Every quota of the day, of each member in the order of the policy and of the place."""
        return quota_standings(self.standings, self.rules.quotas, self.data.site, self.data.cited, self.day)

    @once_property
    def unit_words(self) -> dict[tuple[str, str], str]:
        """The unit of each kind of factor and quantity, as the first project that has one says."""
        return unit_words(standing.project for standing in self.standings)

    @once_property
    def _figures(self) -> dict[tuple[str, str], Any]:
        """Figures already made: one origin, however many pages print it."""
        return {}

    @once_property
    def _lights(self) -> dict[str, Any]:
        return {}

    @once_property
    def sponsored(self) -> dict[str, tuple[tuple[Standing, Sponsor], ...]]:
        """The projects of each sponsor in force, by the code of the office-holder."""
        return sponsored(self.standings)

    @once_property
    def led(self) -> dict[str, tuple[Standing, ...]]:
        """The projects that each office leads, by its code."""
        return led(self.standings)

    @once_property
    def issues_by_office(self) -> dict[str, tuple[IssueStanding, ...]]:
        """Issues by the office that they were last handed to."""
        grouped: dict[str, list[IssueStanding]] = defaultdict(list)
        for standing in self.issues:
            if code := handling_office(standing, self.rules):
                grouped[code].append(standing)
        return {code: tuple(standings) for code, standings in grouped.items()}

    @once_property
    def places_on_lists(self) -> dict[str, tuple[ListPlace, ...]]:
        """Where projects stand on the year's lists, by id."""
        return places_of(self.data.targets, self.standing_by_id)

    @once_property
    def issues_by_project(self) -> Mapping[str, tuple[IssueStanding, ...]]:
        """Issues by the id of each project they concern."""
        grouped: dict[str, list[str]] = defaultdict(list)
        for issue in self.data.issues:
            for id in issue.projects:
                grouped[id].append(issue.id)
        return Each(grouped, lambda id: tuple(self.issue_by_id[issue] for issue in grouped[id]))


def snapshot_on(dataset: Dataset, day: date, known: date | None = None) -> Snapshot:
    """The same of `take_snapshot`, each day once, whoever asks. What must know what its snapshot was asked takes one of
    its own."""
    return kept(dataset.kept, (take_snapshot, day, known), lambda: take_snapshot(dataset, day, known))


def take_snapshot(dataset: Dataset, day: date, known: date | None = None) -> Snapshot:
    """Cuts the records to `day` and reckons every standing and sum once; with reports of that day and before that came
    in by `known`, where a later day is named."""
    data = dataset.at(day, known)
    rules = data.policy.at(day)
    reckoned = Reckoning(data, rules, day)
    return Snapshot(day, data, rules, reckoned, reckoned.decisions)
