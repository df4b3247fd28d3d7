"""Campaigns: who takes part, what changed since the beginning, what was reached by its day."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.each import each
from tests.snapshots import place, report, stage, year
from tongbao.metrics.campaigns import CampaignStanding, campaign_standing, members_figure
from tongbao.metrics.figure import Unit
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.campaign import Campaign
from tongbao.model.cited import CitedFigures
from tongbao.model.dataset import Dataset

POLICY = {"start_rate": {"base": "annual"}}
NEW: dict[str, Any] = {"registered": "2026-01-01", "years": year("100", "新开工")}
PROJECTS = [
    {**NEW, "id": "P-1", "stages": [stage("2026-01-05", "preparing"), stage("2026-08-01")]},
    {**NEW, "id": "P-2", "stages": [stage("2026-01-05", "preparing"), stage("2026-10-20")]},
    {**NEW, "id": "P-3", "stages": [stage("2026-01-05", "signed")]},
    {**NEW, "id": "P-4", "stages": [stage("2026-03-01")], "progress": [report("2026-06-30", "40")]},
    {**NEW, "id": "P-5", "registered": "2026-08-10", "stages": [stage("2026-08-20", "preparing")]},
]
CAMPAIGN: dict[str, Any] = {
    "id": "K",
    "name": "百日攻坚",
    "from": "2026-07-01",
    "until": "2026-10-08",
    "select": {"natures": ["新开工"], "stages": ["signed", "preparing"]},
}
CITED = [
    {
        "code": "before",
        "name": "上半年",
        "value": "74.7",
        "measured_in": "percent",
        "as_of": "2026-06-30",
        "source": "报道",
    },
    {
        "code": "after",
        "name": "两个月后",
        "value": "91.7",
        "measured_in": "percent",
        "as_of": "2026-08-31",
        "source": "报道",
    },
]


def at(day: str, data: Dataset, campaign: dict[str, Any]) -> CampaignStanding:
    """Where a campaign stands on a day."""
    known = replace(data, campaigns=(Campaign.model_validate({**CAMPAIGN, **campaign}),))

    def snapshot_of(moment: date) -> Snapshot:
        return take_snapshot(known, moment)

    today = snapshot_of(date.fromisoformat(day))
    return campaign_standing(today.data.campaigns[0], today, snapshot_of)


def on(day: str, *projects: dict[str, Any], **campaign: Any) -> CampaignStanding:
    """The same of a place with these projects."""
    return at(day, place(projects or PROJECTS, policy=POLICY), campaign)


def ids(found: CampaignStanding) -> list[str]:
    return [member.now.project.id for member in found.members]


def test_members_are_those_of_the_beginning() -> None:
    """Who has started since is still a member; who had started, or came later, is none."""
    assert ids(on("2026-11-16")) == ["P-1", "P-2", "P-3"]


def test_members_by_name_and_by_rule() -> None:
    """Named ones come first, each project is a member once; one unknown at the beginning has no standing then."""
    found = on("2026-11-16", members=["P-5", "P-2"])
    assert ids(found) == ["P-5", "P-2", "P-1", "P-3"]
    assert found.members[0].before is None
    assert [member.started for member in found.members] == [0, 1, 1, 0]


def test_the_beginning_is_the_day_before_the_first() -> None:
    """Who started on the first day was no longer to be started on another baseline."""
    first = {**NEW, "id": "P-9", "stages": [stage("2026-01-05", "preparing"), stage("2026-07-01")]}
    assert ids(on("2026-07-10", first)) == ["P-9"]
    assert ids(on("2026-07-10", first, baseline="2026-07-01")) == []


@each(
    ("day", "by", "least", "value", "state"),
    [
        ("2026-07-31", "2026-10-08", "33", Fraction(0), "open"),
        ("2026-08-01", "2026-10-08", "33", Fraction(1, 3), "met"),
        ("2026-08-01", "2026-10-08", "33.4", Fraction(1, 3), "open"),
        ("2026-10-08", "2026-10-08", "33", Fraction(1, 3), "reached"),
        ("2026-10-08", "2026-10-08", "50", Fraction(1, 3), "open"),
        ("2026-10-09", "2026-10-08", "50", Fraction(1, 3), "missed"),
        ("2026-10-20", "2026-10-08", "50", Fraction(1, 3), "late"),
        ("2026-10-20", "2026-10-20", "50", Fraction(2, 3), "reached"),
        ("2026-11-16", "2026-10-20", "67", Fraction(2, 3), "missed"),
    ],
)
def test_a_goal_is_judged_on_its_day(day: str, by: str, least: str, value: Fraction, state: str) -> None:
    """The value is today's until then, and that of the day afterwards; the day itself is in time. Never rounded."""
    (goal,) = on(day, goals=[{"figure": "start_rate", "at_least": least, "by": by}]).goals
    assert (goal.now.value, goal.state) == (value, state)
    assert goal.seen == min(date.fromisoformat(day), date.fromisoformat(by))


