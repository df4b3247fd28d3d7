"""Lists: filters, search, order, an address that keeps them, and plain pages where there is no script."""

from pathlib import Path

import pytest

from tests.browser.serving import served
from tests.browser.waiting import becomes
from tools.chromium import Browser

pytestmark = pytest.mark.browser

ROWS = "[...document.querySelectorAll('#projects-table tbody:not(.summary) tr')]"
SHOWN = f"{ROWS}.filter(row => row.checkVisibility())"
HEAD = "document.querySelector('[data-key=rate] button')"


def choose(browser: Browser, name: str, value: str) -> None:
    """Fills in a field of the filters as a reader would."""
    browser.run(f"document.querySelector('[name={name}]').focus()")
    browser.run(
        f"""(field => {{ field.value = '{value}';
        ['input', 'change'].forEach(kind => field.dispatchEvent(new Event(kind, {{bubbles: true}})));
        }})(document.querySelector('[name={name}]'))"""
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
    """The address says what is chosen and in which order, and opening it chooses again."""
    choose(projects, "district", "shitong")
    choose(projects, "q", "石桐")
    projects.run(f"{HEAD}.click()")
    before = projects.run(f"{SHOWN}.map(row => row.cells[0].textContent)")
    address = projects.run("location.href")

    assert address.endswith("?q=%E7%9F%B3%E6%A1%90&district=shitong&sort=-rate")

    projects.open("about:blank")
    projects.open(address)

    assert len(before) > 1
    assert projects.run(f"{SHOWN}.map(row => row.cells[0].textContent)") == before
    assert projects.run("document.querySelector('[data-key=rate]').ariaSort") == "descending"


def test_below_a_path(browser: Browser, golden: Path, tmp_path: Path) -> None:
    """On a server, below any path, filters, order and the back button work as they do from a folder."""
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "path").symlink_to(golden)
    with served(tmp_path) as address:
        browser.open(f"{address}some/path/index.html")
        browser.open(browser.run("document.querySelector('.sections a[href$=\"projects/index.html\"]').href"))
        choose(browser, "stage", "started")
        browser.run(f"{HEAD}.click()")

        assert browser.run("location.pathname + location.search") == (
            "/some/path/projects/index.html?stage=started&sort=-rate"
        )
        assert 0 < browser.run(f"{SHOWN}.length") < browser.run(f"{ROWS}.length")

        step(browser, -2)

        assert browser.run(f"{SHOWN}.length") == browser.run(f"{ROWS}.length")
        assert browser.faults == []


def test_back_and_forward(projects: Browser) -> None:
    """Each choice is a step that the back button takes back, order and all; forward takes it again."""
    order = f"{ROWS}.map(row => row.cells[0].textContent)"
    at_first = projects.run(order)
    choose(projects, "stage", "started")
    projects.run(f"{HEAD}.click()")
    chosen = projects.run(f"{SHOWN}.map(row => row.cells[0].textContent)")
    step(projects, -1)

    assert projects.run("location.search") == "?stage=started"
    assert projects.run(order) == at_first
    assert projects.run("document.querySelector('[data-key=rate]').ariaSort") == "none"

    step(projects, -1)

    assert projects.run("location.search") == ""
    assert projects.run(f"{SHOWN}.length") == len(at_first)
    assert projects.run("document.querySelector('[name=stage]').value") == ""

    step(projects, 2)

    assert projects.run("location.search") == "?stage=started&sort=-rate"
    assert projects.run(f"{SHOWN}.map(row => row.cells[0].textContent)") == chosen


def step(browser: Browser, steps: int) -> None:
    """Goes through the history, and waits until the page has heard of it, or is another."""
    browser.run(
        "window.heard = false;"
        " addEventListener('popstate', () => setTimeout(() => { window.heard = true }, 20), {once: true});"
        f" setTimeout(() => history.go({steps}), 0); 0"
    )
    assert becomes(browser, "document.readyState === 'complete' && window.heard !== false")


