"""The form editor at /admin/ (Sveltia CMS): its settings, made of the models and the words of a place.

It speaks one language a page: texts that a file holds in several are shown in that language and written back to it.
"""

import html
import json
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple, get_origin

from pydantic.fields import FieldInfo

from tongbao.locale.catalogue import Catalogue
from tongbao.model.admin import Admin
from tongbao.model.base import MONTH, Meaning, Record
from tongbao.model.base import words as words_in
from tongbao.model.dataset import Dataset
from tongbao.model.keys import Form, Held, held_by, natural_key
from tongbao.model.vocab import Stage
from tongbao.views.differences import FIRST_WORDS
from tongbao.views.schema import FILES, WORDS_OF_CHOICES, fields_of

Json = dict[str, Any]
FOLDER = "admin"
SCRIPTS = ("admin.css", "admin.js", "start.js")
REVIEWED = ("github", "gitlab")
"""Servers on which the editor makes a branch and a pull request of each save."""
SERVERS = {"github": ("https://api.github.com", "https://github.com"), "gitlab": ("https://gitlab.com",)}
PICTURES = {"github": ("https://avatars.githubusercontent.com",), "gitlab": ("https://secure.gravatar.com",)}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src {pictures}; "
    "font-src 'self' data:; connect-src {asked}; "
    "worker-src 'self' blob:; manifest-src 'self' blob: data:; base-uri 'none'; form-action 'none'"
)


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
RULES = {"Activity.kind": "activities", "Batch.kind": "batches"}
"""Fields whose values are codes of policy.yaml, and the part of it."""
STAGES = frozenset({"stage", "from_stage", "until_stage"})
"""Keys whose values are stages: those of the program, or words of the place."""
CHOSEN = ("select", "relation")
"""Fields that need no word on how their codes are written."""
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
            "label": self.words(f"words.nav.{offered.folder}"),
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
            field |= self._widget(key, place, info, held[key])
            if said != label and field["widget"] not in CHOSEN:
                field["hint"] = said
            yield field

    def _label(self, place: str, said: str) -> str:
        short = f"differences.fields.{place}"
        if short in self.words and self.words(short):
            return self.words(short)
        return FIRST_WORDS.split(said)[0].strip()

    def _widget(self, key: str, place: str, info: FieldInfo, held: Held) -> Json:
        many = _is_many(info)
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
        summary = " ".join(f"{{{{fields.{key}}}}}" for key in list(dict.fromkeys(keys))[:3])
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
            case Meaning.DAY:
                return {"widget": "string", "pattern": [r"^\d{4}-\d{2}(-\d{2})?$", self.words("admin.day")]}
            case Meaning.MONTH:
                return {"widget": "string", "pattern": [f"^{MONTH.pattern}$", self.words("admin.month")]}
            case Meaning.WORDS if key not in SHORT:
                return {"widget": "text"}
        if held.meaning in NUMBERS:
            return {"widget": "string", "pattern": [r"^-?(0|[1-9]\d*)(\.\d+)?$", self.words("admin.number")]}
        return {"widget": "string"}

    def _options(self, key: str, place: str, held: Held) -> list[Json]:
        """What may be chosen: values and what they are called; nothing where anything may be written."""
        named: dict[str, str] = {}
        if held.choice or key in STAGES:
            choice = held.choice or Stage
            named = {str(each.value): self._meant(choice, str(each.value)) for each in choice}
        if key in STAGES:
            named |= {stage.word: stage.word for stage in self.dataset.site.stages}
        elif key in TABLES or place in RULES:
            site, policy = self.dataset.site, self.dataset.policy
            entries = getattr(site, TABLES[key]) if key in TABLES else getattr(policy, RULES[place])
            named = {entry.code: words_in(entry.name, (self.language,)) for entry in entries}
        return [{"value": value, "label": label} for value, label in named.items()]

    def _meant(self, choice: type[Enum], value: str) -> str:
        section = WORDS_OF_CHOICES.get(choice.__name__, f"guide.values.{choice.__name__}")
        key = f"{section}.{value}"
        return self.words(key) if key in self.words else value


def words_ways(model: type[Record]) -> list[str]:
    """The ways to all texts of a record that may be written in several languages; `*` is each entry of a list."""
    return sorted(".".join(way) for way in _words_ways(model, ()))


def _words_ways(model: type[Record], way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    many = {info.alias or name for name, info in model.model_fields.items() if _is_many(info)}
    for key, held in held_by(model).items():
        here = (*way, key)
        if held.form is Form.ENTRIES and held.kind:
            yield from _words_ways(held.kind, (*here, "*"))
        elif held.form is Form.RECORD and held.kind:
            yield from _words_ways(held.kind, here)
        elif held.meaning is Meaning.WORDS:
            yield (*here, "*") if key in many else here


def _is_many(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple


class EditorFile(NamedTuple):
    """A page of the editor or its settings: the template that it is made of, and what is filled in."""

    path: str
    template: str
    filled: Mapping[str, str]


def editor_files(dataset: Dataset, catalogues: Mapping[str, Catalogue], base_url: str | None) -> list[EditorFile]:
    """Page and settings of each language; the first one's stand at /admin/, the others' below their language."""
    admin, found = dataset.site.admin, []
    assert admin is not None
    for language, words in catalogues.items():
        first = language == dataset.site.languages[0]
        folder = FOLDER if first else f"{language}/{FOLDER}"
        title = words("admin.title", place=words_in(dataset.site.name, (language,)))
        ways = {each.folder: words_ways(FILES[kind].model) for kind, each in OFFERED.items()}
        settings = {
            "load_config_file": False,
            "backend": _backend(admin),
            "publish_mode": "editorial_workflow" if admin.review and admin.backend in REVIEWED else "simple",
            "media_folder": "media",
            "media_libraries": {"stock_assets": False},
            "app_title": title,
            "site_url": base_url or "",
            "show_preview_links": False,
            "collections": Forms(dataset, language, words).collections(),
        }
        if not base_url:
            del settings["site_url"]
        content = {"language": language, "config": settings, "words": ways}
        up = "" if first else "../" * (folder.count("/") + 1) + f"{FOLDER}/"
        page = {"language": language, "title": html.escape(title), "policy": _policy(admin), "program": up}
        found.append(EditorFile(f"{folder}/index.html", "admin/index.html", page))
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        found.append(EditorFile(f"{folder}/settings.js", "admin/settings.js", {"settings": text}))
    return found


def _backend(admin: Admin) -> Json:
    said = {
        "name": admin.backend,
        "repo": admin.repository,
        "branch": admin.branch if admin.repository else None,
        "base_url": admin.login,
        "api_root": admin.api,
        "app_id": admin.app,
        "auth_type": "pkce" if admin.app and admin.backend == "gitlab" else None,
        "cms_label_prefix": "cms/" if admin.backend in REVIEWED else None,
    }
    return {key: value for key, value in said.items() if value}


def _policy(admin: Admin) -> str:
    """What the page may load and ask: its own files, and the server that site.yaml names."""
    servers = [*SERVERS.get(admin.backend, ()), *(_origin(each) for each in (admin.api, admin.login) if each)]
    asked = " ".join(["'self'", "blob:", "data:", *dict.fromkeys(servers)])
    pictures = " ".join(["'self'", "blob:", "data:", *dict.fromkeys([*PICTURES.get(admin.backend, ()), *servers])])
    return POLICY.format(asked=asked, pictures=pictures)


def _origin(address: str) -> str:
    return "/".join(address.split("/")[:3])
