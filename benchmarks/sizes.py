"""How large a site is for its reader, and how long its index takes: `python -m benchmarks.sizes [--site DIR]`.

Of home, lists and a project page: HTML, with its style and script, the same through gzip, and requests, as
a browser makes them that knows nothing yet. With `--index 500` also how long Pagefind takes over a generated place of
so many projects (benchmarks/generate.py) and twice as many issues. docs/benchmarks.md keeps the figures.
"""

import argparse
import gzip
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tongbao.render.search import FOLDER, make_index

ROOT = Path(__file__).resolve().parents[1]
NEEDED = re.compile(r'<(?:script|img)[^>]* src="([^"]+)"|<link rel="(?:stylesheet|icon)"[^>]* href="([^"]+)"')
"""What a page cannot be shown without."""


def main() -> None:
    """Prints two tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--index", type=int, nargs="*", default=(), help="sizes of generated places to index")
    args = parser.parse_args()
    if not (args.site / "index.html").is_file():
        sys.exit(f"{args.site}: no site here; run `make site` first")
    print("| page | HTML | all in | all in, gzip | requests |\n|---|---:|---:|---:|---:|")
    for name, page in pages(args.site):
        parts = [page.read_bytes(), *(file.read_bytes() for file in needed(page))]
        packed = sum(len(gzip.compress(part, mtime=0)) for part in parts)
        print(f"| {name} | {len(parts[0]):,} | {sum(map(len, parts)):,} | {packed:,} | {len(parts)} |")
    if args.index:
        print("\n| generated place | pages | seconds to index | processor seconds | size of the index |")
        print("|---|---:|---:|---:|---:|")
        for projects in args.index:
            index(projects)


def pages(site: Path) -> Iterator[tuple[str, Path]]:
    """The pages that are measured: of projects the one with most on it."""
    yield "home", site / "index.html"
    yield "list of projects", site / "projects" / "index.html"
    yield "list of issues", site / "issues" / "index.html"
    yield "project", max(site.glob("projects/*/index.html"), key=lambda page: (page.stat().st_size, page))


def needed(page: Path) -> tuple[Path, ...]:
    """The files that a browser asks for to show a page; one on another host ends the benchmark."""
    found = [one or other for one, other in NEEDED.findall(page.read_text("utf-8"))]
    if foreign := [address for address in found if "//" in address]:
        sys.exit(f"{page}: asks another host for {foreign}")
    return tuple(page.parent / address for address in dict.fromkeys(found))


def index(projects: int) -> None:
    """Prints how long the index of a generated place takes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "place"
        generate = [sys.executable, str(ROOT / "benchmarks" / "generate.py"), "--out", str(place)]
        subprocess.run([*generate, "--projects", str(projects), "--issues", str(2 * projects)], check=True)
        build = [sys.executable, str(ROOT / "build.py"), "build", "--root", str(place), "--no-pdf", "--no-search"]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        site = place / "site"
        count = sum(1 for _ in site.rglob("*.html"))
        start, busy = time.perf_counter(), processor()
        make_index(site)
        took, busy = time.perf_counter() - start, processor() - busy
        size = sum(file.stat().st_size for file in (site / FOLDER).rglob("*") if file.is_file())
        name = f"{projects:,} projects, {2 * projects:,} issues"
        print(f"| {name} | {count:,} | {took:.1f} | {busy:.1f} | {size / 1e6:.1f} MB |", flush=True)


def processor() -> float:
    """Seconds of the processor that this process and those that it waited for have taken."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
