"""Drawn HTML as plain text: its paragraphs."""

from html.parser import HTMLParser

BLOCKS = frozenset({"p", "li", "dt", "dd"})
LEFT_OUT = frozenset({"table", "details", "h1", "h2", "h3", "h4", "h5", "h6"})


class _Paragraphs(HTMLParser):
    """Collects the text of blocks; tables, headings and what is folded are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = 0
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._left_out += tag in LEFT_OUT
        if tag in BLOCKS:
            self._inside += 1
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._left_out -= tag in LEFT_OUT
        self._inside -= tag in BLOCKS

    def handle_data(self, data: str) -> None:
        if self._inside and not self._left_out:
            self.found[-1] += data


def paragraphs(html: str) -> tuple[str, ...]:
    """The text of each paragraph and item of drawn HTML, without those that are empty."""
    reader = _Paragraphs()
    reader.feed(html)
    reader.close()
    texts = (" ".join(text.split()) for text in reader.found)
    return tuple(text for text in texts if text)
