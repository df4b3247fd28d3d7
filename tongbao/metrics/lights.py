"""红黄蓝牌: which light a project, district or office shows, and by which figure."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from tongbao.metrics.bounds import figure_within
from tongbao.metrics.figure import Figure
from tongbao.model.base import Text
from tongbao.model.project import Project
from tongbao.model.standings import Light

FigureBack = Callable[[str, int], Figure | None]
"""(key of a figure, so many month ends back; 0 is the day itself) → the figure of whom the lights speak; None where it
was not known yet."""


class Exempted(NamedTuple):
    """A light that is not shown, with the recorded reason (正当理由); `approved_by` only of a project's own."""

    light: Light
    figures: tuple[Figure, ...]
    reason: Text
    approved_by: Text | None = None
    until: date | None = None


class LightStanding(NamedTuple):
    """The light shown and the figures that gave it: of the day, and with `periods` of the month ends before it."""

    light: Light | None = None
    figures: tuple[Figure, ...] = ()
    exempted: tuple[Exempted, ...] = ()


class _Exemption(NamedTuple):
    reason: Text
    approved_by: Text | None
    until: date | None


def _held(light: Light, figure: FigureBack) -> tuple[Figure, ...]:
    """The figures by which the light's bounds held without a break up to the day; () where they did not."""
    figures = []
    for back in range(light.periods):
        found = figure(light.measure, back)
        if found is None or not figure_within(light, found):
            return ()
        figures.append(found)
    return tuple(figures)


def _standing(
    lights: Iterable[Light], figure: FigureBack, exemption: Callable[[Light], _Exemption | None]
) -> LightStanding:
    exempted: list[Exempted] = []
    for light in lights:
        figures = _held(light, figure)
        if not figures:
            continue
        reason = exemption(light)
        if reason is None:
            return LightStanding(light, figures, tuple(exempted))
        exempted.append(Exempted(light, figures, reason.reason, reason.approved_by, reason.until))
    return LightStanding(exempted=tuple(exempted))


def _of_project(lights: Iterable[Light], project: Project, year: int) -> Iterator[Light]:
    plan = project.year(year)
    planned = plan.plan if plan else None
    for light in lights:
        listed = not light.lists or not set(light.lists).isdisjoint(project.lists)
        least = light.planned_at_least
        if light.applies_to == "project" and listed and (least is None or (planned is not None and planned >= least)):
            yield light


def project_light(lights: Iterable[Light], project: Project, figure: FigureBack, day: date) -> LightStanding:
    """The first light whose bounds hold and from which the project is not exempt on the day.

    Exempted lights that would have come first are listed; what the project did in months before counts as it was.
    """

    def exemption(light: Light) -> _Exemption | None:
        for entry in project.exemptions:
            if entry.light == light.code and entry.from_ <= day and (entry.until is None or day <= entry.until):
                return _Exemption(entry.reason, entry.approved_by, entry.until)
        return None

    return _standing(_of_project(lights, project, day.year), figure, exemption)


def unit_light(
    lights: Iterable[Light], kind: Literal["district", "office"], code: str, figure: FigureBack, day: date
) -> LightStanding:
    """The first light of districts or offices whose bounds hold and from which the unit is not exempt on the day."""

    def exemption(light: Light) -> _Exemption | None:
        found = next((entry for entry in light.exempt if entry.unit == code and entry.on(day)), None)
        return _Exemption(found.reason, None, found.until) if found else None

    return _standing((light for light in lights if light.applies_to == kind), figure, exemption)
