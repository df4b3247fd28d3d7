"""examples/binzhou-2020-04: two published weekly circulars of Binzhou, made again from records.

Expected are the figures that the circulars of 12 and 19 April 2020 print; the README there says which are assumed.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.each import each
from tests.render.test_bulletin_marks import Marks
from tests.sites import EXAMPLES, checked, exported, previewed, reckoned, records
from tongbao.metrics.rounding import round_half_up
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.dataset import Dataset
from tongbao.problems import Problem

PLACE = EXAMPLES / "binzhou-2020-04"
WEEK_15, WEEK_16 = "2020-04-12", "2020-04-19"

Class = tuple[str, str, str]
"""How many projects, 累计完成投资 in 亿元, 占年度计划投资 in percent, as printed."""
CITY: Mapping[str, tuple[Class, Class]] = {
    WEEK_15: (("403", "198.80", "21.2"), ("30", "9.55", "11.6")),
    WEEK_16: (("403", "242.25", "25.9"), ("30", "12.63", "15.4")),
}
"""固定资产投资类 and 技改类; for week 16 the circular prints 405 projects of the first."""
DISTRICTS: Mapping[str, Mapping[str, tuple[str, Class, Class, str]]] = {
    WEEK_15: {
        "滨城区": ("35", ("32", "17.74", "18.1"), ("3", "0.78", "8.0"), "开复工率97.1%，未开工项目1个。"),
        "沾化区": ("42", ("39", "13.56", "21.7"), ("3", "0.45", "10.7"), "重点投资项目全部开工。"),
        "邹平市": ("52", ("49", "32.18", "22.1"), ("3", "0.48", "13.0"), "开复工率96.2%，未开工项目2个。"),
        "惠民县": ("32", ("29", "13.84", "20.6"), ("3", "1.55", "21.5"), "重点投资项目全部开工。"),
        "阳信县": ("46", ("43", "12.83", "25.2"), ("3", "1.10", "13.7"), "开复工率93.5%，未开工项目3个。"),
    },
    WEEK_16: {
        "滨城区": ("35", ("32", "23.92", "24.4"), ("3", "0.78", "8.0"), "开复工率97.1%，未开工项目1个。"),
        "沾化区": ("42", ("39", "17.41", "27.9"), ("3", "1.08", "25.7"), "重点投资项目全部开工。"),
        "邹平市": ("52", ("49", "38.45", "26.3"), ("3", "1.11", "30.2"), "开复工率96.2%，未开工项目2个。"),
        "惠民县": ("32", ("29", "18.46", "27.5"), ("3", "1.93", "26.8"), "重点投资项目全部开工。"),
    },
}
PARAGRAPHS = [(day, name) for day, printed in DISTRICTS.items() for name in printed]


@pytest.fixture(scope="module")
def circulars() -> dict[str, list[str]]:
    """The paragraphs of each circular as a reader sees them, by its as-of day."""
    return {day: paragraphs(circular(day)) for day in (WEEK_15, WEEK_16)}


def circular(day: str) -> str:
    """The page of a circular."""
    return (previewed(PLACE).file(f"bulletins/2020/weekly-{day}/index.html") or b"").decode()


def paragraphs(page: str) -> list[str]:
    article = page.partition("<article")[2].partition("</article>")[0]
    texts = (re.sub(r"<[^>]*>", "", found) for found in re.findall(r"<p\b.*?</p>", article, re.DOTALL))
    return [" ".join(text.split()) for text in texts]


def at(day: str) -> Snapshot:
    return reckoned(PLACE, date.fromisoformat(day))


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(problem.path, problem.rule, str(problem.params.get("value"))) for problem in problems]


def test_the_warnings_before_issuing() -> None:
    """The circular of 19 April: 405 and 30 are not 433, nor is 405 what the records give; 阳信县 is there no more."""
    draft = f"bulletins/2020/weekly-{WEEK_16}.yaml"
    problems = checked(PLACE).problems
    assert told(problems) == [
        (draft, "cited-parts-differ", "435"),
        (draft, "district-missing", "阳信县"),
        ("cited.yaml", "cited-differs", "405"),
    ]
    parts = problems[0].params
    assert ("405" in str(parts["parts"]), "30" in str(parts["parts"]), parts["total"]) == (True, True, "433")


AT_WORK = "累计开复工405个，开复工率95.97%（列入调度422个，11个重大前期项目暂不列入开工项目调度基数），"
HEADLINES = {
    WEEK_15: [
        "截至2020年4月12日17时，全市重点投资项目433个，累计完成投资208.35亿元，本周新增投资45.27亿元。",
        f"{AT_WORK}本周新增开复工3个，未开工项目17个。",
    ],
    WEEK_16: [
        "截至2020年4月19日17时，全市重点投资项目433个，累计完成投资254.88亿元，本周新增投资46.53亿元。",
        f"{AT_WORK}本周开复工无新增，未开工项目17个。",
    ],
}


@pytest.mark.parametrize("day", HEADLINES)
def test_headline(circulars: dict[str, list[str]], day: str) -> None:
    """The city's figures of each week, new ones against the week before; the first week against its cited opening."""
    start = circulars[day].index(HEADLINES[day][0])
    assert circulars[day][start : start + 2] == HEADLINES[day]


def said_of_class(name: str, printed: Class) -> str:
    projects, completed, rate = printed
    return f"{name}{projects}个，累计完成投资{completed}亿元，完成年度计划投资的{rate}%"


