"""Clocks, orders, meetings and procedures: ladders that end, steps that there are, dates that were kept."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.clocks import chain, too_late
from tongbao.metrics.orders import orders_of, position
from tongbao.model.clocks import MeetingStep, OrderStep
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.policy import Policy
from tongbao.model.vocab import EventKind
from tongbao.problems import Location
from tongbao.rules.base import Codes, Finding, Use, found, unknown

Ladder = tuple[OrderStep | MeetingStep, ...]


def categories_used(policy: Policy) -> Iterator[Use]:
    """Every category of issues that a clock or a ladder of meetings is for."""
    for i, clocks in enumerate(policy.clocks):
        for j, code in enumerate(clocks.categories):
            yield policy, ("clocks", i, "categories", j), code
    for i, meetings in enumerate(policy.meetings):
        for j, code in enumerate(meetings.categories):
            yield policy, ("meetings", i, "categories", j), code


def severities_used(policy: Policy) -> Iterator[Use]:
    """Every severity of issues that a clock is for."""
    for i, clocks in enumerate(policy.clocks):
        for j, code in enumerate(clocks.severities):
            yield policy, ("clocks", i, "severities", j), code


def lists_used(policy: Policy) -> Iterator[Use]:
    """Every list for whose projects a procedure runs."""
    for i, procedure in enumerate(policy.procedures):
        for j, code in enumerate(procedure.lists):
            yield policy, ("procedures", i, "lists", j), code


def offices_used(policy: Policy) -> Iterator[Use]:
    """Every office that has to do a step of a procedure."""
    for i, procedure in enumerate(policy.procedures):
        for j, step in enumerate(procedure.steps):
            if step.office:
                yield policy, ("procedures", i, "steps", j, "office"), step.office


def stages_used(policy: Policy) -> Iterator[Use]:
    """Every stage that starts a procedure, or does a step of one."""
    for i, procedure in enumerate(policy.procedures):
        if procedure.starts:
            yield policy, ("procedures", i, "starts"), procedure.starts
        for j, step in enumerate(procedure.steps):
            if step.reaches:
                yield policy, ("procedures", i, "steps", j, "reaches"), step.reaches


def _ladders(policy: Policy) -> Iterator[tuple[Location, Ladder]]:
    """Every ladder of orders and of meetings, with the way to its steps."""
    for i, orders in enumerate(policy.orders):
        yield ("orders", i, "steps"), orders.steps
    for i, meetings in enumerate(policy.meetings):
        yield ("meetings", i, "steps"), meetings.steps


def ladder_without_end(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The last step of a ladder of orders or meetings says where it ends: here, or with somebody outside the place."""
    for location, steps in _ladders(dataset.policy):
        if not steps[-1].ends:
            yield found(dataset.policy, *location, len(steps) - 1, value=steps[-1].code)


