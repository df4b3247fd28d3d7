"""What the machine says in a bulletin is marked: numbers in <data>, dates in <time>, each with its exact value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from functools import cache, partial
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.builders import make_issue
from tests.bulletin_place import BEFORE, POLICY, ROOT, page_of, place, project, reader_of, view_of, weekly
from tests.sites import reckoned, records
from tongbao.load.catalogues import load_catalogue
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.bulletin import Bulletin
from tongbao.model.dataset import Dataset
from tongbao.render import pdf
from tongbao.views.bulletin import (
    BulletinPoints,
    BulletinView,
    CorrectionView,
    DifferenceView,
    bulletin_series,
    bulletin_view,
)
from tongbao.views.bulletin_form import BRIEF
from tongbao.views.issued import issued_figures
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.said import said_numbers

LANGUAGES = ("zh-CN", "en")
PLACES = {"sample": ROOT, "golden": ROOT / "tests" / "golden" / "place"}
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
PEOPLES = {"a", "h1"}
"""Elements with words of people: names of what is linked, the title."""
PEOPLES_CLASSES = {"own", "prose", "document-name"}
DRAWN = {"svg", "script", "style"}
ORDINAL = re.compile(r"^\d+\. ")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?")


@dataclass
class Marks(HTMLParser):
    """What is marked in an article, and what its generated text says outside the marks."""

    html: str
    data: list[tuple[str, str]] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, set[str], dict[str, str]]] = []
        self.feed(self.html[self.html.index("<article") : self.html.index("</article>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append((tag, set(values.get("class", "").split()), values))
        if tag in ("data", "time"):
            (self.data if tag == "data" else self.times).append((values["value" if tag == "data" else "datetime"], ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _, _ in self.open}
        if tags & DRAWN:
            return
        self.text += data
        for tag, found in (("data", self.data), ("time", self.times)):
            if tag in tags:
                found[-1] = (found[-1][0], found[-1][1] + data)
                return
        if tags & PEOPLES or any(classes & PEOPLES_CLASSES for _, classes, _ in self.open):
            return
        self.unmarked.append(ORDINAL.sub("", data) if "h2" in tags else data)


def dataset(name: str) -> Dataset:
    return records(PLACES[name])


def snapshot(name: str, day: date) -> Snapshot:
    return reckoned(PLACES[name], day)


Drawn = tuple[BulletinPoints, BulletinView, Marks]


@cache
def drawn(name: str, language: str) -> tuple[Drawn, ...]:
    """The newest bulletin of each kind after the one before it, as it is drawn from the records, and its marks."""
    series, found = bulletin_series(dataset(name).bulletins), []
    newest = {each.bulletin.kind: each.bulletin.id for each in series}
    for neighbours in (each for each in series if each.bulletin.id in newest.values()):
        points = neighbours.points(partial(snapshot, name))
        view = bulletin_view(points, points.now, reader_of(dataset(name), language, points.now.day))
        found.append((points, view, Marks(page_of(view, "pages/bulletin.html", language))))
    return tuple(found)


def speaking() -> Dataset:
    """A place with something to say in sections that the others leave out."""
    moved = [{"date": "2026-05-12", "to": "2026-09-30", "reason": "雨季60天", "approved_by": "3号会议"}]
    milestones = [
        {"name": "1号楼封顶", "planned": "2026-09-30", "changes": moved},
        {"name": "2号楼封顶", "planned": "2026-05-20"},
        {"name": "3号楼封顶", "planned": "2026-05-01"},
        {"name": "4号楼封顶", "planned": "2026-05-01", "actual": "2026-05-13"},
    ]
    start = {"date": "2026-05-12", "stage": "started"}
    new = [{"year": "2026", "nature": "新开工", "plan": "1234567", "start": "2026-03"}]
    return place(
        project("P-1", milestones=milestones),
        project("P-2", "huimin", years=new, stages=[], invested=[]),
        project("P-3", "huimin", count="3", years=new, stages=[start], invested=[("2026-05-17", "987654.3")]),
        issues=(
            make_issue(id="I-1", raised={"date": "2026-04-01"}, events=[{"date": "2026-04-01", "kind": "assigned"}]),
            make_issue(
                id="I-2",
                raised={"date": "2026-05-11"},
                events=[{"date": "2026-05-12", "kind": "ordered", "colour": "黄"}],
            ),
        ),
        policy={"reports": [{"cadence": "weekly", "days_after": "0"}]},
    )


SECTIONS = ["headline", "classes", "boards", "districts", "starts", "lagging", "issues", "reports", "milestones"]


CORRECTION = CorrectionView(
    "C-1", "5月20日", "2026-05-20", "第2段", "3.1亿元", "3.2亿元", "1处笔误", "3号会议", Link("D-1")
)
DIFFERENCE = DifferenceView("10亿元项目 累计完成投资", "1,234.5亿元", "无", "12345000", "")


def spoken_views(language: str) -> Iterator[BulletinView]:
    """A weekly bulletin after a gap, with all that is known of an issued one, and a monthly one without a number."""
    gap = {"from": "2026-04-27", "until": "2026-05-03"}
    issued = view_of(speaking(), weekly(sections=SECTIONS), weekly(**{**BEFORE, "period": gap}), language)
    yield replace(issued, corrections=(CORRECTION,), differs=(DIFFERENCE,))
    april = {"kind": "monthly", "period": {"from": "2026-04-01", "until": "2026-04-30"}, "number": None}
    yield view_of(speaking(), weekly(sections=SECTIONS, **april), None, language)


def check(marks: Marks) -> None:
    """Every mark can be read by a machine, and no digit stands outside."""
    assert marks.data
    assert marks.times
    assert [text for text in marks.unmarked if re.search(r"\d", text)] == []
    for value, _ in marks.data:
        Fraction(value)
    for value, _ in marks.times:
        assert DATE.fullmatch(value), value
        datetime.fromisoformat(value) if "T" in value else date.fromisoformat(f"{value}-01-01"[:10])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*PLACES, "speaking"])
def test_every_number_and_date_is_marked(name: str, language: str) -> None:
    """No digit of generated text stands outside <data> and <time>, and all of them can be read by a machine."""
    if name == "speaking":
        found = [Marks(page_of(view, "pages/bulletin.html", language)) for view in spoken_views(language)]
    else:
        found = [marks for _, _, marks in drawn(name, language)]
    assert found
    for marks in found:
        check(marks)


def test_published_bulletins_are_marked(golden: Path) -> None:
    """The same of a built site, drafts and issued bulletins, in every language."""
    pages = [page for page in sorted(golden.rglob("bulletins/*/*/index.html")) if "embed" not in page.parts]
    assert len(pages) == len(dataset("golden").bulletins) * len(LANGUAGES)
    for page in pages:
        check(Marks(page.read_text(encoding="utf-8")))


KEYS = ("projects", "planned", "completed", "completion_rate")


@pytest.mark.parametrize("name", PLACES)
def test_marks_bear_the_unrounded_figure(name: str) -> None:
    """Beside what is printed stands the figure's own value: of the whole place, of districts, levels and classes."""
    data = dataset(name)
    bulletin = max(data.bulletins, key=lambda b: b.as_of)
    now, reader = snapshot(name, bulletin.as_of.date()), reader_of(data, "zh-CN", bulletin.as_of.date())
    sections = ["headline", "classes", "districts"]
    view = view_of(data, bulletin.model_copy(update={"sections": sections}))
    found = set(Marks(page_of(view, "pages/bulletin.html")).data)
    axes = {"district": data.site.districts, "level": data.site.levels, "class": data.site.classes}
    scopes = [f"{axis}:{named.code}" for axis, entries in axes.items() for named in entries]
    spoken = [scope for scope in ("all", *scopes) if now.figure(scope, "projects").value]
    assert len(spoken) > len(data.site.levels) + 1
    for scope in spoken:
        for figure in (now.figure(scope, key) for key in KEYS):
            shown = reader.figure(figure)
            if figure.value:
                assert {(exact_text(figure.value), text) for text in (shown.value, shown.text)} & found, (scope, figure)


