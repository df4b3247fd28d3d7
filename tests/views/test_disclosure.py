"""The disclosure header of documents: what is of today beside what the document says."""

from dataclasses import replace
from datetime import date

from tests.builders import make_bulletin, make_targets
from tests.snapshots import place, reader_of
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.correction import Correction
from tongbao.views.disclosure import bulletin_disclosed, list_disclosed

DAY = date(2026, 5, 31)
ADJUSTED = {
    "date": "2026-05-15",
    "number": "1号",
    "approved_by": "指挥部",
    "moves": [{"kind": "退出", "project": "P-1", "reason": "停建"}],
}


def test_a_bulletin() -> None:
    """Published on the day that is recorded, else that of issue; in force, and corrected where it was."""
    corrected = {
        "id": "C-1", "date": "2026-05-25", "document": "W-2026-01", "place": "首段", "from": "1", "to": "2",
        "reason": "录错", "approved_by": "办公室",
    }  # fmt: skip
    data = place([])
    today = take_snapshot(data, DAY)
    bulletin = make_bulletin(issued="2026-05-18", published="2026-05-19", index_number="YT-1")
    found = bulletin_disclosed(bulletin, today, reader_of(today))
    assert found == {"published": "2026-05-19", "index_number": "YT-1", "validity": "有效"}
    later = take_snapshot(replace(data, corrections=(Correction.model_validate(corrected),)), DAY)
    assert "已更正" in bulletin_disclosed(bulletin, later, reader_of(later))["validity"]


def test_a_draft() -> None:
    """No day is made up, and nothing is in force."""
    today = take_snapshot(place([]), DAY)
    found = bulletin_disclosed(make_bulletin(), today, reader_of(today))
    assert found == {"published": "", "index_number": "", "validity": ""}


def test_a_list() -> None:
    """In force in its year, with its last adjustment; over after it."""
    today, later = take_snapshot(place([]), DAY), take_snapshot(place([]), date(2027, 1, 1))
    listed = make_targets(published="2026-02-11", adjustments=[ADJUSTED])
    assert list_disclosed(listed, today, reader_of(today))["validity"] == "有效（最近一次调整：2026年5月15日）"
    assert list_disclosed(listed, later, reader_of(later))["validity"] == "年度已结束"
    undated = list_disclosed(make_targets(), today, reader_of(today))
    assert (undated["published"], undated["validity"]) == ("", "")
