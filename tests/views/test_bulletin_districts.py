"""A district's paragraph: its classes, its projects at work, what is only reckoned."""

from typing import Any

from tests.builders import make_site
from tests.bulletin_place import BEFORE, POLICY, RULE, place, project, view_of, weekly

SITE = make_site(classes=[{"code": "固投", "name": "固定资产投资类"}, {"code": "技改", "name": "技改类"}])
CROSSED = {"figures": {"crossings": [["district", "class"]]}}
WEEKS = [("2026-05-10", "5000"), ("2026-05-17", "6000")]


def two(**changes: Any) -> Any:
    return (
        project("P-1", classes=["固投"], invested=WEEKS, **changes),
        project("P-2", "huimin", classes=["技改"], invested=WEEKS),
    )


def test_classes_of_a_district() -> None:
    """Each class that the district has projects of, with the district's figures and what is new in the week."""
    view = view_of(place(*two(), policy=CROSSED, site=SITE), before=weekly(**BEFORE))
    said = [[(row.name, row.completed.text, row.new.text) for row in place.groups] for place in view.districts]
    assert said == [[("固定资产投资类", "0.60亿元", "0.10亿元")], [("技改类", "0.60亿元", "0.10亿元")]]


def test_without_the_crossing_no_classes() -> None:
    """A place that does not publish classes by district does not print them either."""
    assert [found.groups for found in view_of(place(*two(), site=SITE)).districts] == [(), ()]


def test_counts_at_work() -> None:
    """How many are at work, of how many, and how many came to it since the bulletin before (滨州: 405 of 422)."""
    reports = [{"as_of": "2026-05-10", "active": "3"}, {"as_of": "2026-05-17", "active": "4"}]
    bundle = project("P-1", count="6", progress=reports, breakdowns=[{"axis": "nature", "parts": {"预备": "1"}}])
    bundle = bundle.model_copy(update={"years": ()})
    found = view_of(place(bundle), before=weekly(**BEFORE)).activity
    assert (found.active.value, found.base, found.new, found.idle, found.left_out_count) == ("4", "5", "1", "1", "1")
    assert view_of(place(bundle)).activity.new == ""


def test_reckoned_district() -> None:
    """A district is reckoned where all its records are; one that was published makes it an ordinary one."""
    rest = project("P-1", count="3", reckoned=True)
    assert [found.reckoned for found in view_of(place(rest)).districts] == [True]
    assert [found.reckoned for found in view_of(place(rest, project("P-2"))).districts] == [False]


def test_order_of_the_paragraphs() -> None:
    """In the order of site.yaml, or by rank where the policy says so; who is on no board comes last."""
    behind, ahead = project("P-1", "zouping", invested=[("2026-05-10", "1000")]), project("P-2", "huimin")

    def order(members: list[str], **rule: str) -> list[str]:
        policy = {"bulletins": {"weekly": {**RULE, **rule}}, "boards": [{**POLICY["boards"][0], "members": members}]}
        return [row.name for row in view_of(place(behind, ahead, policy=policy)).districts]

    both = ["zouping", "huimin"]
    assert order(both) == order(both, districts="fixed") == ["邹平", "惠民"]
    assert order(both, districts="ranked") == ["惠民", "邹平"]
    assert order(["zouping"], districts="ranked") == ["邹平", "惠民"]
