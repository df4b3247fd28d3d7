"""Whether a value keeps to bounds, and how two ranges lie to each other."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tongbao.metrics.bounds import Cut, figure_within, lower_key, range_of, upper_key, within
from tongbao.metrics.figure import Figure, Unit
from tongbao.model.setting import Bounds

VALUES = st.none() | st.integers(-4, 4).map(str) | st.decimals(-4, 4, places=1).map(lambda number: format(number, "f"))
BOUNDS = st.fixed_dictionaries(dict.fromkeys(("at_least", "above", "at_most", "below"), VALUES))


def bounds(**keys: Any) -> Bounds:
    return Bounds.model_validate({key: value for key, value in keys.items() if value is not None})


@each(
    ("keys", "held"),
    [
        ({"at_least": "10"}, [False, True, True]),
        ({"above": "10"}, [False, False, True]),
        ({"at_most": "10"}, [True, True, False]),
        ({"below": "10"}, [True, False, False]),
        ({"at_least": "10", "above": "10"}, [False, False, True]),
        ({"at_least": "10", "at_most": "10"}, [False, True, False]),
        ({}, [True, True, True]),
    ],
)
def test_bounds_are_exact(keys: dict[str, str], held: list[bool]) -> None:
    """以上 and 不少于 include the bound, 超过 does not; a third of a thousandth beside it is beside it."""
    near = Fraction(1, 3000)
    assert [within(bounds(**keys), Fraction(10) + step) for step in (-near, 0 * near, near)] == held


@given(BOUNDS, st.fractions(-5, 5, max_denominator=30))
def test_a_range_holds_what_its_bounds_hold(keys: dict[str, str | None], value: Fraction) -> None:
    """A value lies between the two cuts of a range just where it keeps to the bounds."""
    lower, upper = range_of(bounds(**keys))
    inside = lower <= Cut(0, value, after=False) and Cut(0, value, after=True) <= upper
    assert within(bounds(**keys), value) is inside


@given(BOUNDS)
def test_whole_numbers_fill_a_range_or_none_does(keys: dict[str, str | None]) -> None:
    """A range of whole numbers is empty just where no whole number keeps to the bounds."""
    found = bounds(**keys)
    held = [number for number in range(-6, 7) if within(found, Fraction(number))]
    assert range_of(found, whole=True).empty is (not held)


@given(BOUNDS)
def test_the_keys_of_the_ends_alone_make_the_range(keys: dict[str, str | None]) -> None:
    """Of two bounds at one end the narrower is named."""
    found = bounds(**keys)
    ends = {key: getattr(found, key) for key in (lower_key(found), upper_key(found)) if key}
    assert range_of(bounds(**ends)) == range_of(found)


def test_shares_are_compared_in_percent() -> None:
    """`below: 50` on a rate means 50 %; gaps and counts are compared as they are; without a value nothing holds."""
    low = bounds(below="50")
    assert figure_within(low, Figure("pace_ratio", Unit.SHARE, Fraction(49999, 100000)))
    assert not figure_within(low, Figure("pace_ratio", Unit.SHARE, Fraction(1, 2)))
    assert figure_within(low, Figure("gap", Unit.POINTS, Fraction(49)))
    assert not figure_within(low, Figure("delay_months", Unit.MONTHS, Fraction(50)))
    assert not figure_within(low, Figure("gap", Unit.POINTS, None, reason="no-plan"))
