"""A new bulletin after those that are there: its number, id, total number and recipients."""

from datetime import date, datetime
from typing import Any

from tests.builders import make_bulletin
from tests.each import each
from tongbao.metrics.series import Asked, new_bulletin, there_already
from tongbao.model.bulletin import Bulletin, Period
from tongbao.model.policy import BulletinRule
from tongbao.model.vocab import BulletinKind

RULE = BulletinRule.model_validate({"title": "周通报", "issuer": "办公室", "sections": ["headline", "issues"]})


def week(until: str, **changes: Any) -> Bulletin:
    """A weekly bulletin of the week that ends on a day."""
    last = date.fromisoformat(until)
    first = date.fromordinal(last.toordinal() - 6).isoformat()
    fields = {"period": {"from": first, "until": until}, "as_of": f"{until}T17:00", "year": until[:4], **changes}
    return make_bulletin(**fields)


def asked(until: str = "2026-11-22", **changes: Any) -> Asked:
    """A weekly bulletin asked for on the evening of its last day."""
    last = date.fromisoformat(until)
    period = Period(from_=date.fromordinal(last.toordinal() - 6), until=last)
    fields = {"kind": BulletinKind.WEEKLY, "period": period, "moment": datetime(last.year, last.month, last.day, 23)}
    return Asked(**{**fields, **changes})


def new(*bulletins: Bulletin, rule: BulletinRule | None = RULE, **changes: Any) -> Bulletin:
    return new_bulletin(bulletins, asked(**changes), rule)


def test_the_first_of_its_kind() -> None:
    """Number 1, an id of kind, year and number, the hour and the sections of the policy, no total number."""
    first = new()
    assert (first.id, first.number, first.year, first.total_number) == ("weekly-2026-01", 1, 2026, None)
    assert first.as_of == datetime(2026, 11, 22, 17)
    assert [str(section) for section in first.sections] == ["headline", "issues"]
    assert first.issued is None


def test_one_more_than_the_highest_of_the_year() -> None:
    """Drafts count, a gap is not filled, other kinds and other years do not count."""
    draft = week("2026-11-15", id="weekly-2026-45", number="45")
    others = (
        week("2026-11-08", id="weekly-2026-43", number="43", issued="2026-11-09"),
        week("2025-12-28", id="weekly-2025-52", number="52"),
        week("2026-11-01", id="monthly-2026-70", kind="monthly", number="70"),
    )
    assert (new(*others, draft).number, new(*others, draft).id) == (46, "weekly-2026-46")


def test_a_week_across_the_new_year() -> None:
    """It belongs to the year of its last day, where numbers begin anew, unless another is asked for."""
    last = week("2026-12-27", id="weekly-2026-51", number="51")
    across = new(last, until="2027-01-03")
    assert (across.id, across.year, across.number) == ("weekly-2027-01", 2027, 1)
    kept = new(last, until="2027-01-03", year=2026)
    assert (kept.id, kept.year, kept.number) == ("weekly-2026-52", 2026, 52)


@each(
    ("id", "expected"),
    [
        ("W-2026-045", "W-2026-046"),
        ("2026w45", "2026w46"),
        ("45-of-2026", "46-of-2026"),
        ("brief-45", "weekly-2026-46"),  # a year less would be the same id next year
        ("kuaibao", "weekly-2026-46"),
    ],
)
def test_an_id_like_the_last_one(id: str, expected: str) -> None:
    """The year and the number in the last id are replaced, as wide as they were."""
    assert new(week("2026-11-15", id=id, number="45")).id == expected


def test_a_series_without_numbers() -> None:
    """滨州 2020: the next has none either; its id bears its last day where the last one's did."""
    last = week("2026-11-15", id="w-2026-11-15", number=None)
    assert (new(last).number, new(last).id) == (None, "w-2026-11-22")
    assert new(week("2026-11-15", id="w", number=None)).id == "weekly-2026-11-22"


def test_total_numbers_where_the_series_uses_them() -> None:
    """总第N期 goes on over the years."""
    last = week("2026-12-27", id="weekly-2026-51", number="51", total_number="211")
    assert new(last, until="2027-01-03").total_number == 212
    assert new(last, week("2026-12-20", id="x", total_number="300"), until="2027-01-03").total_number == 301


def test_supplements_are_numbered_apart() -> None:
    """增刊 begin at 1 and do not move the ordinary numbers; the first goes to those of the last bulletin."""
    last = week("2026-11-15", id="weekly-2026-45", number="45", recipients={"report": "市委"})
    first = new(last, supplement=True)
    assert (first.id, first.number, first.supplement) == ("weekly-2026-s01", 1, True)
    assert first.recipients.report == "市委"
    second = new(last, week("2026-11-15", id="weekly-2026-s01", number="1", supplement=True), supplement=True)
    assert (second.id, second.number) == ("weekly-2026-s02", 2)
    assert new(last, first).number == 46


def test_recipients_of_the_last_before() -> None:
    """Those of the bulletin before the period; of the first one where all come after it."""
    before = week("2026-11-15", id="a", recipients={"report": "市委"})
    after = week("2026-11-29", id="b", recipients={"report": "省委"})
    assert new(before, after).recipients.report == "市委"
    assert new(after).recipients.report == "省委"


def test_figures_are_not_later_than_the_draft() -> None:
    """A special bulletin made at ten speaks of ten o'clock."""
    made = datetime(2026, 11, 22, 10)
    assert new(moment=made).as_of == made


def test_without_a_rule() -> None:
    """A kind that the policy does not name has its figures at 17:00 and the usual sections."""
    made = new(rule=None)
    assert (made.as_of.hour, made.sections) == (17, ())


def test_there_already() -> None:
    """A bulletin of the kind and the period is found; one of another kind, or a supplement, is not it."""
    ordinary = week("2026-11-22", id="a")
    others = (week("2026-11-22", id="b", kind="special"), week("2026-11-22", id="c", supplement=True))
    assert there_already((*others, ordinary), asked()) == ordinary
    assert there_already(others, asked()) is None
    assert there_already((*others, ordinary), asked(supplement=True)) == others[1]
