"""The form editor at /admin/ (Sveltia CMS): its settings, made of the models and the words of a place.

It speaks one language a page: texts that a file holds in several are shown in that language and written back to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple, get_origin

from pydantic.fields import FieldInfo

from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import MONTH, Meaning, Record
from tongbao.model.base import words as words_in
from tongbao.model.dataset import Dataset
from tongbao.model.keys import Form, Held, held_by, natural_key
from tongbao.model.vocab import Stage
from tongbao.views.differences import FIRST_WORDS
from tongbao.views.schema import FILES, WORDS_OF_CHOICES, fields_of

Json = dict[str, Any]


class Offered(NamedTuple):
    """Records that can be edited in forms: their folder, what a list of them shows, whether one may be added."""

    folder: str
    summary: str
    path: str
    create: bool = False


OFFERED: Mapping[str, Offered] = {
    "project": Offered("projects", "{{id}} {{name}}", "{{district}}/{{slug}}", create=True),
    "issue": Offered("issues", "{{id}} {{title}}", "{{district}}/{{year}}/{{slug}}"),
    "activity": Offered("activities", "{{date}} {{title}}", "{{year}}/{{slug}}"),
    "batch": Offered("batches", "{{id}} {{title}}", "{{slug}}", create=True),
    "campaign": Offered("campaigns", "{{id}} {{name}}", "{{slug}}", create=True),
    "correction": Offered("corrections", "{{id}} {{document}}", "{{slug}}", create=True),
}
SHORT = frozenset({"name", "title", "place", "by", "approved_by", "until", "organiser"})
"""Words that are one line."""
NUMBERS = frozenset({Meaning.NUMBER, Meaning.MONEY, Meaning.PERCENT})
TABLES = {
    "level": "levels",
    "lists": "lists",
    "district": "districts",
    "districts": "districts",
    "classes": "classes",
    "sectors": "sectors",
    "category": "categories",
    "channel": "channels",
    "severity": "severities",
    "office": "offices",
    "others": "offices",
}
"""Keys whose values are codes of site.yaml, and the table."""
RELATED = {"projects": "project", "project": "project", "within": "project", "issues": "issue", "issue": "issue"}
"""Keys whose values are ids of records."""


class Forms:
    """The settings of the form editor in one language."""

    def __init__(self, dataset: Dataset, language: str, words: Catalogue) -> None:
        self.dataset = dataset
        self.language = language
        self.words = words

    def collections(self) -> list[Json]:
        """One a kind of record that the place has, or may add."""
        return [self._collection(kind, offered) for kind, offered in OFFERED.items()]

    def _collection(self, kind: str, offered: Offered) -> Json:
        model = FILES[kind].model
        return {
            "name": offered.folder,
            "label": self.words(f"guide.files.{kind}"),
            "description": " ".join(self.words(f"guide.about.{model.__name__}").split()),
            "folder": offered.folder,
            "path": offered.path,
            "format": f"tongbao-{offered.folder}",
            "extension": "yaml",
            "create": offered.create,
            "delete": False,
            "slug": "{{fields.id}}",
            "identifier_field": "id",
            "summary": offered.summary,
            "editor": {"preview": False},
            "fields": list(self._fields(model)),
        }

    def _fields(self, model: type[Record]) -> Iterator[Json]:
        held = held_by(model)
        for name, key, place in fields_of(model):
            info = model.model_fields[name]
            said = " ".join(self.words(f"guide.fields.{place}").split())
            label = self._label(place, said)
            field: Json = {"name": key, "label": label, "required": info.is_required()}
            if said != label:
                field["hint"] = said
            yield field | self._widget(key, place, info, held[key])

    def _label(self, place: str, said: str) -> str:
        short = f"differences.fields.{place}"
        if short in self.words and self.words(short):
            return self.words(short)
        return FIRST_WORDS.split(said)[0].strip()

    def _widget(self, key: str, place: str, info: FieldInfo, held: Held) -> Json:
        many = get_origin(info.annotation) is tuple
        if held.form is Form.ENTRIES and held.kind:
            return self._entries(held.kind)
        if held.form is Form.RECORD and held.kind:
            return {"widget": "object", "collapsed": "auto", "fields": list(self._fields(held.kind))}
        if held.form is Form.MAP:
            return {"widget": "keyvalue"}
        if key in RELATED:
            return self._relation(RELATED[key], many)
        if options := self._options(key, place, held):
            return {"widget": "select", "options": options, "multiple": many}
        if many:
            return {
                "widget": "list",
                "field": {"name": "value", "label": self._label(place, ""), **self._scalar(key, held)},
            }
        return self._scalar(key, held)

    def _entries(self, kind: type[Record]) -> Json:
        keys = [key for key in (*natural_key(kind), *held_by(kind)) if held_by(kind)[key].form is Form.WHOLE]
        summary = " ".join(f"{{{{fields.{key}}}}}" for key in dict.fromkeys(keys[:3]))
        return {"widget": "list", "collapsed": True, "summary": summary, "fields": list(self._fields(kind))}

    def _relation(self, kind: str, many: bool) -> Json:
        name = "title" if kind == "issue" else "name"
        return {
            "widget": "relation",
            "collection": OFFERED[kind].folder,
            "value_field": "id",
            "display_fields": ["id", name],
            "search_fields": ["id", name],
            "multiple": many,
        }

    def _scalar(self, key: str, held: Held) -> Json:
        match held.meaning:
            case Meaning.BOOLEAN:
                return {"widget": "boolean"}
            case Meaning.DAY if key not in ("finish",):
                return {"widget": "string", "pattern": [r"^\d{4}-\d{2}(-\d{2})?$", self.words("admin.day")]}
            case Meaning.MONTH:
                return {"widget": "string", "pattern": [f"^{MONTH.pattern}$", self.words("admin.month")]}
            case Meaning.WORDS if key not in SHORT:
                return {"widget": "text"}
        if held.meaning in NUMBERS:
            return {"widget": "string", "pattern": [r"^-?(0|[1-9]\d*)(\.\d+)?$", self.words("admin.number")]}
        return {"widget": "string"}

    def _options(self, key: str, place: str, held: Held) -> list[Json]:
        if held.choice:
            return [
                {"value": str(each.value), "label": self._meant(held.choice, place, str(each.value))}
                for each in held.choice
            ]
        if key in TABLES:
            entries = getattr(self.dataset.site, TABLES[key])
            return [{"value": entry.code, "label": words_in(entry.name, (self.language,))} for entry in entries]
        return []

    def _meant(self, choice: type[Enum], place: str, value: str) -> str:
        section = WORDS_OF_CHOICES.get(choice.__name__, f"guide.values.{choice.__name__}")
        key = f"{section}.{value}"
        return self.words(key) if key in self.words else value


def words_ways(model: type[Record]) -> list[str]:
    """The ways to all texts of a record that may be written in several languages, entries of lists as `*`."""
    return sorted(".".join(way) for way in _words_ways(model, ()))


def _words_ways(model: type[Record], way: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    for key, held in held_by(model).items():
        here = (*way, key)
        if held.form is Form.ENTRIES and held.kind:
            yield from _words_ways(held.kind, (*here, "*"))
        elif held.form is Form.RECORD and held.kind:
            yield from _words_ways(held.kind, here)
        elif held.meaning is Meaning.WORDS:
            many = (
                get_origin(
                    next(info.annotation for name, info in model.model_fields.items() if (info.alias or name) == key)
                )
                is tuple
            )
            yield (*here, "*") if many else here


_ = Stage
