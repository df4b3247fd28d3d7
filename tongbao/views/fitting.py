"""How much room words take on paper, reckoned before they are laid out: what must fit one page is chosen by it.

Widths are in hundredths of an em. They are rounded up, so that what is reckoned to fit does.
"""

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

EM = 100
NARROW = 55
"""A Latin letter or figure of the faces that papers use is at the most about so wide on the average of a line."""
WORDS = re.compile(r"[\x21-\u024f\u2010-\u2027]+|\s+|.", re.DOTALL)
"""What a line may end after: a Latin word, a space, any other character."""
CLINGS = frozenset("，。、；：？！）》」』】〕”’%·")
"""What must not begin a line."""


class _Widths(dict[str, int]):
    """The widths of the characters that texts had so far."""

    def __missing__(self, character: str) -> int:
        self[character] = found = EM if east_asian_width(character) in "WFA" else NARROW
        return found


_width_of = _Widths().__getitem__


def width(text: str) -> int:
    """The width of a text in hundredths of an em."""
    return sum(map(_width_of, text))


def broken(text: str, room: int) -> tuple[str, ...]:
    """The text in lines of at the most `room` hundredths of an em; a word that is longer stands alone in its line."""
    lines, line, taken = [], "", 0
    for word in WORDS.findall(text.strip()):
        if line and taken + width(word.rstrip()) > room and word not in CLINGS:
            lines.append(line.rstrip())
            line = word.lstrip()
            taken = width(line)
        else:
            line += word
            taken += width(word)
    return tuple(found for found in (*lines, line.rstrip()) if found)


def lines(text: str, room: int) -> int:
    """How many lines a text takes; none for nothing."""
    return len(broken(text, room))


def fitted(text: str, across: int, down: int, size: int) -> tuple[tuple[str, ...], int]:
    """The text in lines within a box, and the size of its letters in the box's unit: `size`, or less where it needs.

    A line is a quarter higher than its letters.
    """
    while size > 1:
        found = broken(text, across * EM // size)
        if len(found) * size * 5 <= down * 4 and all(width(line) * size <= across * EM for line in found):
            break
        size -= 1
    return broken(text, across * EM // size), size


def shared(rows: Sequence[Sequence[int]], room: int, line: int) -> tuple[int, ...]:
    """How many rows of each list fit: one of each in turn as long as there is room, a list that no longer fits ends.

    `rows` are the heights of the rows of each list. A list that is cut short needs a `line` to say so.
    """
    taken, open_ = [0] * len(rows), {place for place, heights in enumerate(rows) if heights}
    room -= len(open_) * line
    while open_:
        for place in sorted(open_):
            height, last = rows[place][taken[place]], taken[place] + 1 == len(rows[place])
            if height > room + last * line:
                open_.discard(place)
                continue
            room -= height
            taken[place] += 1
            if taken[place] == len(rows[place]):
                open_.discard(place)
                room += line
    return tuple(taken)
