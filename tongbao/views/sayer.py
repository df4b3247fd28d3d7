"""What the sentences of the policy are made of: names, limits, amounts with their unit, bounds, selections."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from tongbao.metrics.figure import Unit
from tongbao.metrics.registry import REGISTRY
from tongbao.model.cited import CitedFigure
from tongbao.model.clocks import Clock
from tongbao.model.setting import Bounds, Limit, Selection, UnitExemption
from tongbao.model.standings import Quota
from tongbao.model.vocab import DayUnit
from tongbao.views.parts import LightView
from tongbao.views.reader import Reader


class RuleStep(NamedTuple):
    """A step of a ladder or procedure: its name, what is said of it, and the light it gives."""

    name: str
    lines: tuple[str, ...]
    light: LightView | None = None


class Sayer(NamedTuple):
    """Says the parts of a rule in the reader's language; its words stand in pages.yaml `rules`."""

    reader: Reader
    cited: tuple[CitedFigure, ...] = ()

    def __call__(self, key: str, **values: object) -> str:
        """A sentence or phrase about rules."""
        return self.reader.t(f"pages.rules.{key}", **values)

    def joined(self, parts: Iterable[str]) -> str:
        """A list in a sentence; empty parts are left out."""
        return self.reader.t("words.separator").join(part for part in parts if part)

    def names(self, axis: str, codes: Iterable[str]) -> str:
        """The names of codes of an axis; stages may be core stages or words of the place."""
        return self.joined(self.stage(code) if axis == "stage" else self.reader.name(axis, code) for code in codes)

    def stage(self, code: str) -> str:
        """A stage in the place's own word where it has one, else in the catalogue's; an unknown one as it stands."""
        core = self.reader.site.stage(code)
        return self.reader.stage_chip(core, code).text if core else code

    def unit_name(self, code: str) -> str:
        """A district or an office."""
        district = self.reader.name("district", code)
        return self.reader.office(code) if district == code else district

    def limit(self, limit: Limit) -> str:
        """A length of time: 3—5 个工作日; a limit of no days is the day itself."""
        length = str(limit.upper)
        if limit.lower is not None and limit.lower != limit.upper:
            length = self.reader.t("words.range", first=limit.lower, last=limit.upper)
        return self._length(length, limit.unit)

    def length(self, days: int, unit: DayUnit) -> str:
        """A number of days, hours or months."""
        return self._length(str(days), unit)

    def _length(self, length: str, unit: DayUnit) -> str:
        if length == "0":
            return self.reader.t("words.same_day")
        return (
            self.reader.t(f"words.one.{unit}") if length == "1" else self.reader.t(f"words.clock.{unit}", days=length)
        )

    def first_day(self, limit: Limit) -> str:
        """Whether the first day counts, where days are counted."""
        if not limit.upper or (limit.unit in (DayUnit.HOURS, DayUnit.MONTHS) and not limit.count_first_day):
            return ""
        return self("first_day.counts" if limit.count_first_day else "first_day.does_not_count")

    def clock(self, key: str, clock: Clock | None) -> str:
        """What is due within a limit; "" without one."""
        if clock is None:
            return ""
        starts = self(f"starts.{clock.starts}")
        return self(f"clock_{key}", limit=self.limit(clock), starts=starts, first_day=self.first_day(clock))

    def figure(self, key: str) -> str:
        """The label of a figure, or the name of a score or a quota."""
        return self.reader.label(key)

    def amount(self, key: str, value: Decimal) -> str:
        """A value of a figure as a policy writes it, with its unit: shares in percent, money in the place's unit."""
        definition = REGISTRY.get(key)
        return self.in_unit(value, definition.unit if definition else Unit.SCORE)

    def in_unit(self, value: Decimal, unit: Unit) -> str:
        """A value with its unit."""
        if unit is Unit.MONEY:
            return self.money(value)
        if value == 1 and f"pages.rules.one.{unit}" in self.reader.catalogue:
            return self(f"one.{unit}")
        text = self.reader.plain(value)
        if unit is Unit.SHARE:
            return self.reader.t("words.units.percent", value=text)
        word = self.reader.t(f"figures.units.{unit}")
        return self("amount", value=text, unit=word) if word else text

    def money(self, value: Decimal) -> str:
        """Money exactly as written, in the unit of pages where that makes it shorter: 500000 万元 is 50 亿元."""
        money = self.reader.site.money
        large = value / money.factor
        if abs(large) >= 1 and large * money.factor == value:
            whole = large.to_integral_value()
            value, unit = (whole if large == whole else large), money.display
        else:
            unit = money.unit
        return self("amount", value=self.reader.plain(value), unit=self.reader.words(unit))

    def bounds(self, bounds: Bounds, unit: Unit) -> str:
        """不低于 −30 个百分点、低于 −10 个百分点: every bound, the lower end first; "" without one."""
        named = {"at_least": bounds.at_least, "above": bounds.above, "at_most": bounds.at_most, "below": bounds.below}
        return self.joined(
            self(f"bounds.{name}", value=self.in_unit(value, unit))
            for name, value in named.items()
            if value is not None
        )

    def bounded(self, key: str, bounds: Bounds) -> str:
        """与时序进度之差低于 −30 个百分点: a figure with its bounds; "" without one."""
        definition = REGISTRY.get(key)
        text = self.bounds(bounds, definition.unit if definition else Unit.SCORE)
        return self("bounded", figure=self.figure(key), bounds=text) if text else ""

    def selection(self, selection: Selection) -> str:
        """Which projects a selection finds."""
        text = self.conditions(selection)
        return self("selected.projects", conditions=text) if text else self("everyone")

    def conditions(self, selection: Selection) -> str:
        """What a selection asks for; "" where it takes everyone."""
        named = {
            "natures": self.names("nature", selection.natures),
            "lists": self.names("list", selection.lists),
            "levels": self.names("level", selection.levels),
            "classes": self.names("class", selection.classes),
            "sectors": self.names("sector", selection.sectors),
            "years": self.reader.years(selection.years),
        }
        least = selection.planned_at_least
        conditions = (
            self("selected.stages", names=self.names("stage", selection.stages)) if selection.stages else "",
            *(self(f"reached.{each.within}", stage=self.stage(each.stage)) for each in selection.reached),
            *(self(f"selected.{key}", names=names) for key, names in named.items() if names),
            self.bounded("total_investment", selection.total),
            self("selected.planned", value=self.money(least)) if least is not None else "",
        )
        return self("conditions").join(filter(None, conditions))

    def cited_name(self, code: str) -> str:
        """The name of a cited figure."""
        cited = next((figure for figure in self.cited if figure.code == code), None)
        return self.reader.words(cited.name) if cited else code

    def quota_unit(self, quota: Quota) -> Unit:
        """What the bounds of a quota are written in."""
        if quota.over or quota.over_cited:
            return Unit.TIMES if quota.times else Unit.SHARE
        return Unit.PROJECTS if quota.measure == "projects" else Unit.MONEY

    def exemption(self, key: str, exemption: UnitExemption) -> str:
        """Who is exempt, for how long and why."""
        reader = self.reader
        days = (
            reader.t("words.since", day=reader.day_text(exemption.from_)) if exemption.from_ else "",
            self("until", day=reader.day_text(exemption.until)) if exemption.until else "",
        )
        span = self.joined(days)
        unit, reason = self.unit_name(exemption.unit), reader.words(exemption.reason)
        return self(key, unit=unit, reason=reason, span=self("span", days=span) if span else "")
