"""How internal papers say what they are given: labels and values of withheld fields, who is to be called."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests import bulletin_place
from tests.builders import make_dataset, make_issue, make_project, make_site
from tests.each import each
from tests.snapshots import reader_of
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.internal import Internal, InternalBulletin, InternalIssue, InternalProject, InternalTree
from tongbao.model.project import Project
from tongbao.model.withheld import withheld_value
from tongbao.views.internal import ProjectNotes, _Notes, brief_notes, for_leaders

DAY = date(2026, 5, 31)
OFFICES = [{"code": "city-drc", "name": "市发展和改革委员会", "short": "市发改委"}, {"code": "gov", "name": "县政府"}]


def notes(
    project: dict[str, Any] | None = None,
    held: dict[str, Any] | None = None,
    tree: dict[str, Any] | None = None,
    issue: dict[str, Any] | None = None,
) -> ProjectNotes | None:
    """What is said of the one project of a small place."""
    data = make_dataset(
        site=make_site(offices=OFFICES),
        projects=(make_project(**(project or {})),),
        issues=(make_issue(**(issue or {})),),
    )
    internal = Internal(
        InternalTree.model_validate({"place": "binzhou", **(tree or {})}),
        projects={"P-1": InternalProject.model_validate({"id": "P-1", **(held or {})})},
        issues={"I-1": InternalIssue.model_validate({"id": "I-1", "advice": [{"date": "2026-05-01", "text": "同意"}]})},
    )
    snapshot = take_snapshot(data, DAY)
    return _Notes(internal.at(DAY), snapshot, reader_of(snapshot)).project(snapshot.standing_by_id["P-1"])


@each(
    ("name", "value", "label", "text"),
    [
        ("content", "新建**厂房**", "建设规模及主要内容", "新建**厂房**"),
        ("content", {"zh-CN": "厂房", "en": "Hall"}, "建设规模及主要内容", "厂房"),
        ("owner.uscc", "91990171MA0000001B", "统一社会信用代码", "91990171MA0000001B"),
        ("investment.total", "12345678", "总投资", "1,234.57亿元"),
        (
            "investment.sources",
            {"企业自筹": "60000", "银行贷款": "40000"},
            "资金来源",
            "企业自筹 6.00亿元、银行贷款 4.00亿元",
        ),
        ("years.2026.plan", "45000", "2026年年度计划投资", "4.50亿元"),
        ("years.2026.quarters", ["15", "40", "70", "100"], "2026年", "15、40、70、100"),
        ("officer_assigned", "2026-02-20", "服务专员到位", "2026年2月20日"),
        ("period", ["2024", "2027"], "建设年限", "2024、2027"),
        ("responsible", [{"office": "city-drc"}, {"office": "gov"}], "责任单位", "市发改委、县政府"),
        ("extra.单耗", "0.9", "单耗", "0.9"),
    ],
)
def test_a_withheld_value_in_words(name: str, value: Any, label: str, text: str) -> None:
    """Money in the place's unit, days as dates, offices by name, several after one another; the ground beside it."""
    found = notes({"withheld": {name: "条例"}}, {"withheld": {name: value}})
    assert found
    ((said, shown, ground),) = found.held
    assert said.startswith(label)
    assert (shown, ground) == (text, "条例")


def test_a_year_of_money_is_said_whole() -> None:
    """A record within is said by its parts, a number in it as it is written."""
    plan = {"year": "2026", "nature": "续建", "plan": "45000"}
    found = notes({"withheld": {"years.2026": "条例"}}, {"withheld": {"years.2026": plan}})
    assert found
    assert found.held[0].value == "2026 续建 45,000"


def test_what_public_does_not_withhold_is_not_said() -> None:
    """A value without a ground is a fault; no paper has it."""
    assert notes({}, {"withheld": {"owner.uscc": "9"}}) is None


def test_who_is_to_be_called() -> None:
    """The officer first, then those of the offices that answer for the project and lead it, each office once."""
    project = {"responsible": [{"office": "gov"}], "lead": [{"office": "city-drc"}, {"office": "gov"}]}
    tree = {
        "contacts": [
            {"office": "city-drc", "people": [{"name": "丙", "role": "科长", "phone": "0000-0000003"}]},
            {"office": "gov", "people": [{"name": "乙"}]},
        ]
    }
    held = {"officers": [{"name": "甲", "role": "副科长", "office": "city-drc", "phone": "138 0000 0000"}]}
    found = notes(project, held, tree)
    assert found
    assert found.people == (
        ("服务专员", "甲", ("副科长", "市发改委"), "138 0000 0000"),
        ("联系人", "乙", ("县政府",), ""),
        ("联系人", "丙", ("科长", "市发改委"), "0000-0000003"),
    )


def test_an_issue_that_is_only_counted_is_told_to_leaders() -> None:
    """With its advice; one that is public has its advice beside it instead."""
    hidden = notes(issue={"counted_only": True, "counts": [{"date": "2026-05-01", "raised": "1", "closed": "0"}]})
    assert hidden
    assert [(each.title, [note.text for note in each.advice]) for each in hidden.issues] == [("用地未落实", ["同意"])]
    assert notes() is None


def test_the_value_is_read_as_its_record_would_read_it() -> None:
    """A number is exact, an amount with a comma is none."""
    assert withheld_value(Project, "investment.total", "12.50") == Decimal("12.50")
    with pytest.raises(ValueError, match="not-a-number"):
        withheld_value(Project, "investment.total", "12,000")


def test_the_edition_of_leaders_is_not_called_public() -> None:
    """The note of a circular (此件公开发布) is left out; recipients are its own, or those of the public one."""
    bulletin = bulletin_place.weekly(recipients={"report": "市委", "issue": "各县区"})
    data = bulletin_place.place(bulletin_place.project("P-1"), bulletins=(bulletin,))
    view = bulletin_place.view_of(data, bulletin)
    view = replace(view, form=view.form._replace(note="此件公开发布"))
    snapshot = take_snapshot(data, DAY)
    reader = reader_of(snapshot)
    own = {bulletin.id: InternalBulletin.model_validate({"id": bulletin.id, "recipients": {"report": "市长"}})}
    tree = InternalTree.model_validate({"place": "binzhou"})
    for bulletins, recipients in (({}, ("市委", "各县区")), (own, ("市长", ""))):
        found = for_leaders(view, Internal(tree, bulletins=bulletins), bulletin, reader)
        assert found.form.note == ""
        assert (found.head.report, found.head.issue) == recipients


def test_a_brief_speaks_of_what_it_names() -> None:
    """Of a project that the bulletin does not name its leaders' edition says nothing."""
    bulletin = bulletin_place.weekly()
    slow = bulletin_place.project("P-1", invested=[("2026-05-10", "1")])
    data = bulletin_place.place(
        slow,
        bulletin_place.project("P-2", invested=[("2026-05-10", "9000")]),
        bulletins=(bulletin,),
        policy={"bulletins": {"weekly": {**bulletin_place.RULE, "sections": ["headline", "lagging"]}}},
    )
    held = {
        id: InternalProject.model_validate({"id": id, "remarks": [{"date": "2026-05-01", "text": "甲"}]})
        for id in ("P-1", "P-2")
    }
    snapshot = take_snapshot(data, DAY)
    internal = Internal(InternalTree.model_validate({"place": "binzhou"}), projects=held)
    view = bulletin_place.view_of(data, bulletin)
    assert [row.id for row in view.lagging] == ["P-1"]
    assert list(brief_notes(internal, bulletin, view, snapshot, reader_of(snapshot)).projects) == ["P-1"]
