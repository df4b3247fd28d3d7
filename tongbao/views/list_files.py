"""The files of the years' lists: their papers and figures, in the words of the first language."""

from collections.abc import Iterator
from functools import partial

from tongbao.model.targets import TargetList
from tongbao.views.edition import Edition, snapshot_of_year
from tongbao.views.papers import FIGURES, Papers
from tongbao.views.recipe import Recipe
from tongbao.views.site import DataFile
from tongbao.views.targets_pages import year_data


def list_recipes(edition: Edition) -> Iterator[Recipe]:
    """How to make the papers of every list, and the figures of one that is not of the day's year."""
    today = edition.today
    for listed in today.data.targets:
        papers = _papers(edition, listed.year)
        yield from papers.recipes()
        if listed.groups and listed.year != today.day.year:
            yield Recipe(papers.urls.targets_file(listed.year, FIGURES), partial(_figures, edition, listed))


def _figures(edition: Edition, listed: TargetList) -> DataFile:
    then = snapshot_of_year(edition, listed.year)
    reader = edition.reader_of(edition.languages[0], min(then.day, edition.today.day))
    return year_data(listed, then, reader, edition.quarter_of)


def _papers(edition: Edition, year: int) -> Papers:
    language, day = edition.languages[0], edition.today.day
    return Papers(
        year,
        edition.reader_of(language, day).urls,
        partial(snapshot_of_year, edition, year),
        lambda snapshot: edition.reader_of(language, min(snapshot.day, day)),
    )
