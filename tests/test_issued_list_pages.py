"""The page of a list as published is made of its issued file alone, and whatever stands there does no harm."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_bulletin_issue import Harm
from tests.issuing_place import change
from tests.sites import drawn
from tests.targets_place import FULL, ISSUED, LIST, MOVED, PROJECT, WHOLE, YAML, issued_place, place, run
from tongbao.load.issued import issued_text

TABLE = re.compile(r"<table.*?</table>", re.DOTALL)


def published(root: Path) -> str:
    """The page of the list as published, in the first language."""
    return drawn(root, "targets/2026/published/index.html")


def rewritten(root: Path, **changes: Any) -> None:
    """The issued file with other values, under the digest that belongs to them."""
    content = json.loads((root / ISSUED).read_text("utf-8"))
    (root / ISSUED).write_text(issued_text({**content, **changes}), encoding="utf-8")


def test_nothing_that_came_later_is_on_it(tmp_path: Path) -> None:
    """Another plan, owner, district's name and measure, and an adjustment, change no table of the published list; what
    differs is said beside it."""
    root = issued_place(tmp_path)
    before = published(root)
    changed = {"date": "2026-05-01", "field": "years.2026.plan", "from": "300.25", "to": "4000", "reason": "调整"}
    plan = [{"year": "2026", "nature": "续建", "plan": "4000", "invested_before": "12"}]
    change(root, PROJECT, years=plan, changes=[{**changed, "approved_by": "甲"}], owner={"name": "乙公司"})
    for path, old, new in (("site.yaml", '"惠民"', '"惠民新区"'), ("policy.yaml", "完成投资", "投资额")):
        text = (root / path).read_text("utf-8")
        (root / path).write_text(text.replace(old, new), encoding="utf-8")
    assert run(root, *MOVED, "--withdraw", "P-2") == 0
    after = published(root)
    tables = TABLE.findall(before)
    assert tables
    assert "300.25" in tables[0] or "0.03" in tables[0]
    assert [table for table in tables if table not in after] == []
    assert "4,000" in after
    assert "4,000" not in before


@pytest.mark.parametrize(
    "changes",
    [
        {"projects": {}},
        {"figures": []},
        {"names": {}},
        {"projects": {}, "figures": [], "names": {}},
    ],
    ids=str,
)
def test_what_is_missing_is_left_out(tmp_path: Path, changes: dict[str, Any]) -> None:
    """A file that says less than one that we write still gives a page."""
    root = issued_place(tmp_path)
    rewritten(root, **changes)
    assert "<h1" in published(root)


EVIL = '<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) {{ 1 }} "'


def test_what_is_written_there_does_no_harm(tmp_path: Path) -> None:
    """Script, handlers of events and addresses of scripts in every text of an issued file are text on the page."""
    root = place(tmp_path, **{PROJECT: FULL, LIST: YAML + WHOLE})
    assert run(root, "issue", "2026") == 0
    content = json.loads((root / ISSUED).read_text("utf-8"))
    rows = {id: _evil(row) for id, row in content["projects"].items()}
    names = {name: dict.fromkeys(texts, EVIL) for name, texts in content["names"].items()}
    figures = [{**figure, "display": {"zh-CN": EVIL}} for figure in content["figures"]]
    money = {**content["money"], "unit": EVIL, "display": EVIL}
    rewritten(root, projects=rows, names=names, figures=figures, money=money)
    html = published(root)
    assert html.count("alert(1)") > 10
    harm = Harm()
    harm.feed(html)
    assert harm.found == []
    assert "{{ 1 }}" in html


def _evil(row: dict[str, Any]) -> dict[str, Any]:
    texts = ("name", "place", "works", "content", "target", "remark", "code", "owner")
    lists = {"quarter_targets": [EVIL] * 4, "sponsors": [{"office": "city-drc", "level": EVIL}]}
    return {**row, **dict.fromkeys(texts, EVIL), **lists, "withheld": {"total": EVIL, "plan": EVIL}}
