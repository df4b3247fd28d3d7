"""Papers of meetings: they name what policy.yaml has, and each call says whom it calls."""

from collections.abc import Iterator
from datetime import date

from tongbao.model.dataset import Dataset
from tongbao.model.packs import Call
from tongbao.model.policy import Policy
from tongbao.rules.base import Codes, Finding, Use, found, unknown

NOBODY = Call.model_construct()


def unknown_in_pack(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Papers of meetings name lights of projects, boards of districts, steps of the ladder of meetings and a kind of
    activity that policy.yaml has."""
    policy = dataset.policy
    known = {
        "lights": Codes.of(light.code for light in policy.lights if light.applies_to == "project"),
        "board": Codes.of(board.code for board in policy.boards if board.axis == "district"),
        "steps": Codes.of(step.code for ladder in policy.meetings for step in ladder.steps),
        "activity": Codes.of(kind.code for kind in policy.activities),
    }

    def uses(kind: str) -> Iterator[Use]:
        for i, rule in enumerate(policy.packs):
            if kind == "activity" and rule.activity:
                yield policy, ("packs", i, "activity"), rule.activity
            if kind == "steps":
                yield from ((policy, ("packs", i, "issues", j), code) for j, code in enumerate(rule.issues))
            for j, call in enumerate(rule.calls):
                if kind == "board" and call.board:
                    yield policy, ("packs", i, "calls", j, "board"), call.board
                if kind in ("lights", "steps"):
                    codes = call.lights if kind == "lights" else call.steps
                    yield from ((policy, ("packs", i, "calls", j, kind, k), code) for k, code in enumerate(codes))

    for kind, codes in known.items():
        yield from unknown(codes, uses(kind))


def offices_used(policy: Policy) -> Iterator[Use]:
    """The offices that get return slips."""
    for i, rule in enumerate(policy.papers):
        if rule.back_to:
            yield policy, ("papers", i, "back_to"), rule.back_to


def call_says_nothing(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A call of the papers of a meeting says whom it calls: one that asks for nothing would call every project."""
    for i, rule in enumerate(dataset.policy.packs):
        for j, call in enumerate(rule.calls):
            if call.model_copy(update={"last": NOBODY.last}) == NOBODY:
                yield found(dataset.policy, "packs", i, "calls", j)
