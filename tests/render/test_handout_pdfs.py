"""The sheet of a project on one A4 page, whatever its records hold, and the wall chart on one of A1."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.sites import ROOT
from tests.snapshots import Record, place, report, stage, year
from tongbao.drawing import drawing_of, edition_of
from tongbao.load.program import load_templates
from tongbao.model.dataset import Dataset
from tongbao.pipeline import load_checked
from tongbao.render.addresses import SCHEME
from tongbao.render.jobs import Drawing
from tongbao.render.pdf import _fetcher, pdf_of
from tongbao.views.handouts import Handouts
from tongbao.views.sheet import SheetView
from tongbao.views.site import Page
from tongbao.views.wall_drawing import WallPaper

pytestmark = pytest.mark.pdf
LANGUAGES = ("zh-CN", "en")
TEMPLATES = load_templates(ROOT)
A4, A1 = (595, 842), (2384, 1684)


class Prints:
    """What is printed of a place in each language."""

    def __init__(self, root: Path, data: Dataset, day: date) -> None:
        self.edition = edition_of(root, data, day, (), pdf=True)
        self.drawing: Drawing = drawing_of(root, self.edition, TEMPLATES)

    def pages(self, language: str) -> Iterator[Page]:
        """Its sheets and its wall chart."""

        def page(parts: tuple[str, ...], template: str, title: str, view: object) -> Page:
            return Page("/".join(parts), f"pages/{template}.html", language, title, title, parts[0], view)

        reader = self.edition.reader_of(language, self.edition.today.day)
        made = (recipe() for recipe in Handouts(self.edition, reader, page).recipes())
        return (each for each in made if each.path.endswith(".pdf"))

    def sheets(self, language: str) -> dict[str, Page]:
        """Sheets by the id of their project."""
        return {Path(each.path).stem: each for each in self.pages(language) if isinstance(each.view, SheetView)}

    def wall(self, language: str) -> Page:
        """The wall chart."""
        return next(each for each in self.pages(language) if isinstance(each.view, WallPaper))

    def read(self, page: Page) -> PdfReader:
        """The page as a PDF of which nothing was to be told."""
        data, notes = pdf_of(self.drawing.pages.html(page), assets=TEMPLATES.assets)
        assert [note for note in notes if note.rule != "glyph-elsewhere"] == []
        return PdfReader(BytesIO(data))


@cache
def sample() -> Prints:
    """The sample of this repository."""
    checked = load_checked(ROOT)
    assert checked.dataset is not None
    assert checked.day is not None
    return Prints(ROOT, checked.dataset, checked.day)


def text_of(reader: PdfReader) -> str:
    """The text without spaces and line breaks."""
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def size_of(reader: PdfReader) -> tuple[int, int]:
    """Width and height of the first page in points."""
    box = reader.pages[0].mediabox
    return round(float(box.width)), round(float(box.height))


def page_count(html: str) -> int:
    """How many pages a document is laid out on; it is not written, which takes as long again."""
    import weasyprint

    fetcher = _fetcher(TEMPLATES.assets)
    return len(weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=fetcher).render().pages)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_of_the_sample_is_one_page(language: str) -> None:
    """All projects with a plan of the year have one."""
    prints = sample()
    sheets = prints.sheets(language)
    assert set(sheets) == {standing.project.id for standing in prints.edition.today.standings if standing.plan}
    pages = {id: page_count(prints.drawing.pages.html(page)) for id, page in sheets.items()}
    assert {id: count for id, count in pages.items() if count != 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", ["P-cz-2026-013", "P-lt-2026-003", "P-lt-2023-001", "P-jk-2026-001", "P-st-2024-002"])
def test_a_sheet_says_what_its_page_says(id: str, language: str) -> None:
    """A withdrawn project, a bundle, a finished one, one with a withheld field, one with many moves: name, figures,
    who answers, milestones, issues, the day and where it comes from."""
    page = sample().sheets(language)[id]
    view = page.view
    assert isinstance(view, SheetView)
    reader = sample().read(page)
    text, project = text_of(reader), view.project
    assert len(reader.pages) == 1
    assert size_of(reader) == A4
    assert reader.metadata is not None
    assert reader.metadata.title == page.title
    said = [view.name, view.as_of, view.page, view.latest, project.stage.text, view.notice, project.invested_total]
    said += [project.completion.text, project.gap.words] if project.completion.known else []
    said += [fact.label for fact in (*view.facts, *view.answers)]
    said += [value.text for fact in (*view.facts, *view.answers) for value in fact.values]
    said += [fact.withheld for fact in view.facts]
    said += [text for each in view.milestones for text in (each.name, each.planned, each.due, each.actual)]
    said += [text for each in view.issues for text in (each.row.link.text, each.clock)]
    said += [text for each in view.needed for text in (each.what, each.until)]
    assert [each for each in said if "".join(each.split()) not in text] == []


LONG = "年产三十万吨高性能铝合金车体部件及新能源汽车轻量化零部件产业集群基础设施配套提升改造工程"
MOVED = {"date": "2026-05-10", "to": "2026-09-30", "reason": LONG, "approved_by": "市重大项目推进指挥部"}


def crowded(**keys: Any) -> Record:
    """A project of which there is too much of everything."""
    base: Record = {
        "id": "P-1",
        "name": LONG * 2,
        "registered": "2026-01-01",
        "years": year("1200"),
        "stages": [stage("2026-03-05", "suspended", note=LONG * 2)],
        "progress": [report(f"2026-0{month}-28", str(100 * month)) for month in range(1, 6)],
        "content": LONG * 12,
        "place": LONG,
        "owner": {"name": LONG, "uscc": "91371600MA3C4XYZ12"},
        "responsible": [{"office": "city-drc"}] * 3,
        "investment": {"total": "5000", "sources": {LONG: "2500", "银行贷款": "2500"}},
        "milestones": [{"name": f"{LONG}{n}", "planned": "2026-06-30", "changes": [MOVED] * 3} for n in range(12)],
    }
    return {**base, **keys}


def test_a_crowded_sheet_is_one_page() -> None:
    """Lists are cut and say so, in every language."""
    issues = [{"id": f"I-{n}", "title": f"{LONG}{n}"} for n in range(20)]
    data = place([crowded(), crowded(id="P-2", milestones=[])], issues=issues)
    prints = Prints(ROOT, data, date(2026, 5, 31))
    for language in LANGUAGES:
        for page in prints.sheets(language).values():
            assert page_count(prints.drawing.pages.html(page)) == 1
        view = prints.sheets(language)["P-1"].view
        assert isinstance(view, SheetView)
        assert view.more_milestones
        assert view.more_issues


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wall_chart_of_the_sample_is_one_page(language: str) -> None:
    """Of A1, landscape, with every project and its rate, every district, target, light and kind of flag, and the
    day."""
    page = sample().wall(language)
    view = page.view
    assert isinstance(view, WallPaper)
    reader, wall = sample().read(page), view.wall
    assert len(reader.pages) == 1
    assert size_of(reader) == A1
    text = text_of(reader)
    rows = [row for district in wall.districts for row in district.rows]
    assert len(rows) == wall.projects > 40
    said = [wall.title, wall.as_of, wall.issuer, wall.whole.rate.text, wall.whole.planned.text, view.page]
    said += [row.link.text for row in rows] + [row.rate.text for row in rows if row.rate.known]
    said += [key.label for key in wall.keys] + [light.label for light, _ in wall.lights]
    said += [district.figures.rate.text for district in wall.districts]
    cells = [cell for unit in wall.units for cell in unit.cells if cell]
    said += [text for cell in cells for text in (cell.mark.target.value, cell.mark.state.label)]
    assert [each for each in said if "".join(each.split()) not in text] == []


def test_the_paper_of_the_wall_chart() -> None:
    """A place may ask for another size; the picture is the same."""
    project = crowded(name="甲项目", milestones=[{"name": "封顶", "planned": "2026-09-30"}])
    data = place([project], policy={"wallchart": {"paper": "A3"}})
    prints = Prints(ROOT, data, date(2026, 5, 31))
    reader = prints.read(prints.wall("zh-CN"))
    assert (len(reader.pages), size_of(reader)) == (1, (1191, 842))
