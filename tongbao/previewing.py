"""The site as it would be, a file at a time: each is drawn when somebody asks for it, and nothing is published."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from tongbao.drawing import drawing_of, edition_of, file_bytes
from tongbao.load.program import Templates
from tongbao.model.dataset import Dataset
from tongbao.problems import Problem
from tongbao.render.broken import Broken
from tongbao.render.overrides import fields_asked, unknown_field
from tongbao.views.assembly import recipes
from tongbao.views.embeds import embedded
from tongbao.views.issued import opened
from tongbao.views.printed import press_text
from tongbao.views.recipe import Recipe
from tongbao.views.site import DataFile


def _kind(path: str) -> tuple[str, ...]:
    """What pages that one template draws have in common: their address without ids and codes."""
    *folders, name = path.split("/")
    known = ("*" if at == 1 or any(sign.isdigit() for sign in part) else part for at, part in enumerate(folders))
    return (*known, name)


class Preview:
    """A place without fault on a day. It has no PDFs and no search: both are made of the whole site."""

    def __init__(
        self,
        root: Path,
        dataset: Dataset,
        day: date,
        problems: tuple[Problem, ...],
        templates: Templates,
        base_url: str,
        cache: Path | None,
    ) -> None:
        self._root = root
        self._edition = edition_of(root, dataset, day, problems, pdf=False, base_url=base_url)
        self._drawing = drawing_of(root, self._edition, templates, base_url, cache)
        assets = self._drawing.assets
        self._made: dict[str, bytes] = {assets[name]: data for name, data in templates.assets.items()}
        self._sources: dict[str, str] = {}

    @cached_property
    def _recipes(self) -> dict[str, Recipe]:
        return {recipe.path: recipe for recipe in recipes(self._edition)}

    def paths(self) -> frozenset[str]:
        """Where a page or file stands."""
        return frozenset(self._recipes) | frozenset(self._made)

    def file(self, path: str) -> bytes | None:
        """The file at an address below the site; None where there is none. Raises render.broken.Broken."""
        if path not in self._made and path in self._recipes:
            self._make(self._recipes[path])
        return self._made.get(path)

    def source(self, path: str) -> str:
        """The file of people that a page was drawn of; "" where it was made of many."""
        return self._sources.get(path, "")

    def kinds(self) -> Iterable[Recipe]:
        """How to make one page of each kind."""
        backwards = reversed(self._recipes.items())
        return {_kind(path): recipe for path, recipe in backwards if path.endswith(".html")}.values()

    def broken(self, own: Mapping[str, str]) -> Iterator[Problem]:
        """What is wrong with the place's own templates, by name: what one page of each kind meets when it is drawn, and
        every field that a page asks for and its view has not."""
        asked = {name: tuple(fields_asked(source)) for name, source in own.items()}
        for recipe in self.kinds():
            page = recipe()
            if isinstance(page, DataFile):
                continue
            for field, line in asked.pop(page.template, ()):
                if not hasattr(opened(page).view, field):
                    yield unknown_field(page.template, line, field)
            try:
                self._drawing.pages.html(opened(page))
            except Broken as broken:
                yield broken.problem

    def _make(self, recipe: Recipe) -> None:
        """The file, and those that the site has of it in other forms."""
        made = recipe()
        if isinstance(made, DataFile):
            self._made[made.path] = file_bytes(self._root, made)
            return
        for page in (made, press_text(made, self._edition), embedded(made, self._edition)):
            if page:
                self._made[page.path] = self._drawing.pages.html(opened(page)).encode()
                self._sources[page.path] = page.source
