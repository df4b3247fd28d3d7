"""Rounding: half-up, once, at the end (凉州 printed 75/96 as 78.13)."""

from decimal import Decimal
from fractions import Fraction


def round_half_up(value: Fraction | Decimal | int, places: int, per: Fraction | Decimal | int = 1) -> Decimal:
    """`value` ÷ `per` with `places` behind the point; halves go away from zero. Never -0."""
    numerator, denominator = value.as_integer_ratio()
    per_numerator, per_denominator = per.as_integer_ratio()
    above = abs(numerator * per_denominator) * 10**places
    below = denominator * per_numerator
    whole = (2 * above + below) // (2 * below)
    # Written out, because Decimal's arithmetic would cut the number to 28 digits.
    return Decimal(f"{'-' if numerator < 0 and whole else ''}{whole}e-{places}")


def exact_text(value: Fraction, places: int = 12) -> str:
    """The number as text to 12 decimals, trailing zeros cut: for machines, not for people."""
    text = format(round_half_up(value, places), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
