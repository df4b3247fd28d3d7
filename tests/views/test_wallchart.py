"""The wall chart: its words and figures, and where everything stands."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from tests.listed_place import listed_snapshot
from tests.snapshots import Record, reader_of, report, snapshot, stage, year
from tongbao.metrics.flags import wall_chart
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.wall_drawing import DENSE, SCREEN, WIDE, Drawing, on_paper, on_screen
from tongbao.views.wallchart import WallView, has_wall_chart, wall_view

DAY = "2026-11-16"
MOVED = {"date": "2026-08-20", "to": "2026-12-15", "reason": "雨季停工", "approved_by": "市指挥部"}


def project(number: int = 1, **keys: Any) -> Record:
    """A project of the year with a milestone that was moved."""
    base: Record = {
        "id": f"P-{number}",
        "name": f"第{number}号项目",
        "registered": "2026-01-01",
        "years": year("1200"),
        "stages": [stage("2026-01-05", "resumed")],
        "progress": [report("2026-10-31", "900")],
        "milestones": [{"name": "封顶", "planned": "2026-09-30", "changes": [MOVED]}],
    }
    return {**base, **keys}


def view_of(found: Snapshot, language: str = "zh-CN") -> WallView:
    """The chart of a place."""
    return wall_view(wall_chart(found), found, lambda _end: found, reader_of(found, language))


def many(count: int, **keys: Any) -> WallView:
    """The chart of many projects in two districts."""
    districts = ("zouping", "huimin")
    return view_of(snapshot(DAY, *(project(n, district=districts[n * 2 // count], **keys) for n in range(count))))


LATE = {"date": "2026-08-20", "to": "2027-03-15", "reason": "停工", "approved_by": "市指挥部"}
SIDES = [{"name": "征地", "planned": "2025-09-30"}, {"name": "竣工", "planned": "2026-12-20", "changes": [LATE]}]
MOST = 121


@cache
def fullest() -> WallView:
    """The chart of the most projects, with a side for earlier and for later years; what their flags are is reckoned
    once."""
    return many(MOST, milestones=SIDES)


def first(count: int) -> WallView:
    """The chart of the first projects of these, in two districts."""
    shares = (count - count // 2, count // 2)
    whole = fullest()
    districts = (replace(each, rows=each.rows[:share]) for each, share in zip(whole.districts, shares, strict=True))
    return replace(whole, districts=tuple(districts), projects=count)


def test_flags_are_named_and_counted() -> None:
    """In the order of the rule; a moved one says to when."""
    view = view_of(snapshot(DAY, project()))
    assert [(key.letter, key.total) for key in view.keys if key.total != "0"] == [("改", "1"), ("待", "1")]
    (row,) = view.districts[0].rows
    assert [(flag.key.letter, flag.name, flag.day, flag.to) for flag in row.flags] == [
        ("改", "封顶", "2026年9月30日", "调整为2026年12月15日"),
        ("待", "封顶", "2026年12月15日", ""),
    ]


def test_a_place_has_its_own_words_for_flags() -> None:
    """Letter, name and title; the others are the program's in each language."""
    own = {"when": "moved", "letter": "调", "label": "调整", "shape": "square", "tone": "warning"}
    plain = {"when": "ahead", "shape": "pennant", "tone": "plain"}
    policy = {"wallchart": {"title": "作战图", "flags": [own, plain]}}
    view = view_of(snapshot(DAY, project(), policy=policy), "en")
    assert view.title == "作战图"
    assert [(key.letter, key.label, key.shape) for key in view.keys] == [
        ("调", "调整", "square"),
        ("A", "not yet due", "pennant"),
    ]


def test_a_place_without_flags_or_milestones_has_no_chart() -> None:
    """Nor is there one where no project is of the year."""
    assert has_wall_chart(snapshot(DAY, project()))
    assert not has_wall_chart(snapshot(DAY, project(), policy={"wallchart": {"flags": []}}))
    assert not has_wall_chart(snapshot(DAY, project(milestones=[])))
    assert not has_wall_chart(snapshot(DAY, project(1), project(2), policy={"wallchart": {"most": "1"}}))
    assert not has_wall_chart(snapshot(DAY, project(years=year("1200", number=2025))))


