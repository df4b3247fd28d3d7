"""The codes of a place, each with its name: what editors offer and a new file lists where a field takes a code."""

from collections.abc import Iterable, Mapping
from typing import Any

from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import CODE, words
from tongbao.model.policy import Policy
from tongbao.model.site import Site
from tongbao.model.vocab import Stage
from tongbao.views.schema import Json

Codes = Mapping[str, Mapping[str, str]]
"""Fields, `district` or `Activity.kind`, → code → name."""

LIKE = {
    "districts": "district",
    "categories": "category",
    "organiser": "office",
    "Activity.bodies": "office",
    "Activity.chair": "office",
    "Decision.others": "office",
    "Office.seat": "office",
    "Raised.by": "office",
    "from_stage": "stage",
    "until_stage": "stage",
}
"""Fields that take the codes of another."""


def place_codes(site: Site, policy: Policy, catalogue: Catalogue) -> Codes:
    """The codes that fields of records may hold; of stages the words of the place and the core ones."""

    def named(entries: Iterable[Any]) -> dict[str, str]:
        return {entry.code: words(entry.name, site.languages) for entry in entries}

    core = {stage.value: catalogue(f"words.stage.{stage.value}") for stage in Stage}
    own = {entry.word: words(entry.name or entry.word, site.languages) for entry in site.stages}
    tables = {
        "level": named(site.levels),
        "lists": named(site.lists),
        "district": named(site.districts),
        "classes": named(site.classes),
        "sectors": named(site.sectors),
        "category": named(site.categories),
        "channel": named(site.channels),
        "severity": named(site.severities),
        "office": named(site.offices),
        "stage": {**own, **core},
        "Office.kind": named(site.body_kinds),
        "Activity.kind": named(policy.activities),
        "Batch.kind": named(policy.batches),
    }
    return {**tables, **{field: tables[like] for field, like in LIKE.items()}}


def with_codes(schema: Json, record: str, codes: Codes) -> Json:
    """A schema that also offers the codes of a place. A code that it does not know yet is no fault to an editor: that
    is for `check`, which reads site.yaml as it is now."""
    nodes = {record: schema, **schema.get("definitions", {})}
    changed = {name: _offering(node, name, codes) for name, node in nodes.items()}
    return {**changed.pop(record), "definitions": changed}


def _offering(node: Json, record: str, codes: Codes) -> Json:
    if "properties" not in node:
        return node
    properties = {
        key: _offered(field, codes.get(f"{record}.{key}") or codes.get(key) or {})
        for key, field in node["properties"].items()
    }
    return {**node, "properties": properties}


def _offered(field: Json, known: Mapping[str, str]) -> Json:
    """A field, or a list of such, that takes a code, with those that are known."""
    if known and isinstance(field.get("items"), dict):
        return {**field, "items": _offered(field["items"], known)}
    if not known or field.get("pattern") != CODE.pattern:
        return field
    offered = {"enum": list(known), "markdownEnumDescriptions": list(known.values())}
    form = {key: field[key] for key in ("type", "pattern")}
    return {"anyOf": [offered, form], **{key: value for key, value in field.items() if key not in form}}
