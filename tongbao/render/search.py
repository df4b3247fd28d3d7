"""The full-text index of a finished site, made by Pagefind: no server, no network, Chinese cut into words.

Pagefind reads HTML files of a folder and writes its index beside them. Which pages it takes, and as what, the pages
say themselves (`data-pagefind-…` in templates/layout.html).
"""

import json
import subprocess
from importlib import metadata, util
from pathlib import Path

FOLDER = "pagefind"
"""Where the index stands below site/."""

PACKAGE = "pagefind_bin_extended"
ENTRY = "pagefind-entry.json"
_NEEDED = {"pagefind.js", "pagefind-worker.js", ENTRY}
"""Of the files beside the index: what the search page loads. The others are ready-made forms, larger than a page."""
_NEEDED_SUFFIXES = {".pagefind", ".pf_meta"}


class Unsearchable(Exception):  # noqa: N818 - what another program could not do
    """Pagefind made no index; the text is what it said."""


def has_indexer() -> bool:
    """Whether Pagefind is installed."""
    return util.find_spec(PACKAGE) is not None


def indexer_version() -> str:
    """The version of Pagefind, of which the bytes of an index depend."""
    return metadata.version(PACKAGE)


def make_index(site: Path) -> None:
    """Writes the index of the pages of a folder into its `pagefind/`. The same pages give the same bytes where folders
    are listed in the same order, as on ext4 and not on tmpfs, and as long as they set no filters, which Pagefind 1.5
    writes in any order.

    Raises Unsearchable where Pagefind cannot run or fails.
    """
    from pagefind_bin_extended import get_executable  # type: ignore[import-untyped]

    folder = site / FOLDER
    command = [str(get_executable()), "--site", str(site), "--output-path", str(folder), "--quiet"]
    try:
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError as error:
        raise Unsearchable(error.strerror or str(error)) from None
    if run.returncode != 0 or not (folder / ENTRY).exists():
        raise Unsearchable((run.stderr or run.stdout).strip())
    entry = json.loads((folder / ENTRY).read_text("utf-8"))  # its languages stand in any order
    (folder / ENTRY).write_text(json.dumps(entry, sort_keys=True, ensure_ascii=False), "utf-8")
    for file in folder.iterdir():
        if file.is_file() and file.name not in _NEEDED and file.suffix not in _NEEDED_SUFFIXES:
            file.unlink()
