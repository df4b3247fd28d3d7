"""Rounding: half-up, once, at the end (75/96 prints 78.13, domain.md B1)."""

from decimal import Decimal
from fractions import Fraction


def round_half_up(value: Fraction, places: int) -> Decimal:
    """`value` with `places` behind the point; halves go away from zero. Never -0."""
    numerator, denominator = abs(value.numerator) * 10**places, value.denominator
    whole = (2 * numerator + denominator) // (2 * denominator)
    # Written out, because Decimal's arithmetic would cut the number to 28 digits.
    return Decimal(f"{'-' if value.numerator < 0 and whole else ''}{whole}e-{places}")


def exact_text(value: Fraction, places: int = 12) -> str:
    """The number as text to 12 decimals, trailing zeros cut: for machines, not for people."""
    text = format(round_half_up(value, places), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
