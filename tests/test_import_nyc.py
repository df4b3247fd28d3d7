"""The real table of New York: examples/nyc-capital-projects, with the data outside the repository."""

import csv
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tongbao.cli import main
from tongbao.model.base import words
from tongbao.model.dataset import Dataset
from tongbao.model.project import Project, Report
from tongbao.pipeline import Checked, load_checked
from tongbao.problems import faults

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("TONGBAO_DATA", ROOT.parent / "shared" / "data"))
TABLE = DATA / "nyc-capital-projects" / "reports.csv"
BLANK = "(no longer stated)"

pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason="the data of New York is not here (TONGBAO_DATA)")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example with the table imported."""
    root = tmp_path_factory.mktemp("nyc") / "place"
    shutil.copytree(ROOT / "examples" / "nyc-capital-projects", root)
    shutil.rmtree(root / "projects", ignore_errors=True)
    assert main(["import", str(TABLE), "--mapping", str(root / "mapping.yaml"), "--into", str(root)]) == 0
    return root


@pytest.fixture(scope="module")
def found(place: Path) -> Checked:
    """The imported place as `check` sees it."""
    return load_checked(place, cache=False)


@pytest.fixture(scope="module")
def dataset(found: Checked) -> Dataset:
    assert found.dataset is not None
    return found.dataset


def american(day: date | str | None) -> str:
    return f"{date.fromisoformat(str(day)):%m/%d/%Y}" if day else ""


def shorts(dataset: Dataset, codes: Iterator[str]) -> str:
    offices = {office.code: words(office.short, ("en",)) for office in dataset.site.offices}
    return ", ".join(offices[code] for code in codes)


def over_time(reports: tuple[Report, ...], label: str, newest: str) -> list[str]:
    """The column as it was on each report: what `extra` says, else as on the report before."""
    if not any(label in report.extra for report in reports):
        return [newest] * len(reports)
    values, now = [], ""
    for report in reports:
        now = report.extra.get(label, now)
        values.append("" if now == BLANK else now)
    return values


def rows_of(project: Project, dataset: Dataset) -> Iterator[dict[str, str]]:
    """The rows of the table as they can be told from the project's file alone."""
    site = dataset.site
    district = next(words(d.name, ("en",)) for d in site.districts if d.code == project.district)
    sectors = {sector.code: words(sector.name, ("en",)) for sector in site.sectors}
    descriptions = over_time(project.progress, "Description", words(project.content, ("en",)))
    starts = over_time(project.progress, "Design Start", project.extra.get("Design Start", ""))
    for report, description, start in zip(project.progress, descriptions, starts, strict=True):
        yield {
            "Date Reported As Of": f"{american(report.as_of)} 12:00:00 AM",
            "PID": project.id.removeprefix("P-"),
            "Project Name": words(project.name, ("en",)),
            "Description": description,
            "Category": ", ".join(sectors[code] for code in project.sectors),
            "Borough": project.extra.get("Borough", "" if district == "Not stated" else district),
            "Managing Agency": project.extra.get(
                "Managing Agency", shorts(dataset, (entry.office for entry in project.responsible))
            ),
            "Client Agency": project.extra.get("Client Agency", shorts(dataset, (e.office for e in project.lead))),
            "Current Phase": report.stage or "",
            "Design Start": american(start),
            "Budget Forecast": "" if report.total is None else format(report.total, "f"),
            "Forecast Completion": american(report.finish),
        }


def test_every_cell_of_every_row_can_be_told_from_the_files(dataset: Dataset) -> None:
    """Nothing is lost: the files of 378 projects give back all 2,259 rows, cell by cell."""
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert (len(dataset.projects), len(table)) == (378, 2259)
    key = ("PID", "Date Reported As Of")
    rebuilt = {
        tuple(row[name] for name in key): row for project in dataset.projects for row in rows_of(project, dataset)
    }
    assert len(rebuilt) == len(table)
    differing = [
        (row["PID"], row["Date Reported As Of"], name, value, rebuilt[tuple(row[name] for name in key)][name])
        for row in table
        for name, value in row.items()
        if rebuilt[tuple(row[name] for name in key)][name] != value
    ]
    assert differing == []


def test_the_place_has_no_fault(found: Checked) -> None:
    """`check` finds no fault in the imported place; the one negative budget is a warning."""
    assert faults(found.problems) == []
    assert "total-negative" in {problem.rule for problem in found.problems}


def test_a_second_import_changes_nothing(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All rows of some projects again leave every file as it is."""
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    again = set(sorted({row[head.index("PID")] for row in rows})[::8])
    with (tmp_path / TABLE.name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *(row for row in rows if row[head.index("PID")] in again)])
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*.yaml")}
    command = ["import", str(tmp_path / TABLE.name), "--mapping", str(place / "mapping.yaml"), "--into", str(place)]
    assert main(command) == 0
    assert "0 written, 48 unchanged" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*.yaml")} == before
