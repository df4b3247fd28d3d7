"""The pages and files of places made for tests, each made when it is asked for."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from tongbao.drawing import edition_of
from tongbao.model.dataset import Dataset
from tongbao.views.assembly import recipes
from tongbao.views.recipe import Recipe
from tongbao.views.site import Page


def recipes_of(dataset: Dataset, day: date, *, pdf: bool = False) -> dict[str, Recipe]:
    """How each page and file of a place's site is made, by its address, which is its own."""
    made = recipes(edition_of(Path("nowhere"), dataset, day, (), pdf=pdf))
    found = {recipe.path: recipe for recipe in made}
    assert len(found) == len(made)
    return found


class MadePages(Mapping[str, Page]):
    """The pages of a place's site by address."""

    def __init__(self, dataset: Dataset, day: date, *, pdf: bool = False) -> None:
        found = recipes_of(dataset, day, pdf=pdf)
        self._recipes = {path: recipe for path, recipe in found.items() if path.endswith(".html")}
        self._made: dict[str, Page] = {}

    def __getitem__(self, path: str) -> Page:
        if path not in self._made:
            page = self._recipes[path]()
            assert isinstance(page, Page)
            self._made[path] = page
        return self._made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._recipes)

    def __len__(self) -> int:
        return len(self._recipes)
