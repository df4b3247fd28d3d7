"""What holds for every place on every day."""

from dataclasses import replace
from itertools import combinations
from typing import Any

from tests.everywhere import FIXED, Case, everywhere
from tongbao.metrics.figure import Figure
from tongbao.metrics.project_totals import own_facts
from tongbao.metrics.registry import REGISTRY, kind_of
from tongbao.metrics.scopes import ALL, axis_in, codes_on
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.metrics.totals import Totals, combined
from tongbao.model.dataset import Dataset
from tongbao.model.project import Project, Report
from tongbao.model.vocab import Stage


def reckoned(snapshot: Snapshot) -> tuple[dict[str, Totals], tuple[Figure, ...]]:
    """What every figure is made of, days in order, and those of the place."""
    totals = snapshot.totals.items()
    ordered = {scope: sums._replace(days_to_close=tuple(sorted(sums.days_to_close))) for scope, sums in totals}
    return ordered, snapshot.figures(ALL)


@everywhere
def test_cutting_twice_is_cutting_once(case: Case) -> None:
    """The place as of a day, as of an earlier one, is the place as of the earlier one."""
    for earlier, later in combinations(sorted({case.earlier, case.later, *FIXED}), 2):
        assert case.place.at(later).at(earlier) == case.place.at(earlier)


@everywhere
def test_the_past_does_not_change(case: Case) -> None:
    """What was entered later changes no figure of an earlier day."""
    assert reckoned(take_snapshot(case.place.at(case.later), case.earlier)) == reckoned(case.then)


@everywhere
def test_order_of_files_does_not_matter(case: Case) -> None:
    """The figures of a place are the same in whatever order its files are read."""
    turned = replace(case.place, projects=case.place.projects[::-1], issues=case.place.issues[::-1])
    assert reckoned(take_snapshot(turned, case.later)) == reckoned(case.now)


@everywhere
def test_order_of_entries_does_not_matter(case: Case) -> None:
    """The figures of a place are the same in whatever order the entries of a file stand, as far as dates tell them
    apart."""
    turned = replace(
        case.place,
        projects=tuple(reversed_entries(project) for project in case.place.projects),
        issues=tuple(issue.model_copy(update={"events": issue.events[::-1]}) for issue in case.place.issues),
    )
    assert reckoned(take_snapshot(turned, case.later)) == reckoned(case.now)


TURNED = ("stages", "progress", "milestones", "steps", "factors", "funding", "quantities", "years", "sponsors")


def told_apart(entries: tuple[Any, ...]) -> bool:
    """Whether no two reports are of one day and came in on one, and no two changes are of one fact and day."""
    dates = [(e.as_of, e.received) if isinstance(e, Report) else (e.date, e.field) for e in entries]
    return len(set(dates)) == len(dates)


def reversed_entries(project: Project) -> Project:
    """The project with its lists the other way round, reports and changes where dates tell them apart."""
    alike = {name for name in ("progress", "changes") if not told_apart(getattr(project, name))}
    names = {*TURNED, "changes"} - alike
    return project.model_copy(update={name: getattr(project, name)[::-1] for name in names})


@everywhere
def test_no_issue_becomes_less_overdue(case: Case) -> None:
    """As long as nothing happens to an issue, a later day has at least as many days overdue."""
    then = {issue.issue.id: issue for issue in case.then.issues}
    for issue in case.now.issues:
        before = then.get(issue.issue.id)
        if before is not None and not any(case.earlier < event.date <= case.later for event in issue.issue.events):
            assert issue.overdue_days >= before.overdue_days, issue.issue.id


@everywhere
def test_a_value_or_a_reason(case: Case) -> None:
    """Every figure of every scope and project has a value, or says why it has none."""
    # Parts that have the same sums have the same figures.
    scopes = {(kind_of(scope), totals): scope for scope, totals in case.now.totals.items()}.values()
    found = [figure for scope in scopes for figure in case.now.figures(scope)]
    found += [case.now.project_figure(standing, key) for standing in case.now.standings for key in REGISTRY]
    assert [figure.key for figure in found if (figure.value is None) is not bool(figure.reason)] == []


def nested(place: Dataset) -> Dataset:
    """The place with all its projects inside the first."""
    first, *others = place.projects
    return replace(place, projects=(first, *(p.model_copy(update={"within": first.id}) for p in others)))


@everywhere
def test_what_is_nested_is_not_counted_twice(case: Case) -> None:
    """Projects inside a bundle add to the place only what is their own: steps, milestones and reports."""
    if not case.place.projects:
        return
    snapshot = take_snapshot(nested(case.place), case.later)
    bundle = snapshot.standing_by_id.get(case.place.projects[0].id)
    if bundle is None or not bundle.in_scope:
        return
    alone = case.without({project.id for project in case.place.projects[1:]})
    own = own_facts(bundle)
    for name in PROJECT_FIELDS:
        if name not in own and name != "out_of_scope":
            assert getattr(snapshot.totals[ALL], name) == getattr(alone.totals[ALL], name), name


