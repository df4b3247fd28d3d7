"""What holds for every place on every day."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import days, places
from tongbao.metrics.figure import Figure
from tongbao.metrics.project_totals import own_facts
from tongbao.metrics.registry import REGISTRY
from tongbao.metrics.scopes import codes_on
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.metrics.totals import Totals, combined
from tongbao.model.dataset import Dataset
from tongbao.model.project import Project
from tongbao.model.vocab import Stage


def figures(snapshot: Snapshot) -> dict[str, tuple[Figure, ...]]:
    return {scope: snapshot.figures(scope) for scope in snapshot.totals}


@given(places(), days, days)
def test_cutting_twice_is_cutting_once(place: Dataset, one: date, other: date) -> None:
    """The place as of a day, as of an earlier one, is the place as of the earlier one."""
    earlier, later = sorted((one, other))
    assert place.at(later).at(earlier) == place.at(earlier)


@given(places(), days, days)
def test_the_past_does_not_change(place: Dataset, one: date, other: date) -> None:
    """What was entered later changes no figure of an earlier day."""
    earlier, later = sorted((one, other))
    then = take_snapshot(place.at(later), earlier)
    assert figures(then) == figures(take_snapshot(place, earlier))


@given(places(), days)
def test_order_of_files_does_not_matter(place: Dataset, day: date) -> None:
    """The figures of a place are the same in whatever order its files are read."""
    turned = replace(place, projects=place.projects[::-1], issues=place.issues[::-1])
    assert figures(take_snapshot(turned, day)) == figures(take_snapshot(place, day))


@given(places(), days)
def test_order_of_entries_does_not_matter(place: Dataset, day: date) -> None:
    """The figures of a place are the same in whatever order the entries of a file stand, as far as dates tell them
    apart."""
    turned = replace(
        place,
        projects=tuple(reversed_entries(project) for project in place.projects),
        issues=tuple(issue.model_copy(update={"events": issue.events[::-1]}) for issue in place.issues),
    )
    assert figures(take_snapshot(turned, day)) == figures(take_snapshot(place, day))


def reversed_entries(project: Project) -> Project:
    """The project with its lists the other way round; of changes only those of different facts or days."""
    names = ("stages", "progress", "milestones", "steps", "factors", "funding", "quantities", "years", "sponsors")
    turned = {name: getattr(project, name)[::-1] for name in names}
    if len({(change.date, change.field) for change in project.changes}) == len(project.changes):
        turned["changes"] = project.changes[::-1]
    return project.model_copy(update=turned)


@given(places(), days, days)
def test_no_issue_becomes_less_overdue(place: Dataset, one: date, other: date) -> None:
    """As long as nothing happens to an issue, a later day has at least as many days overdue."""
    earlier, later = sorted((one, other))
    then = {issue.issue.id: issue for issue in take_snapshot(place, earlier).issues}
    for issue in take_snapshot(place, later).issues:
        before = then.get(issue.issue.id)
        if before is not None and not any(earlier < event.date <= later for event in issue.issue.events):
            assert issue.overdue_days >= before.overdue_days, issue.issue.id


@given(places(), days)
def test_a_value_or_a_reason(place: Dataset, day: date) -> None:
    """Every figure of every scope and project has a value, or says why it has none."""
    snapshot = take_snapshot(place, day)
    found = [figure for scope in snapshot.totals for figure in snapshot.figures(scope)]
    found += [snapshot.project_figure(standing, key) for standing in snapshot.standings for key in REGISTRY]
    assert [figure.key for figure in found if (figure.value is None) is not bool(figure.reason)] == []


@given(places(nested=True), days)
def test_what_is_nested_is_not_counted_twice(place: Dataset, day: date) -> None:
    """Projects inside a bundle add to the place only what is their own: steps, milestones and reports."""
    snapshot = take_snapshot(place, day)
    bundle = next((s for s in snapshot.standings if s.project.id == "P-0"), None)
    if bundle is None or not bundle.in_scope:
        return
    alone = take_snapshot(replace(place, projects=tuple(p for p in place.projects if p.id == "P-0")), day)
    own = own_facts(bundle)
    for name in PROJECT_FIELDS:
        if name not in own and name != "out_of_scope":
            assert getattr(snapshot.totals["all"], name) == getattr(alone.totals["all"], name), name


ONE_OF_EACH = ("level", "nature", "stage", "works", "district", "delay", "delay_latest")
"""Axes on which a project has one code at the most."""


@given(places(), days)
def test_parts_add_up_on_every_axis(place: Dataset, day: date) -> None:
    """On an axis the projects of all codes are those of the place that have one."""
    snapshot = take_snapshot(place, day)
    apart = {p.id for p in place.projects if p.lists and set(p.lists) <= set(snapshot.rules.scope.apart_lists)}
    for axis in ONE_OF_EACH:
        parts = [snapshot.totals[f"{axis}:{code}"].projects for code in codes_on(axis, snapshot.totals)]
        broken_down = {s.project.id for s in snapshot.standings if any(b.axis == axis for b in s.project.breakdowns)}
        having = [
            s.project.count
            for s in snapshot.standings
            if s.in_scope
            and s.project.id not in apart
            and (snapshot.codes[s.project.id].get(axis) or s.project.id in broken_down)
        ]
        assert sum(parts) == sum(having), axis


ISSUE_FIELDS = {name for name in Totals._fields if name.startswith(("issues_", "orders_"))}
PROJECT_FIELDS = [name for name in Totals._fields if name not in ISSUE_FIELDS and not name.startswith("largest_")]


@given(places(), days)
def test_districts_add_up(place: Dataset, day: date) -> None:
    """Every sum of the place is the sum of its districts; of issues only those that lie in one."""
    totals = take_snapshot(place, day).totals
    districts = [each for scope, each in totals.items() if scope.startswith("district:") and "+" not in scope]
    for name in PROJECT_FIELDS:
        assert getattr(combined(districts), name) == getattr(totals["all"], name), name


@given(places(), days)
def test_crossings_add_up(place: Dataset, day: date) -> None:
    """Where every project has both codes, the crossings of two axes add up to the place and to each axis."""
    totals = take_snapshot(place, day).totals
    crossed = {scope: each for scope, each in totals.items() if "+level:" in scope}
    for name in PROJECT_FIELDS:
        assert getattr(combined(list(crossed.values())), name) == getattr(totals["all"], name), name
        for scope in (scope for scope in totals if scope.startswith("district:") and "+" not in scope):
            parts = [each for crossing, each in crossed.items() if crossing.startswith(f"{scope}+")]
            assert getattr(combined(parts), name) == getattr(totals[scope], name), (scope, name)


@given(places(), days)
def test_out_of_scope_enters_no_sum(place: Dataset, day: date) -> None:
    """Without its withdrawn projects a place has the same figures of projects, but for their count."""
    with_all = take_snapshot(place, day)
    gone = {s.project.id for s in with_all.standings if s.stage is Stage.WITHDRAWN}
    without = take_snapshot(replace(place, projects=tuple(p for p in place.projects if p.id not in gone)), day)
    for name in PROJECT_FIELDS:
        if name != "out_of_scope":
            assert getattr(with_all.totals["all"], name) == getattr(without.totals["all"], name), name


@given(places(), days)
def test_bounds_and_bridges(place: Dataset, day: date) -> None:
    """Due − late + early = started; no count is below 0; closed issues are no more than raised."""
    for scope, totals in take_snapshot(place, day).totals.items():
        assert totals.starts_due - totals.starts_late + totals.starts_early == totals.starts, scope
        assert totals.issues_closed <= totals.issues_raised, scope
        assert totals.issues_overdue <= totals.issues_open, scope
        assert totals.active <= totals.active_base, scope
        assert totals.starts <= totals.new_projects, scope
        assert totals.reports_late + totals.reports_missing <= totals.reports_due <= totals.projects, scope
        counts = totals._asdict()
        assert all(count >= 0 for count in (*counts.pop("days_to_close"), *counts.values())), scope


@given(places(), days)
@settings(max_examples=25)
def test_a_gap_is_rate_less_pace(place: Dataset, day: date) -> None:
    """Wherever there is a gap, it is the unrounded difference of the two figures beside it."""
    snapshot = take_snapshot(place, day)
    for scope in snapshot.totals:
        rate, pace, gap = (snapshot.figure(scope, key).value for key in ("completion_rate", "pace", "gap"))
        assert (gap is None) == (rate is None), scope
        if gap is not None and rate is not None and pace is not None:
            assert gap == (rate - pace) * 100, scope


@given(places(), st.sampled_from([date(2025, 1, 1), date(2026, 2, 28), date(2026, 12, 31)]))
@settings(max_examples=25)
def test_every_standing_has_its_issues(place: Dataset, day: date) -> None:
    """No issue is lost: each stands at every project it names that is known on the day."""
    snapshot = take_snapshot(place, day)
    for issue in snapshot.issues:
        for id in issue.issue.projects:
            if id in snapshot.standing_by_id:
                assert issue in snapshot.issues_by_project[id]
