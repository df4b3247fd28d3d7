"""A small place with an internal tree beside it, every word of which is planted: found again wherever it stands."""

import re
import sqlite3
import zipfile
import zlib
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from tests.builders import SITE, write_place
from tests.issuing_place import FILES as PUBLIC
from tongbao.cli import main

OFFICES = [{"code": "city-drc", "name": "市发改委"}, {"code": "zouping-gov", "name": "邹平市政府"}]
PLANTED = re.compile(r"PLANTED[0-9]{2}")
PROJECT, ISSUE, MEETING, BULLETIN = "P-1", "I-1", "A-1", "W-2026-20"

FILES: dict[str, Any] = {
    **PUBLIC,
    "site.yaml": {**PUBLIC["site.yaml"], "offices": OFFICES, "languages": ["zh-CN"]},
    "policy.yaml": {
        **PUBLIC["policy.yaml"],
        "activities": [{"code": "过堂会", "name": "过堂会", "every": "two_months"}],
        "packs": [{"code": "过堂会", "name": "过堂会", "calls": [{"lights": ["黄", "蓝"]}]}],
        "papers": [{"code": "交办单", "name": "交办单", "on": "assignment", "demands": ["限期办结。"]}],
    },
    "projects/zouping/P-1.yaml": {
        **PUBLIC["projects/zouping/P-1.yaml"],
        "officer_assigned": "2026-03-01",
        "responsible": [{"office": "zouping-gov"}],
        "withheld": {"content": "条例第十五条", "investment.total": "条例第十五条"},
    },
    "issues/zouping/2026/I-1.yaml": {
        **PUBLIC["issues/zouping/2026/I-1.yaml"],
        "events": [{"date": "2026-05-13", "kind": "assigned", "to": "zouping-gov"}],
    },
    "activities/2026/A-1.yaml": {"id": "A-1", "kind": "过堂会", "title": "第一次过堂会", "date": "2026-04-20"},
}
"""The public place: P-1 withholds two fields, I-1 is with an office, a meeting was held."""

TREE: dict[str, Any] = {
    "internal.yaml": {
        "place": SITE["id"],
        "mark": "内部资料 PLANTED01",
        "contacts": [
            {"office": "zouping-gov", "people": [{"name": "PLANTED02", "role": "PLANTED03", "phone": "0000-0000002"}]}
        ],
    },
    "projects/zouping/P-1.yaml": {
        "id": "P-1",
        "officers": [{"name": "PLANTED04", "role": "PLANTED05", "phone": "0000-0000004"}],
        "remarks": [{"date": "2026-05-14", "text": "PLANTED06", "by": "city-drc"}],
        "negotiations": [{"date": "2026-05-14", "party": "PLANTED07", "text": "PLANTED08"}],
        "withheld": {"content": "PLANTED09", "investment.total": "31415926"},
    },
    "issues/zouping/2026/I-1.yaml": {
        "id": "I-1",
        "advice": [{"date": "2026-05-14", "text": "PLANTED10"}],
        "remarks": [{"date": "2026-05-14", "text": "PLANTED11"}],
    },
    "activities/2026/A-1.yaml": {"id": "A-1", "remarks": [{"date": "2026-04-20", "text": "PLANTED12"}]},
    "bulletins/2026/W-2026-20.yaml": {
        "id": "W-2026-20",
        "opening": "PLANTED13",
        "words": {"headline": "PLANTED14"},
        "recipients": {"report": "PLANTED15"},
    },
}
"""The internal tree: a word of its own in every text."""

OF_PROJECT = {f"PLANTED{n:02}" for n in range(1, 10)}
OF_ISSUE = {"PLANTED10", "PLANTED11"}
OF_MEETING, OF_BRIEF = {"PLANTED12"}, {"PLANTED13", "PLANTED14", "PLANTED15"}
EVERY = OF_PROJECT | OF_ISSUE | OF_MEETING | OF_BRIEF
PHONES = {"0000-0000002", "0000-0000004"}
WITHHELD = "3,141.59亿元"


def place(folder: Path, **files: Any) -> Path:
    """The public place in a folder of its own; `files` replaces some."""
    return write_place(folder / "place", {**FILES, **files})


def tree(folder: Path, **files: Any) -> Path:
    """The internal tree; `files` replaces some."""
    write_place(folder, {**TREE, **files})
    (folder / "site.yaml").unlink()
    return folder


def make(root: Path, *words: str | Path, pdf: bool = False) -> int:
    """A command on the place, in Chinese; a site has no search, which is made of its pages alone."""
    without = [*(() if pdf else ("--no-pdf",)), *(("--no-search",) if "build" in words else ())]
    return main([*map(str, words), "--root", str(root), *without])


PAPERS = {
    "brief": (("brief", BULLETIN), OF_PROJECT | OF_ISSUE | OF_BRIEF),
    "pack": (("pack", "过堂会", "--date", "2026-05-17"), OF_PROJECT | OF_ISSUE | OF_MEETING),
    "paper": (("paper", ISSUE), OF_PROJECT | OF_ISSUE),
}
"""The commands that make internal papers, and what of the tree each prints."""


def texts(data: bytes) -> str:
    """Everything that can be read in a file: its bytes, what is packed in it, the text and the streams of a PDF."""
    found = [data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore")]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            found += [texts(packed.read(name)) for name in packed.namelist()]
    if data.startswith(b"%PDF"):
        found += [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
        found += [
            text for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.S) if (text := _inflated(stream))
        ]
    if data.startswith(b"\x1f\x8b"):
        found.append(texts(zlib.decompress(data, 31)))
    return "\n".join(found)


def _inflated(stream: bytes) -> str:
    try:
        return zlib.decompressobj().decompress(stream).decode("latin-1")
    except zlib.error:
        return ""


def database(path: Path) -> str:
    """Every row of an SQLite file."""
    with closing(sqlite3.connect(path)) as opened:
        return "\n".join(opened.iterdump())


def planted_below(folder: Path) -> dict[str, set[str]]:
    """The planted words in every file below a folder, by path; files without one are left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = texts(path.read_bytes())
            text += database(path) if path.read_bytes().startswith(b"SQLite format 3") else ""
            words = set(PLANTED.findall(text)) | {phone for phone in PHONES | {"31415926"} if phone in text}
            words |= {WITHHELD} if WITHHELD in text else set()
            if words:
                found[path.relative_to(folder).as_posix()] = words
    return found
