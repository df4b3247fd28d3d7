"""examples/zhumadian and examples/jingchuan: real rules, demonstration data."""

import csv
import re
from collections import defaultdict
from datetime import date
from fractions import Fraction

import pytest

from tests.each import each
from tests.sites import EXAMPLES, checked, exported, previewed, reckoned
from tongbao.metrics.meetings import MeetingStanding
from tongbao.metrics.procedures import StepStanding
from tongbao.metrics.quotas import QuotaStanding
from tongbao.metrics.snapshot import Snapshot

PLACES = ("zhumadian", "jingchuan")
JUNE_2022, JUNE_2023 = date(2022, 6, 30), date(2023, 6, 30)


def snapshot_of(name: str, day: date) -> Snapshot:
    return reckoned(EXAMPLES / name, day)


@pytest.fixture(scope="module")
def zhumadian() -> Snapshot:
    return snapshot_of("zhumadian", JUNE_2022)


@pytest.fixture(scope="module")
def jingchuan() -> Snapshot:
    return snapshot_of("jingchuan", JUNE_2023)


def quota(snapshot: Snapshot, code: str, member: str = "") -> QuotaStanding:
    (found,) = (s for s in snapshot.quotas if (s.quota.code, s.member) == (code, member))
    return found


def step(snapshot: Snapshot, project: str, name: str) -> StepStanding:
    (found,) = (s for s in snapshot.standing_by_id[project].steps if s.step == name)
    return found


def meeting(snapshot: Snapshot, issue: str) -> MeetingStanding:
    (found,) = (s.meeting for s in snapshot.issues if s.issue.id == issue)
    assert found is not None
    return found


def shown_light(snapshot: Snapshot, project: str) -> str | None:
    light = snapshot.project_light(snapshot.standing_by_id[project]).light
    return light.code if light else None


# Both places


@pytest.mark.parametrize("name", PLACES)
def test_checked_without_faults_and_warnings(name: str) -> None:
    """A check finds nothing: every setting also says its source or that it is assumed."""
    assert checked(EXAMPLES / name).problems == ()


@pytest.mark.parametrize(("name", "day"), [("zhumadian", JUNE_2022), ("jingchuan", JUNE_2023)])
def test_each_quota_is_met_and_missed(name: str, day: date) -> None:
    """Every quota that members owe each for themselves is met by one of them and missed by another."""
    met: dict[str, set[bool | None]] = defaultdict(set)
    for standing in snapshot_of(name, day).quotas:
        if standing.quota.per == "each":
            met[standing.quota.code].add(standing.met)

    assert met
    assert {code: verdicts for code, verdicts in met.items() if verdicts != {True, False}} == {}


def test_printed_lists_say_it_is_a_demonstration() -> None:
    """A list as offices print it has the notice above its head."""
    sites = [previewed(EXAMPLES / name) for name in PLACES]
    papers = [(site, path) for site in sites for path in site.paths() if re.fullmatch(r"targets/.*\.csv", path)]

    assert papers
    for site, path in papers:
        text = (site.file(path) or b"").decode("utf-8-sig")
        assert "演示数据：规则取自" in text.partition("序号")[0], path


# 驻马店 2022


@each(
    ("code", "member", "value", "met", "off"),
    [
        ("储备", "suiping", 15, True, 0),
        ("储备", "queshan", 10, False, -5),
        ("储备倍数", "pingyu", 3, True, 0),
        ("储备倍数", "suiping", Fraction(32, 13), False, Fraction(-7, 13)),
        ("储备50亿", "shangcai", 1, True, 0),
        ("储备50亿", "zhengyang", 0, False, -1),
        ("储备20亿", "xincai", 3, True, 0),
        ("储备20亿", "queshan", 1, False, -2),
        ("引进50亿", "xincai", 1, True, 0),
        ("引进50亿", "shangcai", 0, False, -1),
        ("引进50亿", "queshan", 0, False, -1),
        ("开工产业", "shangcai", 5, True, 0),
        ("开工产业", "xincai", 4, False, -1),
        ("开工工业", "xincai", 4, True, 0),
        ("开工工业", "queshan", 3, False, -1),
        ("功能区开工", "jingkai", 3, True, 0),
        ("功能区开工", "gaoxin", 2, False, -1),
        ("储备转签约", "pingyu", Fraction(26, 65), True, 0),
        ("储备转签约", "shangcai", Fraction(17, 44), False, Fraction(-15, 11)),
    ],
)
def test_quotas_of_zhumadian(
    zhumadian: Snapshot, code: str, member: str, value: int | Fraction, met: bool, off: int | Fraction
) -> None:
    """Values, also just on the bound: 15 reserves, 3 times, 40 %, exactly 5 billion; not 4.99, not off the list."""
    found = quota(zhumadian, code, member)

    assert (found.figure.value, found.met, found.off) == (value, met, off)


