"""A bundle of which some projects have gone further than others."""

from typing import Any

import pytest

from tests.snapshots import Record, report, snapshot, stage, year
from tongbao.metrics.snapshot import Snapshot

STAGES = [stage("2026-01-05", "reserved"), stage("2026-02-05", "signed", count="20"), stage("2026-03-05", count="5")]
SITE: dict[str, Any] = {
    "phases": [
        {"code": "前期", "name": {"zh-CN": "前期"}, "stages": ["reserved", "signed"]},
        {"code": "建设", "name": {"zh-CN": "建设"}, "stages": ["started", "completed"]},
    ]
}


def bundle(**fields: Any) -> Record:
    return {"id": "P-b", "count": "50", "stages": STAGES, "years": year("5000"), **fields}


def projects(found: Snapshot, *scopes: str) -> list[int]:
    return [found.totals[scope].projects for scope in scopes]


def test_each_stage_counts_its_own() -> None:
    """30 in the reserve, 15 signed and 5 started are 45 in the first phase; what each of them is worth nobody knows."""
    found = snapshot("2026-05-31", bundle(), site=SITE)
    assert projects(found, "all", "stage:reserved", "stage:signed", "stage:started") == [50, 30, 15, 5]
    assert projects(found, "phase:前期", "phase:建设") == [45, 5]
    assert found.figure("stage:started", "planned").value is None
    assert found.figure("all", "planned").value == 5000


def test_a_phase_that_holds_all() -> None:
    """Where every project of the bundle is in a phase, the phase has its money too."""
    stages = [stage("2026-01-05", "reserved"), stage("2026-02-05", "signed", count="20")]
    found = snapshot("2026-05-31", bundle(stages=stages), site=SITE)
    assert projects(found, "phase:前期", "stage:signed") == [50, 20]
    assert found.figure("phase:前期", "planned").value == 5000


def test_broken_down_by_stage() -> None:
    """What the record says of its stages holds against its dated entries."""
    parts = {"axis": "stage", "parts": {"reserved": "10", "started": "40"}}
    found = snapshot("2026-05-31", bundle(breakdowns=[parts]), site=SITE)
    assert projects(found, "stage:reserved", "stage:started", "phase:前期") == [10, 40, 10]
    assert "stage:signed" not in found.totals


def test_a_part_with_a_record_of_its_own() -> None:
    """A started project that lies within the bundle is one of its five."""
    found = snapshot("2026-05-31", bundle(), {"id": "P-1", "within": "P-b", "stages": [stage("2026-03-05")]})
    assert projects(found, "all", "stage:started") == [50, 5]


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([stage("2026-03-05", count="200")], "started"),
        ([stage("2026-03-05"), stage("2026-04-05", "completed", count="3")], "started"),
        ([stage("2026-03-05"), stage("2026-04-05", "completed", count="50")], "completed"),
        ([stage("2026-03-05"), stage("2026-04-05", "suspended", count="3")], "started"),
        ([stage("2026-03-05"), stage("2026-04-05", "withdrawn", count="3")], "started"),
        ([stage("2026-03-05"), stage("2026-04-05", "withdrawn")], "withdrawn"),
        ([stage("2026-04-05", "withdrawn", count="3")], None),
        ([stage("2026-04-05", "completed", count="3")], None),
    ],
)
def test_where_the_whole_stands(stages: list[Record], expected: str | None) -> None:
    """It has started with the first of its projects and is finished, suspended or withdrawn with the last."""
    (standing,) = snapshot("2026-05-31", bundle(stages=stages)).standings
    assert standing.stage == expected
    assert standing.in_scope == (expected != "withdrawn")


def test_nothing_is_known_but_of_a_part() -> None:
    """Three were finished, of the others nothing is said: three stand there, and the bundle is in the figures."""
    found = snapshot("2026-05-31", bundle(stages=[stage("2026-04-05", "completed", count="3")]), site=SITE)
    assert projects(found, "all", "stage:completed", "phase:建设") == [50, 3, 3]


def test_works_of_which_a_part_is_finished_report_on() -> None:
    """The months after the first is finished still ask for a report."""
    policy = {"reports": [{"cadence": "monthly"}]}
    stages = [stage("2026-01-05"), stage("2026-02-05", "completed", count="3")]
    some, all_ = (
        snapshot("2026-05-31", bundle(stages=[*stages, *more], progress=[report("2026-02-28", "10")]), policy=policy)
        for more in ([], [stage("2026-02-20", "completed")])
    )
    assert [found.standings[0].report.missing for found in (some, all_)] == [True, False]
