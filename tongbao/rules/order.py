"""Stages, entries and periods stand in an order that can have happened, and not after the as-of day."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, pairwise
from typing import Any

from tongbao.model.base import Record
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.model.rates import DelayClass
from tongbao.model.setting import Limit, Selection, Setting, UnitExemption
from tongbao.model.targets import TargetList
from tongbao.model.vocab import FINISHED_STAGES, STAGE_RANK, Stage
from tongbao.problems import Location
from tongbao.rules.activities import past_days
from tongbao.rules.base import Finding, core_stages, found

UNDER_WAY = frozenset({Stage.STARTED, Stage.RESUMED})


def _fits(stage: Stage, now: date, before: Stage | None, began: date) -> bool:
    """Whether a stage can follow the one before; `began` is the day that works last began or were resumed."""
    if before is Stage.WITHDRAWN:
        return False
    if stage is Stage.RESUMED and before in UNDER_WAY:
        return now.year > began.year
    if stage in STAGE_RANK and before in STAGE_RANK:
        return STAGE_RANK[stage] >= STAGE_RANK[before]
    return True


def stage_order(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project does not go back to a lower stage, unless it was suspended or deferred in between; it is
    resumed only after that or in a new year; and nothing follows withdrawal. Entries with a `count` speak
    of parts of a bundle and are left out."""
    core = core_stages(dataset.site)
    for project in dataset.projects:
        before: Stage | None = None
        earlier: dict[str, object] = {}
        began = date.min
        for i, entry in sorted(enumerate(project.stages), key=lambda pair: pair[1].date):
            stage = core.get(entry.stage)
            if stage is None or entry.count is not None:
                continue
            if not _fits(stage, entry.date, before, began):
                yield found(project, "stages", i, "stage", stage=entry.stage, **earlier)
            if stage is Stage.RESUMED or (stage in UNDER_WAY and before not in UNDER_WAY):
                began = entry.date
            before, earlier = stage, {"earlier": entry.stage, "earlier_date": entry.date}


