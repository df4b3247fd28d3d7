"""`serve` in a browser: an open page follows a saved file, and shows what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from tests.browser.waiting import becomes
from tests.builders import PROJECT, SITE, write_place
from tests.sites import compiled
from tongbao.commands.serve import Desk
from tongbao.commands.serving import Live, server
from tongbao.load.catalogues import load_catalogue
from tools.chromium import Browser

pytestmark = pytest.mark.browser

FILE = "projects/zouping/P-1.yaml"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    record = {**PROJECT, "id": "P-1", "district": "zouping", "name": "原名工程"}
    place = write_place(tmp_path, {"site.yaml": {**SITE, "as_of": "2026-05-31"}, FILE: record})
    live = Live()
    http = server(live, 0)
    Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
    desk = Desk(place, None, f"http://127.0.0.1:{http.server_address[1]}", compiled(), load_catalogue("zh-CN"), live)
    desk.read()
    yield desk
    http.shutdown()
    http.server_close()


def test_a_page_follows_the_file(browser: Browser, desk: Desk) -> None:
    """A saved name stands on the open page without anybody's doing; a fault stands below what was there before it, and
    goes once it is mended."""
    browser.open(f"{desk.url}/projects/P-1/")
    heading = "document.querySelector('h1').textContent.trim() === '{}'"
    assert becomes(browser, heading.format("原名工程"))
    file = desk.root / FILE
    sound = file.read_text().replace("原名工程", "新名工程")
    file.write_text(sound)
    desk.read()
    assert becomes(browser, heading.format("新名工程"))
    file.write_text(sound.replace('"district"', '"distrikt"'))
    desk.read()
    told = "document.querySelector('#live[role=alert] li')?.textContent.startsWith('projects/zouping/')"
    assert becomes(browser, told)
    assert browser.run(heading.format("新名工程"))
    file.write_text(sound)
    desk.read()
    assert becomes(browser, "!document.querySelector('#live')")
    assert browser.faults == []
