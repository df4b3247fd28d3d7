"""What is made from the models: fresh, complete, and true of the sample place as an editor reads it."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.builders import write_place
from tests.each import each
from tests.sites import RECORDS, records
from tongbao.cli import main
from tongbao.commands.schema import for_editors, made
from tongbao.load.catalogues import load_catalogue
from tongbao.model.base import Record
from tongbao.views.editors import settings
from tongbao.views.place_codes import place_codes, with_codes
from tongbao.views.schema import FILES, fields_of, records_of, schema_of

ROOT = Path(__file__).parents[1]
PLACES = (ROOT, *sorted(path.parent for path in ROOT.glob("examples/*/site.yaml")))
EDITOR = ("settings", "extensions")
INTERNAL = ROOT / "examples" / "internal-sample"


def files_of(kind: str) -> list[Path]:
    """The files of a kind in the sample and the examples."""
    pattern = re.sub("<[a-z]+>", "*", FILES[kind].path)
    places = PLACES if FILES[kind].tree == "public" else (INTERNAL,)
    return [path for place in places for path in sorted(place.glob(pattern))]


class EditorLoader(yaml.CSafeLoader):
    """YAML as editors read it (1.2): numbers are numbers, dates are texts, `on` is a word."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def as_edited(text: str) -> Any:
    """A file as JSON has it: every key is a text."""
    return json.loads(json.dumps(yaml.load(text, EditorLoader)))


@cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(json.loads((ROOT / f"docs/schema/{kind}.json").read_text("utf-8")))


def test_what_is_made_from_the_models_is_fresh() -> None:
    """Each file is what `build.py schema` would write."""
    stale = [path for path, text in made(ROOT).items() if (ROOT / path).read_text("utf-8") != text]
    assert stale == [], "run make schema"


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_is_draft_07(kind: str) -> None:
    """Editors read draft-07: definitions, no $defs, and nothing beside a $ref."""
    schema = json.loads((ROOT / f"docs/schema/{kind}.json").read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    nodes = list(_nodes(schema))
    assert not [node for node in nodes if "$defs" in node]
    assert not [node for node in nodes if "$ref" in node and len(node) > 1]
    targets = {f"#/definitions/{name}" for name in schema["definitions"]}
    assert {node["$ref"] for node in nodes if "$ref" in node} <= targets


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict):
        yield node
    for child in children:
        yield from _nodes(child)


@pytest.mark.parametrize("kind", FILES)
def test_what_is_here_fits_the_schema(kind: str) -> None:
    """An editor finds no fault in a file of the sample and the examples, and is told the right schema by its first
    line."""
    check = validator(kind)
    for path in files_of(kind):
        text = path.read_text("utf-8")
        errors = [f"{'.'.join(map(str, e.absolute_path))}: {e.message}" for e in check.iter_errors(as_edited(text))]
        assert not errors, path
        up = "../" * len(path.relative_to(ROOT).parents[:-1])
        assert text.startswith(f"# yaml-language-server: $schema={up}docs/schema/{kind}.json\n"), path


def test_every_record_is_of_a_kind() -> None:
    """No file of the sample or of an example lies where no schema is told of."""
    known = {path for kind in FILES for path in files_of(kind)}
    places = [path for place in (*PLACES, INTERNAL) for folder in RECORDS for path in (place / folder).rglob("*.yaml")]
    assert len(places) > 500
    assert set(places) <= known


def test_an_editor_finds_schemas_by_folder() -> None:
    """Where a file has no first line, the settings of VS Code lead it to the schema of its kind, and to no other."""
    mapped = settings()["yaml.schemas"]
    for kind in (name for name in FILES if FILES[name].tree == "public"):
        for path in (file for file in files_of(kind) if file.is_relative_to(ROOT) and "examples" not in file.parts):
            name = PurePosixPath("/", path.relative_to(ROOT))
            assert [schema for schema, pattern in mapped.items() if name.match(pattern)] == [f"docs/schema/{kind}.json"]


def test_a_place_of_its_own_gets_what_its_editor_needs(tmp_path: Path) -> None:
    """`schema --for-editors` writes schemas and settings and nothing else; settings that are there stay people's."""
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode" / "settings.json").write_text("{}", encoding="utf-8")
    assert main(["schema", "--for-editors", "--root", str(tmp_path)]) == 0
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json")}
    assert names == {
        *(f"docs/schema/{kind}.json" for kind in FILES),
        ".vscode/settings.json",
        ".vscode/extensions.json",
    }
    assert (tmp_path / ".vscode" / "settings.json").read_text(encoding="utf-8") == "{}"
    assert not list(tmp_path.rglob("*.md"))
    assert "zouping" not in (tmp_path / "docs/schema/project.json").read_text(encoding="utf-8")
    assert "zouping" in for_editors(write_place(tmp_path))["docs/schema/project.json"]


