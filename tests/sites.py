"""The places of this repository as tests read them, and their sites without PDFs: each is made once and shared."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Collection
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tongbao.metrics.snapshot import Snapshot, snapshot_on
from tongbao.model.dataset import Dataset
from tongbao.pipeline import Checked, Options, build, load_checked
from tongbao.problems import faults

if TYPE_CHECKING:
    from tongbao.previewing import Preview

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "place"
EXAMPLES = ROOT / "examples"
RECORDS = ("projects", "issues", "bulletins", "targets", "activities", "batches", "campaigns", "corrections")
SAMPLE = ("site.yaml", "policy.yaml", *RECORDS, "photos")


@cache
def checked(root: Path) -> Checked:
    """A place of this repository as `check` sees it, read once in a process: records are frozen."""
    return load_checked(root, cache=False)


def records(root: Path) -> Dataset:
    """What is written of it."""
    dataset = checked(root).dataset
    assert dataset is not None
    return dataset


def reckoned(root: Path, day: date) -> Snapshot:
    """It on a day, reckoned once in a process."""
    return snapshot_on(records(root), day)


@cache
def previewed(root: Path) -> "Preview":
    """The site of a place of this repository, of which each file is made when it is asked for, once in a process."""
    # Here, so that the process that only hands out tests loads no views.
    from tongbao.previewing import Preview

    found = checked(root)
    assert faults(found.problems) == []
    assert found.dataset is not None
    assert found.day is not None
    return Preview(root, found.dataset, found.day, found.problems, found.templates, "", compiled())


def exported(root: Path, path: str) -> Any:
    """What a JSON file of the site of a place of this repository holds."""
    return json.loads(previewed(root).file(path) or b"")


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of the site of a place of this repository by path; none is written."""
    preview = previewed(root)
    for path in preview.paths():
        preview.file(path)
    return {path: preview.file(path) or b"" for path in preview.paths()}


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """The folder, filled by `make` once in a run of the tests: whichever process comes first does, others wait."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = folder.with_name(f"{folder.name}.made")
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


def publish(root: Path, site: Path) -> None:
    """Builds the site of a place of this repository into an empty folder."""
    build(root, checked(root), options(site))


def golden_site(folder: Path, **more: Any) -> Path:
    """Builds a copy of the golden place in an empty folder; where its site is."""
    shutil.copytree(GOLDEN, folder / "place")
    return built(folder / "place", **more)


def sample_part(place: Path, *districts: str) -> Path:
    """The rules of the sample, the projects of some districts and the issues of these alone, in a new folder: read in a
    third of the time."""
    whole = records(ROOT)
    ids = {project.id for project in whole.projects if project.district in districts}
    issues = (issue for issue in whole.issues if issue.projects and ids.issuperset(issue.projects))
    kept = [("project", id) for id in ids] + [("issue", issue.id) for issue in issues]
    photos = (f"photos/{photo.file}" for id in ids for photo in whole.project_by_id[id].photos)
    for name in (*SAMPLE[:2], *(whole.paths[key] for key in kept), *photos):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, place / name)
    return place


def sample_place(place: Path) -> Path:
    """A copy of the sample place in a new folder."""
    place.mkdir()
    for name in SAMPLE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, place / name)
        else:
            shutil.copy(source, place / name)
    return place


def built(place: Path, warned: Collection[str] = (), **more: Any) -> Path:
    """Builds a place that at the most is warned of by some rules; where its site is."""
    found = load_checked(place)
    assert [problem.rule for problem in found.problems if problem.rule not in warned] == []
    build(place, found, options(place / "site", **more))
    return place / "site"


def drawn(root: Path, path: str, day: date | None = None, *, printed: bool = False) -> str:
    """One page of a place without fault, or its brief, without the rest of the site."""
    from tongbao.drawing import drawing_of, edition_of
    from tongbao.views.assembly import recipes
    from tongbao.views.printed import brief
    from tongbao.views.site import Page

    found = load_checked(root, day, cache=False)
    assert faults(found.problems) == []
    assert found.dataset is not None
    assert found.day is not None
    edition = edition_of(root, found.dataset, found.day, found.problems, pdf=printed)
    page = next(make() for make in recipes(edition) if make.path == path)
    assert isinstance(page, Page)
    shown = brief(page, edition) if printed else page
    assert shown is not None
    return drawing_of(root, edition, found.templates, cache=compiled()).pages.html(shown)


def options(out: Path, **more: Any) -> Options:
    """What the build of a test is asked for: no PDFs, no search, and templates that are compiled once for all tests."""
    return Options(**{"out": out, "pdf": False, "search": False, "cache": compiled(), **more})


def compiled() -> Path:
    """Where compiled templates are kept while tests run, as the command line keeps a user's."""
    return Path(os.environ["XDG_CACHE_HOME"], "tongbao")
