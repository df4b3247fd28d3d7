"""Times PDFs: `make bench`, or `python -m benchmarks.pdf [--runs N]`.

A circular of four pages, as the sample prints it and cut where the fourth page ends, is made again and again in one
process on one processor: the first time, warm, and the most memory that the process held. Then the whole sample with
its PDFs, in one process and in two, and once more with nothing changed. Goal: the circular warm within 1.5 s.
"""

import argparse
import gc
import json
import os
import pickle
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.run import CACHE, MIB, ROOT, YARDSTICK, build, cold, row, seconds
from tongbao.__main__ import RARELY

PAGES = 4


class _Captured(Exception):  # noqa: N818 - no error: what was looked for is there
    """The documents that a build is about to print."""


def main() -> None:
    """Measures and prints tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(measured(*pickle.loads(args.measure.read_bytes()), args.runs)))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ.update(PYTHONPYCACHEPREFIX=f"{folder}/modules", XDG_CACHE_HOME=f"{folder}/{CACHE}")
        yardstick = statistics.median(seconds(YARDSTICK) for _ in range(args.runs))
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        print(f"Yardstick (imports only): {yardstick:.2f} s; medians of {args.runs} runs\n")
        print("| case | seconds | yardsticks |\n|---|---:|---:|")
        place = Path(folder) / "sample"
        cold(place, 0)
        circular(place, Path(folder) / "circular", args.runs, yardstick)
        printed = [part for part in build(place) if part != "--no-pdf"]
        for jobs in (1, 2):
            cold(place, 0)
            row(f"sample with its PDFs, cold, --jobs {jobs}", seconds([*printed, "--jobs", str(jobs)]), yardstick)
        row("sample with its PDFs, nothing changed", seconds(printed), yardstick)
        print(f"\n{len(list((place / 'site').rglob('*.pdf')))} PDFs in the sample's site")


def circular(place: Path, file: Path, runs: int, yardstick: float) -> None:
    """Measures a circular of four pages in a process of its own."""
    html, assets = four_pages(place)
    file.write_bytes(pickle.dumps((html, assets)))
    command = [sys.executable, __file__, "--measure", str(file), "--runs", str(runs)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    found = json.loads(done.stdout)
    row("circular of four pages, first in its process", found["first"], yardstick)
    row("circular of four pages, warm", statistics.median(found["warm"]), yardstick)
    row("the same, processor seconds", statistics.median(found["processor"]), yardstick)
    print(f"\n{found['bytes'] / 1024:,.0f} KiB; peak memory of its process {found['peak']:,.0f} MiB\n")
    print("| case | seconds | yardsticks |\n|---|---:|---:|")


def four_pages(place: Path) -> tuple[str, dict[str, bytes]]:
    """The newest circular that can be cut to four pages, cut before the section with which a fifth begins."""
    from pypdf import PdfReader

    from tongbao.render.pdf import pdf_of

    found = reversed(list(bulletins(place)))
    for html, assets in sorted(found, key=lambda each: 'class="circular"' not in each[0]):
        ends = [match.start() for match in re.finditer(r"<section\b", html)]
        for end in ends[1:]:
            cut = html[:end] + "</main></body></html>"
            if len(PdfReader(BytesIO(pdf_of(cut, assets=assets)[0])).pages) == PAGES:
                return cut, assets
    sys.exit("no bulletin of the sample can be cut to four pages")


def bulletins(place: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The documents of the sample's bulletins, in order, with the assets that they use."""
    from tongbao import drawing
    from tongbao.pipeline import Options, build, load_checked

    def capture(pages: Any, drawn: Any, assets: Any, *_: Any) -> Any:
        raise _Captured([(drawn.pages.html(page), dict(assets)) for page in pages if page.section == "bulletins"])

    drawing.draw_pdfs = capture
    try:
        build(place, load_checked(place, drawing=True), Options(place / "unused"))
    except _Captured as captured:
        yield from captured.args[0]


def measured(html: str, assets: dict[str, bytes], runs: int) -> dict[str, Any]:
    """Seconds of the first PDF of this process with all that it loads, and of the next ones; bytes, and MiB at most."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    gc.set_threshold(RARELY)  # as the program does
    took, busy, data = [], [], b""
    for _ in range(runs + 1):
        start, used = time.perf_counter(), time.process_time()
        from tongbao.render.pdf import pdf_of

        data, _notes = pdf_of(html, assets=assets)
        took.append(time.perf_counter() - start)
        busy.append(time.process_time() - used)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    return {"first": took[0], "warm": took[1:], "processor": busy[1:], "bytes": len(data), "peak": peak}


if __name__ == "__main__":
    main()
