"""目标责任书: what a district or office answers for, as the paper that both sides sign (驻马店; 温州 2010 甲方乙方).

Every number of a letter is a figure of figures.json, and says which.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tongbao.metrics.amounts import amounts
from tongbao.metrics.figure import Figure
from tongbao.metrics.listed import listed_project
from tongbao.metrics.listing import AXIS, groups_of, projects_of
from tongbao.metrics.marks import mark, steps
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.targets import in_order, targets_on
from tongbao.model.base import Month, Text
from tongbao.model.project import YearPlan
from tongbao.model.targets import Target, TargetList
from tongbao.model.units import MONTHS_A_QUARTER
from tongbao.views.numerals import spelled
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link
from tongbao.views.target_files import notice_of, plain


class Said(NamedTuple):
    """A number of a letter: with its unit, exact, and its id in figures.json or in the project's own file."""

    text: str
    exact: str
    figure: str


@dataclass(frozen=True, slots=True)
class LetterTarget:
    """A numbered target: the value of the year, and by the end of each quarter where the list says so.

    One that holds `always` is a stock or a share that may at no time be less.
    """

    index: str
    name: str
    value: Said
    always: bool
    quarters: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class LetterProject:
    """A project that the unit answers for: group, plan, months and aim, of the year or of the quarter."""

    index: str
    link: Link
    group: str
    planned: Said | None
    start: str
    finish: str
    aim: str


class LetterView(NamedTuple):
    """A letter between the issuer of the list and a district or office.

    `quarter` is the name of its quarter, "" of the letter of a year. `sums` are those of its projects by key; without
    the crossing in the policy there are none. `changed` are the papers that changed its targets.
    """

    title: str
    year: str
    quarter: str
    first: str
    second: str
    basis: str
    document: str
    listed: str
    changed: tuple[tuple[str, str], ...]
    targets: tuple[LetterTarget, ...]
    sums: dict[str, Said]
    projects: tuple[LetterProject, ...]
    item: str
    duties: tuple[tuple[str, str], ...]
    assessment: tuple[tuple[str, str], ...]
    unit: str
    notice: str
    pdf: str


def said(figure: Figure, scope: str, reader: Reader) -> Said | None:
    """A figure of a scope as a letter says it; None where it has no value."""
    if figure.value is None:
        return None
    view = reader.figure(figure, explained=False)
    return Said(view.text, view.exact, f"{scope}/{figure.key}")


def items(texts: Iterable[Text], reader: Reader) -> tuple[tuple[str, str], ...]:
    """Numbered points as the place wrote them."""
    return tuple((item_number(number, reader), reader.words(text)) for number, text in enumerate(texts, 1))


def item_number(number: int, reader: Reader) -> str:
    """（一） or (1)."""
    numerals = (reader.t(f"words.numerals.{name}") for name in ("digits", "ranks"))
    return reader.t("papers.item", number=spelled(number, *numerals))


def titled(title: Text | None, year: int, reader: Reader) -> str:
    """The title that the policy gives, with the year where it does not say it."""
    words = reader.words(title)
    return words if str(year) in words else reader.t("papers.letter.title", year=year, title=words)


def unit_name(axis: str, code: str, reader: Reader) -> str:
    """The full name of a district or an office on the reader's day."""
    units = reader.site.offices if axis == "office" else reader.site.districts
    return next((reader.words(unit.name_on(reader.day)) for unit in units if unit.code == code), code)


def unit_folder(target: Target, reader: Reader) -> str:
    """The name of a unit in addresses; an office that bears the code of a district is told apart."""
    axis, code = target.unit
    districts = {district.code for district in reader.site.districts}
    return f"{axis}-{code}" if axis == "office" and code in districts else code


def units_of(listed: TargetList, snapshot: Snapshot) -> tuple[Target, ...]:
    """What each unit answers for on the day, districts first, in the order of the place."""
    return in_order(targets_on(listed, snapshot.day), snapshot)


