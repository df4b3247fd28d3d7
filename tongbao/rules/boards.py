"""Boards and scores of policy.yaml: what they rank by, whom they exempt, how points are given."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.scores import PREFIX
from tongbao.model.dataset import Dataset
from tongbao.rules.base import Codes, Finding, found, unknown


def unknown_score(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A score by which a board is ranked, `score:` and its code, is one of policy.yaml `scores`."""
    scores = Codes.of(PREFIX + score.code for score in dataset.policy.scores)
    boards = enumerate(dataset.policy.boards)
    uses = (
        (dataset.policy, ("boards", i, "ranked_by"), b.ranked_by) for i, b in boards if b.ranked_by.startswith(PREFIX)
    )
    yield from unknown(scores, uses)


def exempt_no_member(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Whom a board exempts is one of its members: others are not ranked there anyway."""
    for i, board in enumerate(dataset.policy.boards):
        members = Codes.of(board.members)
        yield from unknown(
            members, ((dataset.policy, ("boards", i, "exempt", j, "unit"), e.unit) for j, e in enumerate(board.exempt))
        )


def score_without_range(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """All points of a score's item are given at another value than none: `full_at` differs from `none_at`, and lies
    below it where less is better."""
    for i, score in enumerate(dataset.policy.scores):
        for j, item in enumerate(score.items):
            if item.full_at == item.none_at:
                yield found(dataset.policy, "scores", i, "items", j, "full_at", value=item.full_at)
