"""Line and column of problems. Files with problems are few, so they are read again, this time with marks."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from tongbao.load.yaml_source import Marks, Position, parse
from tongbao.problems import Location, Problem


def resolve(marks: Marks, location: Location, *, at_key: bool = False) -> Position:
    """Where a location begins; what the file does not have falls back to the nearest parent that it has.

    Rules name attributes (`from_`, `pace[0].basis`) where the file has keys (`from`, `pace.basis`).
    """
    here: Location = ()
    for part in location:
        spellings = (part, part.rstrip("_")) if isinstance(part, str) else (part,)
        there = next(((*here, name) for name in spellings if (*here, name) in marks.values), None)
        if there is not None:
            here = there
        elif part != 0:  # position 0 of a setting that stands alone in the file is the setting itself
            break
    else:
        if at_key and here in marks.keys:
            return marks.keys[here]
    return marks.values.get(here, (1, 1))


def located(problems: Iterable[Problem], read: Callable[[str], bytes | None]) -> list[Problem]:
    """The problems with line and column; `read` gives the bytes of a file, None where it cannot be read.

    A problem without location means the file as a whole: it is not opened again, it may be what cannot be.
    """
    known: dict[str, Marks | None] = {}

    def marks_of(path: str) -> Marks | None:
        if path not in known:
            data = read(path)
            known[path] = None if data is None else parse(data, marks=True).marks
        return known[path]

    def place(problem: Problem) -> Problem:
        if problem.line or not problem.location:
            return problem
        marks = marks_of(problem.path)
        if marks is None or not marks.values:
            return problem
        line, column = resolve(marks, problem.location, at_key=problem.at_key)
        return replace(problem, line=line, column=column)

    return [place(problem) for problem in problems]