def test_two_rules_of_sixty_percent(zhumadian: Snapshot) -> None:
    """平舆: 13 of 18 signed this year were started; of its 13 starts of the quarter only 6 were signed the quarter
    before."""
    started_of_signed = quota(zhumadian, "签约转开工", "pingyu")
    signed_before = quota(zhumadian, "上季签约占比", "pingyu")

    assert started_of_signed.figure.numerator == 13
    assert started_of_signed.figure.denominator == 18
    assert started_of_signed.met
    assert signed_before.figure.numerator == 6
    assert signed_before.figure.denominator == 13
    assert not signed_before.met
    assert quota(zhumadian, "签约转开工", "runan").figure.value == Fraction(60, 100)
    assert quota(zhumadian, "签约转开工", "runan").met


def test_technical_upgrading(zhumadian: Snapshot) -> None:
    """318 projects of 300, 13.24 of 20 billion so far, 62.3 % of the cited industrial investment of 21.25 billion."""
    count, money, share = (quota(zhumadian, code) for code in ("技改个数", "技改投资", "技改占比"))

    assert count.figure.value == 318
    assert count.met
    assert money.figure.value == 1324000
    assert money.off == -676000
    assert money.met is False
    assert money.open_until == date(2022, 12, 31)
    assert share.figure.value == Fraction(1324000, 2125000)
    assert share.met


def test_upgrading_is_an_account_of_its_own(zhumadian: Snapshot) -> None:
    """The 318 upgrading projects are not among the 551."""
    projects = zhumadian.figure("all", "projects")

    assert projects.value == 551
    assert dict(projects.excluded) == {"apart": 318}


def test_rates_by_month(zhumadian: Snapshot) -> None:
    """Landing, start and investment at each month's end; in January nothing had been signed in the year yet."""
    by_month = {
        key: [zhumadian.back(back).figure("all", key) for back in range(5, -1, -1)]
        for key in zhumadian.rules.figures.monthly
    }

    assert list(by_month) == ["landing_rate", "start_rate", "completion_rate"]
    assert [f.numerator for f in by_month["landing_rate"]] == [0, 0, 0, 9, 56, 90]
    assert [f.denominator for f in by_month["landing_rate"]] == [0, 81, 81, 150, 150, 151]
    assert by_month["landing_rate"][0].reason == "no-base"
    assert [f.numerator for f in by_month["start_rate"]] == [0, 9, 19, 28, 75, 109]
    assert [f.denominator for f in by_month["start_rate"]] == [168, 169, 169, 170, 170, 170]
    assert [f.numerator for f in by_month["completion_rate"]] == [20950, 46130, 99970, 166180, 271620, 424670]


@pytest.mark.parametrize("name", PLACES)
def test_rates_by_month_are_published(name: str) -> None:
    """data/monthly.csv has a row for each figure, month and scope."""
    table = (previewed(EXAMPLES / name).file("data/monthly.csv") or b"").decode("utf-8-sig")
    rows = [row for row in csv.DictReader(table.splitlines()) if row["scope"] == "all"]

    assert {row["month"][5:] for row in rows} == {"01", "02", "03", "04", "05", "06"}
    assert len(rows) == 18


def test_quotas_are_published() -> None:
    """figures.json says of every quota whether it is met; of a share also what was divided."""
    figures = {row["id"]: row for row in exported(EXAMPLES / "jingchuan", "data/figures.json")}
    met = {id: row["met"] for id, row in figures.items() if "/quota:" in id}
    share = figures["all/quota:产业占比"]

    assert set(met.values()) == {True, False}
    assert (share["numerator"], share["denominator"]) == ("6488000", "10881000")
    assert (share["display"], share["met"]) == ("59.6%", True)


