"""The answers of a form → the values of a record, as its file would hold them."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from tongbao.edit.answers import Answers, Wrong, answers_of
from tongbao.model.base import ID
from tongbao.views.issue_forms import Form

Tree = dict[str, Any]
BETWEEN = re.compile(r"[\s,，、;；]+")
SHAPES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "issue": {
        "kind": ("kind",),
        "title": ("title",),
        "projects": ("projects",),
        "district": ("district",),
        "category": ("category",),
        "severity": ("severity",),
        "description": ("description",),
        "date": ("raised", "date"),
        "channel": ("raised", "channel"),
        "by": ("raised", "by"),
    },
    "report": {name: (name,) for name in ("as_of", "invested", "total", "physical", "finish", "stage", "note")},
}
"""Where in the record the answer of each field goes."""


class Submitted(NamedTuple):
    """What a form says: answers by field, dropped-down ones as codes, and what is wrong."""

    said: dict[str, str]
    wrong: tuple[Wrong, ...] = ()


def submitted(body: str, form: Form) -> Submitted:
    """Reads the body of a form. What must be answered and is not, and what is none of the choices, is wrong."""
    answers: Answers = answers_of(body, form.headings)
    said: dict[str, str] = {}
    wrong = list(answers.wrong)
    lost = {each.heading for each in wrong}
    for heading, asked in form.headings.items():
        text = answers.said.get(heading, "")
        codes = form.codes(asked) if asked.choices else {}
        if not text:
            if asked.required and heading not in lost and "" not in lost:
                wrong.append(Wrong(heading, "empty"))
        elif asked.choices and text not in codes:
            wrong.append(Wrong(heading, "choice", {"value": text, "allowed": tuple(codes)}))
        elif asked.widget == "input" and "\n" in text:
            wrong.append(Wrong(heading, "lines"))
        else:
            said[asked.id] = codes.get(text, text)
    return Submitted(said, tuple(wrong))


def ids_in(text: str) -> list[str]:
    """The ids of a list that a person wrote, between them spaces or any comma."""
    return [word for word in BETWEEN.split(text) if word]


def named_in(text: str, known: Mapping[str, Any]) -> str:
    """The record that a person named by its id or by the address of its page; "" for none."""
    words = re.findall(ID, text)
    return next((word for word in reversed(words) if word in known), "")


def tree_of(kind: str, said: Mapping[str, str]) -> Tree:
    """The values of a record of what was said; an issue that hangs on projects has no district of its own."""
    tree: Tree = {}
    for field, way in SHAPES[kind].items():
        if field not in said or (field == "district" and "projects" in said):
            continue
        place = tree
        for key in way[:-1]:
            place = place.setdefault(key, {})
        place[way[-1]] = ids_in(said[field]) if field == "projects" else said[field]
    return tree


def field_at(kind: str, location: tuple[str | int, ...]) -> str:
    """The field of the form whose answer stands at a place of the record; "" for none."""
    keys = tuple(key for key in location if isinstance(key, str))
    return next((field for field, way in SHAPES[kind].items() if keys[: len(way)] == way), "")
