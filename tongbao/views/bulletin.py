"""A bulletin's page and brief: the same figures in sentences and tables."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.bulletin import Bulletin
from tongbao.model.vocab import BulletinSection, EventKind, Nature, Stage
from tongbao.views.charts import due_day
from tongbao.views.lists import place_row
from tongbao.views.parts import BoardRow, BoardView, DatedItem, FigureView, IssueRow, Link, ProjectRow
from tongbao.views.reader import Reader
from tongbao.views.rows import board_row, board_view, issue_row, project_link, project_row


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A class, list or level with its figures."""

    name: str
    projects: FigureView
    planned: FigureView
    completed: FigureView
    rate: FigureView
    gap: FigureView
    new: str


@dataclass(frozen=True, slots=True)
class DistrictParagraph:
    """A district's figures for its paragraph, in the fixed administrative order."""

    name: str
    figures: dict[str, FigureView]
    new: str
    idle: tuple[Link, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction of the bulletin."""

    id: str
    date: str
    place: str
    before: str
    after: str
    reason: str
    approved_by: str
    document: Link


@dataclass(frozen=True, slots=True)
class Head:
    """The document's head and end matter."""

    title: str
    head: str
    number: str
    total_number: str
    period: str
    as_of: str
    issued: str
    issuer: str
    document_number: str
    report: str
    send: str
    issue: str
    copies: str


@dataclass(frozen=True, slots=True)
class BulletinView:
    """Everything the bulletin says. `figures` are those of the whole place, by key; `sections` in printed order."""

    id: str
    kind: str
    head: Head
    draft: bool
    sections: tuple[str, ...]
    words: dict[str, str]
    figures: dict[str, FigureView]
    new: str
    new_known: bool
    levels: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    summary: BoardRow
    boards: tuple[BoardView, ...]
    districts: tuple[DistrictParagraph, ...]
    district_rows: tuple[BoardRow, ...]
    starts: tuple[DatedItem, ...]
    completions: tuple[DatedItem, ...]
    lagging: tuple[ProjectRow, ...]
    light_counts: tuple[tuple[str, int], ...]
    idle: tuple[ProjectRow, ...]
    issues_new: tuple[IssueRow, ...]
    issues_closed: tuple[IssueRow, ...]
    issues_overdue: tuple[IssueRow, ...]
    orders: tuple[DatedItem, ...]
    missing: tuple[Link, ...]
    milestones: tuple[DatedItem, ...]
    milestones_moved: tuple[DatedItem, ...]
    corrections: tuple[CorrectionView, ...]
    previous: Link | None
    following: Link | None
    pdf: str
    unit: str
    source: str


def bulletin_title(bulletin: Bulletin, reader: Reader) -> str:
    """The bulletin's own title, else the policy's for its kind."""
    rule = reader.rules.bulletins.get(bulletin.kind)
    own = reader.words(bulletin.title)
    return own or (reader.words(rule.title) if rule else reader.t(f"words.bulletin.{bulletin.kind}"))


def bulletin_number(bulletin: Bulletin, reader: Reader) -> str:
    """第N期 of its year."""
    return reader.t("words.bulletin.number", year=bulletin.year, number=bulletin.number)


def bulletin_link(bulletin: Bulletin, reader: Reader) -> Link:
    """The bulletin with its number and page."""
    text = reader.t("words.bulletin.link", title=bulletin_title(bulletin, reader), number=bulletin_number(bulletin, reader))
    return Link(text, reader.urls.bulletin(bulletin.year, bulletin.id))


def period_text(bulletin: Bulletin, reader: Reader) -> str:
    """The period in words."""
    first, last = bulletin.period.from_, bulletin.period.until
    return reader.t("words.bulletin.period", first=reader.short_day(first), last=reader.short_day(last), year=last.year)


def new_investment(now: Snapshot, before: Snapshot | None, scope: str) -> Figure:
    """新增投资: completed now less completed at the bulletin before (滨州: 46.53, domain.md B3); none over a new year."""
    if before is None or before.day.year != now.day.year:
        return Figure("new_investment", Unit.MONEY, None, reason="no-previous")
    value = (now.figure(scope, "completed").value or Fraction(0)) - (before.figure(scope, "completed").value or Fraction(0))
    return Figure("new_investment", Unit.MONEY, value)


def _head(bulletin: Bulletin, reader: Reader) -> Head:
    rule = reader.rules.bulletins.get(bulletin.kind)
    recipients = bulletin.recipients
    return Head(
        title=bulletin_title(bulletin, reader),
        head=reader.words(rule.head) if rule else "",
        number=bulletin_number(bulletin, reader),
        total_number=reader.t("words.bulletin.total_number", number=bulletin.total_number) if bulletin.total_number else "",
        period=period_text(bulletin, reader),
        as_of=reader.hour_text(bulletin.as_of),
        issued=reader.day_text(bulletin.issued),
        issuer=reader.words(rule.issuer) if rule else reader.words(reader.site.publisher.name),
        document_number=reader.words(bulletin.document_number),
        report=reader.words(recipients.report),
        send=reader.words(recipients.send),
        issue=reader.words(recipients.issue),
        copies=str(recipients.copies or ""),
    )


def _within(day: date | None, bulletin: Bulletin) -> bool:
    return day is not None and bulletin.period.from_ <= day <= bulletin.period.until


def _stage_items(now: Snapshot, bulletin: Bulletin, reader: Reader, stages: frozenset[Stage]) -> tuple[DatedItem, ...]:
    items = []
    for standing in now.standings:
        for entry in standing.project.stages:
            stage = reader.site.stage(entry.stage)
            if stage in stages and _within(entry.date, bulletin):
                items.append(
                    DatedItem(
                        reader.short_day(entry.date),
                        project_link(standing, reader),
                        reader.stage_chip(stage, entry.stage).text,
                        reader.words(entry.note),
                        reader.name("district", standing.project.district),
                        entry.date.isoformat(),
                    )
                )
    return tuple(sorted(items, key=lambda item: item.iso))


def _orders(now: Snapshot, bulletin: Bulletin, reader: Reader) -> tuple[DatedItem, ...]:
    items = []
    for standing in now.issues:
        for event in standing.issue.events:
            if event.kind is EventKind.ORDERED and _within(event.date, bulletin):
                light = reader.colour(event.colour)
                link = Link(reader.words(standing.issue.title), reader.urls.issue(standing.issue.id))
                label = light.code if light else ""
                items.append(DatedItem(reader.short_day(event.date), link, label, reader.words(event.note), iso=event.date.isoformat()))
    return tuple(sorted(items, key=lambda item: item.iso))


def _milestones(now: Snapshot, bulletin: Bulletin, reader: Reader) -> tuple[DatedItem, ...]:
    rule = reader.rules.bulletins.get(bulletin.kind)
    until = bulletin.as_of.date() + timedelta(days=rule.milestone_days if rule else 0)
    items = []
    for standing in now.standings:
        for milestone in standing.project.milestones:
            due = due_day(milestone)
            if standing.in_scope and milestone.actual is None and bulletin.as_of.date() < due <= until:
                link, name = project_link(standing, reader), reader.words(milestone.name)
                district = reader.name("district", standing.project.district)
                items.append(DatedItem(reader.short_day(due), link, name, "", district, due.isoformat()))
    return tuple(sorted(items, key=lambda item: item.iso))


def _moved(now: Snapshot, bulletin: Bulletin, reader: Reader) -> tuple[DatedItem, ...]:
    items = []
    for standing in now.standings:
        for milestone in standing.project.milestones:
            for change in milestone.changes:
                if _within(change.date, bulletin):
                    note = reader.t("words.milestone.moved", to=reader.day_text(change.to), reason=reader.words(change.reason), approved_by=reader.words(change.approved_by))
                    items.append(DatedItem(reader.short_day(change.date), project_link(standing, reader), reader.words(milestone.name), note, iso=change.date.isoformat()))
    return tuple(sorted(items, key=lambda item: item.iso))


def _groups(now: Snapshot, before: Snapshot | None, reader: Reader) -> tuple[GroupRow, ...]:
    scopes = [("level", level.code) for level in reader.site.levels]
    scopes += [("class", entry.code) for entry in reader.site.classes]
    rows = []
    for axis, code in scopes:
        scope = f"{axis}:{code}"
        if scope in now.totals:
            figures = [reader.figure(now.figure(scope, key)) for key in ("projects", "planned", "completed", "completion_rate", "gap")]
            new = new_investment(now, before, scope)
            rows.append(GroupRow(reader.name(axis, code), *figures, new=reader.figure(new).value if new.value is not None else ""))
    return tuple(rows)


def _idle(standing: Standing) -> bool:
    """A new project whose month has passed and that has not started."""
    return standing.in_scope and standing.start_due and standing.nature is Nature.NEW and standing.started < standing.project.count


PARAGRAPH_FIGURES = ("projects", "completed", "completion_rate", "gap", "start_and_resume_rate", "starts_late", "issues_open", "issues_overdue")
HEADLINE_FIGURES = ("projects", "total_investment", "planned", "completed", "completion_rate", "pace", "gap", "new_projects", "starts_due", "starts_early", "starts_late", "starts", "start_rate", "start_and_resume_rate", "completions", "completions_due", "issues_raised", "issues_closed", "closing_rate", "issues_open", "issues_overdue", "reports_due", "reports_late", "reports_missing")


def _paragraphs(now: Snapshot, before: Snapshot | None, reader: Reader) -> tuple[DistrictParagraph, ...]:
    first = {places[0].member for board in now.rules.boards if (places := now.board(board)) and places[0].rank == 1}
    rows = []
    for district in reader.site.districts:
        scope = f"district:{district.code}"
        if scope in now.totals:
            new = new_investment(now, before, scope)
            rows.append(
                DistrictParagraph(
                    name=reader.name("district", district.code),
                    figures={key: reader.figure(now.figure(scope, key)) for key in PARAGRAPH_FIGURES},
                    new=reader.figure(new).text if new.value is not None else "",
                    idle=tuple(project_link(s, reader) for s in now.standings if s.project.district == district.code and _idle(s)),
                    first=district.code in first,
                )
            )
    return tuple(rows)


def correction_views(now: Snapshot, reader: Reader, document: str | None = None) -> tuple[CorrectionView, ...]:
    """The corrections known on the day, newest first; of one document where it is named."""
    bulletins = {bulletin.id: bulletin for bulletin in now.data.bulletins}
    return tuple(
        CorrectionView(
            id=c.id,
            date=reader.day_text(c.date),
            place=reader.words(c.place),
            before=c.from_,
            after=c.to,
            reason=reader.words(c.reason),
            approved_by=reader.words(c.approved_by),
            document=bulletin_link(bulletins[c.document], reader) if c.document in bulletins else Link(c.document),
        )
        for c in sorted(now.data.corrections, key=lambda c: (c.date, c.id), reverse=True)
        if document in (None, c.document)
    )


@dataclass(frozen=True)
class BulletinPoints:
    """A bulletin between the one before and the one after of its kind, each with its own as-of."""

    bulletin: Bulletin
    now: Snapshot
    before: Snapshot | None
    previous: Bulletin | None
    following: Bulletin | None


def bulletin_view(points: BulletinPoints, today: Snapshot, reader: Reader, source: str) -> BulletinView:
    """The page of a bulletin. Figures are those of its own as-of day; only corrections are those known today."""
    bulletin, now, before = points.bulletin, points.now, points.before
    rule = reader.rules.bulletins.get(bulletin.kind)
    lit = [(standing, light) for standing in now.standings if (light := now.project_light(standing))]
    lit.sort(key=lambda pair: pair[0].gap.value if pair[0].gap.value is not None else Fraction(0))
    figures = {key: reader.figure(now.figure("all", key)) for key in HEADLINE_FIGURES}
    new = new_investment(now, before, "all")
    events = EventKind.RESOLVED, EventKind.CLOSED
    closed = [i for i in now.issues if i.done and any(e.kind in events and _within(e.date, bulletin) for e in i.issue.events)]
    levels = [(level.code, now.figure(f"level:{level.code}", "projects").value or 0) for level in reader.site.levels]
    return BulletinView(
        id=bulletin.id,
        kind=bulletin.kind,
        head=_head(bulletin, reader),
        draft=bulletin.issued is None,
        sections=tuple(bulletin.sections or (rule.sections if rule else tuple(BulletinSection))),
        words={section: reader.words(text) for section, text in bulletin.words.items()},
        figures=figures,
        new=reader.figure(new).text if new.value is not None else "",
        new_known=new.value is not None,
        levels=tuple((reader.name("level", code), reader.number(count)) for code, count in levels if count),
        left_out=figures["start_and_resume_rate"].origin.excluded,
        groups=_groups(now, before, reader),
        summary=place_row(now, reader),
        boards=tuple(board_view(board, now, reader) for board in now.rules.boards),
        districts=_paragraphs(now, before, reader),
        district_rows=tuple(board_row(d.code, "", now, reader) for d in reader.site.districts if f"district:{d.code}" in now.totals),
        starts=_stage_items(now, bulletin, reader, frozenset({Stage.STARTED, Stage.RESUMED})),
        completions=_stage_items(now, bulletin, reader, frozenset({Stage.COMMISSIONED, Stage.COMPLETED, Stage.OPERATING})),
        lagging=tuple(project_row(standing, now, reader, _note(standing, reader)) for standing, light in lit if light.tone != "good"),
        light_counts=tuple((code, sum(1 for _, light in lit if light.code == code)) for code in dict.fromkeys(light.code for light in now.rules.lights if light.on == "project")),
        idle=tuple(project_row(standing, now, reader, _note(standing, reader)) for standing in now.standings if _idle(standing)),
        issues_new=tuple(issue_row(i, now, reader) for i in now.issues if _within(i.issue.raised.date, bulletin)),
        issues_closed=tuple(issue_row(i, now, reader) for i in closed),
        issues_overdue=tuple(issue_row(i, now, reader) for i in now.issues if i.overdue),
        orders=_orders(now, bulletin, reader),
        missing=tuple(project_link(s, reader) for s in now.standings if s.in_scope and s.report.missing),
        milestones=_milestones(now, bulletin, reader),
        milestones_moved=_moved(now, bulletin, reader),
        corrections=correction_views(today, reader, bulletin.id),
        previous=bulletin_link(points.previous, reader) if points.previous else None,
        following=bulletin_link(points.following, reader) if points.following else None,
        pdf=reader.urls.bulletin_pdf(bulletin.year, bulletin.id),
        unit=reader.money_unit,
        source=source,
    )


def _note(standing: Standing, reader: Reader) -> str:
    """The newest note of the project's reports: its reason in the reporter's words."""
    return next((reader.words(report.note) for report in reversed(standing.reports) if report.note), "")
