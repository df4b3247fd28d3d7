"""What changed since the last bulletin: only what differs between its as-of and this one's."""

from datetime import datetime
from typing import Any

import pytest

from tests.builders import make_issue
from tests.bulletin_place import place, project, reader_of
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.dataset import Dataset
from tongbao.views.bulletin_changes import Changed, Changes, changes

SINCE = datetime.fromisoformat("2026-05-10T17:00")
NOW = datetime.fromisoformat("2026-05-17T17:00")
BEGUN = {"date": "2025-03-01", "stage": "started"}
NEW: dict[str, Any] = {
    "years": [{"year": "2026", "nature": "新开工", "plan": "10000", "start": "2026-03"}],
    "invested": [],
}


def between(data: Dataset) -> Changes:
    """What changed from 10 to 17 May 2026."""
    before, now = (take_snapshot(data, moment.date()) for moment in (SINCE, NOW))
    return changes(before, now, SINCE, reader_of(data, "zh-CN", NOW.date()))


def names(items: tuple[Changed, ...]) -> list[str]:
    return [item.link.text for item in items]


def test_nothing_changed() -> None:
    """A place that stood still has no list to print; the as-of of the bulletin before is said with its hour."""
    found = between(place(project("P-1")))
    assert found.counts == {}
    assert (found.since, found.since_iso) == ("2026年5月10日17时", "2026-05-10T17:00")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-05-10", []), ("2026-05-11", ["P-1项目"]), ("2026-05-17", ["P-1项目"]), ("2026-05-18", [])],
)
def test_a_start_lies_between_both_days(day: str, expected: list[str]) -> None:
    """The as-of of the bulletin before is known to it, that of this one to this one."""
    data = place(project("P-1", stages=[{"date": day, "stage": "started"}], **NEW))
    assert names(between(data).started) == expected


def test_a_start_reported_late_is_new() -> None:
    """It began on 8 May and was reported on the 12th: the bulletin before did not know."""
    late = {"as_of": "2026-05-08", "reported": "2026-05-12", "invested": "100", "stage": "started"}
    prepared = {"date": "2026-01-10", "stage": "preparing"}
    data = place(project("P-1", stages=[prepared], progress=[late], years=NEW["years"]))
    assert names(between(data).started) == ["P-1项目"]


def test_a_project_of_a_bundle_counts() -> None:
    """Of a bundle of 20 three more have started: 3, said beside its name."""
    stages = [{**BEGUN, "count": "5"}, {"date": "2026-05-12", "stage": "started", "count": "8"}]
    found = between(place(project("P-1", count="20", stages=stages))).started
    assert [(item.count, item.counted) for item in found] == [(3, "3个")]


def test_finished() -> None:
    """Put into operation counts as finished, and completed after that is no second time."""
    stages = [BEGUN, {"date": "2026-05-12", "stage": "commissioned"}, {"date": "2026-05-14", "stage": "completed"}]
    found = between(place(project("P-1", stages=stages)))
    assert (names(found.finished), names(found.started)) == (["P-1项目"], [])


def test_stopped_and_resumed() -> None:
    """One stands still that did not, the other works again; one that stood still all the time is not named."""
    stopped = [BEGUN, {"date": "2026-05-12", "stage": "suspended"}]
    resumed = [BEGUN, {"date": "2026-04-01", "stage": "suspended"}, {"date": "2026-05-13", "stage": "resumed"}]
    still = [BEGUN, {"date": "2026-04-01", "stage": "suspended"}]
    data = place(project("P-1", stages=stopped), project("P-2", stages=resumed), project("P-3", stages=still))
    found = between(data)
    assert (names(found.stopped), names(found.resumed)) == (["P-1项目"], ["P-2项目"])


def test_a_moved_milestone_says_both_dates() -> None:
    """From the date in force then to the one in force now; one moved before is not named."""

    def moved(name: str, day: str) -> dict[str, Any]:
        change = {"date": day, "to": "2026-11-15", "reason": "雨季", "approved_by": "指挥部"}
        return {"name": name, "planned": "2026-09-30", "changes": [change]}

    found = between(place(project("P-1", milestones=[moved("封顶", "2026-05-12"), moved("通水", "2026-05-03")]))).moved
    assert [(m.milestone, m.before_iso, m.after_iso) for m in found] == [("封顶", "2026-09-30", "2026-11-15")]
    assert (found[0].before, found[0].after) == ("2026年9月30日", "2026年11月15日")


