"""Half-up, once, at the end."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tongbao.metrics.rounding import exact_text, round_half_up

decimals = st.decimals(min_value=-(10**15), max_value=10**15, places=9)
fractions = st.fractions(min_value=-(10**24), max_value=10**24)


@each(
    ("value", "places", "printed"),
    [
        (Fraction(75, 96) * 100, 2, "78.13"),  # 凉州 2020: published 78.13, half-even gives 78.12
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction("0.05"), 1, "0.1"),
        (Fraction("-0.05"), 1, "-0.1"),
        (Fraction("2.675"), 2, "2.68"),  # as a float it lies below the half
        (Fraction("0.049"), 1, "0.0"),
        (Fraction(7), 2, "7.00"),
    ],
)
def test_halves_go_away_from_zero(value: Fraction, places: int, printed: str) -> None:
    """A half is rounded away from zero, on either side of it."""
    assert str(round_half_up(value, places)) == printed


@pytest.mark.parametrize("value", [Fraction(-1, 1000), Fraction(0), Fraction(-49, 1000)])
def test_never_minus_zero(value: Fraction) -> None:
    """What rounds to zero has no sign."""
    assert str(round_half_up(value, 1)) == "0.0"


@given(decimals, st.integers(0, 6))
def test_agrees_with_decimal(value: Decimal, places: int) -> None:
    """The result is that of decimal.ROUND_HALF_UP, to the digit."""
    with localcontext() as context:
        context.prec = 60
        expected = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert round_half_up(Fraction(value), places) == expected


@given(fractions, st.integers(0, 12))
def test_never_more_than_half_a_unit_off(value: Fraction, places: int) -> None:
    """However many digits a value has, rounding moves it by at most half of the last place."""
    off = abs(Fraction(round_half_up(value, places)) - value)
    assert off <= Fraction(1, 2 * 10**places)


@given(fractions, st.integers(0, 4))
def test_symmetric(value: Fraction, places: int) -> None:
    """The opposite of a value rounds to the opposite."""
    assert round_half_up(-value, places) == -round_half_up(value, places)


@each(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction(-3, 2), "-1.5"),
        (Fraction(1, 3), "0.333333333333"),
        (Fraction(2, 3), "0.666666666667"),
        (Fraction(1, 10**12), "0.000000000001"),
        (Fraction(-1, 10**13), "0"),
        (Fraction(10**23) + Fraction(1, 2), "100000000000000000000000.5"),
    ],
)
def test_exact_text(value: Fraction, text: str) -> None:
    """Twelve decimals, no zeros at the end, no exponent, no minus before zero."""
    assert exact_text(value) == text


@given(decimals)
def test_exact_text_is_exact(value: Decimal) -> None:
    """A value of at most twelve decimals can be read back as it was."""
    assert Decimal(exact_text(Fraction(value))) == value
