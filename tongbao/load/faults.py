"""What pydantic says about a record, in our own rule ids, located in the file's own keys."""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from tongbao.load.yaml_source import Defect
from tongbao.problems import Location

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


def closest(word: str, words: tuple[str, ...]) -> str:
    """The one of `words` that `word` was probably meant to be; "" where none is near."""
    by_lower = {known.lower(): known for known in words}
    near = difflib.get_close_matches(word.lower().replace("-", "_").strip("_ "), by_lower, n=1, cutoff=0.6)
    near = near or difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else ""


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


def _with_suggestion(word: str, words: tuple[str, ...], **params: object) -> dict[str, object]:
    suggestion = closest(word, words)
    variant = "suggestion" if suggestion else "plain"
    return {"value": word, "suggestion": suggestion, "variant": variant, **params}


def _defect(error: ErrorDetails, tree: object, model: type[BaseModel]) -> Defect:
    kind, raw, context = error["type"], error["loc"], error.get("ctx", {})
    at_key = bool(raw) and raw[-1] == "[key]"
    location = _in_file(tree, raw[:-1] if at_key else raw)
    value = error["input"]
    shown = {"value": value if isinstance(value, str) else ""}
    match kind:
        case "extra_forbidden":
            keys = keys_at(model, location[:-1])
            return Defect("unknown-key", location, _with_suggestion(str(location[-1]), keys), at_key=True)
        case "missing":
            return Defect("missing-key", location, {"key": str(location[-1])})
        case _ if value is None:
            return Defect("empty-value", location)
        case "enum" | "literal_error":
            allowed = tuple(_QUOTED.findall(str(context.get("expected", ""))))
            params = _with_suggestion(value if isinstance(value, str) else "", allowed, allowed=allowed)
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
        case _ if "-" in kind:  # our own codes, model/base.py; pydantic's have none
            return Defect(kind, location, {**context, **shown}, at_key=at_key)
    return Defect("bad-value", location, shown, at_key=at_key)


def defects_of(error: ValidationError, tree: Mapping[str, Any], model: type[BaseModel]) -> list[Defect]:
    """Everything wrong with a record, without what only follows: a misspelt key is not missing as well."""
    found = [_defect(detail, tree, model) for detail in error.errors(include_url=False)]
    misspelt = [defect for defect in found if defect.rule == "unknown-key"]
    meant = {(*defect.location[:-1], defect.params["suggestion"]) for defect in misspelt}
    return [defect for defect in found if not (defect.rule == "missing-key" and defect.location in meant)]


def independent(found: list[Defect], spoiled: tuple[Defect, ...]) -> list[Defect]:
    """The defects of a record that do not lie where the file itself was already found wrong."""
    places = [defect.location[:-1] if defect.rule == "merge-key" else defect.location for defect in spoiled]
    return [defect for defect in found if not any(defect.location[: len(place)] == place for place in places)]
