"""Which pages and files a site has: the only place that lists them all."""

import itertools
from functools import partial

from tongbao.model.once import once
from tongbao.views.data.assembly import data_recipes
from tongbao.views.data.offered import open_data_of
from tongbao.views.edition import Edition
from tongbao.views.embeds import embed_recipes
from tongbao.views.list_files import list_recipes
from tongbao.views.makers import Makers
from tongbao.views.overviews import not_found
from tongbao.views.photos import photo_recipes
from tongbao.views.recipe import Recipe
from tongbao.views.site_map import NOT_FOUND


def recipes(edition: Edition) -> tuple[Recipe, ...]:
    """How to make every file of data and every page in every language; nothing is made before a recipe is called.

    A recipe holds ids and looks up what they stand for when it is called, so that what it read is told by itself alone.
    """
    return (*_listed(edition), *(maker.overviews.site_map(partial(_paths, edition)) for maker in _makers(edition)))


def _paths(edition: Edition) -> tuple[str, ...]:
    return tuple(recipe.path for recipe in recipes(edition))


@once
def _makers(edition: Edition) -> tuple[Makers, ...]:
    return tuple(Makers(edition, language, open_data_of(edition)) for language in edition.languages)


@once
def _listed(edition: Edition) -> tuple[Recipe, ...]:
    """All but the pages that tell of all others."""
    # What needs the same stands together, so that one process reckons it: a page in one language beside itself in the
    # others, the standing against a list beside the figures that tell of it. Data come first: they need no templates,
    # which are still being compiled when a site is made anew.
    open_data, makers = open_data_of(edition), _makers(edition)
    targets = zip(*(maker.targets() for maker in makers), strict=True)
    pages = zip(*(maker.recipes() for maker in makers), strict=True)
    every = itertools.chain.from_iterable
    described = (Recipe(maker.reader.urls.page("data"), maker.data, last=True) for maker in makers)
    of_lists = (*every(targets), *described, *list_recipes(edition), *photo_recipes(edition.today))
    of_pages = (*every(pages), *embed_recipes(edition), Recipe(NOT_FOUND, partial(not_found, edition)))
    return (*data_recipes(open_data), *of_lists, *of_pages)
