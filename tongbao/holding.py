"""What the last run made that still holds, as the drawing takes it, and what this one leaves for the next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from tongbao.load.memory import File, Made, Memory
from tongbao.model.reads import Numbers, Trace, use
from tongbao.render.data import Rows
from tongbao.views.edition import FileMade
from tongbao.views.site import Page

Kept = Callable[[str, str], bool]
"""(path, key) → whether the last site has this file with this key, so that it need not be made again."""
CSV = ".csv"


def holding(memory: Memory, frame: str, changed: Trace | None, kept: Kept) -> dict[str, Made]:
    """By the path of their recipe: what was made of nothing that changed, as far as the last site still has it."""
    if changed is None or memory.frame != frame:
        return {}
    return {
        recipe: made
        for recipe, made in memory.made.items()
        if made.trace.holds(changed) and all(kept(path, key) for path, key, _ in made.files)
    }


def published_tables(
    holding: Mapping[str, Made], numbers: Numbers | None, read: Callable[[str], bytes], files: "Files"
) -> Callable[[str], Rows | None]:
    """The rows of a table by the path of its CSV, as this site has them already, or the last one; None where they do
    not hold."""
    there = {path: made.trace for made in holding.values() for path, _, _ in made.files if path.endswith(CSV)}

    def rows(path: str) -> Rows | None:
        if made := files(path):
            return Rows(made.read())
        if path not in there or numbers is None:
            return None
        use(numbers.reads(there[path]))
        return Rows(read(path))

    return rows


@dataclass(frozen=True, slots=True)
class Ready:
    """A file with its key, and its bytes if it is new; `page` is one that is still to be printed."""

    path: str
    key: str
    data: bytes | None = None
    page: Page | None = None
    updated: str = ""


def _none(path: str) -> bytes:
    raise KeyError(path)


@dataclass(frozen=True, slots=True)
class Trees:
    """Where files of the site are written and read again, and the last site: each file's size in bytes, and it."""

    write: Callable[[str, bytes], None]
    written: Callable[[str], bytes]
    sizes: Mapping[str, int] = field(default_factory=dict)
    published: Callable[[str], bytes] = _none


class Files:
    """The files that a run has made so far, or keeps."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees
        self._made: dict[str, FileMade] = {}

    def take(self, files: Iterable[Ready]) -> list[Ready]:
        """The files without their bytes, once what is new of them is written; a paper is still to be printed."""
        return [self._taken(file) for file in files]

    def _taken(self, file: Ready) -> Ready:
        path, trees = file.path, self._trees
        if file.data is not None:
            trees.write(path, file.data)
            self._made[path] = FileMade(len(file.data), partial(trees.written, path))
        elif file.page is None and path in trees.sizes:
            self._made[path] = FileMade(trees.sizes[path], partial(trees.published, path))
        return file if file.data is None else replace(file, data=None)

    def __call__(self, path: str) -> FileMade | None:
        """A file that is made."""
        return self._made.get(path)


def ready_again(made: Made) -> list[Ready]:
    """The files that were made before."""
    return [Ready(path, key, updated=updated) for path, key, updated in made.files]


class Done(NamedTuple):
    """What was read for the files of a recipe, the days that records were cut to so far, and the files."""

    trace: Trace
    days: tuple[str, ...]
    files: tuple[File, ...]


def remembered(memory: Memory, frame: str, before: Mapping[str, Made], done: Mapping[str, Done]) -> Memory:
    """What the next run may take as made: what this one made, and what it took as made `before`."""
    days = {day: None for each in done.values() for day in each.days}
    return Memory(
        frame=frame,
        days=tuple(dict.fromkeys((*(memory.days if before else ()), *days))),
        made={**before, **{recipe: Made(each.trace, each.files) for recipe, each in done.items()}},
    )
