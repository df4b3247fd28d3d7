"""Words in XML, as `xml.sax.saxutils` writes them, which loads all that speaks with the web."""

import html

_SPACES = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escape(words: str) -> str:
    """Words between tags."""
    return html.escape(words, quote=False)


def quoteattr(words: str) -> str:
    """The value of an attribute with the quotes around it."""
    value = escape(words).translate(_SPACES)
    if '"' in value and "'" not in value:
        return f"'{value}'"
    return '"' + value.replace('"', "&quot;") + '"'
