"""Campaigns: their period, members and venues, and where each goal stood at the beginning and stands now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tongbao.metrics.campaigns import (
    CampaignStanding,
    GoalStanding,
    MemberStanding,
    SnapshotOf,
    campaign_standing,
    phase_of,
)
from tongbao.metrics.cited import unit_of
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.rounding import round_half_up
from tongbao.metrics.scopes import ALL
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.campaign import MEMBERS, Campaign, CampaignVenue
from tongbao.model.cited import CitedFigure
from tongbao.views.cited import printed
from tongbao.views.parts import Chip, Fact, Link
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link
from tongbao.views.sayer import Sayer


class GoalView(NamedTuple):
    """A goal: what (`name` leads to how a figure is made), of whom, how much by when; then and now with their days, the
    change, and `state` with its words. A cited one names its `source`."""

    name: Link
    scope: str
    text: str
    wanted: str
    by: str
    before: str
    before_day: str
    now: str
    now_day: str
    change: str
    state: str
    state_text: str
    source: str


class MemberRow(NamedTuple):
    """A member: its stage at the beginning and now, and whether it broke ground since; of a bundle how many of it."""

    link: Link
    district: Chip
    projects: int
    before: str
    now: str
    started: str


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign in the list."""

    link: Link
    days: str
    days_sort: str
    organiser: Link
    members: str
    phase: str
    goals: str


@dataclass(frozen=True, slots=True)
class CampaignsView:
    """Every campaign, the newest first."""

    rows: tuple[CampaignRow, ...]


@dataclass(frozen=True, slots=True)
class CampaignView:
    """The page of a campaign. `rule` says whom it finds, `in_part` what of bundles cannot be told apart."""

    title: str
    phase: str
    facts: tuple[Fact, ...]
    summary: str
    result: str
    goals: tuple[GoalView, ...]
    reached: str
    venues: tuple[Link, ...]
    rule: str
    in_part: str
    members: tuple[MemberRow, ...]
    count: str
    started: str
    base_day: str
    today: str


def has_campaigns(snapshot: Snapshot) -> bool:
    """Whether the place has begun any campaign."""
    return bool(snapshot.data.campaigns)


def campaign_link(campaign: Campaign, reader: Reader) -> Link:
    """A campaign's name with its page."""
    return Link(reader.words(campaign.name), reader.urls.campaign(campaign.id))


class CampaignMark(NamedTuple):
    """A campaign that a project takes part in, on the project's page."""

    link: Link
    days: str
    phase: str


def campaign_marks(campaigns: Iterable[Campaign], today: Snapshot, reader: Reader) -> tuple[CampaignMark, ...]:
    """The campaigns of a project with their days, and whether they are over."""
    return tuple(
        CampaignMark(
            campaign_link(campaign, reader),
            _days(campaign, reader),
            reader.t(f"words.campaigns.phases.{phase_of(campaign, today.day)}"),
        )
        for campaign in campaigns
    )


def campaigns_view(today: Snapshot, snapshot_of: SnapshotOf, reader: Reader) -> CampaignsView:
    """The list of campaigns; `snapshot_of` gives the place on the day of their beginning and of their goals."""
    newest = sorted(today.data.campaigns, key=lambda campaign: (campaign.from_, campaign.id), reverse=True)
    return CampaignsView(tuple(_row(campaign_standing(each, today, snapshot_of), reader) for each in newest))


def campaign_view(campaign: Campaign, today: Snapshot, snapshot_of: SnapshotOf, reader: Reader) -> CampaignView:
    """The page of a campaign."""
    found = campaign_standing(campaign, today, snapshot_of)
    counted = {member.now.project.id for member in found.members}
    started = sum(m.started for m in found.members if m.now.project.within not in counted)
    return CampaignView(
        title=reader.words(campaign.name),
        phase=reader.t(f"words.campaigns.phases.{found.phase}"),
        facts=_facts(campaign, found, reader),
        summary=reader.words(campaign.summary),
        result=reader.words(campaign.result),
        goals=tuple(_goal(goal, campaign, reader) for goal in found.goals),
        reached=_reached(found, reader),
        venues=tuple(_venue(venue, reader) for venue in campaign.venues),
        rule=Sayer(reader).selection(campaign.select) if campaign.select else "",
        in_part=reader.catalogue.count("words.campaigns.in_part", found.in_part) if found.in_part else "",
        members=tuple(_member(member, reader) for member in found.members),
        count=reader.number(found.count),
        started=reader.number(started) if started else "",
        base_day=reader.day_text(campaign.base_day),
        today=reader.day_text(today.day),
    )


def _days(campaign: Campaign, reader: Reader) -> str:
    first, last = (reader.day_text(day) for day in (campaign.from_, campaign.until))
    return reader.t("words.campaigns.period", first=first, last=last)


def _reached(found: CampaignStanding, reader: Reader) -> str:
    if not found.judged:
        return ""
    return reader.t(
        "words.campaigns.reached_of", reached=reader.number(found.reached), goals=reader.number(found.judged)
    )


def _row(found: CampaignStanding, reader: Reader) -> CampaignRow:
    campaign = found.campaign
    return CampaignRow(
        link=campaign_link(campaign, reader),
        days=_days(campaign, reader),
        days_sort=campaign.from_.isoformat(),
        organiser=reader.office_link(campaign.organiser) if campaign.organiser else Link(""),
        members=reader.number(found.count) if found.members else "",
        phase=reader.t(f"words.campaigns.phases.{found.phase}"),
        goals=_reached(found, reader),
    )


