"""docs/policy.md: every setting of policy.yaml, the figures that it changes and the places that use it, in every
language; then every figure of the registry."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from tongbao.metrics.rates import Sums
from tongbao.metrics.registry import DEFINITIONS, Definition
from tongbao.metrics.totals import Totals
from tongbao.model.base import Record
from tongbao.model.base import words as words_of
from tongbao.model.policy import ONE_OR_MANY, Policy
from tongbao.model.setting import Setting
from tongbao.views.guide import both, row, written_as
from tongbao.views.schema import Json, Words, fields_of, records_in, records_of


class PlaceRules(NamedTuple):
    """The policy.yaml of an example as it stands in the file, and the folder it stands in."""

    folder: str
    tree: Mapping[str, Any]


Uses = Mapping[tuple[str, str], Mapping[str, None]]
"""(record, key) → the folders of the places that write it."""
ANY_DAY = date(2000, 12, 31)
MARKS = re.compile(r"([\\`*_\[\]<>|])")


def policy_text(words: Words, schema: Json, places: Sequence[PlaceRules]) -> str:
    """The page as Markdown; `schema` is that of policy.yaml."""
    return "\n".join(_page(words, schema, places)) + "\n"


def _page(words: Words, schema: Json, places: Sequence[PlaceRules]) -> Iterator[str]:
    yield from (f"# {both(words, 'guide.policy.title', ' ')}", "")
    for catalogue in words:
        yield from (catalogue("guide.policy.intro"), "")
    uses = _uses(places)
    yield from (f"## {both(words, 'guide.policy.every', ' ')}", "", both(words, "guide.about.Setting", " "), "")
    yield from _fields(words, Setting, schema["definitions"]["Pace"], schema["definitions"], {})
    seen: set[str] = {"Policy"}
    for name, info in Policy.model_fields.items():
        yield from _setting(words, name, info, schema, places, uses, seen)
    yield from ("", f"## {both(words, 'guide.policy.figures', ' ')}", "")
    yield from _figures(words)


def _setting(
    words: Words, name: str, info: FieldInfo, schema: Json, places: Sequence[PlaceRules], uses: Uses, seen: set[str]
) -> Iterator[str]:
    """A setting: what it is, what it changes, who uses it, and the fields of its record and those within."""
    yield from ("", f"## `{name}` {both(words, f'guide.fields.Policy.{name}', ' / ')}", "")
    inner = next(records_in(info.annotation), None)
    form = "map" if get_origin(info.annotation) is dict else "versions" if ONE_OR_MANY in info.metadata else "several"
    yield f"- {both(words, f'guide.policy.{form}', ' ')}"
    changed = [f"`{d.key}`" for d in DEFINITIONS if name in d.settings]
    text = ", ".join(changed) or both(words, "guide.policy.no_figures", " ")
    yield f"- {both(words, 'guide.policy.changes', ' ')} {text}"
    if unwritten := _default(info):
        yield f"- {both(words, 'guide.policy.default', ' ')} `{unwritten}`"
    users = [line for place in places for line in _user(words, name, place)]
    yield f"- {both(words, 'guide.policy.used_by', ' ')}{'' if users else both(words, 'guide.policy.nobody', ' ')}"
    yield from users
    yield ""
    for record in records_of(inner).values() if inner else ():
        if record.__name__ not in seen:
            seen.add(record.__name__)
            yield from (f"### {record.__name__}", "", both(words, f"guide.about.{record.__name__}", " "), "")
            yield from _fields(words, record, schema["definitions"][record.__name__], schema["definitions"], uses)
            yield ""


def _user(words: Words, name: str, place: PlaceRules) -> Iterator[str]:
    """What a place says where its settings come from, a line each."""
    languages = tuple(catalogue.language for catalogue in words)
    link = f"  - [{place.folder}](../examples/{place.folder}/policy.yaml)"
    if name in place.tree and not issubclass(next(records_in(Policy.model_fields[name].annotation), Record), Setting):
        yield link
        return
    for code, setting in _written(place.tree.get(name)):
        source = MARKS.sub(r"\\\1", words_of(setting.get("source"), languages))
        assumed = both(words, "guide.policy.assumed", " / ") if setting.get("assumed") is True else ""
        label = f"`{code}` " if code else ""
        said = " · ".join(filter(None, (source, assumed)))
        yield f"{link} {label}{said}"


def _written(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The settings under a name with the code that tells them apart, as they stand in a file."""
    match value:
        case [*settings]:
            yield from ((str(s.get("code", "")), s) for s in settings if isinstance(s, dict))
        case dict() if value and all(isinstance(inner, dict) and "title" in inner for inner in value.values()):
            yield from value.items()
        case dict():
            yield str(value.get("code", "")), value


