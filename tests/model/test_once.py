"""What is reckoned once for many pages."""

from dataclasses import dataclass

from tests.rules.builders import DAY, place
from tongbao.metrics.snapshot import snapshot_on, take_snapshot
from tongbao.model.once import Keeper, once


@dataclass(frozen=True)
class Kept(Keeper):
    """A frozen value that keeps what is made of it."""

    name: str


made: list[tuple[str, str]] = []


@once
def joined(one: str, keeper: Kept) -> str:
    made.append((one, keeper.name))
    return f"{one} {keeper.name}"


def test_the_very_same_values_are_reckoned_once_and_equal_ones_again() -> None:
    """Asked twice of the same values it is made once; another value, though equal, is no reason to trust a memory."""
    made.clear()
    first, second = Kept("a"), Kept("a")
    assert [joined("x", first), joined("x", first), joined("y", first), joined("x", second)] == [
        "x a",
        "x a",
        "y a",
        "x a",
    ]
    assert made == [("x", "a"), ("y", "a"), ("x", "a")]


def test_what_was_given_is_kept_with_what_was_made() -> None:
    """A value that nobody else holds cannot hand its identity to another one."""
    made.clear()
    keeper = Kept("k")
    for number in range(100):
        assert joined("".join(["n", str(number)]), keeper) == f"n{number} k"
    assert len(made) == 100


def test_a_day_of_a_place_is_reckoned_once() -> None:
    """Rules and pages share what was reckoned; what must know what it was asked takes a snapshot of its own."""
    dataset = place()
    assert snapshot_on(dataset, DAY) is snapshot_on(dataset, DAY)
    assert snapshot_on(dataset, DAY) is not snapshot_on(dataset, DAY, DAY)
    assert take_snapshot(dataset, DAY) is not snapshot_on(dataset, DAY)
