"""The rows of the year's list."""

from decimal import Decimal
from typing import Any

from tests.snapshots import place, snapshot
from tongbao.metrics.listed import SUMS, listed_projects, named_in
from tongbao.model.issued_targets import ListedProject

PLAN = {
    "year": "2026", "nature": "新开工", "plan": "300.5", "invested_before": "0", "start": "2026-04",
    "finish": "2026-11",
    "target": "主体封顶", "quarters": ["10", "40"], "quarter_targets": ["进场", "基础"], "remark": "省重点",
}  # fmt: skip
WHOLE: dict[str, Any] = {
    "id": "P-1",
    "code": "2504-990122-04-01-338697",
    "place": "城关镇",
    "works": "新建",
    "content": "一座厂房",
    "period": ["2025", "2026"],
    "investment": {"total": "1200.50"},
    "responsible": [
        {"office": "a"},
        {"office": "b", "from_stage": "started"},
        {"office": "a", "from_stage": "completed"},
    ],
    "owner": {"name": "甲公司"},
    "sponsors": [{"office": "v1", "until": "2026-02-28"}, {"office": "v2", "from": "2026-03-01"}],
    "years": [PLAN],
}
LIST = {"groups": [{"code": "新开工", "name": "新开工", "projects": ["P-1"]}]}


def _row(day: str = "2026-05-31", **changes: Any) -> ListedProject:
    return listed_projects(*_listed(day, {**WHOLE, **changes}))["P-1"]


def _listed(day: str, *projects: dict[str, Any], **changes: Any) -> Any:
    found = snapshot(day, *projects, targets=[{**LIST, **changes}])
    return found.data.targets[0], found


def test_every_column() -> None:
    """A row holds every column of the list, each number as it was written."""
    row = _row()
    assert (row.total, row.plan, row.invested_before) == (Decimal("1200.50"), Decimal("300.5"), Decimal(0))
    assert row.model_dump_json(exclude_defaults=True, by_alias=True) == (
        '{"id":"P-1","name":"甲项目","code":"2504-990122-04-01-338697","district":"zouping","place":"城关镇",'
        '"works":"新建","nature":"新开工","content":"一座厂房","period":[2025,2026],"total":"1200.50",'
        '"invested_before":"0","plan":"300.5","target":"主体封顶","quarter_targets":["进场","基础"],'
        '"quarters":["10","40"],"start":"2026-04","finish":"2026-11","offices":["a","b"],"owner":"甲公司",'
        '"sponsors":[{"office":"v2"}],"remark":"省重点"}'
    )


def test_the_one_in_charge_on_the_day() -> None:
    """Who was in charge on the day stands in the row, on its last day too; not who came later."""
    assert [sponsor.office for sponsor in _row("2026-02-28").sponsors] == ["v1"]


def test_what_is_withheld() -> None:
    """Of a field that is withheld, or lies in one that is, the row has the ground and no value."""
    row = _row(withheld={"owner": "商业秘密", "years.2026.plan": "国家秘密"})
    assert (row.owner, row.plan) == (None, None)
    assert row.withheld == {"owner": "商业秘密", "plan": "国家秘密"}


def test_a_plan_of_another_year() -> None:
    """A list of 2026 prints nothing of the plan of 2025."""
    assert _row(years=[{**PLAN, "year": "2025"}]).plan is None


def test_a_total_that_only_a_report_knows() -> None:
    """Without an approved total investment the row has what the sums take: the newest report's."""
    listed, found = _listed("2026-05-31", {"id": "P-1", "progress": [{"as_of": "2026-03-31", "total": "70"}]})
    assert listed_projects(listed, found)["P-1"].total == found.figure("targets:2026", "total_investment").value == 70


def test_who_withdrew_stays_in_print() -> None:
    """A project that withdrew has its row and enters no sum; the sums are those of the rows in scope."""
    withdrawn = {"id": "P-2", "investment": {"total": "9"}, "stages": [{"date": "2026-03-01", "stage": "withdrawn"}]}
    groups = [{"code": "续建", "name": "续建", "projects": ["P-1", "P-2"]}]
    listed, found = _listed("2026-05-31", WHOLE, withdrawn, groups=groups)
    rows = listed_projects(listed, found)
    assert [row.in_scope for row in rows.values()] == [True, False]
    assert [found.figure("targets:2026", key).value for key in SUMS] == [1, 1, Decimal("1200.50"), 0, Decimal("300.5")]


def test_everybody_that_a_list_names() -> None:
    """Substitutes and those that came or left have a row; what the records do not know has none."""
    move = {"kind": "增补", "project": "P-3", "reason": "递补"}
    moves = [{"date": "2026-04-20", "number": "1", "approved_by": "a", "moves": [move]}]
    listed, found = _listed("2026-05-31", WHOLE, {"id": "P-3"}, substitutes=["P-4", "P-3"], adjustments=moves)
    assert named_in(listed) == ("P-1", "P-3", "P-4")
    assert tuple(listed_projects(listed, found)) == ("P-1", "P-3")
    early = place([WHOLE], targets=[{**LIST, "adjustments": moves}]).targets[0]
    assert named_in(early.model_copy(update={"adjustments": ()})) == ("P-1",)
