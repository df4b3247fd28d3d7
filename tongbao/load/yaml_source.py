"""Strict reading of one YAML file into plain values, with a fault for everything that YAML would do silently.

PyYAML's event stream is used and never its composer or constructor: those recurse (50,000 nested brackets
kill the process), follow aliases, and turn 012, NO and 2026-13-45 into something else or into a bare
ValueError. Here every scalar stays the text that stands in the file; only an empty value, `~`, `null`, `true`
and `false` mean what they say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from tongbao.load.yaml_hints import BREAK, explain, slip_in
from tongbao.model.plain import CONTROL, PLAIN_WORDS
from tongbao.problems import Location

MAX_BYTES = 1 << 20
MAX_DEPTH = 32

Params = Mapping[str, object]
_NONE: Params = MappingProxyType({})
Position = tuple[int, int]
"""Line and column, both from 1."""


class Defect(NamedTuple):
    """One thing wrong in one file that has no name yet; line and column 0 where they are not known."""

    rule: str
    location: Location = ()
    params: Params = _NONE
    at_key: bool = False
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """Where each value and each key of a file begins, by location."""

    values: dict[Location, Position] = field(default_factory=dict)
    keys: dict[Location, Position] = field(default_factory=dict)


class Source(NamedTuple):
    """What stands in a file: `tree` None where nothing could be read, `marks` only where asked for."""

    tree: dict[str, Any] | None
    faults: tuple[Defect, ...] = ()
    marks: Marks | None = None


class _Again(Exception):  # noqa: N818 - a signal, no error
    """The quick pass met something; read once more, keeping positions."""


class _Stop(Exception):  # noqa: N818 - a signal, no error
    """Nothing after this fault can be trusted."""


class _Frame:
    """An open mapping or list. `key` is None while its value is to be thrown away."""

    __slots__ = ("expects_key", "items", "key", "location")

    def __init__(self, items: Any, location: Location | None, expects_key: bool) -> None:
        self.items = items
        self.location = location
        self.expects_key = expects_key
        self.key: str | None = None


class _Builder:
    """Builds the tree from events. Without marks it is quick, and gives up at the first fault."""

    def __init__(self, marks: Marks | None) -> None:
        self.marks = marks
        self.faults: list[Defect] = []
        self.frames: list[_Frame] = []
        self.root: Any = None
        self.documents = 0

    def read(self, events: Iterator[Any]) -> None:
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._open(event, {}, True)
            elif kind is yaml.SequenceStartEvent:
                self._open(event, [], False)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.frames.pop()
            elif kind is yaml.AliasEvent:
                self._fault("anchor", event, {"name": event.anchor})
                self._value(None, event)
            elif kind is yaml.DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    self._fault("several-documents", event)
                    raise _Stop

    def _here(self) -> Location | None:
        """The location of the value that comes next; None inside what is thrown away."""
        if not self.frames:
            return ()
        frame = self.frames[-1]
        if frame.location is None:
            return None
        if isinstance(frame.items, list):
            return (*frame.location, len(frame.items))
        return None if frame.key is None else (*frame.location, frame.key)

    def _fault(self, rule: str, event: Any, params: Params = _NONE, *, key: str = "") -> None:
        if self.marks is None:
            raise _Again
        location: Location | None
        if key:
            location = self.frames[-1].location
            location = None if location is None else (*location, key)
        elif self.frames and self.frames[-1].expects_key:
            location = self.frames[-1].location
        else:
            location = self._here()
        if location is not None:
            if rule == "too-deep":
                location = ()  # 32 keys say less than line and column
            mark = event.start_mark
            self.faults.append(Defect(rule, location, params, bool(key), mark.line + 1, mark.column + 1))

    def _value(self, value: Any, event: Any) -> None:
        if self.marks is not None:
            here = self._here()
            if here is not None:
                self.marks.values[here] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if not self.frames:
            self.root = value
            return
        frame = self.frames[-1]
        if isinstance(frame.items, list):
            frame.items.append(value)
            return
        if frame.expects_key:
            self._fault("key-not-text", event)
            frame.key = None
            frame.expects_key = False
            return
        if frame.key is not None:
            frame.items[frame.key] = value
        frame.expects_key = True

    def _open(self, event: Any, items: Any, expects_key: bool) -> None:
        self._check_node(event)
        if len(self.frames) >= MAX_DEPTH:
            self._fault("too-deep", event, {"limit": MAX_DEPTH})
            raise _Stop
        is_key = bool(self.frames) and self.frames[-1].expects_key
        location = None if self.marks is None or is_key else self._here()
        self._value(items, event)
        self.frames.append(_Frame(items, location, expects_key))

    def _check_node(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault("anchor", event, {"name": event.anchor})
        if event.tag is not None:
            self._fault("tag", event, {"name": event.tag})

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check_node(event)
        text = event.value
        plain = not event.style
        if event.style == '"' and (refused := CONTROL.search(text)):  # said by an escape
            self._fault("control-character", event, {"code": f"U+{ord(refused[0]):04X}"})
        if self.frames and self.frames[-1].expects_key:
            self._key(text, plain, event)
        else:
            self._value(PLAIN_WORDS.get(text, text) if plain else text, event)

    def _key(self, text: str, plain: bool, event: Any) -> None:
        frame = self.frames[-1]
        frame.expects_key = False
        frame.key = None
        if plain and text == "<<":
            self._fault("merge-key", event, key=text)
        elif plain and text in PLAIN_WORDS:
            self._fault("key-not-text", event, {"value": text}, key=text)
        elif text in frame.items:
            first = self.marks.keys.get((*(frame.location or ()), text), (0, 0)) if self.marks else (0, 0)
            self._fault("duplicate-key", event, {"key": text, "first": first[0]}, key=text)
        else:
            frame.key = text
            if self.marks is not None and frame.location is not None:
                mark = event.start_mark
                self.marks.keys[(*frame.location, text)] = (mark.line + 1, mark.column + 1)


def position_of(text: str, index: int) -> Position:
    """Line and column of a character."""
    breaks = [match.end() for match in BREAK.finditer(text, 0, index)]
    return len(breaks) + 1, index - (breaks[-1] if breaks else 0) + 1


def decode(data: bytes) -> str | Defect:
    """The text of a file without its byte order mark, or why it is none."""
    if len(data) > MAX_BYTES:
        return Defect("file-too-large", params={"limit": MAX_BYTES}, line=1, column=1)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Defect("not-utf-8", params={"variant": "utf-16"}, line=1, column=1)
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().removeprefix("\ufeff")
        line, column = position_of(before, len(before))
        params = {"variant": "gbk" if _is_gbk(data) else "plain", "byte": f"0x{data[error.start]:02X}"}
        return Defect("not-utf-8", params=params, line=line, column=column)
    if match := CONTROL.search(text):
        line, column = position_of(text, match.start())
        params = {"code": f"U+{ord(match[0]):04X}"}
        return Defect("control-character", params=params, line=line, column=column)
    return text


def _is_gbk(data: bytes) -> bool:
    """Whether the bytes read as the old Chinese encoding of Windows, as Excel and Notepad still write it."""
    try:
        return not CONTROL.search(data.decode("gb18030"))
    except UnicodeDecodeError:
        return False


def _no_mapping(text: str, root: object) -> Defect:
    """Why a file that could be read holds no keys."""
    if root is None:
        return Defect("empty-file", line=1, column=1)
    lines = enumerate(BREAK.split(text), 1)
    number, line = next(((n, words) for n, words in lines if words.strip() and words[0] != "#"), (1, ""))
    if isinstance(root, str) and (slip := slip_in(line)):
        return Defect("broken-yaml", params={"variant": slip[0]}, line=number, column=slip[1] + 1)
    return Defect("not-a-mapping", line=number, column=1)


def parse(data: bytes, *, marks: bool = False) -> Source:
    """The tree that stands in a file, or its faults. Never raises, whatever the bytes are."""
    text = decode(data)
    if isinstance(text, Defect):
        return Source(None, (text,))
    builder = _Builder(Marks() if marks else None)
    try:
        builder.read(yaml.parse(text, Loader=yaml.CSafeLoader))
    except _Again:
        return parse(data, marks=True)
    except _Stop:
        builder.root = None
    except yaml.YAMLError as error:
        builder.root = None
        variant, params, line, column = explain(text, error)
        fault = Defect("broken-yaml", params={**params, "variant": variant}, line=line, column=column)
        builder.faults.append(fault)
    if not builder.faults and not isinstance(builder.root, dict):
        builder.faults.append(_no_mapping(text, builder.root))
    tree = builder.root if isinstance(builder.root, dict) else None
    return Source(tree, tuple(builder.faults), builder.marks)
