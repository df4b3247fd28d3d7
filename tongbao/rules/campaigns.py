"""Campaigns: dates in order, members that there are, goals that can be reckoned and reached in their time."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.registry import definitions_in
from tongbao.metrics.scopes import ALL
from tongbao.model.campaign import MEMBERS, Campaign, Goal
from tongbao.model.dataset import Dataset
from tongbao.rules.base import Codes, Finding, Use, found, unknown
from tongbao.rules.cited import scope_codes, wrong_scope
from tongbao.rules.quotas import CODES


def _goals(dataset: Dataset) -> Iterator[tuple[Campaign, int, Goal]]:
    for campaign in dataset.campaigns:
        yield from ((campaign, i, goal) for i, goal in enumerate(campaign.goals))


def offices_used(dataset: Dataset) -> Iterator[Use]:
    """Every office that leads a campaign."""
    yield from ((c, ("organiser",), c.organiser) for c in dataset.campaigns if c.organiser)


def districts_used(dataset: Dataset) -> Iterator[Use]:
    """Every district where a venue is."""
    for campaign in dataset.campaigns:
        for i, venue in enumerate(campaign.venues):
            if venue.district:
                yield campaign, ("venues", i, "district"), venue.district


def projects_used(dataset: Dataset) -> Iterator[Use]:
    """Every project that a campaign names."""
    for campaign in dataset.campaigns:
        yield from ((campaign, ("members", i), id) for i, id in enumerate(campaign.members))


def codes_used(dataset: Dataset, axis: str) -> Iterator[Use]:
    """Every list, level, class or sector by which a campaign finds its members."""
    for campaign in dataset.campaigns:
        if campaign.select:
            for i, code in enumerate(getattr(campaign.select, CODES[axis])):
                yield campaign, ("select", CODES[axis], i), code


def stages_used(dataset: Dataset) -> Iterator[Use]:
    """Every stage by which a campaign finds its members."""
    for campaign in dataset.campaigns:
        if campaign.select:
            for i, stage in enumerate(campaign.select.stages):
                yield campaign, ("select", "stages", i), stage
            for i, reached in enumerate(campaign.select.reached):
                yield campaign, ("select", "reached", i, "stage"), reached.stage


def unknown_goal_figure(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The figure of a campaign's goal is one of the registry, and one that its scope can have."""
    for campaign, i, goal in _goals(dataset):
        if goal.figure:
            scope = ALL if goal.scope == MEMBERS else goal.scope
            codes = Codes.of(definition.key for definition in definitions_in(scope))
            yield from unknown(codes, [(campaign, ("goals", i, "figure"), goal.figure)])


def unknown_goal_scope(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A campaign's goal is for its members, for the whole place (`all`), or for a scope of which there are figures: a
    code on an axis, or two joined by + on axes whose crossing policy.yaml `figures` publishes."""
    known = scope_codes(dataset) if dataset.campaigns else Codes.of(())
    for campaign, i, goal in _goals(dataset):
        wrong = wrong_scope(goal.scope, known, dataset) if goal.scope != MEMBERS else None
        if wrong:
            yield found(campaign, "goals", i, "scope", **wrong)


def unknown_goal_cited(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """What a campaign's goal is told by is in cited.yaml."""
    uses = (
        (campaign, ("goals", i, "cited", j), code)
        for campaign, i, g in _goals(dataset)
        for j, code in enumerate(g.cited)
    )
    yield from unknown(Codes.of(cited.code for cited in dataset.cited), uses)


def goal_of_one(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A campaign's goal names a figure, or two cited ones, of its beginning and of its end: one of the two."""
    for campaign, i, goal in _goals(dataset):
        if bool(goal.figure) == bool(goal.cited) or len(goal.cited) == 1:
            yield found(campaign, "goals", i)


def goal_cited_unit(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The two cited figures of a goal are measured in the same: their difference is told."""
    measured = {cited.code: cited.measured_in for cited in dataset.cited}
    for campaign, i, goal in _goals(dataset):
        units = [measured[code] for code in goal.cited if code in measured]
        if len(units) > 1 and units[0] != units[1]:
            yield found(campaign, "goals", i, "cited", 1, value=goal.cited[1], unit=units[1], other=units[0])


def goal_without_members(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A campaign with a goal for its members says who they are: by `members` or by `select`."""
    for campaign, i, goal in _goals(dataset):
        if goal.figure and goal.scope == MEMBERS and not campaign.members and campaign.select is None:
            yield found(campaign, "goals", i)


def campaign_dates(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A campaign does not end before it begins, its beginning is not seen on a later day than its first, and no goal is
    due before that."""
    for campaign in dataset.campaigns:
        first = campaign.from_
        if campaign.until < first:
            yield found(campaign, "until", value=campaign.until, since=first)
        if campaign.baseline and campaign.baseline > first:
            yield found(campaign, "baseline", value=campaign.baseline, since=first, variant="baseline")
        for i, goal in enumerate(campaign.goals):
            if goal.by and goal.by < first:
                yield found(campaign, "goals", i, "by", value=goal.by, since=first)


def goal_after_end(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A goal of a campaign is due by its end. Only warned of: 烟台's hundred days of July to September are to bring
    starts by the end of October and of the year."""
    for campaign, i, goal in _goals(dataset):
        if goal.by and goal.by > campaign.until >= campaign.from_:
            yield found(campaign, "goals", i, "by", value=goal.by, until=campaign.until)
