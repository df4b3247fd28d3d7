"""Supervision orders: which colour was sent, which one is due."""

from datetime import date
from typing import Any

from tests.each import each
from tests.snapshots import CHINA
from tongbao.metrics.deadlines import Deadline
from tongbao.metrics.orders import OrderStanding, order_standing, orders_of
from tongbao.model.calendar import Calendar
from tongbao.model.clocks import Orders
from tongbao.model.issue import Event

LOOK = {"shape": "circle", "tone": "notice"}
LADDER: dict[str, Any] = {
    "steps": [
        {"code": "蓝", "label": "蓝色督办单", **LOOK, "when": "overdue", "answer": {"upper": "3"}},
        {"code": "黄", "label": "黄色督办单", **LOOK, "when": "overdue", "days": "5", "answer": {"upper": "2"}},
        {"code": "红", "label": "红色督办单", **LOOK, "when": "missed_order", "days": "2", "ends": "here"},
    ]
}
"""Blue as soon as an issue is overdue, yellow after five working days, red two working days after yellow was missed."""
DUE = date(2026, 4, 21)
"""A Tuesday."""


def order(day: str, colour: str, **more: str) -> dict[str, str]:
    return {"date": day, "kind": "ordered", "colour": colour, **more}


def standing(
    day: str,
    *events: dict[str, str],
    due: date | None = DUE,
    promised: str | None = None,
    done: str | None = None,
    ladder: dict[str, Any] | None = LADDER,
    calendar: Calendar = CHINA,
) -> OrderStanding:
    return order_standing(
        tuple(Event.model_validate(event) for event in events),
        Orders.model_validate(ladder) if ladder else None,
        Deadline(due) if due else None,
        date.fromisoformat(promised) if promised else None,
        date.fromisoformat(done) if done else None,
        calendar,
        date.fromisoformat(day),
    )


def due(found: OrderStanding) -> str | None:
    return found.due.code if found.due else None


@each(
    ("day", "sent", "colour"),
    [
        ("2026-04-21", [], None),
        ("2026-04-22", [], "蓝"),
        ("2026-04-30", [], "蓝"),
        ("2026-04-27", ["2026-04-22"], None),
        ("2026-04-28", ["2026-04-22"], "黄"),
        ("2026-12-31", ["2026-04-22"], "黄"),
        ("2026-05-06", ["2026-04-22", "2026-04-28"], None),
        ("2026-05-07", ["2026-04-22", "2026-04-28"], "红"),
        ("2026-12-31", ["2026-04-22", "2026-04-28", "2026-05-07"], None),
    ],
)
def test_which_colour_is_due(day: str, sent: list[str], colour: str | None) -> None:
    """Step by step: blue on the day after the date, yellow on the fifth working day over it once blue was sent, red
    when yellow was missed, then no more."""
    orders = [order(on, code) for on, code in zip(sent, "蓝黄红", strict=False)]
    assert due(standing(day, *orders)) == colour


def test_an_order_that_was_missed() -> None:
    """Yellow of 28 April is to be answered in two working days, by the 30th; red is due two working days later."""
    sent = [order("2026-04-22", "蓝"), order("2026-04-28", "黄")]
    assert standing("2026-04-30", *sent).answer_by == date(2026, 4, 30)
    assert not standing("2026-04-30", *sent).missed
    assert standing("2026-05-01", *sent).missed
    waiting = standing("2026-05-06", *sent)
    assert (due(waiting), waiting.next and waiting.next.code, waiting.next_on) == (
        None,
        "红",
        Deadline(date(2026, 5, 7)),
    )
    assert due(standing("2026-05-07", *sent)) == "红"


def test_an_order_with_its_own_day() -> None:
    """The day that the order names goes before the limit of its colour."""
    sent = [order("2026-04-22", "蓝"), order("2026-04-28", "黄", due="2026-05-15")]
    assert standing("2026-05-15", *sent).answer_by == date(2026, 5, 15)
    assert due(standing("2026-05-18", *sent)) is None
    assert due(standing("2026-05-19", *sent)) == "红"


def test_an_extension_answers_an_order() -> None:
    """A date that was granted on the day of an order or after it takes the place of its day; one before does not."""
    sent = [order("2026-04-22", "蓝"), order("2026-04-28", "黄")]
    granted = standing("2026-06-01", *sent, due=date(2026, 6, 1), promised="2026-04-28")
    assert (granted.answer_by, granted.missed, granted.due) == (date(2026, 6, 1), False, None)
    assert due(standing("2026-06-03", *sent, due=date(2026, 6, 1), promised="2026-04-28")) == "红"
    assert standing("2026-06-01", *sent, due=date(2026, 6, 1), promised="2026-04-27").missed


