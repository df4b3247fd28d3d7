"""What many pages ask for is reckoned once: pure functions of frozen values, kept beside the values themselves."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


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
        kept = next(value for value in reversed(args) if isinstance(value, Keeper)).kept
        key = (make, *map(id, args))
        if key not in kept:
            # With what it was made of: an id holds as long as its value is there.
            kept[key] = make(*args, **kwargs), args
        made: R = kept[key][0]
        return made

    return found
