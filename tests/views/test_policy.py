"""The rules of the place in sentences: what a setting says is what people read, in every language."""

from pathlib import Path
from typing import Any

import pytest

from tests.each import each
from tests.snapshots import reader_of, snapshot
from tongbao.load.yaml_source import parse
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.policy import RuleView, rule_groups
from tongbao.views.reader import Reader

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*/policy.yaml"))
STEP = {"code": "a", "label": "蓝单", "shape": "circle", "tone": "notice", "when": "overdue"}
QUOTA = {"code": "q", "name": "开工", "count": {"classes": ["工业"]}}
SITE = {
    "districts": [{"code": "north", "name": "北川县"}, {"code": "south", "name": "南原县"}],
    "offices": [{"code": "drc", "name": "市发改委"}],
    "classes": [{"code": "工业", "name": "工业"}],
    "lists": [{"code": "省重点", "name": "省重点"}],
    "categories": [{"code": "土地", "name": "土地"}],
    "severities": [{"code": "一般", "name": "一般"}],
    "stages": [{"word": "具备条件", "core": "preparing"}],
}


def rule_views(snapshot: Snapshot, reader: Reader) -> tuple[RuleView, ...]:
    """Every rule in force on the snapshot's day."""
    return tuple(rule for group in rule_groups(snapshot, reader) for rule in group.rules)


def rules(language: str = "zh-CN", site: dict[str, Any] | None = None, **policy: Any) -> dict[str, RuleView]:
    """The rules of a place by their names; of several of one name the last."""
    return {rule.name: rule for rule in rule_views(*_place(language, site, **policy))}


def _place(language: str = "zh-CN", site: dict[str, Any] | None = None, **policy: Any) -> tuple[Snapshot, Reader]:
    found = snapshot("2026-05-31", policy=policy, site=site)
    return found, reader_of(found, language)


@each(
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
            "问题自交办起，3—5 个工作日内办结，当日不计。",
        ),
        (
            {
                "clocks": {
                    "resolve": {"upper": "5"},
                    "plan": {"upper": "2", "unit": "calendar_days", "starts": "raised"},
                }
            },
            "办理时限",
            "一时难以解决的，自提出起，2 天内制定办理方案，当日不计；此后以方案所定日期为准。",
        ),
        ({"reports": [{"cadence": "weekly", "days_after": "0"}]}, "进度报送", "当期最后一日报送。"),
        (
            {"packs": [{"code": "a", "name": "例会", "calls": [{"start_overdue": "2", "gap": {"below": "-10"}}]}]},
            "会议材料 例会",
            "通知逾期未开工 2 个月及以上（不足一个月按一个月计），与时序进度之差低于 −10 个百分点的项目。",
        ),
        (
            {
                "boards": [{"code": "b", "name": "县区", "members": ["north", "south"]}],
                "packs": [{"code": "a", "name": "例会", "calls": [{"board": "b", "last": "2", "overdue": "decision"}]}],
            },
            "会议材料 例会",
            "通知有议定事项超期未落实，所在县区在“县区”中排最后 2 位的项目。",
        ),
        (
            {"packs": [{"code": "a", "name": "例会", "issues": ["联席会议"]}]},
            "会议材料 例会",
            "会上研究已提交或应提交“联席会议”的问题。",
        ),
        (
            {"papers": [{"code": "a", "name": "提醒", "on": "light", "answer": {"upper": "5"}, "back_to": "drc"}]},
            "发文单据 提醒",
            "没有另定期限的，5 个工作日内反馈。",
        ),
        ({"decimals": {"figures": {"gap": "2"}}}, "小数位", "与时序进度之差保留 2 位小数。"),
        ({"decimals": {"figures": {"all/gap": "2"}}}, "小数位", "与时序进度之差的合计保留 2 位小数。"),
        (
            {"figures": {"crossings": [["district", "class"]]}},
            "交叉统计和逐月指标",
            "另行计算的交叉口径：县区 × 类别。",
        ),
    ],
)
def test_lines(policy: dict[str, Any], name: str, line: str) -> None:
    """Each setting is a sentence with its own words and numbers."""
    assert line in rules(**policy)[name].lines


LADDER = ["15", "40", "70", "100"]


