"""What lies exactly on a bound is allowed, and what has an odd shape is told without a crash."""

from typing import Any

import pytest

from tests.rules.builders import problems
from tongbao.model.private import is_identity_number

CHANGE = {"date": "2026-07-15", "reason": "调整", "approved_by": "市指挥部"}


def test_equal_values_are_allowed() -> None:
    """Plans equal to the total, nothing new invested, all granted money spent, all parts started: no
    problem."""
    day = "2026-10-31"
    project = {
        "count": "3",
        "period": ["2026", "2026"],
        "sponsors": [{"office": "city-drc", "from": day, "until": day}],
        "investment": {"total": "45000", "sources": {"自筹": "45000"}},
        "years": [{"year": "2026", "plan": "45000", "quarters": ["25", "25", "100", "100"]}],
        "stages": [{"date": day, "stage": "started", "count": "3"}, {"date": day, "stage": "started"}],
        "funding": [{"kind": "债", "granted": [{"date": day, "value": "5"}], "spent": [{"date": day, "value": "5"}]}],
        "progress": [
            {"as_of": "2026-09-30", "invested": "7", "physical": "7"},
            {"as_of": day, "reported": day, "invested": "7", "physical": "7", "started": "3", "completed": "3"},
        ],
    }
    assert problems(project=project) == []


def test_nothing_invested_is_allowed() -> None:
    """Noughts are amounts like others; but plans of a project without money are too much."""
    nought = {"total": "0", "sources": {"自筹": "0"}}
    targets = {"groups": [], "targets": [{"district": "linting", "values": {"投资": "0"}}]}
    assert problems(project={"investment": nought, "years": [], "changes": []}, targets=targets) == []
    found = problems(project={"investment": {"total": "0"}})
    assert [p.rule for p in found] == ["plan-exceeds-total"]
    sourced = {"investment": {"total": "0", "sources": {"自筹": "1"}}, "years": [], "changes": []}
    found = problems(project=sourced, targets={"groups": []})
    assert [p.rule for p in found] == ["sources-differ"]


def test_falling_to_nought_is_a_fall() -> None:
    """A report of nothing after a report of something falls."""
    reports = [{"as_of": "2026-09-30", "invested": "7"}, {"as_of": "2026-10-31", "invested": "0"}]
    assert [p.rule for p in problems(project={"progress": reports})] == ["invested-falls"]


def test_an_issue_of_one_day_is_allowed() -> None:
    """Raised, assigned, promised, resolved and closed on one day; a bundle closed to the last."""
    day = "2026-04-13"
    events = [{"date": day, "kind": kind, "due": day} for kind in ("assigned", "planned", "resolved", "closed")]
    counts = [{"date": day, "raised": "2", "closed": "2"}]
    assert problems(issue={"raised": {"date": day}, "events": events, "counts": counts}) == []


def test_a_bulletin_of_one_day_is_allowed() -> None:
    """The as-of day may be the first day, and the only one, of the period."""
    day = "2026-11-15"
    bulletin = {"kind": "daily", "period": {"from": day, "until": day}, "as_of": day, "issued": day}
    assert problems(bulletin=bulletin) == []


def test_a_week_across_the_new_year_is_of_either() -> None:
    """Its number may be the last of the old year or the first of the new; a month may be numbered when issued."""
    week = {"period": {"from": "2025-12-29", "until": "2026-01-04"}, "as_of": "2026-01-04", "issued": "2026-01-05"}
    month = {"kind": "monthly", "period": {"from": "2025-12-01", "until": "2025-12-31"}, "as_of": "2026-01-04"}
    assert problems(bulletin=week) == []
    assert problems(second_bulletin={**week, "id": "weekly-2025-53", "year": "2025"}) == []
    assert problems(second_bulletin={**week, **month, "id": "monthly-2026-01"}) == []


def test_numbers_of_supplements_and_kinds_run_apart() -> None:
    """The same number, the same total number and a leap are free between a bulletin and a supplement."""
    first = {"total_number": "211"}
    again = {"id": "weekly-2026-45s", "total_number": "211"}
    assert [p.rule for p in problems(bulletin=first, second_bulletin=again)] == [
        "bulletin-number-twice",
        "bulletin-total-twice",
    ]
    assert problems(bulletin=first, second_bulletin={**again, "supplement": True}) == []
    assert problems(second_bulletin={"id": "weekly-2026-s1", "number": "1", "supplement": True}) == []


def test_a_gap_is_not_told_of_bulletins_that_cannot_be_read() -> None:
    """The missing number may stand in the file that could not be read."""
    second = {"id": "weekly-2026-47", "number": "47"}
    assert [p.rule for p in problems(second_bulletin=second)] == ["bulletin-number-gap"]
    unreadable = frozenset({("bulletin", "weekly-2026-46")})
    assert problems(second_bulletin=second, unreadable=unreadable) == []


def test_a_note_does_not_open_an_issue() -> None:
    """A note after closing leaves the issue closed: what follows it is still told."""
    kinds = ("closed", "noted", "resolved")
    events = [{"date": f"2026-05-0{i}", "kind": kind} for i, kind in enumerate(kinds, 1)]
    assert [(p.rule, p.field) for p in problems(issue={"events": events})] == [("event-order", "events[2].kind")]


def test_an_empty_list_may_be_null_in_a_change() -> None:
    """`from: null` says that a project was on no list; for a name it says nothing."""
    lists = CHANGE | {"field": "lists", "from": None, "to": ["市级重点"]}
    assert problems(project={"changes": [lists]}) == []
    name = CHANGE | {"field": "name", "from": None, "to": "高性能铝合金车体部件产业园"}
    assert [p.rule for p in problems(project={"changes": [name]})] == ["change-value"]


def test_a_chain_of_plans_is_followed() -> None:
    """The plan of a year has a chain of its own."""
    first = CHANGE | {"field": "years.2026.plan", "from": "1", "to": "2"}
    second = CHANGE | {"field": "years.2026.plan", "from": "3", "to": "45000"}
    found = problems(project={"changes": [first, second]})
    assert [(p.rule, p.field) for p in found] == [("change-chain", "changes[1].from")]


@pytest.mark.parametrize("value", ["x", ["x"], [["x"]], [{"office": ["x"]}], {"a": "b"}, [{}], [None]])
@pytest.mark.parametrize(
    "field", ["name", "level", "lists", "district", "lead", "investment.total", "years.2026.nature"]
)
def test_any_shape_of_a_change_is_told(field: str, value: Any) -> None:
    """Whatever stands in `from`, there is a problem at that change and no crash."""
    now = {"name": "高性能铝合金车体部件产业园", "level": "市级", "district": "linting", "lists": ["市级重点"]}
    lead = [{"office": "city-drc", "until_stage": "commissioned"}]
    to = {**now, "lead": lead, "investment.total": "120000", "years.2026.nature": "续建"}[field]
    found = problems(project={"changes": [CHANGE | {"field": field, "from": value, "to": to}]})
    harmless = field == "name" and (value == "x" or isinstance(value, dict))
    assert bool(found) is not harmless
    assert all(p.field.startswith("changes[0].from") for p in found)


def test_persons_born_in_1900_have_numbers_too() -> None:
    """The first of January 1900 can be a day of birth, the day before cannot."""
    number = "11010519000101002"
    assert is_identity_number(number + sum_sign(number))
    before = "11010518991231002"
    assert not is_identity_number(before + sum_sign(before))


def sum_sign(body: str) -> str:
    """The check sign of an identity number, as GB 11643-1999 prints its weights."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(sign) * weight for sign, weight in zip(body, weights, strict=True)) % 11]
