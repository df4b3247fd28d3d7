"""Batches: of a known kind, with members that reached the stage they are presented for, in their quarter."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.batches import kind_of
from tongbao.metrics.course import dated_stages
from tongbao.metrics.procedures import reached_on
from tongbao.metrics.reporting import effective_reports
from tongbao.metrics.windows import quarter_end, quarter_start
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Policy
from tongbao.model.units import MONTHS_A_QUARTER
from tongbao.rules.base import Codes, Finding, Use, found, unknown


def offices_used(policy: Policy) -> Iterator[Use]:
    """Every office in charge of a kind of batch."""
    for i, kind in enumerate(policy.batches):
        for j, code in enumerate(kind.lead):
            yield policy, ("batches", i, "lead", j), code


def stages_used(policy: Policy) -> Iterator[Use]:
    """Every stage that the members of a kind of batch come to."""
    for i, kind in enumerate(policy.batches):
        yield policy, ("batches", i, "stage"), kind.stage
        for j, conversion in enumerate(kind.conversions):
            yield policy, ("batches", i, "conversions", j, "stage"), conversion.stage


def districts_used(dataset: Dataset) -> Iterator[Use]:
    """Every district in which a ceremony had a venue."""
    for batch in dataset.batches:
        for i, venue in enumerate(batch.ceremony.venues):
            if venue.district:
                yield batch, ("ceremony", "venues", i, "district"), venue.district


def projects_used(dataset: Dataset) -> Iterator[Use]:
    """Every member of a batch."""
    for batch in dataset.batches:
        for i, id in enumerate(batch.members):
            yield batch, ("members", i), id


def unknown_batch_kind(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The kind of a batch, and the one from whose ceremony a procedure of policy.yaml runs, is one of policy.yaml
    `batches`."""

    def uses() -> Iterator[Use]:
        for batch in dataset.batches:
            yield batch, ("kind",), batch.kind
        for i, procedure in enumerate(dataset.policy.procedures):
            if procedure.ceremony:
                yield dataset.policy, ("procedures", i, "ceremony"), procedure.ceremony

    yield from unknown(Codes.of(kind.code for kind in dataset.policy.batches), uses())


def unknown_activity(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The activity of a batch's ceremony has a file in activities/; one whose file cannot be read counts as
    existing."""
    uses = ((batch, ("activity",), batch.activity) for batch in dataset.batches if batch.activity)
    lost = (id for kind, id in dataset.unreadable if kind == "activity")
    yield from unknown(Codes.of([*(activity.id for activity in dataset.activities), *lost]), uses)


def batch_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A kind of batch has each number once a year, and each batch a member once and one main venue."""
    numbers: set[tuple[str, int, int]] = set()
    for batch in dataset.batches:
        number = batch.kind, batch.year, batch.number
        if number in numbers:
            yield found(batch, "number", value=batch.number)
        numbers.add(number)
        for i, id in enumerate(batch.members):
            if id in batch.members[:i]:
                yield found(batch, "members", i, value=id)
        venues = batch.ceremony.venues
        for i, venue in enumerate(venues):
            if venue.main and any(other.main for other in venues[:i]):
                yield found(batch, "ceremony", "venues", i, "main", value=i + 1, variant="venue")


def batch_member_stage(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A member of a batch that is due at the ceremony (签约一批) had reached the stage by then: what was never signed
    is in no batch of contracts."""
    for batch in dataset.batches:
        kind = kind_of(batch, dataset.policy)
        if kind is None or kind.due != "ceremony":
            continue
        for i, id in enumerate(batch.members):
            project = dataset.project_by_id.get(id)
            if project is None or any(dataset.site.stage(entry.stage) is None for entry in project.stages):
                continue
            reached = reached_on(kind.stage, dated_stages(project, effective_reports(project), dataset.site))
            if reached is None or reached > batch.ceremony.date:
                params = {"value": id, "stage": kind.stage, "ceremony": batch.ceremony.date}
                late = {"since": reached, "variant": "late"} if reached else {}
                yield found(batch, "members", i, **params, **late)


def ceremony_quarter(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The ceremony of a batch is held in its quarter."""
    for batch in dataset.batches:
        last = quarter_end(date(batch.year, batch.quarter * MONTHS_A_QUARTER, 1))
        if not quarter_start(last) <= batch.ceremony.date <= last:
            yield found(batch, "ceremony", "date", value=batch.ceremony.date, since=quarter_start(last), until=last)


def two_starts(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A procedure starts with a stage (`starts`) or with a ceremony (`ceremony`), not with both."""
    for i, procedure in enumerate(dataset.policy.procedures):
        if procedure.starts and procedure.ceremony:
            yield found(dataset.policy, "procedures", i, "ceremony", value=procedure.ceremony)
