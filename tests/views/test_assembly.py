"""Which pages a site has, and that its links lead somewhere."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest

from tests.made_pages import MadePages
from tests.snapshots import place, reader_of, report, snapshot, stage, year
from tongbao.drawing import edition_of, lay_foundations
from tongbao.model.base import Record
from tongbao.model.dataset import Dataset
from tongbao.model.once import Each, Keeper
from tongbao.model.photos import Picture
from tongbao.model.reads import NotedRecord
from tongbao.views.assembly import recipes
from tongbao.views.axes import Axis, Looked
from tongbao.views.data.columns import TableForm
from tongbao.views.edition import targets_years
from tongbao.views.parts import Link
from tongbao.views.site import Page, chrome

RECORDS = place(
    projects=[
        {
            "id": "P-1",
            "registered": "2025-11-01",
            "years": [*year("100", number=2025), *year("200"), *year("300", number=2027)],
            "stages": [stage("2025-11-05"), stage("2026-03-01", "commissioned")],
            "progress": [report("2025-12-31", "90"), report("2026-04-30", "50")],
            "milestones": [{"name": "封顶", "planned": "2026-09-30"}],
        },
        {"id": "P-2", "district": "huimin"},
    ],
    issues=[{"projects": ["P-1", "P-2"], "events": [{"date": "2026-04-14", "kind": "assigned", "to": "city-drc"}]}],
    bulletins=[
        {"id": "W-1", "as_of": "2026-05-10T17:00", "issued": "2026-05-11"},
        {"id": "W-2", "number": "2"},
        {
            "id": "M-1",
            "kind": "monthly",
            "period": {"from": "2026-04-01", "until": "2026-04-30"},
            "as_of": "2026-04-30",
        },
    ],
    targets=[
        {"year": "2025", "groups": [{"code": "续建", "name": "续建", "projects": ["P-1"]}]},
        {
            "year": "2027",
            "published": "2026-05-20",
            "groups": [{"code": "续建", "name": "续建", "projects": ["P-1", "P-none"]}],
        },
    ],
    policy={"boards": [{"code": "b", "name": "县区", "members": ["zouping", "huimin"]}]},
)
DAY = date(2026, 5, 31)
WORDS = {"reason": "年中调整", "approved_by": "市指挥部"}


@cache
def pages_of_all() -> MadePages:
    return MadePages(RECORDS, DAY)


def pages_of(records: Dataset | None = None) -> MadePages:
    return MadePages(records, DAY) if records else pages_of_all()


def links(value: Any) -> Iterator[str]:
    """Every address inside a view."""
    if isinstance(value, Link):
        yield value.href
    elif is_dataclass(value):
        for field in fields(value):
            yield from links(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from links(item)
    elif isinstance(value, dict):
        yield from links(list(value.values()))


def test_every_page_in_every_language() -> None:
    """Each page knows the same page in the other language, and that one knows it."""
    pages = pages_of()
    chinese = [path for path, page in pages.items() if page.language == "zh-CN" and path != "404.html"]
    assert sorted(path for path in pages if path.startswith("en/")) == sorted(f"en/{path}" for path in chinese)
    for path in chinese:
        assert pages[path].others == (("en", f"en/{path}"),)
        assert pages[f"en/{path}"].others == (("zh-CN", path),)


def test_a_recipe_knows_its_address() -> None:
    """What a recipe makes stands where the recipe says, with PDFs and search too."""
    edition = edition_of(Path("nowhere"), RECORDS, DAY, (), pdf=True, search=True)
    assert {made.path: made().path for made in recipes(edition) if made.path != made().path} == {}


def test_links_lead_somewhere() -> None:
    """Every address in a view, a crumb or the frame is a page or a data file of the site."""
    pages = pages_of()
    edition = edition_of(Path("nowhere"), RECORDS, DAY, (), pdf=False)
    known = {recipe.path for recipe in recipes(edition)}
    found = {href.partition("#")[0] for page in pages.values() for href in (*links(page.view), *links(page.crumbs))}
    for language in ("zh-CN", "en"):
        frame = chrome(edition.reader_of(language, DAY), sections=("projects",), targets_year=2027, base_url=None)
        found |= set(links(frame))
    assert sorted(href for href in found - known if href and not href.startswith(("http", "mailto"))) == []


def test_pages_of_records() -> None:
    """Each record has its page under its id, a bulletin under its year."""
    pages = pages_of()
    for path in (
        "projects/P-1",
        "projects/P-2",
        "issues/I-1",
        "bulletins/2026/W-1",
        "targets/2026",
        "districts/huimin",
    ):
        assert f"{path}/index.html" in pages


def test_lists_of_other_years() -> None:
    """A list shows the plans of its own year, and at its end or today what was done of them."""
    pages = pages_of()
    planned, done = {}, {}
    for number in (2025, 2026, 2027):
        view: Any = pages[f"targets/{number}/index.html"].view
        planned[number] = [row.planned for group in view.groups for row in group.rows]
    assert planned == {2025: ["0.01"], 2026: ["0.02"], 2027: ["0.03"]}
    for page in ("2025/result", "2026/standing"):
        view = pages[f"targets/{page}/index.html"].view
        done[page] = [(row.done, row.demands[0].met) for group in view.groups for row in group.rows]
    assert done == {"2025/result": [("0.01", False)], "2026/standing": [("0.01", False)]}
    assert "targets/2027/standing/index.html" not in pages
    assert "targets/2026/result/index.html" not in pages


def test_a_list_of_a_year_to_come_knows_no_more_than_today() -> None:
    """What the files say of the days between today and that year is not yet known."""
    change = {
        "date": "2026-12-01",
        "field": "years.2027.plan",
        "from": "300",
        "to": "900",
        "reason": "调整",
        "approved_by": "市",
    }
    records = place(
        projects=[{"id": "P-1", "years": year("900", number=2027), "changes": [change]}],
        targets=[{"year": "2027", "published": "2026-05-20"}],
    )
    view: Any = pages_of(records)["targets/2027/index.html"].view
    assert view.sums.planned == "0.03"


def test_the_subtotal_of_a_column_is_its_sum() -> None:
    """What a project without a plan has done is in the column and so in its sum."""
    planned = {"id": "P-1", "years": year("20000"), "progress": [report("2026-04-30", "10000")]}
    unplanned = {"id": "P-2", "years": year(None), "progress": [report("2026-04-30", "5000")]}
    view: Any = pages_of(place(projects=[planned, unplanned]))["targets/2026/standing/index.html"].view
    assert [row.done for row in view.groups[0].rows] == ["1.00", "0.50"]
    assert (view.groups[0].completed.value, view.whole.completed.value) == ("1.50", "1.50")


def test_years_of_lists() -> None:
    """Those that are published, and the day's where projects have a plan for it; newest first."""
    edition = edition_of(Path("nowhere"), RECORDS, DAY, (), pdf=False)
    assert targets_years(edition.today) == (2027, 2026, 2025)
    earlier = edition_of(Path("nowhere"), RECORDS, date(2026, 5, 19), (), pdf=False)
    assert targets_years(earlier.today) == (2026, 2025)


