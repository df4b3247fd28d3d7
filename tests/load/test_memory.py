"""What a run leaves for the next, and what of the records is no longer as it was then."""

from pathlib import Path

import pytest

from tests.builders import make_issue, make_project
from tongbao.load.memory import NOTHING, Made, Memory, changed_fields, read_memory, write_memory
from tongbao.load.remembered import spare_in
from tongbao.model.project import Project
from tongbao.model.reads import UNKNOWN, WARNINGS, WIDTH, Trace, first_of

NUMBER = {name: number for number, name in enumerate(Project.model_fields)}
EARLY = {"date": "2026-01-01"}
ALWAYS = (1 << WARNINGS) - 1 << UNKNOWN
TRACE = Trace(5 << 64, (("2026-03-01", 9),))
MEMORY = Memory(
    "ground", "warnings", "frame", {"projects/a.yaml": "1"}, {"projects/a.yaml": "2"}, ("2026-03-01",),
    {"index.html": Made(TRACE, (("index.html", "k", ""),)), "a.json": Made(TRACE, (("a.json", "j", "2026-03-01"),))},
)  # fmt: skip


def test_a_memory_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Beside the parsed files; before, there is none."""
    assert read_memory(tmp_path) is NOTHING
    write_memory(tmp_path, MEMORY)
    assert read_memory(tmp_path) == MEMORY
    assert [path.name for path in (tmp_path / ".tongbao").iterdir()] == ["made.json"]


def test_no_site_is_kept_behind_a_link(tmp_path: Path) -> None:
    """The folder may be another's: nothing is taken from there, and nothing put there."""
    assert spare_in(tmp_path) == tmp_path / ".tongbao/site"
    (tmp_path / ".tongbao").symlink_to(tmp_path)
    assert spare_in(tmp_path) is None


READ = "eAFjBAAAAgAC"
SOUND = f"""{{"ground": "", "warnings": "", "frame": "", "inputs": {{}}, "histories": {{}}, "days": [], "made": {{}},
"traces": [{{}}], "whole": "{READ}"}}"""
BROKEN = (SOUND.replace('"made": {}', '"made": []'), SOUND.replace(READ, READ[:8]), SOUND.replace(READ, "AAAA"))


@pytest.mark.parametrize("content", [*BROKEN, "", "[]", "{}", '{"ground": 1}', "null", "[" * 100_000, "\ud800"])
def test_a_broken_memory_is_none(tmp_path: Path, content: str) -> None:
    """Nothing of it is taken as made."""
    (tmp_path / ".tongbao").mkdir()
    (tmp_path / ".tongbao" / "made.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    assert read_memory(tmp_path) is NOTHING


def test_a_memory_of_nothing_made_is_one(tmp_path: Path) -> None:
    """The broken ones above differ from it by what is broken alone."""
    (tmp_path / ".tongbao").mkdir()
    (tmp_path / ".tongbao" / "made.json").write_text(SOUND)
    assert read_memory(tmp_path) == NOTHING
    assert read_memory(tmp_path) is not NOTHING


def test_a_field_that_differs_is_changed_in_the_file_and_on_each_day() -> None:
    """Text has no date: it is another on every day."""
    days = ("2026-03-01", "2026-06-30~2026-07-15")
    changed = changed_fields([(1, make_project(), make_project(content="二期"))], days)
    bit = 1 << NUMBER["content"]
    assert changed == Trace(ALWAYS | bit << first_of(1), tuple((day, bit) for day in days))


def test_what_came_later_changes_no_day_before() -> None:
    """A report of May is nothing to March."""
    old = make_project(registered="2026-01-01")
    now = make_project(
        registered="2026-01-01", progress=[{"as_of": "2026-05-31", "reported": "2026-06-02", "invested": "1"}]
    )
    changed = changed_fields([(0, old, now)], ("2026-03-01", "2026-06-30"))
    assert changed
    bit = 1 << NUMBER["progress"]
    assert (changed.whole, dict(changed.days)) == (ALWAYS | bit << WIDTH, {"2026-03-01": 0, "2026-06-30": bit})
    assert Trace(0, (("2026-03-01", bit),)).holds(changed)
    assert not Trace(0, (("2026-06-30", bit),)).holds(changed)
    assert not Trace(bit << WIDTH).holds(changed)


def test_a_day_that_was_turned_back_changes_the_file_too() -> None:
    """The value of today is the same, that of March is not: a change was written down later. A record that nothing was
    cut off of before is read as that of the file."""
    change = {"date": "2026-04-01", "field": "district", "from": "boxing", "reason": "划转", "approved_by": "府办"}
    old = make_project(registered="2026-01-01")
    now = make_project(registered="2026-01-01", changes=[change])
    changed = changed_fields([(0, old, now)], ("2026-03-01",))
    assert changed
    district = 1 << NUMBER["district"]
    assert dict(changed.days) == {"2026-03-01": district}
    assert changed.whole & district << WIDTH


@pytest.mark.parametrize(
    ("old", "now"),
    [
        (make_project(registered="2026-01-01"), make_project(registered="2026-05-01")),
        (make_issue(raised=EARLY), make_issue(raised={"date": "2026-05-01"})),
        (make_issue(raised=EARLY), make_issue(raised=EARLY, projects=["P-2"])),
    ],
)
def test_a_record_that_came_or_went_lets_nothing_hold(old: Project, now: Project) -> None:
    """What was read of all records did not name those that were not there."""
    assert changed_fields([(0, old, now)], ("2026-03-01",)) is None
