"""Lines of a title: broken where a word ends, balanced as the standard asks (GB/T 9704-2012 7.3.1: 回行时词意完整、
排列对称、长短适宜、间距恰当，使用梯形或菱形)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise
from unicodedata import category, east_asian_width

MOST_LINES = 5
MOST_PIECES = 40
"""Beyond, a title is no title, and is broken as text is."""
OPENING, CLOSING = frozenset({"Ps", "Pi"}), frozenset({"Pe", "Pf", "Po"})
_WIDE = frozenset("WFA")


def width(text: str) -> float:
    """How wide a text is, in characters of Chinese; a letter or digit is half of one."""
    return sum(1.0 if east_asian_width(sign) in _WIDE else 0.5 for sign in text)


def pieces(title: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The parts between which a line may end; a space ends the part before it.

    Chinese is cut into words by the dictionary and the model of jieba-rs, which are part of the package: the same title
    gives the same words. `names` are never parted. A word of one character and a number stay with what follows and
    what stands before: 周|通报 are no two words to a reader.
    """
    parts: list[str] = []
    for before, word in pairwise(("", *_words(title, names))):
        if before and _stays(before, word):
            parts[-1] += word
        else:
            parts.append(word)
    return tuple(parts)


def _words(title: str, names: tuple[str, ...]) -> Iterator[str]:
    known = sorted((name for name in names if len(name) > 1 and name in title), key=lambda name: (-len(name), name))
    whole = re.compile("|".join(map(re.escape, known))) if known else None
    at = 0
    for found in whole.finditer(title) if whole else ():
        yield from _cut(title[at : found.start()])
        yield found.group()
        at = found.end()
    yield from _cut(title[at:])


def _cut(text: str) -> Iterator[str]:
    for chunk in re.findall(r"\S+|\s+", text):
        if chunk.isspace() or all(east_asian_width(sign) not in _WIDE for sign in chunk):
            yield chunk
            continue
        import rjieba  # its dictionary takes a third of a second, and only Chinese papers need it

        yield from rjieba.cut(chunk, True)


def _stays(before: str, word: str) -> bool:
    """Whether no line may end between what stands before and a word."""
    last, first = before[-1], word[0]
    if word.isspace():
        return True
    if last.isspace():
        return False
    if category(first) in CLOSING or category(last) in OPENING:
        return True
    if category(last) in CLOSING:
        return False
    return last.isdigit() or len(before) == 1 or (len(word) == 1 and category(first) not in OPENING)


@lru_cache(maxsize=256)
def title_lines(title: str, most: float, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The lines of a title on a measure of `most` Chinese characters: as few as fit, as even as words allow.

    They are shaped as a trapezoid or a diamond; one line where no such lines are found.
    """
    parts = pieces(title.strip(), names)
    if width(title) <= most or len(parts) > MOST_PIECES:
        return (title,)
    for count in range(2, MOST_LINES + 1):
        found = [lines for lines in _broken(parts, count) if max(map(width, lines)) <= most]
        if found:
            return min(found, key=_cost)
    return (title,)


def _broken(parts: tuple[str, ...], count: int) -> Iterator[tuple[str, ...]]:
    for breaks in combinations(range(1, len(parts)), count - 1):
        edges = (0, *breaks, len(parts))
        yield tuple("".join(parts[start:end]).strip() for start, end in pairwise(edges))


def _cost(lines: tuple[str, ...]) -> tuple[bool, bool, float, tuple[float, ...]]:
    """An hourglass last, then a rectangle, then what is uneven; of equals the one that widens downwards."""
    widths = tuple(map(width, lines))
    turns = [after - before for before, after in pairwise(widths)]
    hourglass = any(first < 0 < second for first, second in pairwise(turns))
    return hourglass, len(set(widths)) == 1, max(widths) - min(widths), widths
