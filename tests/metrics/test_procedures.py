"""Steps of procedures: when their clocks run, and which are late."""

from datetime import date
from itertools import permutations
from typing import Any

from tests.builders import make_project
from tests.each import each
from tests.snapshots import CHINA, standing
from tongbao.metrics.course import dated_stages
from tongbao.metrics.procedures import StepStanding, step_standings
from tongbao.model.asof import project_at
from tongbao.model.calendar import Calendar
from tongbao.model.clocks import Procedure
from tongbao.model.site import Site

HANDING_OVER: dict[str, Any] = {
    "code": "签约移交",
    "name": "签约项目移交",
    "starts": "signed",
    "steps": [
        {"step": "移交发改委", "limit": {"upper": "3", "unit": "calendar_days"}, "office": "invest"},
        {"step": "发布建账", "limit": {"upper": "1"}, "after": "移交发改委"},
        {"step": "主动联系", "limit": {"upper": "1"}, "after": "发布建账"},
        {"step": "成立小组", "limit": {"upper": "7", "unit": "calendar_days"}},
        {"step": "开工", "limit": {"upper": "90", "unit": "calendar_days"}, "reaches": "started"},
    ],
}
"""驻马店 2022: from the ceremony 3 days, then two steps of one working day; a team in 7 days, a start in 90."""
SIGNED = {"date": "2022-04-28", "stage": "signed"}
"""A Thursday; Saturday 30 April to Wednesday 4 May are holidays, Saturday 7 May is worked."""


def steps(
    day: str, *procedures: dict[str, Any], calendar: Calendar = CHINA, site: Any = None, **keys: Any
) -> dict[str, StepStanding]:
    """The steps of a project on a day, by name."""
    found = standings(day, *procedures, calendar=calendar, site=site, **keys)
    return {each.step: each for each in found}


def standings(
    day: str, *procedures: dict[str, Any], calendar: Calendar = CHINA, site: Any = None, **keys: Any
) -> tuple[StepStanding, ...]:
    on = date.fromisoformat(day)
    project = project_at(make_project(**keys), on)
    assert project
    place = Site.model_validate({**PLACE, **(site or {})})
    rules = tuple(Procedure.model_validate(procedure) for procedure in procedures or (HANDING_OVER,))
    return step_standings(project, dated_stages(project, (), place), rules, calendar, on)


PLACE = {
    "id": "place",
    "name": "某市",
    "title": "某市",
    "languages": ["zh-CN"],
    "money": {"unit": "万元", "display": "亿元", "factor": "10000"},
    "publisher": {"name": "办公室"},
}


def done(step: str, day: str, **more: Any) -> dict[str, Any]:
    return {"procedure": "签约移交", "step": step, "done": day, **more}


def test_the_clock_of_the_ceremony() -> None:
    """Every step that waits for nothing is due from the day of signing; the others are not due yet."""
    found = steps("2022-04-28", stages=[SIGNED])
    assert [(each.step, each.due and each.due.isoformat()) for each in found.values()] == [
        ("移交发改委", "2022-05-01"),
        ("发布建账", None),
        ("主动联系", None),
        ("成立小组", "2022-05-05"),
        ("开工", "2022-07-27"),
    ]
    assert not any(each.late or each.done or each.provisional for each in found.values())
    assert found["移交发改委"].office == "invest"


def test_two_steps_of_one_working_day() -> None:
    """Each runs from the day the step before was done, over the holiday; the day after its end it is late."""
    handed = [done("移交发改委", "2022-04-29")]
    assert steps("2022-05-05", stages=[SIGNED], steps=handed)["发布建账"].due == date(2022, 5, 5)
    assert not steps("2022-05-05", stages=[SIGNED], steps=handed)["发布建账"].late
    assert steps("2022-05-06", stages=[SIGNED], steps=handed)["发布建账"].late
    posted = [*handed, done("发布建账", "2022-05-06")]
    found = steps("2022-05-07", stages=[SIGNED], steps=posted)
    assert (found["发布建账"].late, found["主动联系"].begun) == (True, date(2022, 5, 6))
    assert (found["主动联系"].due, found["主动联系"].late) == (date(2022, 5, 7), False)


