"""The text of a new file: what is known stands as keys, what must be filled in as keys without a value, and what the
place usually writes as comments to be opened; each key with the words of the field guide."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from tongbao.edit.records import tree_text
from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import Record
from tongbao.views.place_codes import Codes
from tongbao.views.schema import WORDS_OF_CHOICES, fields_of, records_in

Way = tuple[str, ...]
"""Keys that lead to a field, positions in lists left out."""
MOST_CHOICES = 20
"""So many words are told behind a key; more would not be read."""


def usual_ways(records: Iterable[Record]) -> frozenset[Way] | None:
    """The fields that at least half of those write who write what lies around them; None without any record."""
    written: Counter[Way] = Counter()
    around: Counter[Way] = Counter()

    def visit(record: Record, way: Way) -> None:
        around[way] += 1
        for name, info in type(record).model_fields.items():
            if name in record.model_fields_set:
                here = (*way, info.alias or name)
                written[here] += 1
                value = getattr(record, name)
                for inner in value if isinstance(value, tuple) else (value,):
                    if isinstance(inner, Record):
                        visit(inner, here)

    for record in records:
        visit(record, ())
    usual = {way for way in written if 2 * written[way] >= around[way[:-1]]}
    return frozenset(usual) if around else None


class Blank:
    """Writes the file of a record. `unit` is that of money, `choices` the codes of the place by key or by record and
    key, `usual` what it usually writes."""

    def __init__(self, words: Catalogue, unit: str, choices: Codes, usual: frozenset[Way] | None) -> None:
        self.words = words
        self.unit = unit
        self.choices = choices
        self.usual = usual

    def text(self, model: type[Record], values: Mapping[str, Any]) -> str:
        """The whole file but for its first line."""
        head = [f"# {self.words('cli.new.head', unit=self.unit)}", ""]
        return "\n".join([*head, *self._lines(model, values, (), "")]) + "\n"

    def _lines(self, model: type[Record], values: Mapping[str, Any], way: Way, indent: str) -> Iterator[str]:
        for name, key, place in fields_of(model):
            field = model.model_fields[name]
            said = f"# {self._said(field.annotation, key, place)}"
            inner = next(records_in(field.annotation), None)
            if isinstance(values.get(key), Mapping) and inner:
                yield from (f"{indent}{said}", f"{indent}{key}:")
                yield from self._lines(inner, values[key], (*way, key), f"{indent}  ")
            elif key in values:
                yield f"{indent}{said}"
                yield from (f"{indent}{line}" for line in tree_text({key: values[key]}).splitlines())
            elif field.is_required():
                yield f"{indent}{key}:  {said}"
            elif self._is_shown((*way, key)):
                empty = " []" if _is_list(field.annotation) else ""
                yield f"{indent}# {key}:{empty}  {said}"
                yield from (f"{indent}# {line}" for line in self._inner(field.annotation, (*way, key)))

    def _inner(self, annotation: Any, way: Way) -> Iterator[str]:
        """The keys of an entry of a list, or of a mapping, that would be filled in."""
        if (inner := next(records_in(annotation), None)) is None:
            return
        sign = after = ""
        if get_origin(annotation) is tuple:
            sign, after = "- ", "  "
        for name, key, place in fields_of(inner):
            field = inner.model_fields[name]
            if field.is_required() or (self.usual is not None and (*way, key) in self.usual):
                empty = " []" if _is_list(field.annotation) else ""
                yield f"  {sign}{key}:{empty}  # {self._said(field.annotation, key, place)}"
                sign = after

    def _is_shown(self, way: Way) -> bool:
        return way in self.usual if self.usual is not None else True

    def _said(self, annotation: Any, key: str, place: str) -> str:
        choices = self.choices.get(place) or self.choices.get(key) or dict(self._choices(annotation, place))
        said = " ".join(self.words(f"guide.fields.{place}").split())
        if not 0 < len(choices) <= MOST_CHOICES:
            return said
        offered = (
            value if value in meant else self.words("cli.new.meant", value=value, meant=meant)
            for value, meant in choices.items()
        )
        return self.words("cli.new.choices", said=said, choices=self.words("list.separator").join(offered))

    def _choices(self, annotation: Any, place: str) -> Iterator[tuple[str, str]]:
        """The words of an enumeration that a field's type speaks of, each with what it means."""
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            section = WORDS_OF_CHOICES.get(annotation.__name__, f"guide.values.{annotation.__name__}")
            values = [str(member.value) for member in annotation]
        elif get_origin(annotation) is Literal:
            section, values = f"guide.values.{place}", [str(value) for value in get_args(annotation)]
        else:
            for part in get_args(annotation):
                yield from self._choices(part, place)
            return
        yield from ((value, self.words(f"{section}.{value}")) for value in values)


def _is_list(annotation: Any) -> bool:
    """Whether a field takes a list of plain values."""
    return get_origin(annotation) is tuple and next(records_in(annotation), None) is None
