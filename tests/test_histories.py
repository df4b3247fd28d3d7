"""The versions of the records of a place, from its repository to its pages."""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ISSUE, PROJECT, SITE
from tests.repository import Commit, git, repository
from tests.sites import built, compiled
from tongbao import histories
from tongbao.drawing import drawing_of, edition_of
from tongbao.load.versions import repository_of
from tongbao.metrics.versions import Histories, VersionState
from tongbao.model.site import History
from tongbao.pipeline import load_checked
from tongbao.views.assembly import recipes
from tongbao.views.site import Page

SPOKEN = {**SITE, "languages": ["zh-CN"]}
FILE, OTHER = "projects/zouping/P-1.yaml", "issues/zouping/2026/I-1.yaml"
PAGE = "projects/P-1/index.html"
REPORT = {"as_of": "2026-04-30", "invested": "31200"}
LATER = {"as_of": "2026-04-30", "invested": "36120"}


def of(root: Path, until: date | None = None, *, fresh: bool = False, **setting: Any) -> Histories:
    """The histories of a place."""
    found = histories.histories_of(repository_of(root, None), History(**setting), until, fresh=fresh)
    assert found is not None
    return found


def states(found: Histories, kind: str = "project", id: str = "P-1") -> list[tuple[int, str]]:
    """Day and state of each version of a record, the newest first."""
    return [(version.day.day, version.state.value) for version in found.of.get((kind, id), ())]


@pytest.fixture(scope="module")
def _root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(
        tmp_path_factory.mktemp("histories") / "place",
        Commit("2026-05-01", {"site.yaml": SPOKEN, FILE: {**PROJECT, "progress": [REPORT]}}),
        Commit("2026-05-02", {FILE: "name: [甲"}),
        Commit("2026-05-03", {FILE: {**PROJECT, "progress": [LATER]}}),
        Commit("2026-05-04", {FILE: {**PROJECT, "progress": [LATER], "content": "# 厂房"}}),
    )


@pytest.fixture
def root(_root: Path, tmp_path: Path) -> Path:
    """A project that was created, broken, mended and changed."""
    return Path(shutil.copytree(_root, tmp_path / "place"))


def test_every_version_is_told_by_what_it_changed(root: Path) -> None:
    """A file that could not be read is told as such, and the next version is held against the last that could."""
    found = of(root)
    assert states(found) == [(4, "changed"), (3, "changed"), (2, "unreadable"), (1, "added")]
    assert [(d.before, d.after) for d in found.of["project", "P-1"][1].differences] == [("31200", "36120")]
    assert not found.shallow
    assert found.changed == frozenset()


def test_the_same_commit_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run asks Git for neither log nor contents and finds the same; a new commit is read alone."""
    first = of(root)
    read: list[str] = []
    contents = histories.contents

    def watched(repository: Any, names: Any) -> Any:
        read.extend(names)
        return contents(repository, names)

    monkeypatch.setattr(histories, "contents", watched)
    with monkeypatch.context() as unasked:
        unasked.setattr(histories, "revisions_of", None)
        assert of(root) == first
    (root / FILE).write_text(json.dumps({**PROJECT, "content": "# 厂房"}))
    git(root, "commit", "-qam", "x")
    assert len(of(root).of["project", "P-1"]) == len(first.of["project", "P-1"]) + 1
    assert len(read) == len(("before", "after"))


def test_what_was_kept_may_be_lost(root: Path) -> None:
    """A broken file of what was kept costs time alone."""
    first = of(root)
    path = root / ".tongbao" / "versions.json"
    whole = json.loads(path.read_text())
    for kept in ("", "[]", "{}", '{"program": 1}', json.dumps({**whole, "compared": [["a"]]})):
        path.write_text(kept)
        assert of(root) == first, kept
        assert json.loads(path.read_text()) == whole, kept
    assert of(root, fresh=True) == first


def test_an_earlier_day_knows_no_later_commit(root: Path) -> None:
    """Of a day seen again the versions are those of that day and before."""
    assert states(of(root, until=date(2026, 5, 3))) == [(3, "changed"), (2, "unreadable"), (1, "added")]


def test_a_place_may_begin_later_or_leave_a_commit_out(root: Path) -> None:
    """Versions before a day are not told, and a commit that is left out leaves nothing of what it published."""
    assert states(of(root, since="2026-05-03")) == [(4, "changed"), (3, "first")]
    third = git(root, "rev-parse", "HEAD~1").strip()
    found = of(root, without=[third[:9]])
    assert states(found) == [(4, "changed"), (2, "unreadable"), (1, "added")]
    assert len(found.of["project", "P-1"][0].differences) == 2


def test_an_issue_that_was_only_counted_was_not_public(tmp_path: Path) -> None:
    """What it said then is told of no version; it begins when it became public."""
    counted = {**ISSUE, "title": "秘密", "counted_only": True, "counts": [{"date": "2026-05-01", "raised": "1"}]}
    root = repository(
        tmp_path,
        Commit("2026-05-01", {OTHER: counted}),
        Commit("2026-05-02", {OTHER: {**counted, "title": "仍秘密"}}),
        Commit("2026-05-03", {OTHER: ISSUE}),
        Commit("2026-05-04", {OTHER: {**ISSUE, "title": "用地已落实"}}),
    )
    found = of(root)
    assert states(found, "issue", "I-1") == [(4, "changed"), (3, "first")]
    assert "秘密" not in repr(found)


def said_in(html: str) -> str:
    """What a page says of versions, without its tags."""
    _, _, after = html.partition('id="versions"')
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", after.partition("</section>")[0]))


def page(root: Path, **more: Any) -> str:
    """What the project's page of the built place says of versions."""
    return said_in((built(root, warned=("no-plan",), **more) / PAGE).read_text())