PARTS = ("value", "numerator", "denominator")


def issued(points: BulletinPoints, view: BulletinView, reader: Reader) -> set[str]:
    """Every number of the figures that are issued with a bulletin; a fall is said without its sign."""
    figures = issued_figures(points, said_numbers(points, view), {reader.language: reader})
    numbers = {Fraction(figure[name]) for figure in figures for name in PARTS if figure[name] is not None}
    return {exact_text(value) for number in numbers for value in (number, abs(number))}


def numbers_not_issued(
    points: BulletinPoints, reader: Reader, view: BulletinView, marks: Marks
) -> list[tuple[str, str]]:
    """What a bulletin's page marks as a number and its issued figures do not hold."""
    known = issued(points, view, reader)
    return [(value, text) for value, text in marks.data if exact_text(Fraction(value)) not in known]


@pytest.mark.parametrize("name", PLACES)
def test_marked_numbers_are_issued(name: str) -> None:
    """Every number that the newest bulletin of a kind says is among its issued figures."""
    data = dataset(name)
    for points, view, marks in drawn(name, "zh-CN"):
        assert numbers_not_issued(points, reader_of(data, "zh-CN", points.now.day), view, marks) == []


def numbered(number: int, **changes: Any) -> Bulletin:
    """A bulletin with numbers that nothing else in the place has."""
    made: Bulletin = weekly(
        id=f"W-{number}", number=str(number), total_number=str(number + 70000), sections=SECTIONS, **changes
    )
    return made


