"""How projects go forward, as tables: stages, milestones with their changes, changes of governed facts, steps."""

from collections.abc import Iterator

from tongbao.metrics.milestones import MilestoneStanding
from tongbao.metrics.standing import Standing
from tongbao.views.data.columns import Column, Row, TableForm
from tongbao.views.data.projects import PROJECT
from tongbao.views.data.publication import Publication


def _stages(made: Publication) -> Iterator[Row]:
    for standing in made.today.standings:
        for number, entry in enumerate(sorted(standing.project.stages, key=lambda entry: entry.date), 1):
            yield (
                standing.project.id, number, entry.date, made.reader.site.stage(entry.stage), entry.stage, entry.count,
                entry.certified.date if entry.certified else None, entry.note,
            )  # fmt: skip


def milestone_state(standing: Standing, found: MilestoneStanding) -> str:
    """reached, late or open; over where the project was withdrawn."""
    if found.reached:
        return "reached"
    if standing.stage == "withdrawn":
        return "over"
    return "late" if found.overdue else "open"


def _milestones(made: Publication) -> Iterator[Row]:
    for standing in made.today.standings:
        for number, found in enumerate(standing.milestones, 1):
            milestone = found.milestone
            yield (
                standing.project.id, number, milestone.name, milestone.planned, found.due, milestone.actual,
                milestone_state(standing, found), found.delay, found.delay_latest, len(milestone.changes),
            )  # fmt: skip


def _milestone_changes(made: Publication) -> Iterator[Row]:
    for standing in made.today.standings:
        for number, found in enumerate(standing.milestones, 1):
            before = found.milestone.planned
            for place, change in enumerate(sorted(found.milestone.changes, key=lambda change: change.date), 1):
                yield (
                    standing.project.id, number, place, change.date, before, change.to, change.reason,
                    change.approved_by,
                )  # fmt: skip
                before = change.to


def _changes(made: Publication) -> Iterator[Row]:
    for standing in made.today.standings:
        for number, change in enumerate(sorted(standing.project.changes, key=lambda change: change.date), 1):
            yield (
                standing.project.id, number, change.date, change.field, scalar(change.from_), scalar(change.to),
                change.reason, change.approved_by,
            )  # fmt: skip


def scalar(value: object) -> str | None:
    """A governed value of a change as text: a list by its parts, an office by its code, words in the first language."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict):
        return str(value.get("office") or next(iter(value.values()), ""))
    if isinstance(value, (list, tuple)):
        return " ".join(scalar(entry) or "" for entry in value)
    return str(value)


def _steps(made: Publication) -> Iterator[Row]:
    for standing in made.today.standings:
        for number, step in enumerate(standing.project.steps, 1):
            yield (
                standing.project.id, number, step.procedure, step.step, step.count, step.planned, step.begun, step.done,
                step.mode, step.office,
            )  # fmt: skip


PROGRESS = (
    TableForm(
        "project_stages",
        ("project", "number"),
        (
            PROJECT,
            Column("number", "integer"),
            Column("date", "date", "StageEntry.date"),
            Column("stage"),
            Column("stage_word"),
            Column("count", "integer", "StageEntry.count"),
            Column("certified_on", "date", "Certified.date"),
            Column("note", "words", "StageEntry.note"),
        ),
        _stages,
    ),
    TableForm(
        "milestones",
        ("project", "number"),
        (
            PROJECT,
            Column("number", "integer"),
            Column("name", "words", "Milestone.name"),
            Column("planned", "date", "Milestone.planned"),
            Column("due", "date"),
            Column("actual", "date", "Milestone.actual"),
            Column("state"),
            Column("delay_months", "integer"),
            Column("delay_latest_months", "integer"),
            Column("changes", "integer"),
        ),
        _milestones,
        listed=True,
    ),
    TableForm(
        "milestone_changes",
        ("project", "milestone", "number"),
        (
            PROJECT,
            Column("milestone", "integer"),
            Column("number", "integer"),
            Column("date", "date", "MilestoneChange.date"),
            Column("before", "date"),
            Column("to", "date", "MilestoneChange.to"),
            Column("reason", "words", "MilestoneChange.reason"),
            Column("approved_by", "words", "MilestoneChange.approved_by"),
        ),
        _milestone_changes,
        listed=True,
    ),
    TableForm(
        "project_changes",
        ("project", "number"),
        (
            PROJECT,
            Column("number", "integer"),
            Column("date", "date", "Change.date"),
            Column("field", guide="Change.field"),
            Column("from", guide="Change.from"),
            Column("to", guide="Change.to"),
            Column("reason", "words", "Change.reason"),
            Column("approved_by", "words", "Change.approved_by"),
        ),
        _changes,
        listed=True,
    ),
    TableForm(
        "project_steps",
        ("project", "number"),
        (
            PROJECT,
            Column("number", "integer"),
            Column("procedure", guide="Step.procedure"),
            Column("step", guide="Step.step"),
            Column("count", "integer", "Step.count"),
            Column("planned", "date", "Step.planned"),
            Column("begun", "date", "Step.begun"),
            Column("done", "date", "Step.done"),
            Column("mode", guide="Step.mode"),
            Column("office", guide="Step.office"),
        ),
        _steps,
    ),
)
