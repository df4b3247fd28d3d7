"""Files as no person would write them, and as many do: each mutation of a seed is the same on every machine."""

import random
from collections.abc import Callable, Sequence

Mutation = Callable[[random.Random, bytes], bytes]
VALUES = (
    "", "~", "null", "true", "NO", "012", "12:30", "1e999999", "9" * 5000, "0x"+"f" * 400, ".inf", "-0",
    "1_000", "３", "2026-02-30", "9999-12-31", "0000-00-00", "2026/3/1", "2026年3月1日", "3/4/2026",
    "甲" * 100_000, "[" * 200, "{a: " * 200, "[" * 60_000, "!!python/object/apply:os.system [x]", "!x y",
    "&a b", "*a", "<<: *a", "{<<: {a: 1}}", "|", ">-", "'", '"', "[1, 2", "{a: 1", "- a", "? a", "@a", "%a",
    "`a", "a: b: c", "a #b", "\\x00", '"\\ud800"', '"\\q"', "{}", "[]", "[[], {}]", "{zh-CN: 1}", "${x}",
    "{{ x }}", "{0.__class__}", "<script>", "\u202e甲", "2026-01-01T25:00", "-1", "1e3", "１，２００",
)  # fmt: skip
SIGNS = (
    "\u200b", "\ufeff", "\u2028", "\u2029", "\x85", "\u00a0", "\u3000", "\t", "\x0b", "\x00", "\x7f", "\ud7ff",
    "\uffff", "\ue000", "\U0001f600", "\U000e0001", "\u0301", "：", "，", "“", "#", ":", "-", "'", '"', "[",
    "}", "&", "*", "!", "\r", "\n", "%", "@",
)  # fmt: skip
BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x00", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xe5\xb7", b"\x1b[2J")


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) or [b""]


def delete_line(chance: random.Random, data: bytes) -> bytes:
    """A line is gone."""
    lines = _lines(data)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def repeat_line(chance: random.Random, data: bytes) -> bytes:
    """A line stands again, below itself or elsewhere, once or very often."""
    lines = _lines(data)
    line = chance.choice(lines)
    at = chance.randrange(len(lines))
    lines[at:at] = [line] * chance.choice((1, 1, 1, 2, 2000))
    return b"".join(lines)


def swap_lines(chance: random.Random, data: bytes) -> bytes:
    """Two lines stand in each other's stead."""
    lines = _lines(data)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def indent(chance: random.Random, data: bytes) -> bytes:
    """Some lines begin elsewhere, with spaces, tabs or wide blanks."""
    lines = _lines(data)
    first = chance.randrange(len(lines))
    blank = chance.choice((" ", "  ", "   ", "\t", "\u3000", "\u00a0", "")).encode()
    for at in range(first, min(first + chance.choice((1, 1, 3, 50)), len(lines))):
        lines[at] = blank + (lines[at] if chance.random() < 0.5 else lines[at].lstrip(b" "))
    return b"".join(lines)


def value(chance: random.Random, data: bytes) -> bytes:
    """What stands behind a colon is something else."""
    lines = _lines(data)
    at = chance.randrange(len(lines))
    key, colon, rest = lines[at].partition(b": ")
    new = chance.choice(VALUES).encode()
    if colon and b"}" in rest and chance.random() < 0.5:
        cut = max(rest.find(b","), 0)
        lines[at] = key + colon + new + rest[cut:]
    else:
        lines[at] = (key.rstrip(b"\n") + b": ") + new + b"\n"
    return b"".join(lines)


def sign(chance: random.Random, data: bytes) -> bytes:
    """A sign too many, or in the stead of another."""
    text = data.decode(errors="replace")
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(SIGNS) + text[at + chance.choice((0, 1)) :]
    return text.encode(errors="surrogatepass")


def wrong_bytes(chance: random.Random, data: bytes) -> bytes:
    """Bytes that are no text."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(BYTES) + data[at + chance.choice((0, 1, 2)) :]


def cut(chance: random.Random, data: bytes) -> bytes:
    """The file ends, or begins, in the middle of a word."""
    at = chance.randrange(len(data) + 1)
    return data[:at] if chance.random() < 0.7 else data[at:]


def other_ends(chance: random.Random, data: bytes) -> bytes:
    """Other line ends, or none."""
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b" ", b"\x0c\n", "\u2028".encode())))


def other_encoding(chance: random.Random, data: bytes) -> bytes:
    """As another program saved it."""
    text = data.decode(errors="replace")
    return text.encode(chance.choice(("gb18030", "utf-16", "utf-8-sig", "big5")), errors="replace")


def full_width(chance: random.Random, data: bytes) -> bytes:
    """As an input method for Chinese writes it."""
    text = data.decode(errors="replace")
    some = chance.choice(((":", "："), (", ", "，"), ("2", "２"), ("-", "－"), ("  ", "　"), ("{", "｛"), ('"', "“")))
    return text.replace(*some, chance.choice((1, 3, -1))).encode()


def twice(_chance: random.Random, data: bytes) -> bytes:
    """The whole file again below itself."""
    return data + data


MUTATIONS: Sequence[Mutation] = (
    delete_line, repeat_line, swap_lines, indent, value, value, value, sign, sign, wrong_bytes, cut, other_ends,
    other_encoding, full_width, full_width, twice,
)  # fmt: skip


def mutated(seed: int, files: Sequence[bytes]) -> tuple[int, bytes]:
    """Which of the files, and what became of it after one mutation or several."""
    chance = random.Random(seed)
    which = chance.randrange(len(files))
    data = files[which]
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(MUTATIONS)(chance, data)
    return which, data