ONE_OF_EACH = ("level", "nature", "stage", "works", "district", "delay", "delay_latest")
"""Axes on which a project has one code at the most."""


@everywhere
def test_parts_add_up_on_every_axis(case: Case) -> None:
    """On an axis the projects of all codes are those of the place that have one."""
    snapshot = case.now
    apart = {p.id for p in case.place.projects if p.lists and set(p.lists) <= set(snapshot.rules.scope.apart_lists)}
    for axis in ONE_OF_EACH:
        parts = [snapshot.totals[f"{axis}:{code}"].projects for code in codes_on(axis, snapshot.totals)]
        shares = {
            s.project.id: sum(
                n for scope, n in snapshot.reckoned.shares[s.project.id].items() if axis_in(scope, (axis,))
            )
            for s in snapshot.standings
        }
        broken_down = {s.project.id for s in snapshot.standings if any(b.axis == axis for b in s.project.breakdowns)}
        having = [
            s.project.count
            if snapshot.codes[s.project.id].get(axis) or s.project.id in broken_down
            else shares[s.project.id]
            for s in snapshot.standings
            if s.in_scope and s.project.id not in apart
        ]
        assert sum(parts) == sum(having), axis
        assert all(shares[s.project.id] <= s.project.count for s in snapshot.standings)


ISSUE_FIELDS = {name for name in Totals._fields if name.startswith(("issues_", "orders_", "days_to_"))}
PROJECT_FIELDS = [name for name in Totals._fields if name not in ISSUE_FIELDS and not name.startswith("largest_")]


@everywhere
def test_districts_add_up(case: Case) -> None:
    """Every sum of the place is the sum of its districts; of issues only those that lie in one."""
    totals = case.now.totals
    districts = [each for scope, each in totals.items() if scope.startswith("district:") and "+" not in scope]
    for name in PROJECT_FIELDS:
        assert getattr(combined(districts), name) == getattr(totals[ALL], name), name


@everywhere
def test_crossings_add_up(case: Case) -> None:
    """Where every project has both codes, the crossings of two axes add up to the place and to each axis."""
    totals = case.now.totals
    crossed = {scope: each for scope, each in totals.items() if "+level:" in scope}
    wholes = {ALL: "", **{scope: f"{scope}+" for scope in totals if scope.startswith("district:") and "+" not in scope}}
    for scope, start in wholes.items():
        sums = combined([each for crossing, each in crossed.items() if crossing.startswith(start)])
        for name in PROJECT_FIELDS:
            assert getattr(sums, name) == getattr(totals[scope], name), (scope, name)


@everywhere
def test_out_of_scope_enters_no_sum(case: Case) -> None:
    """Without its withdrawn projects a place has the same figures of projects, but for their count."""
    without = case.without({s.project.id for s in case.now.standings if s.stage is Stage.WITHDRAWN})
    for name in PROJECT_FIELDS:
        if name != "out_of_scope":
            assert getattr(case.now.totals[ALL], name) == getattr(without.totals[ALL], name), name


@everywhere
def test_bounds_and_bridges(case: Case) -> None:
    """Due − late + early = started; no count is below 0; closed issues are no more than raised."""
    for scope, totals in case.now.totals.items():
        assert totals.starts_due - totals.starts_late + totals.starts_early == totals.starts, scope
        assert totals.issues_closed <= totals.issues_raised, scope
        assert totals.issues_overdue <= totals.issues_open, scope
        assert totals.active <= totals.active_base, scope
        assert totals.starts <= totals.new_projects, scope
        assert totals.reports_late + totals.reports_missing <= totals.reports_due <= totals.projects, scope
        counts = totals._asdict()
        below = [(name, count) for name, count in counts.items() if name != "days_to_close" and count < 0]
        assert below == [], scope
        assert all(days >= 0 for days in totals.days_to_close), scope


@everywhere
def test_a_gap_is_rate_less_pace(case: Case) -> None:
    """Wherever there is a gap, it is the unrounded difference of the two figures beside it."""
    for scope in case.now.totals:
        rate, pace, gap = (case.now.figure(scope, key).value for key in ("completion_rate", "pace", "gap"))
        assert (gap is None) == (rate is None), scope
        if gap is not None and rate is not None and pace is not None:
            assert gap == (rate - pace) * 100, scope


@everywhere
def test_every_standing_has_its_issues(case: Case) -> None:
    """No issue is lost: each stands at every project it names that is known on the day."""
    for snapshot in (case.then, case.now):
        for issue in snapshot.issues:
            for id in issue.issue.projects:
                if id in snapshot.standing_by_id:
                    assert issue in snapshot.issues_by_project[id]
