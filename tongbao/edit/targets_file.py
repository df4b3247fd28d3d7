"""The file of a year's list: one more adjustment below the others, everything else left as it is."""

import yaml

from tongbao.edit.records import record_text
from tongbao.model.targets import Adjustment

KEY = "adjustments"
INDENT = 2
"""How far the entries of a list that is new in the file are set in."""


def with_adjustment(text: str, adjustment: Adjustment) -> str | None:
    """The file with the adjustment as the last entry of its adjustments; None where these are written on one line.

    Comments, the order of keys and the file's line ends stay.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    at, head, column = len(text), f"{KEY}:{newline}", INDENT
    if (value := _adjustments(text)) is not None:
        start, end = value.start_mark, value.end_mark
        if value.flow_style:
            if value.value:
                return None
            key = text[: start.index].rstrip(" ")
            text = key + text[end.index :]
            at, head = text.find("\n", len(key)) + 1 or len(text), ""
        else:
            at, head, column = _last_line(text, end.index, start.column), "", start.column
    before = text[:at] if not text[:at] or text[:at].endswith("\n") else text[:at] + newline
    entry = "".join(f"{line}{newline}" for line in _entry(adjustment, column))
    return f"{before}{head}{entry}{text[at:]}"


def _adjustments(text: str) -> yaml.SequenceNode | None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == KEY and isinstance(value, yaml.SequenceNode)), None)


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


def _entry(adjustment: Adjustment, column: int) -> list[str]:
    """The lines of an entry of a list that is set in by `column`."""
    lines = record_text(adjustment).rstrip("\n").split("\n")
    return [f"{' ' * column}{'  ' if at else '- '}{line}" if line else "" for at, line in enumerate(lines)]
