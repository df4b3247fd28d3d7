"""A language's words, looked up by dotted keys and filled in."""

import string
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

SHOWN = 90
"""How many characters of a value that someone wrote are repeated in a sentence about it."""


class Catalogue:
    """The words of one language: nested mappings whose leaves are texts with `{names}` to fill in.

    `languages`: the language itself, and the one that speaks where it has no words.
    """

    def __init__(self, language: str, entries: Mapping[str, Any], otherwise: str = "") -> None:
        self.language = language
        self.languages = tuple(dict.fromkeys((language, otherwise or language)))
        self._entries = entries
        self._found: dict[str, str] = {}
        self._texts: Mapping[str, str] = {}

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a dotted key, filled in; a KeyError names a key or a value that is missing."""
        text = self._found.get(key)
        if text is None:
            text = self.text(key)
        if not values and "{" not in text:
            return text
        try:
            return text.format_map(values)
        except KeyError as error:
            raise KeyError(f"{self.language}: {key} needs {error.args[0]}") from None

    def text(self, key: str) -> str:
        """The text of a dotted key with its names still to fill in."""
        text = self._texts.get(key) or self._at(key)
        if not isinstance(text, str):
            raise KeyError(f"{self.language}: {key} is no text")
        self._found[key] = text
        return text

    def over(self, texts: Mapping[str, str]) -> "Catalogue":
        """The same catalogue, which says these texts for their keys: of a document that was issued with them. A text
        that could reach beyond what fills it in is left out."""
        made = Catalogue(self.language, self._entries, self.languages[-1])
        made._texts = {key: text for key, text in texts.items() if _is_safe(text)}
        return made

    @property
    def asked(self) -> dict[str, str]:
        """Every text that was asked for so far, by key."""
        return dict(self._found)

    def __contains__(self, key: str) -> bool:
        try:
            self._at(key)
        except KeyError:
            return False
        return True

    def section(self, prefix: str) -> Mapping[str, Any]:
        """The entries below a dotted key."""
        found = self._at(prefix)
        if not isinstance(found, Mapping):
            raise KeyError(f"{self.language}: {prefix} is a text, no section")
        return found

    def count(self, key: str, number: int, **params: object) -> str:
        """`1 fault`, `2 faults`: the entry `one` where there is one and it fits, else `other`; a place may have written
        one text for both."""
        form = "one" if number == 1 and f"{key}.one" in self else "other"
        return self(f"{key}.{form}" if f"{key}.{form}" in self else key, n=number, count=number, **params)

    def problem(self, rule: str, params: Mapping[str, object]) -> str:
        """The sentence of a problem: `problems.<rule>`, `rules.<rule>` or `importing.<rule>`.

        An entry may be a mapping of variants; the parameter `variant` chooses, `plain` by default.
        """
        keys = [f"{section}.{rule}" for section in ("problems", "rules", "importing")]
        key = next((key for key in keys if key in self), keys[0])
        if isinstance(self._at(key), Mapping):
            key = f"{key}.{params.get('variant', 'plain')}"
        return self.filled(key, params)

    def filled(self, key: str, params: Mapping[str, object]) -> str:
        """The text of a key, filled in with what people wrote: on one line, and no more of it than is read."""
        return self(key, **{name: self._shown(value) for name, value in params.items()})

    def _at(self, key: str) -> Any:
        node: Any = self._entries
        for part in key.split("."):
            if not isinstance(node, Mapping) or part not in node:
                raise KeyError(f"{self.language}: no words for {key}")
            node = node[part]
        return node

    def _shown(self, value: object) -> str:
        if isinstance(value, (list, tuple, set, frozenset)):
            return self("list.separator").join(self._shown(item) for item in value)
        text = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split(" "))
        return text if isinstance(value, date) or len(text) <= SHOWN else text[:SHOWN] + "…"


def leaves(entries: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every dotted key with its leaf."""
    for key, value in entries.items():
        if isinstance(value, Mapping) and value:
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def names_in(text: str) -> set[str]:
    """The names to be filled in; a ValueError where a place is anything but a plain name.

    Catalogues of a place are data: `{value.__class__}` must not reach into the program, `{value:999999999}` not fill
    the memory.
    """
    names = set()
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is not None:
            if not name.isidentifier() or form or conversion:
                raise ValueError(name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else ""))
            names.add(name)
    return names


def _is_safe(text: str) -> bool:
    try:
        names_in(text)
    except ValueError:
        return False
    return True


def merged(layers: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Nested mappings laid over each other, the last on top."""
    result: dict[str, Any] = {}
    for layer in layers:
        for key, value in layer.items():
            below = result.get(key)
            if isinstance(value, Mapping) and isinstance(below, Mapping):
                result[key] = merged((below, value))
            else:
                result[key] = value
    return result
