"""Batches and campaigns in figures.json: what their pages print, with base, day and whether it is met."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.snapshots import place, reader_of, stage, year
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.batch import Batch
from tongbao.model.campaign import Campaign
from tongbao.model.dataset import Dataset
from tongbao.views.data.drives import drive_rows

NEW: dict[str, Any] = {"registered": "2026-01-01", "years": year("100", "新开工")}
PROJECTS = [
    {**NEW, "id": "P-1", "stages": [stage("2026-01-05", "signed"), stage("2026-04-10")]},
    {**NEW, "id": "P-2", "stages": [stage("2026-01-05", "signed")]},
    {**NEW, "id": "P-3", "count": "2", "stages": [stage("2026-01-05", "signed")]},
]
BATCH = {
    "id": "B-1",
    "kind": "签约",
    "year": "2026",
    "quarter": "1",
    "number": "1",
    "ceremony": {"date": "2026-01-20"},
    "members": ["P-1", "P-2", "P-3"],
}
CONVERSION = {"stage": "started", "within": {"upper": "90", "unit": "calendar_days"}, "at_least": "60"}
POLICY = {
    "start_rate": {"base": "annual"},
    "batches": [
        {"code": "签约", "name": "签约一批", "stage": "signed", "due": "ceremony", "conversions": [CONVERSION]}
    ],
}
CAMPAIGN = {
    "id": "K-1",
    "name": "百日攻坚",
    "from": "2026-04-01",
    "until": "2026-06-30",
    "members": ["P-1", "P-2"],
    "goals": [
        {"figure": "start_rate", "at_least": "50"},
        {"figure": "start_rate", "at_least": "50", "by": "2026-04-09"},
        {"figure": "starts", "scope": "all"},
    ],
}


def rows(day: str) -> dict[str, dict[str, Any]]:
    """What is said on a day, by id."""
    data: Dataset = replace(
        place(PROJECTS, policy=POLICY),
        batches=(Batch.model_validate(BATCH),),
        campaigns=(Campaign.model_validate(CAMPAIGN),),
    )

    def snapshot_of(moment: date) -> Snapshot:
        return take_snapshot(data, moment)

    today = snapshot_of(date.fromisoformat(day))
    return {str(row["id"]): row for row in drive_rows(today, snapshot_of, reader_of(today))}


def test_a_batch() -> None:
    """One of its four projects started within ninety days of the ceremony: until the 20th of April nobody can say that
    it failed."""
    found = rows("2026-04-20")
    key = "batch:B-1/batch_conversion:started:90_calendar_days"
    assert (found["batch:B-1/projects"]["value"], found["batch:B-1/batch_reached"]["value"]) == ("4", "1")
    assert {name: found[key][name] for name in ("value", "numerator", "denominator", "met")} == {
        "value": "0.25",
        "numerator": "1",
        "denominator": "4",
        "met": None,
    }
    assert rows("2026-04-21")[key]["met"] is False
    assert found["batch:B-1/steps_late"]["value"] == "0"


def test_a_campaign() -> None:
    """A goal at its beginning and now, each of its own day, and the change in percentage points; the others have a
    scope of their own."""
    found = rows("2026-05-31")
    then, now = found["campaign:K-1/baseline:start_rate"], found["campaign:K-1/goal:start_rate"]
    assert (then["as_of"], then["value"], then.get("met")) == ("2026-03-31", "0", None)
    assert (now["as_of"], now["value"], now["numerator"], now["denominator"], now["met"]) == (
        "2026-05-31",
        "0.5",
        "1",
        "2",
        True,
    )
    early = found["campaign:K-1/goal:start_rate:2026-04-09"]
    assert (early["as_of"], early["value"], early["met"]) == ("2026-04-09", "0", False)
    change = found["campaign:K-1/change:start_rate"]
    assert (change["unit"], change["value"], change["display"]) == ("points", "50", "+50.0个百分点")
    assert found["campaign:K-1+all/goal:starts"]["value"] == "1"
    assert "met" not in found["campaign:K-1+all/goal:starts"]
    assert rows("2026-07-31")["campaign:K-1/goal:start_rate"]["as_of"] == "2026-06-30"


def test_before_they_began_nothing_is_said() -> None:
    """Neither batch nor campaign is known yet."""
    assert rows("2026-01-19") == {}