def test_a_stage_does_a_step() -> None:
    """开工 within 90 days is done by the stage itself, also where the place uses its own word or a later stage."""
    site = {"stages": [{"word": "主体施工", "core": "started"}]}
    for word in ("started", "主体施工", "completed"):
        stages = [SIGNED, {"date": "2022-07-28", "stage": word}]
        found = steps("2022-12-31", stages=stages, site=site)["开工"]
        assert (found.done, found.late) == (date(2022, 7, 28), True)
    assert not steps("2022-12-31", stages=[SIGNED, {"date": "2022-07-27", "stage": "started"}])["开工"].late
    assert steps("2022-07-28", stages=[SIGNED])["开工"].late


def test_what_was_recorded_later_does_not_count() -> None:
    """As of an earlier day a step is not yet done."""
    handed = [done("移交发改委", "2022-05-03")]
    assert steps("2022-05-02", stages=[SIGNED], steps=handed)["移交发改委"].done is None
    assert steps("2022-05-03", stages=[SIGNED], steps=handed)["移交发改委"].done == date(2022, 5, 3)


def test_it_does_not_run_before_its_stage() -> None:
    """Before the project is signed nothing is due, and what it records itself stands by its own planned day."""
    own = {"procedure": "签约移交", "step": "移交发改委", "planned": "2022-04-01"}
    [only] = standings("2022-04-20", steps=[own])
    assert (only.due, only.late, only.by_rule) == (date(2022, 4, 1), True, False)
    assert standings("2022-04-20") == ()


def test_it_runs_by_the_version_of_the_day_it_began() -> None:
    """A rule that came, or ended, later leaves the clocks alone; one that was not yet in force asks for nothing."""
    old = {**HANDING_OVER, "valid_until": "2022-06-30"}
    new = {**HANDING_OVER, "valid_from": "2022-07-01", "steps": [{"step": "移交发改委", "limit": {"upper": "1"}}]}
    assert len(steps("2022-12-31", old, new, stages=[SIGNED])) == 5
    assert steps("2022-12-31", old, new, stages=[{"date": "2022-07-01", "stage": "signed"}]).keys() == {"移交发改委"}
    assert steps("2022-12-31", new, stages=[SIGNED]) == {}


def test_only_for_projects_of_its_lists() -> None:
    """A procedure may be asked of some lists only."""
    rule = {**HANDING_OVER, "lists": ["三个一批"]}
    assert steps("2022-12-31", rule, stages=[SIGNED], lists=["市级重点"]) == {}
    assert len(steps("2022-12-31", rule, stages=[SIGNED], lists=["市级重点", "三个一批"])) == 5


FILING = {
    "code": "备案",
    "name": "企业投资项目备案",
    "steps": [
        {"step": "备案", "limit": {"upper": "24", "unit": "hours"}},
        {"step": "公示", "limit": {"upper": "2", "unit": "calendar_days"}, "after": "备案"},
    ],
}
"""泾川 2023: filed within 24 hours of the application."""


def filing(step: str = "备案", **days: str) -> dict[str, str]:
    return {"procedure": "备案", "step": step, **days}


def test_a_clock_that_runs_from_the_application() -> None:
    """24 hours from the day it was applied for end on the next day; then the step after it begins."""
    applied = filing(begun="2023-03-01")
    assert steps("2023-03-02", FILING, steps=[applied])["备案"].due == date(2023, 3, 2)
    assert not steps("2023-03-02", FILING, steps=[applied])["备案"].late
    assert steps("2023-03-03", FILING, steps=[applied])["备案"].late
    filed = filing(begun="2023-03-01", done="2023-03-02")
    assert steps("2023-03-03", FILING, steps=[filed])["公示"].due == date(2023, 3, 4)
    published = filing("公示", begun="2023-03-03")
    assert steps("2023-03-03", FILING, steps=[filed, published])["公示"].due == date(2023, 3, 5)


def test_papers_of_one_step() -> None:
    """Several papers of a step have each their own day; the step after begins when the last of them is done."""
    papers = [
        done("移交发改委", "2022-04-29", count="3"),
        {"procedure": "签约移交", "step": "移交发改委", "office": "other", "mode": "容缺"},
    ]
    found = standings("2022-05-02", stages=[SIGNED], steps=papers)
    assert [(each.step, each.count, each.late) for each in found[:3]] == [
        ("移交发改委", 3, False),
        ("移交发改委", 1, True),
        ("发布建账", 1, False),
    ]
    assert (found[1].office, found[1].mode, found[2].due) == ("other", "容缺", None)
    both = [papers[0], {**papers[1], "done": "2022-05-05"}]
    assert steps("2022-05-05", stages=[SIGNED], steps=both)["发布建账"].due == date(2022, 5, 6)


