"""One defect a file: what is said of it, to the letter, in both languages.

A case is tests/cases/invalid/<kind>/<case>.yaml, read as that kind of record under its own name in a place without
another fault; <case>.txt holds the lines, first Chinese, then English. What no file can hold (a link, bytes that are
no text) is made below and has its lines in place/. `python -m tests.test_cases` writes the lines anew.
"""

import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.builders import BULLETIN, PROJECT, SITE, write_place
from tests.each import each
from tongbao.load.catalogues import load_catalogue
from tongbao.load.folders import load_place
from tongbao.load.issued import issued_text
from tongbao.locale.catalogue import leaves
from tongbao.problems import Problem, as_text

CASES = Path(__file__).parent / "cases" / "invalid"
TARGET = {
    "project": "projects/zouping/{}.yaml",
    "bulletin": "bulletins/2026/{}.yaml",
    "targets": "targets/2026.yaml",
    "policy": "policy.yaml",
    "site": "site.yaml",
    "locale": "locale/zh-CN/cli.yaml",
}


def _large(root: Path) -> None:
    write_place(root, {"projects/zouping/P-1.yaml": b"id: P-1\ncontent: " + b"x" * (1 << 20)})


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda root: write_place(root, {"projects/zouping/P-1.yaml": b"id: P-1\ndistrict: zouping\nname: " + data})


def _symlinks(root: Path) -> None:
    outside = root.parent / "outside"
    write_place(outside, {"P-2.yaml": {**PROJECT, "id": "P-2"}})
    (root / "projects").mkdir()
    (root / "projects" / "P-2.yaml").symlink_to(outside / "P-2.yaml")
    (root / "projects" / "huimin").symlink_to(outside)


def _linked_site(root: Path) -> None:
    (root / "site.yaml").rename(root.parent / "site.yaml")
    (root / "site.yaml").symlink_to(root.parent / "site.yaml")


def _special(root: Path) -> None:
    os.mkfifo(root / "policy.yaml")
    (root / "projects").mkdir()
    (root / "projects" / "P-1.yaml").symlink_to("nowhere.yaml")
    os.mkfifo(root / "projects" / "P-2.yaml")


def _bad_name(root: Path) -> None:
    (root / "projects").mkdir()
    for name in (b"P\n1.yaml", b"P-\xd6\xd0.yaml"):
        Path(os.fsdecode(bytes(root / "projects") + b"/" + name)).write_text("id: P-1\n")


def _folder_for_file(root: Path) -> None:
    (root / "policy.yaml").mkdir()


def _issued(data: bytes) -> Callable[[Path], object]:
    files = {"bulletins/2026/W-2026-01.yaml": {**BULLETIN}, "bulletins/2026/W-2026-01.issued.json": data}
    return lambda root: write_place(root, files)


MAP = {"file": "map.geojson", "approval": "鲁S（2023）012号", "source": "某局"}
SQUARE = {"type": "Polygon", "coordinates": [[[118, 37], [119, 37], [119, 38], [118, 38], [118, 37]]]}


def _features(geometry: dict[str, Any], **properties: str) -> bytes:
    return json.dumps({"features": [{"properties": properties, "geometry": geometry}]}).encode()


def _map(data: bytes) -> Callable[[Path], object]:
    return lambda root: write_place(root, {"site.yaml": {**SITE, "map": MAP}, "map.geojson": data})


def _image(kind: str, width: int = 2, *, gps: bool = False) -> bytes:
    image, file = Image.new("L", (width, 1)), io.BytesIO()
    exif = Image.Exif()
    if gps:
        exif[0x8825] = {1: "N"}
    image.save(file, kind, exif=exif)
    return file.getvalue()


def _photo(data: bytes | None, file: str = "a.png") -> Callable[[Path], object]:
    photo = {"file": file, "date": "2026-05-01", "caption": "封顶", "source": "某办"}
    project = {**PROJECT, "id": "P-1", "photos": [photo]}
    picture = {} if data is None else {f"photos/{file}": data}
    return lambda root: write_place(root, {"projects/zouping/P-1.yaml": project, **picture})


