"""Frozen values with names, types and defaults, as `dataclass(frozen=True)` makes them, in a fraction of the time.

A dataclass compiles seven methods for each class, and there are many classes: a tenth of a short run. Here only one is
compiled.
"""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")
_NEW = object()
"""Where a value is made anew for each."""


@overload
def frozen(cls: type[T]) -> type[T]:
    """With a dictionary of its own."""


@overload
def frozen(*, slots: bool = ...) -> Callable[[type[T]], type[T]]:
    """With or without one."""


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen(cls: type[T] | None = None, *, slots: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """Makes a class of annotated fields one of frozen values, compared and shown by these; what the class defines
    itself stays. With `slots` it keeps nothing beside them."""
    if cls is None:
        return lambda cls: _frozen(cls, slots)
    return _frozen(cls, slots)


def _frozen(cls: type[T], slots: bool) -> type[T]:
    own = {name for name, value in vars(cls).items() if value is not None}
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    fields = dataclasses.fields(made)  # type: ignore[arg-type]  # as just made
    methods = _methods(fields) | (_state_of(fields) if slots else {})
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _methods(fields: Sequence[dataclasses.Field[Any]]) -> dict[str, Any]:
    shown = [(f"{field.name}=", attrgetter(field.name)) for field in fields if field.repr]
    compared = attrgetter(*(field.name for field in fields if field.compare))

    def as_text(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join([f'{name}{of(self)!r}' for name, of in shown])})"

    def is_same(self: object, other: object) -> bool:
        return bool(compared(self) == compared(other)) if type(other) is type(self) else NotImplemented

    def hashed(self: object) -> int:
        return hash(compared(self))

    return {
        "__init__": _init_of(fields),
        "__repr__": as_text,
        "__eq__": is_same,
        "__hash__": hashed,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }


def _state_of(fields: Iterable[dataclasses.Field[Any]]) -> dict[str, Any]:
    """How values without a dictionary are copied and handed to other processes."""
    names = tuple(field.name for field in fields)

    def state(self: object) -> list[Any]:
        return [getattr(self, name) for name in names]

    def restore(self: object, values: list[Any]) -> None:
        for name, value in zip(names, values, strict=True):
            object.__setattr__(self, name, value)

    return {"__getstate__": state, "__setstate__": restore}


def _refuse(_self: object, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"field {name!r} is frozen")


def _init_of(fields: Iterable[dataclasses.Field[Any]]) -> Any:
    names: dict[str, Any] = {"_set": object.__setattr__, "_NEW": _NEW}
    given, lines = ["self"], []
    for field in fields:
        name, value = field.name, field.name
        if field.default is not dataclasses.MISSING:
            names[f"_{name}"] = field.default
            given.append(f"{name}=_{name}")
        elif field.default_factory is not dataclasses.MISSING:
            names[f"_{name}"] = field.default_factory
            given.append(f"{name}=_NEW")
            value = f"_{name}() if {name} is _NEW else {name}"
        else:
            given.append(name)
        lines.append(f" _set(self, {name!r}, {value})")
    exec(f"def __init__({', '.join(given)}):\n" + ("\n".join(lines) or " pass"), names)
    return names["__init__"]
