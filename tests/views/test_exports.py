"""Open data: other programs rely on its form."""

import json
from fractions import Fraction
from typing import Any

from hypothesis import given, settings

from tests.publications import record, table
from tests.snapshots import Record, reader_of, report, snapshot, stage, year
from tests.strategies import days, places
from tongbao.metrics.registry import ALWAYS, REGISTRY, definitions_in
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.render.data import json_bytes
from tongbao.views.exports import figure_objects


def figures(found: Snapshot) -> dict[str, dict[str, Any]]:
    """figures.json as a program reads it, by id."""
    rows = json.loads(json_bytes(figure_objects(found, reader_of(found))))
    return {row["id"]: row for row in rows}


def entries(*progress: Record, **keys: Any) -> list[str]:
    """The lines of entries.csv below the header."""
    found = snapshot("2026-12-31", {"progress": list(progress), **keys})
    lines = table(found, "entries")
    assert (
        lines[0]
        == "project,as_of,stage,invested,physical,total,finish,invested_diff,physical_diff,total_diff,finish_diff"
    )
    return lines[1:]


ONE_THIRD = {"years": year("300"), "progress": [report("2026-04-30", "100")]}


def test_a_rate() -> None:
    """The unrounded share to twelve decimals as text, its exact parts, and what is printed."""
    assert figures(snapshot("2026-05-31", ONE_THIRD))["all/completion_rate"] == {
        "id": "all/completion_rate",
        "as_of": "2026-05-31",
        "value": "0.333333333333",
        "numerator": "100",
        "denominator": "300",
        "display": "33.3%",
        "unit": "share",
        "formula": "completion_rate:annual_plan",
        "excluded": {},
    }


def test_a_gap_is_in_points() -> None:
    """A gap is in percentage points: 33.33… − 41.66… = −8.33…; its parts are exact fractions."""
    gap = figures(snapshot("2026-05-31", ONE_THIRD))["all/gap"]
    assert (gap["value"], gap["unit"], gap["display"]) == ("-8.333333333333", "points", "−8.3个百分点")
    assert (gap["numerator"], gap["denominator"]) == ("100/3", "125/3")


def test_money_is_in_the_unit_of_the_records() -> None:
    """万元 as written, while the page prints 亿元."""
    planned = figures(snapshot("2026-05-31", {"years": year("45000.5")}))["all/planned"]
    assert (planned["value"], planned["unit"], planned["display"]) == ("45000.5", "money", "4.50亿元")


def test_no_figure_is_null_with_a_reason() -> None:
    """Never 0, never left out."""
    rate = figures(snapshot("2026-05-31", {}))["all/completion_rate"]
    assert (rate["value"], rate["reason"], rate["excluded"]) == (None, "no-base", {"without_plan": 1})


def test_what_is_left_out_is_counted() -> None:
    """`excluded` holds codes with counts."""
    withdrawn = {"id": "P-2", "stages": [stage("2026-01-05", "withdrawn")], "count": "3"}
    found = figures(snapshot("2026-05-31", {**ONE_THIRD, "id": "P-1"}, withdrawn))
    assert found["all/projects"]["excluded"] == {"out_of_scope": 3}
    assert found["all/completion_rate"]["excluded"] == {"out_of_scope": 3}


def test_scores() -> None:
    """The score by which a board is ranked stands in the file for each member, with all it could have been."""
    scores = [{"code": "月考", "name": "月考", "items": [{"figure": "projects", "points": "50", "full_at": "2"}]}]
    boards = [{"code": code, "name": code, "members": ["zouping"], "ranked_by": "score:月考"} for code in ("a", "b")]
    found = snapshot("2026-05-31", {}, policy={"scores": scores, "boards": boards})
    rows = [row for row in figure_objects(found, reader_of(found)) if "score:" in str(row["id"])]
    assert [(row["id"], row["value"], row["denominator"]) for row in rows] == [
        ("district:zouping/score:月考", "25", "50")
    ]


