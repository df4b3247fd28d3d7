"""What many pages ask for is reckoned once: pure functions of frozen values, kept beside the values themselves.

What is used again hands on what was read for it, so that whoever asks second has read it too (model/reads.py). Nothing
that looks at records may be kept in any other way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, wraps
from typing import Any, Generic, ParamSpec, Self, TypeVar, overload

from tongbao.model.reads import noted, use

K = TypeVar("K")
P = ParamSpec("P")
R = TypeVar("R")


def kept(made: dict[K, Any], key: K, make: Callable[[], R]) -> R:
    """What was made under a key; made now where nothing was."""
    found = made.get(key)
    if found is None:
        found = made[key] = noted(make)
    use(found[1])
    value: R = found[0]
    return value


def all_kept(made: Mapping[K, Any]) -> dict[K, Any]:
    """Everything that was made, by its key."""
    for _, reads in made.values():
        use(reads)
    return {key: value for key, (value, _) in made.items()}


class Each(Mapping[K, R]):
    """Values by their keys, each made when it is first asked for. Who asks for one has read what was read for that one
    alone."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], R]) -> None:
        self._keys, self._make = dict.fromkeys(keys), make
        self._made: dict[K, Any] = {}

    def __getitem__(self, key: K) -> R:
        if key not in self._keys:
            raise KeyError(key)
        return kept(self._made, key, lambda: self._make(key))

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class once_property(Generic[R]):  # noqa: N801 - named as what it stands for, functools.cached_property
    """A property of a frozen value, reckoned once."""

    def __init__(self, make: Callable[[Any], R]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = f" {name}"

    @overload
    def __get__(self, value: None, owner: type) -> Self: ...
    @overload
    def __get__(self, value: object, owner: type) -> R: ...
    def __get__(self, value: object | None, owner: type) -> Self | R:
        if value is None:
            return self
        found = value.__dict__.get(self._name)
        if found is None:
            found = value.__dict__[self._name] = noted(lambda: self._make(value))
        use(found[1])
        made: R = found[0]
        return made


class Keeper:
    """A frozen value that keeps what was made of it, for as long as it is there itself."""

    @cached_property
    def kept(self) -> dict[tuple[object, ...], Any]:
        """What was made, by the function and what it was given."""
        return {}


def once(make: Callable[P, R]) -> Callable[P, R]:
    """A pure function of frozen values, made once for the very same ones. The last Keeper among them keeps it."""

    @wraps(make)
    def found(*args: P.args, **kwargs: P.kwargs) -> R:
        assert not kwargs, "given by place, so that the same is asked for in one way"
        keeper = next(value for value in reversed(args) if isinstance(value, Keeper))
        # With what it was made of: an id holds as long as its value is there.
        return kept(keeper.kept, (make, *map(id, args)), lambda: (make(*args, **kwargs), args))[0]

    return found
