"""The sample's list of 2026: published in February, adjusted in April and July."""

from datetime import date
from decimal import Decimal

from tests.each import each
from tests.sites import ROOT, checked, reckoned, records
from tongbao.metrics.listing import bridge_of, groups_of, listed_on, projects_of
from tongbao.model.dataset import Dataset
from tongbao.model.targets import Target, TargetList
from tongbao.model.vocab import MoveKind

PUBLISHED = date(2026, 2, 11)


def test_nothing_is_wrong_with_the_sample() -> None:
    """Neither a fault nor a warning."""
    assert checked(ROOT).problems == ()


def sample() -> Dataset:
    return records(ROOT)


def on(day: str) -> TargetList:
    data = sample().at(date.fromisoformat(day))
    listed = listed_on(2026, data.targets)
    assert listed is not None
    return listed


@each(
    ("day", "groups", "bridge"),
    [
        ("2026-02-11", (7, 20, 15, 6), (48, 0, 0, 48)),
        ("2026-04-19", (7, 20, 15, 6), (48, 0, 0, 48)),
        ("2026-05-01", (7, 20, 17, 6), (48, 2, 0, 50)),
        ("2026-08-01", (7, 20, 19, 5), (48, 4, 1, 51)),
        ("2026-11-16", (7, 20, 19, 5), (48, 4, 1, 51)),
    ],
)
def test_the_list_of_a_day(day: str, groups: tuple[int, ...], bridge: tuple[int, ...]) -> None:
    """Each day has its own list, and published + added − withdrawn = now."""
    listed = on(day)
    found = bridge_of(listed)
    assert tuple(len(group.projects) for group in groups_of(listed)) == groups
    assert (found.published, found.added, found.withdrawn, found.now) == bridge
    assert found.published + found.added - found.withdrawn == found.now


def test_the_list_is_no_list_before_it_is_published() -> None:
    """The day before nobody knew it."""
    assert listed_on(2026, sample().at(date(2026, 2, 10)).targets) is None


def test_every_kind_of_move_is_there() -> None:
    """The two adjustments use all four."""
    (listed,) = sample().targets
    assert {move.kind for adjustment in listed.adjustments for move in adjustment.moves} == set(MoveKind)


def planned(target: Target, listed: TargetList, data: Dataset) -> Decimal:
    """What the plans of a unit's projects add up to, as known then, without the reserved ones."""
    axis, code = target.unit
    ids = projects_of(group for group in groups_of(listed) if not group.group.reserve)
    total = Decimal(0)
    for project in (data.project_by_id[id] for id in ids):
        offices = {entry.office for entry in project.responsible}
        if code in ({project.district} if axis == "district" else offices):
            plan = project.year(listed.year)
            total += (plan and plan.plan) or 0
    return total


def test_units_answer_for_the_plans_of_their_projects() -> None:
    """Seven districts and five offices; each target of investment is the sum of the plans as published."""
    data = sample().at(PUBLISHED)
    (listed,) = data.targets
    axes = [target.unit[0] for target in listed.targets]
    assert (axes.count("district"), axes.count("office")) == (7, 5)
    for target in listed.targets:
        assert target.values["投资"] == planned(target, listed, data), target.unit


def test_a_changed_target_is_the_new_sum() -> None:
    """After an adjustment too a unit whose target it changes answers for the plans of its projects."""
    for day in ("2026-04-20", "2026-07-21"):
        data = sample().at(date.fromisoformat(day))
        listed = on(day)
        for target in listed.adjustments[-1].targets:
            assert target.values["投资"] == planned(target, listed, data), (day, target.unit)


def test_the_sums_of_the_list_are_figures_of_its_scope() -> None:
    """The list and its groups are scopes of the registry, and the groups add up to the list."""
    snapshot = reckoned(ROOT, date(2026, 11, 16))
    codes = ("竣工", "续建", "新开工", "预备")
    for key in ("entries", "projects", "total_investment", "planned", "completed"):
        whole = snapshot.figure("targets:2026", key).value
        parts = [snapshot.figure(f"targets:2026-{code}", key).value or 0 for code in codes]
        assert whole == sum(parts), key
    assert snapshot.figure("targets:2026", "entries").value == 51
