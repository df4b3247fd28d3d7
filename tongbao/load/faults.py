"""What pydantic says about a record, in our own rule ids, located in the file's own keys."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from tongbao.load.nearest import closest
from tongbao.load.yaml_source import Defect
from tongbao.problems import Location

_LOOSE_DAY = re.compile(r"\s*([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:[T ].*)?")
_QUOTED = re.compile(r"'([^']*)'")

# pydantic's error type → the variant of problems.out-of-range, and the name of its bound.
_BOUNDS = {
    "greater_than": ("above", "gt"),
    "greater_than_equal": ("at-least", "ge"),
    "less_than": ("below", "lt"),
    "less_than_equal": ("at-most", "le"),
    "too_short": ("too-few", "min_length"),
    "too_long": ("too-many", "max_length"),
    "string_too_short": ("too-short", "min_length"),
    "string_too_long": ("too-long", "max_length"),
}
_MAPPINGS = frozenset({"model_type", "model_attributes_type", "dict_type", "dataclass_type"})
_LISTS = frozenset({"tuple_type", "list_type"})
_TEXTS = frozenset({"string_type"})


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The record classes that a field's annotation speaks of, through lists, maps and options."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def keys_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The keys, as they are written in files, that the mapping at a location may have."""
    models = [model]
    for part in location:
        fields = [field for at in models for key, field in _fields(at) if key == part]
        if fields:
            models = [inner for field in fields for inner in _models_in(field.annotation)]
    return tuple(key for at in models for key, _ in _fields(at))


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def _in_file(tree: object, location: Location) -> Location:
    """The location without parts that the file does not have: versions of a lone setting, union branches."""
    kept: list[str | int] = []
    node = tree
    for at, part in enumerate(location):
        missing = at == len(location) - 1 and isinstance(part, str) and isinstance(node, dict)
        if isinstance(node, dict):
            known = part in node
        else:
            known = isinstance(node, list) and isinstance(part, int) and part < len(node)
        if known:
            node = node[part]  # type: ignore[index]  # a dict or a list, as just seen
        if known or missing:
            kept.append(part)
    return tuple(kept)


def _at(tree: object, location: Location) -> Any:
    """The value at a location that the file has."""
    node: Any = tree
    for part in location:
        node = node[part]
    return node


def _shown(value: object) -> str:
    """A value as it is repeated in a sentence: text as it stands, of a list or mapping only the brackets."""
    match value:
        case str():
            return value
        case bool():
            return str(value).lower()
        case list():
            return "[…]"
    return "{…}"


def _day_meant(text: str) -> date | None:
    """The day of `2026/3/1`, `2026.3.1` or `2026年3月1日`; None where it is none."""
    if match := _LOOSE_DAY.fullmatch(text):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            return None
    return None


def _with_suggestion(word: str, words: tuple[str, ...], *, otherwise: str = "plain") -> dict[str, object]:
    suggestion = closest(word, words)
    variant = "suggestion" if suggestion else otherwise
    return {"value": word, "suggestion": suggestion, "variant": variant}


def _defect(error: ErrorDetails, tree: object, model: type[BaseModel]) -> Defect:
    kind, raw, context = error["type"], error["loc"], error.get("ctx", {})
    at_key = bool(raw) and raw[-1] == "[key]"
    location = _in_file(tree, raw[:-1] if at_key else raw)
    value = error["input"]
    shown = {"value": _shown(value)}
    match kind:
        case "extra_forbidden":
            # What only the second tree holds is not needed to read the first.
            from tongbao.model.internal import PRIVATE_KEYS

            key = str(location[-1])
            keys = keys_at(model, location[:-1])
            free = tuple(known for known in keys if known not in _at(tree, location[:-1]))
            if not location[:-1] and key in PRIVATE_KEYS.get(model, ()):
                return Defect(
                    "unknown-key", location, {"value": key, "suggestion": "", "variant": "internal"}, at_key=True
                )
            params = _with_suggestion(key, free, otherwise="extra" if "extra" in keys else "plain")
            return Defect("unknown-key", location, params, at_key=True)
        case "missing":
            return Defect("missing-key", location, {"key": str(location[-1])})
        case _ if value is None:
            return Defect("empty-value", location)
        case "enum" | "literal_error":
            allowed = tuple(_QUOTED.findall(str(context.get("expected", ""))))
            params = {**_with_suggestion(_shown(value), allowed), "allowed": allowed}
            return Defect("not-allowed", location, params, at_key=at_key)
        case "string_pattern_mismatch":
            pattern = str(context.get("pattern", ""))
            variant = "address" if pattern.startswith("^https?:") else "code"
            return Defect("bad-form", location, {**shown, "variant": variant}, at_key=at_key)
        case _ if kind in _BOUNDS:
            variant, name = _BOUNDS[kind]
            bound = str(context.get(name, ""))
            return Defect("out-of-range", location, {**shown, "variant": variant, "bound": bound})
        case _ if kind in _MAPPINGS:
            return Defect("not-a-mapping", location)
        case _ if kind in _LISTS:
            return Defect("not-a-list", location, shown)
        case _ if kind in _TEXTS:
            return Defect("not-text", location, shown)
        case "not-a-date" if day := _day_meant(shown["value"]):
            return Defect(kind, location, {**shown, "variant": "suggestion", "suggestion": day})
        case _ if "-" in kind:  # our own codes, model/base.py; pydantic's have none
            return Defect(kind, location, {**context, **shown}, at_key=at_key)
    return Defect("bad-value", location, shown, at_key=at_key)


def defects_of(error: ValidationError, tree: Mapping[str, Any], model: type[BaseModel]) -> list[Defect]:
    """Everything wrong with a record, without what only follows: a misspelt key is not missing as well."""
    found = [_defect(detail, tree, model) for detail in error.errors(include_url=False)]
    misspelt = [defect for defect in found if defect.rule == "unknown-key"]
    meant = {(*defect.location[:-1], defect.params["suggestion"]) for defect in misspelt}
    wrong_keys = {defect.location for defect in found if defect.at_key}
    return [
        defect
        for defect in found
        if not (defect.rule == "missing-key" and defect.location in meant)
        and not any(defect.location[:at] in wrong_keys for at in range(1, len(defect.location)))
    ]


def independent(found: list[Defect], spoiled: tuple[Defect, ...]) -> list[Defect]:
    """The defects of a record that do not lie where the file itself was already found wrong."""
    places = [defect.location[:-1] if defect.rule == "merge-key" else defect.location for defect in spoiled]
    return [defect for defect in found if not any(defect.location[: len(place)] == place for place in places)]
