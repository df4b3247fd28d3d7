"""Times whole processes without PDFs: `make bench`, or `python -m benchmarks.run [--runs N] [--large]`.

Machines are noisy, some change their speed within seconds: so before every run a yardstick is measured, a process that
only imports the libraries that every build imports, and beside the median stand the fastest run and the median of the
multiples of the yardstick. docs/benchmarks.md keeps the figures.

Python keeps the modules that it compiled, as it does for everybody, whatever PYTHONDONTWRITEBYTECODE says; they and
the program's own caches stand in a temporary folder, so that nothing of earlier builds helps.
"""

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ("projects", "issues", "bulletins", "targets", "activities", "batches", "campaigns", "corrections", "calendars")
PLACE += ("photos", "shapes")
"""What a place keeps. The templates beside them are the program's own here, not overrides of the place."""
PLACE_FILES = ("site.yaml", "policy.yaml")
YARDSTICK = [sys.executable, "-c", "import pydantic, jinja2, yaml, markdown"]
MIB = 1024
CACHE = "cache"
"""What stands in for the user's own caches, beside the places."""


def main() -> None:
    """Measures and prints a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", action="store_true", help="also 10,000 projects and 20,000 issues, once")
    parser.add_argument("--projects", type=int, default=10_000, help="size of the large place")
    parser.add_argument("--issues", type=int, default=20_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ.update(PYTHONPYCACHEPREFIX=f"{folder}/modules", XDG_CACHE_HOME=f"{folder}/{CACHE}")
        seconds(YARDSTICK)
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        print(f"{args.runs} runs each\n")
        print("| case | seconds, median | fastest | yardsticks, median | the yardstick |\n|---|---:|---:|---:|---:|")
        place = Path(folder) / "sample"
        for name, prepare in CASES:
            timed(f"sample, {name}", args.runs, partial(prepare, place), build(place))
        for name, prepare in INDEXED:
            timed(
                f"sample, {name}, with the search index", args.runs, partial(prepare, place), build(place, search=True)
            )
        if args.large:
            large(Path(folder) / "large", args.projects, args.issues)


def seconds(command: list[str]) -> float:
    """How long a command takes; one that fails ends the benchmark."""
    start = time.perf_counter()
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}")
    return time.perf_counter() - start


def build(place: Path, *, search: bool = False) -> list[str]:
    """The command that builds a place without PDFs, and without the index of its text, which another program makes."""
    command = [sys.executable, str(ROOT / "build.py"), "build", "--root", str(place), "--no-pdf"]
    return command if search else [*command, "--no-search"]


def cold(place: Path, run: int) -> None:
    """A fresh copy of the sample: no site, no cache."""
    set_aside(place.with_name(CACHE))
    fresh(place, run)


def fresh(place: Path, _run: int) -> None:
    """The same where the program was used before: the templates are compiled already, as its modules are."""
    for records in place.with_name(CACHE).rglob("records-*"):
        records.unlink()
    set_aside(place)
    place.mkdir()
    for name in PLACE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name)
    for name in PLACE_FILES:
        shutil.copy(ROOT / name, place / name)


def set_aside(folder: Path) -> None:
    """What an earlier run left is not removed before the end: a disk that has just removed thousands of files is slow
    to make others, which would be timed."""
    if folder.exists():
        folder.rename(Path(tempfile.mkdtemp(dir=folder.parent)) / folder.name)


def warm(_place: Path, _run: int) -> None:
    """The place as it is: the build before was of the same files."""


def changed(place: Path, run: int) -> None:
    """One sentence more in one project."""
    project = min((place / "projects").glob("*/*.yaml"))
    text = project.read_text("utf-8")
    project.write_text(text.replace("content: |\n", f"content: |\n  第{run}次修改。\n", 1), "utf-8")
    assert project.read_text("utf-8") != text


CASES: tuple[tuple[str, Callable[[Path, int], None]], ...] = (
    ("cold", cold),
    ("cold, templates compiled before", fresh),
    ("nothing changed", warm),
    ("one project changed", changed),
)
INDEXED = (CASES[0], CASES[-1])
"""Of these it is told what they take with the search index."""


def large(place: Path, projects: int, issues: int) -> None:
    """A generated place, cold and unchanged, with the most memory that one of its processes held."""
    generate = [sys.executable, str(ROOT / "benchmarks" / "generate.py"), "--out", str(place)]
    seconds([*generate, "--projects", str(projects), "--issues", str(issues)])
    size = f"{projects:,} projects, {issues:,} issues"
    for name, prepare in (("cold", warm), ("nothing changed", warm), ("one project changed", edit)):
        timed(f"{size}, {name}", 1, partial(prepare, place), build(place))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB
    files = sum(1 for path in (place / "site").rglob("*") if path.is_file())
    print(f"\n{files:,} files in the large site; peak memory of one process {peak:,.0f} MiB")


def edit(place: Path, _run: int) -> None:
    """Another sentence in one generated project."""
    project = min((place / "projects").glob("*/*.yaml"))
    text = project.read_text("utf-8")
    project.write_text(text.replace("content: ", "content: 二期。", 1), "utf-8")


def timed(name: str, runs: int, prepare: Callable[[int], None], command: list[str]) -> None:
    """Prints a row of the table: how long a command takes after what is done before each run."""
    times, multiples, yardsticks = [], [], []
    for run in range(runs):
        prepare(run)
        yardsticks.append(seconds(YARDSTICK))
        times.append(seconds(command))
        multiples.append(times[-1] / yardsticks[-1])
    took, multiple, yardstick = (statistics.median(each) for each in (times, multiples, yardsticks))
    print(f"| {name} | {took:.2f} | {min(times):.2f} | {multiple:.1f} | {yardstick:.2f} |", flush=True)


if __name__ == "__main__":
    main()