MADE: dict[str, Callable[[Path], object]] = {
    "bad-file-name": _bad_name,
    "control-character": _bytes("甲\0项目".encode()),
    "duplicate-id": lambda root: write_place(
        root, {"projects/zouping/P-1.yaml": PROJECT, "projects/huimin/P-1.yaml": PROJECT}
    ),
    "duplicate-year": lambda root: write_place(
        root, {f"targets/{folder}2026.yaml": {"year": "2026", "title": "清单"} for folder in ("", "old/")}
    ),
    "file-too-large": _large,
    "id-differs-year": lambda root: write_place(root, {"targets/2026.yaml": {"year": "2025", "title": "清单"}}),
    "internal-inside": lambda root: write_place(
        root, {f"{folder}/internal.yaml": {"place": "binzhou"} for folder in ("internal", "projects/zouping")}
    ),
    "issued-changed": _issued(b'{"digest": "00", "format": 1}'),
    "issued-format": _issued(b'{"format": 9}'),
    "issued-unreadable": _issued(b'{"format": 1'),
    "issued-unreadable-field": _issued(issued_text({"format": 1, "id": "W-2026-01"}).encode()),
    "issued-without-bulletin": lambda root: write_place(root, {"bulletins/2026/W-2.issued.json": b"{}"}),
    "issued-without-targets": lambda root: write_place(root, {"targets/2026.issued.json": b"{}"}),
    "photo-unfit-kind": _photo(b"no picture"),
    "photo-unfit-large": _photo(b"0" * 1_000_001),
    "photo-unfit-leaves": _photo(None, "../site.yaml"),
    "photo-unfit-missing": _photo(None),
    "photo-unfit-name": _photo(_image("JPEG")),
    "photo-unfit-pixels": _photo(_image("PNG", 4097)),
    "photo-unfit-private": _photo(_image("PNG", gps=True)),
    "map-unreadable-collection": _map(b"[]"),
    "map-unreadable-geometry": _map(_features({"type": "Point", "coordinates": [1, 2]})),
    "map-unreadable-json": _map(b'{"features":\n  [}'),
    "map-unreadable-key": _map(_features(SQUARE, name="zouping")),
    "map-unreadable-large": _map(b" " * 8_000_001),
    "map-unreadable-points": _map(
        _features({"type": "Polygon", "coordinates": [[[1, 2], [3], [4, 5]]]}, code="zouping")
    ),
    "map-leaves": lambda root: write_place(root, {"site.yaml": {**SITE, "map": {**MAP, "file": "../map.geojson"}}}),
    "nested-brackets": lambda root: write_place(root, {"projects/zouping/P-1.yaml": b"[" * 60_000}),
    "not-utf-8-gbk": _bytes("甲项目".encode("gbk")),
    "not-utf-8-plain": _bytes(b"\x89PNG\r\n\x1a\n\xff"),
    "not-utf-8-utf-16": lambda root: write_place(root, {"projects/P-1.yaml": "id: P-1\n".encode("utf-16")}),
    "stray-file": lambda root: write_place(
        root,
        {
            "projects/P-1.yml": PROJECT,
            "projects/notes.docx": b"",
            "issues": b"",
            "projects/README.md": b"",
            "projects/.hidden/x.txt": b"",
            "bulletins/2026/W-2026-01.yaml": {**BULLETIN},
        },
    ),
    "stray-file-misnamed": lambda root: write_place(
        root,
        {
            "policy.yml": {},
            "Projects/P-2.yaml": PROJECT,
            "bulletin/W-1.yaml": BULLETIN,
            "examples/a.yaml": {},
            "import.yaml": {},
        },
    ),
    "symlink-leaves": _symlinks,
    "symlink-leaves-site": _linked_site,
    "unreadable-file-folder": _folder_for_file,
    "unreadable-file-missing": lambda root: (root / "site.yaml").unlink(),
    "unreadable-file-special": _special,
}

UNREACHED = {
    "broken-template",  # the drawer of pages says so: tests/test_pipeline.py
    "apply-by-hand",  # `apply` says so: tests/commands/test_apply.py
    "unknown-view-field",  # `check` says so where a place has templates: tests/test_overrides.py
    "issue-backdated.as_of",  # the command that issues says so: tests of `bulletin issue`
    "issue-backdated.last",
    "issue-number",
    "issue-twice",
    "list-decided-later",  # the same of `targets issue`
    "list-issued",
    "list-not-yet",
    "list-order",
    "list-undated",
    "list-year-over",
    "glyph-elsewhere",  # the maker of PDFs says so: tests/render/test_faces.py
    "glyph-nowhere",
    "pdf-picture",
    "pdf-warning",
    "not-a-phone",  # only an internal tree has telephones: tests/test_internal.py
    "bad-value",  # what pydantic may say some day that has no words of its own: tests/load/test_faults.py
    "out-of-range.below",
    "out-of-range.too-long",
    "out-of-range.too-short",
    "unreadable-file.permission",  # whoever runs the tests as root may read everything
    "unreadable-file.plain",
}
"""Words for what no file of today's models can bring about."""

ALL = [*(path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.glob("*/*.yaml")), *MADE]


def problems_of(case: str, root: Path) -> tuple[Problem, ...]:
    """The problems of a place with this one defect."""
    root = write_place(root / "place")
    if case in MADE:
        MADE[case](root)
    else:
        kind, name = case.split("/")
        target = root / TARGET[kind].format(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CASES / f"{case}.yaml", target)
    return load_place(root, cache=False).problems


def lines_of(problems: tuple[Problem, ...]) -> str:
    """The problems as they are printed, Chinese before English."""
    text = ""
    for language in ("zh-CN", "en"):
        words = load_catalogue(language)
        for problem in problems:
            text += as_text(problem, lambda problem, words=words: words.problem(problem.rule, problem.params)) + "\n"
    return text


def expected_of(case: str) -> Path:
    """The file with the lines of a case."""
    return CASES / (f"place/{case}.txt" if case in MADE else f"{case}.txt")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Problem, ...]]:
    """The problems of each case."""
    return {case: problems_of(case, tmp_path_factory.mktemp("case")) for case in ALL}


@each("case", sorted(ALL))
def test_case(case: str, found: dict[str, tuple[Problem, ...]]) -> None:
    """A defect is told once, where it is, in these words, and nothing that only follows from it."""
    assert lines_of(found[case]) == expected_of(case).read_text(encoding="utf-8")


def test_every_rule_has_a_case(found: dict[str, tuple[Problem, ...]]) -> None:
    """Every wording in problems.yaml is brought about by a case, or is listed as out of reach."""
    reached = set()
    for problems in found.values():
        for problem in problems:
            words = load_catalogue("zh-CN").section("problems")[problem.rule]
            variant = problem.params.get("variant", "plain")
            reached.add(problem.rule if isinstance(words, str) else f"{problem.rule}.{variant}")
    known = {key for key, _ in leaves(load_catalogue("zh-CN").section("problems"))}
    assert known == reached | UNREACHED
    assert not reached & UNREACHED


if __name__ == "__main__":
    import tempfile

    for name in ALL:
        with tempfile.TemporaryDirectory() as folder:
            expected_of(name).write_text(lines_of(problems_of(name, Path(folder))), encoding="utf-8")
