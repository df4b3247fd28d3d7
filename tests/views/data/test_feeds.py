"""Feeds of projects and of changes, as a feed reader reads them."""

from pathlib import Path
from typing import Any

import feedparser
import pytest

from tests.publications import publication
from tests.snapshots import report, snapshot, stage, year
from tongbao.render.data import data_bytes
from tongbao.views.data.feeds import changes_feed, project_feed

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