def test_targets_stand_beside_it() -> None:
    """The sum of the districts first, each measure as on the page of the list."""
    found = listed_snapshot()
    view = view_of(found)
    names = [unit.name for unit in view.units]
    assert names[0] == "县区合计"
    assert "邹平" in names
    assert len(view.units[0].cells) == len(view.measures)


@pytest.mark.parametrize(("count", "sheets", "panels"), [(2, 1, 1), (60, 1, 1), (61, 1, 2), (120, 1, 2), (MOST, 2, 2)])
def test_sheets_by_number_of_projects(count: int, sheets: int, panels: int) -> None:
    """One panel up to sixty, two to a sheet of up to 120, then more sheets, each about as full as the others."""
    drawn = on_paper(first(count))
    used = [[len(panel.rows) for panel in sheet.panels if panel.rows] for sheet in drawn]
    assert len(drawn) == sheets
    assert len(used[0]) == panels
    assert sum(map(sum, used)) == count
    assert max(map(max, used)) <= WIDE.most


def lies_within(drawing: Drawing) -> bool:
    """Whether every row, flag and light lies within its panel, and each panel within the sheet."""
    form = drawing.format
    for panel in drawing.panels:
        right = panel.x + (drawing.width - form.between * (form.panels - 1)) // form.panels
        for row in panel.rows:
            if row.y + drawing.row > drawing.height:
                return False
            things = [*((each.x, each.y, each.size) for each in row.standards)]
            things += [(each.x, each.y, each.size) for each in row.lamps]
            for x, y, size in things:
                if x + size > right or not row.y <= y <= y + size <= row.y + drawing.row:
                    return False
    return True


@pytest.mark.parametrize("count", [2, 60, 61, 120])
def test_all_lies_on_the_sheet(count: int) -> None:
    """With a side for earlier and for later years too."""
    view = first(count)
    assert (view.before, view.after) == ("2026年前", "2026年后")
    assert all(lies_within(drawing) for drawing in (*on_paper(view), on_screen(view)))


def test_a_flag_stands_in_its_month() -> None:
    """Between the lines of its column, and the day's line in the month of the day."""
    for drawing in (*on_paper(many(2)), on_screen(many(2))):
        (panel, *_) = drawing.panels
        columns = [column.x for column in panel.columns]
        moved, ahead = panel.rows[0].standards
        assert columns[8] <= moved.x < moved.x + moved.size <= columns[9]
        assert columns[11] <= ahead.x < ahead.x + ahead.size <= columns[11] + drawing.month
        assert [place for place, column in enumerate(panel.columns, 1) if column.now] == [11]
        assert columns[10] < panel.today < columns[11]


def test_a_district_has_a_strip_beside_its_rows() -> None:
    """Chinese from above to below, other names upwards; one that a panel's end parts has two."""
    (drawing,) = on_paper(many(4))
    assert [(strip.y, strip.height) for strip in drawing.panels[0].strips] == [
        (WIDE.head, 2 * drawing.row),
        (WIDE.head + 2 * drawing.row, 2 * drawing.row),
    ]
    assert drawing.panels[0].strips[0].name.lines == ("邹", "平")
    parted = on_paper(first(70))
    assert DENSE.panels == 2
    assert [len(panel.strips) for panel in parted[0].panels] == [1, 1]
    assert SCREEN.panels == 1


def test_long_names_are_whole() -> None:
    """In smaller letters on two lines, never cut."""
    name = "环渤海高端铝精深加工及新能源汽车轻量化零部件产业集群基础设施配套提升改造工程（一期）" * 2
    (drawing,) = on_paper(view_of(snapshot(DAY, project(name=name))))
    text = drawing.panels[0].rows[0].name
    assert "".join(text.lines) == name
    assert text.size < WIDE.size
