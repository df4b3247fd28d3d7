"""docs/data-guide.md: every file, record and field that people write, explained in every language."""

from collections.abc import Iterator, Mapping

from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import ADDRESS, CODE, DAY, HOUR, ID, MONTH
from tongbao.model.internal import PHONE
from tongbao.model.policy import TIME
from tongbao.views.schema import FILES, Json, Words, fields_of, records_of

KINDS = {
    f"^({DAY.pattern})$": "day",
    f"^({MONTH.pattern})$": "month",
    "^([0-9]{4}-[0-9]{2}(-[0-9]{2})?)$": "day-or-month",
    f"^({HOUR.pattern})$": "hour",
    f"^{ID.pattern}$": "id",
    CODE.pattern: "code",
    ADDRESS.pattern: "address",
    TIME: "time",
    f"^({PHONE.pattern})$": "phone",
}
"""What a pattern of the schema is called in guide.yaml `kinds`."""


def guide_text(words: Words, schemas: Mapping[str, Json]) -> str:
    """The page as Markdown: a table for each record, each record once, under the file that first uses it.

    `schemas`: of each kind of file.
    """
    return "\n".join(_page(words, schemas)) + "\n"


def _page(words: Words, schemas: Mapping[str, Json]) -> Iterator[str]:
    yield from (f"# {both(words, 'guide.title', ' ')}", "")
    for catalogue in words:
        yield from (catalogue("guide.intro"), "")
    seen: set[str] = set()
    for name, (model, path, tree) in FILES.items():
        schema = schemas[name]
        yield from (f"## {both(words, f'guide.files.{name}', ' ')}", "")
        yield from (both(words, f"guide.file.{tree}", " / ", path=f"`{path}`"), "")
        for record_name, record in records_of(model).items():
            if record_name in seen:
                continue
            seen.add(record_name)
            node = schema if record is model else schema["definitions"][record_name]
            yield from (f"### {record_name}", "", both(words, f"guide.about.{record_name}", " "), "")
            yield from _table(words, node, schema["definitions"], [f[1:] for f in fields_of(record)])
            yield ""


def _table(words: Words, node: Json, definitions: Json, fields: list[tuple[str, str]]) -> Iterator[str]:
    heads = [both(words, f"guide.head.{name}") for name in ("key", "kind", "needed")]
    meanings = [f"{catalogue('guide.head.meaning')} ({catalogue.language})" for catalogue in words]
    yield row(*heads, *meanings)
    yield row(*["---"] * (len(heads) + len(meanings)))
    for key, place in fields:
        field = node["properties"][key]
        needed = both(words, "guide.yes") if key in node.get("required", ()) else _default(field)
        said = [catalogue(f"guide.fields.{place}") for catalogue in words]
        written = dict.fromkeys(written_as(catalogue, field, definitions) for catalogue in words)
        yield row(f"`{key}`", "<br>".join(written), needed, *said)


def _default(field: Json) -> str:
    value = field.get("default")
    if value is None:
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def written_as(word: Catalogue, field: Json, definitions: Json) -> str:
    """How a value is written, in the words of one language; records are links."""

    def inner(part: Json) -> str:
        return written_as(word, part, definitions)

    match field:
        case {"allOf": [only]}:
            return inner(only)
        case {"$ref": str(reference)}:
            name = reference.rpartition("/")[2]
            return inner(definitions[name]) if "enum" in definitions[name] else f"[{name}](#{name.lower()})"
        case {"enum": values}:
            return word("guide.kinds.choice", values=", ".join(f"`{value}`" for value in values))
        case {"anyOf": [one, {"type": "array"}]}:
            return word("guide.either", a=inner(one))
        case {"anyOf": _}:
            return word("guide.kinds.text")
        case {"type": "array", "items": items}:
            return word("guide.kinds.list", of=inner(items))
        case {"type": "object", "patternProperties": by_key}:
            return word("guide.kinds.map", of=inner(next(iter(by_key.values()))))
        case {"type": "object", "additionalProperties": values}:
            return word("guide.kinds.map", of=inner(values))
        case {"pattern": pattern}:
            return word(f"guide.kinds.{KINDS[pattern]}")
        case {"type": str(plain)}:
            return word(f"guide.kinds.{plain}")
        case {"type": _}:
            return word("guide.kinds.line")
    return word("guide.kinds.any")


def both(words: Words, key: str, between: str = "<br>", **values: object) -> str:
    """The words of each language, once where they are the same."""
    return between.join(dict.fromkeys(catalogue(key, **values) for catalogue in words))


def row(*cells: str) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
