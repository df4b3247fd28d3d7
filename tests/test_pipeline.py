"""From files to a site: the same bytes everywhere, only what changed is drawn, nothing is published with a fault."""

import fnmatch
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from functools import partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from signal import SIGCONT, SIGSTOP
from typing import Any

import pytest

from tests.builders import PROJECT, SITE, write_place
from tests.sites import options
from tests.snapshots import report, stage, year
from tongbao import publish as module
from tongbao.cli import main
from tongbao.drawing import edition_of
from tongbao.load.program import load_templates
from tongbao.pipeline import Built, Checked, Options, build, compiling, load_checked
from tongbao.publish import MANIFEST, NotOurs, is_whole, read_manifest
from tongbao.render.jobs import LEAST, spread
from tongbao.views.assembly import recipes

CHECKOUT = Path(__file__).resolve().parent.parent
SOURCES = load_templates(CHECKOUT).sources[-1]
PAGES = [name for name in SOURCES if name.startswith("pages/")]
DRAWN = ["layout.html", *(name for name in PAGES if "{% extends" not in SOURCES[name])]
"""The templates that all pages are drawn by: the layout, and pages without it."""
COUNT, FEW = 3, 5
"""Projects of the small place; pages that a process draws at a time, where several do."""
SHOWS_ALL = "{{ page.path }} {{ page.title }} {{ chrome.as_of }}\n{{ view }}\n"
"""A template that says everything its view holds, so that whatever leaks into a view leaks into the page."""
SPOKEN = {**SITE, "languages": ["zh-CN"]}
OWN = {f"templates/{name}": SHOWS_ALL for name in DRAWN}
EMPTY = {"site.yaml": SPOKEN, **OWN}
"""For tests of which it is all one what the place holds."""
SHORT = {"site.yaml": SPOKEN, **{f"templates/{name}": SHOWS_ALL for name in PAGES}}
"""For tests that compile every template."""
DISTRICTS = ("huimin", "zouping")


def where(number: int) -> str:
    return f"projects/{DISTRICTS[number % 2]}/P-{number}.yaml"


def project(number: int, **more: Any) -> dict[str, Any]:
    return {
        **PROJECT,
        "id": f"P-{number}",
        "name": f"第{number}项目",
        "district": DISTRICTS[number % 2],
        "registered": "2026-01-05",
        "investment": {"total": "9000"},
        "years": year("1000", "续建"),
        "stages": [stage("2026-01-05")],
        "progress": [report("2026-04-30", str(300 + number))],
        **more,
    }


def files(count: int, *languages: str) -> dict[str, Any]:
    """A place with so many projects; in one language, since every page of another costs as much."""
    bulletin = {
        "id": "W-1", "kind": "weekly", "year": "2026", "number": "1",
        "period": {"from": "2026-05-04", "until": "2026-05-10"}, "as_of": "2026-05-10T17:00",
    }  # fmt: skip
    issue = {
        "id": "I-1", "kind": "问题", "title": "用地未落实", "projects": ["P-1"], "category": "土地",
        "raised": {"date": "2026-04-13"}, "events": [{"date": "2026-04-14", "kind": "assigned", "to": "city-drc"}],
    }  # fmt: skip
    return {
        "site.yaml": {**SPOKEN, "languages": languages} if languages else SPOKEN,
        **OWN,
        **{where(n): project(n) for n in range(count)},
        "issues/zouping/2026/I-1.yaml": issue,
        "bulletins/2026/W-1.yaml": bulletin,
    }


