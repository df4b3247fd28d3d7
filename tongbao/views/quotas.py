"""定额与项目库: who owes what and meets it, the libraries, and the figures that are published month by month."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.monthly import MonthFigure, month_figures
from tongbao.metrics.quotas import QuotaStanding
from tongbao.metrics.rounding import exact_text, units_half_up
from tongbao.metrics.scopes import ALL
from tongbao.metrics.selection import unmeasured
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.windows import month_end
from tongbao.model.setting import Setting
from tongbao.model.standings import Library, Quota
from tongbao.views.axes import PROJECTS
from tongbao.views.finding import page_by
from tongbao.views.parts import Link
from tongbao.views.policy_standings import standing_lines
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link
from tongbao.views.sayer import Sayer


class QuotaRow(NamedTuple):
    """What a member has of a quota. `verdict` says in words whether it is enough; `state` is met, short, open (short,
    but its time is not over), over or "" and only chooses a colour. `parts` is the division behind a ratio."""

    name: str
    member: Link
    value: str
    parts: str
    verdict: str
    state: str
    excluded: tuple[str, ...]
    projects: tuple[Link, ...]
    more: int


class QuotaView(NamedTuple):
    """A quota with its rule in words, who really has it, and the standing of each member."""

    name: str
    lines: tuple[str, ...]
    source: str
    assumed: bool
    summary: str
    head: str
    rows: tuple[QuotaRow, ...]


class LibraryView(NamedTuple):
    """A library; `href` leads to its projects, "" where it has none."""

    href: str
    name: str
    lines: tuple[str, ...]
    source: str
    assumed: bool
    projects: str
    total: str
    excluded: tuple[str, ...]


class MonthsView(NamedTuple):
    """A figure by month: a row for the whole place and for each district."""

    label: str
    unit: str
    months: tuple[str, ...]
    rows: tuple[tuple[Link, tuple[str, ...]], ...]


class QuotasView(NamedTuple):
    """/quotas/."""

    quotas: tuple[QuotaView, ...]
    libraries: tuple[LibraryView, ...]
    months: tuple[MonthsView, ...]
    file: str
    unit: str


def has_quotas(snapshot: Snapshot) -> bool:
    """Whether the place has anything for the page: quotas, libraries or figures by month."""
    rules = snapshot.rules
    return bool(rules.quotas or rules.libraries or rules.figures.monthly)


def quotas_view(snapshot: Snapshot, reader: Reader) -> QuotasView:
    """The page of quotas, libraries and months."""
    return QuotasView(
        quotas=quota_views(snapshot.quotas, snapshot, reader),
        libraries=tuple(_library(library, snapshot, reader) for library in snapshot.rules.libraries),
        months=tuple(_months(snapshot, reader)),
        file=MONTHLY_FILE,
        unit=reader.money_unit,
    )


def quota_views(standings: Iterable[QuotaStanding], snapshot: Snapshot, reader: Reader) -> tuple[QuotaView, ...]:
    """Standings by their quota, in the order of the policy."""
    by_quota = groupby(standings, key=lambda standing: standing.quota)
    return tuple(_quota(quota, tuple(found), snapshot, reader) for quota, found in by_quota)


def quotas_of(axes: tuple[str, ...], code: str, snapshot: Snapshot, reader: Reader) -> tuple[QuotaRow, ...]:
    """What a district, office or sponsor has of each quota that it owes for itself, on some axes."""
    owed = (s for s in snapshot.quotas if s.quota.axis in axes and s.member == code)
    return tuple(_row(standing, snapshot, reader) for standing in owed)


def setting_lines(setting: Setting, snapshot: Snapshot, reader: Reader) -> tuple[str, ...]:
    """The sentences of a quota or a library."""
    return tuple(line for line in standing_lines(setting, Sayer(reader, snapshot.data.cited)) if line)


def _quota(quota: Quota, standings: tuple[QuotaStanding, ...], snapshot: Snapshot, reader: Reader) -> QuotaView:
    counts = Counter(standing.met for standing in standings)
    said = (("met", counts[True]), ("unmet", counts[False]))
    summary = [reader.t(f"pages.quotas.{key}_count", count=count) for key, count in said if count]
    return QuotaView(
        name=reader.words(quota.name),
        lines=setting_lines(quota, snapshot, reader),
        source=reader.words(quota.source),
        assumed=quota.assumed,
        summary=reader.t("words.separator").join(summary) if len(standings) > 1 else "",
        head=reader.t(f"words.axes.{quota.axis}") if quota.per == "each" else reader.t("pages.quotas.scope"),
        rows=tuple(_row(standing, snapshot, reader) for standing in standings),
    )


def _row(standing: QuotaStanding, snapshot: Snapshot, reader: Reader) -> QuotaRow:
    shown, found = reader.site.home_projects, standing.projects
    verdict, state = _verdict(standing, reader)
    figure = standing.figure
    return QuotaRow(
        name=reader.words(standing.quota.name),
        member=_member(standing, reader),
        value=reader.figure_text(figure),
        parts=_parts(standing.quota, figure, reader),
        verdict=verdict,
        state=state,
        excluded=tuple(_excluded(code, count, reader) for code, count in figure.excluded),
        projects=tuple(project_link(snapshot.standing_by_id[id], reader) for id in found[:shown]),
        more=max(len(found) - shown, 0),
    )


def _excluded(code: str, count: int, reader: Reader) -> str:
    return reader.catalogue.count(f"figures.excluded.{code}", count)


def _member(standing: QuotaStanding, reader: Reader) -> Link:
    axis, member = standing.quota.axis, standing.member
    if not member:
        return Link(reader.t("words.total"))
    return reader.district_link(member) if axis == "district" else Link(reader.name(axis, member))


def _parts(quota: Quota, figure: Figure, reader: Reader) -> str:
    if figure.denominator is None:
        return ""

    def amount(value: Fraction | None) -> str:
        return reader.exact(value or Fraction(0)) if quota.measure == "projects" else reader.money_text(value)

    return reader.t("words.divided", numerator=amount(figure.numerator), denominator=amount(figure.denominator))


def _verdict(standing: QuotaStanding, reader: Reader) -> tuple[str, str]:
    """Whether the quota is met, and else by how much not; and the state that chooses the colour."""
    figure, off, until = standing.figure, standing.off, standing.open_until

    def say(key: str, **values: object) -> str:
        return reader.t(f"pages.quotas.{key}", **values)

    if figure.value is None:
        return reader.t(f"figures.reasons.{figure.reason}"), ""
    if standing.met is None:
        return say("free"), ""
    if standing.met:
        return say("met"), "met"
    if off > 0:
        return say("over", amount=_distance(off, figure.unit, reader)), "over"
    if not off:
        return say("touched"), "short"
    short = _distance(-off, figure.unit, reader)
    if until:
        return say("open", amount=short, day=reader.day_text(until)), "open"
    return say("short", amount=short), "short"


def _distance(off: Fraction, unit: Unit, reader: Reader) -> str:
    """How far a value is from its bound, in words; a distance that rounds to nothing is said as less than a step."""
    unit = Unit.POINTS if unit is Unit.SHARE else unit
    places, per = reader.decimals("quota", unit), reader.site.money.factor if unit is Unit.MONEY else Decimal(1)
    word = reader.money_unit if unit is Unit.MONEY else reader.t(f"figures.units.{unit}")
    if units_half_up(off, places, per):
        value = reader.number(off, places, per=per)
        one = value == "1" and unit is Unit.PROJECTS
        return reader.t("words.units.with", value=value, unit=reader.t(f"figures.unit_of_one.{unit}") if one else word)
    step = reader.t("words.units.with", value=reader.number(Decimal(f"1e-{places}"), places), unit=word)
    return reader.t("pages.quotas.less_than", amount=step)


def _library(library: Library, snapshot: Snapshot, reader: Reader) -> LibraryView:
    scope = f"library:{library.code}"
    projects, total = (snapshot.figure(scope, key) for key in ("projects", "total_investment"))
    unknown = sum(unmeasured(library.select, s, snapshot.data.site, snapshot.day) for s in snapshot.standings)
    return LibraryView(
        href=page_by(PROJECTS, "library", library.code, snapshot, reader) if projects.value else "",
        name=reader.words(library.name),
        lines=setting_lines(library, snapshot, reader),
        source=reader.words(library.source),
        assumed=library.assumed,
        projects=reader.figure(projects, explained=False).value,
        total=reader.figure(total, explained=False).value if projects.value else "",
        excluded=(_excluded("unmeasured", unknown, reader),) if unknown else (),
    )


# -- month by month ----------------------------------------------------------------------------------------------------


def _by_month(snapshot: Snapshot) -> Iterator[MonthFigure]:
    scopes = (ALL, *(f"district:{district.code}" for district in snapshot.data.site.districts))
    keys = snapshot.rules.figures.monthly
    return month_figures(snapshot.day, keys, scopes, lambda back, scope, key: snapshot.back(back).figure(scope, key))


def _months(snapshot: Snapshot, reader: Reader) -> Iterator[MonthsView]:
    for key, of_key in groupby(_by_month(snapshot), key=lambda month: month.figure.key):
        rows = {scope: tuple(months) for scope, months in groupby(of_key, key=lambda month: month.scope)}
        whole = reader.figure(snapshot.figure(ALL, key), explained=False)
        yield MonthsView(
            label=whole.label,
            unit=reader.t(f"figures.units.{snapshot.figure(ALL, key).unit}") or whole.unit,
            months=tuple(_head(month.day, reader) for month in rows[ALL]),
            rows=tuple(
                (
                    _place(scope, reader),
                    tuple(reader.figure(month.figure, explained=False).value for month in months),
                )
                for scope, months in rows.items()
            ),
        )


def _head(day: date, reader: Reader) -> str:
    """A month by its name, one that is not over by its day."""
    return reader.t(f"words.dates.names.{day.month}") if day == month_end(day) else reader.short_day(day)


def _place(scope: str, reader: Reader) -> Link:
    return Link(reader.t("words.total")) if scope == ALL else reader.district_link(scope.partition(":")[2])


# -- open data ---------------------------------------------------------------------------------------------------------

MONTHLY_FILE = "data/monthly.csv"
MONTHLY_COLUMNS = ("month", "as_of", "scope", "figure", "value", "numerator", "denominator", "display")


def monthly_rows(snapshot: Snapshot, reader: Reader) -> Iterator[tuple[str, ...]]:
    """The rows of site/data/monthly.csv: one a figure, scope and month; values as in figures.json."""
    for month in _by_month(snapshot):
        yield (
            month.day.isoformat()[: len("2026-03")],
            month.day.isoformat(),
            month.scope,
            month.figure.key,
            _exact(month.figure.value),
            _exact(month.figure.numerator),
            _exact(month.figure.denominator),
            reader.figure_text(month.figure),
        )


def _exact(value: Fraction | None) -> str:
    return "" if value is None else exact_text(value)