def test_a_bulletin_stands_between_its_neighbours_of_its_kind() -> None:
    """A weekly one follows the weekly one before, not the monthly one between."""
    view: Any = pages_of()["bulletins/2026/W-2/index.html"].view
    assert view.previous.href == "bulletins/2026/W-1/index.html"
    assert view.following is None


def test_changes_since_a_day_include_that_day() -> None:
    """What happened on the first day of the newest bulletin's period has changed since it began."""
    bulletin = {"period": {"from": "2026-05-11", "until": "2026-05-17"}}
    stages = [stage("2026-05-10", "preparing"), stage("2026-05-11")]
    view: Any = pages_of(place(projects=[{"stages": stages}], bulletins=[bulletin]))["index.html"].view
    assert [item.iso for item in view.changes] == ["2026-05-11"]


def test_sponsors_in_charge() -> None:
    """A sponsor whose time is over is not named on the page of today."""
    sponsors = [
        {"office": "city-drc", "until": "2026-05-30"},
        {"office": "市长", "from": "2026-05-31", "until": "2026-05-31"},
    ]
    records = place(projects=[{"id": "P-1", "sponsors": sponsors}])
    view: Any = pages_of(records)["projects/P-1/index.html"].view
    names = [link.text for fact in view.facts for link in fact.values]
    assert not [name for name in names if "市发改委" in name]
    assert [name for name in names if "市长" in name]


