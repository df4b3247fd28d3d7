"""The adjustments of the year's list in a bulletin: those of its period, counted by kind, with their papers."""

import re
from fractions import Fraction
from typing import Any

import pytest

from tests.bulletin_place import page_of, place, project, reader_of, sentence, view_of, weekly
from tests.render.test_bulletin_marks import Marks, check
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.dataset import Dataset
from tongbao.model.targets import TargetList
from tongbao.views.bulletin import BulletinPoints, BulletinView
from tongbao.views.corrections import figure_name
from tongbao.views.said import said_numbers

SECTIONS = {"sections": ["headline", "adjustments"]}
RESERVED: dict[str, Any] = {"years": [{"year": "2026", "nature": "预备"}]}


def adjusted(day: str, number: str, *moves: tuple[str, str]) -> dict[str, Any]:
    made = [{"kind": kind, "project": id, "reason": "3月10日开工"} for kind, id in moves]
    return {"date": day, "number": number, "approved_by": "3号会议", "moves": made}


def listed(*adjustments: dict[str, Any]) -> Dataset:
    """A list of three, two of them at work; P-4 and P-5 are not on it."""
    groups = [
        {"code": "续建", "name": "续建", "projects": ["P-1", "P-2"]},
        {"code": "预备", "name": "预备", "reserve": True, "projects": ["P-3"]},
    ]
    fields = {"year": "2026", "title": "清单", "published": "2026-02-11", "groups": groups, "adjustments": adjustments}
    projects = (project(f"P-{n}", **(RESERVED if n == 3 else {})) for n in range(1, 6))
    return place(*projects, targets=(TargetList.model_validate(fields),))


def said(view: BulletinView, language: str = "zh-CN") -> str:
    """The sentence without its links."""
    return re.sub(r"<[^>]+>", "", sentence("adjustments", view, language))


MAY = adjusted("2026-05-12", "〔2026〕6号", ("增补", "P-4"), ("增补", "P-5"), ("储备转实施", "P-3"), ("退出", "P-1"))


def test_what_the_period_adjusted_is_said() -> None:
    """By kind, in the order of the four lists, with the day and the paper, and how many entries the list has now."""
    view = view_of(listed(MAY), weekly(**SECTIONS))
    assert said(view) == (
        "5月12日，〔2026〕6号：增补2个（P-4项目、P-5项目），储备转实施1个（P-3项目），退出1个（P-1项目）。调整后年度清单共4项。"
    )
    english = said(view_of(listed(MAY), weekly(**SECTIONS), language="en"), "en")
    assert english.startswith(
        "12 May, 〔2026〕6号: 2 added (P-4项目, P-5项目), 1 promoted from the reserve (P-3项目), 1 "
    )
    assert english.endswith(". The list of the year now holds 4 entries.")


def test_two_papers_of_a_period_are_two_sentences() -> None:
    """By day, not in the order of the file."""
    later = adjusted("2026-05-14", "〔2026〕7号", ("退出", "P-2"))
    view = view_of(listed(later, MAY), weekly(**SECTIONS))
    assert [item.iso for item in view.adjustments] == ["2026-05-12", "2026-05-14"]
    assert "。5月14日，〔2026〕7号：退出1个" in said(view)
    assert said(view).endswith("共3项。")


@pytest.mark.parametrize("day", ["2026-05-10", "2026-05-18"])
def test_other_periods_are_not_told_of(day: str) -> None:
    """Before the first day and after the last there is nothing to say, and the section is not printed."""
    view = view_of(listed(adjusted(day, "〔2026〕6号", ("退出", "P-1"))), weekly(**SECTIONS))
    assert view.sections == ("headline",)
    assert view.adjustments == ()


@pytest.mark.parametrize("day", ["2026-05-11", "2026-05-17"])
def test_both_ends_of_the_period_are_told_of(day: str) -> None:
    """The first day and the last belong to it."""
    view = view_of(listed(adjusted(day, "〔2026〕6号", ("退出", "P-1"))), weekly(**SECTIONS))
    assert [item.iso for item in view.adjustments] == [day]


def test_what_came_after_the_period_is_left_to_the_next() -> None:
    """Also where the bulletin waits for reports, and its as-of day is later."""
    waiting = weekly(as_of="2026-05-20T17:00", **SECTIONS)
    view = view_of(listed(adjusted("2026-05-18", "〔2026〕6号", ("退出", "P-1"))), waiting)
    assert view.adjustments == ()


def test_only_where_the_section_is_asked_for() -> None:
    """A policy that does not list it has bulletins without it, and nothing more is issued with them."""
    view = view_of(listed(MAY), weekly(sections=["headline"]))
    assert (view.adjustments, view.entries_listed) == ((), None)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_its_numbers_are_marked(language: str) -> None:
    """Numbers and days of sentence and table are marked; what people wrote is not taken for them."""
    check(Marks(page_of(view_of(listed(MAY), weekly(**SECTIONS), language=language), "pages/bulletin.html", language)))


def test_its_numbers_are_issued() -> None:
    """Each count is among the numbers that a bulletin is issued with, and has a name."""
    data = listed(MAY)
    bulletin = weekly(**SECTIONS)
    now = take_snapshot(data, bulletin.as_of.date())
    numbers = said_numbers(BulletinPoints(bulletin, now, None, None, None), view_of(data, bulletin))
    counts = {id: number for id, number in numbers.items() if "/adjusted:" in id}
    assert counts == {
        "all/adjusted:增补:2026-05-12": Fraction(2),
        "all/adjusted:储备转实施:2026-05-12": Fraction(1),
        "all/adjusted:退出:2026-05-12": Fraction(1),
    }
    reader = reader_of(data, "zh-CN", now.day)
    assert figure_name("all/adjusted:增补:2026-05-12", now, reader) == "2026-05-12清单调整：增补项目"