@each(
    ("policy", "line"),
    [
        (
            {"pace": {"basis": "quarter_ladder", "ladder": LADDER}},
            "时序进度按季度：一季度末 15%、二季度末 40%、三季度末 70%、四季度末 100%。",
        ),
        ({"pace": {"basis": "quarter_ladder", "ladder": LADDER, "stepped": True}}, "到季度末才升一级，季度中间不变。"),
        (
            {"pace": {"start_ladder": LADDER}},
            "新开工项目应开工的比例：一季度末 15%、二季度末 40%、三季度末 70%、四季度末 100%。",
        ),
        ({"pace": {"basis": "own_quarters"}}, "两个季度末之间逐月均匀上升，当月未满不计。"),
        ({"values": {"starts": "certified"}}, "开工经认定才算，没有认定的不算。"),
        ({"scope": {"apart_lists": ["省重点"]}}, "只列入以下清单的项目单独统计，不计入其他合计：省重点。"),
        ({"start_rate": {"base": "list", "exclude_natures": ["预备"]}}, "不列入基数：预备。"),
        ({"commissioning_rate": {"base": "due_to_date"}}, "基数：计划竣工月份已到的项目。"),
        (
            {"landing_rate": {"cohort": "previous_quarter"}},
            "基数：上一季度进入“签约”阶段的项目；其中已到“开工”阶段的占多少。",
        ),
        ({"readiness": {"stages": ["具备条件"]}}, "到“具备条件”阶段，即为具备开工条件。"),
        ({"delays": {"classes": [{"code": "a", "name": "较长", "from": "13", "until": "24"}]}}, "较长：13—24 个月。"),
        ({"delays": {"classes": [{"code": "a", "name": "很长", "from": "61"}]}}, "很长：61 个月及以上。"),
        ({"clocks": {"kinds": ["诉求"], "resolve": {"upper": "5"}}}, "适用范围：种类 诉求。"),
        (
            {"clocks": {"severities": ["一般"], "categories": ["土地"], "resolve": {"upper": "5"}}},
            "适用范围：程度 一般；问题类别 土地。",
        ),
        ({"clocks": {"resolve": {"upper": "24", "unit": "hours"}}}, "问题自交办起，24 小时内办结。"),
        (
            {"clocks": {"resolve": {"upper": "5"}, "feedback": {"upper": "1", "count_first_day": True}}},
            "自交办起，1 个工作日内首次反馈，当日计入。",
        ),
        ({"clocks": {"resolve": {"upper": "0", "starts": "raised"}}}, "问题自提出起，当日内办结。"),
        ({"clocks": {"resolve": {"upper": "5"}, "in_time": False}}, "方案或延期何时登记，都按新日期计。"),
        ({"orders": {"steps": [STEP], "direct": "never"}}, "颜色逐级加重，不得越级。"),
        (
            {"meetings": {"code": "m", "name": "会商", "categories": ["土地"], "steps": [{"code": "a", "name": "会"}]}},
            "适用于土地类问题。",
        ),
        (
            {
                "procedures": [
                    {
                        "code": "p",
                        "name": "移交",
                        "starts": "signed",
                        "steps": [{"step": "报", "limit": {"upper": "3"}}],
                    }
                ]
            },
            "项目进入“签约”阶段之日开始。",
        ),
        (
            {
                "boards": [
                    {"code": "b", "name": "组", "members": ["north"], "ties": "dense", "named": "2", "bottom": "1"}
                ]
            },
            "通报中点名前 2 个、后 1 个。",
        ),
        (
            {"boards": [{"code": "b", "name": "组", "members": ["north"], "ties": "dense"}]},
            "数值相同的名次相同，其后的名次接续（1、2、2、3）。",
        ),
        (
            {"boards": [{"code": "b", "name": "组", "members": ["south", "north"], "order": "fixed"}]},
            "成员，按此固定次序列出：南原县、北川县。",
        ),
        (
            {"boards": [{"code": "b", "name": "组", "axis": "office", "members": ["drc"], "target": "60"}]},
            "前列的达到 60% 才点名，末尾的未达到 60% 才点名。",
        ),
        (
            {
                "boards": [
                    {
                        "code": "b",
                        "name": "组",
                        "members": ["north"],
                        "exempt": [{"unit": "north", "until": "2026-06-30", "reason": "洪灾"}],
                    }
                ]
            },
            "北川县不参加排名（至2026年6月30日）：洪灾。",
        ),
        (
            {
                "scores": [
                    {
                        "code": "s",
                        "name": "得分",
                        "items": [{"figure": "start_rate", "points": "10", "full_at": "100", "none_at": "60"}],
                    }
                ]
            },
            "开工率 10 分：100%得满分，60%不得分，其间按比例计。",
        ),
        (
            {
                "scores": [{"code": "s", "name": "得分", "items": [{"figure": "gap", "points": "1", "full_at": "0"}]}],
                "boards": [{"code": "b", "name": "组", "members": ["north"], "ranked_by": "score:s"}],
            },
            "按得分从高到低排列。",
        ),
        ({"quotas": [QUOTA]}, "只公布数字，不作要求。"),
        ({"quotas": [{**QUOTA, "at_least": "5"}]}, "每个县区不低于 5 个。"),
        ({"quotas": [{**QUOTA, "per": "all", "measure": "planned", "above": "25000"}]}, "全部合计超过 2.5 亿元。"),
        ({"quotas": [{**QUOTA, "over": {}, "at_least": "60"}]}, "每个县区不低于 60%。"),
        ({"quotas": [{**QUOTA, "over": {}, "times": True, "at_least": "3"}]}, "每个县区不低于 3 倍。"),
        ({"quotas": [{**QUOTA, "at_least": "1", "ceiling": "2"}]}, "一般到 2 个，多于此数也算达到。"),
        (
            {
                "quotas": [
                    {
                        **QUOTA,
                        "count": {
                            "reached": [{"stage": "signed", "within": "quarter"}],
                            "classes": ["工业"],
                            "total": {"above": "500000"},
                        },
                    }
                ]
            },
            "统计本季度进入“签约”阶段，类别为工业，总投资超过 50 亿元的项目个数。",
        ),
        (
            {
                "libraries": [
                    {"code": "l", "name": "库", "select": {"total": {"at_least": "3000"}}, "only_stages": ["planned"]}
                ]
            },
            "收入总投资不低于 3,000 万元的项目。",
        ),
        ({"figures": {"monthly": ["landing_rate", "start_rate"]}}, "逐月公布：落地率、开工率。"),
    ],
)
def test_lines_of_every_setting(policy: dict[str, Any], line: str) -> None:
    """Ladders, windows, ranges, units, exemptions and selections are said with their names, numbers and units."""
    assert line in [line for rule in rules(site=SITE, **policy).values() for line in rule.lines]


