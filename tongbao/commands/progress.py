"""How far the making of PDFs is: a bar on a terminal, elsewhere one line."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tongbao.locale.catalogue import Catalogue

MANY = 4
"""Fewer PDFs are made before anybody wonders."""


@contextmanager
def printing(words: Catalogue) -> Iterator[Callable[[int, int], None]]:
    """What is told how many PDFs of how many are made; says nothing where there are few.

    The bar has no thread of its own: processes are forked while it stands there.
    """
    if not sys.stderr.isatty():

        def line(done: int, count: int) -> None:
            if done == 0 and count >= MANY:
                print(words("cli.build.printing", count=count), flush=True)

        yield line
        return

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:

        def step(done: int, count: int) -> None:
            if count < MANY:
                return
            if not bar.task_ids:
                bar.add_task(words("cli.build.printing", count=count), total=count)
            bar.update(bar.task_ids[0], completed=done, refresh=True)

        yield step