def quarters_asked(target: Target, listed: TargetList, snapshot: Snapshot) -> tuple[int, ...]:
    """The quarters that have begun, as their letters are handed down then, and that ask something of a unit."""
    axis, code = target.unit
    ids = (
        id for id in projects_of(groups_of(listed, snapshot.day)) if code in snapshot.codes.get(id, {}).get(axis, ())
    )
    plans = [plan for id in ids if (plan := snapshot.standing_by_id[id].plan)]
    begun = range(1, (snapshot.day.month - 1) // MONTHS_A_QUARTER + 2)
    return tuple(quarter for quarter in begun if target.quarters or any(_asked(plan, quarter) for plan in plans))


def letter_view(target: Target, listed: TargetList, snapshot: Snapshot, reader: Reader, quarter: int = 0) -> LetterView:
    """The letter of a unit, of the year or of a quarter."""
    rules, (axis, code) = snapshot.rules.letters, target.unit
    targets = tuple(_targets(target, snapshot, reader, quarter))
    projects = tuple(_projects(target, listed, snapshot, reader, quarter))
    issuer = reader.words(listed.issuer) or reader.words(reader.site.publisher.name)
    folder = unit_folder(target, reader)
    return LetterView(
        title=titled(rules.quarterly if quarter else rules.title, listed.year, reader),
        year=str(listed.year),
        quarter=reader.t(f"papers.quarter.{quarter}") if quarter else "",
        first=issuer,
        second=unit_name(axis, code, reader),
        basis=reader.words(listed.basis),
        document=reader.words(listed.number),
        listed=reader.words(listed.title),
        changed=tuple(_changed(target, listed, reader)),
        targets=targets,
        sums={} if quarter else _sums(target, listed, snapshot, reader),
        projects=projects,
        item=item_number(len(targets) + 1, reader),
        duties=items(rules.duties, reader),
        assessment=items(rules.assessment, reader),
        unit=reader.t("papers.unit", unit=reader.money_unit),
        notice=notice_of(reader),
        pdf="" if quarter else reader.urls.letter_pdf(listed.year, folder),
    )


def _changed(target: Target, listed: TargetList, reader: Reader) -> Iterator[tuple[str, str]]:
    """Number and day of each paper that gave the unit another target."""
    for adjustment in sorted(listed.adjustments, key=lambda adjustment: adjustment.date):
        if any(new.unit == target.unit for new in adjustment.targets):
            yield reader.words(adjustment.number), reader.day_text(adjustment.date)


def _targets(target: Target, snapshot: Snapshot, reader: Reader, quarter: int) -> Iterator[LetterTarget]:
    """In the order of the policy; in the letter of a quarter those that the list breaks down."""
    scope, number = ":".join(target.unit), 0
    for measure in snapshot.rules.targets:
        by_quarter = measure.code in target.quarters
        if measure.code not in target.values or (quarter and not by_quarter):
            continue
        ends = steps(measure, target, snapshot) if by_quarter else ()
        parts = tuple(
            (reader.t(f"papers.by_quarter.{place}"), value)
            for place, end in enumerate(ends, 1)
            if end is not None and (value := said(end, scope, reader))
        )
        value = parts[quarter - 1][1] if quarter else said(mark(measure, target, snapshot).target, scope, reader)
        if value is None:
            continue
        number += 1
        quarters = () if quarter else parts
        always = measure.due == "always" and not by_quarter
        yield LetterTarget(item_number(number, reader), reader.words(measure.name), value, always, quarters)


def _sums(target: Target, listed: TargetList, snapshot: Snapshot, reader: Reader) -> dict[str, Said]:
    """How many projects of the list the unit answers for, with their sums; none without the crossing."""
    axis, code = target.unit
    codes = {axis: code, AXIS: str(listed.year)}
    crossing = next((each for each in snapshot.rules.figures.crossings if set(each) == set(codes)), None)
    if crossing is None:
        return {}
    scope = "+".join(f"{each}:{codes[each]}" for each in crossing)
    if scope not in snapshot.totals:
        return {}
    figures = (snapshot.figure(scope, key) for key in ("projects", "total_investment", "planned"))
    return {figure.key: value for figure in figures if figure.value and (value := said(figure, scope, reader))}


def _projects(
    target: Target, listed: TargetList, snapshot: Snapshot, reader: Reader, quarter: int
) -> Iterator[LetterProject]:
    """The unit's projects on the list in printed order; in the letter of a quarter those that it asks something of."""
    axis, code = target.unit
    number = 0
    for group in groups_of(listed, snapshot.day):
        for id in group.projects:
            standing = snapshot.standing_by_id.get(id)
            if standing is None or code not in snapshot.codes[id].get(axis, ()):
                continue
            if quarter and not (standing.plan and _asked(standing.plan, quarter)):
                continue
            number += 1
            yield _project(number, standing, reader.words(group.group.name), snapshot, reader, quarter)


def _asked(plan: YearPlan, quarter: int) -> bool:
    """Whether a quarter asks something of a project: a start, a completion, or an aim of its own."""
    aims = len(plan.quarter_targets) >= quarter
    return aims or any(month and _quarter(month) == quarter for month in (plan.start, plan.finish))


def _quarter(month: Month) -> int:
    return (int(month[-2:]) - 1) // MONTHS_A_QUARTER + 1


def _project(
    number: int, standing: Standing, group: str, snapshot: Snapshot, reader: Reader, quarter: int
) -> LetterProject:
    plan = standing.plan
    aims = plan.quarter_targets if plan else ()
    aim = (aims[quarter - 1] if len(aims) >= quarter else None) if quarter else plan.target if plan else None
    return LetterProject(
        index=str(number),
        link=project_link(standing, reader),
        group=group,
        planned=planned(standing, snapshot.day.year, reader),
        start=reader.day_or_month(plan.start) if plan else "",
        finish=reader.day_or_month(plan.finish) if plan else "",
        aim=plain(reader.words(aim)),
    )


def planned(standing: Standing, year: int, reader: Reader) -> Said | None:
    """The plan of a project's year, without its unit; None where there is none or it is withheld."""
    row = listed_project(standing, year)
    plan = amounts(row).get("planned")
    number = said(plan, f"project:{row.id}", reader) if plan else None
    return number._replace(text=reader.money(row.plan)) if number else None
