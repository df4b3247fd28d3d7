"""The body of a filled-in form: a heading, an empty line, an answer, and so on. All of it is text and nothing else."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tongbao.model.plain import CONTROL

LONGEST = 65536
"""Characters that GitHub takes in a body."""
NO_ANSWER = "_No response_"


class Wrong(NamedTuple):
    """Something wrong with an answer: the heading it stands under, "" for the body as a whole, and the rule."""

    heading: str
    rule: str
    params: Mapping[str, object] = MappingProxyType({})


class Answers(NamedTuple):
    """The answers by heading, those left empty not among them, and what is wrong with the body."""

    said: dict[str, str]
    wrong: tuple[Wrong, ...] = ()


def answers_of(body: str, headings: Collection[str]) -> Answers:
    """What stands under each known heading. One that is there twice or not at all is wrong: which counts?"""
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        return Answers({}, (Wrong("", "too-long", {"limit": LONGEST}),))
    if match := CONTROL.search(text):
        return Answers({}, (Wrong("", "control-character", {"code": f"U+{ord(match[0]):04X}"}),))
    found: dict[str, list[str]] = {}
    wrong = []
    lines: list[str] = []
    for line in text.split("\n"):
        heading = line.removeprefix("### ").rstrip() if line.startswith("### ") else ""
        if heading not in headings:
            lines.append(line)
            continue
        lines = []
        if heading in found:
            wrong.append(Wrong(heading, "heading-twice"))
        found[heading] = lines
    wrong += [Wrong(heading, "heading-missing") for heading in headings if heading not in found]
    said = {heading: "\n".join(lines).strip() for heading, lines in found.items()}
    return Answers({heading: text for heading, text in said.items() if text and text != NO_ANSWER}, tuple(wrong))
