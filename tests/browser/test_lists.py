"""What tongbao.js adds: filters, search, order, an address that keeps them, and the size of letters."""

from pathlib import Path

import pytest

from tools.chromium import Browser

pytestmark = pytest.mark.browser

ROWS = "[...document.querySelectorAll('#projects-table tbody:not(.summary) tr')]"
SHOWN = f"{ROWS}.filter(row => row.checkVisibility())"
TAB, ENTER = ("Tab", 9), ("Enter", 13)


def choose(browser: Browser, name: str, value: str) -> None:
    """Fills in a field of the filters as a reader would."""
    browser.run(f"document.querySelector('[name={name}]').focus()")
    browser.run(
        f"""(field => {{ field.value = '{value}';
        field.dispatchEvent(new Event('input', {{bubbles: true}})); }})(document.querySelector('[name={name}]'))"""
    )


@pytest.fixture
def projects(browser: Browser, sample: Path) -> Browser:
    browser.open((sample / "projects" / "index.html").as_uri())
    return browser


def test_filter(projects: Browser) -> None:
    """A choice leaves the rows that have it, says how many, hides the sum of all, and can be cleared."""
    everything = projects.run(f"{ROWS}.length")
    choose(projects, "district", "shitong")
    wanted = projects.run(f"{ROWS}.filter(row => row.dataset.district === 'shitong').length")

    assert 0 < wanted < everything
    assert projects.run(f"{SHOWN}.map(row => row.dataset.district)") == ["shitong"] * wanted
    assert projects.run("document.querySelector('output').textContent") == f"显示 {wanted} 项，共 {everything} 项"
    assert not projects.run("document.querySelector('tbody.summary').checkVisibility()")

    projects.run("document.querySelector('[type=reset]').click()")
    projects.run("new Promise(done => setTimeout(done, 20))")

    assert projects.run(f"{SHOWN}.length") == everything
    assert projects.run("document.querySelector('output').textContent") == f"共 {everything} 项"
    assert not projects.run("document.querySelector('[type=reset]').checkVisibility()")


def test_filters_together(projects: Browser) -> None:
    """Two choices leave the rows that have both; a row may be in several lists."""
    choose(projects, "district", "shitong")
    choose(projects, "list", "双招双引")
    wanted = projects.run(
        f"""{ROWS}.filter(row => row.dataset.district === 'shitong'
        && row.dataset.list.split(' ').includes('双招双引')).length"""
    )

    assert 0 < wanted == projects.run(f"{SHOWN}.length")


def test_search(projects: Browser) -> None:
    """Every word must be in the row, wherever it stands."""
    choose(projects, "q", "石桐 水库")

    assert projects.run(f"{SHOWN}.map(row => row.cells[0].querySelector('a').textContent)") == [
        "石桐水库增容及下游灌溉工程"
    ]

    choose(projects, "q", "没有这样的项目")

    assert projects.run(f"{SHOWN}.length") == 0


def test_order(projects: Browser) -> None:
    """A number's head puts the largest first, then the smallest; rows without one stay last."""
    values = f"{ROWS}.map(row => row.cells[3].dataset.value)"
    projects.run("document.querySelectorAll('#projects-table thead button')[3].click()")
    falling = projects.run(values)
    projects.run("document.querySelectorAll('#projects-table thead button')[3].click()")
    rising = projects.run(values)

    assert [value for value in falling if value] == sorted(filter(None, falling), key=float, reverse=True)
    assert [value for value in rising if value] == sorted(filter(None, rising), key=float)
    assert "" not in rising[: len([value for value in rising if value])]
    assert projects.run("document.querySelectorAll('#projects-table th')[3].ariaSort") == "ascending"


def test_address(projects: Browser) -> None:
    """The address says what is chosen, and opening it chooses again."""
    choose(projects, "district", "shitong")
    choose(projects, "q", "石桐")
    projects.run("document.querySelectorAll('#projects-table thead button')[3].click()")
    before = projects.run(f"{SHOWN}.map(row => row.cells[0].textContent)")
    address = projects.run("location.href")

    assert "district=shitong" in address

    projects.open("about:blank")
    projects.open(address)

    assert len(before) > 1
    assert projects.run(f"{SHOWN}.map(row => row.cells[0].textContent)") == before


def test_light_of_the_home_page(browser: Browser, golden: Path) -> None:
    """The home page's link to a light opens the list with that light alone, though it is the only one."""
    browser.open((golden / "index.html").as_uri())
    browser.open(browser.run("document.querySelector('.lights a').href"))

    assert browser.run(f"{SHOWN}.map(row => row.dataset.light)") == ["红"]
    assert browser.run(f"{ROWS}.length") == 3


def test_text_size(browser: Browser, golden: Path) -> None:
    """The size of letters is remembered on the next page."""
    browser.open((golden / "index.html").as_uri())
    normal = browser.run("parseFloat(getComputedStyle(document.body).fontSize)")
    browser.run("document.querySelector('[data-size=largest]').click()")
    browser.open((golden / "en" / "issues" / "index.html").as_uri())
    large = browser.run("parseFloat(getComputedStyle(document.body).fontSize)")
    pressed = browser.run("document.querySelector('.sizes [aria-pressed=true]').dataset.size")
    browser.run("document.querySelector('[data-size=normal]').click()")

    assert large > normal
    assert pressed == "largest"


def test_skip_link(browser: Browser, golden: Path) -> None:
    """The first stop of the Tab key is a link, then seen, that leads past the navigation."""
    browser.open((golden / "index.html").as_uri())
    browser.press(*TAB)

    assert browser.run("document.activeElement.className") == "skip"
    assert browser.run("document.activeElement.getBoundingClientRect().top") >= 0

    browser.press(*ENTER)

    assert browser.run("document.activeElement.id") == "content"


def test_details(browser: Browser, golden: Path) -> None:
    """Tab reaches how a figure is made; Enter opens it."""
    browser.open((golden / "index.html").as_uri())
    for _ in range(60):
        browser.press(*TAB)
        if browser.run("document.activeElement.matches('.origin > summary')"):
            break
    browser.press(*ENTER)

    assert browser.run("document.activeElement.parentElement.open")
    assert browser.run("document.activeElement.parentElement.querySelector('dl').checkVisibility()")
