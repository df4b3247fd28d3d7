"""What the documents say is so: commands, options, examples, links, targets."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from tests.builders import BULLETIN, ISSUE, PROJECT
from tests.each import each
from tongbao.cli import COMMANDS, parser
from tongbao.load.catalogues import load_catalogue
from tongbao.load.yaml_source import parse
from tongbao.model.site import Site
from tongbao.views.schema import FILES
from tools.commands_page import commands, page

ROOT = Path(__file__).parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/README.md")])
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
KINDS = {
    "projects": "project",
    "issues": "issue",
    "bulletins": "bulletin",
    "corrections": "correction",
    "targets": "targets",
}
REST: dict[str, dict[str, Any]] = {"project": PROJECT, "issue": ISSUE, "bulletin": BULLETIN}
"""What an example that shows only a part leaves out."""


def text(path: Path) -> str:
    return path.read_text("utf-8")


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text(path), re.MULTILINE | re.DOTALL)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_page_of_commands_is_fresh() -> None:
    """docs/commands.md is what `python -m tools.commands_page` prints, so every command and option stands there."""
    assert text(ROOT / "docs/commands.md") == page()


@each("language", ["zh-CN", "en"])
def test_every_option_is_explained(language: str) -> None:
    """Every command, option and argument has its help in each language."""
    found = commands(parser(load_catalogue(language), COMMANDS))
    assert list(found) == list(COMMANDS)
    for command in found.values():
        assert not [action.dest for action in command._actions if not action.help]


def test_commands_in_documents_exist() -> None:
    """A `build.py <command>` that a document names is one, and so is each option beside it."""
    found = commands(parser(load_catalogue("en"), COMMANDS))
    groups = "|".join({command.split()[0] for command in found if " " in command})
    for path in DOCS:
        for command, rest in re.findall(rf"python build\.py ((?:(?:{groups}) )?[a-z]+)([^`\n#|]*)", text(path)):
            assert command in found, name(path)
            options = set(re.findall(r"--[a-z-]+", rest))
            assert options <= set(found[command]._option_string_actions), (name(path), command)


def test_make_targets_in_documents_exist() -> None:
    """A `make <target>` in a document stands in the Makefile, and CONTRIBUTING names those that people use."""
    targets = set(re.findall(r"^([a-z]+):.*## ", text(ROOT / "Makefile"), re.MULTILINE))
    for path in DOCS:
        named = re.findall(r"(?:`|^)make ([a-z]+)(?![\w/])", text(path), re.MULTILINE)
        assert set(named) <= targets, name(path)
    assert set(re.findall(r"make ([a-z]+)", text(ROOT / "CONTRIBUTING.md"))) >= targets - {
        "all",
        "clean",
        "help",
        "wheel",
    }


def links(path: Path) -> Iterator[str]:
    return iter(re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", text(path), flags=re.MULTILINE | re.DOTALL)))


@each("path", DOCS, name)
def test_links_lead_somewhere(path: Path) -> None:
    """A link between documents leads to a file, or to a heading of the same page."""
    headings = {f"#{_anchor(line)}" for line in re.findall(r"^#+ (.*)$", text(path), re.MULTILINE)}
    for link in links(path):
        if link.startswith("#"):
            assert link in headings
        elif "://" not in link:
            assert (path.parent / link.partition("#")[0]).exists(), link


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@each("path", DOCS, name)
def test_no_address_of_one_machine(path: Path) -> None:
    """No document holds a path of somebody's machine, or the address of a package index."""
    assert not re.search(
        r"(?<![\w.])/(work|tmp|home|root|Users)/|pypi\.org|files\.pythonhosted|tuna\.tsinghua", text(path)
    )


def _examples() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for block in blocks(CHINESE, "yaml"):
        first = block.partition("\n")[0]
        assert first.startswith("# "), "an example says in its first line which file it is of"
        path = PurePosixPath(first.removeprefix("# "))
        source = parse(block.encode())
        assert not source.faults
        assert source.tree is not None
        internal = path.parts[0] == "tongbao-internal"
        yield path.stem, f"internal_{KINDS[path.parts[1]]}" if internal else KINDS[path.parts[0]], source.tree


def test_examples_are_valid() -> None:
    """Every YAML example of the Chinese README is what its kind of file may hold, with codes of the sample."""
    found = list(_examples())
    assert {kind for _, kind, _ in found} >= {"project", "issue", "bulletin", "correction", "internal_project"}
    for stem, kind, tree in found:
        whole = tree if "id" in tree else {**REST[kind], **tree, "id": stem}
        record = FILES[kind].model.model_validate(whole, by_alias=True, by_name=False)
        assert getattr(record, "id") == stem  # noqa: B009 - not every record has one


def test_examples_use_codes_of_the_sample() -> None:
    """Someone who copies an example into the sample meets no unknown code."""
    tree = parse((ROOT / "site.yaml").read_bytes()).tree
    site = Site.model_validate(tree)
    known = {
        "district": {entry.code for entry in site.districts},
        "level": {entry.code for entry in site.levels},
        "category": {entry.code for entry in site.categories},
        "severity": {entry.code for entry in site.severities},
    }
    for _, _, example in _examples():
        for key, codes in known.items():
            assert example.get(key) is None or example[key] in codes


def test_faults_shown_are_real() -> None:
    """A fault that the Chinese README shows has the words of one of the cases, to the letter."""
    said = {
        line.partition(": ")[2] for case in ROOT.glob("tests/cases/invalid/*/*.txt") for line in text(case).splitlines()
    }
    shown = [line for block in blocks(CHINESE, "text") for line in block.splitlines()]
    assert len(shown) >= 3
    for line in shown:
        assert line.partition(": ")[2] in said


@each("path", [ENGLISH, CHINESE], ids=name)
def test_the_readme_names_the_two_commands(path: Path) -> None:
    """`make site` and `make test`, and the picture of the home page."""
    commands = "".join(blocks(path, "sh"))
    assert "make site" in commands
    assert "make test" in commands
    assert "docs/pictures/home-1280.png" in text(path)


def test_folders_in_contributing_exist() -> None:
    """Every file or folder that the table of CONTRIBUTING names is there."""
    for row in re.findall(r"^\|.*\|$", text(ROOT / "CONTRIBUTING.md"), re.MULTILINE):
        for path in re.findall(r"`([\w./-]+/[\w.-]*)`", row):
            assert path == "site/" or (ROOT / path).exists(), path


@each("path", sorted(ROOT.glob("docs/decisions/*.md")), name)
def test_a_decision_is_short(path: Path) -> None:
    """A decision takes ten lines at most, under its number."""
    lines = [line for line in text(path).splitlines() if line]
    assert len(lines) <= 10
    assert lines[0].startswith(f"# {int(path.name[:4])}. ")
