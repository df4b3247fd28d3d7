"""排名组: districts ranked by a figure, high to low; equal values share a rank (1, 2, 2, 4)."""

from collections.abc import Callable
from dataclasses import dataclass

from tongbao.metrics.figure import Figure
from tongbao.model.standings import Board


@dataclass(frozen=True, slots=True)
class Place:
    """A member of a board; `rank` is None where there is no figure to rank by."""

    member: str
    rank: int | None
    figure: Figure


def ranked(board: Board, figure: Callable[[str, str], Figure]) -> tuple[Place, ...]:
    """The board's members by `ranked_by`; ties by their order in the policy; those without a figure last."""
    figures = [(member, figure(f"district:{member}", board.ranked_by)) for member in board.members]
    with_value = [(member, f) for member, f in figures if f.value is not None]
    order = sorted(with_value, key=lambda pair: -pair[1].value if pair[1].value is not None else 0)
    places = [
        Place(
            member,
            1
            + sum(1 for _, other in order if other.value is not None and f.value is not None and other.value > f.value),
            f,
        )
        for member, f in order
    ]
    return (*places, *(Place(member, None, f) for member, f in figures if f.value is None))