def test_a_light_that_changed() -> None:
    """Behind by a third, then level with the pace: from 黄 to none. A light that stays is not named."""
    caught_up = project("P-1", invested=[("2026-05-03", "100"), ("2026-05-15", "9000")])
    behind = project("P-2", invested=[("2026-05-03", "100")])
    found = between(place(caught_up, behind)).lights
    assert [(item.link.text, item.before and item.before.code, item.after) for item in found] == [
        ("P-1项目", "黄", None)
    ]


def test_a_finished_project_is_not_named_for_its_light() -> None:
    """It shows no light any more because it is finished, and is named as that."""
    stages = [BEGUN, {"date": "2026-05-12", "stage": "completed"}]
    found = between(place(project("P-1", stages=stages, invested=[("2026-05-03", "100")])))
    assert (names(found.finished), found.lights) == (["P-1项目"], ())


def test_a_district_changes_its_light() -> None:
    """Lights of districts are shown beside those of projects."""
    light = {"code": "红", "label": "红牌", "shape": "square", "tone": "danger", "applies_to": "district", "below": "0"}
    data = place(project("P-1", invested=[("2026-05-03", "100"), ("2026-05-15", "9000")]), policy={"lights": [light]})
    found = between(data).lights
    assert [(item.link.text, item.before and item.before.label, item.after) for item in found] == [
        ("邹平", "红牌", None)
    ]


def test_issues_opened_and_closed() -> None:
    """Raised since; done since; done and open again; what did not change is not named, nor what is only counted."""
    issues = [
        make_issue(id="I-1", title="新提出", raised={"date": "2026-05-12"}),
        make_issue(id="I-2", title="办结", events=[{"date": "2026-05-13", "kind": "resolved"}]),
        make_issue(
            id="I-3",
            title="重开",
            events=[{"date": "2026-05-04", "kind": "resolved"}, {"date": "2026-05-14", "kind": "reopened"}],
        ),
        make_issue(id="I-4", title="在办"),
        make_issue(id="I-5", title="不公开", raised={"date": "2026-05-12"}, counted_only=True),
    ]
    found = between(place(project("P-1"), issues=tuple(issues)))
    assert [link.text for link in found.opened] == ["新提出", "重开"]
    assert [link.text for link in found.closed] == ["办结"]


def test_counts_name_only_what_there_is() -> None:
    """Lists without an entry have no count, so that nothing is said of them."""
    stages = [{**BEGUN, "count": "5"}, {"date": "2026-05-12", "stage": "started", "count": "8"}]
    issue = make_issue(raised={"date": "2026-05-12"})
    assert between(place(project("P-1", count="20", stages=stages), issues=(issue,))).counts == {
        "started": 3,
        "opened": 1,
    }


def test_a_project_inside_a_bundle_is_counted_once() -> None:
    """The bundle says 3, one of them is a project of its own: 3, both named. Where the bundle says nothing it is 1."""
    inside = project("P-2", stages=[{"date": "2026-05-12", "stage": "started"}], within="P-1", **NEW)
    stages = [{**BEGUN, "count": "5"}, {"date": "2026-05-12", "stage": "started", "count": "8"}]
    found = between(place(project("P-1", count="20", stages=stages), inside))
    assert (names(found.started), found.counts["started"]) == (["P-1项目", "P-2项目"], 3)
    silent = between(place(project("P-1", count="20", stages=stages[:1]), inside))
    assert (names(silent.started), silent.counts["started"]) == (["P-2项目"], 1)


def test_what_no_figure_counts_is_not_named() -> None:
    """A project withdrawn long ago may have its papers put in order; one withdrawn since has stopped."""
    change = {"date": "2026-05-12", "to": "2026-11-15", "reason": "雨季", "approved_by": "指挥部"}
    milestone = {"name": "封顶", "planned": "2026-09-30", "changes": [change]}

    def withdrawn(id: str, day: str) -> Any:
        return project(id, stages=[BEGUN, {"date": day, "stage": "withdrawn"}], milestones=[milestone])

    found = between(place(withdrawn("P-1", "2026-04-01"), withdrawn("P-2", "2026-05-12")))
    assert names(found.stopped) == ["P-2项目"]
    assert [item.link.text for item in found.moved] == ["P-2项目"]
