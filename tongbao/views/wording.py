"""How words, dates, numbers and money become text for one reader."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.figure import Unit
from tongbao.metrics.rounding import units_half_up
from tongbao.model.base import words
from tongbao.model.policy import Rules
from tongbao.model.site import Site
from tongbao.model.units import DECIMAL_BASE
from tongbao.views.urls import Urls

TextLike = str | dict[str, str] | None
END_OF_DAY = time.max.replace(microsecond=0)
"""What a day without an hour is read as (model.base.Hour)."""
EXACT_PLACES = 7
KILO = 1024


@dataclass(frozen=True)
class Wording:
    """One language of one place on one day."""

    language: str
    catalogue: Catalogue
    site: Site
    rules: Rules
    day: date
    urls: Urls

    @cached_property
    def t(self) -> Catalogue:
        """A label or phrase of the catalogue, by its key and what fills it in."""
        return self.catalogue

    def words(self, text: TextLike) -> str:
        """Human text in the reader's language, else in the place's first."""
        return words(text, (self.language, *self.site.languages)).strip()

    def size(self, count: int) -> str:
        """The size of a file: bytes below a kilobyte (1024), kilobytes below a megabyte, megabytes to a tenth."""
        if count < KILO:
            return self.t("words.units.size.bytes", value=self.number(count))
        if count < KILO * KILO:
            return self.t("words.units.size.kilo", value=self.number(Fraction(count, KILO)))
        return self.t("words.units.size.mega", value=self.number(Fraction(count, KILO * KILO), 1))

    # -- dates ---------------------------------------------------------------------------------------------------------

    def day_text(self, day: date | None) -> str:
        """A full date; "" for None."""
        return self._dated("day", day) if day else ""

    def month_text(self, day: date) -> str:
        """A month of a year."""
        return self._dated("month", day)

    def short_day(self, day: date | None) -> str:
        """A date without its year; "" for None."""
        return self._dated("short", day) if day else ""

    def years(self, period: tuple[int, ...]) -> str:
        """The years from the first to the last; one year alone, "" for none."""
        if not period:
            return ""
        first, last = period[0], period[-1]
        return str(first) if first == last else self.t("words.dates.years", first=first, last=last)

    def hour_text(self, moment: datetime) -> str:
        """A date, with its hour where one is meant, and its minute where it is not the full hour."""
        day = self.day_text(moment.date())
        if moment.time() == END_OF_DAY:
            return day
        key = "words.dates.minute" if moment.minute else "words.dates.hour"
        return self.t(key, day=day, hour=moment.hour, minute=f"{moment.minute:02}")

    def day_or_month(self, value: str | None) -> str:
        """A DayOrMonth of a report."""
        if not value:
            return ""
        if len(value) == len("2026-03"):
            return self.month_text(date(int(value[:4]), int(value[5:]), 1))
        return self.day_text(date.fromisoformat(value))

    @cached_property
    def _dates(self) -> dict[tuple[str, date], str]:
        """Dates already written: a place has thousands of reports and few days."""
        return {}

    def _dated(self, form: str, day: date) -> str:
        text = self._dates.get((form, day))
        if text is None:
            name = self.t(f"words.dates.names.{day.month}")
            text = self.t(f"words.dates.{form}", year=day.year, month=day.month, day=day.day, name=name)
            self._dates[form, day] = text
        return text

    # -- numbers -------------------------------------------------------------------------------------------------------

    def number(
        self,
        value: Fraction | Decimal | int,
        places: int = 0,
        *,
        signed: bool = False,
        per: Fraction | Decimal | int = 1,
    ) -> str:
        """`value` ÷ `per`, half-up, with thousands separators, and with a sign where asked; a proper minus."""
        return written(units_half_up(value, places, per), places, signed=signed)

    def plain(self, value: Decimal) -> str:
        """An amount as it was written, with thousands separators."""
        whole, _, rest = format(value.copy_abs(), "f").partition(".")
        return ("−" if value < 0 else "") + f"{int(whole):,}" + (f".{rest}" if rest else "")

    def exact(self, value: Fraction) -> str:
        """A number as it is where it ends within the places that records use, else to two places."""
        exact = next((n for n in range(EXACT_PLACES) if (value * 10**n).denominator == 1), 2)
        return self.number(value, exact)

    def decimals(self, key: str, unit: Unit, *, whole: bool = False) -> int:
        """Places behind the point of a figure, by the policy; those of the `whole` place may be others."""
        rule = self.rules.decimals
        if whole and f"all/{key}" in rule.figures:
            return rule.figures[f"all/{key}"]
        if key in rule.figures:
            return rule.figures[key]
        return self._places.get(unit, 0)

    @cached_property
    def _places(self) -> dict[Unit, int]:
        rule = self.rules.decimals
        return {
            Unit.SHARE: rule.rate,
            Unit.POINTS: rule.gap,
            Unit.MONEY: rule.money,
            Unit.SCORE: rule.score,
            Unit.TIMES: rule.times,
        }

    @cached_property
    def money_factor(self) -> int | Decimal:
        """How many units of the records make one of those that pages print."""
        factor = self.site.money.factor
        return int(factor) if factor == int(factor) else factor  # a whole one divides faster

    @cached_property
    def money_unit(self) -> str:
        """The unit that pages print money in."""
        return self.words(self.site.money.display)

    def money(self, value: Decimal | Fraction | None, *, key: str = "money", signed: bool = False) -> str:
        """Money in the display unit, without the unit; "" for None."""
        if value is None:
            return ""
        return self.number(value, self.decimals(key, Unit.MONEY), signed=signed, per=self.money_factor)

    def money_text(self, value: Decimal | Fraction | None) -> str:
        """Money with its unit; "" for None."""
        return "" if value is None else self.t("words.units.with", value=self.money(value), unit=self.money_unit)

    def percent(self, value: Decimal | Fraction | None, places: int | None = None) -> str:
        """A share of a hundred, as printed; "" for None."""
        if value is None:
            return ""
        return self.t(
            "words.units.percent",
            value=self.number(value, self.rules.decimals.rate if places is None else places),
        )


def written(units: int, places: int, *, signed: bool = False) -> str:
    """A number of units of the last of `places`, with thousands separators; a proper minus."""
    sign = "−" if units < 0 else "+" if signed and units else ""
    if not places:
        return f"{sign}{abs(units):,}"
    whole, rest = divmod(abs(units), DECIMAL_BASE**places)
    return f"{sign}{whole:,}.{rest:0{places}}"