def test_no_choice_leads_nowhere(projects: Browser) -> None:
    """Beside each value stands how many rows it would leave with what else is chosen; one that would leave none is not
    offered, and comes back when the choice is cleared."""
    options = "[...document.querySelectorAll('[name=%s] option')].slice(1)"
    choose(projects, "stage", "started")
    offered = projects.run(
        f"{options % 'light'}.map(o => [o.value, +o.textContent.match(/[(]([0-9]+)/)[1], o.disabled])"
    )
    for code, count, dead in offered:
        choose(projects, "light", "" if dead else code)

        assert dead == (count == 0)
        assert dead or projects.run(f"{SHOWN}.length") == count

    choose(projects, "light", "")
    choose(projects, "q", "没有这样的项目")

    assert projects.run(f"{options % 'light'}.every(o => o.disabled)")

    projects.run("document.querySelector('[type=reset]').click()")
    projects.run("new Promise(done => setTimeout(done, 20))")

    assert not projects.run(f"{options % 'light'}.some(o => o.disabled)")


def test_what_the_address_cannot_mean(projects: Browser) -> None:
    """A value or a column that the page does not have is left aside: the whole list stands."""
    address = projects.run("location.href")
    projects.open(f"{address}?stage=none&sort=-none&district=shitong")

    assert projects.run(f"{SHOWN}.map(row => row.dataset.district)") == ["shitong"] * projects.run(f"{SHOWN}.length")
    assert projects.run(f"{SHOWN}.length") > 0


def test_language_keeps_the_choice(projects: Browser) -> None:
    """The same rows in the same order stand in the other language."""
    choose(projects, "stage", "started")
    projects.run(f"{HEAD}.click()")
    ids = f"{SHOWN}.map(row => row.cells[0].querySelector('a').pathname.split('/').at(-2))"
    before = projects.run(ids)
    projects.open(projects.run("document.querySelector('.language').href"))

    assert projects.run("document.documentElement.lang") == "en"
    assert projects.run(ids) == before


def test_issues(browser: Browser, sample: Path) -> None:
    """Issues that are overdue, by the office that has them in hand, the earliest deadline first."""
    browser.open((sample / "issues" / "index.html").as_uri() + "?time=overdue&sort=due")
    rows = "[...document.querySelectorAll('#issues-table tbody tr')].filter(row => row.checkVisibility())"
    days = browser.run(f"{rows}.map(row => row.querySelectorAll('.date')[1].dataset.value)")

    assert len(days) > 3
    assert days == sorted(days)
    assert browser.run(f"{rows}.every(row => row.querySelector('.overdue'))")


def test_plain_page_of_a_value(browser: Browser, sample: Path) -> None:
    """Without scripts the list leads to a page of each value, with as many rows as it says and ways to the others."""
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.open((sample / "projects" / "index.html").as_uri())
    browser.run("document.querySelector('.browse > summary').click()")
    ways = browser.run(
        """[...document.querySelectorAll('.browse dd span > a')].filter(a => a.checkVisibility())
        .map(a => [a.href, +a.parentElement.querySelector('.soft').textContent])"""
    )

    assert len(ways) > 50
    assert all(count > 0 for _, count in ways)
    for address, count in [way for way in ways if "/by/" in way[0]][::9]:
        browser.open(address)

        assert browser.run(f"{ROWS}.length") == count
        assert browser.run("document.querySelectorAll('.crumbs a').length") == 2
        assert browser.run("document.querySelector('main [aria-current=page] + .soft').textContent") == str(count)
        assert not browser.run("document.querySelector('[data-scripted]').checkVisibility()")


def test_from_a_plain_page_to_filters(browser: Browser, sample: Path) -> None:
    """With scripts the page of a value leads to the list with that value chosen, where others can be added."""
    browser.open((sample / "projects" / "by" / "stage" / "started" / "index.html").as_uri())
    rows = browser.run(f"{ROWS}.length")
    browser.open(browser.run("document.querySelector('[data-scripted] a').href"))

    assert browser.run("document.querySelector('[name=stage]').value") == "started"
    assert browser.run(f"{SHOWN}.length") == rows


def test_light_of_the_home_page(browser: Browser, golden: Path) -> None:
    """The home page's link to a light opens the page of those that show it, without a script."""
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.open((golden / "index.html").as_uri())
    browser.open(browser.run("document.querySelector('.lights a').href"))

    assert browser.run(f"{ROWS}.map(row => row.querySelector('.light').textContent.trim())") == ["警告"]
