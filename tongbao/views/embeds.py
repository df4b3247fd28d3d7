"""Small pages that other sites embed: where a project stands (and a badge of that), what a bulletin says first, a
board."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from tongbao.model.standings import Board
from tongbao.views.badges import badge_file, badge_path
from tongbao.views.boards import board_view
from tongbao.views.edition import Edition, languages_of
from tongbao.views.issued import Sealed
from tongbao.views.parts import BoardView, Link, ProjectRow
from tongbao.views.reader import Reader
from tongbao.views.recipe import Recipe
from tongbao.views.rows import project_row
from tongbao.views.site import Page
from tongbao.views.urls import Urls

EMBED = "embed"


class EmbeddedProject(NamedTuple):
    """A project as its row in a table says it."""

    row: ProjectRow
    unit: str


class EmbeddedBoard(NamedTuple):
    """A board."""

    board: BoardView


def project_path(id: str, urls: Urls) -> str:
    """Where the piece of a project stands."""
    return urls.page(EMBED, "projects", id)


def bulletin_path(year: int, id: str, urls: Urls) -> str:
    """Where the piece of an issued bulletin stands."""
    return urls.page(EMBED, "bulletins", str(year), id)


def board_path(board: Board, urls: Urls) -> str:
    """Where the piece of a board stands."""
    return urls.page(EMBED, "boards", board.code)


def board_links(edition: Edition, reader: Reader) -> tuple[Link, ...]:
    """Every board by its name, with its piece."""
    return tuple(Link(reader.words(b.name), board_path(b, reader.urls)) for b in edition.today.rules.boards)


def embed_recipes(edition: Edition) -> Iterator[Recipe]:
    """How to make the pieces of projects and boards in every language, and the badges of projects; the pieces of
    bulletins are made of their pages."""
    for language in edition.languages:
        reader = edition.reader_of(language, edition.today.day)
        for id in edition.today.standing_by_id:
            yield Recipe(project_path(id, reader.urls), partial(_project, id, edition, reader))
            yield Recipe(badge_path(id, reader.urls), partial(badge_file, id, edition.today, reader))
        for board in edition.today.rules.boards:
            yield Recipe(board_path(board, reader.urls), partial(_board, board, edition, reader))


def _page(
    path: Callable[[Urls], str], name: str, title: str, view: object, home: str, edition: Edition, reader: Reader
) -> Page:
    """A piece; `home` is the page that it leads to."""
    others = languages_of(edition.languages)
    return Page(
        path=path(reader.urls),
        template=f"pages/embed_{name}.html",
        language=reader.language,
        title=title,
        description=title,
        section=EMBED,
        view=view,
        others=tuple((language, path(urls)) for language, urls in others.items() if language != reader.language),
        crumbs=(Link("", home),),
    )


def _project(id: str, edition: Edition, reader: Reader) -> Page:
    row = project_row(edition.today.standing_by_id[id], edition.today, reader)
    path = partial(project_path, id)
    return _page(
        path, "project", row.link.text, EmbeddedProject(row, reader.money_unit), row.link.href, edition, reader
    )


def _board(board: Board, edition: Edition, reader: Reader) -> Page:
    view = board_view(board, edition.today, reader)
    home = reader.urls.page("districts" if board.axis == "district" else "offices")
    piece = EmbeddedBoard(view)
    return _page(partial(board_path, board), "board", view.name, piece, home, edition, reader)


def embedded(page: Page, edition: Edition) -> Page | None:
    """The piece of an issued bulletin: its page in another template, so that it says what was issued and no more."""
    if not isinstance(page.view, Sealed):
        return None
    year, id = page.path.removesuffix("/index.html").split("/")[-2:]
    urls = languages_of(edition.languages)
    others = tuple((language, bulletin_path(int(year), id, urls[language])) for language, _ in page.others)
    return replace(
        page,
        path=bulletin_path(int(year), id, urls[page.language]),
        template="pages/embed_bulletin.html",
        others=others,
        crumbs=(Link("", page.path),),
        formats=(),
        thing=None,
        embeds=(),
        updated="",
    )