def test_clocks_beside_others() -> None:
    """Of several clocks each says for which issues it holds, the general one that it holds for the rest."""
    clocks = [{"kinds": ["诉求"], "resolve": {"upper": "3"}}, {"resolve": {"upper": "5"}}]
    found = [rule for rule in rule_views(*_place(clocks=clocks)) if rule.name == "办理时限"]
    assert [rule.lines[0] for rule in found] == ["适用范围：种类 诉求。", "适用范围：其余问题。"]


def test_steps_of_orders() -> None:
    """Each colour says when it is sent and how long its answer may take, beside its own light and what it means."""
    last = {
        **STEP,
        "code": "b",
        "label": "黄单",
        "tone": "warning",
        "when": "missed_order",
        "days": "2",
        "ends": "outside",
    }
    first, second = rules(orders={"steps": [{**STEP, "answer": {"upper": "3"}}, last]})["督办单"].steps
    assert (first.light and first.light.label, second.light and second.light.label) == ("蓝单", "黄单")
    assert first.lines[0] == "问题一超期，即下达此单。"
    assert first.lines[1].startswith("收到后，3 个工作日内答复")
    assert second.lines == (
        "上一张督办单逾期满 2 个工作日未答复的，下达此单。",
        "性质：预警。",
        "到此为最后一级，由本地以外的机关处理。",
    )


