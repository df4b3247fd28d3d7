"""The rows of the year's list with the columns that offices print, of the records or of an issued list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tongbao.metrics.figure import Figure
from tongbao.model.issued_targets import ListedProject
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.rows import both_counts


class QuarterTarget(NamedTuple):
    """The 形象进度目标 of a quarter: what is to be seen, and the share of the plan due by its end."""

    quarter: str
    share: str
    text: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """A project on the list. What is withheld says on what ground.

    `left_out` marks one that enters no sum, because it withdrew or a bundle on the list counts it (`within`).
    """

    index: str
    link: Link
    code: str
    district: str
    place: str
    works: str
    content: str
    period: str
    total: str
    before: str
    planned: str
    target: str
    quarters: tuple[QuarterTarget, ...]
    start: str
    finish: str
    offices: str
    owner: str
    sponsors: str
    remark: str
    projects: int
    reckoned: bool
    within: Link | None
    left_out: bool


@dataclass(frozen=True, slots=True)
class ListSums:
    """The sums of the list or of a group: figures of its scope. `counts` is both counts where they differ."""

    count: str
    counts: str
    total: str
    before: str
    planned: str


class ListGroup(NamedTuple):
    """A group of the list with its sub-total; `code` is the anchor of its heading."""

    code: str
    name: str
    rows: tuple[ListRow, ...]
    sums: ListSums


FIGURES = ("projects", "entries", "total_investment", "invested_before", "planned")
"""What is printed as sums."""


def list_row(number: int, project: ListedProject, within: Link | None, reader: Reader) -> ListRow:
    """A project as printed; `within` is the bundle on the list that counts it."""

    def given(name: str, text: str) -> str:
        ground = project.withheld.get(name)
        return reader.t("pages.withheld", ground=ground) if ground else text

    separator = reader.t("words.separator")
    return ListRow(
        index=str(number),
        link=Link(reader.words(project.name), reader.urls.project(project.id)),
        code=given("code", project.code or ""),
        district=reader.name("district", project.district),
        place=given("place", reader.words(project.place)),
        works=given("works", project.works or reader.name("nature", project.nature)),
        content=given("content", reader.words(project.content)),
        period=given("period", reader.years(project.period)),
        total=given("total", reader.money(project.total)),
        before=given("invested_before", reader.money(project.invested_before)),
        planned=given("plan", reader.money(project.plan)),
        target=given("target", reader.words(project.target)),
        quarters=_quarters(project, reader),
        start=reader.day_or_month(project.start),
        finish=reader.day_or_month(project.finish),
        offices=given("offices", separator.join(reader.office(office) for office in project.offices)),
        owner=given("owner", reader.words(project.owner)),
        sponsors=given("sponsors", separator.join(reader.office(sponsor.office) for sponsor in project.sponsors)),
        remark=given("remark", reader.words(project.remark)),
        projects=project.count,
        reckoned=project.reckoned,
        within=within,
        left_out=not project.in_scope,
    )


def _quarters(project: ListedProject, reader: Reader) -> tuple[QuarterTarget, ...]:
    """As many as the plan speaks of, in words or in shares; none with neither."""
    shares, texts = project.quarters, project.quarter_targets
    return tuple(
        QuarterTarget(
            reader.t(f"papers.quarter.{index + 1}"),
            reader.percent(shares[index], 0) if index < len(shares) else "",
            reader.words(texts[index]) if index < len(texts) else "",
        )
        for index in range(max(len(shares), len(texts)))
    )


def list_sums(figure: Callable[[str], Figure], reader: Reader) -> ListSums:
    """The printed sums; what nobody states is left out."""
    found = {key: figure(key) for key in FIGURES}
    views = {key: reader.figure(each, explained=False) for key, each in found.items()}
    return ListSums(
        count=views["projects"].value,
        counts=both_counts(found["entries"].value, found["projects"].value, reader),
        **{
            name: views[key].value if views[key].known else ""
            for name, key in (("total", "total_investment"), ("before", "invested_before"), ("planned", "planned"))
        },
    )


OPTIONAL = ("place", "works", "content", "period", "before", "offices", "owner", "sponsors", "remark", "aims")
"""Columns that are left out where no row has anything in them."""


def columns_of(groups: tuple[ListGroup, ...]) -> tuple[str, ...]:
    """The optional columns that any row fills, in printed order."""
    rows = [row for group in groups for row in group.rows]

    def filled(row: ListRow, name: str) -> bool:
        return bool(row.target or row.quarters or row.start) if name == "aims" else bool(getattr(row, name))

    return tuple(name for name in OPTIONAL if any(filled(row, name) for row in rows))
