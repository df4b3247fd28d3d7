"""The archive of bulletins: by year and kind, the newest first."""

from datetime import date
from typing import Any

from tests.builders import make_bulletin
from tests.bulletin_place import place, reader_of
from tongbao.views.archive import ArchiveView, archive_view

ISSUED = "2026-05-18"


def _bulletin(id: str, day: str, **changes: Any) -> Any:
    return make_bulletin(**{"id": id, "as_of": f"{day}T17:00", "issued": day, "year": day[:4], **changes})


def _archive(*bulletins: Any, corrected: frozenset[str] = frozenset()) -> ArchiveView:
    return archive_view(bulletins, corrected, reader_of(place(), "zh-CN", date(2026, 5, 31)))


def _ids(view: ArchiveView) -> dict[str, list[str]]:
    return {kind.id: [i.link.href.split("/")[-2] for i in kind.items] for year in view.years for kind in year.kinds}


def test_years_then_kinds_then_the_newest() -> None:
    """A reader finds a kind of a year under its own heading, its newest bulletin first."""
    view = _archive(
        _bulletin("W-1", "2026-04-26"),
        _bulletin("M-1", "2026-04-30", kind="monthly"),
        _bulletin("W-0", "2025-12-28"),
        _bulletin("W-2", "2026-05-10"),
    )
    assert _ids(view) == {"weekly-2026": ["W-2", "W-1"], "monthly-2026": ["M-1"], "weekly-2025": ["W-0"]}
    assert [year.year for year in view.years] == ["2026", "2025"]


def test_the_year_is_that_of_the_number() -> None:
    """A week across the new year stands where its number does."""
    assert list(_ids(_archive(_bulletin("W-52", "2027-01-03", year="2026")))) == ["weekly-2026"]


def test_papers_of_a_draft() -> None:
    """What was not issued has no text for the press; what was corrected says so."""
    draft, issued = _bulletin("W-2", "2026-05-10", issued=None), _bulletin("W-1", "2026-05-03")
    (kind,) = _archive(draft, issued, corrected=frozenset({"W-1"})).years[0].kinds
    assert [(item.draft, item.text, item.corrected) for item in kind.items] == [
        (True, "", False),
        (False, "bulletins/2026/W-1/W-1.txt", True),
    ]
