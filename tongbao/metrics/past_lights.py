"""Lights of earlier months: those that the place showed then, by the rules and with what was known then."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from tongbao.metrics.course import Course, project_course
from tongbao.metrics.figure import Figure
from tongbao.metrics.lights import project_light
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.windows import month_end, periods_back
from tongbao.model.once import kept, once
from tongbao.model.policy import Rules
from tongbao.model.standings import Light
from tongbao.model.units import MONTHS_A_YEAR
from tongbao.model.vocab import FINISHED_STAGES

OWN = frozenset({"completion_rate", "pace", "gap"})
"""Figures of a project that nothing but its own record gives."""


class MonthLight(NamedTuple):
    """The light of a project at the end of a month, or on the day itself in the month that is not over; `course` is how
    far it had come, None where nobody knew of it yet; without one that `could_show` a light it had none to show."""

    day: date
    light: Light | None
    course: Course | Standing | None
    could_show: bool


class PastLights:
    """The lights of projects at earlier month ends. A light that asks for what the project alone gives needs no other
    project to be reckoned again."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._courses: dict[tuple[str, date], Any] = {}
        self._lights: dict[tuple[str, date], Any] = {}
        self._rules: dict[date, Rules] = {}

    def light(self, standing: Standing, end: date) -> Light | None:
        """The light that the project showed on the last day of a month; None for one finished or out of scope then."""
        if end == self.snapshot.day:
            return self.snapshot.project_light(standing).light
        key = (standing.project.id, end)
        return kept(self._lights, key, lambda: self._light(*key))

    def _light(self, id: str, end: date) -> Light | None:
        then = self.course(id, end)
        if then is None or not _could_show(then):
            return None
        lights = self._rules_on(end).lights
        return project_light(lights, then.project, lambda key, back: self._figure(id, key, end, back), end).light

    def _rules_on(self, day: date) -> Rules:
        if day not in self._rules:
            self._rules[day] = self.snapshot.data.policy.at(day)
        return self._rules[day]

    def months(self, standing: Standing) -> Iterator[MonthLight]:
        """The light at the end of each month of the year that is over, and that of the day."""
        day = self.snapshot.day
        for end in (month_end(date(day.year, month, 1)) for month in range(1, day.month)):
            then = self.course(standing.project.id, end)
            yield MonthLight(end, self.light(standing, end), then, then is not None and _could_show(then))
        yield MonthLight(day, self.light(standing, day), standing, _could_show(standing))

    def course(self, id: str, day: date) -> Course | None:
        """How far a project had come on a day; None where it was not yet known."""
        return kept(self._courses, (id, day), lambda: self._made(id, day))

    def _made(self, id: str, day: date) -> Course | None:
        data = self.snapshot.data
        project = data.project_at(id, day)
        return project_course(project, data.site, self._rules_on(day), day) if project else None

    def _figure(self, id: str, key: str, end: date, back: int) -> Figure | None:
        day = periods_back(end, back)
        if key not in OWN:
            there = self._snapshot(day)
            known = there.standing_by_id.get(id)
            return there.project_figure(known, key) if known else None
        then = self.course(id, day)
        return (
            None if then is None else {"completion_rate": then.completion_rate, "pace": then.pace, "gap": then.gap}[key]
        )

    def _snapshot(self, day: date) -> Snapshot:
        months = (self.snapshot.day.year - day.year) * MONTHS_A_YEAR + self.snapshot.day.month - day.month
        return self.snapshot.back(months)


def _could_show(course: Course | Standing) -> bool:
    return course.in_scope and course.stage not in FINISHED_STAGES


@once
def past_lights(snapshot: Snapshot) -> PastLights:
    """The lights of earlier months, seen from a day: the same for the wall chart and every page."""
    return PastLights(snapshot)


def has_past_lights(snapshot: Snapshot) -> bool:
    """Whether pages of projects tell earlier lights: the rules have lights of projects, and none asks for more than the
    project's own figures or is reckoned for the wall chart all the same."""
    measures = {light.measure for light in snapshot.rules.lights if light.applies_to == "project"}
    return bool(measures) and (measures <= OWN or snapshot.rules.wallchart.lights)