def test_numbers_of_lists_and_ranks_are_issued() -> None:
    """Counts of lists and lights, of projects in bundles, ranks and their change, the bulletin's own numbers: where no
    figure has the same value by chance."""
    new = [{"year": "2026", "nature": "新开工", "plan": "100", "start": "2026-03"}]
    start = {"date": "2026-05-12", "stage": "started"}
    reserve = [{"year": "2026", "nature": "预备"}]
    many = [project(f"P-{n}", "huimin", years=reserve, stages=[], invested=[]) for n in range(100, 113)]
    milestones = [{"name": f"节点{n}", "planned": "2026-05-20"} for n in range(29)]
    data = place(
        project("P-1", milestones=milestones, invested=[("2026-05-10", "1"), ("2026-05-17", "9000")]),
        project("P-2", "huimin", count="41", years=new, stages=[start], invested=[]),
        project("P-3", "huimin", count="17", years=new, stages=[], invested=[]),
        *many,
        policy={
            "boards": [{**POLICY["boards"][0], "target": "63"}],
            "start_and_resume_rate": {"exclude_natures": ["预备"]},
        },
        bulletins=(
            numbered(8401, as_of="2026-05-10", period=BEFORE["period"]),
            numbered(8402),
        ),
    )
    first, second = (place.points(lambda day: take_snapshot(data, day)) for place in bulletin_series(data.bulletins))
    for points in (first, second):
        reader = reader_of(data, "zh-CN", points.now.day)
        view = bulletin_view(points, points.now, reader)
        assert numbers_not_issued(points, reader, view, Marks(page_of(view, "pages/bulletin.html"))) == []
    reader = reader_of(data, "zh-CN", second.now.day)
    said = said_numbers(second, bulletin_view(second, second.now, reader))
    expected = {
        "all/number": 8402,
        "all/total_number": 78402,
        "all/named:milestones_next": 29,
        "all/left_out": 13,
        "all/target:all": Fraction(63, 100),
        "district:zouping/rank:all": 1,
        "project:P-2/counted:starts": 41,
        "project:P-3/counted:idle": 17,
    }
    assert {id: said.get(id) for id in expected} == expected


HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
PAGE_ONLY = re.compile(r'<(\w+) class="[^"]*page-only[^"]*".*?</\1>', re.DOTALL)


def compact(text: str) -> str:
    return "".join(text.split())


def said_on_page(html: str) -> str:
    """What the page says from its first sentence to its notes, without what it says on screens alone."""
    body = PAGE_ONLY.sub("", HEAD.sub("", html))
    start, end = body.index('<p class="opening"'), body.index("</p>", body.index('<p class="note"'))
    return compact(Marks(f"<article>{body[start:end]}</p></article>").text)


def said_in_print(view: BulletinView) -> str:
    """What the brief says below its head, without numbers of pages and heads of tables, which pages repeat."""
    html = page_of(view, "pdf/bulletin.html", path="bulletins/x.pdf")
    assets = {path.name: path.read_bytes() for path in (ROOT / "templates/assets").glob("*.css")}
    pages = PdfReader(BytesIO(pdf.pdf_of(html, assets=assets)[0])).pages
    head = view.head
    furniture = {head.head, head.short_number, head.issuer + head.issued, head.title, f"（{head.period}）"}
    furniture |= {f"—{number}—" for number in range(1, len(pages) + 1)}
    draft = load_catalogue("zh-CN")("bulletin.draft")
    furniture |= {draft, head.issuer + draft} if view.draft else set()
    lines = (compact(line) for page in pages for line in page.extract_text().splitlines())
    text = "".join(line for line in lines if line not in set(map(compact, furniture)))
    for found in HEAD.findall(html):
        text = text.replace(compact(Marks(f"<article><table>{found}</table></article>").text), "")
    return text


@pytest.mark.pdf
@pytest.mark.parametrize("name", [*PLACES, "speaking"])
def test_the_brief_says_what_the_page_says(name: str) -> None:
    """The same words and numbers in the same order, sentences and tables, but for links and the furniture of pages."""
    *_, view = spoken_views("zh-CN") if name == "speaking" else (view for _, view, _ in drawn(name, "zh-CN"))
    head = view.head._replace(report="", send="", issue="", copies="", total_number="", issued="2026年12月31日")
    view = replace(view, head=head, draft=False, corrections=(), differs=(), form=BRIEF)
    said = said_on_page(page_of(view, "pages/bulletin.html"))
    assert len(said) > 500
    assert said_in_print(view) == said
