"""How one file of the site is made, known by its address before anything is made."""

from collections.abc import Callable
from typing import NamedTuple

from tongbao.views.site import DataFile, Page


class Recipe(NamedTuple):
    """Makes the page or the file of data that stands at `path`; a `last` one when all others are made, of which it
    tells."""

    path: str
    make: Callable[[], Page | DataFile]
    last: bool = False

    def __call__(self) -> Page | DataFile:
        """The page or file."""
        return self.make()
