"""目标任务书 of a project on the year's list, and the page that leads to all letters."""

from collections.abc import Iterator
from typing import NamedTuple

from tongbao.metrics.amounts import amounts
from tongbao.metrics.listed import listed_project
from tongbao.metrics.listing import groups_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.issued_targets import ListedProject
from tongbao.model.targets import TargetList
from tongbao.views.letters import (
    Said,
    items,
    quarters_asked,
    said,
    titled,
    unit_folder,
    unit_name,
    units_of,
)
from tongbao.views.parts import Fact, Link
from tongbao.views.reader import Reader
from tongbao.views.target_files import notice_of, plain


class Aim(NamedTuple):
    """A quarter of the plan: the share due by its end, and what is to be seen."""

    quarter: str
    share: str
    text: str


class Due(NamedTuple):
    """A milestone with the day approved last."""

    name: str
    day: str
    iso: str


class TaskView(NamedTuple):
    """The task letter of a project: from the issuer of the list to who answers and who builds."""

    title: str
    name: str
    year: str
    issuer: str
    responsible: str
    owner: str
    facts: tuple[Fact, ...]
    amounts: tuple[tuple[str, Said], ...]
    target: str
    aims: tuple[Aim, ...]
    milestones: tuple[Due, ...]
    duties: tuple[tuple[str, str], ...]
    notice: str
    project: Link
    pdf: str = ""


class UnitLetters(NamedTuple):
    """The letters of a unit: of the year, as PDF, of the quarters that have begun."""

    name: str
    year: Link | None
    pdf: str
    quarters: tuple[Link, ...]


class LettersView(NamedTuple):
    """The page of all letters of a list; `tasks` are those of projects by group."""

    title: str
    units: tuple[UnitLetters, ...]
    tasks: tuple[tuple[str, tuple[Link, ...]], ...]


def task_view(standing: Standing, listed: TargetList, snapshot: Snapshot, reader: Reader) -> TaskView:
    """The task letter of a project of the list."""
    project, rules, separator = standing.project, snapshot.rules.letters, reader.t("words.separator")
    row = listed_project(standing, listed.year)
    return TaskView(
        title=titled(rules.task, listed.year, reader),
        name=reader.words(project.name),
        year=str(listed.year),
        issuer=reader.words(listed.issuer) or reader.words(reader.site.publisher.name),
        responsible=separator.join(_office(code, reader) for code in row.offices),
        owner=reader.words(row.owner),
        facts=tuple(_facts(row, standing, reader)),
        amounts=tuple(_amounts(row, reader)),
        target=plain(reader.words(row.target)),
        aims=_aims(row, reader),
        milestones=_milestones(standing, listed.year, reader),
        duties=items(rules.duties, reader),
        notice=notice_of(reader),
        project=Link(reader.t("papers.task.page"), reader.urls.project(project.id)),
        pdf=reader.urls.task_pdf(listed.year, project.id),
    )


def _office(code: str, reader: Reader) -> str:
    """An office by its full name; free words as they stand."""
    known = any(office.code == code for office in reader.site.offices)
    return unit_name("office", code, reader) if known else reader.office(code)


def _facts(row: ListedProject, standing: Standing, reader: Reader) -> Iterator[Fact]:
    """What the list says of the project; what is withheld says on what ground."""
    separator = reader.t("words.separator")
    texts = (
        ("code", "code", row.code or ""),
        ("place", "place", reader.words(row.place)),
        ("content", "content", plain(reader.words(row.content))),
        ("period", "period", reader.years(row.period)),
        ("sponsors", "sponsors", separator.join(reader.office(each.office) for each in row.sponsors)),
        ("officer_assigned", "", reader.day_text(standing.project.officer_assigned)),
    )
    for name, field, text in texts:
        ground = row.withheld.get(field, "")
        if text or ground:
            label = reader.t(f"papers.columns.{name}" if name == "content" else f"words.fields.{name}")
            yield Fact(label, (Link(text),) if text else (), ground)
    for name, month in (("start", row.start), ("finish", row.finish)):
        if month:
            yield Fact(reader.t(f"papers.task.{name}"), (Link(reader.day_or_month(month)),))


def _amounts(row: ListedProject, reader: Reader) -> Iterator[tuple[str, Said]]:
    """Total, investment up to last year's end and plan: as in the project's own file."""
    for key, figure in amounts(row).items():
        number = said(figure, f"project:{row.id}", reader)
        if number:
            yield reader.t(f"papers.columns.{COLUMNS[key]}"), number


COLUMNS = {"total_investment": "total", "invested_before": "before", "planned": "planned"}
"""The head of the column in which the list prints an amount."""


def _aims(row: ListedProject, reader: Reader) -> tuple[Aim, ...]:
    shares, texts = row.quarters, row.quarter_targets
    return tuple(
        Aim(
            reader.t(f"papers.quarter.{number + 1}"),
            reader.percent(shares[number], 0) if number < len(shares) else "",
            plain(reader.words(texts[number])) if number < len(texts) else "",
        )
        for number in range(max(len(shares), len(texts)))
    )


def _milestones(standing: Standing, year: int, reader: Reader) -> tuple[Due, ...]:
    """Milestones due in the year, by the day approved last."""
    due = sorted(
        (each for each in standing.milestones if each.due.year == year),
        key=lambda each: (each.due, str(each.milestone.name)),
    )
    return tuple(
        Due(reader.words(each.milestone.name), reader.day_text(each.due), each.due.isoformat()) for each in due
    )


def letters_view(listed: TargetList, snapshot: Snapshot, reader: Reader) -> LettersView:
    """The page of the letters of a list."""
    rules, groups = snapshot.rules.letters, groups_of(listed, snapshot.day)
    units = []
    for target in units_of(listed, snapshot):
        folder, (axis, code) = unit_folder(target, reader), target.unit
        quarters = tuple(
            Link(reader.t(f"papers.quarter.{quarter}"), reader.urls.letter(listed.year, folder, quarter))
            for quarter in (quarters_asked(target, listed, snapshot) if rules.quarterly else ())
        )
        year = Link(titled(rules.title, listed.year, reader), reader.urls.letter(listed.year, folder))
        units.append(
            UnitLetters(
                unit_name(axis, code, reader),
                year if rules.title else None,
                reader.urls.letter_pdf(listed.year, folder) if rules.title else "",
                quarters,
            )
        )
    tasks = [
        (
            reader.words(group.group.name),
            tuple(
                Link(reader.words(snapshot.standing_by_id[id].project.name), reader.urls.task(listed.year, id))
                for id in group.projects
                if id in snapshot.standing_by_id
            ),
        )
        for group in groups
    ]
    return LettersView(
        title=reader.t("papers.letters.title", year=listed.year),
        units=tuple(unit for unit in units if unit.year or unit.quarters),
        tasks=tuple(task for task in tasks if rules.task and task[1]),
    )
