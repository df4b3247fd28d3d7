"""A list in a file that a person wrote: one more entry below the others, everything else left as it is."""

import yaml

from tongbao.edit.records import line_text, record_text
from tongbao.model.base import Record

INDENT = 2
"""How far the entries of a list that is new in the file are set in."""


def with_entry(text: str, key: str, entry: Record, *, flow: bool = False) -> str | None:
    """The file with the entry as the last one of its list `key`; None where that is written on one line.

    A `flow` entry is one line itself. Comments, the order of keys and the file's line ends stay.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    at, head, column = len(text), f"{key}:{newline}", INDENT
    if (value := _list(text, key)) is not None:
        start, end = value.start_mark, value.end_mark
        if value.flow_style:
            if value.value:
                return None
            kept = text[: start.index].rstrip(" ")
            text = kept + text[end.index :]
            at, head = text.find("\n", len(kept)) + 1 or len(text), ""
        else:
            at, head, column = _last_line(text, end.index, start.column), "", start.column
    before = text[:at] if not text[:at] or text[:at].endswith("\n") else text[:at] + newline
    said = line_text(entry) if flow else record_text(entry)
    lines = "".join(f"{line}{newline}" for line in _entry(said, column))
    return f"{before}{head}{lines}{text[at:]}"


def _list(text: str, name: str) -> yaml.SequenceNode | None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name and isinstance(value, yaml.SequenceNode)), None)


def _last_line(text: str, end: int, column: int) -> int:
    """The end of a list's last line: what stands below it, empty lines and comments, is not of the list."""
    kept = text[:end]
    while kept:
        start = kept.rfind("\n", 0, len(kept) - 1) + 1
        line = kept[start:]
        is_comment = line.lstrip().startswith("#") and len(line) - len(line.lstrip(" ")) <= column
        if line.strip() and not is_comment:
            break
        kept = kept[:start]
    return len(kept)


def _entry(text: str, column: int) -> list[str]:
    """The lines of an entry of a list that is set in by `column`."""
    lines = text.rstrip("\n").split("\n")
    return [f"{' ' * column}{'  ' if at else '- '}{line}" if line else "" for at, line in enumerate(lines)]
