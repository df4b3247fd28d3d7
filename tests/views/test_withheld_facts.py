"""What pages say of fields that are not public."""

from tests.snapshots import reader_of, snapshot
from tongbao.views.facts import facts, withheld_elsewhere
from tongbao.views.issue import issue_view

GROUND = "政府信息公开条例第十五条"


def test_every_withheld_field_is_told_with_its_ground() -> None:
    """Those among the facts in their place, all others after them, each once."""
    withheld = {"owner.uscc": GROUND, "content": GROUND, "years.2026.plan": "第十六条", "owner": GROUND}
    found = snapshot("2026-05-31", {"id": "P-1", "withheld": withheld})
    reader = reader_of(found)
    among = [fact.label for fact in facts(found.standings[0], reader) if fact.withheld]
    others = [(fact.label, fact.withheld) for fact in withheld_elsewhere(found.standings[0], reader)]
    assert among == ["统一社会信用代码"]
    assert others == [("建设规模及主要内容", GROUND), ("2026年年度计划投资", "第十六条"), ("项目单位", GROUND)]


def test_nothing_is_said_where_nothing_is_withheld() -> None:
    """A project that withholds nothing has no such fact; a language without Chinese words has its own."""
    found = snapshot("2026-05-31", {"id": "P-1"})
    assert withheld_elsewhere(found.standings[0], reader_of(found)) == ()
    found = snapshot("2026-05-31", {"id": "P-1", "withheld": {"content": GROUND}})
    assert [fact.label for fact in withheld_elsewhere(found.standings[0], reader_of(found, "en"))] == ["Content"]


def test_an_issue_names_what_it_withholds() -> None:
    """By the name of the field, not by its key."""
    found = snapshot("2026-05-31", {"id": "P-1"}, issues=[{"withheld": {"description": GROUND}}])
    assert issue_view(found.issues[0], found, reader_of(found)).withheld == (("情况说明", GROUND),)
