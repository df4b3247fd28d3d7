"""Sites built for tests, without PDFs: the golden place and the sample place of this repository."""

import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

from tongbao.pipeline import Options, build, load_checked

ROOT = Path(__file__).resolve().parents[1]
RECORDS = ("projects", "issues", "bulletins", "targets", "activities", "batches", "campaigns", "corrections")
SAMPLE = ("site.yaml", "policy.yaml", *RECORDS)


def golden_site(folder: Path, **more: Any) -> Path:
    """Builds the golden place in an empty folder; where its site is."""
    shutil.copytree(ROOT / "tests" / "golden" / "place", folder / "place")
    return built(folder / "place", **more)


def sample_site(folder: Path) -> Path:
    """Builds the sample place in an empty folder; where its site is."""
    return built(sample_place(folder / "place"))


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
    checked = load_checked(place)
    assert [problem.rule for problem in checked.problems if problem.rule not in warned] == []
    build(place, checked, options(place / "site", **more))
    return place / "site"


def options(out: Path, **more: Any) -> Options:
    """What the build of a test is asked for: no PDFs, no search, and templates that are compiled once for all tests."""
    return Options(**{"out": out, "pdf": False, "search": False, "cache": compiled(), **more})


def compiled() -> Path:
    """Where compiled templates are kept while tests run, as the command line keeps a user's."""
    return Path(os.environ["XDG_CACHE_HOME"], "tongbao")
