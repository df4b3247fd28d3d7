"""Where the rules of adjustments end: what is just allowed, and what is just not."""

from typing import Any

import pytest

from tests.each import each
from tests.rules.builders import problems

GROUPS = [
    {"code": "续建", "name": "续建", "projects": ["P-lt-2026-001"]},
    {"code": "预备", "name": "预备", "reserve": True},
]
OUT = {"kind": "退出", "project": "P-lt-2026-001", "reason": "规划调整"}
IN = {"kind": "增补", "project": "P-mc-2026-002", "group": "续建", "reason": "已开工"}
BACK = {"kind": "实施转储备", "project": "P-lt-2026-001", "reason": "用地未落实"}


def adjusted(*moves: dict[str, Any], day: str = "2026-04-20", **fields: Any) -> dict[str, Any]:
    made = {"date": day, "number": "〔2026〕6号", "approved_by": "市指挥部", "moves": list(moves)}
    return {"groups": GROUPS, "adjustments": [made], **fields}


def rules(keeps: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"adjustments": {**({"keeps": keeps} if keeps else {}), **fields}}


def second(total: str, **fields: Any) -> dict[str, Any]:
    return {"responsible": [{"office": "linting-gov"}], "investment": {"total": total}, **fields}


def found(**changes: Any) -> list[str]:
    return [problem.rule for problem in problems(**changes)]


@pytest.mark.parametrize(("total", "expected"), [("120000", []), ("119999.9", ["adjustment-lowers"]), ("120001", [])])
def test_as_much_as_before_is_enough(total: str, expected: list[str]) -> None:
    """只增不减: what comes must be no less than what goes."""
    changes = {"policy": rules("total_investment"), "second": second(total), "targets": adjusted(OUT, IN)}
    assert found(**changes) == expected


def test_what_is_not_known_lowers_nothing() -> None:
    """A project that comes and is not there is one fault: nobody knows what it would add."""
    unknown = adjusted(OUT, {**IN, "project": "P-mc-2026-900"})
    assert found(policy=rules("total_investment"), targets=unknown) == ["unknown-project"]


def test_what_is_put_back_stays_on_the_list() -> None:
    """Only who leaves the list lowers a sum: a project put back into the reserve is still there."""
    assert found(policy=rules("total_investment"), targets=adjusted(BACK)) == []


def test_a_sum_is_that_of_its_own_unit() -> None:
    """Another office's gain does not make up for a loss; without a rule nothing is asked."""
    other = {**second("999999"), "responsible": [{"office": "city-drc"}]}
    assert found(policy=rules("total_investment"), second=other, targets=adjusted(OUT, IN)) == ["adjustment-lowers"]
    assert found(second=other, targets=adjusted(OUT, IN)) == []


def test_plans_are_those_of_the_day() -> None:
    """The plan was raised from 42,000 to 45,000 on 15 July: before, 42,000 makes up for it, after that it does not."""
    plan = second("90000", years=[{"year": "2026", "nature": "续建", "plan": "42000"}])
    assert found(policy=rules("planned"), second=plan, targets=adjusted(OUT, IN)) == []
    later = adjusted(OUT, IN, day="2026-07-15")
    assert found(policy=rules("planned"), second=plan, targets=later) == ["adjustment-lowers"]


def test_the_sum_of_a_district() -> None:
    """Where districts are asked for, the office does not matter."""
    near = {"district": "linting", "investment": {"total": "120000"}}
    policy = {**rules("total_investment", axis="district"), "checks": {"folder-differs": "off"}}
    changes: dict[str, Any] = {"policy": policy, "targets": adjusted(OUT, IN)}
    assert found(second=near, **changes) == []
    assert found(second=second("120000"), **changes) == ["adjustment-lowers"]


def test_the_rule_is_that_of_its_day() -> None:
    """A version that begins later does not judge an earlier adjustment."""
    versions = [{"valid_from": "2020-01-01"}, {"valid_from": "2026-05-01", "months": ["7"]}]
    assert found(policy={"adjustments": versions}, targets=adjusted(BACK)) == []
    assert found(policy={"adjustments": versions}, targets=adjusted(BACK, day="2026-06-20")) == ["adjustment-month"]
    assert found(policy={"adjustments": versions}, targets=adjusted(BACK, day="2026-07-20")) == []


def test_out_and_in_again() -> None:
    """A project that left may be added later, and is not on the list in between."""
    back_in = {"kind": "增补", "project": "P-lt-2026-001", "group": "续建", "reason": "条件已具备"}
    targets = adjusted(OUT)
    later = {**targets["adjustments"][0], "date": "2026-07-20", "moves": [back_in]}
    assert found(targets={**targets, "adjustments": [*targets["adjustments"], later]}) == []
    twice = {**later, "moves": [OUT]}
    assert found(targets={**targets, "adjustments": [*targets["adjustments"], twice]}) == ["move-not-listed"]


@each(
    ("years", "stages", "expected"),
    [
        (("2024", "2025", "2026"), [], ["unstarted-too-long"]),
        (("2025", "2026"), [], []),
        (("2024", "2026"), [], []),
        (("2024", "2025", "2026"), [{"date": "2026-03-01", "stage": "started"}], []),
        (("2024", "2025", "2026"), [{"date": "2026-03-01", "stage": "preparing"}], ["unstarted-too-long"]),
    ],
)
def test_two_years_without_a_start(years: tuple[str, ...], stages: list[dict[str, str]], expected: list[str]) -> None:
    """Two plans in a row before the list's, and no start until today."""
    plans = [{"year": year, "nature": "新开工"} for year in years]
    assert found(policy=rules(unstarted_years="2"), second={"years": plans, "stages": stages}) == expected


def test_a_reserve_is_not_expected_to_start() -> None:
    """A year in which the project was only prepared is none of those."""
    natures = (("2024", "新开工"), ("2025", "预备"), ("2026", "新开工"))
    plans = [{"year": year, "nature": nature} for year, nature in natures]
    assert found(policy=rules(unstarted_years="2"), second={"years": plans}) == []


def test_the_nature_is_that_of_publication() -> None:
    """A plan that is turned after publication stands in the group it was published in."""
    change = {
        "date": "2026-06-25", "field": "years.2026.nature", "from": "新开工", "to": "预备", "reason": "r",
        "approved_by": "县政府",
    }  # fmt: skip
    turned = {"years": [{"year": "2026", "nature": "预备"}], "changes": [change]}
    groups = [{"code": "新开工", "name": "新开工", "nature": "新开工", "projects": ["P-mc-2026-002"]}]
    targets = {"published": "2026-02-11", "groups": groups}
    assert found(second=turned, targets=targets) == []
    assert found(second={"years": turned["years"]}, targets=targets) == ["nature-differs"]


def test_factors_that_were_taken_back() -> None:
    """Each kind that was secured by then is named; what was never secured need not be."""
    factors = [
        {"kind": "土地", "unit": "亩", "secured": [{"date": "2026-03-01", "value": "40"}]},
        {"kind": "能耗", "unit": "吨", "needed": "9", "secured": [{"date": "2026-05-01", "value": "9"}]},
    ]
    back = {**OUT, "reclaimed": [{"kind": "土地", "value": "40", "unit": "亩"}]}
    changes = {"policy": rules(reclaims=True), "project": {"factors": factors}}
    assert found(targets=adjusted(OUT), **changes) == ["reclaimed-missing"]
    assert found(targets=adjusted(back), **changes) == []
    assert found(targets=adjusted(back, day="2026-06-20"), **changes) == ["reclaimed-missing"]
