"""What a form editor saved, set against the file that it read: the values that a person changed, and nothing else.

The editor speaks one language, leaves out what is empty, writes `false` where nothing stood and drops the line end of a
text. What it would have saved of the file as it was is no change.
"""

from typing import Any

from tongbao.edit.matching import matched
from tongbao.model.base import Meaning, Record
from tongbao.model.keys import Form, Held, held_in

Tree = dict[str, Any]
EMPTY: tuple[Any, ...] = ("", None, [], {})


class Saved:
    """Takes over what was saved in a language; texts of a place with that first language are written without it."""

    def __init__(self, model: type[Record], tree: Tree, first: str) -> None:
        self.root = held_in(model)
        self.tree = tree
        self.first = first
        spoken = {language for text in _texts(tree, self.root) for language in (text if isinstance(text, dict) else ())}
        self.language = spoken.pop() if len(spoken) == 1 else first

    def wanted(self, base: Tree) -> Tree:
        """The values that the file is to have; `base` are those of the file that the editor read, {} of a new one."""
        tree = self._merged(base, self.tree, self.root)
        assert isinstance(tree, dict)
        return tree

    def _merged(self, base: Any, saved: Any, held: Held) -> Any:
        if self._shown(base, held) == self._shown(saved, held):
            return base
        if _is_words(held):
            return self._words(base, saved)
        if isinstance(saved, dict):
            return self._mapping(base if isinstance(base, dict) else {}, saved, held)
        if isinstance(saved, list):
            return self._list(base if isinstance(base, list) else [], saved, held)
        return saved

    def _mapping(self, base: Tree, saved: Tree, held: Held) -> Tree:
        found = {
            key: self._merged(value, saved[key], held.at(key)) if key in saved else value
            for key, value in base.items()
            if key in saved or self._shown(value, held.at(key)) in EMPTY
        }
        more = {key: value for key, value in saved.items() if key not in base and value is not False}
        return {**found, **{key: self._merged(None, value, held.at(key)) for key, value in more.items()}}

    def _list(self, base: list[Any], saved: list[Any], held: Held) -> list[Any]:
        entry = held.entry
        seen = [self._shown(each, entry) for each in base]
        pairs = matched(seen, [self._shown(each, entry) for each in saved], entry)
        return [self._merged(base[pairs[at]] if at in pairs else None, each, entry) for at, each in enumerate(saved)]

    def _words(self, base: Any, saved: Any) -> Any:
        """A text in the language of the form, beside those in others; with the line end that the old one had."""
        if isinstance(saved, list):
            olds = base if isinstance(base, list) else []
            return [self._words(olds[at] if at < len(olds) else None, each) for at, each in enumerate(saved)]
        text = saved.get(self.language, "") if isinstance(saved, dict) else saved
        if isinstance(base, dict):
            return {**base, self.language: _ended(base.get(self.language), text)}
        text = _ended(base, text)
        if self.language == self.first:
            return text
        return {self.language: text} if base is None else {self.first: base, self.language: text}

    def _shown(self, value: Any, held: Held) -> Any:
        """What the editor saves of a value that nobody changed."""
        if isinstance(value, list):
            entry = held.entry
            return [each for item in value if (each := self._shown(item, entry)) not in EMPTY]
        if _is_words(held):
            text = value.get(self.language) if isinstance(value, dict) else value
            return text.strip() if isinstance(text, str) else text
        if isinstance(value, dict):
            pairs = ((key, self._shown(each, held.at(key))) for key, each in value.items())
            return {key: each for key, each in pairs if each not in EMPTY and each is not False}
        return value


def _is_words(held: Held) -> bool:
    return held.form is Form.WHOLE and held.meaning is Meaning.WORDS


def _ended(old: Any, text: str) -> str:
    return text + "\n" if isinstance(old, str) and old.endswith("\n") and not text.endswith("\n") else text


def _texts(value: Any, held: Held) -> list[Any]:
    """All texts of a tree that may be written in several languages."""
    if isinstance(value, list):
        entry = held.entry
        return [text for each in value for text in _texts(each, entry)]
    if _is_words(held):
        return [value]
    if isinstance(value, dict):
        return [text for key, each in value.items() for text in _texts(each, held.at(key))]
    return []
