"""What changed with a reason: every kind of it, and the pages that tell it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.each import each
from tests.sites import ROOT, reckoned
from tests.snapshots import Record, place, reader_of, report, year
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.activity import Activity
from tongbao.model.correction import Correction
from tongbao.views.changed import KINDS, changed_items, said_of
from tongbao.views.changes import change_pages, changes_view, page_title

WHY = {"reason": "雨季", "approved_by": "指挥部"}
PROJECT: Record = {
    "id": "P-1",
    "registered": "2025-11-01",
    "years": year("300"),
    "milestones": [
        {
            "name": "封顶",
            "planned": "2026-04-30",
            "changes": [
                {"date": "2026-05-20", "to": "2026-07-31", **WHY},
                {"date": "2026-04-20", "to": "2026-05-31", **WHY},
            ],
        }
    ],
    "changes": [
        {"date": "2026-05-10", "field": "years.2026.plan", "from": "200", "to": "300", **WHY},
        {"date": "2025-12-10", "field": "name", "from": "旧名", "to": "甲项目", **WHY},
    ],
    "exemptions": [{"light": "红", "from": "2026-05-02", "until": "2026-06-02", **WHY}],
    "progress": [
        report("2026-04-30", "90", reported="2026-05-03"),
        report("2026-04-30", "100", reported="2026-05-06", corrects="2026-04-30", reason="录错"),
    ],
}
ISSUE: Record = {
    "events": [
        {"date": "2026-04-14", "kind": "planned", "due": "2026-05-01"},
        {"date": "2026-04-28", "kind": "extended", "due": "2026-06-01", "by": "指挥部", "reason": "公示"},
    ]
}
LIST: Record = {
    "groups": [{"code": "续建", "name": "续建"}],
    "adjustments": [
        {
            "date": "2026-05-15",
            "number": "云办〔2026〕1号",
            "approved_by": "指挥部",
            "moves": [{"kind": "增补", "project": "P-1", "group": "续建", "reason": "新签约"}],
        }
    ],
}
DECIDED = {
    "id": "A-1",
    "kind": "会",
    "title": "调度会",
    "date": "2026-03-30",
    "decisions": [
        {
            "code": "1",
            "text": "移交用地",
            "office": "city-drc",
            "due": "2026-04-30",
            "changes": [{"date": "2026-04-25", "to": "2026-06-30", **WHY}],
        }
    ],
}
CORRECTED = {"id": "C-1", "date": "2026-05-25", "document": "W-2026-01", "place": "首段", "from": "1", "to": "2", **WHY}


def known(day: str = "2026-05-31", issue: Record | None = None) -> Snapshot:
    """The place with a change of every kind that a few records can hold."""
    data = place([PROJECT], [issue or ISSUE], bulletins=[{}], targets=[LIST])
    more: dict[str, Any] = {
        "activities": (Activity.model_validate(DECIDED),),
        "corrections": (Correction.model_validate(CORRECTED),),
    }
    return take_snapshot(replace(data, **more), date.fromisoformat(day))


def told(found: Snapshot) -> list[tuple[str, str, str, str]]:
    return [(item.iso, item.kind.code, item.before, item.after) for item in changed_items(found, reader_of(found))]


def test_every_change_the_newest_first() -> None:
    """Each with what stood there before: of a date that moved twice the first new one, of a promise the last."""
    assert told(known()) == [
        ("2026-05-25", "correction", "1", "2"),
        ("2026-05-20", "milestone", "2026年5月31日", "2026年7月31日"),
        ("2026-05-15", "adjustment", "", "续建"),
        ("2026-05-10", "plan", "0.02亿元", "0.03亿元"),
        ("2026-05-06", "report", "0.01亿元", "0.01亿元"),
        ("2026-05-02", "exemption", "", "至2026年6月2日"),
        ("2026-04-28", "deadline", "2026年5月1日", "2026年6月1日"),
        ("2026-04-25", "decision", "2026年4月30日", "2026年6月30日"),
        ("2026-04-20", "milestone", "2026年4月30日", "2026年5月31日"),
        ("2025-12-10", "fact", "旧名", "甲项目"),
    ]


def test_a_day_before_knows_less() -> None:
    """What was changed later is not told of an earlier day."""
    assert [day for day, *_ in told(known("2026-04-26"))] == ["2026-04-25", "2026-04-20", "2025-12-10"]


def test_an_issue_that_is_only_counted_is_not_named() -> None:
    """No extension of one that may not be public."""
    counted = {**ISSUE, "counted_only": True, "counts": [{"date": "2026-05-01", "raised": "3", "closed": "1"}]}
    assert "deadline" not in {kind for _, kind, *_ in told(known(issue=counted))}


def test_ids_are_of_one_change_each() -> None:
    """No two changes of the sample have one id."""
    found = reckoned(ROOT, date(2026, 11, 16))
    ids = [item.id for item in changed_items(found, reader_of(found))]
    assert len(ids) == len(set(ids)) > 50


def test_in_a_line() -> None:
    """As the feed says it: from and to, the reason, the approval; what is unknown is left out."""
    found = known()
    reader = reader_of(found, "en")
    lines = {item.kind.code: said_of(item, reader) for item in changed_items(found, reader)}
    assert lines["decision"] == "from 30 April 2026 to 30 June 2026; reason: 雨季; approved by 指挥部"
    assert lines["adjustment"] == "to 续建; reason: 新签约; approved by 指挥部"
    assert lines["report"].endswith("reason: 录错")


def test_pages_of_a_year() -> None:
    """Each year by day, by kind and by district, every change of it once on each."""
    found = known()
    reader = reader_of(found)
    assert list(change_pages(found, reader)) == [
        ("2026",), ("2026", "kinds"), ("2026", "districts"), ("2025",), ("2025", "kinds"), ("2025", "districts"),
    ]  # fmt: skip
    of_year = {name: changes_view(found, reader, "f", ("2026", *name)) for name in ((), ("kinds",), ("districts",))}
    assert {name: sorted(len(s.items) for s in view.sections) for name, view in of_year.items()} == {
        (): [3, 6], ("kinds",): [1, 1, 1, 1, 1, 1, 1, 2], ("districts",): [2, 7],
    }  # fmt: skip
    assert [section.name for section in of_year["districts",].sections] == ["邹平", "不限一个县区"]
    first = changes_view(found, reader, "f")
    assert [(year.link.text, year.number) for year in first.years] == [("2026", "9"), ("2025", "1")]
    assert page_title(("2026", "kinds"), reader) == "2026年调整与更正（按种类）"


def test_a_year_with_too_many_has_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the page of the year counts its months and leads to them; by kind only the newest are told."""
    monkeypatch.setattr("tongbao.views.changes.MOST", 8)
    monkeypatch.setattr("tongbao.views.changes.NEWEST", 1)
    found = known()
    reader = reader_of(found)
    assert ("2026", "05") in list(change_pages(found, reader))
    of_year = changes_view(found, reader, "f", ("2026",))
    assert [(s.name, s.number, s.items, s.more and s.more.href) for s in of_year.sections] == [
        ("2026年5月", "6", (), "changes/2026/05/index.html"), ("2026年4月", "3", (), "changes/2026/04/index.html"),
    ]  # fmt: skip
    assert [len(section.items) for section in changes_view(found, reader, "f", ("2026", "05")).sections] == [6]
    by_kind = {section.id: section for section in changes_view(found, reader, "f", ("2026", "kinds")).sections}
    moved = by_kind["kind-milestone"]
    assert (moved.number, len(moved.items), moved.more is not None) == ("2", 1, True)
    assert by_kind["kind-plan"].more is None


@each("kind", KINDS)
def test_every_kind_has_words(kind: str) -> None:
    """In every language."""
    found = known()
    for language in ("zh-CN", "en"):
        assert f"changes.kinds.{kind}" in reader_of(found, language).catalogue
