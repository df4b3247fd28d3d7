"""What is noted while something is made of records."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.builders import make_dataset, make_project
from tongbao.model.dataset import Dataset
from tongbao.model.digest import record_digest
from tongbao.model.once import Each, Keeper, kept, once, once_property
from tongbao.model.project import Project
from tongbao.model.reads import UNKNOWN, WIDTH, Reads, bits_of, first_of, noted, noting

NUMBER = {name: number for number, name in enumerate(Project.model_fields)}
DAY = date(2026, 3, 1)


def numbered(**fields: object) -> Dataset:
    """A place of two projects, the second with some fields."""
    projects = (make_project(id="P-1"), make_project(id="P-2", **fields))
    return make_dataset(projects=projects).numbered()


def names(reads: Reads, of: int) -> set[str]:
    """The fields of a record that were read, by its place among all."""
    return {name for name, number in NUMBER.items() if reads.all() & 1 << first_of(of) + number}


@dataclass(frozen=True)
class Made(Keeper):
    """Something that keeps what is made of a project in each way there is."""

    project: Project

    @once_property
    def level(self) -> str | None:
        """A property."""
        return self.project.level

    def district(self) -> str:
        """An entry of a dictionary."""
        return str(kept(self.kept, ("district",), lambda: self.project.district))


@once
def total(made: Made) -> Decimal | None:
    """A function."""
    return made.project.investment.total


def test_a_field_is_noted_and_no_other() -> None:
    """Of one record, of the other none; what pydantic makes of a whole record notes all of it."""
    first, second = numbered().projects
    assert names(noted(lambda: second.name)[1], 1) == {"name"}
    assert names(noted(lambda: second.name)[1], 0) == set()
    assert names(noted(lambda: record_digest(first, frozenset({"content", "place"})))[1], 0) == {*NUMBER} - {
        "content",
        "place",
    }
    for whole in (repr, list, lambda record: record == second, lambda record: record.model_dump()):
        assert names(noted(lambda whole=whole: whole(first))[1], 0) == {*NUMBER}


def test_what_was_made_before_was_read_too() -> None:
    """Whoever asks second has read what was read for the first."""
    made = Made(numbered().projects[1])
    levels = Each(("P-2", "P-1"), lambda id: made.project.level if id == "P-2" else made.project.place)
    for _ in range(2):
        assert names(noted(lambda: made.level)[1], 1) == {"level"}
        assert names(noted(made.district)[1], 1) == {"district"}
        assert names(noted(lambda: total(made))[1], 1) == {"investment"}
        assert names(noted(lambda: levels["P-2"])[1], 1) == {"level"}
        assert names(noted(lambda: tuple(levels.items()))[1], 1) == {"level", "place"}
        assert names(noted(lambda: (tuple(levels), "P-1" in levels, levels.get("P-3")))[1], 1) == set()


def test_what_is_read_inside_is_apart() -> None:
    """What is read for one thing is not noted of what is made around it."""
    found = numbered().projects[0]
    with noting() as outer:
        assert found.name
        with noting() as inner:
            assert found.level is None
    assert (names(outer, 0), names(inner, 0)) == ({"name"}, {"level"})


def test_a_record_that_nobody_numbered_is_known_as_such() -> None:
    """A copy, and one that was never part of a place."""
    copy = numbered().projects[0].model_copy(update={"level": "省"})
    for record in (copy, make_project(id="P-3")):
        assert noted(lambda record=record: record.level)[1].all() == bits_of({UNKNOWN + NUMBER["level"]})


def test_a_record_cut_to_a_day_is_noted_by_the_day() -> None:
    """What is as in the file is noted as the file; cutting itself reads nothing."""
    late = {"milestones": [{"name": "开工", "planned": "2026-02-01", "actual": "2026-05-01"}]}
    dataset = numbered(registered="2026-01-01", **late)
    assert dataset.numbers
    then, cutting = noted(lambda: dataset.at(DAY))
    assert dataset.numbers.trace(cutting) == (0, ())
    first, second = then.projects
    assert names(noted(lambda: first.name)[1], 0) == {"name"}
    trace = dataset.numbers.trace(noted(lambda: second.milestones)[1])
    assert trace == (0, (("2026-03-01", 1 << NUMBER["milestones"]),))
    alone = dataset.project_at("P-2", DAY)
    assert alone
    assert dataset.numbers.trace(noted(lambda: alone.milestones)[1]) == trace
    assert dataset.numbers.trace(dataset.numbers.reads(trace)) == trace


def test_records_of_a_large_place_share_numbers() -> None:
    """So that what was read of 30,000 records is as short as of 256."""
    assert first_of(0) == first_of(256) == WIDTH
    assert first_of(255) == 256 * WIDTH
