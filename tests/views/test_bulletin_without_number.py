"""A bulletin that bears no number."""

from datetime import date

from tests.builders import make_bulletin
from tests.snapshots import place, reader_of, snapshot
from tongbao.rules import RULES
from tongbao.views.bulletin_head import bulletin_link, head_view


def unnumbered(id: str) -> dict[str, object]:
    return {"id": id, "number": None}


def test_it_is_known_by_its_period() -> None:
    """Its link names the period in place of the number, and nothing stands under the red head."""
    found = snapshot("2026-05-31")
    bulletin = make_bulletin(**unnumbered("W-2026-a"))
    head = head_view(bulletin, reader_of(found))
    assert "5月11日" in bulletin_link(bulletin, reader_of(found)).text
    assert (head.number, head.short_number) == (head.period, "")


def test_two_of_a_year_are_no_fault() -> None:
    """Two bulletins without a number do not bear the same one."""
    dataset = place(bulletins=[unnumbered("W-2026-a"), unnumbered("W-2026-b")])
    rule = next(rule for rule in RULES if rule.id == "bulletin-number-twice")
    assert list(rule.check(dataset, date(2026, 5, 31))) == []
