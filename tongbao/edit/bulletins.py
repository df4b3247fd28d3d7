"""The file of a bulletin's draft: what is decided stands as YAML, what the machine will say as comments."""

from collections.abc import Iterable
from dataclasses import dataclass

from tongbao.edit.records import record_text
from tongbao.model.bulletin import Bulletin


@dataclass(frozen=True, slots=True)
class Said:
    """A section of the draft as it will be printed: its heading and its paragraphs, none where it says nothing."""

    section: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What the comments say: the first line for editors, how to write words, what stands below, an empty section."""

    first: str
    words: str
    below: str
    nothing: str


def draft_path(bulletin: Bulletin) -> str:
    """Where a bulletin stands: in the folder of the year of its number."""
    return f"bulletins/{bulletin.year}/{bulletin.id}.yaml"


def draft_text(bulletin: Bulletin, said: Iterable[Said], notes: Notes) -> str:
    """The whole file. A paragraph is one line, whatever line ends stand in the names that it repeats."""
    lines = [notes.first] if notes.first else []
    lines += [record_text(bulletin).rstrip("\n"), *_comment(notes.words), "#", *_comment(notes.below)]
    for section in said:
        lines += ["#", f"# {section.section}: {section.heading}"]
        lines += [f"#   {' '.join(text.split())}" for text in section.paragraphs or (notes.nothing,)]
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]
