"""The sheet of a project: what it says, and what it leaves out where there is too much."""

from typing import Any

from tests.snapshots import Record, reader_of, report, snapshot, stage, year
from tongbao.views.project import project_view
from tongbao.views.sheet import SheetView, sheet_view

DAY = "2026-05-31"
MOVED = {"date": "2026-05-10", "to": "2026-09-30", "reason": "用地手续延后", "approved_by": "市指挥部"}


def project(**keys: Any) -> Record:
    """A project at work."""
    base: Record = {
        "id": "P-1",
        "registered": "2026-01-01",
        "years": year("1200"),
        "stages": [stage("2026-03-05", "resumed")],
        "progress": [report("2026-04-30", "300")],
        "responsible": [{"office": "city-drc"}],
        "investment": {"total": "5000"},
    }
    return {**base, **keys}


def sheet(one: Record | None = None, **records: Any) -> SheetView:
    """Its sheet."""
    found = snapshot(DAY, one or project(), **records)
    reader, standing = reader_of(found), found.standings[0]
    return sheet_view(project_view(standing, found, reader), standing, found, reader)


def issue(number: int, *events: Record, **keys: Any) -> Record:
    """An issue of the project."""
    chain = [{"date": "2026-04-14", "kind": "assigned", "to": "city-drc"}, *events]
    return {"id": f"I-{number}", "title": f"第{number}个问题", "events": chain, **keys}


def test_facts_are_parted_from_who_answers() -> None:
    """Each fact stands once."""
    view = sheet()
    assert [fact.code for fact in view.facts] == ["district", "total", "registered"]
    assert [fact.code for fact in view.answers] == ["responsible"]


def test_open_issues_with_their_clocks() -> None:
    """The overdue ones first; closed ones and those that are only counted not at all."""
    new = {**issue(1), "events": [{"date": "2026-05-29", "kind": "assigned", "to": "city-drc"}]}
    closed = ({"date": "2026-04-20", "kind": "resolved"}, {"date": "2026-04-21", "kind": "closed"})
    view = sheet(issues=[new, issue(2), issue(3, *closed), issue(4, counted_only=True)])
    assert [each.row.id for each in view.issues] == ["I-2", "I-1"]
    assert [bool(each.clock) for each in view.issues] == [True, True]
    assert view.issues[0].row.overdue


def test_what_is_to_be_decided() -> None:
    """An issue that a meeting has, or that is due to go to one."""
    steps = [{"code": "专题会", "name": "专题会", "after": {"upper": "5"}}, {"code": "会商", "name": "市会商"}]
    policy = {"meetings": {"code": "m", "name": "分层", "steps": steps}}
    handed = {"date": "2026-05-28", "kind": "escalated", "to": "会商"}
    view = sheet(issues=[issue(1), issue(2, handed)], policy=policy)
    assert [(each.what, each.who, each.late) for each in view.needed] == [
        ("应提请专题会研究：第1个问题", "专题会", True),
        ("提请市会商研究：第2个问题", "市会商", False),
    ]


def test_the_newest_stage_is_said_with_its_note() -> None:
    """Why a project was suspended or withdrawn stands on its sheet."""
    stopped = project(stages=[stage("2026-03-05"), stage("2026-05-06", "withdrawn", note="企业放弃投资")])
    assert sheet(stopped).latest == "2026年5月6日退出：企业放弃投资"
    assert sheet().latest == "2026年3月5日复工"


def test_long_lists_say_how_many_more_there_are() -> None:
    """All rows are shown or counted; milestones that are not settled come first, in order of their dates."""
    done = [{"name": f"节点{n}", "planned": f"2026-03-{n + 1:02}", "actual": "2026-03-01"} for n in range(25)]
    open_ = [{"name": "封顶", "planned": "2026-06-30", "changes": [MOVED]}, {"name": "竣工", "planned": "2026-12-20"}]
    view = sheet(project(milestones=[*done, *open_]), issues=[issue(n) for n in range(30)])
    shown = len(view.milestones)
    assert 0 < shown < 27
    assert view.more_milestones == f"另有{27 - shown}项，见网页"
    assert view.more_issues == f"另有{30 - len(view.issues)}项，见网页"
    assert {"封顶", "竣工"} <= {each.name for each in view.milestones}
    assert [each.name for each in view.milestones][-2:] == ["封顶", "竣工"]


def test_nothing_is_said_to_be_left_out_where_all_is_there() -> None:
    """A short sheet."""
    view = sheet(project(milestones=[{"name": "封顶", "planned": "2026-06-30", "changes": [MOVED]}]), issues=[issue(1)])
    assert (view.more_milestones, view.more_issues, view.more_needed) == ("", "", "")
    assert (len(view.milestones), len(view.issues)) == (1, 1)


def test_what_is_withheld_says_on_what_ground() -> None:
    """As on the page."""
    view = sheet(project(withheld={"owner.uscc": "政府信息公开条例第十五条"}))
    assert ("uscc", "政府信息公开条例第十五条") in [(fact.code, fact.withheld) for fact in view.facts]