def _uses(places: Sequence[PlaceRules]) -> Uses:
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)

    def visit(record: type[Record], tree: Any, folder: str) -> None:
        if not isinstance(tree, dict):
            return
        for name, key, _ in fields_of(record):
            if key in tree:
                found[record.__name__, key][folder] = None
                annotation, value = record.model_fields[name].annotation, tree[key]
                inner = next(records_in(annotation), None)
                values = value.values() if get_origin(annotation) is dict and isinstance(value, dict) else [value]
                for each in (part for one in values for part in (one if isinstance(one, list) else [one])):
                    if inner:
                        visit(inner, each, folder)

    for place in places:
        visit(Policy, place.tree, place.folder)
    return found


def _fields(words: Words, record: type[Record], node: Json, definitions: Json, uses: Uses) -> Iterator[str]:
    """The table of a record's own fields; what every setting has stands apart."""
    heads = [both(words, f"guide.{name}") for name in ("head.key", "policy.allowed", "policy.if_unwritten")]
    meanings = [f"{catalogue('guide.head.meaning')} ({catalogue.language})" for catalogue in words]
    yield row(*heads, *meanings, both(words, "guide.policy.places"))
    yield row(*["---"] * (len(heads) + len(meanings) + 1))
    for name, key, place in fields_of(record):
        if place.startswith("Setting.") and record is not Setting:
            continue
        info, field = record.model_fields[name], node["properties"][key]
        default = both(words, "guide.policy.needed") if info.is_required() else _code(_default(info))
        users = ", ".join(uses.get((record.__name__, key), ()))
        meaning = (catalogue(f"guide.fields.{place}") for catalogue in words)
        yield row(f"`{key}`", _allowed(words, field, definitions), default, *meaning, users)


def _allowed(words: Words, field: Json, definitions: Json) -> str:
    """What may be written: each choice with its meaning, else the kind of value."""
    node = field.get("allOf", [field])[0]
    node = node.get("items", node)
    if "$ref" in node:
        node = definitions[node["$ref"].rpartition("/")[2]]
    if "markdownEnumDescriptions" in node:
        choices = zip(node["enum"], node["markdownEnumDescriptions"], strict=True)
        return "<br>".join(f"`{value}` {said}" for value, said in choices)
    return "<br>".join(dict.fromkeys(written_as(catalogue, field, definitions) for catalogue in words))


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _default(info: FieldInfo) -> str:
    """What a field holds where nobody wrote it, as people would write it; "" for nothing, and for an empty map."""
    return "" if info.default_factory else _shown(info.default)


def _shown(value: object) -> str:
    """A default as people would write it; "" for none."""
    match value:
        case None | "" | date():
            return ""
        case bool():
            return str(value).lower()
        case Enum():
            return str(value.value)
        case Setting() | Record():
            written = value.model_dump(exclude_unset=True)
            return f"{{{', '.join(f'{key}: {_shown(inner)}' for key, inner in written.items())}}}" if written else ""
        case dict():
            return f"{{{', '.join(f'{key}: {_shown(inner)}' for key, inner in value.items())}}}"
        case tuple() if len(value) == 1 and isinstance(value[0], Record):
            return _shown(value[0])
        case tuple():
            return f"[{', '.join(map(_shown, value))}]" if value else ""
    return str(value)


def _figures(words: Words) -> Iterator[str]:
    heads = [both(words, f"guide.policy.{name}") for name in ("figure", "unit", "bases")]
    formulas = [f"{catalogue('guide.policy.formula')} ({catalogue.language})" for catalogue in words]
    yield row(*heads, *formulas, both(words, "guide.policy.settings"))
    yield row(*["---"] * (len(heads) + len(formulas) + 1))
    for each in DEFINITIONS:
        label = f"`{each.key}`<br>" + both(words, f"figures.{each.key}.label")
        unit = both(words, f"guide.policy.units.{each.unit}")
        bases = "<br>".join(f"`{base}` {both(words, f'figures.bases.{base}', ' / ')}" for base in bases_of(each))
        yield row(label, unit, bases, *(_made(catalogue, each) for catalogue in words), _links(each))


def _made(catalogue: Any, definition: Definition) -> str:
    formula, doc = (catalogue(f"figures.{definition.key}.{part}") for part in ("formula", "doc"))
    return "<br>".join(dict.fromkeys((formula, doc)))


def _links(definition: Definition) -> str:
    return ", ".join(f"`{name}`" for name in definition.settings)


def bases_of(definition: Definition) -> tuple[str, ...]:
    """The codes of every base a figure can have, by what the settings it depends on can choose."""
    rules = Policy().at(ANY_DAY)
    variants = [rules]
    for name in definition.settings:
        setting = getattr(rules, name)
        if isinstance(setting, Setting):
            variants += (
                rules.model_copy(update={name: setting.model_copy(update={field: value})})
                for field, info in type(setting).model_fields.items()
                for value in _choices(info.annotation)
            )
    figures = (definition.make(Sums(Totals(), Totals, variant, ANY_DAY)) for variant in variants)
    return tuple(dict.fromkeys(figure.base for figure in figures if figure.base))


def _choices(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if annotation is bool:
        return (False, True)
    return tuple(annotation) if isinstance(annotation, type) and issubclass(annotation, Enum) else ()
