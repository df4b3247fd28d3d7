"""Which offices answer for a project at its stage."""

import pytest

from tests.snapshots import Record, snapshot, stage, standing, value

HANDED_OVER = [
    {"office": "a", "until_stage": "signed"},
    {"office": "b", "from_stage": "started", "until_stage": "started"},
    {"office": "c", "from_stage": "commissioned"},
    {"office": "d"},
]


@pytest.mark.parametrize(
    ("stages", "answering"),
    [
        ([], ("a", "d")),
        ([stage("2026-01-10", "signed")], ("a", "d")),
        ([stage("2026-01-10", "signed"), stage("2026-02-10", "preparing")], ("d",)),
        ([stage("2026-03-10")], ("b", "d")),
        ([stage("2025-03-10"), stage("2026-03-10", "resumed")], ("b", "d")),
        ([stage("2026-03-10"), stage("2026-04-10", "suspended")], ("b", "d")),
        ([stage("2026-03-10"), stage("2026-05-10", "commissioned")], ("c", "d")),
        ([stage("2026-03-10"), stage("2026-06-10", "commissioned")], ("b", "d")),
    ],
    ids=["none", "signed", "between", "started", "resumed", "suspended", "commissioned", "commissioned later"],
)
def test_offices_of_a_stage(stages: list[Record], answering: tuple[str, ...]) -> None:
    """An office answers from its first stage to its last, both included; one that is suspended is where it was."""
    found = standing("2026-05-31", {"registered": "2025-01-01", "stages": stages, "responsible": HANDED_OVER})
    assert found.answering == answering


def test_only_projects_that_an_office_answers_for_are_its_own() -> None:
    """Figures of an office count a project from the stage on from which the office answers for it."""
    later = {"responsible": [{"office": "city-drc", "from_stage": "commissioned"}], "stages": [stage("2026-03-10")]}
    done = {**later, "stages": [stage("2026-03-10"), stage("2026-04-10", "commissioned")]}
    found = snapshot("2026-05-31", {"id": "P-1", **later}, {"id": "P-2", **done})
    assert value(found, "projects", "office:city-drc") == 1