def rewrite(root: Path, changed: dict[str, Any]) -> None:
    """Other files in the place, the rest as it was."""
    write_place(root, {"site.yaml": SPOKEN, **changed})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A small place with templates of its own."""
    return write_place(tmp_path / "place", files(COUNT))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A place without records."""
    return write_place(tmp_path / "place", EMPTY)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small place, only read."""
    root = write_place(tmp_path_factory.mktemp("built") / "place", files(COUNT))
    made = run(root)
    assert made.drawn == made.published == len(tree(root / "site")) - 1
    return root / "site"


@pytest.fixture
def built(site: Path, tmp_path: Path) -> Path:
    """The small place with its site."""
    return Path(shutil.copytree(site.parent, tmp_path / "place"))


@pytest.fixture(scope="module")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_place(tmp_path_factory.mktemp("small") / "place", {**EMPTY, where(1): project(1)})
    run(root)
    return root


@pytest.fixture
def small(_small: Path, tmp_path: Path) -> Path:
    """A place of one project with its site."""
    return Path(shutil.copytree(_small, tmp_path / "place"))


def run(root: Path, out: Path | None = None, as_of: date | None = None, **more: Any) -> Built:
    return build(root, load_checked(root, as_of, cache=False), options(out or root / "site", **more))


def tree(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def inodes(out: Path) -> dict[str, int]:
    return {path.relative_to(out).as_posix(): path.stat().st_ino for path in out.rglob("*.html")}


def test_the_same_bytes_with_any_jobs(site: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process or two: the whole trees are equal, the manifest too, also in another folder."""
    monkeypatch.setattr("tongbao.drawing.CHUNK", FEW)
    monkeypatch.setattr("tongbao.drawing.spread", partial(spread, chunk=FEW))
    assert run(place, jobs=2).published > 2 * LEAST * FEW
    assert tree(place / "site") == tree(site)


def test_the_same_bytes_with_templates_kept(tmp_path: Path) -> None:
    """Templates compiled now, compiled by the build before, or kept nowhere: the whole trees are equal."""
    place = write_place(tmp_path / "place", SHORT)
    checked = load_checked(place, cache=False)
    trees = []
    for name, cache in (("none", None), ("first", tmp_path / "cache"), ("second", tmp_path / "cache")):
        build(place, checked, options(tmp_path / name, cache=cache))
        trees.append(tree(tmp_path / name))
    assert trees[0] == trees[1] == trees[2]
    assert any((tmp_path / "cache").iterdir())


@pytest.mark.parametrize(
    ("told", "options", "kept"),
    [
        ("caches", [], "caches"),
        ("caches", ["--fresh"], ""),
        ("place/caches", [], ""),
        ("link", [], ""),
        ("", [], "home/.cache"),
    ],
)
def test_where_compiled_templates_are_kept(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, options: list[str], kept: str
) -> None:
    """In the user's own folder: never in the place's, whose files could bring code along, never with --fresh; then in
    one of this run that is gone after it."""
    (tmp_path / "link").symlink_to(empty)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / told) if told else "")
    folder = code_folder(empty, monkeypatch, *options)
    if kept:
        assert folder == tmp_path / kept / "tongbao"
    else:
        assert not folder.is_relative_to(tmp_path)
        assert not folder.exists()