@pytest.mark.parametrize("kind", ["project", "issue", "activity"])
def test_an_editor_offers_the_codes_of_its_place(kind: str) -> None:
    """Each with its name, also in lists; files of the place fit, and a code that is not yet known is no fault there."""
    place = records(ROOT)
    words = load_catalogue("zh-CN")
    codes = place_codes(place.site, place.policy, words)
    plain = schema_of(kind, [words])
    schema = with_codes(plain, FILES[kind].model.__name__, codes)
    Draft7Validator.check_schema(schema)
    check = Draft7Validator(schema)
    for path in files_of(kind)[:20]:
        assert check.is_valid(as_edited(path.read_text("utf-8"))), path
    key = "districts" if kind == "activity" else "district"
    district = schema["properties"][key]
    offered, free = district.get("items", district)["anyOf"]
    assert offered["enum"][0] == "linting"
    assert offered["markdownEnumDescriptions"][0] == "临汀区"
    assert free["pattern"]
    assert (
        district["description"] == plain["properties"]["district" if kind != "activity" else "districts"]["description"]
    )


def test_every_code_is_of_a_field() -> None:
    """No table of codes is for a field that no record has."""
    place = records(ROOT)
    models = [record for kind in FILES.values() for record in records_of(kind.model).values()]
    known = {name for record in models for name in _names_of(record)}
    fields = place_codes(place.site, place.policy, load_catalogue("zh-CN"))
    assert set(fields) - known == set()


def _names_of(record: type[Record]) -> Iterator[str]:
    for _, key, _ in fields_of(record):
        yield from (key, f"{record.__name__}.{key}")


@each(
    "changes",
    [
        {"nmae": "甲"},
        {"name": None},
        {"district": "a b"},
        {"registered": "2026-1-5"},
        {"years": [{"year": 2026, "nature": "新建"}]},
        {"stages": [{"date": "2026-03-01"}]},
        {"period": [2024, 2025, 2026]},
    ],
)
def test_a_mistake_is_marked(changes: dict[str, Any]) -> None:
    """An unknown key, an empty value, a wrong code, date, choice or length, and a missing key break the schema."""
    right = {"id": "P-1", "name": "甲", "district": "zouping"}
    assert validator("project").is_valid(right)
    assert not validator("project").is_valid({**right, **changes})


def test_a_rule_may_have_several_versions() -> None:
    """A setting of policy.yaml is one mapping or a list of them."""
    check = validator("policy")
    assert check.is_valid({"pace": {"multiplier": 1.2}})
    assert check.is_valid({"pace": [{"multiplier": 1}, {"multiplier": 1.2, "valid_from": "2026-07-01"}]})
    assert not check.is_valid({"pace": {"multiplier": "fast"}})


def test_a_stage_is_explained_in_both_languages() -> None:
    """A choice carries its words, as pages print them."""
    stage = json.loads((ROOT / "docs/schema/site.json").read_text("utf-8"))["definitions"]["Stage"]
    said = dict(zip(stage["enum"], stage["markdownEnumDescriptions"], strict=True))
    words = [load_catalogue(language)("words.stage.started") for language in ("zh-CN", "en")]
    assert said["started"] == " / ".join(words)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_field_is_explained(language: str) -> None:
    """guide.yaml has a sentence for every record and field of the models, and none for what is not there."""
    records = {name: record for kind in FILES.values() for name, record in records_of(kind.model).items()}
    places = {place for record in records.values() for _, _, place in fields_of(record)}
    words = load_catalogue(language)
    named = {f"{name}.{key}" for name, keys in words.section("guide.fields").items() for key in keys}
    bases = {place.partition(".")[0] for place in places}
    assert named == places
    assert set(words.section("guide.about")) == set(records) | bases


def test_check_says_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`schema --check` names each stale file, writes nothing and returns 1; `schema` writes them."""
    monkeypatch.setattr("tongbao.commands.schema.made", cache(made))  # the models stay the same in between
    place = ["--root", str(tmp_path), "--language", "en"]
    assert main(["schema", "--check", *place]) == 1
    assert not list(tmp_path.iterdir())
    assert main(["schema", *place]) == 0
    assert main(["schema", "--check", *place]) == 0
    (tmp_path / "docs/data-guide.md").write_text("old", encoding="utf-8")
    capsys.readouterr()
    assert main(["schema", "--check", *place]) == 1
    assert capsys.readouterr().out == "docs/data-guide.md is stale; run make schema\n"
