"""Papers of the sample's list: the sheet is the CSV, its totals and every number of a letter are in figures.json."""

import csv
import io
import json
import re
import shutil
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.render.test_spreadsheets import SOFFICE, calc_csv
from tests.sites import ROOT, options
from tongbao.pipeline import build, load_checked
from tongbao.render.data import safe_cell

DATA = re.compile(r'<data value="([^"]*)" data-figure="([^"]*)">([^<]*)</data>')
DISTRICTS, OFFICES = 7, 5


@pytest.fixture(scope="module")
def folder(sample: Path) -> Path:
    """Where the papers of 2026 are."""
    return sample / "targets" / "2026"


@pytest.fixture(scope="module")
def figures(sample: Path) -> dict[str, Any]:
    """figures.json by id."""
    return {figure["id"]: figure for figure in json.loads((sample / "data/figures.json").read_text("utf-8"))}


def rows_of(file: Path) -> list[list[str]]:
    """The rows of our CSV."""
    return list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def letters(folder: Path) -> list[Path]:
    """Every letter, of units and quarters."""
    return sorted((folder / "letters").glob("*/**/index.html"))


def article(page: Path) -> str:
    """What stands in the letter itself."""
    html = page.read_text("utf-8")
    return html[html.index("<article") : html.index("</article>")]


class _Unmarked(HTMLParser):
    """Collects the text that stands in no figure, no date and no words of people."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marked = tag in ("data", "time") or "own" in (dict(attrs).get("class") or "").split()
        self._open.append(marked)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._open):
            self.texts.append(data)


def unfigured(html: str) -> list[str]:
    """Digits of a letter that stand in no figure, date, or words of people."""
    reader = _Unmarked()
    reader.feed(html)
    return re.findall(r"\d+", " ".join(reader.texts))


def test_csv_has_a_mark_and_the_columns_that_offices_print(folder: Path) -> None:
    """Excel takes it for Chinese; title, issuer, unit and heads stand above the rows, sums first."""
    assert (folder / "list.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(folder / "list.csv")
    head = next(number for number, row in enumerate(rows) if row[0] == "序号")
    assert rows[head - 1][0] == "单位：亿元"
    assert rows[head + 1][1].startswith("合计")
    assert rows[head + 2][0] == "一"
    assert rows[head + 3][0] == "1"


def test_totals_of_the_sheet_are_figures(folder: Path, figures: dict[str, Any]) -> None:
    """The sums of the list and of each group, exact, in 亿元."""
    rows = CalamineWorkbook.from_path(str(folder / "list.xlsx")).get_sheet_by_index(0).to_python()
    head = next(row for row in rows if row[0] == "序号")
    summed = [row for row in rows if str(row[1]).endswith("）") and not isinstance(row[0], float)]
    scopes = ["targets:2026", *dict.fromkeys(id.split("/")[0] for id in figures if id.startswith("targets:2026-"))]
    assert len(summed) == len(scopes) > 1
    for name, key in {"总投资": "total_investment", "本年度计划投资": "planned"}.items():
        found = [Fraction(str(row[head.index(name)] or 0)) * 10000 for row in summed]
        wanted = [Fraction(figures[f"{scope}/{key}"]["value"] or 0) for scope in scopes]
        assert found[0] == wanted[0] > 0
        assert sorted(found) == sorted(wanted)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice")
def test_another_program_shows_the_csv(folder: Path, tmp_path: Path) -> None:
    """LibreOffice's CSV of the sheet is ours, cell for cell."""
    shown = calc_csv(tmp_path, (folder / "list.xlsx").read_bytes())
    assert [[safe_cell(cell) for cell in row] for row in shown] == rows_of(folder / "list.csv")


def test_each_unit_has_a_letter(folder: Path) -> None:
    """Seven districts and five offices."""
    units = [path for path in (folder / "letters").iterdir() if path.is_dir()]
    assert len(units) == DISTRICTS + OFFICES
    assert all((unit / "index.html").exists() for unit in units)


def test_every_number_of_a_letter_is_a_figure(folder: Path, figures: dict[str, Any]) -> None:
    """Each names its figure, with the same exact value; there are no other digits but in dates and people's words."""
    pages = letters(folder)
    assert len(pages) >= DISTRICTS + OFFICES
    for page in pages:
        html = article(page)
        numbers = DATA.findall(html)
        assert numbers, page
        for exact, id, text in numbers:
            assert figures[id]["value"] == exact, (page, id)
            assert figures[id]["display"].startswith(text), (page, id)
        assert unfigured(html) == [], page


def test_every_number_of_a_task_letter_is_in_the_projects_own_file(sample: Path, folder: Path) -> None:
    """Amounts are figures of it, shares of quarters are those of its plan."""
    pages = sorted((folder / "tasks").glob("*/index.html"))
    assert len(pages) > DISTRICTS
    for page in pages:
        own = json.loads((sample / "projects" / page.parent.name / "project.json").read_text("utf-8"))
        known = {figure["id"]: figure for figure in own["figures"]}
        html = article(page)
        for exact, id, text in DATA.findall(html):
            assert (known[id]["value"], known[id]["display"]) == (exact, text), page
        assert unfigured(html) == [], page


def test_letters_are_in_the_first_language_alone(sample: Path) -> None:
    """They are legal papers; each is signed once."""
    assert not list((sample / "en").glob("targets/*/letters")) + list((sample / "en").glob("targets/*/tasks"))


def test_page_of_letters_leads_to_all(folder: Path) -> None:
    """No letter is left that nothing leads to."""
    index = (folder / "letters" / "index.html").read_text("utf-8")
    for page in [*letters(folder), *(folder / "tasks").glob("*/index.html")]:
        way = page.relative_to(folder)
        address = way.relative_to("letters") if way.parts[0] == "letters" else Path("..") / way
        assert f'href="{address.as_posix()}"' in index, way


def test_a_closed_year_keeps_its_figures_open(tmp_path: Path) -> None:
    """In January of the next year the numbers of the letters of the year before stand in that list's own file."""
    place = shutil.copytree(ROOT / "tests" / "golden" / "place", tmp_path / "place")
    site = place / "site"
    build(place, load_checked(place, date(2027, 1, 20)), options(site))
    rows = {row["id"]: row for row in json.loads((site / "targets/2026/figures.json").read_text("utf-8"))}
    page = (site / "targets/2026/letters/beichuan/index.html").read_text("utf-8")
    said = [id for _, id, _ in DATA.findall(page)]
    assert said
    assert rows["district:beichuan/target:投资"]["value"] == "48000"
    assert rows["targets:2026/planned"]["as_of"] == "2026-12-31"
    assert [id for id in said if id not in rows] == []
    assert "targets:2026/planned" not in (site / "data/figures.json").read_text("utf-8")
    assert "figures.json" in (site / "targets/2026/index.html").read_text("utf-8")
