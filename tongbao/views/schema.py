"""JSON Schema (draft-07) of the records, for editors: what may stand in a file, explained in every language."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from inspect import get_annotations
from typing import Any, NamedTuple, get_args

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from tongbao.locale.catalogue import Catalogue
from tongbao.model.activity import Activity
from tongbao.model.base import Record
from tongbao.model.batch import Batch
from tongbao.model.bulletin import Bulletin
from tongbao.model.calendar import CalendarYear
from tongbao.model.campaign import Campaign
from tongbao.model.cited import CitedFigures
from tongbao.model.correction import Correction
from tongbao.model.internal import (
    InternalActivity,
    InternalBulletin,
    InternalIssue,
    InternalProject,
    InternalTree,
)
from tongbao.model.issue import Issue
from tongbao.model.policy import ONE_OR_MANY, Policy
from tongbao.model.project import Project
from tongbao.model.site import Site
from tongbao.model.targets import TargetList

Json = dict[str, Any]
Words = Sequence[Catalogue]


class FileKind(NamedTuple):
    """A kind of file that people write: its record and where it stands, in which tree."""

    model: type[Record]
    path: str
    tree: str = "public"


FILES: Mapping[str, FileKind] = {
    "project": FileKind(Project, "projects/<district>/<id>.yaml"),
    "issue": FileKind(Issue, "issues/<district>/<year>/<id>.yaml"),
    "bulletin": FileKind(Bulletin, "bulletins/<year>/<id>.yaml"),
    "targets": FileKind(TargetList, "targets/<year>.yaml"),
    "activity": FileKind(Activity, "activities/<year>/<id>.yaml"),
    "batch": FileKind(Batch, "batches/<id>.yaml"),
    "campaign": FileKind(Campaign, "campaigns/<id>.yaml"),
    "site": FileKind(Site, "site.yaml"),
    "policy": FileKind(Policy, "policy.yaml"),
    "correction": FileKind(Correction, "corrections/<id>.yaml"),
    "calendar": FileKind(CalendarYear, "calendars/<year>.yaml"),
    "cited": FileKind(CitedFigures, "cited.yaml"),
    "internal": FileKind(InternalTree, "internal.yaml", "internal"),
    "internal_project": FileKind(InternalProject, "projects/<district>/<id>.yaml", "internal"),
    "internal_issue": FileKind(InternalIssue, "issues/<district>/<year>/<id>.yaml", "internal"),
    "internal_activity": FileKind(InternalActivity, "activities/<year>/<id>.yaml", "internal"),
    "internal_bulletin": FileKind(InternalBulletin, "bulletins/<year>/<id>.yaml", "internal"),
}

WORDS_OF_CHOICES = {
    "Stage": "words.stage",
    "Nature": "words.nature",
    "IssueKind": "words.kind",
    "Shape": "words.shape",
    "Tone": "words.tone",
    "EventKind": "words.event",
    "BulletinKind": "words.bulletin",
    "BulletinSection": "bulletin.sections",
    "Column": "words.column",
    "ColumnType": "words.column_type",
}
"""Enumerations whose words pages print as well; those of the others stand in guide.yaml `values`."""


class _ForEditors(GenerateJsonSchema):
    """Values as an editor reads them, which knows numbers where our loader keeps the text of the file."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {**super().str_schema(schema), "type": ["string", "number"]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])  # a key without a value is a fault

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        found = super().default_schema(schema)
        if not isinstance(found.get("default"), (str, int, float)) or schema["default"] == date.min:
            found.pop("default", None)
        return found


def records_of(model: type[Record]) -> dict[str, type[Record]]:
    """A record and those within it by name, in the order in which they are first used."""
    found: dict[str, type[Record]] = {}

    def visit(record: type[Record]) -> None:
        if record.__name__ not in found:
            found[record.__name__] = record
            for info in record.model_fields.values():
                for inner in records_in(info.annotation):
                    visit(inner)

    visit(model)
    return found


def records_in(annotation: Any) -> Iterator[type[Record]]:
    """The records that a field's type speaks of, in lists, maps and choices too."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from records_in(part)


def fields_of(model: type[Record]) -> Iterator[tuple[str, str, str]]:
    """Each field: its name, its key in a file, and where its words stand, `<the record that defines it>.<key>`."""
    for name, info in model.model_fields.items():
        owner = next(base for base in reversed(model.__mro__) if name in get_annotations(base))
        key = info.alias or name
        yield name, key, f"{owner.__name__}.{key}"


def schema_of(name: str, words: Words) -> Json:
    """The schema of a kind of file; every field and every choice explained in each of the catalogues."""
    model = FILES[name].model
    root = model.model_json_schema(schema_generator=_ForEditors, ref_template="#/definitions/{model}")
    definitions: Json = root.pop("$defs", {})
    for record_name, record in records_of(model).items():
        node = root if record is model else definitions[record_name]
        _explain_record(node, record, words)
    for choice, node in definitions.items():
        if "enum" in node:
            node["description"] = ""
            _explain_choice(node, WORDS_OF_CHOICES.get(choice, f"guide.values.{choice}"), words)
    schema: Json = _tidied({**root, "definitions": definitions})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": _said(words, f"guide.files.{name}", " "),
        **schema,
    }


def _said(words: Words, key: str, between: str = "\n\n") -> str:
    return between.join(catalogue(key) for catalogue in words)


def _explain_record(node: Json, record: type[Record], words: Words) -> None:
    node["description"] = _said(words, f"guide.about.{record.__name__}")
    for name, key, place in fields_of(record):
        field = node["properties"][key]
        if ONE_OR_MANY in record.model_fields[name].metadata:
            field = node["properties"][key] = {"anyOf": [field["items"], field]}
        if "$ref" in field:  # draft-07 looks at nothing beside a $ref
            field["allOf"] = [{"$ref": field.pop("$ref")}]
        if "enum" in field or "const" in field:
            _explain_choice(field, f"guide.values.{place}", words)
        field["description"] = said = _said(words, f"guide.fields.{place}")
        if "`" in said:
            field["markdownDescription"] = said


def _explain_choice(node: Json, section: str, words: Words) -> None:
    values = node.setdefault("enum", [node.get("const")])
    node.pop("const", None)
    node["markdownEnumDescriptions"] = [_said(words, f"{section}.{value}", " / ") for value in values]


def _tidied(node: Any) -> Any:
    """Without the titles that pydantic makes of names, without empty words, and with whole patterns."""
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {
        key: _tidied(value)
        for key, value in node.items()
        if not (key in ("title", "description") and isinstance(value, str) and (key == "title" or not value))
    }
    if tidy.get("type") == "array":  # pydantic writes the bounds of a list that our reader made as those of a text
        tidy = {key.replace("Length", "Items"): value for key, value in tidy.items()}
    pattern = tidy.get("pattern")
    if isinstance(pattern, str) and not pattern.startswith("^"):
        tidy["pattern"] = f"^({pattern})$"
    return tidy
