"""The sentences of the bulletin, word for word."""

from functools import cache, partial
from typing import Any

import pytest

from tests.builders import make_issue
from tests.bulletin_place import BEFORE, page_of, place, project, sentence, view_of, weekly
from tongbao.metrics.snapshot import snapshot_on
from tongbao.model.dataset import Dataset
from tongbao.model.vocab import BulletinSection

NEW = {
    "years": [{"year": "2026", "nature": "新开工", "plan": "10000", "start": "2026-03"}],
    "stages": [],
    "invested": [],
}
RESERVE = {"years": [{"year": "2026", "nature": "预备"}], "stages": [], "invested": []}
GAP = {"from": "2026-04-27", "until": "2026-05-03"}
SERIES = [("2026-05-10", "3000"), ("2026-05-17", "5000")]


def test_headline_says_scope_money_rate_and_gap() -> None:
    """Four full months passed: pace 33.3 %, one of two plans half done is 25 %, 8.3 points behind."""
    data = place(project("P-1"), project("P-2", level="县级", invested=[]))
    assert sentence("headline", view_of(data)) == (
        "截至2026年5月17日17时，全市2个重点项目（市级1个、县级1个）年度计划投资2.00亿元，"
        "累计完成投资0.50亿元，投资完成率25.0%，低于时序进度8.3个百分点。"
    )


def test_sums_that_nobody_added_to_are_not_said_as_zero() -> None:
    """No project has a plan: neither 0.00 亿元 nor a rate is printed."""
    data = place(project("P-1", years=[{"year": "2026", "nature": "续建"}], investment={"total": "30000"}))
    assert sentence("headline", view_of(data)).endswith("1个重点项目（市级1个）总投资3.00亿元，累计完成投资0.50亿元。")


def test_levels_that_do_not_cover_all_projects_are_part_of_them() -> None:
    """A project without a level is not hidden: 其中."""
    data = place(project("P-1"), project("P-2", level=None))
    assert "2个重点项目（其中市级1个）" in sentence("headline", view_of(data))


def test_level_with_pace_is_said_in_words() -> None:
    """Exactly on the pace is 持平, not 超0.0."""
    plan = {"year": "2026", "nature": "续建", "plan": "15000"}
    data = place(project("P-1", years=[plan]))
    assert "，与时序进度持平。" in sentence("headline", view_of(data))


def test_gap_ahead_is_not_printed_where_the_policy_prints_only_lagging() -> None:
    """滨州 prints the gap of the lagging class only."""
    data = place(project("P-1"), policy={"pace": {"print_gap": "behind_only"}})
    assert "时序进度" not in sentence("headline", view_of(data))


@pytest.mark.parametrize(
    ("series", "before", "expected"),
    [
        (SERIES, BEFORE, "。本周新增投资0.20亿元。"),
        (SERIES[::-1], BEFORE, "。比上期核减投资0.20亿元。"),
        (SERIES, {**BEFORE, "period": GAP}, "。比上期（数据截至5月10日）新增投资0.20亿元。"),
    ],
)
def test_added_investment(series: list[tuple[str, str]], before: dict[str, object], expected: str) -> None:
    """本周 only where the bulletin before ends the day before this one begins; a correction downwards is said."""
    amounts = [amount for _, amount in series]
    data = place(project("P-1", invested=list(zip(("2026-05-10", "2026-05-17"), amounts, strict=True))))
    assert sentence("headline", view_of(data, before=weekly(**before))).endswith(expected)


def test_first_bulletin_has_nothing_to_compare_with() -> None:
    """Without a bulletin before there is no added investment, rather than 0."""
    data = place(project("P-1"))
    assert "新增" not in sentence("headline", view_of(data))


def test_starts_name_what_the_base_leaves_out() -> None:
    """滨州: the projects left out of the base stand in brackets behind the rate."""
    data = place(project("P-1"), project("P-2", **NEW), project("P-3", **RESERVE))
    assert sentence("headline-starts", view_of(data)) == (
        "开复工率50.0%（1个预备项目暂不列入调度基数），未开复工项目1个。"
        "年内新开工项目按计划应开工1个，已开工0个，应开未开1个，开工率0.0%。"
    )


