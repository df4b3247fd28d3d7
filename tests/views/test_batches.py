"""The pages of batches."""

from dataclasses import replace
from datetime import date

import pytest

from tests.metrics.test_batches import done, on, signed
from tests.snapshots import place, reader_of, stage, standing
from tongbao.metrics.batches import batch_standings
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.batch import Batch
from tongbao.views.batches import BatchView, batch_view, batches_of, batches_view, has_batches
from tongbao.views.policy import rule_groups

VENUES = [{"name": "分会场"}, {"name": "会展中心", "district": "zouping", "main": "true"}]


@pytest.fixture(scope="module")
def today() -> Snapshot:
    """The end of July 2022: the window of 90 days is over, that of 90 working days is open."""
    found = on(
        "2022-07-31",
        "2022-04-28",
        signed("2022-04-28", stage("2022-07-20"), steps=(done("移交", "2022-05-03"),)),
        signed("2022-04-28", name="慢项目"),
    )
    (held,) = found.data.batches
    venues = {
        **held.model_dump(),
        "ceremony": {"date": "2022-04-28", "venues": [{**v, "main": "main" in v} for v in VENUES]},
    }
    return take_snapshot(replace(found.data, batches=(Batch.model_validate(venues),)), found.day)


def view(today: Snapshot, language: str = "zh-CN") -> BatchView:
    return batch_view(batch_standings(today)[0], today, reader_of(today, language))


def test_both_readings_stand_side_by_side(today: Snapshot) -> None:
    """Each with its last day, its share so far and whether that is enough."""
    shown = [(row.name, row.until, row.figure.text, row.state_text) for row in view(today).conversions]
    assert shown == [
        ("仪式后90 天内到“开工”", "2022年7月27日", "50.0%", "低于60.0%"),
        ("仪式后90 个工作日内到“开工”", "2022年9月6日", "50.0%", "时限未满"),
    ]
    english = view(today, "en").conversions[0]
    assert (english.name, english.state_text) == (
        "“Under construction” within 90 days of the ceremony",
        "less than 60.0%",
    )


def test_the_title_and_the_venues(today: Snapshot) -> None:
    """Made of year, number and kind where the batch has no title; the main venue stands first."""
    shown = view(today)
    facts = {fact.label: [link.text for link in fact.values] for fact in shown.facts}
    assert shown.title == "2022年第1期签约一批"
    assert (facts["会场"], facts["所属季度"]) == (["会展中心（主会场）", "分会场"], ["2022年二季度"])


def test_whose_step_is_late(today: Snapshot) -> None:
    """A step done late says when, one that is not done stays empty; without an office the district stands there."""
    rows = {(row.project.text, row.step): row for row in view(today).late}
    assert len(rows) == 6
    slow = rows["慢项目", "移交"]
    assert (slow.office.text, slow.due, slow.done) == ("invest", "2022年5月1日", "")
    assert [row.done for (name, step), row in rows.items() if step == "移交" and name != "慢项目"] == ["2022年5月3日"]
    assert rows["慢项目", "小组"].office.text == reader_of(today).name("district", "zouping")


def test_the_steps_of_a_member(today: Snapshot) -> None:
    """A step that waits for another has no day yet; its cell says so by being empty."""
    first, slow = view(today).members
    assert [(cell.name, cell.state) for cell in slow.steps] == [
        ("移交", "late"),
        ("建账", ""),
        ("联系", ""),
        ("小组", "late"),
        ("开工90天", "late"),
        ("开工90个工作日", "open"),
    ]
    assert [cell.state for cell in first.steps][-2:] == ["done", "done"]


def test_the_list_and_the_project(today: Snapshot) -> None:
    """The list has every batch with its sums; a project leads to the batches it is in."""
    reader = reader_of(today)
    (row,) = batches_view(today, reader).rows
    assert (row.projects, row.in_time.text, row.late_steps) == ("2", "100.0%", "6")
    (mark,) = batches_of(today.standing_by_id["P-1"], today, reader)
    assert (mark.link.href, mark.state_text) == ("batches/B-1/index.html", "按期到位")
    other = standing("2022-07-31", {"id": "P-other"})
    assert batches_of(other, today, reader) == ()


def test_a_start_that_does_not_come() -> None:
    """After the quarter the member is so many days late."""
    late = on("2022-07-10", "2022-04-26", {}, kind="开工")
    (mark,) = batches_of(late.standings[0], late, reader_of(late))
    assert (mark.due, mark.state_text) == ("2022年6月30日", "逾期10天未到位")


def test_the_rules_in_words(today: Snapshot) -> None:
    """The page of rules says what a kind of batch asks for, and from which ceremony a procedure runs."""
    rules = {rule.name: rule for group in rule_groups(today, reader_of(today)) for rule in group.rules}
    assert rules["项目批次 签约一批"].lines == (
        "仪式当日应到“签约”阶段。",
        "仪式后90 天内到“开工”阶段，当日不计，不低于60%。",
        "仪式后90 个工作日内到“开工”阶段，当日不计，不低于60%。",
    )
    assert rules["程序时限 签约项目移交"].lines[0] == "从“签约一批”的仪式之日开始。"


def test_a_place_without_batches_has_no_page() -> None:
    """Nothing was held: nothing to show, also where the policy knows kinds; nor before the first ceremony."""
    assert not has_batches(take_snapshot(place(), date(2022, 7, 31)))
    assert not has_batches(on("2022-04-27", "2022-04-28", {}))