def started_without_start(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project that is commissioned, completed or operating was also started or resumed."""
    core = core_stages(dataset.site)
    for project in dataset.projects:
        stages = [core.get(entry.stage) for entry in project.stages]
        if None in stages or UNDER_WAY.intersection(stages):
            continue
        for i, stage in enumerate(stages):
            if stage in FINISHED_STAGES:
                word = project.stages[i].stage
                yield found(project, "stages", i, "stage", stage=word)
                break


Dated = Iterator[tuple[Location, date]]
"""Where a date stands in a record, and the date."""


def _lists(project: Project) -> Iterator[tuple[Location, str, list[date]]]:
    """Every list of dated entries of a project: the way to it, the key of the date, the dates."""
    if len(project.stages) > 1:
        yield ("stages",), "date", [entry.date for entry in project.stages]
    if len(project.progress) > 1:
        yield ("progress",), "as_of", [report.as_of for report in project.progress]
    if len(project.changes) > 1:
        yield ("changes",), "date", [change.date for change in project.changes]
    if len(project.papers) > 1:
        yield ("papers",), "date", [paper.date for paper in project.papers]
    for i, milestone in enumerate(project.milestones):
        if len(milestone.changes) > 1:
            yield ("milestones", i, "changes"), "date", [change.date for change in milestone.changes]
    for i, factor in enumerate(project.factors):
        yield ("factors", i, "secured"), "date", [part.date for part in factor.secured]
    for i, item in enumerate(project.funding):
        for name in ("planned", "applied", "approved", "granted", "spent"):
            yield ("funding", i, name), "date", [paid.date for paid in getattr(item, name)]
    for i, quantity in enumerate(project.quantities):
        yield ("quantities", i, "done"), "date", [done.date for done in quantity.done]
        for j, portion in enumerate(quantity.parts):
            yield ("quantities", i, "parts", j, "done"), "date", [done.date for done in portion.done]
    for i, result in enumerate(project.results):
        yield ("results", i, "measured"), "date", [measured.date for measured in result.measured]


def dates_order(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Dated entries of a project (stages, reports, changes, papers sent, what was secured, granted, spent, done,
    measured) and the adjustments of a target list stand in order of their dates, the newest last; so a reader of the
    file sees its history. A report that corrects another may stand last."""
    for listed in dataset.targets:
        for i, (one, other) in enumerate(pairwise(listed.adjustments), 1):
            if other.date < one.date:
                yield found(listed, "adjustments", i, "date", value=other.date, earlier=one.date)
    for project in dataset.projects:
        for location, key, dates in _lists(project):
            newest = date.min
            for i, value in enumerate(dates):
                if value >= newest:
                    newest = value
                elif not (location == ("progress",) and project.progress[i].corrects):
                    yield found(project, *location, i, key, value=value, earlier=newest)


def period_order(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No period ends before it begins: of a bulletin, of a record, of a sponsor, of the construction, of an exemption,
    of an offer, of a public notice, of a rule of policy.yaml; nor does a range of days, months or years in these rules
    (3—5 个工作日)."""
    for location, ends in _ranges(dataset.policy, ()):
        yield found(dataset.policy, *location, value=ends[1], earlier=ends[0])
    for bulletin in dataset.bulletins:
        period = bulletin.period
        if period.until < period.from_:
            yield found(bulletin, "period", "until", value=period.until, earlier=period.from_)
    for project in dataset.projects:
        if project.registered and project.until and project.until < project.registered:
            yield found(project, "until", value=project.until, earlier=project.registered)
        if len(project.period) == 2 and project.period[1] < project.period[0]:
            first, last = project.period
            yield found(project, "period", 1, value=last, earlier=first)
        for i, sponsor in enumerate(project.sponsors):
            if sponsor.from_ and sponsor.until and sponsor.until < sponsor.from_:
                yield found(project, "sponsors", i, "until", value=sponsor.until, earlier=sponsor.from_)
        for i, exemption in enumerate(project.exemptions):
            if exemption.until and exemption.until < exemption.from_:
                yield found(project, "exemptions", i, "until", value=exemption.until, earlier=exemption.from_)
        for i, offer in enumerate(project.promotions):
            if offer.until and offer.until < offer.from_:
                yield found(project, "promotions", i, "until", value=offer.until, earlier=offer.from_)
    for listed in dataset.targets:
        if (notice := listed.notice) and notice.until < notice.from_:
            yield found(listed, "notice", "until", value=notice.until, earlier=notice.from_)


def _ranges(record: Record, location: Location) -> Iterator[tuple[Location, tuple[Any, Any]]]:
    """Every range within a record that ends before it begins: the way to its end, its beginning and its end."""
    ends: tuple[Any, Any, str] = (None, None, "")
    match record:
        case Limit(lower=first, upper=last):
            ends = (first, last, "upper")
        case Setting(valid_from=first, valid_until=last):
            ends = (first, last, "valid_until")
        case UnitExemption(from_=first, until=last) | DelayClass(from_=first, until=last):
            ends = (first, last, "until")
        case Selection(years=(first, last)):
            ends = (first, last, "years")
    if ends[0] is not None and ends[1] is not None and ends[1] < ends[0]:
        yield (*location, ends[2]), ends[:2]
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _ranges(value, (*location, name))
        elif isinstance(value, (tuple, dict)):
            for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(item, Record):
                    yield from _ranges(item, (*location, name, key))


def _past_of_project(project: Project) -> Dated:
    """The dates of a project that tell of something that happened. Changes and milestones' changes do not:
    they may be approved for a day to come."""
    if project.registered:
        yield ("registered",), project.registered
    if project.officer_assigned:
        yield ("officer_assigned",), project.officer_assigned
    for i, entry in enumerate(project.stages):
        yield ("stages", i, "date"), entry.date
        if entry.certified:
            yield ("stages", i, "certified", "date"), entry.certified.date
    for i, report in enumerate(project.progress):
        yield ("progress", i, "as_of"), report.as_of
        if report.reported:
            yield ("progress", i, "reported"), report.reported
        if report.certified:
            yield ("progress", i, "certified", "date"), report.certified.date
    for i, milestone in enumerate(project.milestones):
        if milestone.actual:
            yield ("milestones", i, "actual"), milestone.actual
    for i, step in enumerate(project.steps):
        if step.begun:
            yield ("steps", i, "begun"), step.begun
        if step.done:
            yield ("steps", i, "done"), step.done
    for i, condition in enumerate(project.conditions):
        if condition.met:
            yield ("conditions", i, "met"), condition.met
    for i, paper in enumerate(project.papers):
        yield ("papers", i, "date"), paper.date
        if paper.answered:
            yield ("papers", i, "answered"), paper.answered
    for i, factor in enumerate(project.factors):
        for j, part in enumerate(factor.secured):
            yield ("factors", i, "secured", j, "date"), part.date
    for i, item in enumerate(project.funding):
        for name in ("applied", "approved", "granted", "spent"):
            for j, paid in enumerate(getattr(item, name)):
                yield ("funding", i, name, j, "date"), paid.date
    for i, quantity in enumerate(project.quantities):
        for j, done in enumerate(quantity.done):
            yield ("quantities", i, "done", j, "date"), done.date
        for j, portion in enumerate(quantity.parts):
            for k, done in enumerate(portion.done):
                yield ("quantities", i, "parts", j, "done", k, "date"), done.date
    for i, result in enumerate(project.results):
        for j, measured in enumerate(result.measured):
            yield ("results", i, "measured", j, "date"), measured.date


def _past_of_issue(issue: Issue) -> Dated:
    yield ("raised", "date"), issue.raised.date
    for i, event in enumerate(issue.events):
        yield ("events", i, "date"), event.date
    for i, counts in enumerate(issue.counts):
        yield ("counts", i, "date"), counts.date


def _past_of_list(listed: TargetList) -> Dated:
    for name in ("decided", "published"):
        if day := getattr(listed, name):
            yield (name,), day
    for i, adjustment in enumerate(listed.adjustments):
        yield ("adjustments", i, "date"), adjustment.date


def after_as_of(dataset: Dataset, day: date) -> Iterator[Finding]:
    """What happened (a stage, a report, an event, a payment, a cited figure, an adjustment of a target list, an
    activity, a ceremony …) is not dated after the as-of day: it would enter no figure until that day."""
    dated: Iterator[tuple[Record, Dated]] = chain(
        ((project, _past_of_project(project)) for project in dataset.projects),
        ((issue, _past_of_issue(issue)) for issue in dataset.issues),
        ((bulletin, iter([(("as_of",), bulletin.as_of.date())])) for bulletin in dataset.bulletins),
        ((correction, iter([(("date",), correction.date)])) for correction in dataset.corrections),
        ((cited, iter([(("figures", i, "as_of"), cited.as_of)])) for i, cited in enumerate(dataset.cited)),
        ((listed, _past_of_list(listed)) for listed in dataset.targets),
        ((activity, past_days(activity)) for activity in dataset.activities),
        ((batch, iter([(("ceremony", "date"), batch.ceremony.date)])) for batch in dataset.batches),
    )
    for record, dates in dated:
        for location, value in dates:
            if value > day:
                yield found(record, *location, value=value, day=day)
