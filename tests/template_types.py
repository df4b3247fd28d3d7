"""What the expressions of a template may be of: types that are reckoned with in place of values."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import getattr_static
from itertools import chain
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes


@dataclass(frozen=True)
class Value:
    """A constant."""

    value: Hashable


@dataclass(frozen=True)
class Row:
    """One of each type, in this order, or any number of one."""

    fields: tuple["Type", ...]
    more: bool = False


@dataclass(frozen=True)
class Table:
    """A mapping; of one that a template writes down is known what stands under each key."""

    key: "Type"
    value: "Type"
    fields: tuple[tuple[object, "Type"], ...] = ()


@dataclass(frozen=True, eq=False)
class Part:
    """A macro, and the names that it sees where it stands."""

    node: nodes.Macro
    scope: dict[str, "Type"]


Kind = type | Value | Row | Table | Part
Type = frozenset[Kind]
"""What an expression may be of; nothing where that cannot be told: then all may be asked of it."""
Scope = dict[str, Type]
ANY: Type = frozenset()
NONE = Value(None)


def a(*kinds: Kind) -> Type:
    """What is of one of these kinds."""
    return frozenset(kinds)


def many(types: Type) -> Type:
    """Any number of a type."""
    return a(Row((types,), more=True))


def union(types: Iterable[Type]) -> Type:
    """What is of one of some types."""
    known = list(types)
    return ANY if ANY in known else frozenset(chain.from_iterable(known))


def type_of(hint: Any) -> Type:
    """What an annotation says."""
    origin, args = get_origin(hint) or hint, get_args(hint)
    if origin in (Union, UnionType):
        return union(map(type_of, args))
    if origin is Literal:
        return frozenset(map(Value, args))
    if not isinstance(origin, type) or origin is object:
        return ANY
    if origin is NoneType:
        return a(NONE)
    if not args or not issubclass(origin, Iterable):
        return a(origin)
    if issubclass(origin, Mapping):
        return a(Table(type_of(args[0]), type_of(args[1])))
    return a(Row(tuple(map(type_of, args)))) if origin is tuple and args[1:] != (...,) else many(type_of(args[0]))


@cache
def fields_of(kind: type) -> Mapping[str, Type]:
    """What a value of a class has."""
    there = [(name, getattr_static(kind, name)) for name in dir(kind)]
    made = {
        name: get_type_hints(each.fget).get("return") if isinstance(each, property) else Any for name, each in there
    }
    return {name: type_of(hint) for name, hint in (made | get_type_hints(kind)).items()}


def has(kind: Kind, name: str) -> Type | None:
    """What `name` of it is, or gives when it is called; None where it has no such thing."""
    match kind:
        case type():
            return fields_of(kind).get(name)
        case Value(value):
            return fields_of(type(value)).get(name)
        case Table(key, value, fields):
            if name in ("items", "values"):
                return many(a(Row((key, value))) if name == "items" else value)
            return ANY if hasattr(dict, name) else dict(fields).get(name) if fields else value
        case Row():
            return ANY if hasattr(list, name) else None
    return ANY


def inside(types: Type, index: object = None) -> Type:
    """What stands in it: at a place, or anywhere."""
    return union(_inside(kind, index) for kind in types - a(NONE))


def _inside(kind: Kind, index: object) -> Type:
    match kind:
        case Table(key):
            return key
        case Row(fields, more):
            index = None if more else index
        case type() if named := getattr(kind, "__match_args__", ()):
            fields = tuple(fields_of(kind)[name] for name in named)
        case _:
            return a(str) if kind is str or isinstance(kind, Value) else ANY
    return fields[index] if isinstance(index, int) and index < len(fields) else union(fields)


def constants(types: Type) -> list[Any]:
    """The values that it can have, where they can be told."""
    found = [kind.value for kind in types if isinstance(kind, Value)]
    return found if len(found) == len(types) else []


def truth(types: Type) -> bool | None:
    """Whether it holds; None where that cannot be told."""
    known = {bool(value) for value in constants(types)}
    return False if types == a(Row(())) else known.pop() if len(known) == 1 else None