def shown(root: Path) -> str:
    """The same, without the rest of the site."""
    found = load_checked(root, cache=False)
    assert found.dataset is not None
    assert found.day is not None
    settings = found.dataset.site.history
    told = histories.histories_of(repository_of(root, settings.shown), settings, None, fresh=True)
    edition = edition_of(root, found.dataset, found.day, found.problems, pdf=False, histories=told)
    made = next(recipe() for recipe in recipes(edition) if recipe.path == PAGE)
    assert isinstance(made, Page)
    return said_in(drawing_of(root, edition, found.templates, cache=compiled()).pages.html(made))


def test_a_page_tells_the_versions_of_its_record(root: Path) -> None:
    """What changed, when, by which commit; the same commit gives the same bytes."""
    said = page(root)
    assert "2026年4月30日报送：累计完成投资 31,200 → 36,120万元" in said
    assert "当时的文件无法读取" in said
    assert git(root, "rev-parse", "HEAD")[:8] in said
    assert "尚未提交" not in said
    before = (root / "site/projects/P-1/index.html").read_bytes()
    assert page(root, fresh=True) == said
    assert (root / "site/projects/P-1/index.html").read_bytes() == before


def test_many_differences_are_folded(tmp_path: Path) -> None:
    """Of a version with more than eight differences six stand open and the others behind their number."""
    days = range(1, 11)
    before, later = (
        {**PROJECT, "progress": [{"as_of": f"2026-04-{day:02}", "invested": str(day * more)} for day in days]}
        for more in (1000, 1001)
    )
    root = repository(
        tmp_path / "place",
        Commit("2026-11-01", {"site.yaml": SPOKEN, FILE: before}),
        Commit("2026-11-02", {FILE: later}),
    )
    said = shown(root)
    assert said.index("4月6日报送") < said.index("其余 4 处") < said.index("4月7日报送")


def test_a_page_says_what_is_not_committed(root: Path) -> None:
    """Edits that no commit holds are on the page, and the page says so; once they are committed it is made anew."""
    (root / FILE).write_text(json.dumps({**PROJECT, "content": "# 新厂房"}))
    assert "尚未提交" in page(root)
    git(root, "commit", "-qam", "x")
    said = page(root)
    assert "尚未提交" not in said
    assert git(root, "rev-parse", "HEAD")[:8] in said


def test_a_field_that_is_withheld_today_is_on_no_page(root: Path) -> None:
    """Public now means public: a value that stood in older versions is gone from the page with the field."""
    assert "厂房" in shown(root)
    (root / FILE).write_text(json.dumps({**PROJECT, "progress": [LATER], "withheld": {"content": "条例第十五条"}}))
    git(root, "commit", "-qam", "x")
    assert "条例第十五条" in page(root)
    assert not [path for path in (root / "site").rglob("*.*") if "厂房".encode() in path.read_bytes()]


def test_a_number_of_a_person_in_an_old_version_is_hidden(tmp_path: Path) -> None:
    """What no check would let pass today is not shown by way of the history."""
    root = repository(
        tmp_path / "place",
        Commit("2026-05-01", {"site.yaml": SPOKEN, FILE: PROJECT}),
        Commit("2026-05-02", {FILE: {**PROJECT, "extra": {"联系": "13812345678"}}}),
        Commit("2026-05-03", {FILE: PROJECT}),
    )
    said = shown(root)
    assert "138****5678" in said
    assert "13812345678" not in said


def test_a_shallow_clone_and_a_missing_repository_are_told(root: Path, tmp_path: Path) -> None:
    """A page says that earlier edits are not known here; a place that wants to tell its edits, that it cannot."""
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    said = shown(tmp_path / "shallow")
    assert "只取了版本库的一部分" in said
    assert "此处可见的最早版本" in said
    assert "建立记录" not in said
    (root / ".git").rename(tmp_path / "elsewhere")
    assert shown(root) == ""
    (root / "site.yaml").write_text(json.dumps({**SPOKEN, "history": {"shown": True}}))
    assert "没有版本库" in shown(root)


def test_a_place_may_tell_nothing(root: Path) -> None:
    """`history: {shown: false}` keeps edits off the pages."""
    (root / "site.yaml").write_text(json.dumps({**SPOKEN, "history": {"shown": False}}))
    assert page(root) == ""


def test_every_state_has_words() -> None:
    """Whatever a commit did to a file can be said in both languages."""
    from tongbao.load.catalogues import load_catalogue

    words = [load_catalogue(language) for language in ("zh-CN", "en")]
    assert all(f"pages.versions.{state}" in each for each in words for state in VersionState if state != "changed")
