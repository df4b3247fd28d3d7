"""A project's history: its reports beside the ones before, and the governed facts that changed."""

from decimal import Decimal
from typing import NamedTuple

from tongbao.metrics.entries import Entry, entries
from tongbao.metrics.standing import Standing
from tongbao.model.project import Change, Project, Report
from tongbao.views.reader import Reader


class HistoryRow(NamedTuple):
    """A report in the history, newest first. Texts are "" where the report says nothing."""

    as_of: str
    reported: str
    stage: str
    invested: str
    invested_diff: str
    physical: str
    physical_diff: str
    total: str
    total_diff: str
    finish: str
    finish_diff: str
    note: str
    certified: str
    corrects: str
    extra: tuple[tuple[str, str], ...]


class ChangeRow(NamedTuple):
    """A governed fact that changed."""

    date: str
    field: str
    before: str
    after: str
    reason: str
    approved_by: str


def _diff(value: Decimal | None, reader: Reader) -> str:
    return "" if value is None else reader.money(value, signed=True)


def _history_row(entry: Entry, project: Project, reader: Reader) -> HistoryRow:
    report = entry.report
    certified = report.certified
    own = reader.site.stage(report.stage) if report.stage else None
    return HistoryRow(
        as_of=reader.day_text(report.as_of),
        reported=reader.day_text(report.received),
        stage=reader.stage_chip(own, report.stage).text if report.stage and own else (report.stage or ""),
        invested=reader.money(report.invested),
        invested_diff=_diff(entry.invested_diff, reader),
        physical=reader.percent(report.physical, 0),
        physical_diff="" if entry.physical_diff is None else reader.number(entry.physical_diff, 0, signed=True),
        total=reader.money(report.total),
        total_diff=_diff(entry.total_diff, reader),
        finish=reader.day_or_month(report.finish),
        finish_diff="" if entry.finish_diff is None else reader.number(entry.finish_diff, signed=True),
        note=reader.words(report.note),
        certified=reader.money(certified.invested) if certified else "",
        corrects=_corrects(report, project, reader),
        extra=tuple(report.extra.items()),
    )


def _corrects(report: Report, project: Project, reader: Reader) -> str:
    """Which report this one corrects, what stood there, and why; "" where it corrects none."""
    if report.corrects is None:
        return ""
    earlier = [r for r in project.progress if r is not report and r.as_of == report.corrects]
    old = earlier[-1] if earlier else None
    values = (
        (reader.money_text(old.invested), reader.percent(old.physical, 0), reader.money_text(old.total)) if old else ()
    )
    day, before = reader.day_text(report.corrects), reader.t("words.separator").join(text for text in values if text)
    return reader.t("words.history.corrects", day=day, before=before, reason=reader.words(report.reason))


HISTORY_COLUMNS = ("stage", "invested", "physical", "total", "finish", "certified")


def _changed_value(field: str, value: object, reader: Reader) -> str:
    """A governed value in words: money with its unit, codes by name."""
    if value is None:
        return reader.t("words.absent")
    match field.rsplit(".", maxsplit=1)[-1]:
        case "plan" | "total":
            return reader.money_text(Decimal(str(value)))
        case "lists" if isinstance(value, (list, tuple)):
            return reader.t("words.separator").join(reader.name("list", str(code)) for code in value)
        case "lead" if isinstance(value, (list, tuple)):
            return reader.t("words.separator").join(
                reader.office(str(item.get("office", ""))) for item in value if isinstance(item, dict)
            )
        case ("level" | "district" | "nature") as axis:
            return reader.name(axis, str(value))
    return reader.words(value) if isinstance(value, (str, dict)) else str(value)


def change_row(change: Change, reader: Reader) -> ChangeRow:
    """A governed fact that changed."""
    parts = change.field.split(".")
    label = reader.t(f"words.fields.{parts[-1]}")
    return ChangeRow(
        date=reader.day_text(change.date),
        field=reader.t("words.fields.of_year", year=parts[1], field=label) if parts[0] == "years" else label,
        before=_changed_value(change.field, change.from_, reader),
        after=_changed_value(change.field, change.to, reader),
        reason=reader.words(change.reason),
        approved_by=reader.words(change.approved_by),
    )


def change_rows(standing: Standing, reader: Reader) -> tuple[ChangeRow, ...]:
    """The governed facts that changed, the newest first."""
    newest_first = sorted(standing.project.changes, key=lambda change: change.date, reverse=True)
    return tuple(change_row(change, reader) for change in newest_first)


def history_rows(standing: Standing, reader: Reader) -> tuple[HistoryRow, ...]:
    """The reports that hold, the newest first; one that was corrected is told in the row of its correction."""
    project = standing.project
    return tuple(_history_row(entry, project, reader) for entry in reversed(entries(project, reader.site)))