def test_own_steps_of_no_procedure() -> None:
    """A project's own step is late by its own planned day; without one it is never late."""
    permit = {"procedure": "施工许可", "step": "建筑工程施工许可证", "planned": "2026-03-01"}
    assert steps("2026-03-02", steps=[permit])["建筑工程施工许可证"].late
    in_time = {**permit, "done": "2026-02-26"}
    found = steps("2026-12-31", steps=[in_time])["建筑工程施工许可证"]
    assert (found.late, found.done, found.by_rule) == (False, date(2026, 2, 26), False)
    open_ = {"procedure": "施工许可", "step": "建筑工程施工许可证"}
    assert not steps("2026-12-31", steps=[open_])["建筑工程施工许可证"].late


def test_a_step_that_the_procedure_does_not_name() -> None:
    """It stands behind the procedure, as the project's own."""
    found = standings("2022-04-28", stages=[SIGNED], steps=[done("移交", "2022-04-28")])
    assert [(each.step, each.by_rule) for each in found][-1] == ("移交", False)
    assert len(found) == 6


@each("order", list(permutations(range(3))))
def test_steps_stand_in_the_order_of_their_clocks(order: tuple[int, ...]) -> None:
    """Whatever their order in the policy, a step stands behind the one it comes after, with the same date."""
    rule = {**HANDING_OVER, "steps": [HANDING_OVER["steps"][i] for i in order]}
    made = [done("发布建账", "2022-05-05"), done("移交发改委", "2022-04-29")]
    found = standings("2022-05-05", rule, stages=[SIGNED], steps=made)
    assert [each.step for each in found] == ["移交发改委", "发布建账", "主动联系"]
    assert found[2].due == date(2022, 5, 6)


def test_a_circle_is_never_due() -> None:
    """Steps that wait for each other, or for one that is not there, are listed and not due."""
    limit = {"upper": "1"}
    rule = {
        **HANDING_OVER,
        "steps": [
            {"step": "甲", "limit": limit, "after": "乙"},
            {"step": "乙", "limit": limit, "after": "甲"},
            {"step": "丙", "limit": limit, "after": "丁"},
        ],
    }
    assert [(each.step, each.due) for each in standings("2022-12-31", rule, stages=[SIGNED])] == [
        ("甲", None),
        ("乙", None),
        ("丙", None),
    ]


def test_provisional_where_the_calendar_ends() -> None:
    """Working days that run into a year without a calendar give a provisional date, calendar days do not."""
    known = Calendar(years=frozenset({2022}), holidays=CHINA.holidays, makeup_days=CHINA.makeup_days)
    rule = {**HANDING_OVER, "steps": [{"step": "开工", "limit": {"upper": "90"}, "reaches": "started"}]}
    signed = [{"date": "2022-12-28", "stage": "signed"}]
    assert steps("2022-12-31", rule, stages=signed, calendar=known)["开工"].provisional
    assert not steps("2022-12-31", stages=signed, calendar=known)["开工"].provisional


def test_a_step_that_only_some_take() -> None:
    """泾川: 预判预审 of projects of 重大基础设施 alone; for the others the next step follows the one before."""
    steps = [
        {"step": "初核", "limit": {"upper": "5"}},
        {"step": "预判预审", "after": "初核", "limit": {"upper": "10"}, "only": ["基础设施", "省列"]},
        {"step": "入库", "after": "预判预审", "limit": {"upper": "1", "unit": "calendar_days"}},
    ]
    rule = Procedure.model_validate({"code": "审核", "name": "审核", "steps": steps})
    assert [(step.step, step.after) for step in rule.asked_of(["基础设施"]).steps] == [
        ("初核", None),
        ("预判预审", "初核"),
        ("入库", "预判预审"),
    ]
    assert [(step.step, step.after) for step in rule.asked_of(["产业"]).steps] == [("初核", None), ("入库", "初核")]
    assert rule.asked_of(["省列"]) is rule
    done = [{"procedure": "审核", "step": "初核", "begun": "2026-03-02", "done": "2026-03-03"}]
    keys: dict[str, Any] = {"registered": "2026-01-01", "steps": done}
    policy = {"procedures": [{"code": "审核", "name": "审核", "steps": steps}]}
    found = {
        name: {step.step: step.due for step in standing("2026-03-31", {**keys, "classes": [name]}, policy=policy).steps}
        for name in ("基础设施", "产业")
    }
    assert list(found["产业"]) == ["初核", "入库"]
    assert found["产业"]["入库"] == date(2026, 3, 4)
    assert found["基础设施"]["入库"] is None
