"""The form editor as a part of the site: where it is published, who leads to it, and where its program comes from."""

import io
import tarfile
from pathlib import Path

import pytest

from tests.builders import PROJECT, SITE, write_place
from tests.sites import options
from tongbao.cli import main
from tongbao.load.library import NAMES, PACKAGES, library_folder, library_of
from tongbao.pipeline import build, load_checked

PROGRAM = dict.fromkeys(NAMES, b"// program")


def built(folder: Path, **more: object) -> dict[str, bytes]:
    """The files of a small place's site, for which the program was fetched."""
    site = {**SITE, "base_url": "https://example.org/", **more}
    root = write_place(folder / "place", {"site.yaml": site, "projects/zouping/P-1.yaml": PROJECT})
    found = load_checked(root, drawing=True)
    build(root, found, options(folder / "site", library=PROGRAM, base_url="https://example.org"))
    return files_of(folder / "site")


def files_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.*")}


def test_it_is_there_and_nobody_leads_to_it(tmp_path: Path) -> None:
    """Page, settings and program in each language; no page, sitemap or feed names it, and robots may not keep it."""
    files = built(tmp_path, admin={"backend": "test-repo"})
    own = {path for path in files if "admin/" in path} | {".tongbao-manifest.json"}
    assert {"admin/index.html", "admin/settings.js", "admin/sveltia-cms.js", "en/admin/index.html"} <= own
    assert b'<meta name="robots" content="noindex">' in files["admin/index.html"]
    assert b"unpkg" not in files["admin/index.html"]
    assert [path for path, data in files.items() if path not in own and b"/admin/" in data] == []


def test_it_is_not_there(tmp_path: Path) -> None:
    """Where site.yaml does not ask for it the site is as without it."""
    assert not [path for path in built(tmp_path, languages=["zh-CN"]) if "admin/" in path]


def test_a_build_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where its program was not fetched the command that does is named, and the site is built as without it."""
    site = {**SITE, "languages": ["zh-CN"], "admin": {"backend": "test-repo"}}
    files = {"site.yaml": site, "projects/zouping/P-1.yaml": PROJECT}
    root = write_place(tmp_path / "place", files)
    assert main(["build", "--root", str(root), "--no-pdf", "--no-search", "--language", "en"]) == 0
    assert "python build.py admin" in capsys.readouterr().out
    assert not [path for path in files_of(root / "site") if "admin/" in path]
    assert (root / "site/projects/P-1/index.html").is_file()


def test_another_archive_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What npm brings must have the digest that is known here; else nothing is kept."""
    with tarfile.open(tmp_path / "other.tgz", "w:gz") as tar:
        for name in PACKAGES[0].files:
            tar.addfile(tarfile.TarInfo(name), io.BytesIO())
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text(f'#!/bin/sh\ncp "{tmp_path}/other.tgz" "$4/"\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert main(["admin", "--language", "en"]) == 2
    assert "another digest" in capsys.readouterr().err
    assert library_of(tmp_path / "cache" / "tongbao") == {}
    assert not library_folder(tmp_path / "cache" / "tongbao").exists()
