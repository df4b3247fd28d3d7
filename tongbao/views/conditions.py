"""Conditions on the page of a project: what is to be there before it goes on, and how far that is."""

from typing import NamedTuple

from tongbao.metrics.conditions import ConditionStanding
from tongbao.metrics.standing import Standing
from tongbao.views.parts import Link
from tongbao.views.reader import Reader


class ConditionRow(NamedTuple):
    """A condition: `until` says before which stage or by which day, `state` is met, met_late, overdue or open; `passed`
    says that the project went on without it."""

    name: str
    notes: tuple[str, ...]
    office: Link | None
    until: str
    state: str
    state_text: str
    passed: str


def conditions_of(standing: Standing, reader: Reader) -> tuple[ConditionRow, ...]:
    """The conditions of a project, in the order of its file."""
    return tuple(_row(found, reader) for found in standing.conditions)


def _row(found: ConditionStanding, reader: Reader) -> ConditionRow:
    condition = found.condition
    stage = reader.stage_chip(reader.site.stage(condition.before), condition.before).text if condition.before else ""
    until = (
        reader.t("words.conditions.before", stage=stage) if stage else "",
        reader.day_text(condition.due),
    )
    notes = (
        reader.name("category", condition.category) if condition.category else "",
        reader.t("words.conditions.step", step=condition.step) if condition.step else "",
    )
    return ConditionRow(
        name=reader.words(condition.name),
        notes=tuple(note for note in notes if note),
        office=reader.office_link(condition.office) if condition.office else None,
        until=reader.t("words.separator").join(text for text in until if text),
        state=found.state,
        state_text=reader.t(
            f"words.conditions.{found.state}",
            day=reader.day_text(condition.met),
            days=reader.number(found.overdue_days),
        ),
        passed=reader.t("words.conditions.passed", stage=stage) if found.passed and not condition.met else "",
    )
