"""The strict frozen base of every record, and the kinds of value that records are made of.

The loader hands every scalar over as the text that stands in the file, so numbers and dates are read here, exactly,
and each kind of value has one error code whose words stand in locale/<language>/problems.yaml.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, ClassVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEAR = re.compile(r"[0-9]{4}")
"""A year as it stands in names of fields (`years.2026.plan`) and of folders."""
MONTH = re.compile(r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])")
HOUR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2}))?")
DIGITS = 24
FIRST_YEAR, LAST_YEAR = 1900, 2199
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ADDRESS = re.compile(r"^https?://[^\s]+$")
CODE = re.compile(r"^[^\s/+:,?#%\\.][^\s/+:,?#%\\]*$")


class Meaning(Enum):
    """What a value means, told beside its type so that a comparison of files can say it in words."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DAY = "day"
    MONTH = "month"
    HOUR = "hour"
    BOOLEAN = "boolean"
    CODE = "code"
    WORDS = "words"


class Record(BaseModel):
    """A mapping in a file: frozen, and unknown keys are refused.

    `natural_key` are the keys of the file that tell entries of this kind apart in a list; see model.keys.
    """

    natural_key: ClassVar[tuple[str, ...]] = ()
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Before(BeforeValidator):
    """Reads a value before its type looks at it, by a function of that value alone: pydantic asks for the signature of
    the same function again wherever it is used, a fifth of the time in which validators are made."""

    def __get_pydantic_core_schema__(self, source_type: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        read = cast(core_schema.NoInfoValidatorFunction, self.func)
        return core_schema.no_info_before_validator_function(read, schema=handler(source_type))


def matching(pattern: re.Pattern[str], code: str) -> Callable[[object], str]:
    """Reads text of a form; its error has our own code."""

    def read(value: object) -> str:
        text = str(value)
        if isinstance(value, bool) or not pattern.fullmatch(text):
            raise PydanticCustomError(code, code, {"value": text})
        return text

    return read


def _short(read: Callable[[object], str]) -> Callable[[object], str]:
    """Refuses numbers that nobody means and that Python itself refuses to read (4,300 digits)."""

    def read_short(value: object) -> str:
        text = read(value)
        if len(text) > DIGITS:
            raise PydanticCustomError("number-too-long", "number-too-long", {"value": text, "limit": DIGITS})
        return text

    return read_short


_number = _short(matching(NUMBER, "not-a-number"))
_integer = _short(matching(INTEGER, "not-an-integer"))
_month = matching(MONTH, "not-a-month")


def _read_decimal(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(_number(value))


def _read_integer(value: object) -> int:
    return int(_integer(value))


def read_day(value: object) -> date:
    """The day of `2026-03-01`; a ValueError where it is none, or so far off that deadlines cannot be reckoned."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = str(value)
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise PydanticCustomError("not-a-date", "not-a-date", {"value": text})
    if day.year < FIRST_YEAR:
        raise PydanticKnownError("greater_than_equal", {"ge": f"{FIRST_YEAR}-01-01"})
    if day.year > LAST_YEAR:
        raise PydanticKnownError("less_than_equal", {"le": f"{LAST_YEAR}-12-31"})
    return day


def _read_day_or_month(value: object) -> str:
    text = str(value)
    return text if MONTH.fullmatch(text) else read_day(text).isoformat()


def read_hour(value: object) -> datetime:
    """The moment of `2026-11-15T17:00`, of a day alone its end; a ValueError where it is none."""
    if isinstance(value, datetime):
        return value
    text = str(value)
    if match := HOUR.fullmatch(text):
        try:
            day = read_day(match[1])
            return datetime.combine(
                day, time(int(match[2]), int(match[3])) if match[2] else time.max.replace(microsecond=0)
            )
        except ValueError:
            pass
    raise PydanticCustomError("not-a-time", "not-a-time", {"value": text})


def _read_boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("not-a-boolean", "not-a-boolean", {"value": str(value)})


def _read_words(value: object) -> object:
    if isinstance(value, dict):
        if not value or any(not isinstance(text, str) for text in value.values()):
            raise PydanticCustomError("not-text", "not-text", {"value": str(value)})
        return value
    return _read_line(value)


def _read_line(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("not-text", "not-text", {"value": str(value)})
    if not value.strip():
        raise PydanticCustomError("empty-text", "empty-text", {})
    return value


def _read_many(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return tuple(value)
    raise PydanticCustomError("not-a-list", "not-a-list", {"value": str(value)})


Number = Annotated[Decimal, Before(_read_decimal), WithJsonSchema({"type": "number"}), Meaning.NUMBER]
"""An exact decimal; its unit is said where it is used."""
Money = Annotated[Decimal, Before(_read_decimal), WithJsonSchema({"type": "number"}), Meaning.MONEY]
"""Money in the place's unit (site.yaml `money.unit`), exact."""
Integer = Annotated[int, Before(_read_integer), WithJsonSchema({"type": "integer"})]
Count = Annotated[
    int, Before(_read_integer), Field(ge=0), WithJsonSchema({"type": "integer", "minimum": 0}), Meaning.NUMBER
]
Year = Annotated[int, Before(_read_integer), Field(ge=1949, le=2199), WithJsonSchema({"type": "integer"})]
Percent = Annotated[
    Decimal,
    Before(_read_decimal),
    Field(ge=0, le=100),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
    Meaning.PERCENT,
]
"""A share of a hundred, 0 to 100."""
Boolean = Annotated[bool, Before(_read_boolean), WithJsonSchema({"type": "boolean"}), Meaning.BOOLEAN]
Day = Annotated[date, Before(read_day), WithJsonSchema({"type": "string", "pattern": DAY.pattern}), Meaning.DAY]
Month = Annotated[str, Before(_month), WithJsonSchema({"type": "string", "pattern": MONTH.pattern}), Meaning.MONTH]
"""A month, `2026-03`."""
DayOrMonth = Annotated[
    str,
    Before(_read_day_or_month),
    WithJsonSchema({"type": "string", "pattern": "[0-9]{4}-[0-9]{2}(-[0-9]{2})?"}),
    Meaning.MONTH,
]
"""A day, or a month where only that is known; `last_day` makes a day of it."""
Hour = Annotated[datetime, Before(read_hour), WithJsonSchema({"type": "string", "pattern": HOUR.pattern}), Meaning.HOUR]
"""A day with an hour, `2026-11-15T17:00`; a day alone means its end."""
Line = Annotated[str, Before(_read_line)]
"""Text that is not empty."""
Id = Annotated[
    str,
    Before(matching(ID, "bad-id")),
    WithJsonSchema({"type": "string", "pattern": f"^{ID.pattern}$"}),
]
"""An id: the name of its file. ASCII, so that it can stand in an address."""
Code = Annotated[
    str,
    Before(_read_line),
    Field(pattern=CODE.pattern),
    WithJsonSchema({"type": ["string", "number"], "pattern": CODE.pattern}),
    Meaning.CODE,
]
"""A code that site.yaml or policy.yaml defines."""
Commit = Annotated[str, Before(_read_line), Field(pattern=r"^[0-9a-f]{7,64}$")]
"""A commit of Git by the first digits of its name."""
Address = Annotated[str, Field(pattern=ADDRESS.pattern)]
"""An address on the web: what anybody wrote into a file must not become a `javascript:` link."""
Text = Annotated[
    str | dict[str, str],
    Before(_read_words),
    WithJsonSchema(
        {"anyOf": [{"type": ["string", "number"]}, {"type": "object", "additionalProperties": {"type": "string"}}]}
    ),
    Meaning.WORDS,
]
"""Words for people: a string, or a map by language (`{zh-CN: …, en: …}`)."""
Many = Before(_read_many)
Scalar = Annotated[Any, WithJsonSchema({})]


def words(text: str | dict[str, str] | None, languages: tuple[str, ...]) -> str:
    """The words of a Text in the first of `languages` that it has, else in whichever it has; "" for None."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    for language in languages:
        if language in text:
            return text[language]
    return next(iter(text.values()))


def last_day(value: str) -> date:
    """The day that a DayOrMonth means; a month counts as its last day, as in `finish_diff` of entries.csv."""
    if len(value) == len("2026-03"):
        year, month = int(value[:4]), int(value[5:])
        return date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(value)