def test_steps_of_meetings() -> None:
    """A meeting says who takes the chair, when it is held and what it takes on."""
    steps = [
        {"code": "a", "name": "部门"},
        {
            "code": "b",
            "name": "例会",
            "chair": "副市长",
            "held": "每周二",
            "after": {"upper": "7", "unit": "calendar_days"},
        },
    ]
    found = rules(meetings={"code": "m", "name": "会商", "steps": steps})["分层研究 会商"].steps
    assert [step.name for step in found] == ["部门", "例会"]
    assert found[1].lines == ("主持：副市长。", "安排：每周二。", "上一级在 7 天内仍未解决的，提交本级。")


def test_steps_of_procedures() -> None:
    """A step says from when and how long it may take, who does it, and when it is done."""
    steps = [
        {"step": "移交", "limit": {"upper": "3", "unit": "calendar_days"}, "office": "drc"},
        {"step": "建账", "limit": {"upper": "1"}, "after": "移交"},
        {"step": "开工", "limit": {"upper": "3", "unit": "months"}, "reaches": "started"},
    ]
    procedure = {"code": "p", "name": "签约落地", "starts": "signed", "steps": steps}
    found = rules(site=SITE, procedures=[procedure])["程序时限 签约落地"].steps
    assert [step.lines for step in found] == [
        ("进入“签约”阶段后，3 天内完成，当日不计。", "由市发改委办理。"),
        ("“移交”办结后，1 个工作日内完成，当日不计。",),
        ("进入“签约”阶段后，3 个月内完成。", "项目进入“开工”阶段即为完成。"),
    ]
    free = {"code": "p", "name": "备案", "steps": [{"step": "备案", "limit": {"upper": "24", "unit": "hours"}}]}
    assert rules(procedures=[free])["程序时限 备案"].steps[0].lines == ("申请后，24 小时内完成。",)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("path", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
def test_examples(path: Path, language: str) -> None:
    """Every rule of the example places says something in every language, and no code of the program is left in it."""
    site, policy = (parse((path.parent / name).read_bytes()).tree for name in ("site.yaml", "policy.yaml"))
    assert site is not None
    assert policy is not None
    found = snapshot(site.get("as_of", "2026-05-31"), policy=policy, site=site)
    views = rule_views(found, reader_of(found, language))
    lines = [line for rule in views for line in (*rule.lines, *(line for step in rule.steps for line in step.lines))]
    assert all(rule.name and (rule.lines or rule.steps) for rule in views)
    assert not [line for line in lines if "_" in line or "{" in line or "None" in line]


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


@each(
    ("more", "line"),
    [
        ({"above": "-10", "applies_to": "office"}, "责任单位与时序进度之差超过 −10 个百分点的，亮此牌。"),
        ({"measure": "start_delay", "at_least": "1"}, "项目最长逾期开工不低于 1 个月的，亮此牌。"),
        ({"below": "0", "periods": "2"}, "连续 2 个月末都如此才亮，当日为最后一个。"),
        ({"below": "0", "lists": ["省重点"]}, "适用清单：省重点。"),
        ({"below": "0", "planned_at_least": "10000"}, "适用于年度计划投资不少于 1 亿元的项目。"),
        ({"below": "0", "tone": "good"}, "性质：表扬。"),
        (
            {
                "below": "0",
                "applies_to": "district",
                "exempt": [{"unit": "north", "from": "2026-03-01", "reason": "洪灾"}],
            },
            "北川县免亮（2026年3月1日起）：洪灾。",
        ),
    ],
)
def test_more_of_a_light(more: dict[str, Any], line: str) -> None:
    """A light says for whom, for how many months running, from which plan on, with which meaning and for whom not."""
    light = {"code": "红", "label": "红牌", "shape": "square", "tone": "danger", **more}
    assert line in rules(site=SITE, lights=[light])["亮牌"].lines


def test_origin() -> None:
    """A rule says who really does so and since when, or that it is assumed."""
    dated = {"valid_from": "2026-03-01", "source": "滨州"}
    found = rules(values=dated, closing_rate={"assumed": True})

    assert (found["报送数与认定数"].source, found["报送数与认定数"].valid_from) == ("滨州", "2026年3月1日")
    assert not found["报送数与认定数"].assumed
    assert found["办结率"].assumed
    assert not found["办结率"].unsaid
    assert found["时序进度"].unsaid


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