@each(
    ("project", "name", "due", "done", "late"),
    [
        # Signed on Monday, 28 February.
        ("P-yc-2022-001", "移交市发改委", date(2022, 3, 3), date(2022, 3, 2), False),
        ("P-yc-2022-001", "发布信息、建立台账", date(2022, 3, 3), date(2022, 3, 3), False),
        ("P-yc-2022-001", "联系项目业主、提供材料清单", date(2022, 3, 4), date(2022, 3, 4), False),
        ("P-yc-2022-001", "成立落地推进小组", date(2022, 3, 7), date(2022, 3, 7), False),
        ("P-yc-2022-001", "开工建设", date(2022, 5, 29), date(2022, 5, 18), False),
        ("P-qs-2022-001", "移交市发改委", date(2022, 3, 3), date(2022, 3, 4), True),
        ("P-qs-2022-001", "发布信息、建立台账", date(2022, 3, 7), date(2022, 3, 7), False),
        ("P-qs-2022-001", "联系项目业主、提供材料清单", date(2022, 3, 8), date(2022, 3, 9), True),
        ("P-qs-2022-001", "开工建设", date(2022, 5, 29), date(2022, 6, 8), True),
        # Signed on Thursday, 28 April: 30 April to 4 May were off, Saturday 7 May was a working day.
        ("P-yc-2022-002", "发布信息、建立台账", date(2022, 5, 5), date(2022, 5, 5), False),
        ("P-yc-2022-002", "联系项目业主、提供材料清单", date(2022, 5, 6), date(2022, 5, 6), False),
        ("P-qs-2022-002", "发布信息、建立台账", date(2022, 5, 5), date(2022, 5, 6), True),
        ("P-qs-2022-002", "联系项目业主、提供材料清单", date(2022, 5, 7), date(2022, 5, 7), False),
        ("P-sc-2022-002", "成立落地推进小组", date(2022, 5, 5), None, True),
        ("P-yc-2022-002", "开工建设", date(2022, 7, 27), date(2022, 6, 16), False),
        # Signed on 28 December 2021: 1 to 3 January were off.
        ("P-yc-2022-004", "联系项目业主、提供材料清单", date(2022, 1, 4), date(2022, 1, 4), False),
        # Signed on 28 June: contacting the owner is due on 1 July.
        ("P-by-2022-007", "联系项目业主、提供材料清单", date(2022, 7, 1), None, False),
    ],
)
def test_clocks_of_the_procedure(
    zhumadian: Snapshot, project: str, name: str, due: date, done: date | None, late: bool
) -> None:
    """3 days, 1 working day, 1 working day, 7 days and 90 days from the signing, over holidays and make-up days."""
    found = step(zhumadian, project, name)

    assert (found.due, found.done, found.late) == (due, done, late)


def test_counties_and_zones_apart(zhumadian: Snapshot) -> None:
    """Ten counties and three zones by points of 50; 汝南 and 正阳 tie, and nobody has a rank."""
    counties, zones = (zhumadian.board(board) for board in zhumadian.rules.boards)
    points = {place.member: place.figure for place in counties}

    assert (len(counties), len(zones)) == (10, 3)
    assert {place.rank for place in (*counties, *zones)} == {None}
    assert points["runan"].value == points["zhengyang"].value
    assert points["yicheng"].denominator == 50
    assert [place.member for place in counties[:3]] == ["yicheng", "suiping", "biyang"]


def test_weekly_ladder(zhumadian: Snapshot) -> None:
    """One issue went from the county to the vice-mayor to the Tuesday meeting, where it ends; one is due there."""
    ended, due = meeting(zhumadian, "I-xp-2022-001"), meeting(zhumadian, "I-sc-2022-002")

    assert [s.code for s in zhumadian.rules.meetings[0].steps] == ["县区部门", "分管副市长", "周例会"]
    assert ended.step is not None
    assert (ended.step.code, ended.step.ends) == ("周例会", "here")
    assert due.step is not None
    assert due.step.code == "分管副市长"
    assert due.next is not None
    assert (due.next.code, due.due) == ("周例会", True)


