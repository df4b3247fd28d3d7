"""Whatever a sound project looks like, the rules find no fault in it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.builders import DAY, place
from tongbao.problems import faults
from tongbao.rules import check_all

days = st.dates(min_value=date(2024, 1, 1), max_value=DAY)
amounts = st.decimals(min_value=0, max_value=1_000_000, places=2)


def rising(values: st.SearchStrategy[Any], **size: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, unique=True, **size).map(sorted)


@st.composite
def reports(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Reports on rising days, whose investment grows within each year."""
    result: list[dict[str, Any]] = []
    invested, year = Decimal(0), 0
    for day in draw(rising(days, max_size=8)):
        invested = (invested if day.year == year else Decimal(0)) + draw(amounts)
        year = day.year
        late = timedelta(days=draw(st.integers(0, 9)))
        result.append({"as_of": day, "reported": day + late, "invested": invested})
    return result


@st.composite
def totals(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]]]:
    """A total investment and the chain of changes that led to it."""
    values = [str(value) for value in draw(st.lists(amounts, min_size=1, max_size=5))]
    change_days = draw(rising(days, min_size=len(values) - 1, max_size=len(values) - 1))
    changes = [
        {
            "date": day,
            "field": "investment.total",
            "from": before,
            "to": after,
            "reason": "调整",
            "approved_by": "市",
        }
        for day, before, after in zip(change_days, values, values[1:], strict=False)
    ]
    return values[-1], changes


@st.composite
def sound_projects(draw: st.DrawFn) -> dict[str, Any]:
    total, changes = draw(totals())
    stages = [
        "reserved",
        "signed",
        "preparing",
        "started",
        "主体施工",
        "suspended",
        "resumed",
        "completed",
        "operating",
    ]
    stage_days = draw(rising(days, max_size=len(stages)))
    count = draw(st.integers(1, 9))
    part = draw(st.integers(0, count))
    return {
        "count": str(count),
        "breakdowns": [{"axis": "类型", "parts": {"甲": str(part), "乙": str(count - part)}}],
        "investment": {"total": total},
        "years": [
            {
                "year": "2026",
                "plan": draw(amounts),
                "quarters": draw(rising(st.integers(0, 100), min_size=4, max_size=4)),
            }
        ],
        "stages": [{"date": day, "stage": stage} for day, stage in zip(stage_days, stages, strict=False)],
        "progress": draw(reports()),
        "changes": changes,
        "content": draw(st.text(st.characters(exclude_categories=["Nd", "Cs", "Cc"]), min_size=1)) + "。",
    }


@given(sound_projects())
def test_a_sound_project_has_no_fault(project: dict[str, Any]) -> None:
    """Rising investment, stages in order, an unbroken chain of changes, parts that add up: no fault."""
    assert faults(check_all(place(project=project), DAY)) == []


@given(sound_projects().filter(lambda project: rises(project["progress"])), st.integers(0, 7), amounts.filter(bool))
def test_a_fall_is_always_found(project: dict[str, Any], which: int, less: Decimal) -> None:
    """A report made smaller than the one before it in its year is always found, in whatever place it
    stands."""
    entries = project["progress"]
    position = rises(entries)[which % len(rises(entries))]
    lower = entries[position - 1]["invested"] - less
    spoiled = [*entries[:position], entries[position] | {"invested": lower}, *entries[position + 1 :]]
    found = {p.rule for p in faults(check_all(place(project=project | {"progress": spoiled}), DAY))}
    assert found == {"invested-falls" if lower >= 0 else "invested-negative"}


def rises(entries: list[dict[str, Any]]) -> list[int]:
    """Where a report stands behind another of its year."""
    return [n for n in range(1, len(entries)) if entries[n]["as_of"].year == entries[n - 1]["as_of"].year]
