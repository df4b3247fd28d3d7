"""What can be chosen in the reporting workbook: words for people, each with the code that records write for it."""

from collections.abc import Iterable

from tongbao.model.vocab import EventKind, Stage
from tongbao.views.reader import Reader

Choices = dict[str, str]
"""Word → code, in the order of the list that drops down; no word twice."""

EVENTS = tuple(kind for kind in EventKind if kind is not EventKind.ORDERED)
"""What offices enter themselves: an order has a colour and a number, and is entered as the paper that is sent."""


def choices_of(reader: Reader) -> dict[str, Choices]:
    """The choices of each kind of cell that has any: stages, events, offices."""
    return {"stage": stages(reader), "event": events(reader), "office": offices(reader)}


def stages(reader: Reader) -> Choices:
    """The place's own words for stages, then those of the core stages."""
    own = ((reader.words(entry.name) or entry.word, entry.word) for entry in reader.site.stages)
    return _first((*own, *((reader.name("stage", stage), stage.value) for stage in Stage)))


def events(reader: Reader) -> Choices:
    """The kinds of events that an office enters."""
    return _first((reader.name("event", kind), kind.value) for kind in EVENTS)


def offices(reader: Reader) -> Choices:
    """Offices by their short names, and the meetings that take up issues."""
    steps = (step for ladder in reader.rules.meetings for step in ladder.steps)
    named = ((reader.office(office.code), office.code) for office in reader.site.offices)
    return _first((*named, *((reader.words(step.name), step.code) for step in steps)))


def _first(pairs: Iterable[tuple[str, str]]) -> Choices:
    """Each word once; the first code that has it keeps it."""
    found: Choices = {}
    for word, code in pairs:
        found.setdefault(word, code)
    return found


def word_of(choices: Choices, code: str) -> str:
    """The word of a code; the code itself where none of the choices means it."""
    return next((word for word, known in choices.items() if known == code), code)