@pytest.mark.parametrize("day", CITY)
def test_classes(circulars: dict[str, list[str]], day: str) -> None:
    """Both classes of the city, as printed but for the 405."""
    first, second = CITY[day]
    assert f"{said_of_class('固定资产投资类项目', first)}；{said_of_class('技改类项目', second)}。" in circulars[day]


@each(("day", "name"), PARAGRAPHS)
def test_district(circulars: dict[str, list[str]], day: str, name: str) -> None:
    """A district's paragraph: its count, its two classes with the printed rates, and whether all works have begun."""
    projects, first, second, works = DISTRICTS[day][name]
    classes = f"{said_of_class('固定资产投资类', first)}；{said_of_class('技改类', second)}"
    assert f"{name}：重点投资项目{projects}个。{classes}。{works}" in circulars[day]


def test_the_district_that_is_missing_is_told(circulars: dict[str, list[str]]) -> None:
    """阳信县 has a paragraph in the first circular alone: in the second those of the week before stand, as such."""
    found = next(text for text in circulars[WEEK_16] if text.startswith("阳信县："))
    assert "固定资产投资类43个，累计完成投资12.83亿元" in found
    assert found.endswith("（本周的数没有取得，沿用上周。）")
    assert [at(day).figure("district:yangxin", "reports_missing").value for day in (WEEK_15, WEEK_16)] == [0, 1]


def test_the_rest_is_reckoned_and_has_no_rates(circulars: dict[str, list[str]]) -> None:
    """What no circular lists is the city less the districts; its plan is assumed, so no rate of it is printed."""
    found = next(text for text in circulars[WEEK_16] if text.startswith("其余县区（未单列）"))
    assert found == (
        "其余县区（未单列）（推算）：重点投资项目226个。固定资产投资类211个，累计完成投资131.18亿元；"
        "技改类15个，累计完成投资6.63亿元。未开工项目11个。"
    )


def test_no_assumed_plan_in_the_circulars() -> None:
    """The plans are ours: the sum of none stands in the sentences or the table of a circular."""
    page = circular(WEEK_16)
    shown = re.sub(r"<details.*?</details>", "", page.partition("<article")[2], flags=re.DOTALL)
    assert [plan for plan in ("1,018", "936.00", "82.00", "98.00") if plan in shown] == []


@pytest.mark.parametrize("day", [WEEK_15, WEEK_16])
def test_numbers_are_marked_in_own_sentences(day: str) -> None:
    """Sentences and tables of the place's own templates mark every number and date as the program's do."""
    marks = Marks(circular(day))
    assert len(marks.data) > 60
    assert [text for text in marks.unmarked if re.search(r"\d", text)] == []


def test_figures() -> None:
    """The city's figures are published with their parts: 405 of 422, 11 left out."""
    published = exported(PLACE, "data/figures.json")
    found: dict[str, dict[str, Any]] = {figure["id"]: figure for figure in published}
    rate = found["all/start_and_resume_rate"]
    assert (rate["numerator"], rate["denominator"], rate["display"]) == ("405", "422", "95.97%")
    assert "11" in json.dumps(rate["excluded"])
    assert found["district:bincheng/start_and_resume_rate"]["display"] == "97.1%"
    assert found["all/active"]["display"] == "405个"
    assert found["all/cited:apr05-completed"]["as_of"] == "2020-04-05"


@pytest.mark.parametrize("id", ["BZ-bincheng-gt", "BZ-zouping-jg", "BZ-rest-gt"])
def test_another_plan_would_be_noticed(id: str) -> None:
    """With a plan one hundredth larger some printed rate of the two weeks does not come out."""
    whole = records(PLACE)
    project = whole.project_by_id[id]
    plan = project.years[0].plan
    assert plan is not None
    year = project.years[0].model_copy(update={"plan": plan * Decimal("1.01")})
    changed = tuple(p if p is not project else p.model_copy(update={"years": (year,)}) for p in whole.projects)
    assert wrong_rates(whole) == []
    assert wrong_rates(replace(whole, projects=changed)) != []


def wrong_rates(whole: Dataset) -> list[tuple[str, str]]:
    """Every printed rate that does not follow: its day and scope."""
    codes = {entry.name: entry.code for entry in whole.site.districts}
    wrong = []
    for day, districts in DISTRICTS.items():
        found = take_snapshot(whole, date.fromisoformat(day))
        printed = {"": CITY[day]} | {f"district:{codes[str(name)]}+": row[1:3] for name, row in districts.items()}
        for scope, classes in printed.items():
            for code, (_, _, rate) in zip(("固投", "技改"), classes, strict=True):
                value = found.figure(f"{scope}class:{code}", "completion_rate").value or Fraction(0)
                if round_half_up(value, 1, Fraction(1, 100)) != Decimal(rate):
                    wrong.append((day, f"{scope}class:{code}"))
    return wrong


@pytest.mark.parametrize("day", [WEEK_15, WEEK_16])
@pytest.mark.parametrize("key", ["projects", "completed", "planned"])
def test_parts_add_up(day: str, key: str) -> None:
    """Classes add up to the districts, and districts to the city."""
    found = at(day)
    whole = found.figure("all", key).value
    districts = [entry.code for entry in found.data.site.districts]
    assert sum(found.figure(f"class:{code}", key).value or 0 for code in ("固投", "技改")) == whole
    assert sum(found.figure(f"district:{code}", key).value or 0 for code in districts) == whole
    for code in districts:
        parts = [found.figure(f"district:{code}+class:{each}", key).value or 0 for each in ("固投", "技改")]
        assert sum(parts) == found.figure(f"district:{code}", key).value
