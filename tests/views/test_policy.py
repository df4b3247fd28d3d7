"""The rules of the place in sentences: what a setting says is what people read, in every language."""

from typing import Any

import pytest

from tests.snapshots import reader_of, snapshot
from tongbao.views.policy import RuleView, rule_views


def rules(language: str = "zh-CN", site: dict[str, Any] | None = None, **policy: Any) -> dict[str, RuleView]:
    """The rules of a place by their names; of several of one name the last."""
    found = snapshot("2026-05-31", policy=policy, site=site)
    return {rule.name: rule for rule in rule_views(found, reader_of(found, language))}


@pytest.mark.parametrize(
    ("policy", "name", "line"),
    [
        ({"pace": {"multiplier": "1.2"}}, "时序进度", "年度目标按年度计划的 120% 计。"),
        ({"pace": {"print_gap": "behind_only"}}, "时序进度", "只在滞后时注明与时序进度之差。"),
        ({"values": {"investment": "certified"}}, "报送数与认定数", "完成投资有认定数的按认定数计，没有的按报送数计。"),
        (
            {"scope": {"exclude_stages": ["withdrawn", "deferred"]}},
            "统计范围",
            "退出、缓建的项目不计入统计，另行列出个数。",
        ),
        ({"start_rate": {"base": "due_to_date"}}, "开工率", "基数：计划开工月份已到的项目。"),
        ({"start_rate": {"count_early": False}}, "开工率", "提前开工的到计划月份才计为已开工。"),
        ({"closing_rate": {"resolved_counts": False}}, "办结率", "销号后才计入。"),
        (
            {"clocks": {"resolve": {"lower": "3", "upper": "5"}}},
            "办理时限",
            "问题自交办起 3—5 个工作日内办结，当日不计。",
        ),
        (
            {
                "clocks": {
                    "resolve": {"upper": "5"},
                    "plan": {"upper": "2", "unit": "calendar_days", "starts": "raised"},
                }
            },
            "办理时限",
            "一时难以解决的，自提出起 2 天内制定办理方案，当日不计；此后以方案所定日期为准。",
        ),
        ({"reports": [{"cadence": "weekly", "days_after": "0"}]}, "进度报送", "当期最后一日报送。"),
        ({"decimals": {"figures": {"gap": "2"}}}, "小数位", "与时序进度之差保留 2 位小数。"),
        ({"figures": {"crossings": [["district", "class"]]}}, "交叉统计和逐月指标", "另行计算的交叉口径：县区 × 类别。"),
    ],
)
def test_lines(policy: dict[str, Any], name: str, line: str) -> None:
    """Each setting is a sentence with its own words and numbers."""
    assert line in rules(**policy)[name].lines


@pytest.mark.parametrize(
    ("bound", "line"),
    [
        ({"measure": "gap", "at_most": "-10"}, "项目与时序进度之差不高于 −10 个百分点的，亮此牌。"),
        ({"measure": "completion_rate", "below": "60"}, "项目投资完成率低于 60%的，亮此牌。"),
        ({"measure": "issues_overdue", "at_least": "3"}, "项目超期问题不低于 3 个的，亮此牌。"),
        (
            {"measure": "gap", "at_least": "-30", "below": "-10"},
            "项目与时序进度之差不低于 −30 个百分点、低于 −10 个百分点的，亮此牌。",
        ),
    ],
)
def test_lights(bound: dict[str, str], line: str) -> None:
    """A light says what it measures, all its bounds and their unit, and shows itself."""
    light = {"code": "红", "label": "红牌", "shape": "square", "tone": "danger", **bound}
    found = rules(lights=[light])["亮牌"]

    assert found.lines == (line, "性质：警告。")
    assert found.light is not None
    assert found.light.label == "红牌"


def test_origin() -> None:
    """A rule says who really does so and since when, or that it is assumed."""
    dated = {"valid_from": "2026-03-01", "source": "滨州"}
    found = rules(values=dated, closing_rate={"assumed": True})

    assert (found["报送数与认定数"].source, found["报送数与认定数"].valid_from) == ("滨州", "2026年3月1日")
    assert not found["报送数与认定数"].assumed
    assert found["办结率"].assumed


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_setting(language: str) -> None:
    """Every kind of rule says something in every language, and no code of the program is left in it."""
    light = {"code": "红", "label": "A", "shape": "square", "tone": "danger", "applies_to": "district", "below": "0"}
    bulletin = {"title": "T", "issuer": "O", "sections": ["headline", "milestones"]}
    found = rules(
        language,
        clocks={"resolve": {"upper": "5", "count_first_day": True}, "plan": {"upper": "2"}},
        reports=[{"cadence": "monthly"}],
        lights=[light],
        boards=[{"code": "all", "name": "B", "members": ["north"]}],
        bulletins=dict.fromkeys(("daily", "weekly", "monthly", "special"), bulletin),
    )

    assert len(found) == 22
    assert all(rule.lines for rule in found.values())
    assert not [line for rule in found.values() for line in rule.lines if "_" in line]
