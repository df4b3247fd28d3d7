"""A small place without a fault, and the ways to spoil it: values as they come from a YAML file, as text."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache, partial
from operator import is_
from typing import Any, TypeVar

from tongbao.checking import asked
from tongbao.load.memory import NOTHING, Memory, changed_fields
from tongbao.metrics.listed import as_issued
from tongbao.metrics.snapshot import snapshot_on
from tongbao.model.activity import Activity
from tongbao.model.base import Record
from tongbao.model.batch import Batch
from tongbao.model.bulletin import Bulletin
from tongbao.model.campaign import Campaign
from tongbao.model.cited import CitedFigures
from tongbao.model.correction import Correction
from tongbao.model.dataset import Dataset, Key
from tongbao.model.digest import record_digest
from tongbao.model.internal import (
    Internal,
    InternalActivity,
    InternalBulletin,
    InternalIssue,
    InternalProject,
    InternalTree,
)
from tongbao.model.issue import Issue
from tongbao.model.issued import Issued, IssuedBody, IssuedFigure, IssuedLanguage
from tongbao.model.issued_targets import IssuedTargets
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.shapes import Shape
from tongbao.model.site import MoneyUnits, Site
from tongbao.model.targets import TargetList
from tongbao.problems import Problem
from tongbao.rules import RULES, each_rule
from tongbao.rules.against import check_against
from tongbao.rules.base import Reckoned
from tongbao.rules.internal import check_internal

DAY = date(2026, 11, 16)
DRAFTED = date(2026, 11, 22)
"""The as-of day of a place that has a draft."""

SITE: dict[str, Any] = {
    "id": "yunting",
    "name": "云汀市",
    "title": "云汀市重点项目",
    "languages": ["zh-CN"],
    "money": {"unit": "万元", "display": "亿元", "factor": "10000"},
    "publisher": {"name": "指挥部办公室", "contact": "督导调度组 0543-3160000"},
    "levels": [{"code": "市级", "name": "市级"}, {"code": "县级", "name": "县级"}],
    "districts": [{"code": "linting", "name": "临汀区"}, {"code": "maichuan", "name": "麦川县"}],
    "offices": [
        {"code": "city-drc", "name": "市发改委"},
        {"code": "linting-gov", "name": "临汀区政府", "district": "linting"},
    ],
    "lists": [
        {"code": "市级重点", "name": "市级重点", "level": "市级"},
        {"code": "专项债", "name": "专项债"},
    ],
    "classes": [{"code": "产业", "name": "产业"}, {"code": "工业", "name": "工业", "within": "产业"}],
    "sectors": [{"code": "铝业", "name": "铝业"}],
    "stages": [{"word": "主体施工", "core": "started"}],
    "categories": [{"code": "土地", "name": "土地"}],
    "channels": [{"code": "驻企服务员", "name": "驻企服务员"}],
    "severities": [{"code": "一般", "name": "一般"}],
}
POLICY: dict[str, Any] = {
    "lights": [{"code": "蓝", "label": "蓝牌", "shape": "circle", "tone": "notice", "below": "0"}],
    "boards": [{"code": "counties", "name": "县区", "members": ["linting", "maichuan"]}],
    "targets": [{"code": "投资", "name": "年度投资", "figure": "completed"}],
    "activities": [{"code": "过堂会", "name": "过堂会", "every": "two_months"}],
    "batches": [
        {"code": "签约一批", "name": "签约一批", "stage": "signed", "due": "ceremony"},
        {"code": "开工一批", "name": "开工一批", "stage": "started"},
    ],
}
PROJECT: dict[str, Any] = {
    "id": "P-lt-2026-001",
    "code": "2601-371681-04-01-123456",
    "name": "高性能铝合金车体部件产业园",
    "registered": "2025-11-20",
    "level": "市级",
    "lists": ["市级重点"],
    "district": "linting",
    "classes": ["产业", "工业"],
    "sectors": ["铝业"],
    "responsible": [{"office": "linting-gov"}],
    "lead": [{"office": "city-drc", "until_stage": "commissioned"}],
    "sponsors": [{"office": "city-drc", "from": "2026-01-01", "until": "2026-12-31"}],
    "owner": {"name": "临汀铝业有限公司", "uscc": "91110000101623741K"},
    "content": "新建厂房 12 万平方米，咨询电话 0543-3160000。",
    "period": ["2025", "2027"],
    "investment": {"total": "120000", "sources": {"自筹": "70000", "银行贷款": "50000"}},
    "years": [
        {"year": "2025", "nature": "新开工", "plan": "30000"},
        {
            "year": "2026",
            "nature": "续建",
            "plan": "45000",
            "invested_before": "20000",
            "quarters": ["15", "40", "70", "100"],
        },
    ],
    "stages": [
        {"date": "2025-11-20", "stage": "signed"},
        {"date": "2025-12-10", "stage": "started"},
        {"date": "2026-02-20", "stage": "resumed"},
        {"date": "2026-03-01", "stage": "主体施工"},
    ],
    "milestones": [{"name": "主体封顶", "planned": "2026-09-30", "actual": "2026-10-08"}],
    "funding": [
        {
            "kind": "专项债券",
            "granted": [{"date": "2026-04-01", "value": "15000"}],
            "spent": [{"date": "2026-10-31", "value": "6200"}],
        }
    ],
    "progress": [
        {"as_of": "2025-12-31", "invested": "20000", "physical": "20"},
        {"as_of": "2026-09-30", "invested": "31200", "physical": "64"},
        {"as_of": "2026-10-31", "invested": "36120", "physical": "72", "reported": "2026-11-03"},
    ],
    "changes": [
        {
            "date": "2026-07-15",
            "field": "years.2026.plan",
            "from": "42000",
            "to": "45000.0",
            "reason": "年中调整",
            "approved_by": "市指挥部",
        }
    ],
    "withheld": {"place": "政府信息公开条例第十五条"},
}
OTHER: dict[str, Any] = {
    "id": "P-mc-2026-002",
    "name": "麦川县污水处理厂",
    "district": "maichuan",
    "years": [{"year": "2026", "nature": "续建"}],
}
ISSUE: dict[str, Any] = {
    "id": "I-lt-2026-0001",
    "kind": "问题",
    "projects": ["P-lt-2026-001"],
    "title": "剩余 40 亩用地指标未落实",
    "category": "土地",
    "severity": "一般",
    "raised": {"date": "2026-04-13", "channel": "驻企服务员", "by": "linting-gov"},
    "events": [
        {"date": "2026-04-14", "kind": "assigned", "to": "city-land"},
        {"date": "2026-04-16", "kind": "planned", "due": "2026-05-10"},
        {"date": "2026-05-12", "kind": "ordered", "colour": "蓝"},
        {"date": "2026-05-20", "kind": "resolved"},
        {"date": "2026-05-21", "kind": "closed"},
    ],
}
BULLETIN: dict[str, Any] = {
    "id": "weekly-2026-45",
    "kind": "weekly",
    "year": "2026",
    "number": "45",
    "period": {"from": "2026-11-09", "until": "2026-11-15"},
    "as_of": "2026-11-15T17:00",
    "issued": "2026-11-16",
}
DRAFT: dict[str, Any] = {
    "id": "weekly-2026-46",
    "kind": "weekly",
    "year": "2026",
    "number": "46",
    "period": {"from": "2026-11-16", "until": "2026-11-22"},
    "as_of": "2026-11-22T17:00",
    "sections": ["headline"],
}
TARGETS: dict[str, Any] = {
    "year": "2026",
    "title": "2026 年重点项目",
    "groups": [{"code": "续建", "name": "续建", "projects": ["P-lt-2026-001", "P-mc-2026-002"]}],
    "targets": [{"district": "linting", "values": {"投资": "45000"}}],
}
ACTIVITY: dict[str, Any] = {
    "id": "A-2026-001",
    "kind": "过堂会",
    "title": "2026年第一次过堂会",
    "date": "2026-02-27",
    "chair": "city-drc",
    "projects": ["P-lt-2026-001"],
    "decisions": [{"code": "1", "text": "落实用地", "office": "city-drc", "due": "2026-03-31"}],
}
BATCH: dict[str, Any] = {
    "id": "B-2025-04",
    "kind": "开工一批",
    "year": "2025",
    "quarter": "4",
    "number": "4",
    "ceremony": {"date": "2025-11-28", "venues": [{"name": "市民中心", "district": "linting", "main": True}]},
    "members": ["P-lt-2026-001"],
    "activity": "A-2026-001",
}
CAMPAIGN: dict[str, Any] = {
    "id": "K-2026-01",
    "name": "百日攻坚",
    "from": "2026-07-01",
    "until": "2026-10-08",
    "organiser": "city-drc",
    "members": ["P-lt-2026-001"],
    "goals": [{"figure": "completion_rate", "at_least": "60"}],
    "venues": [{"name": "主会场", "district": "linting"}],
}
CORRECTION: dict[str, Any] = {
    "id": "C-2026-01",
    "date": "2026-11-16",
    "document": "weekly-2026-45",
    "place": "表 1 第 2 行",
    "from": "3.61",
    "to": "3.62",
    "reason": "笔误",
    "approved_by": "指挥部办公室",
}
CITED: dict[str, Any] = {
    "figures": [
        {
            "code": "rate",
            "name": "投资完成率",
            "value": "80.3",
            "measured_in": "percent",
            "about": True,
            "as_of": "2026-11-15",
            "figure": "completion_rate",
            "source": "市发改委 2026 年第 10 期简报",
        },
        {
            "code": "share",
            "name": "占全省比重",
            "value": "1.7",
            "measured_in": "other",
            "unit": "成",
            "as_of": "2026-06-30",
            "scope": "class:工业",
            "source": "省统计局",
        },
    ]
}
SQUARE = ((118.0, 37.0), (119.0, 37.0), (119.0, 38.0), (118.0, 38.0))
"""Where every district of a map lies."""
PATHS: dict[Key, str] = {
    ("project", "P-lt-2026-001"): "projects/linting/P-lt-2026-001.yaml",
    ("project", "P-mc-2026-002"): "projects/maichuan/P-mc-2026-002.yaml",
    ("issue", "I-lt-2026-0001"): "issues/linting/2026/I-lt-2026-0001.yaml",
    ("bulletin", "weekly-2026-45"): "bulletins/2026/weekly-2026-45.yaml",
    ("bulletin", "weekly-2026-46"): "bulletins/2026/weekly-2026-46.yaml",
    ("targets", "2026"): "targets/2026.yaml",
    ("activity", "A-2026-001"): "activities/2026/A-2026-001.yaml",
    ("batch", "B-2025-04"): "batches/B-2025-04.yaml",
    ("campaign", "K-2026-01"): "campaigns/K-2026-01.yaml",
    ("correction", "C-2026-01"): "corrections/C-2026-01.yaml",
    ("issued", "weekly-2026-45"): "bulletins/2026/weekly-2026-45.issued.json",
}


R = TypeVar("R", bound=Record)
_unchanged: dict[int, Any] = {}


def record(model: type[R], keys: dict[str, Any], changes: dict[str, Any] | None) -> R:
    """A record of this module with some keys replaced; one in which none is, is read once in a process."""
    if changes:
        return model.model_validate(keys | changes)
    if id(keys) not in _unchanged:
        _unchanged[id(keys)] = model.model_validate(keys)
    found: R = _unchanged[id(keys)]
    return found


def assumed(policy: dict[str, Any]) -> dict[str, Any]:
    """The policy with every setting marked as assumed that says nothing of its source: no case is about that."""

    def marked(value: Any) -> Any:
        if isinstance(value, list):
            return [marked(setting) for setting in value]
        if not isinstance(value, dict) or "source" in value:
            return value
        return {**value, "assumed": value.get("assumed", True)}

    def each(name: str, value: Any) -> Any:
        if name == "bulletins":
            return {kind: marked(rule) for kind, rule in value.items()}
        return value if name == "checks" else marked(value)

    return {name: each(name, value) for name, value in policy.items()}


ASSUMED = assumed(POLICY)


def issued_with(bulletin: Bulletin, figures: dict[str, str], draft: str = "") -> Issued:
    """What a bulletin was issued with: these figures, of records that are not the same any more."""
    body = IssuedBody(
        figures=tuple(IssuedFigure(id=id, value=value, display={}) for id, value in figures.items()),
        languages={"zh-CN": IssuedLanguage(view={}, sentences={})},
    )
    return Issued(
        format=1,
        id=bulletin.id,
        kind=bulletin.kind,
        year=bulletin.year,
        as_of=bulletin.as_of,
        issued=bulletin.issued or DAY,
        draft=draft or record_digest(bulletin),
        policy="-",
        records={},
        digest=f"-{figures}",
        body=lambda: body,
    )


def issued_lists(listed: TargetList, as_it_was: TargetList) -> dict[str, IssuedTargets]:
    """What a published list was issued as, and after each adjustment."""
    found = {}
    if listed.published is None:
        return {}
    for adjusted in (None, *(each.date for each in listed.adjustments)):
        issued = IssuedTargets(
            format=1,
            year=listed.year,
            date=adjusted or listed.published,
            listed=as_issued(as_it_was, adjusted),
            projects={},
            names={},
            money=MoneyUnits.model_validate(SITE["money"]),
            figures=(),
            policy="-",
            records={},
            digest="-",
        )
        found[issued.key] = issued
    return found


def place(
    *,
    site: dict[str, Any] | None = None,
    policy: dict[str, Any] | None = None,
    project: dict[str, Any] | None = None,
    issue: dict[str, Any] | None = None,
    bulletin: dict[str, Any] | None = None,
    targets: dict[str, Any] | None = None,
    activity: dict[str, Any] | None = None,
    batch: dict[str, Any] | None = None,
    second_batch: dict[str, Any] | None = None,
    campaign: dict[str, Any] | None = None,
    correction: dict[str, Any] | None = None,
    second: dict[str, Any] | None = None,
    second_bulletin: dict[str, Any] | None = None,
    draft: dict[str, Any] | None = None,
    issued: dict[str, str] | str | None = None,
    issued_list: dict[str, Any] | None = None,
    unissued: tuple[str, ...] = (),
    cited: list[dict[str, Any]] | None = None,
    shapes: list[str] | None = None,
    unreadable: frozenset[Key] = frozenset(),
    without: tuple[str, ...] = (),
) -> Dataset:
    """The place without a fault, with the given keys of its records replaced.

    `draft` adds the bulletin of the next week, `issued` are the figures that the first bulletin was issued with; ""
    takes all issued files away. `issued_list` are keys of the list as it was issued, `unissued` names the
    issued lists that are not there, `shapes` the districts on its map, each of one degree,
    `without` projects and issues that are not.
    """
    bulletins = [record(Bulletin, BULLETIN, bulletin)]
    if second_bulletin:
        bulletins.append(Bulletin.model_validate(BULLETIN | second_bulletin))
    if draft is not None:
        bulletins.append(Bulletin.model_validate(DRAFT | draft))
    known = {each.id: issued_with(each, {}) for each in bulletins if each.issued}
    if isinstance(issued, dict):
        first = bulletins[0]
        known[first.id] = issued_with(first, issued, record_digest(record(Bulletin, BULLETIN, None)))
    listed = record(TargetList, TARGETS, targets)
    lists = issued_lists(listed, record(TargetList, TARGETS, (targets or {}) | (issued_list or {})))
    projects = (record(Project, PROJECT, project), record(Project, OTHER, second))
    return Dataset(
        site=record(Site, SITE, site),
        policy=record(Policy, ASSUMED, assumed(POLICY | policy) if policy else None),
        projects=tuple(each for each in projects if each.id not in without),
        issues=tuple(each for each in (record(Issue, ISSUE, issue),) if each.id not in without),
        bulletins=tuple(bulletins),
        targets=(listed,),
        campaigns=(record(Campaign, CAMPAIGN, campaign),),
        activities=(record(Activity, ACTIVITY, activity),),
        batches=tuple(record(Batch, BATCH, keys) for keys in (batch or {}, second_batch) if keys is not None),
        corrections=(record(Correction, CORRECTION, correction),),
        cited=record(CitedFigures, CITED, None if cited is None else {"figures": cited}).figures,
        issued=known if issued != "" else {},
        issued_lists={key: issued for key, issued in lists.items() if key not in unissued},
        paths={key: path for key, path in PATHS.items() if key[1] not in without},
        shapes=tuple(Shape(code, (SQUARE,)) for code in shapes or ()),
        unreadable=unreadable,
    )


def internal(tree: Any = None, **records: dict[str, Any]) -> Internal:
    """An internal tree of the place; records by kind and id."""
    kinds = {
        "projects": InternalProject,
        "issues": InternalIssue,
        "activities": InternalActivity,
        "bulletins": InternalBulletin,
    }
    read = {
        kind: {id: model.model_validate({"id": id, **keys}) for id, keys in records.get(kind, {}).items()}
        for kind, model in kinds.items()
    }
    names = {"projects": "project", "issues": "issue", "activities": "activity", "bulletins": "bulletin"}
    paths = {(names[kind], id): f"{kind}/{id}.yaml" for kind, found in read.items() for id in found}
    return Internal(InternalTree.model_validate({"place": "yunting", **(tree or {})}), **read, paths=paths)


READ: set[str] = set()
"""What was read of a place that is watched."""


class Watched(Dataset):
    """A place that tells which of its fields are read."""

    def __getattribute__(self, name: str) -> Any:
        READ.add(name)
        return super().__getattribute__(name)


def fields_of(made: Dataset) -> dict[str, Any]:
    """The records of a place by their kind, and what else it was made of."""
    return {field.name: getattr(made, field.name) for field in fields(Dataset)}


@cache
def remembered() -> Memory:
    """What the rules that find nothing in the place without a fault read of its projects and issues."""
    made = place().numbered()
    assert made.numbers
    return asked(made, made.numbers, DAY, NOTHING, None)[1]


def quiet_with(spoiled: Dataset) -> Iterator[str]:
    """The rules that need not be asked where nothing but projects and issues changed: what they read is the same."""
    known, last = sound()[0], remembered()
    pairs = zip((*known["projects"], *known["issues"]), (*spoiled.projects, *spoiled.issues), strict=True)
    differing = [(at, old, new) for at, (old, new) in enumerate(pairs) if old is not new]
    same_ids = all(old.id == new.id for _, old, new in differing)
    if same_ids and (changed := changed_fields(differing, last.days)):
        return (rule for rule, made in last.made.items() if made.trace.holds(changed))
    return quiet_in(spoiled)


@cache
def sound() -> tuple[dict[str, Any], dict[str, set[str]]]:
    """The place without a fault, and of each rule that finds nothing there, what it reads of it."""
    known, reads = fields_of(place()), {}
    for rule in RULES:
        watched = Watched(**known)
        given = Reckoned(partial(snapshot_on, watched), DAY) if rule.reckons else DAY
        READ.clear()
        if not rule.asked(rule.level, watched, given).problems:
            reads[rule.id] = known.keys() & READ
    return known, reads


def quiet_in(spoiled: Dataset) -> Iterator[str]:
    """The rules that need not be asked: of all that they read in the place without a fault, where they found nothing,
    the very same is there."""
    known, reads = sound()
    same = {name for name, value in fields_of(spoiled).items() if the_same(value, known[name])}
    return (rule for rule, read in reads.items() if read <= same)


def the_same(one: Any, other: Any) -> bool:
    """Whether two values, or all values of two tuples, are not only equal but one."""
    if isinstance(one, tuple) and len(one) == len(other):
        return all(map(is_, one, other))
    return one is other


def problems(**changes: Any) -> list[Problem]:
    """What the rules find in the place with these changes; those of an internal tree alone where there is one, and
    against the place with the changes of `base` alone where it is named."""
    if "base" in changes:
        before = place(**changes.pop("base"))
        return list(check_against(before, place(**changes)))
    if tree := changes.pop("internal", None):
        return list(check_internal(internal(**tree), place(**changes)))
    spoiled = place(**changes)
    quiet = quiet_with if changes.keys() <= {"project", "second", "issue"} else quiet_in
    answers = each_rule(spoiled, DRAFTED) if "draft" in changes else each_rule(spoiled, DAY, set(quiet(spoiled)))
    return [problem for answer in answers for problem in answer.problems]