def test_everything_at_work_is_said_in_words() -> None:
    """At exactly 100 % the sentence says so."""
    data = place(project("P-1"))
    assert sentence("headline-starts", view_of(data)) == "开复工率100.0%，列入调度的项目全部开复工。"


def test_district_paragraph_flags_the_first_and_names_late_starts() -> None:
    """The same pattern for each district, without what nobody has reported; a board of all districts is 全市."""
    data = place(project("P-1"), project("P-2", "huimin", **NEW))
    view = view_of(data)
    assert sentence("district/0", view) == (
        "<strong>邹平</strong>：重点项目1个，累计完成投资0.50亿元，投资完成率50.0%，全市排第一位，"
        "超时序进度16.7个百分点；列入调度的项目全部开复工。"
    )
    assert sentence("district/1", view) == (
        "<strong>惠民</strong>：重点项目1个；"
        '开复工率0.0%，未开复工项目1个。应开未开项目1个：<a href="../projects/P-2/index.html">P-2项目</a>。'
    )


def test_first_is_flagged_also_in_a_fixed_order() -> None:
    """滨州 prints districts in a fixed order and flags who stands first; without a name at either end nobody is."""
    fixed = {"code": "all", "name": "县区", "members": ["huimin", "zouping"], "order": "fixed"}
    places = project("P-1"), project("P-2", "huimin", **NEW)
    flagged = "投资完成率50.0%，全市排第一位，"
    assert flagged in sentence("district/0", view_of(place(*places, policy={"boards": [fixed]})))
    silent = view_of(place(*places, policy={"boards": [{**fixed, "named": "0"}]}))
    assert flagged not in sentence("district/0", silent)
    html = page_of(
        view_of(place(*places, policy={"boards": [fixed]}), weekly(sections=["boards"])), "pages/bulletin.html"
    )
    assert ("<caption>县区 " in html, "名次" in html, "居前" in html) == (True, False, False)


BOARD = {"code": "all", "name": "县区", "members": ["zouping", "huimin"], "named": "1"}


def said_of_board(language: str = "zh-CN", **keys: Any) -> str:
    data = place(project("P-1"), project("P-2", "huimin", **NEW), policy={"boards": [{**BOARD, **keys}]})
    return sentence("board", view_of(data, language=language), language)


def test_ends_of_a_board() -> None:
    """Best and worst with their figure; with a target, who reached it is praised and who missed it warned."""
    assert said_of_board() == "县区按投资完成率排名，居前的是邹平（50.0%），靠后的是惠民（0.0%）。"
    assert said_of_board(target="50") == (
        "县区按投资完成率排名，居前且达到50.0%的予以表扬：邹平（50.0%）；靠后且未达到50.0%的予以警告：惠民（0.0%）。"
    )
    assert said_of_board(target="60", bottom="2") == (
        "县区按投资完成率排名，靠后且未达到60.0%的予以警告：邹平（50.0%）、惠民（0.0%）。"
    )
    assert said_of_board(target="60", named="0", bottom="0") == "县区投资完成率排名见附表。"
    assert said_of_board("en", named="0") == "县区 are ranked by completion rate in the table."
    assert said_of_board("en", target="50") == (
        "县区, ranked by completion rate: praise for leading and reaching 50.0% to 邹平 (50.0%); "
        "warning for being at the end and below 50.0% to 惠民 (0.0%)."
    )


def test_exempt_from_a_board() -> None:
    """Who is not ranked is said with the reason."""
    exempt = [{"unit": "huimin", "reason": "抗洪"}]
    assert said_of_board(exempt=exempt) == "县区按投资完成率排名；惠民不参加排名（抗洪）。"


