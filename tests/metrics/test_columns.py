"""Columns of the site: when the newest entry came, which are stale or empty, what fails the site."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.snapshots import Record, place, report, snapshot
from tongbao.metrics.columns import (
    ColumnStanding,
    column_standings,
    next_adjustment,
    next_bulletin,
    veto_standings,
)
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.campaign import Campaign

WEEKS = {"upper": "14", "unit": "calendar_days"}
PROJECT: Record = {
    "id": "P-1",
    "registered": "2026-01-01",
    "progress": [report("2026-04-30", "10", reported="2026-05-06")],
}
ISSUE: Record = {"raised": {"date": "2026-04-13"}, "events": [{"date": "2026-05-17", "kind": "noted"}]}


def columns(found: Snapshot) -> dict[str, ColumnStanding]:
    return {each.column: each for each in column_standings(found)}


def known(day: str = "2026-05-31", **more: Any) -> Snapshot:
    rules = {"columns": [{"columns": ["issues", "home"], "limit": WEEKS}]}
    return snapshot(day, PROJECT, **{"issues": [ISSUE], "policy": rules, **more})


def test_the_day_is_that_of_the_record() -> None:
    """A report counts from the day it came in, an issue from its newest event; nothing is dated by the clock."""
    found = columns(known())
    assert (found["projects"].newest, found["issues"].newest) == (date(2026, 5, 6), date(2026, 5, 17))
    assert found["home"].newest == date(2026, 5, 17)


def test_stale_the_day_after_the_limit() -> None:
    """14 days from 17 May end on the 31st; on 1 June the column is stale, and so is a home page that tells no more."""
    assert not columns(known("2026-05-31"))["issues"].stale
    late = columns(known("2026-06-01"))
    assert (late["issues"].stale, late["home"].stale, late["issues"].due) == (True, True, date(2026, 5, 31))


def test_without_a_limit_nothing_is_asked() -> None:
    """However old it is."""
    found = columns(known("2030-01-01"))["projects"]
    assert (found.due, found.stale, found.empty) == (None, False, False)


def test_an_issue_that_may_not_be_public_makes_no_column_new() -> None:
    """It is no entry."""
    hidden = {
        **ISSUE,
        "id": "I-2",
        "counted_only": True,
        "counts": [{"date": "2026-05-30", "raised": "3", "closed": "1"}],
    }
    found = columns(known(issues=[ISSUE, hidden]))["issues"]
    assert (found.entries, found.newest) == (1, date(2026, 5, 17))


def test_empty_is_what_the_policy_names_and_nobody_fills() -> None:
    """What the policy does not name is none of the place's columns; some may be empty."""
    assert "campaigns" not in columns(known())
    rules = [{"columns": ["campaigns"]}, {"columns": ["corrections"], "may_be_empty": True}]
    found = columns(known(policy={"columns": rules}))
    assert (found["campaigns"].empty, found["corrections"].empty, found["changes"].empty) == (True, False, False)


def test_a_draft_is_not_published() -> None:
    """Only what was issued is an entry."""
    bulletins = [{"id": "W-1", "issued": "2026-05-18"}, {"id": "W-2", "as_of": "2026-05-24T17:00"}]
    found = columns(known(bulletins=bulletins))["bulletins"]
    assert (found.entries, found.newest) == (1, date(2026, 5, 18))


def test_a_campaign_that_runs_is_as_old_as_its_beginning() -> None:
    """It is no news every day."""
    campaign = Campaign.model_validate({"id": "K", "name": "攻坚", "from": "2026-03-01", "until": "2026-06-30"})
    data = replace(place([PROJECT]), campaigns=(campaign,))
    for day, newest in ((date(2026, 5, 31), date(2026, 3, 1)), (date(2026, 7, 31), date(2026, 6, 30))):
        assert columns(take_snapshot(data, day))["campaigns"].newest == newest


def test_a_list_without_a_day_says_none() -> None:
    """Its day is unknown, and nothing is made up."""
    listed = {"groups": [{"code": "续建", "name": "续建", "projects": ["P-1"]}]}
    found = columns(known(targets=[listed]))["targets"]
    assert (found.entries, found.newest, found.stale) == (1, None, False)


def test_what_fails_the_site() -> None:
    """From so many stale or empty columns on, of some types or of all."""
    rules = {
        "columns": [{"columns": ["issues"], "type": "工作动态", "limit": WEEKS}, {"columns": ["batches", "campaigns"]}],
        "freshness": {"vetoes": [{"types": ["工作动态"], "stale": "1"}, {"stale": "2"}, {"empty": "2"}]},
    }
    found = known("2026-06-30", policy=rules)
    vetoes = veto_standings(found, column_standings(found))
    assert [(veto.stale, veto.empty, veto.failed) for veto in vetoes] == [(1, 1, True), (1, 2, False), (1, 2, True)]


def test_the_next_bulletin() -> None:
    """The week after the last ends on 24 May, and is issued a working day later; a month where that comes first."""
    weekly = {"id": "W-1", "issued": "2026-05-18"}
    rule = {"title": "周通报", "issuer": "办公室", "sections": ["headline"]}
    found = known("2026-05-20", bulletins=[weekly], policy={"bulletins": {"weekly": rule}})
    assert next_bulletin(found) == date(2026, 5, 25)
    monthly = {
        "id": "M-1", "kind": "monthly", "period": {"from": "2026-03-01", "until": "2026-03-31"}, "as_of": "2026-03-31",
    }  # fmt: skip
    both = known("2026-04-01", bulletins=[monthly], policy={"bulletins": {"weekly": rule, "monthly": rule}})
    assert next_bulletin(both) == date(2026, 5, 6)
    assert next_bulletin(known()) is None


def test_the_next_month_of_adjustments() -> None:
    """By the months of the policy, over the end of the year; none where it names none."""
    months = {"adjustments": {"months": ["4", "7"]}}
    assert next_adjustment(known("2026-05-31", policy=months)) == date(2026, 7, 1)
    assert next_adjustment(known("2026-07-01", policy=months)) == date(2027, 4, 1)
    assert next_adjustment(known()) is None
