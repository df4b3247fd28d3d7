"""The rules in force on a day."""

from datetime import date
from decimal import Decimal

from tests.builders import make_policy
from tests.each import each


@each(
    ("day", "multiplier"),
    [("2025-06-01", "1.1"), ("2026-01-01", "1.1"), ("2026-06-30", "1.1"), ("2026-07-01", "1.2"), ("2027-01-01", "1.3")],
)
def test_versions(day: str, multiplier: str) -> None:
    """The newest version of the day holds, in whatever order they stand; before all of them the oldest."""
    versions = [
        {"valid_from": "2027-01-01", "multiplier": "1.3"},
        {"valid_from": "2026-01-01", "multiplier": "1.1"},
        {"valid_from": "2026-07-01", "multiplier": "1.2"},
    ]
    assert make_policy(pace=versions).at(date.fromisoformat(day)).pace.multiplier == Decimal(multiplier)


def test_a_setting_that_stands_alone() -> None:
    """A setting without versions holds on every day."""
    assert make_policy(pace={"multiplier": "1.2"}).at(date(1990, 1, 1)).pace.multiplier == Decimal("1.2")


def test_lists_of_settings_begin_on_their_day() -> None:
    """A board, light or report rule is there from its day on."""
    board = {"code": "counties", "name": "县区", "members": ["zouping"], "valid_from": "2026-02-01"}
    policy = make_policy(boards=[board])
    assert [len(policy.at(date.fromisoformat(day)).boards) for day in ("2026-01-31", "2026-02-01")] == [0, 1]
