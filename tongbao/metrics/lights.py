"""红黄蓝牌: which light a project or district shows, by the policy's bounds over a figure."""

from fractions import Fraction

from tongbao.metrics.figure import Figure
from tongbao.model.standings import Light


def _holds(light: Light, value: Fraction) -> bool:
    if light.at_most is not None and value > Fraction(light.at_most):
        return False
    if light.below is not None and value >= Fraction(light.below):
        return False
    return light.at_least is None or value >= Fraction(light.at_least)


def light_of(lights: tuple[Light, ...], on: str, figures: dict[str, Figure]) -> Light | None:
    """The first light whose bounds hold; shares are compared as a share of a hundred. None without a figure."""
    for light in lights:
        figure = figures.get(light.measure)
        if light.applies_to != on or figure is None or figure.value is None:
            continue
        value = figure.value * 100 if light.measure == "completion_rate" else figure.value
        if _holds(light, value):
            return light
    return None
