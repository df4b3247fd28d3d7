"""What tongbao.js adds to a bulletin: its tables sort, and go to a spreadsheet with one click."""

from pathlib import Path

import pytest

from tools.chromium import Browser

pytestmark = pytest.mark.browser

WEEKLY = Path("bulletins", "2026", "weekly-2026-45", "index.html")
TABLE = "document.querySelector('section[aria-labelledby=section-districts] table')"
KEEP = "window.copied = ''; document.execCommand = () => { window.copied = document.activeElement.value; }"
"""Takes down what would have gone to the clipboard, which a page without a window may not touch."""


@pytest.fixture
def weekly(browser: Browser, sample: Path) -> Browser:
    browser.open((sample / WEEKLY).as_uri())
    return browser


def column(browser: Browser, number: int) -> list[str]:
    found: list[str] = browser.run(f"[...{TABLE}.tBodies[1].rows].map(row => row.cells[{number}].textContent.trim())")
    return found


def test_a_table_sorts_by_its_exact_values(weekly: Browser) -> None:
    """By the gap, negative ones last; the sum stays on top. A second click turns the order round."""
    weekly.run(f"{TABLE}.querySelectorAll('thead button')[5].click()")
    falling = [float(text.replace("−", "-")) for text in column(weekly, 6)]
    weekly.run(f"{TABLE}.querySelectorAll('thead button')[5].click()")

    assert falling == sorted(falling, reverse=True)
    assert falling[0] > 0 > falling[-1]
    assert [float(text.replace("−", "-")) for text in column(weekly, 6)] == falling[::-1]
    assert weekly.run(f"{TABLE}.tBodies[0].className") == "summary"


def test_a_table_is_copied_for_a_spreadsheet(weekly: Browser) -> None:
    """Heads and rows with tabs between, without the bars, numbers as a spreadsheet reads them."""
    weekly.run(f"Object.defineProperty(navigator, 'clipboard', {{value: undefined}}); {KEEP}")
    weekly.run(f"{TABLE}.querySelector('button.copy').click()")
    rows = [line.split("\t") for line in weekly.run("window.copied").splitlines()]

    assert rows[0] == ["县区", "项目数", "年度计划", "累计完成", "完成率", "与时序之差", "开复工率"]
    assert rows[1][0] == "合计"
    assert {len(row) for row in rows} == {7}
    assert len(rows) == 9
    assert [row[5] for row in rows if row[0] == "石桐县"] == ["-6.9"]
    assert weekly.run(f"{TABLE}.querySelector('button.copy').textContent") == "已复制"


def test_what_looks_like_a_formula_is_text(weekly: Browser) -> None:
    """A name of a project may begin with =; numbers with a sign stay numbers."""
    weekly.run(f"Object.defineProperty(navigator, 'clipboard', {{value: undefined}}); {KEEP}")
    weekly.run(f"{TABLE}.tBodies[1].rows[0].cells[0].textContent = '=HYPERLINK(1)'")
    weekly.run(f"{TABLE}.querySelector('button.copy').click()")
    cells = weekly.run("window.copied").splitlines()[2].split("\t")

    assert cells[0] == "'=HYPERLINK(1)"
    assert cells[5].startswith("+")


def test_without_scripts_there_is_no_button(browser: Browser, sample: Path) -> None:
    """What cannot work is not offered; the table is whole, what changed can be opened."""
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.open((sample / WEEKLY).as_uri())

    assert browser.run("document.querySelectorAll('.bulletin table').length") > 3
    assert browser.run("document.querySelectorAll('.bulletin table button').length") == 0
    assert not browser.run("document.querySelector('.changes').checkVisibility()")
    browser.run("document.querySelector('.since > summary').click()")
    assert browser.run("document.querySelector('.changes').checkVisibility()")
