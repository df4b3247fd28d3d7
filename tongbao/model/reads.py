"""What of the projects and issues was read while something was made, so that a later run knows what still holds.

Every field of a project or issue, as it stands in its file or as it was known on an earlier day, has a number. To read
it notes the number; what is made once and used again (model/once.py) hands on what was read for it. What is not noted
here, of other kinds of records above all, must be the same for anything to hold (load/memory.py).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from tongbao.model.base import Record

WIDTH = 64
"""Numbers of a record: more than any has fields."""
ROOMS = 256
"""Records that have numbers of their own; of a larger place several share them, so that what was read stays short."""
UNKNOWN, WARNINGS, HISTORY = 0, WIDTH - 1, WIDTH - 2
"""The first number of records that nobody numbered, of which nothing can hold; the number of what the checks found; and
beside the fields of a record that of its history."""

R = TypeVar("R")


_same: dict[int, int] = {}
"""Bits by themselves: of the thousands that are alike one is kept, as long as the place has its numbers."""


class Reads:
    """What was read: numbers, and what was read for things that were made before."""

    __slots__ = ("_all", "fields", "others")

    def __init__(self) -> None:
        self.fields: set[int] = set()
        self.others: set[Reads] = set()
        self._all: int | None = None

    @classmethod
    def of(cls, bits: int) -> Self:
        """What is known to have been read."""
        reads = cls()
        reads._all = bits
        return reads

    def all(self) -> int:
        """Every number as a bit; asked for when nothing is noted here any more."""
        if self._all is None:
            bits = bits_of(self.fields)
            for other in self.others:
                bits |= other.all() if other._all is None else other._all
            self._all = _same.setdefault(bits, bits)
            self.fields = self.others = _NONE
        return self._all


def bits_of(numbers: Iterable[int]) -> int:
    """Numbers as bits."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


class _Unheard(set[Any]):
    """Keeps nothing."""

    def add(self, _: object) -> None:
        """Nobody asks for it."""


_NONE = _Unheard()
_now = Reads()
_now.fields = _now.others = _NONE
"""Where it is noted what is read: nowhere, until somebody asks."""


@contextmanager
def noting() -> Iterator[Reads]:
    """Notes what is read meanwhile, apart from what is read around it."""
    global _now  # noqa: PLW0603 - what is read passes here from everywhere
    before, _now = _now, Reads()
    try:
        yield _now
    finally:
        _now = before


def noted(make: Callable[[], R]) -> tuple[R, Reads]:
    """What was made, with what was read for it."""
    # As `noting`, without what a context costs: this is called for everything that is kept.
    global _now  # noqa: PLW0603
    before, reads = _now, Reads()
    _now = reads
    try:
        return make(), reads
    finally:
        _now = before


def note(number: int) -> None:
    """Notes that something with that number was read."""
    _now.fields.add(number)


def use(reads: Reads) -> None:
    """Notes that something is used for which that was read."""
    _now.others.add(reads)


class NotedRecord(Record):
    """A record whose fields are noted when they are read."""

    __slots__ = ("numbered",)
    if TYPE_CHECKING:
        numbered: int
        """The number of its first field."""

    def __new__(cls, *_values: Any, **_fields: Any) -> Self:
        record = super().__new__(cls)
        object.__setattr__(record, "numbered", UNKNOWN)
        return record

    @classmethod
    def __pydantic_init_subclass__(cls, **_options: Any) -> None:
        assert len(cls.__pydantic_fields__) <= HISTORY
        for number, name in enumerate(cls.__pydantic_fields__):
            type.__setattr__(cls, name, _noting(number, name))

    def note_history(self) -> None:
        """Notes that the versions of its file are read."""
        note(self.numbered + HISTORY)

    def _note(self, without: Collection[str] = ()) -> None:
        for number, name in enumerate(type(self).model_fields):
            if name not in without:
                note(self.numbered + number)

    # What pydantic does with a whole record passes its fields by.

    def __eq__(self, other: object) -> bool:
        for record in (self, other):
            if isinstance(record, NotedRecord):
                record._note()
        return super().__eq__(other)

    def __hash__(self) -> int:
        self._note()
        return hash(tuple(self.__dict__.values()))

    def __iter__(self) -> Any:
        self._note()
        return super().__iter__()

    def __repr_args__(self) -> Any:
        self._note()
        return super().__repr_args__()

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """As of every record, which is read as a whole."""
        self._note()
        return super().model_dump(**options)

    def model_dump_json(self, **options: Any) -> str:
        """As of every record; what is excluded is not read."""
        excluded = options.get("exclude")
        self._note(excluded if isinstance(excluded, set) else ())
        return super().model_dump_json(**options)


def _noting(number: int, name: str) -> property:
    def field(self: NotedRecord) -> Any:
        _now.fields.add(self.numbered + number)
        return self.__dict__[name]

    return property(field)


class Trace(NamedTuple):
    """What was read, in numbers that the next run understands: a bit a field of each record as it stands in its file,
    and for each day a bit a field of each kind of records that were cut to it."""

    whole: int
    days: tuple[tuple[str, int], ...] = ()

    def holds(self, changed: "Trace") -> bool:
        """Whether nothing of it is among what changed."""
        there = dict(changed.days)
        return not self.whole & changed.whole and not any(bits & there.get(day, 0) for day, bits in self.days)


def first_of(place: int) -> int:
    """The first number of the record at a place among all."""
    return WIDTH * (place % ROOMS + 1)


class Numbers:
    """The numbers of a place's records: those of each file; for each day that records were cut to, those of each kind,
    whichever record it is."""

    def __init__(self, records: Sequence[NotedRecord], kinds: int) -> None:
        self._past = WIDTH * (min(len(records), ROOMS) + 1)
        self._width = WIDTH * kinds
        self.days: dict[str, int] = {}
        _same.clear()
        for place, record in enumerate(records):
            object.__setattr__(record, "numbered", first_of(place))

    def _first(self, day: str) -> int:
        return self._past + self._width * self.days.setdefault(day, len(self.days))

    def cut(self, day: str, kinds: Sequence[Sequence[NotedRecord]]) -> None:
        """Numbers those of records that were cut to a day and are no longer as in their file."""
        first = self._first(day)
        for place, records in enumerate(kinds):
            for record in records:
                if record.numbered == UNKNOWN:
                    object.__setattr__(record, "numbered", first + WIDTH * place)

    def trace(self, reads: Reads) -> Trace:
        """What was read, for the next run."""
        bits, day_mask = reads.all(), (1 << self._width) - 1
        past = bits >> self._past
        days = ((day, past >> self._width * place & day_mask) for day, place in self.days.items()) if past else ()
        whole = bits & ((1 << self._past) - 1) if past else bits
        return Trace(whole, tuple((day, found) for day, found in days if found))

    def reads(self, trace: Trace) -> Reads:
        """What was read in an earlier run."""
        return Reads.of(trace.whole | sum(bits << self._first(day) for day, bits in trace.days))