def test_a_goal_without_a_day_is_due_at_the_end() -> None:
    """And one without bounds is not judged."""
    found = on("2026-11-16", goals=[{"figure": "starts", "at_least": "3"}, {"figure": "starts"}])
    assert [(goal.by, goal.state) for goal in found.goals] == [(date(2026, 10, 8), "missed"), (date(2026, 10, 8), "")]
    assert (found.judged, found.reached) == (1, 0)


def test_a_rates_change_is_in_points_of_unrounded_values() -> None:
    """From 1/3 to 3/3 it is 200/3 points, which no printed rates give; a count's change is a count."""
    goals = [{"figure": "start_rate", "by": "2026-11-16"}, {"figure": "starts", "by": "2026-11-16"}]
    found = on("2026-11-16", baseline="2026-06-30", members=["P-1", "P-2", "P-4"], select=None, goals=goals)
    rate, starts = (goal.change for goal in found.goals)
    assert rate is not None
    assert (rate.value, rate.unit) == (Fraction(200, 3), Unit.POINTS)
    assert starts is not None
    assert (starts.value, starts.unit) == (2, Unit.PROJECTS)


def test_a_change_is_unknown_where_an_end_is() -> None:
    """None of the members was on record at the beginning: no figure, and not 0."""
    (goal,) = on("2026-11-16", members=["P-5"], select=None, goals=[{"figure": "planned", "by": "2026-11-16"}]).goals
    assert (goal.before.value, goal.before.reason, goal.now.value, goal.change) == (None, "no-members", 100, None)


def test_another_scope_than_the_members() -> None:
    """`all` and scopes of the registry are those of the place."""
    goals = [{"figure": "starts", "scope": "all"}, {"figure": "starts", "scope": "district:huimin"}]
    assert [goal.now.value for goal in on("2026-08-01", goals=goals).goals] == [2, 0]


def test_a_bundle_and_what_lies_within_it_count_once() -> None:
    """A member inside another adds neither projects nor money; a bundle counts as many as it stands for."""
    bundle = {**NEW, "id": "P-B", "count": "45", "progress": [report("2026-08-03", started="18")]}
    inside = {**NEW, "id": "P-I", "within": "P-B", "stages": [stage("2026-08-01")]}
    found = on("2026-08-03", bundle, inside, select=None, members=["P-B", "P-I"], goals=[{"figure": "start_rate"}])
    assert (found.count, found.members[0].started, found.goals[0].now.value) == (45, 18, Fraction(18, 45))


def test_a_part_of_a_bundle_is_left_out() -> None:
    """Which of its projects the rule finds nobody knows: how many there are is told."""
    bundle = {
        **NEW,
        "id": "P-B",
        "count": "10",
        "stages": [stage("2026-01-05", "signed"), stage("2026-02-01", count="4")],
    }
    found = on("2026-08-03", bundle)
    assert (ids(found), found.in_part) == ([], 6)


def test_issues_of_two_members_count_once() -> None:
    """An issue of two projects is one issue; one that may only be counted tells nothing of the members."""
    issue = {"projects": ["P-1", "P-2"], "raised": {"date": "2026-07-02"}}
    hidden = {"counted_only": True, "counts": [{"date": "2026-07-05", "raised": "3", "closed": "0"}]}
    data = place(PROJECTS, [{"id": "I-1", **issue}, {"id": "I-2", **issue, **hidden}], policy=POLICY)
    found = take_snapshot(data, date(2026, 8, 1))
    assert members_figure(found, ["P-1", "P-2"], "issues_raised").value == 1


def test_cited_figures_of_the_beginning_and_the_end() -> None:
    """忻州: from 74.7 % to 91.7 % is 17 points; before the second was published there is no change."""
    cited = CitedFigures.model_validate({"figures": CITED}).figures
    data = replace(place(), cited=cited)
    goals = {"select": None, "goals": [{"cited": ["before", "after"], "at_least": "90", "by": "2026-08-31"}]}
    (goal,) = at("2026-09-30", data, goals).goals
    assert goal.change is not None
    assert (goal.change.value, goal.change.unit, goal.state) == (17, Unit.POINTS, "reached")
    (early,) = at("2026-08-30", data, goals).goals
    assert (early.before.value, early.now.value, early.change, early.state) == (Fraction(747, 1000), None, None, "open")


def test_a_campaign_is_over_on_its_last_day() -> None:
    """Its result is told then and not before; what has not begun is not known."""
    data = place(PROJECTS, policy=POLICY)
    known = replace(data, campaigns=(Campaign.model_validate({**CAMPAIGN, "result": "开工两个"}),))
    days = ("2026-06-30", "2026-07-01", "2026-10-07", "2026-10-08")
    told = [[c.result for c in known.at(date.fromisoformat(day)).campaigns] for day in days]
    assert told == [[], [None], [None], ["开工两个"]]
    assert [on(day).phase for day in days[1:]] == ["running", "running", "over"]
