"""年初: the list as it was issued, of its issued file alone, and what differs today. 公示: who may object, and how."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.figure import Unit
from tongbao.metrics.listing import AXIS, groups_of, listed_on
from tongbao.metrics.marks import measure_unit, target_figure
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.targets import in_order
from tongbao.model.issued_targets import IssuedTargets
from tongbao.model.targets import Target, TargetList
from tongbao.views.issued_targets import ListDifferenceView, list_differences
from tongbao.views.listing import FIGURES, ListGroup, ListRow, ListSums, columns_of, list_row
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.rows import both_counts
from tongbao.views.targets import UnitsView, UnitTargets
from tongbao.views.targets_head import HeadView, head_view
from tongbao.views.targets_moves import unit_link
from tongbao.views.wording import TextLike


@dataclass(frozen=True)
class IssuedReader(Reader):
    """A reader who knows codes by the names they had when the list was issued, and money in its unit."""

    names: Mapping[str, TextLike] = field(default_factory=dict)

    def name(self, axis: str, code: str | None) -> str:
        """A code's name as issued, else today's."""
        return self.words(self.names.get(f"{axis}:{code}")) or super().name(axis, code)

    def office(self, code: str) -> str:
        """An office's name as issued, else today's."""
        return self.words(self.names.get(f"office:{code}")) or super().office(code)


def issued_reader(issued: IssuedTargets, reader: Reader) -> IssuedReader:
    """The reader of an issued list."""
    known = {each.name: getattr(reader, each.name) for each in fields(Reader)}
    site = reader.site.model_copy(update={"money": issued.money})
    return IssuedReader(**{**known, "site": site}, names=issued.names)


class PublishedView(NamedTuple):
    """/targets/<year>/published/: the list as issued on `day`, and in `differs` what the records say otherwise now."""

    head: HeadView
    day: str
    sums: ListSums
    groups: tuple[ListGroup, ...]
    columns: tuple[str, ...]
    units: UnitsView | None
    differs: tuple[ListDifferenceView, ...]
    adjusted: bool
    unit: str


def published_view(
    issued: IssuedTargets, today: Snapshot, reader: Reader, *, papers: tuple[Link, ...] = ()
) -> PublishedView:
    """The list as issued; only `differs`, `adjusted` and the ways are of today."""
    own = issued_reader(issued, reader)
    listed, groups, number = issued.listed, [], 0
    for place in groups_of(listed):
        projects = [issued.projects[id] for id in place.projects if id in issued.projects]
        rows: list[ListRow] = []
        for project in projects:
            number += 1
            bundle = issued.projects.get(project.within or "")
            within = Link(own.words(bundle.name), own.urls.project(bundle.id)) if bundle else None
            rows.append(list_row(number, project, within, own))
        scope = f"{AXIS}:{listed.year}-{place.group.code}"
        groups.append(ListGroup(place.group.code, own.words(place.group.name), tuple(rows), _sums(scope, issued, own)))
    known = listed_on(issued.year, today.data.targets)
    return PublishedView(
        head=head_view(listed, "published", today, reader, more=papers),
        day=reader.day_text(issued.date),
        sums=_sums(f"{AXIS}:{listed.year}", issued, own),
        groups=tuple(groups),
        columns=columns_of(tuple(groups)),
        units=_units(issued, today, own),
        differs=tuple(each for each in list_differences(issued, today, reader) if each.field),
        adjusted=bool(known and known.adjustments),
        unit=own.money_unit,
    )


def _sums(scope: str, issued: IssuedTargets, reader: Reader) -> ListSums:
    """The sums as they were printed; those of money without their unit."""
    found = {figure.id.rpartition("/")[2]: figure for figure in issued.figures if figure.id.rpartition("/")[0] == scope}
    exact = {key: None if key not in found else found[key].value for key in FIGURES}

    def money(key: str) -> str:
        value = exact[key]
        return reader.money(Fraction(value)) if value and Fraction(value) else ""

    count, entries = (Fraction(exact[key] or 0) for key in ("projects", "entries"))
    return ListSums(
        count=reader.number(count),
        counts=both_counts(entries, count, reader),
        total=money("total_investment"),
        before=money("invested_before"),
        planned=money("planned"),
    )


def _units(issued: IssuedTargets, today: Snapshot, reader: Reader) -> UnitsView | None:
    """What units answered for when the list was issued."""
    rules = today.data.policy.at(issued.date)
    targets = in_order(issued.listed.targets, today)
    codes = {code for target in targets for code in target.values}
    measures = tuple(measure for measure in rules.targets if measure.code in codes)
    if not measures:
        return None

    def value(index: int, target: Target) -> str:
        figure = target_figure(measures[index], target, rules)
        return "" if figure.value is None else reader.figure(figure, explained=False).value

    names: Mapping[str, TextLike] = issued.names
    units = [measure_unit(measure, rules) for measure in measures]
    heads = (reader.words(names.get(f"measure:{measure.code}") or measure.name) for measure in measures)
    return UnitsView(
        measures=tuple(
            (name, reader.money_unit if unit is Unit.MONEY else reader.t(f"figures.units.{unit}"))
            for name, unit in zip(heads, units, strict=True)
        ),
        total=(),
        rows=tuple(
            UnitTargets(
                unit_link(target.unit, reader), target.unit[0], tuple(value(i, target) for i in range(len(units)))
            )
            for target in targets
        ),
    )


class NoticeView(NamedTuple):
    """/targets/<year>/notice/: 公示. `open` as long as anybody may object; the projects as they were published."""

    head: HeadView
    from_: str
    until: str
    open: bool
    contact: str
    objections: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]


def notice_view(listed: TargetList, today: Snapshot, reader: Reader) -> NoticeView:
    """The notice of a list; it must have one."""
    notice = listed.notice
    assert notice is not None
    found = today.standing_by_id

    def link(id: str) -> Link:
        known = found.get(id)
        return Link(reader.words(known.project.name) if known else id, reader.urls.project(id) if known else "")

    return NoticeView(
        head=head_view(listed, "notice", today, reader),
        from_=reader.day_text(notice.from_),
        until=reader.day_text(notice.until),
        open=today.day <= notice.until,
        contact=reader.words(notice.contact),
        objections=reader.words(notice.objections),
        groups=tuple((reader.words(group.name), tuple(link(id) for id in group.projects)) for group in listed.groups),
    )
