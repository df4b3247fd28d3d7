"""What a page is printed as beside itself: the press text and the brief of a bulletin, the papers of a meeting."""

from dataclasses import replace

from tongbao.views.bulletin import BulletinView
from tongbao.views.edition import Edition
from tongbao.views.issued import Sealed
from tongbao.views.pack import PackView
from tongbao.views.site import Page


def press_text(page: Page, edition: Edition) -> Page | None:
    """The text of an issued bulletin's page for the press: the same sentences without tables. First language only."""
    if not isinstance(page.view, (BulletinView, Sealed)) or not page.view.text or page.language != edition.languages[0]:
        return None
    return replace(page, path=page.view.text, template="pages/bulletin.txt", others=(), crumbs=())


def brief(page: Page, edition: Edition) -> Page | None:
    """The printed brief of a bulletin, or the papers of a meeting as they are handed out: the same view in another
    template. First language only."""
    view = page.view
    if not isinstance(view, (BulletinView, Sealed, PackView)) or not view.pdf or page.language != edition.languages[0]:
        return None
    template = "pdf/pack.html" if isinstance(view, PackView) else "pdf/bulletin.html"
    return replace(page, path=view.pdf, template=template, others=(), crumbs=())