def ladder_goes_on(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Only the last step of a ladder ends it."""
    for location, steps in _ladders(dataset.policy):
        for j, step in enumerate(steps[:-1]):
            if step.ends:
                yield found(dataset.policy, *location, j, "ends", value=step.code, next=steps[j + 1].code)


def step_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A step stands once in its ladder or procedure; a procedure or ladder of meetings once a version."""
    policy = dataset.policy
    named = [(location, "code", [step.code for step in steps]) for location, steps in _ladders(policy)]
    named += [
        (("procedures", i, "steps"), "step", [step.step for step in procedure.steps])
        for i, procedure in enumerate(policy.procedures)
    ]
    for location, key, codes in named:
        for j, code in enumerate(codes):
            if code in codes[:j]:
                yield found(policy, *location, j, key, value=code)
    for name in ("meetings", "procedures"):
        versions = [(entry.code, entry.valid_from) for entry in getattr(policy, name)]
        for i, version in enumerate(versions):
            if version in versions[:i]:
                yield found(policy, name, i, "code", value=version[0])


def first_order_waits(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The first colour of the orders waits for no order before it: there is none that could be missed."""
    for i, orders in enumerate(dataset.policy.orders):
        if orders.steps[0].when == "missed_order":
            yield found(dataset.policy, "orders", i, "steps", 0, "when", value=orders.steps[0].code)


def unknown_step(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The step after which a step of a procedure comes is one of the same procedure."""
    for i, procedure in enumerate(dataset.policy.procedures):
        uses = (
            (dataset.policy, ("procedures", i, "steps", j, "after"), step.after)
            for j, step in enumerate(procedure.steps)
            if step.after
        )
        yield from unknown(Codes.of(step.step for step in procedure.steps), uses)


def unknown_step_only(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A step is asked only of classes, sectors or lists that site.yaml has."""
    site, policy = dataset.site, dataset.policy
    known = Codes.of(each.code for each in (*site.classes, *site.sectors, *site.lists))
    yield from unknown(
        known,
        (
            (policy, ("procedures", i, "steps", j, "only", k), code)
            for i, procedure in enumerate(policy.procedures)
            for j, step in enumerate(procedure.steps)
            for k, code in enumerate(step.only)
        ),
    )


def step_circle(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No step of a procedure waits for itself, also not by way of others."""
    for i, procedure in enumerate(dataset.policy.procedures):
        before = {step.step: step.after for step in procedure.steps}
        for j, step in enumerate(procedure.steps):
            passed, name = {step.step}, step.after
            while name is not None and name not in passed:
                passed.add(name)
                name = before.get(name)
            if name == step.step:
                yield found(dataset.policy, "procedures", i, "steps", j, "after", value=step.step)


def unknown_procedure_step(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A step that a project records of a procedure of policy.yaml is one of its steps (of any version); else the step
    that is meant stays open. Procedures that policy.yaml does not have may be in free words."""
    steps: dict[str, list[str]] = {}
    for procedure in dataset.policy.procedures:
        steps.setdefault(procedure.code, []).extend(step.step for step in procedure.steps)
    known = {code: Codes.of(names) for code, names in steps.items()}
    for project in dataset.projects:
        for i, step in enumerate(project.steps):
            if step.procedure in known:
                yield from unknown(known[step.procedure], [(project, ("steps", i, "step"), step.step)])


def unknown_order_colour(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The colour of a supervision order is a step of policy.yaml `orders`; where the place has no such ladder, the code
    of one of its `lights`. Another has no shape, and stands on no step."""
    policy = dataset.policy
    steps = [step.code for orders in policy.orders for step in orders.steps]
    uses = (
        (issue, ("events", i, "colour"), event.colour)
        for issue in dataset.issues
        for i, event in enumerate(issue.events)
        if event.colour
    )
    yield from unknown(Codes.of(steps or [light.code for light in policy.lights]), uses)


def unknown_meeting_step(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An issue is escalated to a step of the ladder of policy.yaml `meetings` that is for its category, or to an office
    of site.yaml. Where no ladder is for it, free words do."""
    policy = dataset.policy
    offices = [office.code for office in dataset.site.offices]
    for issue in dataset.issues:
        steps = [
            step.code
            for ladder in policy.meetings
            if not ladder.categories or issue.category in ladder.categories
            for step in ladder.steps
        ]
        if steps:
            escalated = (
                (issue, ("events", i, "to"), event.to)
                for i, event in enumerate(issue.events)
                if event.to and event.kind is EventKind.ESCALATED
            )
            yield from unknown(Codes.of([*steps, *offices]), escalated)


def order_skips_colour(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An order of a higher colour follows the one before it on the ladder that holds on its day. Where policy.yaml says
    `direct: with_reason` it may leave colours out if it gives a reason; with `never` it may not."""
    for issue in dataset.issues:
        yield from _skips(issue, dataset.policy)


def _skips(issue: Issue, policy: Policy) -> Iterator[Finding]:
    before: str | None = None
    for event in chain(issue.events):
        if event.kind is EventKind.REOPENED:
            before = None
        ladder = orders_of(tuple(orders for orders in policy.orders if orders.in_force(event.date)))
        if event.kind is not EventKind.ORDERED or ladder is None:
            continue
        place, due = position(ladder, event.colour), position(ladder, before) + 1
        allowed = ladder.direct == "always" or (ladder.direct == "with_reason" and event.reason)
        if place > due and not allowed:
            at = ("events", issue.events.index(event), "colour")
            left_out = ladder.steps[due].code
            variant = "never" if ladder.direct == "never" else "reason"
            yield found(issue, *at, value=event.colour, earlier=left_out, variant=variant)
        before = event.colour


def extension_too_late(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A plan or an extension that names a day is recorded on or before the date then in force. One that came later
    does not move the date, where policy.yaml `clocks` say `in_time`: the original one is used."""
    for issue in dataset.issues:
        for event in too_late(issue, dataset.policy.clocks, dataset.calendar):
            i = issue.events.index(event)
            yield found(issue, "events", i, "due", value=event.due, date=event.date)
