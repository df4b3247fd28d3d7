"""The story of `check --fix`: a file at fault is read, repaired where only one thing can be meant, and read again.

Each stage shows by reading that it did what it says: a line is changed only where the file is read further or with
fewer faults for it, a value only where nothing but this value differs afterwards. Else the file stays as it is.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from tongbao.edit.lossy import is_lossy
from tongbao.edit.nodes import Node, nodes_of
from tongbao.edit.repairs import repaired
from tongbao.edit.slips import WIDTHS, Edit, Slips, edited, lines_of
from tongbao.load.single import record_of
from tongbao.load.yaml_hints import BREAK
from tongbao.load.yaml_source import Defect, Source, decode, parse
from tongbao.model.base import Record
from tongbao.model.keys import Held, held_in
from tongbao.model.plain import PLAIN_WORDS
from tongbao.problems import Location
from tongbao.views.schema import fields_of, records_of

ROUNDS = 2
"""Lines that begin with wide blanks are seen for what they are only when the lines above them can be read."""
TRIES = 60
"""Changes of lines that are tried in one file and round."""
BUDGET = 1 << 20
"""Characters that are read to try them: a large file gets fewer tries, none takes a second."""
BOM = b"\xef\xbb\xbf"
_Done = tuple[str, list[Edit]]
"""A text, and what of it was changed."""
END = (1 << 30, 0)
"""A position behind every file."""


class Fix(NamedTuple):
    """One thing that was repaired: where, what stood there and what stands there now."""

    line: int
    column: int
    old: str
    new: str


class Mended(NamedTuple):
    """A file as it should be; without fixes the same bytes."""

    data: bytes
    fixes: tuple[Fix, ...] = ()


class _Read(NamedTuple):
    """A text as it is read: what YAML says, whether it is a record, and all that is wrong."""

    text: str
    source: Source
    is_record: bool
    defects: list[Defect]

    @property
    def is_whole(self) -> bool:
        """Whether YAML has nothing to say, so that every value is where it seems to be."""
        return self.source.tree is not None and not self.source.faults

    @property
    def reach(self) -> int:
        """Where the line ends at which reading stops, else the file: what stands below it changes nothing."""
        if self.source.tree is not None:
            return len(self.text)
        ends = islice(BREAK.finditer(self.text), self.source.faults[0].line - 1, None)
        return next((match.start() for match in ends), len(self.text))

    @property
    def score(self) -> tuple[tuple[int, int], int]:
        """The further it is read, and the fewer faults it has but for values that can be repaired, the better."""
        if self.source.tree is None:
            first = self.source.faults[0]
            return (first.line, first.column), 0
        return END, -sum(repaired(each.rule, str(each.params.get("value", ""))) is None for each in self.defects)


def mended(data: bytes, model: type[Record]) -> Mended:
    """A file of a record with all that can be repaired for certain; its line ends, comments and order stay."""
    text = decode(data)
    if isinstance(text, Defect):
        return Mended(data)
    was = _read(text, model)
    done: list[_Done] = []
    now = was
    for _ in range(ROUNDS):
        if now.defects:
            now = _with_lines(_with_indents(now, model, done), model, done)
    now = _with_values(now, model, done)
    if now.is_record:
        now = _with_quotes(now, model, done)
    if not done or not now.is_whole:
        return Mended(data)
    head = BOM if data.startswith(BOM) else b""
    return Mended(head + now.text.encode(), tuple(sorted(_fixes(done))))


def _read(text: str, model: type[Record]) -> _Read:
    source = parse(text.encode())
    record, defects = record_of(source, model)
    return _Read(text, source, record is not None, defects)


def _with_lines(was: _Read, model: type[Record], done: list[_Done]) -> _Read:
    """The text with the slips within lines put right that keep it from being read further or with fewer faults."""
    now = was
    tries = min(TRIES, BUDGET // (len(was.text) + 1))
    shift, reach = 0, now.reach
    for line in list(lines_of(now.text)):
        here = line._replace(start=line.start + shift)
        if not now.defects or not tries or here.start > reach:
            break
        if not (edits := _slips(model).of_line(here)):
            continue
        tries -= 1
        tried = _read(edited(now.text, edits), model)
        if tried.score > now.score and _keeps(now, tried, edits):
            done.append((now.text, edits))
            shift += len(tried.text) - len(now.text)
            now, reach = tried, tried.reach
    return now


def _with_indents(was: _Read, model: type[Record], done: list[_Done]) -> _Read:
    """The text with plain indents, where that is better and every width that is as good means the same."""
    found: list[tuple[_Read, list[Edit]]] = []
    lines = list(lines_of(was.text))
    for width in WIDTHS:
        edits = Slips.of_indents(lines, width)
        if edits and len(was.text) * len(WIDTHS) < BUDGET:
            tried = _read(edited(was.text, edits), model)
            if tried.score > was.score and _keeps(was, tried, edits):
                found.append((tried, edits))
    most = max((tried.score for tried, _ in found), default=was.score)
    best = [each for each in found if each[0].score == most]
    if not best or any(tried.source.tree != best[0][0].source.tree for tried, _ in best):
        return was
    now, edits = min(best, key=lambda each: _looks(each[1]))
    done.append((was.text, edits))
    return now


def _looks(edits: list[Edit]) -> tuple[int, int]:
    """How odd indents look: ours are even, and no deeper than they must be."""
    columns = [len(new) for _, _, new in edits]
    return sum(column % 2 for column in columns), sum(columns)


def _keeps(was: _Read, now: _Read, edits: list[Edit]) -> bool:
    """Whether every value that was read, was not at fault and is not edited is still there; before a file can be read
    there are none."""
    if not was.is_whole:
        return True
    wrong = {defect.location for defect in was.defects}
    after = {here: node.tree for here, node in _values(nodes_of(now.text))} if now.is_whole else {}
    return all(
        here in after and after[here] == node.tree
        for here, node in _values(nodes_of(was.text))
        if not any(here[:at] in wrong for at in range(1, len(here) + 1))
        and not any(start <= node.end and node.start <= end for start, end, _ in edits)
    )


def _values(node: Node, here: Location = ()) -> Iterator[tuple[Location, Node]]:
    """Every value of a file that is neither a mapping nor a list, and where it is."""
    if node.pairs is not None:
        for key, value in node.pairs:
            yield from _values(value, (*here, key.text))
    elif node.items is not None:
        for at, item in enumerate(node.items):
            yield from _values(item, (*here, at))
    else:
        yield here, node


def _with_values(was: _Read, model: type[Record], done: list[_Done]) -> _Read:
    """The text with the values repaired that the model refuses and that can mean one thing only."""
    if not was.is_whole or not was.defects:
        return was
    nodes = dict(_values(nodes_of(was.text)))
    wanted: dict[Location, Edit] = {}
    meant: dict[Location, object] = {}
    for defect in was.defects:
        node = nodes.get(defect.location)
        new = _repaired(defect, node, model) if node else None
        if node and new is not None:
            is_bare = defect.rule == "not-a-boolean"
            sign = "" if is_bare else node.style
            wanted[defect.location] = (node.start, node.end, f"{sign}{new}{sign}")
            meant[defect.location] = PLAIN_WORDS[new] if is_bare else new
    while wanted:
        now = _read(edited(was.text, wanted.values()), model)
        refused = [defect.location for defect in now.defects if defect.location in wanted]
        if not refused:
            if now.source.tree != _with_leaves(was.source.tree, {here: meant[here] for here in wanted}):
                return was
            done.append((was.text, list(wanted.values())))
            return now
        for here in refused:
            wanted.pop(here, None)
    return was


def _repaired(defect: Defect, node: Node, model: type[Record]) -> str | None:
    """What a refused value can only mean. A month is one only where the field takes a day or a month."""
    if defect.at_key or not _is_short(node):
        return None
    new = repaired(defect.rule, node.text)
    if new is None and defect.rule == "not-a-date" and _held_at(model, defect.location).is_month:
        new = repaired("not-a-month", node.text)
    return new


def _with_leaves(tree: object, values: Mapping[Location, object]) -> object:
    """The tree with other values at some places."""
    changed: Any = deepcopy(tree)
    for here, value in values.items():
        node = changed
        for key in here[:-1]:
            node = node[key]
        node[here[-1]] = value
    return changed


def _with_quotes(was: _Read, model: type[Record], done: list[_Done]) -> _Read:
    """The text with quotes around texts that other readers of YAML would take for numbers or for true and false."""
    edits = [
        (node.start, node.end, f'"{node.text}"')
        for here, node in _values(nodes_of(was.text))
        if not node.style and node.text not in PLAIN_WORDS and is_lossy(node.text) and _is_words(model, here)
    ]
    if not edits:
        return was
    now = _read(edited(was.text, edits), model)
    done.append((was.text, edits))
    return now


def _is_words(model: type[Record], here: Location) -> bool:
    """Whether a field takes text that is no day and none of a few words."""
    held = _held_at(model, here)
    return held.plain is str and not held.is_month and not held.choice


def _held_at(model: type[Record], location: Location) -> Held:
    held = held_in(model)
    for part in location:
        held = held.at(part) if isinstance(part, str) else held.entry
    return held


def _is_short(node: Node) -> bool:
    """Whether a value stands as it is read, on one line and without escapes."""
    quotes = len(node.style) * 2
    return node.style not in ("|", ">") and node.end - node.start == len(node.text) + quotes


def _fixes(done: list[_Done]) -> Iterator[Fix]:
    """What was done, with line and column in the file as it was at first."""
    first = done[0][0]
    starts = [0, *(match.end() for match in BREAK.finditer(first))]
    for at, (text, edits) in enumerate(done):
        for start, end, new in edits:
            index = start
            for _, earlier in reversed(done[:at]):
                index = _before(index, earlier)
            line = bisect_right(starts, index)
            yield Fix(line, index - starts[line - 1] + 1, text[start:end], new)


def _before(index: int, edits: list[Edit]) -> int:
    """Where a position of an edited text was before the edits."""
    shift = 0
    for start, end, new in sorted(edits):
        if index < start + shift:
            break
        if index < start + shift + len(new):
            return min(index - shift, end)
        shift += len(new) - (end - start)
    return index - shift


@cache
def _slips(model: type[Record]) -> Slips:
    return Slips({key for record in records_of(model).values() for _, key, _ in fields_of(record)})
