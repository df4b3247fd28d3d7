"""Who looks at which files: the offices of site.yaml by their names on GitHub, and CODEOWNERS made of them."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.builders import SITE, make_site, write_place
from tests.each import each
from tests.sites import ROOT, records
from tongbao.cli import main
from tongbao.load.catalogues import load_catalogue
from tongbao.metrics.owners import EVERYTHING, ownership, reviewers
from tongbao.model.site import Site
from tongbao.views.owners import owners_text

OFFICES = [
    {"code": "hq", "name": "市指挥部", "github": "@binzhou/hq"},
    {"code": "zp", "name": "邹平市发改局", "district": "zouping", "github": "@binzhou/zouping"},
    {
        "code": "zp-old",
        "name": "邹平市计委",
        "district": "zouping",
        "github": "@binzhou/old",
        "dissolved": "2026-01-01",
    },
    {"code": "zp-land", "name": "邹平市自然资源局", "district": "zouping"},
]


def site(*offices: dict[str, Any]) -> Site:
    return make_site(offices=list(offices))


PATHS = {
    "projects/zouping/P-1.yaml": ("zp",),
    "issues/zouping/2026/I-1.yaml": ("zp",),
    "projects/huimin/P-2.yaml": ("hq",),
    "policy.yaml": ("hq",),
    "site.yaml": ("hq",),
    "targets/2026.yaml": ("hq",),
    "bulletins/2026/W-1.yaml": ("hq",),
    "tongbao/cli.py": ("hq",),
    "projects/zouping-west/P-3.yaml": ("hq",),
}


@pytest.mark.parametrize(("path", "offices"), PATHS.items(), ids=PATHS)
def test_who_reviews_a_file(path: str, offices: tuple[str, ...]) -> None:
    """A county's projects and issues are its own office's; the rules, the lists and all else are the city's."""
    assert reviewers(site(*OFFICES), [path]) == dict.fromkeys(offices, (path,))


def test_without_an_office_of_the_city() -> None:
    """Where no office of the city has a name there, nobody is asked about its files."""
    assert reviewers(site(*OFFICES[1:]), ["policy.yaml", "projects/zouping/P-1.yaml"]) == {
        "zp": ("projects/zouping/P-1.yaml",)
    }


def test_the_file_says_the_same() -> None:
    """Read as GitHub reads it, the last line that fits, CODEOWNERS names the offices that a comment asks."""
    place = site(*OFFICES)
    text = owners_text(place, [load_catalogue(language) for language in place.languages])
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    handles = {office.code: office.github for office in place.offices}
    for path, offices in PATHS.items():
        fitting = [owners for pattern, *owners in lines if pattern == EVERYTHING or f"/{path}".startswith(pattern)]
        assert fitting[-1] == [handles[code] for code in offices]


def test_the_file_of_this_repository_is_fresh() -> None:
    """.github/CODEOWNERS is what `owners` writes, and says that its accounts are invented."""
    text = (ROOT / ".github/CODEOWNERS").read_text("utf-8")
    place = records(ROOT).site
    assert text == owners_text(place, [load_catalogue(language) for language in place.languages])
    assert "虚构" in text
    assert len(ownership(place)) == 1 + 2 * len(place.districts)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`owners --check` says that the file is missing or stale, `owners` writes it, and then it is fresh."""
    root = write_place(tmp_path, {"site.yaml": {**SITE, "offices": OFFICES}})
    codes = [main(["owners", "--root", str(root), *more]) for more in (["--check"], [], ["--check"])]
    assert codes == [1, 0, 0]
    assert "@binzhou/zouping" in (root / ".github/CODEOWNERS").read_text("utf-8")
    assert "CODEOWNERS" in capsys.readouterr().out


@each("name", ["zouping", "@", "@a b", "@a/b/c", "@a\n* @b"])
def test_a_name_that_is_none(name: str) -> None:
    """What is no name of GitHub's is refused: it would be a line of its own in CODEOWNERS."""
    with pytest.raises(ValueError, match="pattern"):
        site({"code": "hq", "name": "市指挥部", "github": name})


def test_templates_of_pull_requests() -> None:
    """There is a list to go through for each kind of change, in Chinese first, and the common one names them all."""
    common = (ROOT / ".github/pull_request_template.md").read_text("utf-8")
    kinds = sorted((ROOT / ".github/PULL_REQUEST_TEMPLATE").glob("*.md"))
    names = {"monthly-report.md", "new-project.md", "issue-event.md", "date-change.md", "correction.md"}
    assert {path.name for path in kinds} == names
    for path in kinds:
        assert path.name in common
        items = re.findall(r"^- \[ \] (.*)$", path.read_text("utf-8"), re.MULTILINE)
        assert len(items) >= 4
        assert all(re.match(r"[\u3400-\u9fff`]", item) and " / " in item for item in items)
