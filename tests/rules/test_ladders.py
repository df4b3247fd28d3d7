"""Ladders, procedures and dates: the rules of real places are without fault, and each fault is found at its line."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders import PROJECT, write_place
from tests.rules.builders import problems
from tongbao.cli import main

LOOK = {"shape": "circle", "tone": "notice"}
ORDERS: dict[str, Any] = {
    "assumed": True,
    "steps": [
        {"code": "蓝", "label": "蓝", **LOOK, "when": "overdue"},
        {"code": "黄", "label": "黄", **LOOK, "when": "missed_order"},
        {"code": "红", "label": "红", **LOOK, "when": "missed_order", "ends": "here"},
    ],
}


def ordered(*orders: tuple[str, str], reopened: str = "") -> dict[str, Any]:
    events = [{"date": day, "kind": "ordered", "colour": colour} for day, colour in orders]
    if reopened:
        events += [{"date": reopened, "kind": kind} for kind in ("closed", "reopened")]
    return {"events": sorted(events, key=lambda event: event["date"])}


def told(**changes: Any) -> list[tuple[str, str]]:
    return [(problem.rule, problem.field) for problem in problems(**changes)]


def test_climbing_the_ladder() -> None:
    """Colour after colour, the same again, a lower one, and any with a reason are without fault."""
    every = ordered(
        ("2026-05-12", "蓝"), ("2026-05-13", "蓝"), ("2026-05-14", "黄"), ("2026-05-15", "红"), ("2026-05-18", "蓝")
    )
    assert told(policy={"orders": ORDERS}, issue=every) == []
    direct = {"date": "2026-05-12", "kind": "ordered", "colour": "红", "reason": "特事特办"}
    assert told(policy={"orders": ORDERS}, issue={"events": [direct]}) == []
    assert told(policy={"orders": {**ORDERS, "direct": "always"}}, issue=ordered(("2026-05-12", "红"))) == []


def test_a_reopened_issue_begins_below() -> None:
    """After it was reopened the first colour is due again; yellow then leaves out blue."""
    again = ordered(("2026-05-12", "蓝"), ("2026-05-20", "黄"), reopened="2026-05-18")
    assert told(policy={"orders": ORDERS}, issue=again) == [("order-skips-colour", "events[3].colour")]


def test_the_ladder_of_the_day_holds() -> None:
    """An order is judged by the ladder in force on its day; where there was none, by none."""
    later = {**ORDERS, "valid_from": "2026-05-13"}
    assert told(policy={"orders": later}, issue=ordered(("2026-05-12", "红"))) == []
    assert told(policy={"orders": later}, issue=ordered(("2026-05-13", "红"))) != []


def test_late_promises_may_count() -> None:
    """With `in_time: false` an extension after the date is no fault, and neither is one of a reopened issue."""
    events = [
        {"date": "2026-04-14", "kind": "assigned"},
        {"date": "2026-05-20", "kind": "extended", "due": "2026-06-10"},
        {"date": "2026-06-11", "kind": "closed"},
        {"date": "2026-06-12", "kind": "reopened"},
        {"date": "2026-06-15", "kind": "planned", "due": "2026-07-31"},
    ]
    assert told(issue={"events": events}) == [("extension-too-late", "events[1].due")]
    clocks = {"resolve": {"upper": "5"}, "in_time": False, "assumed": True}
    assert told(issue={"events": events}, policy={"clocks": clocks}) == []


@pytest.mark.parametrize("to", ["联席会议", "city-drc", "任何人"])
def test_meetings_of_another_category(to: str) -> None:
    """Where no ladder is for an issue's category, it may be escalated to anybody."""
    ladder = {
        "code": "m",
        "name": "会商",
        "categories": ["资金"],
        "assumed": True,
        "steps": [{"code": "联席会议", "name": "联席会议", "ends": "here"}],
    }
    categories = [{"code": "土地", "name": "土地"}, {"code": "资金", "name": "资金"}]
    events = [{"date": "2026-05-12", "kind": "escalated", "to": to}]
    assert told(policy={"meetings": ladder}, site={"categories": categories}, issue={"events": events}) == []


def test_longer_circles() -> None:
    """Each step of a circle of three is named; those that only wait for the circle are not."""
    limit = {"upper": "1"}
    after = {"甲": "丙", "乙": "甲", "丙": "乙", "丁": "丙"}
    steps = [{"step": step, "limit": limit, "after": before} for step, before in after.items()]
    procedure = {"code": "p", "name": "流程", "assumed": True, "steps": steps}
    assert told(policy={"procedures": [procedure]}) == [
        ("step-circle", f"procedures[0].steps[{i}].after") for i in range(3)
    ]


POLICY = """\
orders:
  assumed: true
  steps:
    - {code: 蓝, label: 蓝, shape: circle, tone: notice, when: overdue}
    - {code: 黄, label: 黄, shape: circle, tone: notice, when: overdue, days: 5}
meetings:
  - code: m
    name: 会商
    assumed: true
    steps:
      - {code: 联席会议, name: 联席会议, ends: here}
      - {code: 推进会, name: 推进会, ends: here}
procedures:
  - code: p
    name: 流程
    assumed: true
    starts: signed
    steps:
      - {step: 移交, limit: {upper: 3}, after: 建帐}
      - step: 建账
        limit: {upper: 1}
        after: 建账
"""


def test_line_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` names a ladder without an end, one that ends too early, an unknown step and a circle where they stand."""
    root = write_place(tmp_path / "place", {"policy.yaml": POLICY, "projects/zouping/P-1.yaml": PROJECT})
    assert main(["check", "--root", str(root)]) == 1
    *lines, _ = capsys.readouterr().out.splitlines()
    assert [(line.split(": ")[0], line.split("  ")[-1]) for line in lines] == [
        ("policy.yaml:5:7", "[ladder-without-end]"),
        ("policy.yaml:11:40", "[ladder-goes-on]"),
        ("policy.yaml:19:46", "[unknown-step]"),
        ("policy.yaml:22:16", "[step-circle]"),
    ]