def _facts(campaign: Campaign, found: CampaignStanding, reader: Reader) -> tuple[Fact, ...]:
    values: dict[str, tuple[Link, ...]] = {
        "period": (Link(_days(campaign, reader)),),
        "organiser": (reader.office_link(campaign.organiser),) if campaign.organiser else (),
        "document": (Link(reader.words(campaign.document)),) if campaign.document else (),
        "baseline": (Link(reader.day_text(campaign.base_day)),) if found.goals or found.members else (),
        "members": (Link(reader.number(found.count)),) if found.members else (),
    }
    return tuple(Fact(reader.t(f"words.campaigns.fields.{name}"), each) for name, each in values.items() if each)


def _venue(venue: CampaignVenue, reader: Reader) -> Link:
    """A venue with the page of its district, or how many there are."""
    name = reader.words(venue.name)
    if name and venue.main:
        name = reader.t("words.campaigns.main", name=name)
    name = name or reader.t("words.campaigns.venue." + ("main" if venue.main else "other"))
    if venue.count > 1:
        name = reader.t("words.campaigns.several", name=name, count=reader.number(venue.count))
    return Link(name, reader.district_link(venue.district).href if venue.district else "")


def _stage(standing: Standing | None, reader: Reader) -> str:
    if standing is None:
        return reader.t("words.campaigns.unknown")
    return reader.stage_chip(standing.stage, standing.stage_word).text


def _member(member: MemberStanding, reader: Reader) -> MemberRow:
    count = member.now.project.count
    words = reader.t("words.campaigns.started")
    if count > 1:
        words = reader.t("words.campaigns.started_of", count=reader.number(member.started))
    return MemberRow(
        link=project_link(member.now, reader),
        district=reader.chip("district", member.now.project.district),
        projects=count,
        before=_stage(member.before, reader),
        now=_stage(member.now, reader),
        started=words if member.started else "",
    )


def change_text(change: Figure | None, reader: Reader) -> str:
    """What a figure grew by, with its sign."""
    if change is None or change.value is None:
        return ""
    if change.unit is Unit.MONEY:
        text, unit = reader.money(change.value, key=change.key, signed=True), reader.money_unit
    else:
        places = reader.decimals(change.key, change.unit)
        text, unit = reader.number(change.value, places, signed=True), reader.t(f"figures.units.{change.unit}")
    return reader.t("words.units.with", value=text, unit=unit).strip()


def _cited_change(change: Figure | None, cited: CitedFigure, reader: Reader) -> str:
    """The same of cited figures, with the places of their source."""
    if change is None or change.value is None:
        return ""
    per = reader.site.money.factor if cited.measured_in == "display_money" else 1
    places = cited.places
    text = reader.number(round_half_up(change.value, places, per), places, signed=True)
    unit = reader.t(f"figures.units.{change.unit}") if unit_of(cited) is Unit.SHARE else _unit(cited, reader)
    return reader.t("words.units.with", value=text, unit=unit).strip()


def _unit(cited: CitedFigure, reader: Reader) -> str:
    return reader.words(cited.unit) if cited.measured_in == "other" else reader.t(f"figures.units.{unit_of(cited)}")


def _scope(scope: str, reader: Reader) -> str:
    if scope == MEMBERS:
        return reader.t("words.campaigns.of_members")
    if scope == ALL:
        return reader.t("words.campaigns.of_all")
    parts = (part.partition(":") for part in scope.split("+"))
    return reader.t("words.separator").join(reader.name(axis, code) for axis, _, code in parts)


class _Said(NamedTuple):
    """What a goal says of its beginning and of now."""

    name: Link
    scope: str
    before: str
    now: str
    change: str
    since: date
    source: str = ""


def _reckoned(found: GoalStanding, campaign: Campaign, reader: Reader) -> _Said:
    """A goal over a figure of ours."""
    key = found.goal.figure or ""
    before, now = (reader.figure_text(figure) for figure in (found.before, found.now))
    name = Link(reader.label(key), f"{reader.urls.page('figures')}#{key}")
    change = change_text(found.change, reader)
    return _Said(name, _scope(found.goal.scope, reader), before, now, change, campaign.base_day)


def _told(found: GoalStanding, campaign: Campaign, reader: Reader) -> _Said:
    """A goal that a source tells of; what it has not told yet by the day is missing."""
    known = {cited.code: cited for cited in found.cited}
    first, last = (known.get(code) for code in (found.goal.cited[0], found.goal.cited[-1]))
    before, now = (printed(c.value, c, reader) if c else reader.t("figures.none") for c in (first, last))
    if last is None:
        return _Said(Link(found.goal.cited[-1]), "", before, now, "", first.as_of if first else campaign.base_day)
    change = _cited_change(found.change, last, reader)
    since = first.as_of if first else campaign.base_day
    return _Said(Link(reader.words(last.name)), "", before, now, change, since, reader.words(last.source))


def _goal(found: GoalStanding, campaign: Campaign, reader: Reader) -> GoalView:
    goal = found.goal
    said = (_told if goal.cited else _reckoned)(found, campaign, reader)
    return GoalView(
        name=said.name,
        scope=said.scope,
        text=reader.words(goal.text),
        wanted=Sayer(reader).bounds(goal, found.now.unit),
        by=reader.day_text(found.by) if found.state else "",
        before=said.before,
        before_day=reader.day_text(said.since),
        now=said.now,
        now_day=reader.day_text(found.seen),
        change=said.change,
        state=found.state,
        state_text=reader.t(f"words.campaigns.states.{found.state}") if found.state else "",
        source=said.source,
    )
