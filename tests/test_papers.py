"""Papers of the sample's list: the totals of its sheet and every number of a letter are in figures.json."""

import csv
import io
import json
import os
import re
from datetime import date
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from typing import Any

from python_calamine import CalamineWorkbook

from tests.sites import GOLDEN, ROOT, compiled, exported, previewed
from tongbao.pipeline import load_checked
from tongbao.previewing import Preview

DATA = re.compile(r'<data value="([^"]*)" data-figure="([^"]*)">([^<]*)</data>')
DISTRICTS, OFFICES = 7, 5
LIST = "targets/2026"
SOME = 4
"""Every so many of the task letters, of which each costs as much as a page, are read."""


@cache
def figures() -> dict[str, Any]:
    """figures.json by id."""
    return {figure["id"]: figure for figure in exported(ROOT, "data/figures.json")}


def file(path: str) -> bytes:
    """A file of the sample's site."""
    return previewed(ROOT).file(path) or b""


def pages(folder: str) -> list[str]:
    """The pages below a folder of the list, but its own."""
    below = f"{LIST}/{folder}/"
    found = (path for path in previewed(ROOT).paths() if path.startswith(below) and path.endswith("/index.html"))
    return sorted(path for path in found if path != f"{below}index.html")


def article(page: str) -> str:
    """What stands in the letter itself."""
    html = file(page).decode()
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


def test_csv_has_a_mark_and_the_columns_that_offices_print() -> None:
    """Excel takes it for Chinese; title, issuer, unit and heads stand above the rows, sums first."""
    data = file(f"{LIST}/list.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    head = next(number for number, row in enumerate(rows) if row[0] == "序号")
    assert rows[head - 1][0] == "单位：亿元"
    assert rows[head + 1][1].startswith("合计")
    assert rows[head + 2][0] == "一"
    assert rows[head + 3][0] == "1"


def test_totals_of_the_sheet_are_figures() -> None:
    """The sums of the list and of each group, exact, in 亿元."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(file(f"{LIST}/list.xlsx")))
    rows = book.get_sheet_by_index(0).to_python()
    head = next(row for row in rows if row[0] == "序号")
    summed = [row for row in rows if str(row[1]).endswith("）") and not isinstance(row[0], float)]
    scopes = ["targets:2026", *dict.fromkeys(id.split("/")[0] for id in figures() if id.startswith("targets:2026-"))]
    assert len(summed) == len(scopes) > 1
    for name, key in {"总投资": "total_investment", "本年度计划投资": "planned"}.items():
        found = [Fraction(str(row[head.index(name)] or 0)) * 10000 for row in summed]
        wanted = [Fraction(figures()[f"{scope}/{key}"]["value"] or 0) for scope in scopes]
        assert found[0] == wanted[0] > 0
        assert sorted(found) == sorted(wanted)


def test_each_unit_has_a_letter() -> None:
    """Seven districts and five offices."""
    assert len({page.split("/")[3] for page in pages("letters")}) == DISTRICTS + OFFICES


def test_every_number_of_a_letter_is_a_figure() -> None:
    """Each names its figure, with the same exact value; there are no other digits but in dates and people's words."""
    for page in pages("letters"):
        html = article(page)
        numbers = DATA.findall(html)
        assert numbers, page
        for exact, id, text in numbers:
            assert figures()[id]["value"] == exact, (page, id)
            assert figures()[id]["display"].startswith(text), (page, id)
        assert unfigured(html) == [], page


def test_every_number_of_a_task_letter_is_in_the_projects_own_file() -> None:
    """Amounts are figures of it, shares of quarters are those of its plan."""
    assert len(pages("tasks")) > DISTRICTS
    for page in pages("tasks")[::SOME]:
        own = exported(ROOT, f"projects/{page.split('/')[3]}/project.json")
        known = {figure["id"]: figure for figure in own["figures"]}
        html = article(page)
        for exact, id, text in DATA.findall(html):
            assert (known[id]["value"], known[id]["display"]) == (exact, text), page
        assert unfigured(html) == [], page


def test_letters_are_in_the_first_language_alone() -> None:
    """They are legal papers; each is signed once."""
    assert not [path for path in previewed(ROOT).paths() if re.match("en/targets/.*/(letters|tasks)/", path)]


def test_page_of_letters_leads_to_all() -> None:
    """No letter is left that nothing leads to."""
    index = file(f"{LIST}/letters/index.html").decode()
    for page in pages("letters") + pages("tasks"):
        assert f'href="{os.path.relpath(page, f"{LIST}/letters")}"' in index, page


def test_a_closed_year_keeps_its_figures_open() -> None:
    """In January of the next year the numbers of the letters of the year before stand in that list's own file."""
    found = load_checked(GOLDEN, date(2027, 1, 20), cache=False)
    assert found.dataset is not None
    assert found.day is not None
    site = Preview(GOLDEN, found.dataset, found.day, found.problems, found.templates, "", compiled())
    html = {path: (site.file(f"{LIST}/{path}index.html") or b"").decode() for path in ("", "letters/beichuan/")}
    rows = {row["id"]: row for row in json.loads(site.file(f"{LIST}/figures.json") or b"")}
    said = [id for _, id, _ in DATA.findall(html["letters/beichuan/"])]
    assert said
    assert rows["district:beichuan/target:投资"]["value"] == "48000"
    assert rows["targets:2026/planned"]["as_of"] == "2026-12-31"
    assert [id for id in said if id not in rows] == []
    assert b"targets:2026/planned" not in (site.file("data/figures.json") or b"targets:2026/planned")
    assert "figures.json" in html[""]
