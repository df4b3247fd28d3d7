"""How values become text for one reader: language, units, decimals, addresses.

Every view is made with a Reader, so that a number is printed the same way wherever it stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.marks import GAP
from tongbao.metrics.rounding import exact_text, units_half_up
from tongbao.model.clocks import OrderStep
from tongbao.model.once import Keeper
from tongbao.model.site import Named
from tongbao.model.standings import Light, Quota, Score
from tongbao.views.parts import Bar, Chip, FigureView, LightView, Link, Origin
from tongbao.views.wording import TextLike, Wording, written


@dataclass(frozen=True)
class Reader(Wording, Keeper):
    """What words, dates and numbers are to one reader, and figures and the place's codes with them.

    `listed` names the codes of the axis `targets`: the year's lists and their groups.
    """

    listed: Mapping[str, TextLike] = field(default_factory=dict)

    def figure(self, figure: Figure, *, explained: bool = True) -> FigureView:
        """A figure as printed, with its origin where it is `explained`; rows of tables are not."""
        label, unit, places = self._figure_words(figure)
        origin = self._origin(figure) if explained else None
        if figure.value is None:
            none = self.t("figures.none")
            return FigureView(figure.key, label, none, "", none, origin, known=False)
        value, unit = self._counted(figure, figure.value, unit, places)
        tone, phrase = self._side(figure, places)
        text = self._with_unit(figure, value, unit)
        return FigureView(figure.key, label, value, unit, text, origin, phrase, tone, exact=exact_text(figure.value))

    def figure_text(self, figure: Figure) -> str:
        """A figure as printed, and nothing else."""
        if figure.value is None:
            return self.t("figures.none")
        _, unit, places = self._figure_words(figure)
        return self._with_unit(figure, *self._counted(figure, figure.value, unit, places))

    def _counted(self, figure: Figure, value: Fraction, unit: str, places: int) -> tuple[str, str]:
        """The value of a figure as printed, and its unit."""
        signed = figure.unit is Unit.POINTS or figure.key.startswith(GAP)
        match figure.unit:
            case Unit.SHARE:
                return written(units_half_up(value, places + PERCENT), places), unit
            case Unit.MONEY:
                return self.number(value, places, per=self.money_factor, signed=signed), unit
            case Unit.AMOUNT:
                return self.exact(value), figure.unit_word
            case Unit.DAYS:
                text = self.exact(value)
                return text, self.t("figures.unit_of_one.days") if text == "1" else unit
        text = self.number(value, places, signed=signed)
        return text, self.t(f"figures.unit_of_one.{figure.unit}") if text == "1" else unit

    def _with_unit(self, figure: Figure, value: str, unit: str) -> str:
        if figure.unit is Unit.SHARE:
            return self.t("words.units.percent", value=value)
        return self.t("words.units.with", value=value, unit=unit)

    def label(self, key: str) -> str:
        """The label of a figure; of `score:`, `quota:` or `target:` and a code the name that the policy gives it."""
        kind, _, code = key.partition(":")
        if not code:
            return self.t(f"figures.{key}.label")
        if kind in TARGETS:
            code, _, quarter = code.partition(":q")
            names = (self.words(measure.name) for measure in self.rules.targets if measure.code == code)
            form = "words.targets.by_quarter" if quarter else f"words.targets.{kind}"
            return self.t(form, name=next(names, code), quarter=self.t(f"papers.quarter.{quarter}") if quarter else "")
        named: tuple[Score, ...] | tuple[Quota, ...] = self.rules.scores if kind == "score" else self.rules.quotas
        return next((self.words(setting.name) for setting in named if setting.code == code), code)

    @cached_property
    def _known_figures(self) -> dict[tuple[str, bool], tuple[str, str, int]]:
        return {}

    def _figure_words(self, figure: Figure) -> tuple[str, str, int]:
        """Label, unit and places of a figure: the same wherever it stands, so found once."""
        known = self._known_figures.get((figure.key, figure.whole))
        if known is None:
            money = figure.unit is Unit.MONEY
            unit = self.money_unit if money else self.t(f"figures.units.{figure.unit}")
            places = self.decimals(figure.key, figure.unit, whole=figure.whole)
            known = self._known_figures[figure.key, figure.whole] = self.label(figure.key), unit, places
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
        if figure.key in MONEY_RATES or figure.base == "own_quarters":
            return self.money_text(value)
        if figure.unit is Unit.POINTS:
            return self.percent(value)
        if figure.key in RATIOS:
            return self.percent(value * 100)
        return self.exact(value)

    def _origin(self, figure: Figure) -> Origin:
        return Origin(
            formula=self.t(f"figures.{figure.key}.formula"),
            numerator=self._amount(figure, figure.numerator),
            denominator=self._amount(figure, figure.denominator),
            base=self.t(f"figures.bases.{figure.base}") if figure.base else "",
            excluded=tuple(
                (self.catalogue.count(f"figures.excluded.{code}", count), count) for code, count in figure.excluded
            ),
            reason=self.t(f"figures.reasons.{figure.reason}") if figure.reason else "",
            numerator_exact="" if figure.numerator is None else exact_text(figure.numerator),
            denominator_exact="" if figure.denominator is None else exact_text(figure.denominator),
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
    def _names(self) -> Mapping[str, Mapping[str, TextLike]]:
        named: dict[str, Iterable[Named]] = {
            "level": self.site.levels,
            "district": self.site.districts,
            "office": self.site.offices,
            "sponsor": self.site.offices,
            "list": self.site.lists,
            "class": self.site.classes,
            "sector": self.site.sectors,
            "phase": self.site.phases,
            "category": self.site.categories,
            "channel": self.site.channels,
            "handler": self.site.offices,
            "severity": self.site.severities,
        }
        delays = {entry.code: entry.name for entry in self.rules.delays.classes}
        return {
            **{axis: {entry.code: entry.name_on(self.day) for entry in entries} for axis, entries in named.items()},
            "library": {library.code: library.name for library in self.rules.libraries},
            "batch": {kind.code: kind.name for kind in self.rules.batches},
            "targets": self.listed,
            "delay": delays,
            "delay_latest": delays,
            "age": {entry.code: entry.name for entry in self.rules.ages.classes},
            "meeting": {step.code: step.name for ladder in self.rules.meetings for step in ladder.steps},
            "order": {step.code: step.label for ladder in self.rules.orders for step in ladder.steps},
        }

    def name(self, axis: str, code: str | None) -> str:
        """A code's name on the reader's day; for stages and natures the catalogue's word; else the code itself."""
        if not code:
            return ""
        if axis in ("stage", "nature", "state", "kind", "event"):
            return self.t(f"words.{axis}.{code}")
        return self.words(self._names.get(axis, {}).get(code)) or code

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
        """An office's short name, else its name, or the name of a meeting; free words stay as they are."""
        entry = next((office for office in self.site.offices if office.code == code), None)
        if entry is None:
            return self.name("meeting", code)
        return self.words(entry.short) or self.words(entry.name_on(self.day))

    def office_link(self, code: str) -> Link:
        """An office with its page; free words stay as they are."""
        known = any(office.code == code for office in self.site.offices)
        return Link(self.office(code), self.urls.office(code) if known else "")

    def procedure(self, code: str) -> str:
        """The name of a procedure; free words stay as they are."""
        rule = next((procedure for procedure in self.rules.procedures if procedure.code == code), None)
        return self.words(rule.name) if rule else code

    def district_link(self, code: str) -> Link:
        """A district with its page."""
        known = code in self._names["district"]
        return Link(self.name("district", code), self.urls.district(code) if known else "")

    def group_link(self, axis: Literal["class", "sector"], code: str) -> Link:
        """A class or sector with its page."""
        return Link(self.name(axis, code), self.urls.group(axis, code))

    def light(self, light: Light | None) -> LightView | None:
        """A light as shown."""
        return LightView(light.code, self.words(light.label), light.shape, light.tone) if light else None

    def project_light(self, code: str | None) -> LightView | None:
        """A light of projects by its code; None where the rules of the day have none of it."""
        lights = (light for light in self.rules.lights if light.applies_to == "project" and light.code == code)
        return self.light(next(lights, None))

    def colour(self, code: str | None) -> LightView | None:
        """An order's colour: of the ladder of orders, else of the lights; a plain one where neither has it."""
        if not code:
            return None
        steps: Iterable[OrderStep | Light] = (step for ladder in self.rules.orders for step in ladder.steps)
        found = next((step for step in (*steps, *self.rules.lights) if step.code == code), None)
        if found is None:
            return LightView(code, code, "circle", "notice")
        return LightView(found.code, self.words(found.label), found.shape, found.tone)


PERCENT = 2
"""Places that a share of 1 has more than the same in percent."""
MONEY_RATES = frozenset(
    {
        "completion_rate",
        "planned_share",
        "completed_share",
        "year_on_year",
        "funding_granted_rate",
        "funding_spent_rate",
        "funding_plan_rate",
    }
)
"""Rates whose numerator and denominator are money."""
RATIOS = frozenset({"pace_ratio"})
"""Rates whose numerator and denominator are shares themselves."""
TARGETS = frozenset({"target", "target_due", "target_gap"})
"""Kinds of figures of what units answer for, the code of the measure after them."""
GAPS = frozenset({"gap", "start_gap"})
"""Differences to a pace, with a phrase for each side of it."""


def position(share: Fraction) -> str:
    """A share of 1 as a place on a bar from 0 to 100, to a tenth; what lies beyond stops at the end."""
    tenths = min(max(units_half_up(share, 3), 0), 1000)
    return f"{tenths // 10}.{tenths % 10}"
