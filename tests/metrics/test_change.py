"""What was added since the bulletin before, and of the first one since what is cited as its opening."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.snapshots import place, report, year
from tongbao.metrics.change import new_active, new_investment
from tongbao.metrics.cited import compared
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.cited import CitedFigure

BUNDLE = {
    "count": "5",
    "years": year("100", None),
    "progress": [report("2026-05-10", "7", active="3"), report("2026-05-17", "9", active="3")],
}
OPENING = {"code": "a", "name": "上期", "as_of": "2026-05-03", "source": "上期通报", "opening": True}
COMPLETED = {**OPENING, "value": "0.0004", "measured_in": "display_money", "figure": "completed"}
ACTIVE = {**OPENING, "value": "1", "measured_in": "projects", "figure": "active"}


def on(day: str, *cited: dict[str, Any]) -> Snapshot:
    data = replace(place((BUNDLE,)), cited=tuple(CitedFigure.model_validate(keys) for keys in cited))
    return take_snapshot(data, date.fromisoformat(day))


def test_since_the_bulletin_before() -> None:
    """What stood in the bulletin before is subtracted; an opening says nothing once there is one."""
    before, now = on("2026-05-10", COMPLETED, ACTIVE), on("2026-05-17", COMPLETED, ACTIVE)
    assert [new(now, before, "all").value for new in (new_investment, new_active)] == [2, 0]


def test_the_first_bulletin_is_reckoned_from_its_opening() -> None:
    """0.0004亿元 are 4万元: 7 − 4; and of three at work one was so before."""
    now = on("2026-05-10", COMPLETED, ACTIVE)
    assert [new(now, None, "all").value for new in (new_investment, new_active)] == [3, 2]


@pytest.mark.parametrize(
    "changes", [{"opening": False}, {"as_of": "2025-12-28"}, {"scope": "level:市级"}, {"figure": "planned"}]
)
def test_what_is_no_opening(changes: dict[str, Any]) -> None:
    """Another cited figure, one of last year, of another scope or of another figure is nothing to start from."""
    assert new_investment(on("2026-05-10", {**COMPLETED, **changes}), None, "all").reason == "no-previous"


def test_an_opening_is_not_compared() -> None:
    """Our records begin after its day, so ours would be 0 beside it."""
    data = place((BUNDLE,))
    found = compared(CitedFigure.model_validate(COMPLETED), data.site.money, lambda day: take_snapshot(data, day))
    assert (found.agrees, found.ours, found.value) == (None, None, Fraction(4))