def code_folder(place: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Path:
    """Where the command line has a build keep compiled templates."""
    found: list[Path] = []

    def note(_root: Path, _checked: Checked, options: Options) -> Built:
        assert options.cache
        found.append(options.cache)
        return Built(0, 0)

    monkeypatch.setattr("tongbao.commands.building.build", note)
    assert main(["build", "--no-pdf", "--no-search", "--root", str(place), *words]) == 0
    return found.pop()


def test_a_fresh_build_compiles_once_for_all_its_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it compiles stands in a folder of its own for as long as it runs."""
    place = write_place(tmp_path / "place", SHORT)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    told: list[tuple[Path, bool]] = []

    def noted(root: Path, checked: Checked, options: Options) -> Built:
        built = build(root, checked, options)
        assert options.cache
        told.append((options.cache, any(options.cache.iterdir())))
        return built

    monkeypatch.setattr("tongbao.commands.building.build", noted)
    assert main(["build", "--no-pdf", "--no-search", "--fresh", "--root", str(place)]) == 0
    ((folder, used),) = told
    assert folder.parent == tmp_path
    assert used
    assert not folder.exists()


def test_no_folder_of_the_user(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that depends on where the program was called is none."""
    monkeypatch.chdir(empty.parent)
    monkeypatch.setenv("XDG_CACHE_HOME", "caches")
    folder = code_folder(empty, monkeypatch)
    assert folder.is_absolute()
    assert not folder.is_relative_to(empty.parent)


def test_the_same_bytes_on_any_machine(site: Path, place: Path, tmp_path: Path) -> None:
    """Time zone, locale and the seed of hashes change no byte."""
    environment = {"PYTHONHASHSEED": "4711", "TZ": "America/Los_Angeles", "LANG": "C", "LC_ALL": "POSIX"}
    command = [sys.executable, str(CHECKOUT / "build.py"), "build", "--no-pdf", "--no-search", "--jobs", "1"]
    told = ("LC_", "LANG", "TZ", "PYTHONUTF8", "PYTHONCOERCECLOCALE", "PYTHONIOENCODING")
    clean = {key: text for key, text in os.environ.items() if not key.startswith(told)}
    result = subprocess.run(
        [*command, "--root", str(place), "--out", str(tmp_path / "out")],
        env=clean | environment,
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert result.returncode == 0, result.stderr
    assert tree(tmp_path / "out") == tree(site)


def test_a_locale_that_is_not_utf_8(place: Path) -> None:
    """Names of files are UTF-8 all the same: in ASCII they could not be written, in GB18030 no link would find them."""
    lists = {"site.yaml": {**SPOKEN, "lists": [{"code": "市级", "name": "市级"}]}}
    rewrite(place, {**lists, where(1): project(1, lists=["市级"])})
    environment = os.environ | {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, str(CHECKOUT / "build.py"), "build", "--no-pdf", "--no-search", "--jobs", "1"]
    subprocess.run([*command, "--root", str(place)], env=environment, check=True)
    assert list((place / "site").rglob("市级/index.html"))


def test_nothing_changed(site: Path) -> None:
    """A second build draws nothing and touches nothing."""
    before = inodes(site)
    assert run(site.parent) == Built(len(tree(site)) - 1, 0)
    assert inodes(site) == before


def test_one_project_changed(tmp_path: Path) -> None:
    """Only pages that say something of it are drawn, in each language: no other project's, no issue's of others, not
    the 404."""
    place = write_place(tmp_path, files(4, "zh-CN", "en"))
    run(place)
    before = inodes(place / "site")
    (place / where(2)).write_text(json.dumps(project(2, progress=[report("2026-04-30", "777")])))
    made = run(place)
    after = inodes(place / "site")
    drawn = {path for path in after if after[path] != before[path]}
    assert {"projects/P-2/index.html", "en/projects/P-2/index.html", "index.html"} <= drawn
    untouched = ("projects/P-1/", "projects/P-3/", "issues/", "404", "about/", "districts/zouping", "corrections/")
    assert not [path for path in drawn if path.removeprefix("en/").startswith(untouched)]
    assert made.drawn < made.published / 2


def test_one_by_one_is_as_at_once(built: Path) -> None:
    """A site that grew by many builds is that of one build: what is no longer in the records is no longer there, though
    the folders are those of the site before the last. With `--fresh` every file is drawn and written again."""
    folder = os.stat(built / "site/projects")
    rewrite(built, {where(1): project(1, progress=[report("2026-04-30", "1")])})
    run(built)
    (built / where(2)).unlink()
    run(built)
    assert not list((built / "site").rglob("P-2"))
    assert os.path.samestat(folder, os.stat(built / "site/projects"))
    grown, before = tree(built / "site"), inodes(built / "site")
    made = run(built, fresh=True)
    assert made.drawn == made.published
    assert tree(built / "site") == grown
    assert not set(inodes(built / "site").values()) & set(before.values())


def test_a_page_that_went_missing(built: Path) -> None:
    """A page that someone removed is there again after a build without a change."""
    before = tree(built / "site")
    (built / "site/projects/P-1/index.html").unlink()
    assert run(built).drawn == 1
    assert tree(built / "site") == before


@pytest.mark.parametrize(
    "change",
    [
        {"templates/pages/project.html": SHOWS_ALL + "new"},
        {"locale/zh-CN/words.yaml": {"nav": {"home": "主页"}}},
        {"policy.yaml": {"decimals": {"rate": "2"}}},
        {"site.yaml": {**SPOKEN, "notice": "演示"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_changes_pages(small: Path, change: dict[str, Any]) -> None:
    """A template, a word, a rule, a notice: pages that show it are drawn anew, as if all had been."""
    rewrite(small, change)
    assert run(small).drawn > 0
    grown = tree(small / "site")
    run(small, fresh=True)
    assert tree(small / "site") == grown


def test_base_url_changes_pages(small: Path) -> None:
    """The address of the site is one of the things that decide a page."""
    assert run(small, base_url="https://example.org/t").drawn > 0


def test_an_earlier_day(place: Path, site: Path) -> None:
    """`--as-of` shows the place as it stood: before a project is known there is no page of it; a day long before
    everything makes an empty site, no error."""
    assert run(place, as_of=date(1990, 1, 1)).published > 0
    assert not list((place / "site").glob("projects/*/index.html"))
    assert json.loads((place / "site/data/figures.json").read_bytes())[0]["id"] == "all/projects"
    for day, known in ((date(2026, 1, 4), 0), (date(2026, 4, 12), COUNT)):
        found = load_checked(place, day, cache=False)
        assert found.dataset is not None
        pages = [recipe.path for recipe in recipes(edition_of(place, found.dataset, day, (), pdf=False))]
        assert len(fnmatch.filter(pages, "projects/P-*/index.html")) == known
        assert not fnmatch.filter(pages, "issues/I-*/index.html")
    assert "issues/I-1/index.html" in tree(site)


def test_faults_publish_nothing(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a fault the exit code is 1, every fault is told, and neither a site nor a page is written."""
    arguments = ["build", "--no-pdf", "--no-search", "--root", str(built)]
    before = tree(built / "site")
    rewrite(built, {where(n): project(n, district="nowhere") for n in (1, 2)})
    assert main(arguments) == 1
    said = capsys.readouterr().out
    assert all(f"{where(n)}:1:" in said for n in (1, 2))
    assert tree(built / "site") == before
    assert main([*arguments, "--out", str(built / "other")]) == 1
    assert not (built / "other").exists()


def test_a_folder_that_is_not_ours(empty: Path, tmp_path: Path) -> None:
    """`--out` on a folder of others is wrong usage, also when it is the place itself."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.doc").write_text("years of work")
    (empty / "projects").mkdir()
    (empty / "projects/notes.md").touch()
    for out in (tmp_path / "mine", empty, empty / "projects"):
        assert main(["build", "--no-pdf", "--no-search", "--root", str(empty), "--out", str(out)]) == 2
        with pytest.raises(NotOurs):
            run(empty, out)
    assert (tmp_path / "mine/thesis.doc").exists()


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("pages/home.html", "{% if %}", "templates/pages/home.html:1:1: "),
        ("pages/home.html", "一\n{{ view.nothing }}", "templates/pages/home.html:2:1: "),
        ("pages/home.html", "{{ ''.__class__ }}", "templates/pages/home.html:1:1: "),
        ("pages/project.html", "\n\n{{ t('no.words') }}", "templates/pages/project.html:3:1: "),
        ("layout.html", b"\xd6\xd0", "templates/layout.html:1:1: "),
        ("assets/x.css", Path("/etc/hostname"), "templates/assets/x.css: "),
    ],
)
def test_a_mistake_in_a_template_of_the_place(
    small: Path, name: str, source: object, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is a fault like any other: file and line, one line of text, exit code 1, and the last site stays."""
    arguments = ["build", "--no-pdf", "--no-search", "--root", str(small)]
    before = tree(small / "site")
    target = small / "templates" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    if isinstance(source, Path):
        target.symlink_to(source)
    else:
        target.write_bytes(source if isinstance(source, bytes) else str(source).encode())
    assert main(arguments) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(said)
    assert tree(small / "site") == before


def test_out_among_the_files_of_the_place(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that the place is read from takes no site: its pages would be read as records."""
    for out in ("projects/site", "templates", "locale/x", "calendars"):
        assert main(["build", "--no-pdf", "--no-search", "--root", str(empty), "--out", str(empty / out)]) == 2
        assert out in capsys.readouterr().err
    assert not (empty / "locale").exists()


def test_out_that_cannot_be_written(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the system refuses is told in one line: a folder below a file, a link to itself, a name without end."""
    (empty / "file").touch()
    (empty / "loop").symlink_to(empty / "loop")
    for out in ("file/site", "loop", "x" * 300):
        assert main(["build", "--no-pdf", "--no-search", "--root", str(empty), "--out", str(empty / out)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_full_disk(empty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A write that fails without naming a file is told with the folder that was to be written."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["build", "--no-pdf", "--no-search", "--root", str(empty)]) == 2
    said = capsys.readouterr().err
    assert "No space left on device" in said
    assert "None" not in said


@pytest.mark.parametrize(
    "option",
    ["--as-of=9999-12-31", "--as-of=1899-12-31", "--as-of=20260531", "--as-of=2026-02-30", "--base-url=javascript:x"],
)
def test_options_that_make_no_sense(empty: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A day far off, or not written as one, and an address that is none, are wrong usage."""
    assert main(["build", "--no-pdf", "--no-search", "--root", str(empty), option]) == 2
    assert option.partition("=")[2] in capsys.readouterr().err
    assert not (empty / "site").exists()


def test_out_may_be_written_in_any_way(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`.`, a path with `..` and a link to a folder all mean the folder; a link stays one."""
    real = empty.parent / "real"
    real.mkdir()
    (empty.parent / "link").symlink_to(real)
    run(empty, empty.parent / "link")
    run(empty, empty.parent / "link", fresh=True)
    assert (empty.parent / "link").is_symlink()
    assert (real / MANIFEST).exists()
    monkeypatch.chdir(empty)
    run(Path(), Path("../real/../other"))
    monkeypatch.chdir(empty.parent / "other")
    run(empty, Path())
    assert (empty.parent / "other/index.html").exists()


def test_no_day_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A place without a report that sets no day cannot be built: that is told, and how to say one."""
    site = {key: entry for key, entry in SITE.items() if key != "as_of"}
    root = write_place(tmp_path, {"site.yaml": site})
    assert main(["build", "--no-pdf", "--no-search", "--root", str(root)]) == 2
    assert "--as-of" in capsys.readouterr().err


STOPS: list[tuple[object, str, int]] = [
    (os, "mkdir", 5),
    (Path, "write_bytes", 9),
    (os, "link", 9),
    (Path, "write_text", 0),
    (module, "_exchange", 0),
    (shutil, "rmtree", 1),
]
"""What is called so many times before a build is looked at: folders, files, what is kept, the manifest, the exchange,
and what is taken away after it."""


def build_stopping(stops: list[tuple[object, str, int]], root: Path, checked: Checked) -> None:
    """Builds a place in this process, which stands still at each stop."""

    def stopping(real: Callable[..., object], left: int) -> Callable[..., object]:
        calls = count()

        def step(*args: object, **keys: object) -> object:
            if next(calls) == left:
                os.kill(os.getpid(), SIGSTOP)
            return real(*args, **keys)

        return step

    for owner, name, left in stops:
        setattr(owner, name, stopping(getattr(owner, name), left))
    build(root, checked, options(root / "site"))


def test_killed_while_it_publishes(built: Path) -> None:
    """A build that is killed leaves a whole site each time: every file of its manifest, all of one build. What it
    leaves beside it is no hindrance to the next."""
    out, old = built / "site", read_manifest(built / "site").build
    builds = []
    rewrite(built, {where(n): project(n, name="另一项目") for n in range(COUNT)})
    checked = load_checked(built)
    for stops in (STOPS[:-1], STOPS[-1:]):
        process = get_context("fork").Process(target=build_stopping, args=(stops, built, checked))
        process.start()
        assert process.pid
        try:
            for _ in stops:
                os.kill(process.pid, SIGCONT)
                assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
                manifest = read_manifest(out)
                assert is_whole(out, manifest)
                assert tree(out).keys() == {*manifest.keys, MANIFEST}
                names = {(out / f"projects/P-{n}/index.html").read_text().split()[1] for n in range(COUNT)}
                assert names == ({f"第{n}项目" for n in range(COUNT)} if manifest.build == old else {"另一项目"})
                builds.append(manifest.build)
        finally:
            process.kill()
            process.join()
    assert builds[:-1] == [old] * (len(STOPS) - 1)
    assert build(built, checked, options(out)).key == builds[-1] != old
    rewrite(built, {where(0): project(0)})
    run(built)
    assert sorted(path.name for path in built.glob(".site*")) == []


@pytest.mark.parametrize(
    ("there", "fresh", "jobs", "compiles"),
    [(False, False, 2, True), (True, False, 2, False), (True, True, 2, True), (False, False, 1, False)],
)
def test_templates_are_compiled_ahead_where_all_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, fresh: bool, jobs: int, compiles: bool
) -> None:
    """For the first site of a place and for one that is made afresh, where there is another processor."""
    started: list[int] = []
    monkeypatch.setattr("tongbao.render.jobs.meanwhile", lambda _do, jobs: nullcontext(started.append(jobs)))
    if there:
        (tmp_path / MANIFEST).touch()
    with compiling(CHECKOUT, tmp_path, tmp_path, jobs, fresh=fresh):
        pass
    assert bool(started) is compiles
