"""Forms on the repository's own pages for people who never saw Git: an issue, a month's report, a mistake found.

A form is made of the place: its districts, offices and words are what may be chosen. What people fill in comes back as
a body of headings and answers; `Form` says which heading means which field, and which answer which code.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import words as words_in
from tongbao.model.site import Named, Site
from tongbao.model.vocab import IssueKind, Stage

FOLDER = ".github/ISSUE_TEMPLATE"
Words = Sequence[Catalogue]
Json = dict[str, Any]


class Asked(NamedTuple):
    """A field of a form: how it is filled in, whether it must be, and what may be chosen where something is chosen."""

    id: str
    widget: str
    required: bool = False
    choices: str = ""


KINDS: Mapping[str, tuple[Asked, ...]] = {
    "issue": (
        Asked("projects", "input"),
        Asked("district", "dropdown", True, "districts"),
        Asked("kind", "dropdown", True, "kinds"),
        Asked("category", "dropdown", True, "categories"),
        Asked("severity", "dropdown", False, "severities"),
        Asked("title", "input", True),
        Asked("description", "textarea"),
        Asked("date", "input", True),
        Asked("channel", "dropdown", False, "channels"),
        Asked("by", "dropdown", False, "offices"),
    ),
    "report": (
        Asked("project", "input", True),
        Asked("as_of", "input", True),
        Asked("invested", "input"),
        Asked("physical", "input"),
        Asked("stage", "dropdown", False, "stages"),
        Asked("finish", "input"),
        Asked("total", "input"),
        Asked("note", "textarea"),
    ),
    "mistake": (
        Asked("where", "input", True),
        Asked("as_of", "input"),
        Asked("field", "dropdown", True, "fields"),
        Asked("shown", "textarea", True),
        Asked("right", "textarea"),
        Asked("source", "textarea"),
    ),
}
"""The fields of each form in their order. Pages that lead to the form for mistakes fill in its `where` and `as_of`."""
FILES = {"issue": "new-issue.yml", "report": "monthly-report.yml", "mistake": "wrong-figure.yml"}
LABELS = {kind: f"form-{kind}" for kind in KINDS}
"""The label that an issue of each form bears: by it the workflow knows what it reads."""
ELSEWHERE = "elsewhere"
"""The answer that names no field: a person will look."""


@dataclass(frozen=True)
class Form:
    """A form of a place, in its languages."""

    kind: str
    site: Site
    words: Words

    @cached_property
    def fields(self) -> tuple[Asked, ...]:
        """Its fields; without those for which the place has nothing to choose from."""
        return tuple(asked for asked in KINDS[self.kind] if not asked.choices or self.codes(asked))

    @cached_property
    def headings(self) -> dict[str, Asked]:
        """What stands over each answer → the field."""
        return {self.label(asked.id): asked for asked in self.fields}

    def label(self, field: str) -> str:
        """The heading of a field."""
        return self._said(f"{self.kind}.fields.{field}.label", " / ")

    def codes(self, asked: Asked) -> dict[str, str]:
        """What may be chosen → what it stands for; two of the same name bear their codes."""
        found: dict[str, str] = {}
        for code, name in self._choices(asked.choices):
            found[name if name not in found else f"{name} ({code})"] = code
        return found

    def _choices(self, choices: str) -> Iterable[tuple[str, str]]:
        if choices == "kinds":
            return [
                (kind.value, self._all(words(f"words.kind.{kind.value}") for words in self.words)) for kind in IssueKind
            ]
        if choices == "fields":
            names = self.words[0].section("forms.mistake.choices")
            return [(name.replace("-", "."), self._said(f"mistake.choices.{name}", " / ")) for name in names]
        if choices == "stages":
            own = [(stage.word, stage.word) for stage in self.site.stages]
            return own or [
                (str(stage), self._all(words(f"words.stage.{stage}") for words in self.words)) for stage in Stage
            ]
        entries: Sequence[Named] = getattr(self.site, choices)
        return [(entry.code, self._all(self._names(entry))) for entry in entries]

    def _names(self, entry: Named) -> Iterable[str]:
        return (words_in(entry.name, (language,)) for language in self.site.languages)

    @staticmethod
    def _all(said: Iterable[str]) -> str:
        return " / ".join(dict.fromkeys(said))

    def _said(self, key: str, between: str) -> str:
        return between.join(dict.fromkeys(catalogue(f"forms.{key}") for catalogue in self.words))

    def tree(self) -> Json:
        """The form as GitHub reads it."""
        notice = {"type": "markdown", "attributes": {"value": self._said("notice", "\n")}}
        return {
            "name": self._said(f"{self.kind}.name", " / "),
            "description": self._said(f"{self.kind}.about", " / "),
            "title": f"[{self.words[0](f'forms.{self.kind}.name')}] ",
            "labels": [LABELS[self.kind]],
            "body": [notice, *(self._field(asked) for asked in self.fields)],
        }

    def _field(self, asked: Asked) -> Json:
        key = f"{self.kind}.fields.{asked.id}"
        attributes: Json = {"label": self.label(asked.id)}
        if f"forms.{key}.hint" in self.words[0]:
            attributes["description"] = self._said(f"{key}.hint", " / ")
        if f"forms.{key}.example" in self.words[0]:
            attributes["placeholder"] = self.words[0](f"forms.{key}.example")
        if asked.choices:
            attributes["options"] = list(self.codes(asked))
        required = {"required": asked.required}
        return {"type": asked.widget, "id": asked.id, "attributes": attributes, "validations": required}