def test_change_of_rank_in_the_table() -> None:
    """枣庄: beside the rank by how many each has gone up or down since the bulletin before."""
    first = project("P-1", invested=[("2026-05-10", "5000")])
    second = project("P-2", "huimin", invested=[("2026-05-10", "100"), ("2026-05-17", "9000")])
    earlier = weekly(**BEFORE)
    bulletin = weekly(sections=["boards"])
    html = page_of(view_of(place(first, second), bulletin, earlier), "pages/bulletin.html")
    assert ("升 1 位" in html, "降 1 位" in html, "较上期" in html) == (True, True, True)
    alone = page_of(view_of(place(first, second), bulletin), "pages/bulletin.html")
    assert ("升 1" in alone, "降 1" in alone, "较上期" in alone) == (False, False, False)


def test_two_first_places_are_tied() -> None:
    """Equal rates share the first place, and with nobody behind them there is no first at all."""
    data = place(project("P-1"), project("P-2", "huimin"))
    assert [row.first for row in view_of(data).districts] == [{}, {}]


def test_starts_without_events_say_so() -> None:
    """无 is a sentence of its own."""
    data = place(project("P-1"))
    assert sentence("starts", view_of(data)) == "本周无新开工项目，无竣工投产项目。"


def test_starts_name_projects_with_district_and_day() -> None:
    """A start, a resumption and a completion of the week, each named."""
    started = {**NEW, "stages": [{"date": "2026-05-12", "stage": "started"}]}
    begun = {"date": "2025-03-01", "stage": "started"}
    resumed = [begun, {"date": "2026-01-05", "stage": "suspended"}]
    data = place(
        project("P-1", **started),
        project("P-2", stages=[*resumed, {"date": "2026-05-13", "stage": "resumed"}]),
        project("P-3", stages=[begun, {"date": "2026-05-14", "stage": "completed"}]),
    )
    link = '<a href="../projects/P-{0}/index.html">P-{0}项目</a>'.format
    assert sentence("starts", view_of(data)) == (
        f"本周新开工项目1个：{link(1)}（邹平，5月12日）；复工项目1个：{link(2)}（邹平，5月13日）；"
        f"竣工投产项目1个：{link(3)}（邹平，5月14日）。"
    )


def test_lagging_counts_lights_and_names_the_slight_ones() -> None:
    """The table has the severe ones; the others are named in the sentence."""
    data = place(project("P-1", invested=[("2026-05-10", "2500")]), project("P-2", invested=[("2026-05-10", "3000")]))
    view = view_of(data)
    assert sentence("lagging", view).startswith("全市亮牌项目：蓝牌2个。其中蓝牌的项目为：")
    assert view.lagging == ()


def test_no_lagging_project_is_said() -> None:
    """Nothing to report is reported."""
    data = place(project("P-1"))
    assert sentence("lagging", view_of(data)) == "没有低于时序进度的亮牌项目。"


def test_issues_with_rate_new_ones_and_overdue() -> None:
    """Raised, closed, rate, those of the week, open, overdue."""
    assigned, resolved = {"date": "2026-05-11", "kind": "assigned"}, {"date": "2026-05-13", "kind": "resolved"}
    data = place(
        project("P-1"),
        issues=(
            make_issue(id="I-1", raised={"date": "2026-04-01"}, events=[{"date": "2026-04-01", "kind": "assigned"}]),
            make_issue(id="I-2", raised={"date": "2026-05-11"}, events=[assigned, resolved]),
        ),
    )
    assert sentence("issues", view_of(data)) == (
        "年内累计收集问题2个，办结1个，办结率50.0%。本周新收集1个，办结1个。在办问题1个，其中超期1个。"
    )


def test_issues_taken_to_a_higher_level() -> None:
    """提级: those of the period are counted and named with whom they were taken to."""
    events = [{"date": "2026-04-01", "kind": "assigned"}]
    events += [{"date": day, "kind": "escalated", "to": "专题会"} for day in ("2026-05-10", "2026-05-13")]
    data = place(project("P-1"), issues=(make_issue(id="I-1", raised={"date": "2026-04-01"}, events=events),))
    view = view_of(data)
    assert "本周新收集0个，办结0个，提级研究1件。" in sentence("issues", view)
    assert sentence("escalated", view).endswith("（5月13日，专题会）。")
    assert "taken to a higher level: 1." in sentence("issues", view_of(data, language="en"), "en")