def test_ids() -> None:
    """<scope>/<figure>: all, one axis, two joined by +; each once, and of all every figure."""
    site = {"classes": [{"code": "技改", "name": "技改"}]}
    policy = {"figures": {"crossings": [["district", "class"]]}}
    keys = {
        "classes": ["技改"],
        "lists": ["市级重点"],
        "level": "市级",
        "responsible": [{"office": "city-drc"}],
        **ONE_THIRD,
    }
    found = snapshot("2026-05-31", keys, site=site, policy=policy)
    ids = [str(row["id"]) for row in figure_objects(found, reader_of(found))]
    assert len(ids) == len(set(ids))
    scopes = {id.rpartition("/")[0] for id in ids}
    assert scopes == {
        "all", "district:zouping", "class:技改", "list:市级重点", "level:市级", "nature:续建", "office:city-drc",
        "district:zouping+class:技改",
    }  # fmt: skip
    keys_of = {scope: {id.rpartition("/")[2] for id in ids if id.startswith(f"{scope}/")} for scope in scopes}
    assert keys_of["all"] == {definition.key for definition in definitions_in("all")}
    assert all(ALWAYS <= found <= set(REGISTRY) for found in keys_of.values())


@given(places(), days)
@settings(max_examples=15)
def test_every_value_is_what_the_figure_is(place: Any, day: Any) -> None:
    """The text is within half of the twelfth decimal of the figure; parts give it back exactly."""
    found = take_snapshot(place, day)
    for id, row in figures(found).items():
        scope, _, key = id.rpartition("/")
        figure = found.figure(scope, key)
        if figure.value is None:
            assert (row["value"], bool(row["reason"])) == (None, True)
            continue
        assert "reason" not in row
        assert abs(Fraction(row["value"]) - figure.value) <= Fraction(1, 2 * 10**12)
        assert "e" not in row["value"].lower()
        if "numerator" in row:
            one, other = Fraction(row["numerator"]), Fraction(row["denominator"])
            assert figure.value == (one - other if row["unit"] == "points" else one / other)


def test_differences_to_the_adjacent_report() -> None:
    """One row a dated report, in order of its day; differences as they are, not rounded."""
    assert entries(
        report("2026-05-31", "60.25", physical="12", total="1000", finish="2027-06"),
        report("2026-04-30", "40.5", physical="10", total="1000", finish="2027-05-31"),
    ) == [
        "P-1,2026-04-30,,40.5,10,1000,2027-05-31,,,,",
        "P-1,2026-05-31,,60.25,12,1000,2027-06,19.75,2,0,30",
    ]


def test_a_difference_is_empty_when_either_lacks_the_value() -> None:
    """Not to the report before the last, but empty."""
    assert entries(report("2026-03-31", "1"), report("2026-04-30", physical="3"), report("2026-05-31", "9")) == [
        "P-1,2026-03-31,,1,,,,,,,",
        "P-1,2026-04-30,,,3,,,,,,",
        "P-1,2026-05-31,,9,,,,,,,",
    ]


def test_a_new_year() -> None:
    """Investment begins again, total and completion go on; 0 is a value, not an empty cell."""
    assert entries(
        report("2025-12-31", "90", total="100", finish="2026-12"),
        report("2026-01-31", "0", total="90", finish="2026-11-30"),
    ) == ["P-1,2025-12-31,,90,,100,2026-12,,,,", "P-1,2026-01-31,,0,,90,2026-11-30,,,-10,-31"]


def test_a_formula_in_a_word_of_a_reporter() -> None:
    """The reporter's own word cannot become a formula; a negative number stays one."""
    line = entries(report("2026-04-30", "-3", stage="=HYPERLINK(1)"))[0]
    assert line == "P-1,2026-04-30,'=HYPERLINK(1),-3,,,,,,,"


def test_a_projects_own_file() -> None:
    """What the project's page says, for programs: codes, amounts in the records' unit, figures, or null."""
    found = snapshot("2026-05-31", {**ONE_THIRD, "stages": [stage("2026-03-01")], "investment": {"total": "1200.50"}})
    content = record(found, "projects", "P-1")
    assert {
        "id": "P-1", "as_of": "2026-05-31", "district": "zouping", "stage": "started", "nature": "续建",
        "total": "1200.50", "planned": "300", "completed": "100", "light": None,
    }.items() <= content.items()  # fmt: skip
    assert [figure["id"] for figure in content["figures"]] == [
        f"project:P-1/{key}" for key in ("completion_rate", "pace", "gap", "total_investment", "planned")
    ]
    empty = snapshot("2026-05-31", {})
    content = record(empty, "projects", "P-1")
    assert [content[key] for key in ("stage", "nature", "total", "planned", "completed", "light")] == [None] * 6
