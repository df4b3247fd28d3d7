"""Numbers of persons, of which none may be public: those of mobile telephones and of identity cards."""

import re
import unicodedata

from tongbao.model.base import FIRST_YEAR

EIGHT_DIGITS = re.compile(r"\d{4}[ \-–\u3000]?\d{4}")
"""Every private number holds these; most texts do not."""
MOBILE = re.compile(
    r"""([1１]
        (?: (?<!\d.) (?<!\d\..)                    # no part of a longer number or of an amount
          | (?<=86.) (?<!\d86.) )                  # but the country code may stand before it
        [3-9３-９]\d ([ \-–\u3000]?) \d{4} \2 \d{4})  # 13812345678, 138 1234 5678, 138-1234-5678
        (?!\d) (?!\.\d)""",
    re.VERBOSE,
)
"""A mobile number of mainland China. Digits may be full-width, as an input method leaves them."""
IDENTITY = re.compile(
    r"""(\d (?<![\dA-Za-z].) \d{5}               # division
        ([ \-–\u3000]?) \d{8} \2 \d{3}[\dXx])      # day of birth, number with check sign
        (?![\dA-Za-z])""",
    re.VERBOSE,
)
"""The shape of an identity number. Both patterns look back only after a first digit: that is much faster."""
IDENTITY_PARTS = re.compile(r"(..)(.{12})(.{4})")
MOBILE_PARTS = re.compile(r"(.{3})(.{4})(.{4})")


def is_identity_number(text: str) -> bool:
    """Whether 18 signs are an identity number: a day of birth that can be, and the check sign of GB
    11643-1999."""
    # Loads what speaks with the web: only where there is such a number.
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        born = ric.get_birth_date(text)
    except ValidationError:
        return False
    return born.year >= FIRST_YEAR and ric.calc_check_digit(text) == text[-1].upper()


def private_numbers(text: str) -> list[str]:
    """The private numbers in a text, as they are written there."""
    if not EIGHT_DIGITS.search(text):
        return []
    mobile = [match[1] for match in MOBILE.finditer(text)]
    identity = [match[1] for match in IDENTITY.finditer(text) if is_identity_number(signs(match[1]))]
    return identity + mobile


def signs(number: str) -> str:
    """The signs of a number alone, half-width: what tells it from another."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", number) if sign.isalnum())


def masked(number: str) -> str:
    """The number with its middle hidden, as offices print it: 138****1234, 37************012X."""
    only = signs(number)
    parts = IDENTITY_PARTS.fullmatch(only) or MOBILE_PARTS.fullmatch(only)
    if not parts:
        return only
    first, middle, last = parts.groups()
    return f"{first}{'*' * len(middle)}{last}"


def without_private_numbers(text: str) -> str:
    """The text with the middle of every private number hidden."""
    for number in private_numbers(text):
        text = text.replace(number, masked(number))
    return text
