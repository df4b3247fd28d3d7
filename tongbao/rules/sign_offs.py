"""Review before issuing: what policy.yaml `sign_offs` asks for was done, in order, and before the day of issue."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tongbao.model.bulletin import Bulletin
from tongbao.model.dataset import Dataset
from tongbao.problems import Problem
from tongbao.rules.base import Finding, found, path_of


def steps_of(dataset: Dataset, bulletin: Bulletin, day: date) -> tuple[str, ...]:
    """The steps that a bulletin goes through which is issued on a day; of several rules for its kind the newest."""
    fitting = [
        rule
        for rule in dataset.policy.sign_offs
        if rule.in_force(day) and (not rule.kinds or bulletin.kind in rule.kinds)
    ]
    return max(fitting, key=lambda rule: rule.valid_from).steps if fitting else ()


def _missing(dataset: Dataset, bulletin: Bulletin, day: date) -> list[str]:
    taken = {each.step for each in bulletin.sign_offs}
    return [step for step in steps_of(dataset, bulletin, day) if step not in taken]


def sign_off_missing(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A bulletin with a day of issue has every step of review that policy.yaml `sign_offs` asked for on that day (三审:
    初审, 复审, 终审)."""
    for bulletin in dataset.bulletins:
        if bulletin.issued:
            for step in _missing(dataset, bulletin, bulletin.issued)[:1]:
                yield found(bulletin, "issued", step=step)


def unsigned(dataset: Dataset, bulletin: Bulletin, day: date) -> Iterator[Problem]:
    """What of its review stands against issuing a bulletin on a day."""
    path = path_of(dataset, bulletin)
    for step in _missing(dataset, bulletin, day):
        yield Problem(path, "sign-off-missing", ("sign_offs",) if bulletin.sign_offs else ("id",), {"step": step})


def sign_off_order(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The steps of review of a bulletin are those of policy.yaml `sign_offs`, no step before the one that it follows,
    and none after the day of issue."""
    for bulletin in dataset.bulletins:
        steps = steps_of(dataset, bulletin, bulletin.issued or bulletin.as_of.date())
        for i, each in enumerate(bulletin.sign_offs):
            if steps and each.step not in steps:
                yield found(bulletin, "sign_offs", i, "step", step=each.step, known=steps, variant="unknown")
            elif bulletin.issued and each.date > bulletin.issued:
                params = {"step": each.step, "value": each.date, "before": bulletin.issued}
                yield found(bulletin, "sign_offs", i, "date", **params, variant="late")
        places = sorted((steps.index(each.step), i) for i, each in enumerate(bulletin.sign_offs) if each.step in steps)
        for (_, one), (_, next_) in pairwise(places):
            earlier, later = bulletin.sign_offs[one], bulletin.sign_offs[next_]
            if later.date < earlier.date:
                params = {"step": later.step, "value": later.date, "before": earlier.date}
                yield found(bulletin, "sign_offs", next_, "date", **params, variant="order")
