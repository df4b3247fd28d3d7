"""An issue's page: how it stands against its dates, and on its ladders."""

from typing import Any

from tests.each import each
from tests.snapshots import reader_of, snapshot
from tongbao.views.issue import IssueView, issue_view

POLICY: dict[str, Any] = {
    "clocks": {
        "resolve": {"lower": "3", "upper": "5"},
        "plan": {"upper": "2"},
        "feedback": {"upper": "3", "unit": "calendar_days"},
    },
    "orders": {
        "steps": [
            {
                "code": "蓝",
                "label": "蓝色督办单",
                "shape": "circle",
                "tone": "notice",
                "when": "overdue",
                "answer": {"upper": "3"},
            },
            {
                "code": "黄",
                "label": "黄色督办单",
                "shape": "square",
                "tone": "danger",
                "when": "missed_order",
                "ends": "here",
            },
        ]
    },
    "meetings": {
        "code": "m",
        "name": "分层研究",
        "steps": [
            {"code": "现场办公会", "name": "现场办公会", "chair": "推进中心"},
            {"code": "联席会议", "name": "联席会议", "held": "每周一", "after": {"upper": "5"}},
            {"code": "省", "name": "省级协调", "ends": "outside"},
        ],
    },
}
ASSIGNED = {"date": "2026-04-14", "kind": "assigned", "to": "city-drc"}


def event(day: str, kind: str, **more: str) -> dict[str, str]:
    return {"date": day, "kind": kind, **more}


def page(day: str, *events: dict[str, str], policy: dict[str, Any] | None = None, **keys: Any) -> IssueView:
    found = snapshot(day, {}, issues=[{"events": list(events), **keys}], policy=policy or POLICY)
    return issue_view(found.issues[0], found, reader_of(found))


def steps(view: IssueView, number: int) -> list[tuple[str, str, str]]:
    return [
        (step.light.label if step.light else step.name, step.mark, step.state) for step in view.ladders[number].steps
    ]


@each(
    ("day", "events", "words"),
    [
        ("2026-04-16", [], "2026年4月16日前"),
        ("2026-04-17", [], "期限2026年4月16日，已超期，尚未完成"),
        ("2026-04-20", [event("2026-04-16", "planned")], "已按期（期限2026年4月16日）"),
        ("2026-04-20", [event("2026-04-17", "planned")], "期限2026年4月16日，超期完成"),
        ("2026-04-21", [event("2026-04-20", "resolved")], ""),
        ("2026-04-30", [event("2026-04-22", "resolved")], "期限2026年4月16日，超期完成"),
    ],
)
def test_the_plan(day: str, events: list[dict[str, str]], words: str) -> None:
    """Until when a plan is due and whether it came; nothing where the issue was resolved in time without one."""
    assert page(day, ASSIGNED, *events).plan == words


def test_the_first_answer() -> None:
    """Until when an answer was due, and that it came."""
    view = page("2026-04-20", ASSIGNED, event("2026-04-15", "noted"))
    assert (view.feedback, view.clock) == ("已按期（期限2026年4月17日）", "3—5 个工作日")


def test_no_clock() -> None:
    """Where no rule fits, no limit is printed."""
    view = page("2026-04-20", ASSIGNED, policy={"clocks": {**POLICY["clocks"], "kinds": ["任务"]}})
    assert (view.clock, view.plan, view.feedback, view.due_words, view.ladders) == ("", "", "", "", ())


def test_orders_sent_and_due() -> None:
    """The colour that was sent with its day, and the next once it was missed."""
    assert page("2026-04-21", ASSIGNED).ladders[0].title == "分层研究"
    overdue = page("2026-04-22", ASSIGNED)
    assert steps(overdue, 0) == [("蓝色督办单", "due", "2026年4月22日起应下达，尚未下达"), ("黄色督办单", "", "")]
    blue = event("2026-04-22", "ordered", colour="蓝", number="蓝1号")
    sent = page("2026-04-24", ASSIGNED, blue)
    assert steps(sent, 0) == [
        ("蓝色督办单", "here", "应于2026年4月27日前反馈"),
        ("黄色督办单", "", "2026年4月28日仍未办结的下达"),
    ]
    assert (sent.ladders[0].steps[0].about, sent.ladders[0].steps[0].day) == (("蓝1号",), "2026年4月22日")
    missed = page("2026-04-28", ASSIGNED, blue)
    assert steps(missed, 0) == [
        ("蓝色督办单", "here", "应于2026年4月27日前反馈，已超期"),
        ("黄色督办单", "due", "2026年4月28日起应下达，尚未下达"),
    ]
    done = page("2026-05-28", ASSIGNED, blue, event("2026-04-24", "resolved"))
    assert steps(done, 0) == [("蓝色督办单", "here", "应于2026年4月27日前反馈，已办结"), ("黄色督办单", "", "")]


def test_the_ladder_of_meetings() -> None:
    """Which meeting has it, until when, and which comes next; who chairs them and when they meet."""
    first = event("2026-04-15", "escalated", to="现场办公会")
    waiting = page("2026-04-20", ASSIGNED, first)
    assert steps(waiting, 0) == [
        ("现场办公会", "here", "目前由本级研究"),
        ("联席会议", "", "2026年4月22日后仍未解决的提请本级"),
        ("省级协调", "", ""),
    ]
    assert [step.about for step in waiting.ladders[0].steps] == [("推进中心",), ("每周一",), ()]
    assert waiting.escalated_to == ""
    assert waiting.row.office == "市发改委"
    due = page("2026-04-23", ASSIGNED, first)
    assert steps(due, 1)[1] == ("联席会议", "due", "超过2026年4月22日仍未解决，应提请本级")
    outside = page("2026-04-20", ASSIGNED, first, event("2026-04-16", "escalated", to="省"))
    assert [mark for _, mark, _ in steps(outside, 0)] == ["passed", "", "here"]
    assert steps(outside, 0)[2] == ("省级协调", "here", "已提请外部协调")
    solved = page("2026-04-20", ASSIGNED, first, event("2026-04-16", "resolved"))
    assert steps(solved, 0)[0] == ("现场办公会", "here", "经本级研究后办结")


def test_no_ladder_without_need() -> None:
    """What was solved without orders and meetings, and a bundle, shows none."""
    assert page("2026-04-20", ASSIGNED, event("2026-04-16", "resolved")).ladders == ()
    counts = [{"date": "2026-04-20", "raised": "222", "closed": "196"}]
    assert page("2026-04-20", ASSIGNED, counts=counts).ladders == ()


def test_a_late_extension_is_said() -> None:
    """An extension that came after the date says that it did not move it."""
    view = page("2026-05-20", ASSIGNED, event("2026-05-12", "extended", due="2026-06-30"))
    assert [each.too_late for each in view.events] == [False, False, True]
    assert view.row.due == "2026年4月21日"


def test_escalated_to_an_office() -> None:
    """An office that is no step of the ladder is named as before."""
    view = page("2026-04-20", ASSIGNED, event("2026-04-15", "escalated", to="市指挥部"))
    assert (view.escalated_to, view.row.office) == ("市指挥部", "市指挥部")
