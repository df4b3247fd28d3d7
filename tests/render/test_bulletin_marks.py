"""What the machine says in a bulletin is marked: numbers in <data>, dates in <time>, each with its exact value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser

import pytest

from tests.builders import make_issue
from tests.bulletin_place import BEFORE, ROOT, page_of, place, project, view_of, weekly
from tongbao.model.dataset import Dataset
from tongbao.pipeline import load_checked
from tongbao.views.bulletin import BulletinView

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


@cache
def dataset(name: str) -> Dataset:
    data = load_checked(PLACES[name]).dataset
    assert data is not None
    return data


def views(name: str, language: str) -> Iterator[BulletinView]:
    """Every bulletin of a place after the one before it, as it is drawn from the records."""
    for bulletin in dataset(name).bulletins:
        earlier = [b for b in dataset(name).bulletins if b.kind == bulletin.kind and b.as_of < bulletin.as_of]
        before = max(earlier, key=lambda b: b.as_of, default=None)
        yield view_of(dataset(name), bulletin, before, language)


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


def spoken_views(language: str) -> Iterator[BulletinView]:
    gap = {"from": "2026-04-27", "until": "2026-05-03"}
    yield view_of(speaking(), weekly(sections=SECTIONS), weekly(**{**BEFORE, "period": gap}), language)
    april = {"kind": "monthly", "period": {"from": "2026-04-01", "until": "2026-04-30"}, "number": None}
    yield view_of(speaking(), weekly(sections=SECTIONS, **april), None, language)


def articles(name: str, language: str) -> list[Marks]:
    made = spoken_views(language) if name == "speaking" else views(name, language)
    return [Marks(page_of(view, "pages/bulletin.html", language)) for view in made]


def check(marks: Marks) -> None:
    """Every mark can be read by a machine, and no digit stands outside."""
    assert marks.data
    assert marks.times
    assert [text for text in marks.unmarked if re.search(r"\d", text)] == []
    for value, _ in marks.data:
        Fraction(value)
    for value, _ in marks.times:
        assert DATE.fullmatch(value), value
        (datetime if "T" in value else date).fromisoformat(f"{value}-01-01"[:10] if "T" not in value else value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*PLACES, "speaking"])
def test_every_number_and_date_is_marked(name: str, language: str) -> None:
    """No digit of generated text stands outside <data> and <time>, and all of them can be read by a machine."""
    for marks in articles(name, language):
        check(marks)
