"""Differences between two versions of a record in words: 2026年10月31日报送：累计完成投资 31,200 → 36,120 万元."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from tongbao.locale.catalogue import names_in
from tongbao.metrics.differences import Difference, Entry, Path, differences
from tongbao.model.base import Meaning, Record
from tongbao.model.keys import Form, Held, held_at, held_by, natural_key
from tongbao.model.once import once
from tongbao.model.project import Change
from tongbao.views.reader import Reader
from tongbao.views.written import unit_of, value_text

LONG = 60
"""Words that are longer, or have several lines, are shown apart from the sentence that says that they changed."""
WORDY = (Meaning.WORDS, None)
FIRST_WORDS = re.compile(r"[；，。：（;:,(]| as ")
"""Where the words of guide.yaml for a field go on after its name."""


class DifferenceText(NamedTuple):
    """A difference in words. `what` is added, removed or changed; `where` says what it belongs to, "" for the record
    itself, `field` which value of it, "" for an entry as a whole; `text` is all of it in a line. Where a text is `long`
    the line says only that it changed, and `before` and `after` have it."""

    what: str
    where: str
    field: str
    before: str
    after: str
    text: str
    long: bool = False


def difference_texts(found: Iterable[Difference], kind: type[Record], reader: Reader) -> tuple[DifferenceText, ...]:
    """Each difference of a record of a kind in the reader's words. What is only written differently, or differs only in
    another language, is left out."""
    saying = _saying(kind, reader)
    return tuple(text for difference in found if (text := saying.said(difference)))


def field_name(kind: type[Record], name: str, reader: Reader) -> str:
    """A field of a record by its name, as a record names it: owner.uscc, years.2026.plan."""
    return _begun(_saying(kind, reader).field_name(name))


def _is_long(*texts: str) -> bool:
    return any(len(text) > LONG or "\n" in text for text in texts)


def _begun(text: str) -> str:
    """The text as the beginning of a line."""
    return text[:1].upper() + text[1:]


def _path_of(name: str) -> tuple[str, ...]:
    """The keys of a field by its name: owner.uscc; years.2026.plan without its year."""
    first, *rest = name.split(".")
    return (first, *rest[1:]) if first == "years" and len(rest) > 1 else (first, *rest)


@once
def _saying(kind: type[Record], reader: Reader) -> "_Saying":
    return _Saying(kind, reader)


def _keys(path: Path) -> list[str]:
    return [step for step in path if isinstance(step, str)]


@dataclass(frozen=True)
class _Saying:
    """The words for one kind of record."""

    kind: type[Record]
    reader: Reader
    labels: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Names of fields already found: a place has thousands of differences and few fields."""

    def _held(self, path: Path) -> Held:
        return held_at(self.kind, _keys(path))

    def said(self, difference: Difference) -> DifferenceText | None:
        """The difference in words; None where both sides say the same."""
        path = difference.path
        what = "added" if difference.before is None else "removed" if difference.after is None else "changed"
        if isinstance(path[-1], Entry):
            return self._entry(what, difference)
        field, before, after = self._values(difference)
        if before == after:
            return None
        where, long = self._where(path[:-1]), self._held(path).meaning in WORDY and _is_long(before, after)
        form = f"differences.{'long' if long else 'value'}.{what}"
        text = self.reader.t(form, field=field, before=before, after=after)
        placed = self.reader.t("differences.placed", where=where, said=text) if where else text
        return DifferenceText(what, where, field, before, after, _begun(placed), long)

    def _entry(self, what: str, difference: Difference) -> DifferenceText:
        """An entry of a list that came or went: its name, and what it says beyond it."""
        where, tree = self._where(difference.path), difference.after or difference.before
        kind = self._held(difference.path).kind
        said = self._says(kind) & set(tree) if kind else set()
        content = self._content({key: value for key, value in tree.items() if key not in said}, kind, tree)
        form = f"differences.{'entry' if content else 'bare'}.{what}"
        text = self.reader.t(form, where=where, content=content)
        before, after = (content, "") if what == "removed" else ("", content)
        return DifferenceText(what, where, "", before, after, _begun(text))

    def _content(self, rest: Mapping[str, Any], kind: type[Record] | None, whole: Mapping[str, Any]) -> str:
        reader = self.reader
        if kind is Change:
            path = _path_of(str(whole.get("field")))
            values = {name: self._amount(whole.get(name), self._held(path), path[-1]) for name in ("from", "to")}
            why = (reader.words(whole.get(name)) for name in ("reason", "approved_by"))
            because = reader.t("differences.and").join(text for text in why if text)
            return reader.t("differences.governed", before=values["from"], after=values["to"], because=because)
        inner = _saying(kind, reader) if kind else self
        return reader.t("differences.and").join(inner.contents(rest))

    def contents(self, tree: Mapping[str, Any]) -> Iterator[str]:
        """What a record says, value by value; what belongs together in brackets after its name."""
        found = differences({}, tree, self.kind)
        for where, group in groupby(found, lambda difference: self._where(difference.path[:-1])):
            said = self.reader.t("differences.and").join(map(self._within, group))
            yield self.reader.t("differences.group", where=where, said=said) if where else said

    def _within(self, difference: Difference) -> str:
        if isinstance(difference.path[-1], Entry):
            return self._entry("within", difference).text
        field, _, after = self._values(difference)
        return self.reader.t("differences.value.within", field=field, after=after)

    # -- names ---------------------------------------------------------------------------------------------------------

    def _where(self, path: Path) -> str:
        """What a value belongs to: the names of the records and entries around it."""
        names: list[str] = []
        for at, step in enumerate(path):
            if isinstance(step, Entry):
                names[-1:] = [self._named(step, self._held(path[: at + 1]).kind, names[-1])]
            else:
                names.append(self._label(path[: at + 1]))
        return self.reader.t("differences.inside").join(name for name in names if name)

    def _named(self, entry: Entry, kind: type[Record] | None, label: str) -> str:
        """The name of an entry of a list, by its natural key."""
        known = held_by(kind) if kind else {}
        values = {key: self._key_text(value, known[key], key, kind) for key, value in entry.key}
        form = f"differences.entries.{kind.__name__}" if kind else ""
        if form in self.reader.catalogue:
            return self.reader.t(form, list=label, **values)
        name = " ".join(value for value in values.values() if value)
        return self.reader.t("differences.one_of", list=label, name=name)

    def _key_text(self, value: Any, held: Held, key: str, kind: type[Record] | None) -> str:
        if kind is Change and key == "field":
            return self.field_name(str(value))
        return value_text(value, held, key, self.reader)

    def _says(self, kind: type[Record]) -> set[str]:
        """The keys that the name of an entry says."""
        form = f"differences.entries.{kind.__name__}"
        if form in self.reader.catalogue:
            return names_in(self.reader.catalogue.text(form))
        return set(natural_key(kind))

    def field_name(self, name: str) -> str:
        """The name of a field that a record speaks of: years.2026.plan, owner.uscc."""
        parts, path = name.split("."), _path_of(name)
        label = self._label(path)
        return label if len(path) == len(parts) else self.reader.t("words.fields.of_year", year=parts[1], field=label)

    def _label(self, path: Path) -> str:
        """The name of a field: a short one where there is one, else the first words of its explanation; of what no
        model knows, and of what somebody named freely, its key."""
        keys = tuple(_keys(path))
        if keys not in self.labels:
            self.labels[keys] = self._found_label(*keys)
        return self.labels[keys]

    def _found_label(self, *keys: str) -> str:
        *above, key = keys
        owner = held_at(self.kind, above)
        if above[-1:] == ["withheld"]:
            return self.field_name(key)
        catalogue = self.reader.catalogue
        for base in owner.kind.__mro__ if owner.kind and owner.form is not Form.MAP else ():
            short, long = f"differences.fields.{base.__name__}.{key}", f"guide.fields.{base.__name__}.{key}"
            if short in catalogue:
                return catalogue(short)
            if long in catalogue:
                return FIRST_WORDS.split(catalogue(long))[0].strip()
        return key

    # -- values --------------------------------------------------------------------------------------------------------

    def _values(self, difference: Difference) -> tuple[str, str, str]:
        """The name of a field, what stood there and what stands there; a unit is said once."""
        held, key = self._held(difference.path), _keys(difference.path)[-1]
        before = value_text(difference.before, held, key, self.reader)
        if difference.after is None:
            before = self._amount(difference.before, held, key)
        return self._label(difference.path), before, self._amount(difference.after, held, key)

    def _amount(self, value: Any, held: Held, key: str) -> str:
        text, unit = value_text(value, held, key, self.reader), unit_of(held, self.reader)
        return self.reader.t("words.units.with", value=text, unit=unit) if text and unit else text
