"""The pages of campaigns."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.sites import EXAMPLES, ROOT, records
from tests.snapshots import place, reader_of, stage, year
from tongbao.drawing import edition_of
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.campaign import Campaign
from tongbao.views.campaigns import CampaignView, campaign_view, campaigns_view, has_campaigns
from tongbao.views.project import project_view

NEW: dict[str, Any] = {"registered": "2026-01-01", "years": year("70000", "新开工")}
PROJECTS = [
    {**NEW, "id": "P-1", "name": "甲", "stages": [stage("2026-01-05", "preparing"), stage("2026-08-01")]},
    {**NEW, "id": "P-2", "name": "乙", "stages": [stage("2026-01-05", "preparing")]},
    {**NEW, "id": "P-3", "name": "丙", "count": "9", "stages": [stage("2026-08-02", count="4")]},
]
CAMPAIGN: dict[str, Any] = {
    "id": "K-1",
    "name": "百日攻坚",
    "from": "2026-07-01",
    "until": "2026-10-08",
    "organiser": "city-drc",
    "members": ["P-1", "P-2", "P-3"],
    "venues": [{"name": "开工现场", "main": "true", "district": "zouping"}, {"count": "15"}],
    "goals": [
        {"figure": "start_rate", "at_least": "50", "text": "应开尽开"},
        {"figure": "planned", "scope": "all", "at_least": "100000"},
    ],
}


def on(day: str, **changes: Any) -> tuple[Snapshot, CampaignView]:
    """The place on a day, and the page of its campaign."""
    campaign = {**CAMPAIGN, **changes}
    campaign["venues"] = [{**v, "main": v.get("main") == "true"} for v in CAMPAIGN["venues"]]
    data = place(PROJECTS, policy={"start_rate": {"base": "annual"}})
    data = replace(data, campaigns=(Campaign.model_validate(campaign),))
    today = take_snapshot(data, date.fromisoformat(day))
    view = campaign_view(today.data.campaigns[0], today, lambda moment: take_snapshot(data, moment), reader_of(today))
    return today, view


def test_a_goal_as_printed() -> None:
    """Of whom, how much by when, then and now with their days, the change with its sign, and how it stands."""
    _, view = on("2026-08-31")
    rate, plan = view.goals
    assert (rate.name.text, rate.scope, rate.wanted, rate.by) == (
        "开工率",
        "成员项目",
        "不低于 50%",
        "2026年10月8日",
    )
    assert (rate.before, rate.before_day, rate.now, rate.now_day) == ("0.0%", "2026年6月30日", "45.5%", "2026年8月31日")
    assert (rate.change, rate.state, rate.state_text) == ("+45.5个百分点", "open", "进行中")
    assert (plan.scope, plan.wanted, plan.now, plan.change) == ("全部项目", "不低于 10 亿元", "21.00亿元", "0.00亿元")
    assert (view.reached, view.phase) == ("2项目标实现1项", "进行中")


def test_members_with_their_stage_then_and_now() -> None:
    """Of a bundle how many started."""
    _, view = on("2026-08-31")
    assert [(row.link.text, row.before, row.now, row.started) for row in view.members] == [
        ("甲", "前期", "开工", "已开工"),
        ("乙", "前期", "前期", ""),
        ("丙", "", "开工", "开工4个"),
    ]
    assert (view.count, view.started) == ("11", "5")


def test_a_project_names_its_campaigns() -> None:
    """Those it is named in, and those whose rule found it at the beginning, though it has started since."""
    named = Campaign.model_validate({**CAMPAIGN, "venues": []})
    rule = {"id": "K-0", "from": "2026-06-01", "members": [], "select": {"stages": ["preparing"]}, "goals": []}
    ruled = Campaign.model_validate({**CAMPAIGN, "venues": [], **rule})
    data = replace(place(PROJECTS), campaigns=(named, ruled))
    edition = edition_of(ROOT, data, date(2026, 8, 31), (), pdf=False)
    assert {id: [each.id for each in found] for id, found in edition.campaigns.items()} == {
        "P-1": ["K-0", "K-1"],
        "P-2": ["K-0", "K-1"],
        "P-3": ["K-1"],
    }
    today = edition.today
    view = project_view(today.standing_by_id["P-1"], today, reader_of(today), edition.campaigns["P-1"])
    assert [(mark.link.href, mark.days, mark.phase) for mark in view.campaigns] == [
        ("campaigns/K-0/index.html", "2026年6月1日—2026年10月8日", "进行中"),
        ("campaigns/K-1/index.html", "2026年7月1日—2026年10月8日", "进行中"),
    ]


def test_venues() -> None:
    """One main venue and fifteen others, as they are counted."""
    _, view = on("2026-08-31")
    assert [venue.text for venue in view.venues] == ["开工现场（主会场）", "分会场（15个）"]
    assert view.venues[0].href


def test_the_rule_is_told() -> None:
    """Whom the campaign found, and on which day."""
    _, view = on("2026-08-31", select={"natures": ["新开工"], "stages": ["preparing"]})
    assert view.rule == "处于“前期”阶段，建设性质为新开工的项目"
    assert view.base_day == "2026年6月30日"


def test_the_list_and_its_section() -> None:
    """A place has the page once a campaign has begun."""
    today, _ = on("2026-08-31")
    (row,) = campaigns_view(today, lambda moment: take_snapshot(today.data, moment), reader_of(today)).rows
    assert (row.link.text, row.days, row.members) == ("百日攻坚", "2026年7月1日—2026年10月8日", "11")
    assert not has_campaigns(take_snapshot(today.data, date(2026, 6, 30)))


def _example(name: str, id: str) -> CampaignView:
    dataset = records(EXAMPLES / name)
    assert dataset.site.as_of is not None
    edition = edition_of(EXAMPLES / name, dataset, dataset.site.as_of, (), pdf=False)
    campaign = next(each for each in edition.today.data.campaigns if each.id == id)
    return campaign_view(campaign, edition.today, edition.snapshot_of, edition.reader_of("zh-CN", edition.today.day))


def test_xinzhou() -> None:
    """新建项目开工率提高了17个百分点，达到91.7%; 130 projects, 329 procedures, 127 ready; 1 and 15 venues, 176 starts,
    473.64亿元: as its source prints them."""
    (rate,) = _example("xinzhou", "raise-starts").goals
    assert (rate.before, rate.now, rate.change) == ("74.7%", "91.7%", "+17.0个百分点")
    month = _example("xinzhou", "procedures-month")
    assert [goal.now for goal in month.goals] == ["329件", "127个"]
    assert month.count == "130"
    starts = _example("xinzhou", "starts-month")
    assert [goal.now for goal in starts.goals] == ["176个", "473.64亿元"]
    assert [venue.text for venue in starts.venues] == ["主会场", "分会场（15个）"]


def test_yantai() -> None:
    """The hundred days run on the day of the report: 18 of 45 started, by the end of October and of the year all."""
    view = _example("yantai", "hundred-days")
    assert (view.count, view.started, view.phase) == ("45", "18", "进行中")
    assert [(goal.now, goal.wanted, goal.by, goal.state) for goal in view.goals] == [
        ("40.0%", "不低于 100%", "2019年10月31日", "open"),
        ("40.0%", "不低于 100%", "2019年12月31日", "open"),
    ]
