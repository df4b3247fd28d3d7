"""Rounding: half-up, once, at the end (凉州 printed 75/96 as 78.13)."""

from decimal import Decimal
from fractions import Fraction

from tongbao.model.units import DECIMAL_BASE


def units_half_up(value: Fraction | Decimal | int, places: int, per: Fraction | Decimal | int = 1) -> int:
    """`value` ÷ `per` in units of the last of `places`; halves go away from zero. 78.125 at 2 places is 7813."""
    numerator, denominator = value.as_integer_ratio()
    if per != 1:
        per_numerator, per_denominator = per.as_integer_ratio()
        numerator, denominator = numerator * per_denominator, denominator * per_numerator
    scale: int = DECIMAL_BASE**places
    units = (2 * abs(numerator) * scale + denominator) // (2 * denominator)
    return -units if numerator < 0 else units


def round_half_up(value: Fraction | Decimal | int, places: int, per: Fraction | Decimal | int = 1) -> Decimal:
    """`value` ÷ `per` with `places` behind the point; halves go away from zero. Never -0."""
    # Written out, because Decimal's arithmetic would cut the number to 28 digits.
    return Decimal(f"{units_half_up(value, places, per)}e-{places}")


def exact_text(value: Fraction, places: int = 12) -> str:
    """The number as text to 12 decimals, trailing zeros cut: for machines, not for people."""
    if value.denominator == 1:  # most are: counts
        return str(value.numerator)
    units = units_half_up(value, places)
    whole, rest = divmod(abs(units), DECIMAL_BASE**places)
    text = f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".")
    return f"-{text}" if units < 0 else text
