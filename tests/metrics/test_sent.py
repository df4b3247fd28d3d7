"""Papers that were sent about a project: until when each is to be answered, and what becomes of it."""

from datetime import date
from typing import Any

import pytest

from tests.snapshots import Record, place, report, stage, year
from tongbao.metrics.deadlines import Deadline
from tongbao.metrics.following import rules_digest
from tongbao.metrics.sent import SentStanding
from tongbao.metrics.snapshot import Snapshot, take_snapshot

REMINDER: Record = {"code": "挂牌提醒", "name": "挂牌提醒", "on": "light", "answer": {"upper": "5"}}
PAPER: Record = {"date": "2026-09-28", "kind": "挂牌提醒", "to": ["city-drc"]}


def on(day: str, *papers: Record, rules: tuple[Record, ...] = (REMINDER,), **keys: Any) -> Snapshot:
    """The place on a day with one project about which papers were sent."""
    project = {
        "id": "P-1",
        "registered": "2026-01-01",
        "years": year("100"),
        "stages": [stage("2026-01-05", "resumed")],
        "progress": [report("2026-08-31", "10")],
        "papers": list(papers),
        **keys,
    }
    return take_snapshot(place([project], policy={"papers": list(rules)}), date.fromisoformat(day))


def sent(day: str, **keys: Any) -> SentStanding:
    """One paper on a day."""
    (found,) = on(day, {**PAPER, **keys}).standings[0].papers
    return found


def test_five_working_days_across_national_day() -> None:
    """Sent on Monday 28 September 2026: the 29th and 30th, then no working day until the 8th of October (the 20th of
    September and the 10th of October are made up); so the fifth is Saturday the 10th."""
    assert sent("2026-10-10").due == Deadline(date(2026, 10, 10))
    assert (sent("2026-10-10").state, sent("2026-10-11").state) == ("open", "overdue")
    assert sent("2026-10-13").overdue_days == len(range(10, 13))


@pytest.mark.parametrize(
    ("answered", "state"), [("2026-10-10", "answered"), ("2026-10-11", "answered_late"), ("2026-10-31", "overdue")]
)
def test_an_answer(answered: str, state: str) -> None:
    """On the last day it is in time; one that comes in later than the day is not known yet, nor what it says."""
    found = sent("2026-10-20", answered=answered, result="已整改")
    assert found.state == state
    assert (found.paper.result == "已整改") is (state != "overdue")


def test_its_own_day_and_none() -> None:
    """The paper's own day holds against the rule; where neither says one it is never overdue."""
    assert sent("2026-10-01", due="2026-09-30").state == "overdue"
    (found,) = on("2027-03-01", PAPER, rules=({**REMINDER, "answer": None},)).standings[0].papers
    assert (found.due, found.state) == (None, "open")


def test_a_paper_keeps_the_time_that_it_was_sent_with() -> None:
    """A rule that changes later does not move its day."""
    first = {**REMINDER, "valid_until": "2026-09-30"}
    later = {**REMINDER, "valid_from": "2026-10-01", "answer": {"upper": "20"}}
    (found,) = on("2026-10-20", PAPER, rules=(first, later)).standings[0].papers
    assert found.due == Deadline(date(2026, 10, 10))


def test_not_before_it_was_sent() -> None:
    """On the day before nobody knows of it."""
    assert on("2026-09-27", PAPER).standings[0].papers == ()


def test_figures() -> None:
    """Sent and answered are of the year, overdue of all; a project outside the figures adds nothing."""
    old = {**PAPER, "date": "2025-11-03"}
    answered = {**PAPER, "answered": "2026-09-29"}
    found = on("2026-10-20", old, PAPER, answered)
    keys = ("papers_sent", "papers_answered", "papers_overdue")
    assert [found.figure("all", key).value for key in keys] == [2, 1, 2]
    assert [found.figure("district:zouping", key).value for key in keys] == [2, 1, 2]
    gone = on("2026-10-20", PAPER, stages=[stage("2026-01-05"), stage("2026-03-01", "withdrawn")])
    assert gone.figure("all", "papers_sent").value == 0


def test_the_time_for_an_answer_counts_once_a_paper_was_sent() -> None:
    """Before, the rules of papers may change without a trace in what was issued."""
    short, long = (on("2026-10-20", PAPER, rules=({**REMINDER, "answer": {"upper": days}},)) for days in ("5", "6"))
    assert rules_digest(short.rules) == rules_digest(long.rules)
    assert rules_digest(short.rules, short.data.projects) != rules_digest(long.rules, long.data.projects)
    without = on("2026-10-20")
    assert rules_digest(without.rules, without.data.projects) == rules_digest(without.rules)