def test_no_limit_is_never_missed() -> None:
    """Where neither the order nor its colour has a day, the order after it falls due by no clock."""
    ladder = {
        "steps": [
            {"code": "蓝", "label": "蓝", **LOOK, "when": "overdue"},
            {"code": "黄", "label": "黄", **LOOK, "when": "missed_order", "ends": "here"},
        ]
    }
    found = standing("2026-12-31", order("2026-04-22", "蓝"), ladder=ladder)
    assert (found.answer_by, found.missed, found.due, found.next) == (None, False, None, None)


def test_the_end_of_the_ladder() -> None:
    """After the last colour no order follows."""
    found = standing("2026-12-31", order("2026-04-22", "红"))
    assert (found.colour, found.due, found.next) == ("红", None, None)


def test_direct_entry() -> None:
    """三明: an urgent matter may begin with a higher colour; the ladder goes on from there."""
    ladder = {
        "steps": [
            {"code": "蓝", "label": "蓝", **LOOK, "when": "overdue", "answer": {"upper": "3"}},
            {"code": "橙", "label": "橙", **LOOK, "when": "missed_order", "answer": {"upper": "3"}},
            {"code": "红", "label": "红", **LOOK, "when": "missed_order", "ends": "outside"},
        ]
    }
    sent = order("2026-04-14", "橙")
    assert due(standing("2026-04-17", sent, ladder=ladder)) is None
    assert due(standing("2026-04-18", sent, ladder=ladder)) == "红"


def test_steps_may_be_left_out_where_the_policy_says_so() -> None:
    """With `direct: always` the highest colour whose days are over is due, else the next one."""
    for direct, colour in (("never", "蓝"), ("with_reason", "蓝"), ("always", "黄")):
        assert due(standing("2026-04-28", ladder={**LADDER, "direct": direct})) == colour


def test_of_several_orders_the_newest_holds() -> None:
    """Of two of one day the higher; a colour that is no step is shown, and the ladder begins below."""
    sent = [order("2026-04-28", "黄"), order("2026-04-28", "蓝"), order("2026-04-22", "蓝")]
    assert (standing("2026-04-28", *sent).colour, standing("2026-04-28", *sent).sent) == ("黄", 3)
    other = standing("2026-04-28", order("2026-04-27", "紫"))
    assert (other.colour, due(other)) == ("紫", "蓝")


def test_what_is_resolved_needs_no_order() -> None:
    """Neither due nor missed any more; what was answered late was missed."""
    sent = order("2026-04-22", "蓝")
    found = standing("2026-06-01", sent, done="2026-04-27")
    assert (found.due, found.next, found.missed, found.colour) == (None, None, False, "蓝")
    assert standing("2026-06-01", sent, done="2026-04-28").missed


def test_without_a_date_or_a_ladder() -> None:
    """No order is due where no day is set or the place has no orders; what was sent is shown."""
    assert standing("2026-12-31", due=None).due is None
    found = standing("2026-12-31", order("2026-04-22", "蓝"), ladder=None)
    assert (found.colour, found.sent, found.due) == ("蓝", 1, None)


@each(
    ("days", "unit", "begins"),
    [
        ("0", "working_days", "2026-04-22"),
        ("0", "calendar_days", "2026-04-22"),
        ("1", "calendar_days", "2026-04-22"),
        ("2", "calendar_days", "2026-04-23"),
        ("8", "working_days", "2026-05-06"),
        ("1", "months", "2026-05-21"),
    ],
)
def test_days_over_the_date(days: str, unit: str, begins: str) -> None:
    """Overdue by n days is the n-th day over the date in the unit of the step, with 0 the first."""
    step = {"code": "蓝", "label": "蓝", **LOOK, "when": "overdue", "days": days, "unit": unit, "ends": "here"}
    first = date.fromisoformat(begins)
    assert due(standing(begins, ladder={"steps": [step]})) == "蓝"
    assert due(standing(date.fromordinal(first.toordinal() - 1).isoformat(), ladder={"steps": [step]})) is None


def test_provisional() -> None:
    """A day that runs into a year without a calendar is provisional, as is one that follows from a provisional date."""
    known = Calendar(years=frozenset({2026}), holidays=CHINA.holidays, makeup_days=CHINA.makeup_days)
    found = standing("2026-12-31", order("2026-12-30", "蓝"), due=date(2026, 12, 29), calendar=known)
    assert found.next_on == Deadline(date(2027, 1, 5), provisional=True)
    ladder = {"steps": [{**LADDER["steps"][0], "ends": "here"}]}
    first = order_standing(
        (), Orders.model_validate(ladder), Deadline(DUE, provisional=True), None, None, CHINA, date(2026, 4, 22)
    )
    assert first.next_on == Deadline(date(2026, 4, 22), provisional=True)


def test_the_ladder_that_holds() -> None:
    """Of several versions in force the newest."""
    old, new = Orders.model_validate(LADDER), Orders.model_validate({**LADDER, "valid_from": "2026-01-01"})
    assert orders_of((new, old)) is new
    assert orders_of(()) is None
