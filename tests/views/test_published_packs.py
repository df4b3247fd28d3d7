"""Papers of a meeting that are public: with its record, as of its day, in every language and printed once."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.made_pages import MadePages
from tests.snapshots import place, report, stage, year
from tongbao.drawing import edition_of
from tongbao.metrics.packs import public_papers
from tongbao.model.activity import Activity
from tongbao.model.dataset import Dataset
from tongbao.views.activities import activity_view
from tongbao.views.pack import PackView
from tongbao.views.printed import brief
from tongbao.views.site import Page

LIGHT = {"code": "红", "label": "红牌", "shape": "square", "tone": "danger", "below": "-30"}
CALLS = [{"lights": ["红"]}, {"overdue": "decision"}]
PACK = {
    "code": "点评",
    "name": "点评会",
    "activity": "点评会",
    "calls": CALLS,
    "public": True,
    "valid_from": "2026-04-01",
}
POLICY: dict[str, Any] = {
    "lights": [LIGHT],
    "activities": [{"code": code, "name": code} for code in ("点评会", "过堂会")],
    "packs": [PACK, {"code": "过堂会", "name": "过堂会", "calls": CALLS}],
}
PROJECT = {
    "id": "P-1",
    "registered": "2026-01-01",
    "years": year("1200"),
    "stages": [stage("2026-01-05", "resumed")],
    "progress": [report("2026-05-31", "100"), report("2026-09-30", "1100")],
}


def meeting(id: str, day: str, kind: str = "点评会") -> Activity:
    """A meeting that decided something about the project, due the day before the next one."""
    told = [{"code": "1", "text": f"{id}议定", "office": "city-drc", "due": "2026-06-29", "projects": ["P-1"]}]
    return Activity.model_validate({"id": id, "kind": kind, "title": id, "date": day, "decisions": told})


def published_in(data: Dataset) -> dict[str, Page]:
    """Every page of papers by its address, as the site has them: the only ones below an activity's own."""
    made = MadePages(data, date(2026, 10, 31), pdf=True)
    found = {path: made[path] for path in made if re.search("activities/.*/.*/", path)}
    assert all(isinstance(page.view, PackView) for page in found.values())
    return found


def data() -> Dataset:
    """Three quarterly reviews, the first before papers were public, and a hearing, whose papers never are."""
    activities = (
        meeting("A-1", "2026-03-30"),
        meeting("A-2", "2026-06-30"),
        meeting("A-3", "2026-09-30"),
        meeting("A-4", "2026-06-26", "过堂会"),
    )
    return replace(place([PROJECT], policy=POLICY), activities=activities)


def test_only_what_the_policy_says_is_public() -> None:
    """The papers of each review since then, in both languages; of nothing else."""
    pages = published_in(data())
    assert sorted(pages) == [
        f"{language}activities/{id}/点评/index.html" for language in ("", "en/") for id in ("A-2", "A-3")
    ]
    assert [rule.code for each in data().activities for rule in public_papers(each, data())] == ["点评", "点评"]


def test_as_of_the_day_of_the_meeting() -> None:
    """Red in June, not in September; what the meeting decided itself is not in its papers, and what the one before did
    is, past its date in June."""
    pages = published_in(data())
    june, september = (pages[f"activities/{id}/点评/index.html"].view for id in ("A-2", "A-3"))
    assert isinstance(june, PackView)
    assert isinstance(september, PackView)
    assert [row.why for row in june.called] == [("红牌", "议定事项“A-1议定”超期1天", "议定事项“A-4议定”超期1天")]
    assert [(each.text, each.state) for each in june.decisions] == [("A-1议定", "overdue")]
    assert [each.text for sheet in june.sheets for each in sheet.decisions] == ["A-4议定", "A-1议定"]
    assert "红牌" not in september.called[0].why
    assert june.as_of == "2026年6月30日"


def test_printed_once() -> None:
    """In the first language, in the form in which papers are handed out; the page and the activity lead to it."""
    edition = edition_of(Path("nowhere"), data(), date(2026, 10, 31), (), pdf=True)
    pages = published_in(data())
    printed = [paper for page in pages.values() if (paper := brief(page, edition))]
    assert sorted((paper.path, paper.template) for paper in printed) == [
        ("activities/A-2/点评.pdf", "pdf/pack.html"),
        ("activities/A-3/点评.pdf", "pdf/pack.html"),
    ]
    reader = edition.reader_of("zh-CN", edition.today.day)
    view = activity_view(edition.today.data.activities[1], edition.today, reader)
    assert [link.href for link in view.papers] == ["activities/A-2/点评/index.html", "activities/A-2/点评.pdf"]
    assert activity_view(edition.today.data.activities[0], edition.today, reader).papers == ()
