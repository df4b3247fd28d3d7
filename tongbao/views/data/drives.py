"""What batches and campaigns say in figures.json: members and conversions of each batch, goals of each campaign."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tongbao.metrics.batches import BatchStanding, batch_standings
from tongbao.metrics.campaigns import GoalStanding, SnapshotOf, campaign_standing
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.campaign import MEMBERS, Campaign
from tongbao.views.campaigns import change_text
from tongbao.views.exports import figure_data
from tongbao.views.reader import Reader

Row = dict[str, object]


def drive_rows(today: Snapshot, snapshot_of: SnapshotOf, reader: Reader) -> Iterator[Row]:
    """`batch:<id>/…` and `campaign:<id>/…`, each id once; `snapshot_of` gives the place on the days of which campaigns
    speak."""
    rows = [row for batch in batch_standings(today) for row in _batch(batch, today, reader)]
    for campaign in today.data.campaigns:
        for goal in campaign_standing(campaign, today, snapshot_of).goals:
            rows += _goal(campaign, goal, today, reader)
    yield from {row["id"]: row for row in rows}.values()


def _batch(found: BatchStanding, today: Snapshot, reader: Reader) -> Iterator[Row]:
    """How many projects it has, how many came in time, how many went on within each window, how many steps are late."""
    scope = f"batch:{found.batch.id}"
    late = Fraction(sum(late.step.count for late in found.late_steps))
    for figure in (
        Figure("projects", Unit.PROJECTS, Fraction(found.projects)),
        found.in_time,
        Figure("steps_late", Unit.STEPS, late),
    ):
        yield figure_data(scope, figure, today, reader)
    for each in found.conversions:
        within = each.conversion.within
        row = figure_data(scope, each.figure, today, reader)
        key = f"{each.figure.key}:{each.conversion.stage}:{within.upper}_{within.unit}"
        yield row | {"id": f"{scope}/{key}", "met": each.met}


def _goal(campaign: Campaign, found: GoalStanding, today: Snapshot, reader: Reader) -> Iterator[Row]:
    """The figure of a goal at the beginning and now or on its day, each of its own day, and what it grew by. One that a
    source tells of is a cited figure and stands there. A goal that is due before the campaign ends says when."""
    goal = found.goal
    if goal.cited:
        return
    scope = f"campaign:{campaign.id}" + ("" if goal.scope == MEMBERS else f"+{goal.scope}")

    def row(name: str, figure: Figure, day: date) -> Row:
        key = f"{name}:{figure.key}{'' if found.by == campaign.until else f':{found.by.isoformat()}'}"
        return figure_data(scope, figure, today, reader) | {"id": f"{scope}/{key}", "as_of": day.isoformat()}

    yield row("baseline", found.before, campaign.base_day)
    met: Row = {"met": found.state in ("met", "reached")} if found.state else {}
    yield row("goal", found.now, found.seen) | met
    if found.change:
        yield row("change", found.change, found.seen) | {"display": change_text(found.change, reader)}
