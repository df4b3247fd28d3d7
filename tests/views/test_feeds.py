"""The feed of bulletins: what it holds, decided before it is drawn."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders import make_bulletin, make_site
from tests.bulletin_place import place, reader_of
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.correction import Correction
from tongbao.model.dataset import Dataset
from tongbao.views.feeds import MOST_ENTRIES, FeedView, feed_view

DAY = date(2026, 5, 31)
CORRECTION = {
    "id": "C-1",
    "document": "W-1",
    "date": "2026-05-12",
    "place": "总体情况",
    "from": "1.21亿元",
    "to": "0.81亿元",
    "reason": "重复计入",
    "approved_by": "市指挥部办公室",
}


def _feed(data: Dataset, language: str = "zh-CN") -> FeedView:
    return feed_view(take_snapshot(data, DAY), reader_of(data, language, DAY))


def _issued(id: str, day: str) -> Any:
    return make_bulletin(id=id, as_of=f"{day}T17:00", issued=day)


def test_bulletins_and_corrections_newest_first() -> None:
    """A correction is an entry of its own and leads to its place on the bulletin's page."""
    data = place(bulletins=(_issued("W-1", "2026-05-03"), _issued("W-2", "2026-05-10")))
    correction = Correction.model_validate(CORRECTION)
    feed = _feed(replace(data, corrections=(correction,)))
    assert [(entry.kind, entry.href) for entry in feed.entries] == [
        ("correction", "bulletins/2026/W-1/index.html#C-1"),
        ("weekly", "bulletins/2026/W-2/index.html"),
        ("weekly", "bulletins/2026/W-1/index.html"),
    ]
    assert feed.entries[0].title.startswith("更正：")
    assert feed.updated == feed.entries[0].updated == "2026-05-12T00:00:00+08:00"


def test_drafts_are_not_announced() -> None:
    """A draft is on its page for comment; a feed would send it to everybody."""
    draft = make_bulletin(id="W-2", as_of="2026-05-17T17:00")
    feed = _feed(place(bulletins=(draft,)))
    assert feed.entries == ()
    assert feed.updated == "2026-05-31T00:00:00+08:00"


@pytest.mark.parametrize(("calendar", "zone"), [("china", "+08:00"), ("weekends", "Z")])
def test_the_moment_of_a_day(calendar: str, zone: str) -> None:
    """A place with the State Council's calendar lives by Beijing time; of others the program knows no zone."""
    data = replace(place(bulletins=(_issued("W-1", "2026-05-03"),)), site=make_site(calendar=calendar))
    assert _feed(data).entries[0].updated == f"2026-05-03T00:00:00{zone}"


def test_ids_outlive_a_move() -> None:
    """The site's own address is no part of an id: readers would take old bulletins for new ones."""
    data = place(bulletins=(_issued("W-1", "2026-05-03"),))
    moved = replace(data, site=make_site(base_url="https://example.org/tongbao"))
    assert [entry.id for entry in _feed(moved).entries] == [entry.id for entry in _feed(data).entries]
    other = replace(data, site=make_site(id="elsewhere"))
    assert _feed(other).entries[0].id != _feed(data).entries[0].id


def test_each_language_has_its_own_ids() -> None:
    """Two feeds in one reader: the same bulletin in two languages is two entries."""
    data = place(bulletins=(_issued("W-1", "2026-05-03"),))
    assert _feed(data, "en").entries[0].id != _feed(data).entries[0].id


def test_characters_that_xml_has_not() -> None:
    """A control character in somebody's text would make the whole feed unreadable."""
    bulletin = make_bulletin(issued="2026-05-18", title="周\x0b通报\ufffe")
    assert _feed(place(bulletins=(bulletin,))).entries[0].title.startswith("周通报（")


def test_the_feed_has_an_end() -> None:
    """The newest hundred; the archive has the rest."""
    bulletins = tuple(_issued(f"W-{n:03}", "2026-05-03") for n in range(MOST_ENTRIES + 5))
    ids = [entry.href for entry in _feed(place(bulletins=bulletins)).entries]
    assert len(ids) == MOST_ENTRIES
    assert ids[0] == "bulletins/2026/W-104/index.html"
