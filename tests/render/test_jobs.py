"""Drawing in one process or several gives the same bytes in the same order."""

from dataclasses import dataclass

import pytest
from jinja2 import UndefinedError

from tests.snapshots import reader_of, snapshot
from tongbao.load.catalogues import load_catalogue
from tongbao.render.jobs import CHUNK, Drawing, draw
from tongbao.views.site import Page, chrome


@dataclass(frozen=True)
class View:
    """A number."""

    number: int


def drawing(source: str) -> Drawing:
    frame = chrome(reader_of(snapshot("2026-05-31")), sections=("projects",), targets_year=None, base_url=None)
    return Drawing(({"page": source},), {"zh-CN": load_catalogue("zh-CN")}, {"zh-CN": frame}, {})


def pages(count: int) -> list[Page]:
    return [Page(f"{n}/index.html", "page", "zh-CN", "", "", "home", View(n)) for n in range(count)]


@pytest.mark.parametrize("count", [0, 1, CHUNK, 2 * CHUNK * 2 + 1])
def test_jobs_change_nothing(count: int) -> None:
    """However many processes draw, paths and bytes are the same."""
    job = drawing("第{{ view.number }}页 {{ t('words.nav.home') }}")
    alone = list(draw(pages(count), job, 1))
    assert alone == list(draw(pages(count), job, 2))
    assert [path for path, _ in alone] == [page.path for page in pages(count)]
    assert all(f"第{n}页".encode() in data for n, (_, data) in enumerate(alone))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_in_a_template_comes_out(jobs: int) -> None:
    """An error in a process is the error of the build."""
    with pytest.raises(UndefinedError):
        list(draw(pages(4 * CHUNK), drawing("{{ view.nothing }}"), jobs))
