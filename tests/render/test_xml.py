"""Words in XML."""

from xml.sax import saxutils

from tests.each import each
from tongbao.render.xml import escape, quoteattr


@each("words", ["甲 & 乙", "<b>", 'a "b"', "a 'b'", """a "b" 'c'""", "a\n\tb\rc", "&amp;", ""])
def test_words_are_written_as_by_python(words: str) -> None:
    """Between tags and in attributes, whichever quotes they hold."""
    assert escape(words) == saxutils.escape(words)
    assert quoteattr(words) == saxutils.quoteattr(words)
