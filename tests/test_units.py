"""Every printed number says what it counts."""

import re
from collections.abc import Iterator
from pathlib import Path

GAP = re.compile("与时序差|与时序之差")
MONEY = re.compile("总投资|年度计划|本年计划|已完成|累计完成")


def text(html: str, tag: str) -> str:
    """The text within the first element of a name."""
    found = re.search(rf"<{tag}\b.*?</{tag}>", html, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[0]) if found else ""


def tables(site: Path) -> Iterator[tuple[str, str, str]]:
    """Every table of the Chinese pages: its page, its heads, and what stands over it."""
    for page in sorted(site.rglob("*.html")):
        if "en" not in page.relative_to(site).parts:
            for table in re.findall(r"<table\b.*?</table>", page.read_text(encoding="utf-8"), re.DOTALL):
                yield page.relative_to(site).as_posix(), text(table, "thead"), text(table, "caption")


def test_a_table_of_gaps_says_percentage_points(golden: Path) -> None:
    """Over every column of gaps to the pace stands 百分点: +5.5 is no 5.5 %."""
    found = [(page, heads, caption) for page, heads, caption in tables(golden) if GAP.search(heads)]
    assert len(found) > 5
    assert [page for page, heads, caption in found if "百分点" not in heads + caption] == []


def test_a_table_of_projects_says_the_unit_of_money(golden: Path) -> None:
    """Over every column of total investment, plan or what is completed of it stands 亿元, or what else it counts."""
    found = [
        (page, heads, caption) for page, heads, caption in tables(golden) if "总投资" in heads and MONEY.search(heads)
    ]
    assert len(found) > 5
    assert [page for page, heads, caption in found if "亿元" not in heads + caption] == []
