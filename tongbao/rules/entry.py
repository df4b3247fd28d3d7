"""Named lists: who is on one still qualifies, and who is offered through one says what is sought and whom to ask."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tongbao.metrics.bounds import lower_key, upper_key
from tongbao.metrics.entry import Condition, EntryStanding, entry_standing
from tongbao.metrics.gates import parts_of
from tongbao.metrics.standing import project_standing
from tongbao.model.asof import project_at
from tongbao.model.clocks import Procedure
from tongbao.model.dataset import Dataset
from tongbao.model.outcome import Promotion
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.setting import Bounds
from tongbao.rules.base import Codes, Finding, Reckoned, Use, found, unknown


def contacts_used(dataset: Dataset) -> Iterator[Use]:
    """The offices to turn to for what is offered."""
    for project in dataset.projects:
        for i, offer in enumerate(project.promotions):
            yield project, ("promotions", i, "contact"), offer.contact


def lists_used(policy: Policy) -> Iterator[Use]:
    """Every list that has an entry rule."""
    for i, rule in enumerate(policy.entry):
        yield policy, ("entry", i, "list"), rule.list


def unknown_gate(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A gate of an entry rule is a procedure of policy.yaml or, after a slash, one of its steps."""
    policy = dataset.policy
    steps = steps_of(policy.procedures)
    for i, rule in enumerate(policy.entry):
        for j, gate in enumerate(rule.gates):
            code, step = parts_of(gate, policy.procedures)
            at = (policy, ("entry", i, "gates", j))
            if code not in steps:
                yield from unknown(Codes.of(steps), [(*at, code)])
            elif step:
                yield from unknown(steps[code], [(*at, step)])


def steps_of(procedures: tuple[Procedure, ...]) -> dict[str, Codes]:
    """The steps of each procedure by its code, of all its versions."""
    names: dict[str, list[str]] = {}
    for procedure in procedures:
        names.setdefault(procedure.code, []).extend(step.step for step in procedure.steps)
    return {code: Codes.of(steps) for code, steps in names.items()}


def entry_not_met(dataset: Dataset, reckoned: Reckoned) -> Iterator[Finding]:
    """A project on a list with an entry rule in policy.yaml meets it: one of its selections finds the project, and
    its gates are passed. What is missing is told of the selection that comes nearest."""
    day = reckoned.last
    rules = dataset.policy.at(day)
    by_list = {rule.list: rule for rule in rules.entry}
    for original in dataset.projects:
        project = project_at(original, day)
        if project is None or by_list.keys().isdisjoint(project.lists):
            continue
        procedures, ceremonies = dataset.policy.procedures, reckoned(day).data.ceremonies.get(project.id, {})
        standing = project_standing(project, dataset.site, rules, dataset.calendar, day, procedures, ceremonies)
        for code in project.lists:
            if code in by_list:
                entry = entry_standing(by_list[code], standing, dataset.site, day, rules.procedures)
                yield from _missing(original, code, entry)


def _missing(project: Project, code: str, entry: EntryStanding) -> Iterator[Finding]:
    at = ("lists", project.lists.index(code)) if code in project.lists else ("lists",)
    for condition in entry.lacking:
        yield found(project, *at, list=code, **_lacks(condition, entry))
    for gate, steps in entry.gates:
        yield found(project, *at, list=code, gate=gate, asked=steps, variant="gates")


def _lacks(condition: Condition, entry: EntryStanding) -> dict[str, object]:
    """What fills the words for a condition that is not met."""
    asked, standing = condition.asked, entry.standing
    match condition.field:
        case "scope" | "stages":
            return {"value": standing.stage_word, "asked": asked.stages, "variant": condition.field}
        case "reached":
            return {"asked": asked.reached[0].stage, "variant": "reached"}
        case "plan":
            return {"variant": "plan"}
        case "total":
            return _total(standing.total, asked.total)
    return {"asked": getattr(asked, condition.field), "variant": condition.field}


def _total(value: Decimal | None, bounds: Bounds) -> dict[str, object]:
    if value is None:
        return {"variant": "no_total"}
    lower, upper = lower_key(bounds), upper_key(bounds)
    low = lower is not None and not Bounds(**{lower: getattr(bounds, lower)}).hold(value)
    key = lower if low else upper
    return {"value": value, "asked": getattr(bounds, key or "at_most"), "variant": "low" if low else "high"}


def offer_missing(dataset: Dataset, day: date) -> Iterator[Finding]:
    """A project on a list through which money or partners are sought (`offers` of its entry rule) has in `promotions`
    an offer that holds: what is sought, what for, and an office to turn to."""
    offering = {rule.list for rule in dataset.policy.at(day).entry if rule.offers}
    for original in dataset.projects:
        if not original.lists and not original.changes:
            continue
        project = project_at(original, day)
        for code in project.lists if project else ():
            if code in offering and not any(offer.list == code and holds(offer, day) for offer in original.promotions):
                at = ("lists", original.lists.index(code)) if code in original.lists else ("lists",)
                yield found(original, *at, value=code)


def holds(offer: Promotion, day: date) -> bool:
    """Whether an offer can be taken up on a day, or will be later."""
    return offer.until is None or offer.until >= day


def promotion_unfit(dataset: Dataset, day: date) -> Iterator[Finding]:
    """A project is offered through a list that has offers (`offers` of its entry rule in policy.yaml), and that it is
    on as long as the offer holds."""
    offering = Codes.of(rule.list for rule in dataset.policy.entry if rule.offers)
    lists = {entry.code for entry in dataset.site.lists}
    for project in dataset.projects:
        for i, offer in enumerate(project.promotions):
            at = ("promotions", i, "list")
            if offer.list not in lists:
                continue  # told as unknown
            if offer.list not in offering:
                yield found(project, *at, value=offer.list)
            elif holds(offer, day) and offer.list not in project.lists:
                yield found(project, *at, value=offer.list, variant="absent")
