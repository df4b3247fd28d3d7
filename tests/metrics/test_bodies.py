"""Bodies and offices on a day."""

from datetime import date

from tests.builders import make_dataset, make_issue, make_policy, make_project, make_site
from tongbao.metrics.bodies import groups_on, handling_office, led, sponsored
from tongbao.metrics.snapshot import take_snapshot

DAY = date(2026, 5, 31)
SITE = {
    "body_kinds": [
        {"code": "指挥部", "name": "指挥部", "structure": True},
        {"code": "督导组", "name": "督导组", "structure": True},
        {"code": "专班", "name": "专班"},
    ],
    "offices": [
        {"code": "hq", "name": "市指挥部", "kind": "指挥部"},
        {"code": "teams", "name": "督导组", "kind": "督导组", "count": "7"},
        {"code": "old", "name": "旧专班", "kind": "专班", "dissolved": "2026-05-30"},
        {"code": "new", "name": "新专班", "kind": "专班", "founded": {"date": "2026-06-01", "document": "通知"}},
        {"code": "city-drc", "name": "市发改委"},
        {"code": "city-land", "name": "市自然资源局"},
        {"code": "mayor", "name": "市长"},
    ],
}


def test_a_body_is_there_from_its_founding_to_its_last_day() -> None:
    """The old task force is gone the day after its last, the new one is not there the day before its first."""
    site = make_site(**SITE)
    assert [group.kind.code for group in groups_on(site, DAY)] == ["指挥部", "督导组"]
    assert [o.code for group in groups_on(site, date(2026, 5, 30)) for o in group.offices] == ["hq", "teams", "old"]
    assert [o.code for group in groups_on(site, date(2026, 6, 1)) for o in group.offices] == ["hq", "teams", "new"]


def test_an_entry_may_stand_for_several_bodies() -> None:
    """滨州 names its seven roving teams only by their number: one entry, counted as seven."""
    assert [group.count for group in groups_on(make_site(**SITE), DAY)] == [1, 7]


def test_who_has_an_issue_in_hand() -> None:
    """The office it was last handed to; a meeting of the ladder that takes it up leaves it there."""
    ladder = {"code": "m", "name": "会商", "steps": [{"code": "联席会议", "name": "联席会议", "ends": "here"}]}
    events = [
        {"date": "2026-04-14", "kind": "assigned", "to": "city-drc"},
        {"date": "2026-04-20", "kind": "assigned", "to": "city-land"},
        {"date": "2026-04-30", "kind": "escalated", "to": "联席会议"},
    ]
    data = make_dataset(
        site=make_site(**SITE), policy=make_policy(meetings=ladder), issues=(make_issue(events=events),)
    )
    snapshot = take_snapshot(data, DAY)
    assert handling_office(snapshot.issues[0], snapshot.rules) == "city-land"
    early = take_snapshot(data, date(2026, 4, 13))
    assert handling_office(early.issues[0], early.rules) is None


def test_projects_of_a_sponsor_and_of_a_leading_office() -> None:
    """A sponsor has the projects of today: not those given away before, nor those that begin later."""
    sponsors = [
        {"office": "mayor", "from": "2026-03-02"},
        {"office": "city-drc", "until": "2026-05-30"},
        {"office": "city-land", "from": "2026-06-01"},
    ]
    project = make_project(registered="2026-01-01", sponsors=sponsors, lead=[{"office": "city-drc"}])
    standings = take_snapshot(make_dataset(site=make_site(**SITE), projects=(project,)), DAY).standings
    assert {code: [s.project.id for s, _ in found] for code, found in sponsored(standings).items()} == {
        "mayor": ["P-1"]
    }
    assert {code: [s.project.id for s in found] for code, found in led(standings).items()} == {"city-drc": ["P-1"]}