def test_three_batches(zhumadian: Snapshot) -> None:
    """三个一批 are phases over stages; each has projects, and so has the reserve."""
    phases = {
        phase.code: zhumadian.figure(f"phase:{phase.code}", "projects").value for phase in zhumadian.data.site.phases
    }

    assert list(phases) == ["储备", "签约一批", "开工一批", "投产一批"]
    assert all(phases.values())


# 泾川 2023


@each(
    ("code", "member", "value", "met"),
    [
        ("储备总量", "", 10881000, True),
        ("产业占比", "", Fraction(6488, 10881), True),
        ("综合库", "", 10055000, True),
        ("产业链库", "", 2705000, False),
        ("行业库", "水利", 1070000, True),
        ("行业库", "农产品加工", 957000, False),
        ("乡镇储备", "taiping", 100000, True),
        ("乡镇储备", "feiyun", 92000, False),
    ],
)
def test_quotas_of_jingchuan(jingchuan: Snapshot, code: str, member: str, value: int | Fraction, met: bool) -> None:
    """100 billion in all, half of it 产业; 10 billion each sector; 30 of all chains; 1 billion each town, inclusive."""
    found = quota(jingchuan, code, member)

    assert (found.figure.value, found.met) == (value, met)


def test_cards_of_jingchuan(jingchuan: Snapshot) -> None:
    """Red, yellow and blue by gap or by a missed start; a flood exempts one, and who keeps pace has none."""
    assert shown_light(jingchuan, "P-lb-2023-002") == "红"
    assert shown_light(jingchuan, "P-yt-2023-002") == "红开工"
    assert shown_light(jingchuan, "P-wc-2023-002") == "黄"
    assert shown_light(jingchuan, "P-dy-2023-002") == "黄开工"
    assert shown_light(jingchuan, "P-cg-2023-003") == "蓝"
    assert shown_light(jingchuan, "P-jz-2023-003") is None
    exempted = jingchuan.project_light(jingchuan.standing_by_id["P-rf-2023-002"])
    assert exempted.light is None
    assert [item.light.code for item in exempted.exempted] == ["黄"]
    assert all(light.assumed for light in jingchuan.rules.lights)


@pytest.mark.parametrize(
    ("project", "due", "done", "late"),
    [
        ("P-jz-2023-003", date(2022, 4, 23), date(2022, 4, 23), False),
        ("P-jz-2023-005", date(2023, 2, 16), date(2023, 2, 15), False),
        ("P-dy-2023-002", date(2023, 2, 8), date(2023, 2, 10), True),
    ],
)
def test_filing_within_a_day(jingchuan: Snapshot, project: str, due: date, done: date, late: bool) -> None:
    """24小时备案: the clock runs from the day of the application."""
    found = step(jingchuan, project, "备案")

    assert (found.due, found.done, found.late) == (due, done, late)


def test_papers_to_follow(jingchuan: Snapshot) -> None:
    """容缺 and 承诺 are kept with the step."""
    modes = {s.mode for standing in jingchuan.standings for s in standing.steps}

    assert {"容缺", "承诺", "ordinary"} <= modes


def test_reserve_is_an_account_of_its_own(jingchuan: Snapshot) -> None:
    """122 reserve projects beside the 17 of the year; none of the reserve has started."""
    projects = jingchuan.figure("all", "projects")
    reserve = [s for s in jingchuan.standings if "行业储备库" in s.project.lists]

    assert projects.value == 17
    assert dict(projects.excluded) == {"apart": 122}
    assert not any(s.started for s in reserve)


def test_quarterly_adjustment(jingchuan: Snapshot) -> None:
    """Before 25 June one project was to start this year and its substitute was on no list of the year."""
    before = snapshot_of("jingchuan", date(2023, 6, 24))

    assert before.standing_by_id["P-dj-2023-002"].nature == "新开工"
    assert jingchuan.standing_by_id["P-dj-2023-002"].nature == "预备"
    assert before.standing_by_id["P-tp-2023-002"].project.lists == ("递补",)
    assert "年度清单" in jingchuan.standing_by_id["P-tp-2023-002"].project.lists
