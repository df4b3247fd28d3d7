"""How values become text for one reader: language, units, decimals, addresses.

Every view is made with a Reader, so that a number is printed the same way wherever it stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.rounding import units_half_up
from tongbao.model.base import words
from tongbao.model.policy import Rules
from tongbao.model.site import Named, Site
from tongbao.model.standings import Light, Quota, Score
from tongbao.views.parts import Bar, Chip, FigureView, LightView, Link, Origin
from tongbao.views.urls import Urls

TextLike = str | dict[str, str] | None
END_OF_DAY = time.max.replace(microsecond=0)
"""What a day without an hour is read as (model.base.Hour)."""


@dataclass(frozen=True)
class Reader:
    """One language of one place on one day."""

    language: str
    catalogue: Catalogue
    site: Site
    rules: Rules
    day: date
    urls: Urls

    def t(self, key: str, **params: object) -> str:
        """A label or phrase of the catalogue."""
        return self.catalogue(key, **params)

    def words(self, text: TextLike) -> str:
        """Human text in the reader's language, else in the place's first."""
        return words(text, (self.language, *self.site.languages)).strip()

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
        units = units_half_up(value, places, per)
        whole, rest = divmod(abs(units), 10**places)
        sign = "−" if units < 0 else "+" if signed and units else ""
        return f"{sign}{whole:,}.{rest:0{places}}" if places else f"{sign}{whole:,}"

    def plain(self, value: Decimal) -> str:
        """An amount as it was written, with thousands separators."""
        whole, _, rest = format(value.copy_abs(), "f").partition(".")
        return ("−" if value < 0 else "") + f"{int(whole):,}" + (f".{rest}" if rest else "")

    def decimals(self, key: str, unit: Unit) -> int:
        """Places behind the point of a figure, by the policy."""
        rule = self.rules.decimals
        if key in rule.figures:
            return rule.figures[key]
        places = {
            Unit.SHARE: rule.rate,
            Unit.POINTS: rule.gap,
            Unit.MONEY: rule.money,
            Unit.SCORE: rule.score,
            Unit.TIMES: rule.times,
        }
        return places.get(unit, 0)

    @cached_property
    def money_unit(self) -> str:
        """The unit that pages print money in."""
        return self.words(self.site.money.display)

    def money(self, value: Decimal | Fraction | None, *, key: str = "money", signed: bool = False) -> str:
        """Money in the display unit, without the unit; "" for None."""
        if value is None:
            return ""
        return self.number(value, self.decimals(key, Unit.MONEY), signed=signed, per=self.site.money.factor)

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

    # -- figures -------------------------------------------------------------------------------------------------------

    def figure(self, figure: Figure, *, explained: bool = True) -> FigureView:
        """A figure as printed, with its origin where it is `explained`; rows of tables are not."""
        label, unit, places = self._figure_words(figure)
        origin = self._origin(figure) if explained else None
        if figure.value is None:
            none = self.t("figures.none")
            return FigureView(figure.key, label, none, "", none, origin, known=False)
        match figure.unit:
            case Unit.SHARE:
                value = self.number(figure.value, places, per=HUNDREDTH)
            case Unit.MONEY:
                value = self.number(figure.value, places, per=self.site.money.factor)
            case Unit.AMOUNT:
                value, unit = self.exact(figure.value), figure.unit_word
            case unit_:
                value = self.number(figure.value, places, signed=unit_ is Unit.POINTS)
        tone, phrase = self._side(figure, places)
        text = (
            self.t("words.units.percent", value=value)
            if figure.unit is Unit.SHARE
            else self.t("words.units.with", value=value, unit=unit)
        )
        return FigureView(figure.key, label, value, unit, text, origin, phrase, tone)

    def label(self, key: str) -> str:
        """The label of a figure; of `score:` or `quota:` and a code the name that the policy gives it."""
        kind, _, code = key.partition(":")
        if not code:
            return self.t(f"figures.{key}.label")
        named: tuple[Score, ...] | tuple[Quota, ...] = self.rules.scores if kind == "score" else self.rules.quotas
        return next((self.words(setting.name) for setting in named if setting.code == code), code)

    @cached_property
    def _known_figures(self) -> dict[str, tuple[str, str, int]]:
        return {}

    def _figure_words(self, figure: Figure) -> tuple[str, str, int]:
        """Label, unit and places of a figure: the same wherever it stands, so found once."""
        known = self._known_figures.get(figure.key)
        if known is None:
            money = figure.unit is Unit.MONEY
            unit = self.money_unit if money else self.t(f"figures.units.{figure.unit}")
            known = self.label(figure.key), unit, self.decimals(figure.key, figure.unit)
            self._known_figures[figure.key] = known
        return known

    def _side(self, figure: Figure, places: int) -> tuple[str, str]:
        """Which side of the pace a gap lies on, as printed, and the place's phrase for it."""
        if figure.key not in GAPS or figure.value is None:
            return "", ""
        units = units_half_up(figure.value, places)
        tone = "ahead" if units > 0 else "behind" if units < 0 else "flat"
        return tone, self.t(f"figures.{figure.key}.{tone}", value=self.number(abs(figure.value), places))

    def _amount(self, figure: Figure, value: Fraction | None) -> str:
        if value is None:
            return ""
        if figure.key in MONEY_RATES:
            return self.money_text(value)
        if figure.unit is Unit.POINTS:
            return self.percent(value)
        if figure.key in RATIOS:
            return self.percent(value * 100)
        return self.exact(value)

    def exact(self, value: Fraction) -> str:
        """A number as it is where it ends within the places that records use, else to two places."""
        exact = next((n for n in range(EXACT_PLACES) if (value * 10**n).denominator == 1), 2)
        return self.number(value, exact)

    def _origin(self, figure: Figure) -> Origin:
        return Origin(
            formula=self.t(f"figures.{figure.key}.formula"),
            numerator=self._amount(figure, figure.numerator),
            denominator=self._amount(figure, figure.denominator),
            base=self.t(f"figures.bases.{figure.base}") if figure.base else "",
            excluded=tuple(self.t(f"figures.excluded.{code}", count=count) for code, count in figure.excluded),
            reason=self.t(f"figures.reasons.{figure.reason}") if figure.reason else "",
        )

    def bar(self, rate: Figure, pace: Figure, gap: Figure) -> Bar | None:
        """The pace bar of a rate; None where there is no rate."""
        if rate.value is None or pace.value is None:
            return None
        rate_view, pace_view, view = (self.figure(f, explained=False) for f in (rate, pace, gap))
        text = self.t("figures.bar", rate=rate_view.text, pace=pace_view.text, gap=view.words)
        return Bar(position(rate.value), position(pace.value), view.tone, text)

    # -- codes ---------------------------------------------------------------------------------------------------------

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, Named]]:
        tables: dict[str, Iterable[Named]] = {
            "level": self.site.levels,
            "district": self.site.districts,
            "office": self.site.offices,
            "list": self.site.lists,
            "class": self.site.classes,
            "sector": self.site.sectors,
            "category": self.site.categories,
            "channel": self.site.channels,
            "severity": self.site.severities,
        }
        return {axis: {entry.code: entry for entry in entries} for axis, entries in tables.items()}

    def name(self, axis: str, code: str | None) -> str:
        """A code's name on the reader's day; for stages and natures the catalogue's word; else the code itself."""
        if not code:
            return ""
        if axis in ("stage", "nature", "state", "kind", "event"):
            return self.t(f"words.{axis}.{code}")
        entry = self._names.get(axis, {}).get(code)
        return self.words(entry.name_on(self.day)) if entry else code

    @cached_property
    def _chips(self) -> dict[tuple[str, str | None], Chip]:
        return {}

    def chip(self, axis: str, code: str | None) -> Chip:
        """A code with its name."""
        chip = self._chips.get((axis, code))
        if chip is None:
            chip = self._chips[axis, code] = Chip(code or "", self.name(axis, code))
        return chip

    def stage_chip(self, code: str | None, word: str) -> Chip:
        """A stage: filtered by the core code, printed in the place's own word where it has one."""
        own = next((entry for entry in self.site.stages if entry.word == word), None)
        return Chip(code or "", (self.words(own.name) or own.word) if own else self.name("stage", code))

    def office(self, code: str) -> str:
        """An office's short name, else its name; free words stay as they are."""
        entry = next((office for office in self.site.offices if office.code == code), None)
        if entry is None:
            return code
        return self.words(entry.short) or self.words(entry.name_on(self.day))

    def procedure(self, code: str) -> str:
        """The name of a procedure; free words stay as they are."""
        rule = next((procedure for procedure in self.rules.procedures if procedure.code == code), None)
        return self.words(rule.name) if rule else code

    def district_link(self, code: str) -> Link:
        """A district with its page."""
        known = code in self._names["district"]
        return Link(self.name("district", code), self.urls.district(code) if known else "")

    def light(self, light: Light | None) -> LightView | None:
        """A light as shown."""
        return LightView(light.code, self.words(light.label), light.shape, light.tone) if light else None

    def colour(self, code: str | None) -> LightView | None:
        """The light of an order's colour; a plain one where the policy has no light of that code."""
        if not code:
            return None
        light = next((light for light in self.rules.lights if light.code == code), None)
        return self.light(light) or LightView(code, code, "circle", "notice")


HUNDREDTH = Fraction(1, 100)
MONEY_RATES = frozenset(
    {
        "completion_rate",
        "planned_share",
        "completed_share",
        "year_on_year",
        "funding_granted_rate",
        "funding_spent_rate",
    }
)
"""Rates whose numerator and denominator are money."""
RATIOS = frozenset({"pace_ratio"})
"""Rates whose numerator and denominator are shares themselves."""
GAPS = frozenset({"gap", "start_gap"})
"""Differences to a pace, with a phrase for each side of it."""
EXACT_PLACES = 7


def position(share: Fraction) -> str:
    """A share of 1 as a place on a bar from 0 to 100, to a tenth; what lies beyond stops at the end."""
    tenths = min(max(units_half_up(share, 3), 0), 1000)
    return f"{tenths // 10}.{tenths % 10}"
