"""Feeds of projects and of changes, as a feed reader reads them."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest

from tests.publications import publication
from tests.snapshots import report, snapshot, stage, year
from tongbao.render.data import data_bytes
from tongbao.views.data.feeds import changes_feed, project_feed
from tongbao.views.feeds import feed_recipes

MOVED = {
    "name": {"zh-CN": "封顶", "en": "Topping out"},
    "planned": "2026-04-30",
    "actual": "2026-05-28",
    "changes": [{"date": "2026-04-20", "to": "2026-05-31", "reason": "供料 <二>", "approved_by": "市指挥部"}],
}
PROJECT: dict[str, Any] = {
    "id": "P-1",
    "years": year("300"),
    "stages": [stage("2026-03-01")],
    "milestones": [MOVED],
    "progress": [report("2026-04-30", "100", reported="2026-05-06", note="吊装完成")],
    "changes": [
        {
            "date": "2026-05-10", "field": "years.2026.plan", "from": "200", "to": "300", "reason": "年中调整",
            "approved_by": "市指挥部",
        }
    ],
}  # fmt: skip
ISSUES = [
    {"events": [{"date": "2026-05-20", "kind": "closed"}]},
    {"id": "I-2", "counted_only": True, "counts": [{"date": "2026-05-01", "raised": "3", "closed": "1"}]},
]


def read(file: Any) -> Any:
    """A feed as feedparser reads it; it must be well-formed."""
    found = feedparser.parse(data_bytes(file))
    assert not found.bozo
    return found


def test_what_happens_to_a_project() -> None:
    """The newest first, each on the day from which it was known, never a day of files."""
    made = publication(snapshot("2026-05-31", PROJECT, issues=ISSUES), "https://example.org")
    found = read(project_feed(made, "P-1"))
    assert [(entry.updated[:10], entry.tags[0].term) for entry in found.entries] == [
        ("2026-05-28", "milestone"), ("2026-05-20", "issue"), ("2026-05-10", "change"), ("2026-05-06", "report"),
        ("2026-04-20", "change"), ("2026-04-13", "issue"), ("2026-03-01", "stage"),
    ]  # fmt: skip
    assert found.feed.updated == "2026-05-28T00:00:00+08:00"
    assert found.entries[3].title == "甲项目：进度报送（截至2026年4月30日）"
    assert found.entries[3].summary == "当年累计完成投资0.01亿元、吊装完成"
    assert found.entries[3].link == "https://example.org/projects/P-1/index.html#history"


def test_a_corrected_report_says_why() -> None:
    """The report that it corrects stays in the feed below it."""
    wrong = report("2026-04-30", "9000", reported="2026-05-02")
    right = report("2026-04-30", "4000", reported="2026-05-08", corrects="2026-04-30", reason="重复计入预付款")
    made = publication(snapshot("2026-05-31", {"id": "P-1", "progress": [wrong, right]}))
    newest, before = read(project_feed(made, "P-1")).entries
    assert (newest.title, newest.summary) == (
        "甲项目：更正进度报送（截至2026年4月30日）",
        "当年累计完成投资0.40亿元、重复计入预付款",
    )
    assert before.title == "甲项目：进度报送（截至2026年4月30日）"


def test_of_a_bundle_how_many_reached_a_stage() -> None:
    """Else it would begin again and again."""
    stages = [stage("2026-03-01", count="5"), stage("2026-05-01", count="14")]
    made = publication(snapshot("2026-05-31", {"id": "P-1", "count": "14", "stages": stages}))
    titles = [entry.title for entry in read(project_feed(made, "P-1")).entries]
    assert titles == ["甲项目：累计14个进入开工阶段", "甲项目：累计5个进入开工阶段"]


def test_changes() -> None:
    """Every approved change, with what it was, what it is, why and by whom; in each language with ids of its own."""
    made = publication(snapshot("2026-05-31", PROJECT))
    chinese = read(changes_feed(made))
    assert [entry.summary for entry in chinese.entries] == [
        "由0.02亿元调整为0.03亿元；理由：年中调整；批准：市指挥部",
        "由2026年4月30日调整为2026年5月31日；理由：供料 <二>；批准：市指挥部",
    ]
    english = read(changes_feed(type(made)(made.edition, "en")))
    assert english.entries[1].title == "甲项目: Topping out changed"
    assert not {entry.id for entry in chinese.entries} & {entry.id for entry in english.entries}


def test_ids_stay() -> None:
    """A later report, another name of the milestone in English, another day of the site: the ids are the same."""
    renamed = {**MOVED, "name": {"zh-CN": "封顶", "en": "Roof"}}
    later = {**PROJECT, "milestones": [renamed], "progress": [*PROJECT["progress"], report("2026-06-30", "150")]}
    ids = []
    for day, project in (("2026-05-31", PROJECT), ("2026-07-01", later)):
        made = publication(snapshot(day, project))
        ids.append({entry.id for entry in read(project_feed(made, "P-1")).entries})
    assert ids[0] < ids[1]
    assert len(ids[1]) == len(ids[0]) + 1


@pytest.mark.parametrize("path", ["bulletins/feed.xml", "en/bulletins/feed.xml", "changes/feed.xml"])
def test_the_feeds_of_a_site(golden: Path, path: str) -> None:
    """Well-formed, with a title, an id and a date each."""
    found = feedparser.parse((golden / path).read_bytes())
    assert not found.bozo
    assert found.entries
    assert all(entry.id and entry.title and entry.updated_parsed for entry in (found.feed, *found.entries))


def test_every_project_has_a_feed(golden: Path) -> None:
    """Beside its page."""
    folders = [path.parent for path in golden.glob("projects/*/index.html")]
    assert folders
    assert all(not feedparser.parse((folder / "feed.xml").read_bytes()).bozo for folder in folders)


def held(found: dict[str, Any]) -> dict[str, Any]:
    """A JSON Feed, held against what version 1.1 requires: version, title, items; of each an id and a text; of what may
    be there, that addresses are whole and dates by RFC 3339."""
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    items = found["items"]
    texts = [found["title"], *(item[key] for item in items for key in ("id", "content_text"))]
    assert all(isinstance(text, str) and text for text in texts)
    assert all(author.keys() <= {"name", "url", "avatar"} and author for author in found["authors"])
    assert all(datetime.fromisoformat(item["date_published"]).tzinfo for item in items)
    assert all(isinstance(tag, str) for item in items for tag in item["tags"])
    addresses = [
        holder.get(key, "https://") for holder in (found, *items) for key in ("url", "feed_url", "home_page_url")
    ]
    assert all(address.startswith("https://") for address in addresses)
    return found


def test_each_feed_stands_beside_one_as_json(golden: Path) -> None:
    """With the same entries in the same order, in every language; without addresses where the site knows none of its
    own, since relative ones would be read as of the reader's own folder."""
    feeds = [*golden.rglob("feed.xml")]
    assert len(feeds) > 5
    for path in feeds:
        atom, found = feedparser.parse(path.read_bytes()), held(json.loads(path.with_suffix(".json").read_bytes()))
        assert (found["title"], found["language"]) == (atom.feed.title, atom.feed.language)
        assert [(item["id"], item["title"], item["content_text"]) for item in found["items"]] == [
            (entry.id, entry.title, entry.summary) for entry in atom.entries
        ]
        assert not [holder for holder in (found, *found["items"]) if {"url", "feed_url"} & holder.keys()]


def test_a_json_feed_of_a_site_with_an_address() -> None:
    """It names itself, its page and the page of each entry."""
    made = publication(snapshot("2026-06-30", PROJECT, issues=ISSUES), "https://example.org/a")
    file, other = feed_recipes("projects/P-1/feed.xml", lambda: project_feed(made, "P-1"))
    assert other.path == "projects/P-1/feed.json"
    found, atom = held(json.loads(data_bytes(other()))), feedparser.parse(data_bytes(file()))  # type: ignore[arg-type]
    assert found["feed_url"] == "https://example.org/a/projects/P-1/feed.json"
    assert found["home_page_url"] == "https://example.org/a/projects/P-1/index.html"
    assert [item["url"] for item in found["items"]] == [entry.link for entry in atom.entries]
    assert found["items"]
