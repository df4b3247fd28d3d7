"""Which projects get a sheet of paper."""

from typing import Any

from tests.snapshots import Record, snapshot, stage, year

PROJECTS: list[Record] = [
    {"id": "P-1", "registered": "2026-01-01", "years": year("100"), "lists": ["市级重点"]},
    {"id": "P-2", "registered": "2026-01-01", "years": year("100"), "count": "14"},
    {"id": "P-3", "registered": "2026-01-01", "years": year("100", number=2025), "lists": ["市级重点"]},
    {"id": "P-4", "registered": "2026-01-01", "years": year("100"), "stages": [stage("2026-03-01", "withdrawn")]},
]


def printed(**sheets: Any) -> list[str]:
    """Who gets one."""
    policy = {"sheets": sheets, "scope": {"exclude_stages": ["withdrawn"]}}
    found = snapshot("2026-05-31", *PROJECTS, policy=policy, site={"lists": [{"code": "市级重点", "name": "市级重点"}]})
    return sorted(found.with_sheet)


def test_all_with_a_plan_of_the_year() -> None:
    """Bundles and withdrawn projects too, where the place says nothing else."""
    assert printed() == ["P-1", "P-2", "P-4"]


def test_a_place_may_select() -> None:
    """Then what figures leave out is left out, and without a plan it may be asked for."""
    assert printed(select={"lists": ["市级重点"]}) == ["P-1"]
    assert printed(planned=False, select={"lists": ["市级重点"]}) == ["P-1", "P-3"]
    assert printed(planned=False) == ["P-1", "P-2", "P-3", "P-4"]


def test_of_too_many_there_are_none() -> None:
    """A place of ten thousand projects is not drowned in paper before it selects."""
    assert printed(most="3") == ["P-1", "P-2", "P-4"]
    assert printed(most="2") == []
    assert printed(most="1", select={"lists": ["市级重点"]}) == ["P-1"]
