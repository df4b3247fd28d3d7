"""Differences between two versions of a record in words."""

from typing import Any

from hypothesis import given

from tests.each import each
from tests.snapshots import reader_of, snapshot
from tests.versions import PROJECTS, Tree
from tongbao.metrics.differences import differences
from tongbao.model.base import Record
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.views.differences import DifferenceText, difference_texts

READERS = {language: reader_of(snapshot("2026-11-16"), language) for language in ("zh-CN", "en")}


def said(before: Tree, after: Tree, kind: type[Record] = Project, language: str = "zh-CN") -> list[DifferenceText]:
    """The differences in words."""
    return list(difference_texts(differences(before, after, kind), kind, READERS[language]))


def texts(before: Tree, after: Tree, kind: type[Record] = Project, language: str = "zh-CN") -> list[str]:
    """The lines alone."""
    return [difference.text for difference in said(before, after, kind, language)]


CAME = {"as_of": "2026-10-31", "physical": "64"}
REPORT = {**CAME, "invested": "31200"}


@each(
    ("before", "after", "chinese", "english"),
    [
        (
            {"progress": [REPORT]},
            {"progress": [{**REPORT, "invested": "36120"}]},
            "2026年10月31日报送：累计完成投资 31,200 → 36,120万元",
            "Report as of 31 October 2026: invested so far this year 31,200 → 36,120 万元",
        ),
        (
            {"investment": {"total": "120000"}},
            {"investment": {"total": "125000.5"}},
            "总投资 120,000 → 125,000.5万元",
            "Total investment 120,000 → 125,000.5 万元",
        ),
        (
            {},
            {"progress": [{**CAME, "certified": {"invested": "31"}}]},
            "新增2026年10月31日报送：形象进度 64%，认定（认定的累计完成投资 31万元）",
            "New: report as of 31 October 2026: physical progress 64%, certification (certified investment 31 万元)",
        ),
        (
            {"milestones": [{"name": "主体封顶", "planned": "2026-09-30"}]},
            {"milestones": [{"name": "主体封顶", "planned": "2026-09-30", "actual": "2026-10-02"}]},
            "节点“主体封顶”：完成日期填写为2026年10月2日",
            "Milestone “主体封顶”: day reached given as 2 October 2026",
        ),
        (
            {"stages": [{"date": "2026-03-18", "stage": "started"}]},
            {},
            "删去阶段“开工”（2026年3月18日）",
            "Taken out: stage “Under construction” (18 March 2026)",
        ),
        (
            {"funding": [{"kind": "专项债券", "granted": [{"date": "2026-04-01", "value": "15000"}]}]},
            {"funding": [{"kind": "专项债券", "granted": [{"date": "2026-04-01", "value": "16000"}]}]},
            "资金“专项债券” · 到位金额（2026年4月1日）：金额 15,000 → 16,000万元",
            "Outside money “专项债券” · amounts granted (1 April 2026): amount 15,000 → 16,000 万元",
        ),
        (
            {},
            {"changes": [{"date": "2026-07-15", "field": "years.2026.plan", "from": "8", "to": "9", "reason": "年中"}]},
            "新增2026年年度计划投资变更（2026年7月15日）：8万元 → 9万元（年中）",
            "New: change of 2026 planned investment (15 July 2026): 8 万元 → 9 万元 (年中)",
        ),
        (
            {},
            {"withheld": {"owner.uscc": "条例第十五条"}},
            "不公开的字段：统一社会信用代码填写为条例第十五条",
            "Fields not public: unified social credit code given as 条例第十五条",
        ),
        (
            {"lists": ["市级重点"], "district": "zouping"},
            {"lists": ["市级重点", "双招双引"], "district": "zouping"},
            "所属清单 市级重点 → 市级重点、双招双引",
            "Lists 市级重点 → 市级重点, 双招双引",
        ),
    ],
)
def test_a_difference_is_said_as_the_site_prints_it(before: Tree, after: Tree, chinese: str, english: str) -> None:
    """Names, days, amounts with their unit and codes are those of pages, in either language."""
    assert texts(before, after) == [chinese]
    assert texts(before, after, language="en") == [english]


def test_an_issue_is_said_by_its_events() -> None:
    """An event is named by its day and kind, an office by its name, a choice by its word."""
    event = {"date": "2026-04-14", "kind": "assigned", "to": "city-drc"}
    assert texts({"kind": "问题"}, {"kind": "诉求", "events": [event]}, Issue) == [
        "种类 问题 → 诉求",
        "新增2026年4月14日交办：交给 市发改委",
    ]


def test_a_long_text_is_shown_apart() -> None:
    """Of words that are long the line says only that they changed; both texts are there to be opened."""
    before, after = "新建厂房" * 20, "扩建厂房" * 20
    (found,) = said({"content": before}, {"content": after})
    assert (found.text, found.long) == ("建设规模及主要内容有改动", True)
    assert (found.before, found.after) == (before, after)


def test_what_says_the_same_is_not_told() -> None:
    """A text that was put into another language as well differs for its readers alone."""
    before, after = {"name": "甲"}, {"name": {"zh-CN": "甲", "en": "First"}}
    assert texts(before, after) == []
    assert texts(before, after, language="en") == ["Name 甲 → First"]


def test_what_a_field_does_not_ask_for_is_shown_as_it_was_written() -> None:
    """An old version may hold a day that is none, a word that no enumeration has, a field that no model knows."""
    before: dict[str, Any] = {"registered": "去年", "years": [{"year": "2026", "nature": "新"}], "old": {"a.b": "1"}}
    after = {"registered": "2026-01-02", "years": [{"year": "2026", "nature": "续建"}], "old": {"a.b": "2"}}
    assert texts(before, after) == [
        "入库日期 去年 → 2026年1月2日",
        "2026年计划：建设性质 新 → 续建",
        "Old：a.b 1 → 2",
    ]


@given(PROJECTS, PROJECTS)
def test_whatever_a_file_held_can_be_told(before: Tree, after: Tree) -> None:
    """Every difference has words in every language, or says nothing new to its readers."""
    for language in READERS:
        assert all(difference.text for difference in said(before, after, language=language))
