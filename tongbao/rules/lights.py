"""Lights of policy.yaml: bounds that part the values without a hole, and keys that mean something."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from tongbao.metrics.bounds import WHOLE, Cut, lower_key, range_of, upper_key
from tongbao.metrics.registry import REGISTRY
from tongbao.model.dataset import Dataset
from tongbao.model.standings import Light
from tongbao.model.vocab import Tone
from tongbao.rules.base import Codes, Finding, found, together, unknown

Placed = tuple[int, Light]
"""A light with its place in the policy."""


def _whole(light: Light) -> bool:
    definition = REGISTRY.get(light.measure)
    return definition is not None and definition.unit in WHOLE


def _bounded(light: Light) -> bool:
    return lower_key(light) is not None or upper_key(light) is not None


def light_without_bounds(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A light says within which bounds it is shown: at_least or above, at_most or below."""
    for i, light in enumerate(dataset.policy.lights):
        if not _bounded(light):
            yield found(dataset.policy, "lights", i, "code", value=light.code)


def light_bounds_impossible(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Some value lies within the bounds of a light; of a number of projects, issues or months a whole one."""
    for i, light in enumerate(dataset.policy.lights):
        lower, upper = lower_key(light), upper_key(light)
        if lower and upper and range_of(light, whole=_whole(light)).empty:
            low, high = getattr(light, lower), getattr(light, upper)
            yield found(dataset.policy, "lights", i, upper, value=high, other=low, light=light.code)


def _scales(lights: tuple[Light, ...]) -> Iterator[list[Placed]]:
    """Lights that are to part the values of one figure among them, on each day on which one comes or goes."""

    def scale(placed: Placed) -> tuple[object, ...]:
        light = placed[1]
        return light.applies_to, light.measure, light.periods, sorted(light.lists), light.planned_at_least or Decimal(0)

    usable = [(i, light) for i, light in enumerate(lights) if _bounded(light)]
    usable = [(i, light) for i, light in usable if not range_of(light, whole=_whole(light)).empty]
    for _, same in groupby(sorted(usable, key=scale), key=scale):
        group = sorted(same, key=lambda placed: (*range_of(placed[1], whole=_whole(placed[1])), placed[0]))
        days = {light.valid_from for _, light in group}
        days |= {light.valid_until + timedelta(days=1) for _, light in group if light.valid_until}
        for day in sorted(days):
            yield [(i, light) for i, light in group if light.in_force(day)]


def _pairs(dataset: Dataset) -> Iterator[tuple[Placed, Placed, Cut, Cut]]:
    """Each light after the first of its scale, with that before it which reaches highest; its lower end, their upper
    end. A pair is met once, however many days it is in force."""
    met = set()
    for scale in _scales(dataset.policy.lights):
        before: Placed | None = None
        for placed in scale:
            bounds = range_of(placed[1], whole=_whole(placed[1]))
            reach = range_of(before[1], whole=_whole(before[1])).upper if before else bounds.upper
            if before and (before[0], placed[0]) not in met:
                met.add((before[0], placed[0]))
                yield before, placed, bounds.lower, reach
            if before is None or bounds.upper > reach:
                before = placed


def _found(dataset: Dataset, earlier: Light, later: Placed) -> Finding:
    """At the bound where the later light begins; where it has none, at the one where it ends."""
    i, light = later
    lower, end = lower_key(light), upper_key(earlier)
    key = lower or upper_key(light) or "code"
    params = {"value": getattr(light, key), "light": light.code, "other": earlier.code}
    params |= {"end": getattr(earlier, end)} if end else {}
    variant = "plain" if lower and end else "open" if lower else "unbounded"
    return found(dataset.policy, "lights", i, key, variant=variant, **params)


def light_bounds_overlap(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No value lies within two lights over the same figure that are shown on the same projects, districts or offices
    over as many months: which of them holds would hang on their order. Each bound belongs to one side (at_least and
    below, or above and at_most)."""
    for (_, earlier), later, lower, reach in _pairs(dataset):
        if lower < reach:
            yield _found(dataset, earlier, later)


def light_bounds_gap(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No value lies between two lights over the same figure: neither a range nor the bound itself. Between one that
    praises and one that warns there may be values that show no light."""
    for (_, earlier), later, lower, reach in _pairs(dataset):
        if lower > reach and (earlier.tone is Tone.GOOD) is (later[1].tone is Tone.GOOD):
            yield _found(dataset, earlier, later)


def light_differs(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Lights of one code look alike, with one label, shape and tone: a light may be given for several reasons, but
    readers and filters know it by its code."""
    lights = dataset.policy.lights
    for i, light in enumerate(lights):
        first = next((other for other in lights[:i] if other.code == light.code and together(other, light)), None)
        for key in ("label", "shape", "tone"):
            if first and getattr(first, key) != getattr(light, key):
                yield found(dataset.policy, "lights", i, key, value=light.code)
                break


def light_key_unfit(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """`lists` and `planned_at_least` choose projects, so a light on districts or offices has none of them; `exempt`
    names districts or offices, while a project is exempted in its own file."""
    for i, light in enumerate(dataset.policy.lights):
        project = light.applies_to == "project"
        for key in ("exempt",) if project else ("lists", "planned_at_least"):
            if key in light.model_fields_set and getattr(light, key):
                variant = "project" if project else "unit"
                yield found(dataset.policy, "lights", i, key, value=key, variant=variant)


def unknown_light(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The light from which a project is exempted is the code of one of policy.yaml `lights`."""
    uses = (
        (project, ("exemptions", i, "light"), entry.light)
        for project in dataset.projects
        for i, entry in enumerate(project.exemptions)
    )
    yield from unknown(Codes.of(light.code for light in dataset.policy.lights), uses)
