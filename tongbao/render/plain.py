"""Drawn HTML as plain text: its paragraphs."""

from html.parser import HTMLParser


class _Paragraphs(HTMLParser):
    """Collects the text of `<p>`; tables and headings are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "p":
            self._inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def paragraphs(html: str) -> tuple[str, ...]:
    """The text of each paragraph of drawn HTML, without those that are empty."""
    reader = _Paragraphs()
    reader.feed(html)
    reader.close()
    texts = (" ".join(text.split()) for text in reader.found)
    return tuple(text for text in texts if text)
