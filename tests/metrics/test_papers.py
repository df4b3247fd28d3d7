"""The paper of an issue or a project on a day: which order is to be sent, to whom and until when."""

from typing import Any

import pytest

from tests.snapshots import Record, report, snapshot, stage, year
from tongbao.metrics.deadlines import Deadline
from tongbao.metrics.papers import Paper, paper_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.base import read_day
from tongbao.model.packs import PaperRule

BLUE, YELLOW, RED = (
    {"code": code, "label": f"{code}单", "shape": "circle", "tone": "notice", "answer": {"upper": "5"}, **more}
    for code, more in (
        ("蓝", {"when": "overdue"}),
        ("黄", {"when": "missed_order"}),
        ("红", {"when": "missed_order", "ends": "here"}),
    )
)
LIGHT = {"code": "红", "label": "红牌", "shape": "square", "tone": "danger", "below": "-30"}
POLICY = {"orders": {"steps": [BLUE, YELLOW, RED]}, "lights": [LIGHT]}
RAISED = [
    {"date": "2026-09-22", "kind": "assigned", "to": "city-land", "due": "2026-10-30"},
    {"date": "2026-11-03", "kind": "ordered", "colour": "蓝", "number": "蓝12号"},
]


def on(day: str, events: list[Record] = RAISED, **keys: Any) -> Snapshot:
    """The place on a day with one issue and one project that lags."""
    issue = {"id": "I-1", "projects": ["P-1"], "raised": {"date": "2026-09-20"}, "events": events}
    project = {
        "id": "P-1",
        "registered": "2026-01-01",
        "years": year("1200"),
        "stages": [stage("2026-01-05", "resumed")],
        "progress": [report("2026-09-30", "100")],
        "responsible": [{"office": "zouping-gov"}],
        **keys,
    }
    return snapshot(day, project, issues=[issue], policy=POLICY)


def rule(kind: str, **keys: Any) -> PaperRule:
    """A kind of paper."""
    return PaperRule.model_validate({"code": kind, "name": kind, "on": kind, **keys})


def paper(
    day: str,
    kind: str = "order",
    id: str = "I-1",
    events: list[Record] = RAISED,
    papers: list[Record] | None = None,
    **keys: Any,
) -> Paper | None:
    """The paper on a day; `papers` were sent about the project."""
    return paper_of(rule(kind, **keys), id, on(day, events, papers=papers or []))


@pytest.mark.parametrize("day", ["2026-11-03", "2026-11-10"])
def test_the_order_that_was_sent(day: str) -> None:
    """Until its answer is missed the blue order stands, to be answered by the fifth working day, the tenth."""
    found = paper(day)
    assert found is not None
    assert (found.colour, found.number, found.sent, found.to) == ("蓝", "蓝12号", True, ("city-land",))
    assert (found.day, found.due) == (read_day("2026-11-03"), Deadline(read_day("2026-11-10")))


def test_an_order_climbs_a_colour_on_the_right_working_day_not_before() -> None:
    """From the eleventh it is a yellow one, not sent yet, to be answered by the fifth working day from the day."""
    found = paper("2026-11-11")
    assert found is not None
    assert (found.colour, found.number, found.sent, found.day) == ("黄", None, False, read_day("2026-11-11"))
    assert found.due == Deadline(read_day("2026-11-18"))


def test_the_first_order() -> None:
    """Nothing is printed as long as the issue is in time; from the day after its date the blue one, none once it is
    solved."""
    assert paper("2026-10-30", events=RAISED[:1]) is None
    found = paper("2026-10-31", events=RAISED[:1])
    assert found is not None
    assert found.colour == "蓝"
    solved = [*RAISED[:1], {"date": "2026-10-29", "kind": "resolved"}]
    assert paper("2026-11-05", events=solved) is None


def test_an_order_from_before_a_reopening_is_over() -> None:
    """What was closed and reopened begins anew: the order sent before is not printed for it."""
    again = [
        *RAISED,
        {"date": "2026-11-05", "kind": "resolved"},
        {"date": "2026-11-06", "kind": "closed"},
        {"date": "2026-11-09", "kind": "reopened"},
        {"date": "2026-11-10", "kind": "assigned", "to": "city-drc", "due": "2026-12-10"},
    ]
    assert paper("2026-11-11", events=again) is None
    found = paper("2026-11-11", "assignment", events=again)
    assert found is not None
    assert found.to == ("city-drc",)


def test_an_assignment() -> None:
    """To whom it was handed, on its own day, until the day that was promised or the clock ends."""
    found = paper("2026-11-11", "assignment")
    assert found is not None
    assert (found.to, found.day, found.due) == (
        ("city-land",),
        read_day("2026-09-22"),
        Deadline(read_day("2026-10-30")),
    )
    assert paper("2026-11-11", "assignment", events=[]) is None


def test_a_reminder_of_a_light() -> None:
    """To the offices that answer for the project, within the limit of the rule; none where it shows no light."""
    found = paper("2026-11-11", "light", "P-1", answer={"upper": "5"})
    assert found is not None
    assert (found.to, found.colour, found.due) == (("zouping-gov",), "红", Deadline(read_day("2026-11-18")))
    assert paper_of(rule("light"), "P-1", on("2026-11-11", progress=[report("2026-09-30", "1000")])) is None


def test_a_reminder_that_was_sent() -> None:
    """While its answer is waited for it is printed as it was sent; a new one once it was answered, or where the light
    is another one by now."""
    sent = {"date": "2026-11-03", "kind": "light", "number": "提7号", "to": ["city-drc"], "light": "红"}
    found = paper("2026-11-11", "light", "P-1", papers=[sent])
    assert found is not None
    assert (found.sent, found.day, found.number, found.to) == (True, read_day("2026-11-03"), "提7号", ("city-drc",))
    for changed in ({"answered": "2026-11-05"}, {"light": "黄"}):
        found = paper("2026-11-11", "light", "P-1", papers=[{**sent, **changed}])
        assert found is not None
        assert (found.sent, found.day, found.number) == (False, read_day("2026-11-11"), None)
    good = on("2026-11-11", progress=[report("2026-09-30", "1000")], papers=[{**sent, "answered": "2026-11-05"}])
    found = paper_of(rule("light"), "P-1", good)
    assert found is not None
    assert found.sent


def test_a_paper_on_another_ground() -> None:
    """A project that shows no light can be sent one all the same."""
    found = paper_of(rule("project"), "P-1", on("2026-11-11", progress=[report("2026-09-30", "1000")]))
    assert found is not None
    assert (found.to, found.colour, found.sent) == (("zouping-gov",), None, False)


@pytest.mark.parametrize(("kind", "id"), [("light", "I-1"), ("order", "P-1"), ("assignment", "P-1"), ("order", "X")])
def test_what_does_not_go_together(kind: str, id: str) -> None:
    """An issue shows no light, a project has no order, and an unknown id has nothing."""
    assert paper("2026-11-11", kind, id) is None