def test_an_empty_place() -> None:
    """A place without a record has its pages, and no list of what it does not keep."""
    pages = pages_of(place())
    assert {"index.html", "en/index.html", "404.html", "projects/index.html"} <= set(pages)
    assert not [path for path in pages if "issues" in path or "bulletins" in path or "targets" in path]


def test_the_next_update_is_announced_today_only() -> None:
    """A page of an earlier day does not announce an update that lies far after it, nor a past one as coming."""
    site = {"as_of": "2026-05-31", "next_update": "2026-06-07"}
    frames = {
        day: chrome(reader_of(snapshot(day, site=site)), sections=(), targets_year=None, base_url=None)
        for day in ("2026-01-05", "2026-05-31", "2026-06-07")
    }
    assert [bool(frame.next_update) for frame in frames.values()] == [False, True, False]


def test_what_many_files_look_at_is_reckoned_before_processes_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Afterwards no recipe makes the figures again, which each process would do for itself."""
    records = replace(RECORDS)
    edition = edition_of(Path("nowhere"), records, DAY, (), pdf=False)
    lay_foundations(edition)

    def again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("tongbao.views.data.publication.figure_objects", again)
    data = (item for item in (recipe() for recipe in recipes(edition)[:40]) if not isinstance(item, Page))
    assert "data/figures.json" in {file.path for file in data}


CONSTANT = (str, int, date, type(None), Path, Picture, Record, Looked, Axis, TableForm)
"""What a recipe may hold as it is: an address, or what must be the same in the next run for anything to hold."""


def _held(value: Any, seen: set[int]) -> Iterator[Any]:
    """What a recipe holds: what a function was given and what it sees of what stood around it, objects by their fields.
    Keepers tell whoever asks them what was read."""
    if id(value) in seen or isinstance(value, Keeper | type | ModuleType | BuiltinFunctionType):
        return
    seen.add(id(value))
    if isinstance(value, partial):
        inner = [value.func, *value.args, *value.keywords.values()]
    elif isinstance(value, MethodType):
        inner = [value.__self__]
    elif isinstance(value, Each):
        inner = [value._make]
    elif isinstance(value, FunctionType):
        inner = [cell.cell_contents for cell in value.__closure__ or ()]
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        inner = list(value)
    elif type(value).__module__.startswith("tongbao.") and not isinstance(value, CONSTANT):
        inner = [found for name, found in vars(value).items() if not name.startswith(" ")]
    else:
        yield value
        return
    for found in inner:
        yield from _held(found, seen)


def test_a_recipe_holds_ids_alone() -> None:
    """What it says of a project or an issue it looks up when it is called, so that the next run knows what was read
    for it: it holds no record of these, nothing reckoned of them, and no list of what was found."""
    edition = edition_of(Path("nowhere"), RECORDS, DAY, (), pdf=True)
    held = [found for recipe in recipes(edition) for found in _held(recipe.make, set())]
    wrong = [found for found in held if isinstance(found, NotedRecord) or not isinstance(found, CONSTANT)]
    assert {type(found).__name__ for found in wrong} == set()
    assert "P-1" in held
