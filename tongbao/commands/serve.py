"""`serve`: the site on this machine while its files are edited; each page is made when it is looked at."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread

from tongbao.commands import Usage, code_folder, day_of, place
from tongbao.commands.check import words_of
from tongbao.commands.serving import HOST, Live, Served, server
from tongbao.load.places import SOURCES
from tongbao.load.program import forget_program
from tongbao.load.records import Known
from tongbao.locale.catalogue import Catalogue
from tongbao.model.digest import digest
from tongbao.pipeline import Checked, load_checked
from tongbao.previewing import Preview
from tongbao.problems import Problem, as_text, faults
from tongbao.render.broken import Broken

SETTLED = 50
"""Milliseconds without another change after which what was saved together is read."""
LULL = 500
"""Milliseconds between two looks at whether a folder is still there."""
LAST_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `serve` takes."""
    parser.add_argument("--port", metavar="N", default="8000")
    parser.add_argument("--as-of", type=day_of, metavar="DATE")


def run(args: argparse.Namespace) -> int:
    """Serves until it is stopped; 0 then."""
    words: Catalogue = args.words
    root = place(args.root)
    if not args.port.isdecimal() or int(args.port) > LAST_PORT:
        raise Usage("no-port", value=args.port)
    live = Live()
    try:
        http = server(live, int(args.port))
    except OSError as error:
        raise Usage("port-taken", value=args.port, reason=error.strerror or error) from None
    url = f"http://{HOST}:{http.server_address[1]}"
    desk = Desk(root, args.as_of, url, code_folder(root, args), words, live)
    Thread(target=http.serve_forever, daemon=True).start()
    print(words("cli.serve.serving", url=f"{url}/"), flush=True)
    try:
        for _ in changes(root):
            desk.read()
    except KeyboardInterrupt:
        pass
    finally:
        http.shutdown()
        http.server_close()
    return 0


@dataclass
class Desk:
    """What is served: the place as it was last without fault, and what is wrong with it now."""

    root: Path
    day: date | None
    url: str
    cache: Path | None
    words: Catalogue
    live: Live
    known: Known = field(default_factory=dict)
    preview: Preview | None = None
    shown: str = ""
    last: str = ""
    drawing: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.live.file = self.file
        self.tell(())

    def read(self) -> None:
        """Reads the place again, and tells the open pages if anything is another."""
        forget_program()
        checked = load_checked(self.root, self.day, drawing=True, known=self.known)
        now = digest(repr(sorted(checked.inputs.items())), repr(checked.templates), repr(checked.day))
        if now == self.last:
            return
        self.last = now
        self.known = {key: record for key, record in self.known.items() if key[1] in checked.inputs.values()}
        if not faults(checked.problems) and checked.dataset is not None:
            self._show(checked, now)
        self.tell(checked.problems)

    def _show(self, checked: Checked, now: str) -> None:
        if checked.day is None or checked.dataset is None:
            raise Usage("no-as-of")
        made = Preview(
            self.root, checked.dataset, checked.day, checked.problems, checked.templates, self.url, self.cache
        )
        with self.drawing:
            self.preview, self.shown = made, now

    def file(self, path: str) -> Served | None:
        """The file at an address; None where there is none, or where it cannot be drawn, which open pages are told."""
        with self.drawing:
            if self.preview is None:
                return None
            try:
                data = self.preview.file(path)
            except Broken as broken:
                self.tell((broken.problem,))
                return None
            return None if data is None else Served(data, self.preview.source(path))

    def tell(self, problems: tuple[Problem, ...]) -> None:
        """Tells the open pages what is shown and what is wrong: faults, and warnings by file."""
        text, found = words_of(self.words), faults(problems)
        warnings: Mapping[str, list[str]] = {
            path: [as_text(each, text) for each in several]
            for path, several in groupby((each for each in problems if each not in found), lambda each: each.path)
        }
        key = "cli.serve.faulty" if self.preview else "cli.serve.nothing"
        self.live.tell(
            shown=self.shown,
            faults=[as_text(fault, text) for fault in found],
            warnings=warnings,
            faulty=self.words(key, count=len(found)),
            warned=self.words("cli.serve.warned"),
        )


def changes(root: Path) -> Iterator[None]:
    """At once, and whenever something of a place may have been saved since it was last asked."""
    seen: SimpleQueue[bool] = SimpleQueue()
    seen.put(True)
    Thread(target=_beside, args=(root, seen), daemon=True).start()
    while True:
        seen.get()
        while not seen.empty():
            seen.get()
        yield


def _beside(root: Path, seen: SimpleQueue[bool]) -> None:
    """Watches the files beside a place's folders, and begins to watch each folder once it is there."""
    watched: dict[str, Thread] = {}
    for names in _saved(root, recursive=False):
        for name in SOURCES:
            if (root / name).is_dir() and not (name in watched and watched[name].is_alive()):
                watched[name] = Thread(target=_below, args=(root / name, seen), daemon=True)
                watched[name].start()
        if any(name.endswith(".yaml") for name in names):
            seen.put(True)


def _below(folder: Path, seen: SimpleQueue[bool]) -> None:
    """Watches a folder for as long as it is there."""
    begun = False
    for names in _saved(folder, recursive=True):
        # What was saved before it was watched is seen now.
        if names or not begun:
            seen.put(True)
        begun = True
        if not folder.is_dir():
            return


def _saved(folder: Path, *, recursive: bool) -> Iterator[set[str]]:
    """The names of what was saved together; of nothing once watching has begun, and now and then."""
    from watchfiles import watch

    watching = watch(
        folder,
        recursive=recursive,
        step=SETTLED,
        rust_timeout=LULL,
        yield_on_timeout=True,
        ignore_permission_denied=True,
        raise_interrupt=False,
    )
    for changed in watching:
        yield {Path(path).name for _, path in changed}
