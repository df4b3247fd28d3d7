"""What is said of a light: by which figure it is shown, and from which lights somebody is exempt, with the reason."""

from typing import NamedTuple

from tongbao.metrics.lights import Exempted, LightStanding
from tongbao.metrics.past_lights import MonthLight, has_past_lights, past_lights
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.views.parts import LightView
from tongbao.views.reader import Reader

BESIDE = frozenset({"gap", "completion_rate"})
"""Figures that pages print beside the light anyway."""


def light_reason(standing: LightStanding, reader: Reader) -> str:
    """The figure that gave the light, at each month end where there were several; "" where the page shows it anyway."""
    figures = standing.figures
    if not figures or (len(figures) == 1 and figures[0].key in BESIDE):
        return ""
    values = [reader.figure_text(figure) for figure in figures]
    label = reader.label(figures[0].key)
    if len(values) == 1:
        return reader.t("words.light.by", figure=label, value=values[0])
    joined = reader.t("words.separator").join(reversed(values))
    return reader.t("words.light.months", figure=label, count=len(values), values=joined)


class LightMonth(NamedTuple):
    """A month of a project: its light, or in words why it shows none, and the figures of that day."""

    month: str
    day: str
    light: LightView | None
    words: str
    completion: str
    pace: str
    gap: str


def light_months(standing: Standing, snapshot: Snapshot, reader: Reader) -> tuple[LightMonth, ...]:
    """The lights of the year's months; () where the place has none of projects, or the project could show none."""
    if not has_past_lights(snapshot):
        return ()
    months = tuple(past_lights(snapshot).months(standing))
    return tuple(_month(month, reader) for month in months) if any(month.could_show for month in months) else ()


def _month(month: MonthLight, reader: Reader) -> LightMonth:
    then = month.course if month.could_show else None
    completion, pace, gap = (
        (reader.figure_text(figure) for figure in (then.completion_rate, then.pace, then.gap)) if then else ("", "", "")
    )
    return LightMonth(
        month=reader.t(f"words.dates.names.{month.day.month}"),
        day=reader.day_text(month.day),
        light=reader.light(month.light),
        words="" if month.light else reader.t(f"words.light.{_state(month)}"),
        completion=completion,
        pace=pace,
        gap=gap,
    )


def _state(month: MonthLight) -> str:
    if month.course is None:
        return "unknown"
    return "plain" if month.could_show else "out"


def exempted_texts(standing: LightStanding, reader: Reader) -> tuple[str, ...]:
    """A sentence for each light that is not shown for a recorded reason, with who approved it and until when."""
    return tuple(_exempted(entry, reader) for entry in standing.exempted)


def _exempted(entry: Exempted, reader: Reader) -> str:
    text = reader.t("words.exempted.light", light=reader.words(entry.light.label), reason=reader.words(entry.reason))
    more = [reader.t("words.exempted.approved", by=reader.words(entry.approved_by))] if entry.approved_by else []
    more += [reader.t("words.exempted.until", day=reader.day_text(entry.until))] if entry.until else []
    if not more:
        return text
    return reader.t("words.exempted.more", text=text, more=reader.t("words.exempted.comma").join(more))
