"""Changes of a text by position: pieces cut out and put in, every other character left as it is."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Splices:
    """Changes of one text that do not overlap. Of several at one position the first comes first."""

    text: str
    changes: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def newline(self) -> str:
        """The line end of the file."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def put(self, start: int, end: int, new: str) -> None:
        """Replaces `text[start:end]`."""
        if self.text[start:end] != new:
            self.changes.append((start, end, new))

    def put_lines(self, start: int, end: int, lines: list[str], column: int) -> None:
        """Replaces whole lines by others that are set in by `column`."""
        self.put(start, end, self.lines(lines, column))

    def lines(self, lines: list[str], column: int) -> str:
        """Lines set in, each with its line end; an empty one stays empty."""
        return "".join(f"{' ' * column if line else ''}{line}{self.newline}" for line in lines)

    def applied(self, start: int = 0, end: int | None = None) -> str:
        """The text, or a part of it that no change reaches out of, with all changes."""
        pieces: list[str] = []
        at, end = start, len(self.text) if end is None else end
        for begin, stop, new in sorted(self.changes, key=lambda change: change[:2]):
            pieces.append(self.text[at:begin])
            if begin == len(self.text) and new.endswith("\n") and not self._at_line_start(pieces):
                pieces.append(self.newline)
            pieces.append(new)
            at = stop
        return "".join([*pieces, self.text[at:end]])

    @staticmethod
    def _at_line_start(pieces: list[str]) -> bool:
        last = next((piece for piece in reversed(pieces) if piece), "\n")
        return last.endswith("\n")

    def line_start(self, at: int) -> int:
        """Where the line of a position begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where the next line begins, at a line's beginning there; else the end of the text."""
        if at and self.text[at - 1] == "\n":
            return at
        return self.text.find("\n", at) + 1 or len(self.text)

    def is_alone(self, at: int) -> bool:
        """Whether nothing but spaces stands before a position in its line."""
        return not self.text[self.line_start(at) : at].strip(" ")