def test_papers_that_were_sent() -> None:
    """Those of the period with the day for an answer, and those not answered in time, each in sentences of its own."""
    sent = [{"date": "2026-05-06", "kind": "提醒", "due": "2026-05-12"}, {"date": "2026-05-13", "kind": "提醒"}]
    rule = {"code": "提醒", "name": {"zh-CN": "挂牌提醒", "en": "Reminder"}, "on": "light", "answer": {"upper": "5"}}
    data = place(project("P-1", papers=sent), policy={"papers": [rule]})
    said = sentence("papers", view_of(data))
    assert said.startswith("就项目发出单据1份：")
    assert "（挂牌提醒，5月13日，5月20日前反馈）。" in said
    assert said.endswith("（挂牌提醒，5月12日到期）。")
    assert "逾期未反馈1份：" in said
    english = sentence("papers", view_of(data, language="en"), "en")
    assert "Papers sent about projects: 1:" in english
    assert "Not answered in time: 1:" in english
    assert sentence("papers", view_of(place(project("P-1")))) == ""


def test_no_issues_is_said() -> None:
    """Neither raised nor closed."""
    data = place(project("P-1"))
    assert sentence("issues", view_of(data)) == "年内未收集到问题。本周无新收集、无办结问题。"


REPORTS = {"reports": [{"cadence": "weekly", "days_after": "0"}]}


def test_missing_reports_keep_the_last_values_and_are_named() -> None:
    """未报送 n 个，沿用上期数据."""
    data = place(project("P-1"), project("P-2", invested=SERIES), policy=REPORTS)
    assert sentence("reports", view_of(data)) == (
        '应报送进度的项目2个，未报送1个，沿用上期数据：<a href="../projects/P-1/index.html">P-1项目</a>。'
    )


def test_complete_reports_are_said() -> None:
    """All in time."""
    data = place(project("P-2", invested=SERIES), policy=REPORTS)
    assert sentence("reports", view_of(data)) == "应报送进度的1个项目全部按时报送。"


def test_month_is_named_in_a_monthly_bulletin() -> None:
    """5月份 rather than 本周."""
    monthly = weekly(kind="monthly", period={"from": "2026-04-01", "until": "2026-04-30"})
    data = place(project("P-1"))
    assert sentence("starts", view_of(data, monthly)) == "4月份无新开工项目，无竣工投产项目。"


@cache
def silent_and_speaking() -> tuple[Dataset, Dataset]:
    """A place with nothing to report, and one with something."""
    late = {"name": "封顶", "planned": "2026-05-01"}
    change = {"date": "2026-05-12", "to": "2026-05-20", "reason": "雨", "approved_by": "市指挥部"}
    moved = {"name": "通水", "planned": "2026-05-16", "changes": [change]}
    full = project("P-2", milestones=[late, moved, {**late, "actual": "2026-05-11"}], invested=[("2026-05-10", "1")])
    silent = place(project("P-1"), issues=(make_issue(projects=["P-1"]),))
    return silent, place(full, project("P-3", "huimin", **NEW), issues=(make_issue(projects=["P-2"]),))


