"""Facts about whole places on any day: all of them are shown on the same places, which are drawn once a process."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import days, places
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.dataset import Dataset

FIXED = (date(2025, 9, 1), date(2026, 2, 28), date(2026, 7, 1), date(2027, 12, 31))
"""Days over the years that places tell of, and one after them."""


@dataclass(frozen=True)
class Case:
    """A place, and two days one of which may be the other."""

    place: Dataset
    earlier: date
    later: date

    @cached_property
    def then(self) -> Snapshot:
        """The place on the earlier day."""
        return take_snapshot(self.place, self.earlier)

    @cached_property
    def now(self) -> Snapshot:
        """The place on the later day."""
        return take_snapshot(self.place, self.later)

    def without(self, ids: set[str]) -> Snapshot:
        """The later day of the place without some projects."""
        kept = tuple(project for project in self.place.projects if project.id not in ids)
        return take_snapshot(replace(self.place, projects=kept), self.later)


@cache
def strategy() -> st.SearchStrategy[Case]:
    """Any place on any two days."""
    return st.builds(lambda place, two: Case(place, min(two), max(two)), places(), st.tuples(days, days))


@cache
def cases() -> tuple[Case, ...]:
    """Twice as many as other tests try, since they are drawn for all facts."""
    found: list[Case] = []

    @settings(max_examples=2 * settings().max_examples)
    @given(strategy())
    def draw(case: Case) -> None:
        found.append(case)

    draw()
    return tuple(found)


def everywhere(fact: Callable[[Case], None]) -> Callable[[], None]:
    """A test that the fact holds in every case; of one where it does not, Hypothesis looks for the smallest."""

    @pytest.mark.hypothesis
    def test() -> None:
        try:
            for case in cases():
                fact(case)
        except AssertionError:
            given(strategy())(fact)()
            raise

    test.__doc__, test.__name__ = fact.__doc__, fact.__name__
    return test
