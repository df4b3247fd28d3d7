"""The figures of a bulletin: what was added since the one before, its groups, its districts."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Literal, NamedTuple

from tongbao.metrics.boards import first
from tongbao.metrics.change import new_active, new_investment
from tongbao.metrics.figure import Unit
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.standings import Board
from tongbao.model.vocab import BulletinKind
from tongbao.views.boards import board_view
from tongbao.views.bulletin_items import idle_items
from tongbao.views.parts import Bar, BoardView, DatedItem, FigureView
from tongbao.views.reader import Reader


class Added(NamedTuple):
    """新增投资: `signed` for tables, `exact` for machines; all are "" where there is nothing to compare with.

    `fell` says that completed investment was corrected downwards; `text` then gives the amount without a sign.
    """

    text: str = ""
    signed: str = ""
    fell: bool = False
    exact: str = ""


class Activity(NamedTuple):
    """开复工: how many, of which base, the rate; how many are idle; what the base leaves out, named and counted.

    `new` is how many were added since the bulletin before, "" where there is nothing to compare with.
    """

    active: FigureView
    base: str
    rate: FigureView
    new: str
    idle: str
    all: bool
    left_out: str
    left_out_count: str


class GroupRow(NamedTuple):
    """A class or level with its figures; `level` parts the two kinds of rows."""

    name: str
    level: bool
    projects: FigureView
    planned: FigureView
    completed: FigureView
    rate: FigureView
    gap: FigureView
    bar: Bar | None
    new: Added


class DistrictParagraph(NamedTuple):
    """A district's figures for its paragraph, in the fixed administrative order.

    `groups` are its classes where policy.yaml publishes that crossing. `first` is the phrase of a first place, by the
    key of the figure that the board is ranked by. `reckoned` says that its projects are what a published total left.
    """

    name: str
    figures: dict[str, FigureView]
    activity: Activity
    new: Added
    idle: tuple[DatedItem, ...]
    first: dict[str, str]
    groups: tuple[GroupRow, ...]
    reckoned: bool


PARAGRAPH_FIGURES = (
    "projects", "planned", "completed", "completion_rate", "gap",
    "starts_due", "starts_late", "issues_open", "issues_overdue", "reports_missing",
)  # fmt: skip
HEADLINE_FIGURES = (
    "projects", "entries", "total_investment", "planned", "completed", "completion_rate", "pace", "gap",
    "starts_due", "starts_early", "starts_late", "starts", "start_rate", "completions", "completions_due",
    "completions_as_planned",
    "issues_raised", "issues_closed", "closing_rate", "issues_open", "issues_overdue",
    "reports_due", "reports_late", "reports_missing",
)  # fmt: skip


def added(now: Snapshot, before: Snapshot | None, scope: str, reader: Reader) -> Added:
    """新增投资 of a scope as printed."""
    figure = new_investment(now, before, scope)
    if figure.value is None:
        return Added()
    amount = reader.figure_text(replace(figure, value=abs(figure.value)))
    signed = reader.figure(figure, explained=False)
    return Added(amount, signed.value, figure.value < 0, signed.exact)


def spoken(now: Snapshot, scope: str, keys: tuple[str, ...], reader: Reader) -> dict[str, FigureView]:
    """Figures by key, as sentences say them.

    A gap that the policy does not print has no words; a sum of money to which no project has added is not known.
    """
    made = {key: now.figure(scope, key) for key in keys}
    sums = {key for key, figure in made.items() if figure.unit is Unit.MONEY and key != "completed"}
    figures = {key: reader.figure(figure) for key, figure in made.items()}
    figures |= {key: figures[key]._replace(known=False) for key in sums if not made[key].value}
    gap = figures["gap"]
    if now.rules.pace.print_gap == "behind_only" and gap.tone != "behind":
        figures["gap"] = gap._replace(words="")
    return figures


def activity(now: Snapshot, before: Snapshot | None, scope: str, reader: Reader) -> Activity:
    """开复工 of a scope; what is left out is named as the policy names it (滨州: 重大前期项目)."""
    figure, rule = now.figure(scope, "start_and_resume_rate"), now.rules.start_and_resume_rate
    names = [reader.name("nature", nature) for nature in rule.exclude_natures]
    names += [reader.name("stage", stage) for stage in rule.exclude_stages]
    left_out = dict(figure.excluded).get("active_excluded", 0)
    base, new = figure.denominator or Fraction(0), new_active(now, before, scope).value
    idle = base - (figure.numerator or Fraction(0))
    return Activity(
        active=reader.figure(now.figure(scope, "active")),
        base=reader.number(base),
        rate=reader.figure(figure),
        new="" if new is None else reader.number(new),
        idle=reader.number(idle),
        all=figure.value == 1,
        left_out=reader.t("words.separator").join(names),
        left_out_count=reader.number(left_out) if left_out else "",
    )


def group_rows(now: Snapshot, before: Snapshot | None, reader: Reader) -> tuple[GroupRow, ...]:
    """Levels, then classes, in the order of site.yaml; those without a project are left out."""
    return _group_rows("level", "", now, before, reader) + _group_rows("class", "", now, before, reader)


def _group_rows(
    axis: Literal["level", "class"], within: str, now: Snapshot, before: Snapshot | None, reader: Reader
) -> tuple[GroupRow, ...]:
    """The codes of an axis that have a project, of the whole place or `within` a code of another axis and a +."""
    codes = [named.code for named in (reader.site.levels if axis == "level" else reader.site.classes)]
    rows = []
    for code in codes:
        scope = f"{within}{axis}:{code}"
        if scope in now.totals:
            rate, pace, gap = (now.figure(scope, key) for key in ("completion_rate", "pace", "gap"))
            rows.append(
                GroupRow(
                    name=reader.name(axis, code),
                    level=axis == "level",
                    projects=reader.figure(now.figure(scope, "projects")),
                    planned=reader.figure(now.figure(scope, "planned")),
                    completed=reader.figure(now.figure(scope, "completed")),
                    rate=reader.figure(rate),
                    gap=reader.figure(gap),
                    bar=reader.bar(rate, pace, gap),
                    new=added(now, before, scope, reader),
                )
            )
    return tuple(rows)


def rankings(now: Snapshot, reader: Reader, before: Snapshot | None = None) -> tuple[BoardView, ...]:
    """The boards of the policy, each member with its change of rank since the bulletin before."""
    return tuple(board_view(board, now, reader, before) for board in now.rules.boards)


def _first_places(now: Snapshot, reader: Reader) -> dict[str, dict[str, str]]:
    """District → {figure key: phrase of a first place}."""
    found: dict[str, dict[str, str]] = {}
    for board in now.rules.boards:
        leaders = first(board, now.board(board)) if board.axis == "district" else ()
        for place in leaders:
            found.setdefault(place.member, {})[board.ranked_by] = _first_phrase(board, len(leaders) > 1, reader)
    return found


def _first_phrase(board: Board, tied: bool, reader: Reader) -> str:
    everywhere = {district.code for district in reader.site.districts} <= set(board.members)
    name = reader.t("bulletin.everywhere") if everywhere else reader.words(board.name)
    return reader.t("bulletin.first.tied" if tied else "bulletin.first.alone", board=name)


def district_order(now: Snapshot, kind: BulletinKind) -> tuple[str, ...]:
    """Every district that has projects: in the order of site.yaml, or where the policy says so by rank, board after
    board, and after them those without one."""
    codes = [each.code for each in now.data.site.districts if now.figure(f"district:{each.code}", "projects").value]
    rule = now.rules.bulletins.get(kind)
    if rule is None or rule.districts == "fixed":
        return tuple(codes)
    boards = [now.board(board) for board in now.rules.boards if board.axis == "district"]
    ranked = [place.member for places in boards for place in places if place.position is not None]
    return tuple(code for code in dict.fromkeys([*ranked, *codes]) if code in codes)


def district_paragraphs(
    now: Snapshot, before: Snapshot | None, reader: Reader, codes: Iterable[str]
) -> tuple[DistrictParagraph, ...]:
    """The paragraph of each of these districts."""
    first = _first_places(now, reader)
    known = {standing.project.district for standing in now.standings if not standing.project.reckoned}
    return tuple(
        DistrictParagraph(
            name=reader.name("district", code),
            figures=spoken(now, f"district:{code}", PARAGRAPH_FIGURES, reader),
            activity=activity(now, before, f"district:{code}", reader),
            new=added(now, before, f"district:{code}", reader),
            idle=idle_items(now, reader, code),
            first=first.get(code, {}),
            groups=_group_rows("class", f"district:{code}+", now, before, reader),
            reckoned=code not in known,
        )
        for code in codes
    )