@pytest.mark.parametrize("kind", ["daily", "weekly", "monthly", "special"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_kind_has_words_in_both_languages(kind: str, language: str) -> None:
    """Every section of every kind is drawn, on its page and on paper, with nothing to report and with something; those
    of adjustments and decisions are there only where there are some."""
    where_any = {BulletinSection.ADJUSTMENTS, BulletinSection.DECISIONS}
    sections = tuple(section for section in BulletinSection if section not in where_any)
    bulletin = weekly(kind=kind, sections=sections, words={"editor": "**请各县区**抓紧。"})
    for data in silent_and_speaking():
        view = view_of(data, bulletin, weekly(**BEFORE), language, partial(snapshot_on, data))
        assert view.sections == sections
        for template in ("pages/bulletin.html", "pdf/bulletin.html"):
            html = page_of(view, template, language)
            assert all(f'id="section-{section}"' in html for section in sections)


def test_names_are_escaped() -> None:
    """What people write is text, in sentences too."""
    data = place(project("P-1", name="<b>甲</b>", **NEW))
    html = page_of(view_of(data, weekly(sections=["headline", "districts", "starts"])), "pages/bulletin.html")
    assert "<b>甲" not in html
    assert "&lt;b&gt;甲" in html


def test_paper_has_no_links() -> None:
    """An address of the site means nothing in a PDF."""
    data = place(project("P-1", **NEW))
    view = view_of(data, weekly(sections=["districts", "starts"]))
    assert "<a " not in page_of(view, "pdf/bulletin.html", path="bulletins/x.pdf")


def test_english_counts_agree_with_their_nouns() -> None:
    """1 project, 2 projects."""
    one, two = place(project("P-1")), place(project("P-1"), project("P-2"))
    assert "there are 2 key projects (" in sentence("headline", view_of(two, language="en"), "en")
    assert "1 key project (" in sentence("headline", view_of(one, language="en"), "en")


def test_a_bundle_says_how_many_did_not_start() -> None:
    """Of three projects in a bundle one has started: 应开未开 are the other two, in paragraph, table and 通稿."""
    started = [{"as_of": "2026-05-10", "invested": "0", "started": "1"}]
    data = place(project("P-1", **{**NEW, "count": "3", "progress": started}))
    view = view_of(data, weekly(sections=["districts", "starts"]))
    assert "应开未开项目2个：" in (said := sentence("district/0", view))
    assert "P-1项目</a>2个。" in said
    assert 'P-1项目</a><data value="2">2个</data></th>' in page_of(view, "pages/bulletin.html")
    assert "\nP-1项目2个\n" in page_of(view, "pages/bulletin.txt")


def test_a_kind_without_rule_looks_no_days_ahead() -> None:
    """A special bulletin of a place that says nothing of its kind has no 今后0天."""
    due = [{"name": "封顶", "planned": "2026-05-17"}]
    view = view_of(place(project("P-1", milestones=due)), weekly(kind="special"))
    assert sentence("milestones", view) == "本期无完成的节点。"
    assert sentence("milestones", view_of(place(project("P-1", milestones=due)))) == (
        "本周无完成的节点。今后14天将有1个节点到期。"
    )


def test_who_is_behind_is_named_with_the_gap() -> None:
    """Levels and classes behind pace in one sentence, and where none is one that says so."""
    data = place(project("P-1", invested=[("2026-05-10", "1000")]), project("P-2", level="县级"))
    assert sentence("classes", view_of(data)).endswith("低于时序进度的有市级项目（23.3个百分点）。")
    assert sentence("classes", view_of(place(project("P-1")))).endswith("各级各类项目均达到或超过时序进度。")


LATER = {**NEW, "years": [{"year": "2026", "nature": "新开工", "plan": "10000", "start": "2026-09"}]}
BEGUN = [{"date": "2026-03-10", "stage": "started"}]
PUT_OFF = [{"date": "2026-04-10", "stage": "deferred"}]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"base": "due_to_date"}, "应开工2个，已开工1个，应开未开1个，开工率50.0%。"),
        ({"base": "annual"}, "应开工2个，已开工1个，应开未开1个，开工率33.3%（基数为全年新开工项目，3个）。"),
        (
            {"base": "due_to_date", "exclude_stages": ["deferred"]},
            "应开工2个，已开工1个，应开未开1个，开工率100.0%（基数为计划开工月份已到的项目，1个）。",
        ),
    ],
)
def test_a_start_rate_of_another_base_than_what_was_due_says_it(rule: dict[str, Any], said: str) -> None:
    """Two starts were due, one of them put off, a third comes later: whoever divides finds the rate, or its base."""
    projects = (
        project("P-1", **{**NEW, "stages": BEGUN}),
        project("P-2", **{**NEW, "stages": PUT_OFF}),
        project("P-3", registered="2026-01-01", **LATER),
    )
    assert sentence("headline-starts", view_of(place(*projects, policy={"start_rate": rule}))).endswith(said)


def test_nobody_is_said_to_keep_the_pace_before_the_first_report() -> None:
    """Of levels that have not reported in the year nothing is said of the pace."""
    assert "时序进度" not in sentence("classes", view_of(place(project("P-1", invested=[]))))
