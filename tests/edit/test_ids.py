from tests.each import each
from tongbao.edit.ids import Series, next_id, office_series, series_of


@each(
    ("ids", "series"),
    [
        (["P-cz-2025-003", "P-cz-2026-001"], Series("P-cz-", 3)),
        (["P-old-2020-1", "P-cz-2025-0003", "P-cz-2026-12"], Series("P-cz-", 4)),
        (["2026-01"], Series("", 2)),
        (["BZ-234", "YT-dye"], None),
        ([], None),
    ],
)
def test_series(ids: list[str], series: Series | None) -> None:
    """What stands before the year in most ids, and the longest number; ids without a year say nothing."""
    assert series_of(ids) == series


def test_next_id() -> None:
    """One more than the highest of the year, wherever gaps are; other years and other offices count for nothing."""
    taken = ["P-cz-2026-001", "P-cz-2026-009", "P-cz-2025-020", "P-lt-2026-030", "P-cz-2026-09a", "P-cz-2026-"]
    assert next_id(Series("P-cz-", 3), 2026, taken) == "P-cz-2026-010"
    assert next_id(Series("P-cz-", 3), 2027, taken) == "P-cz-2027-001"
    assert next_id(Series("P-cz-", 2), 2026, ["P-cz-2026-99"]) == "P-cz-2026-100"


def test_first_of_an_office() -> None:
    """A district's first issue bears the short code of its projects, else the district's own code, as issues elsewhere
    are written."""
    issues, projects = ["I-cz-2026-0007"], ["P-lt-2026-001"]
    assert office_series("X", "linting", 3, issues, projects) == Series("I-lt-", 4)
    assert office_series("X", "linting", 3, issues, []) == Series("I-linting-", 4)
    assert office_series("I", "linting", 3, [], ["YT-dye"]) == Series("I-linting-", 3)
