"""Who builds the projects: which spellings are of one owner, who is a person, and the sums of each."""

from typing import Any

import pytest

from tests.each import each
from tests.rules.builders import problems
from tests.snapshots import Record, report, snapshot, year
from tongbao.metrics.project_owners import project_owners
from tongbao.metrics.snapshot import OWNED, Snapshot
from tongbao.model.owners import is_person, owner_code, owner_core, owner_key

DAY = "2026-06-30"
CODE, OTHER, TRADER = "91110000101623741K", "N2371626MF55555521", "92110000MA0000000X"
NAME = "示例港口集团有限公司"


def owned(*owners: Record | None, **more: Any) -> Snapshot:
    """A place with a project for each owner: P-1, P-2 …, each of 100 planned and 40 done."""
    keys: Record = {"years": year("100"), "progress": [report("2026-05-31", "40")], "investment": {"total": "900"}}
    projects = [{"id": f"P-{n}", **({"owner": owner} if owner else {}), **keys} for n, owner in enumerate(owners, 1)]
    return snapshot(DAY, *projects, **more)


def groups(found: Snapshot) -> list[tuple[str, ...]]:
    return [owner.projects for owner in found.owners.values()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例（集团）有限公司", "示例(集团)有限公司"),
        ("示例 港口集团", "示例港口集团"),
        ("ＡＢＣ科技有限公司", "abc科技有限公司"),
        ("示例〔集团〕有限公司", "示例（集团）有限公司"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    """Spaces, width, case and the kind of brackets do not tell names apart."""
    assert owner_key(one) == owner_key(other)


@each("name", ["示例铝业有限公司", "示例铝业有限责任公司", "示例铝业股份有限公司", "示例铝业公司", "示例铝业"])
def test_the_legal_form_is_no_part_of_the_core(name: str) -> None:
    """What people leave out or write in two ways; 集团 is no legal form, and a group is not the firm below it."""
    assert owner_core(owner_key(name)) == "示例铝业"
    assert owner_core(owner_key("示例铝业集团有限公司")) == "示例铝业集团"


def test_a_code_has_18_signs() -> None:
    """Whatever its width and case; what is none tells nobody apart, the rule uscc-check-digit warns of it."""
    assert owner_code(" 91110000101623741ｋ") == CODE
    assert [owner_code(text) for text in (None, "", "9111", "9111 0000101623741K")] == ["", "", "", ""]


@each(
    ("name", "uscc", "person"),
    [
        ("张三", None, True),
        ("欧阳小明", None, True),
        ("阿依古丽·买买提", None, True),
        ("张三（个体工商户）", None, True),
        ("李四建材经营部", TRADER, True),
        ("张三", CODE, False),
        ("民政局", None, False),
        ("市医院", None, False),
        ("甲公司", None, False),
        (NAME, None, False),
        ("云汀市教育和体育局", None, False),
    ],
)
def test_who_is_a_person(name: str, uscc: str | None, person: bool) -> None:
    """By the code where there is one; else by the form of the name, and in doubt it is a person."""
    assert is_person(name, uscc) is person


def test_a_person_has_no_page() -> None:
    """Nor has one that only the record calls a person, nor a name that is withheld, also where it was left in place."""
    john = {"name": "John Smith", "person": True}
    assert groups(owned({"name": "张三"}, john, {"name": "王五商店", "uscc": TRADER}, {"name": NAME})) == [("P-4",)]
    (project,) = owned({"name": NAME}).data.projects
    for field in ("owner", "owner.name"):
        assert not project_owners([project.model_copy(update={"withheld": {field: "条例第十五条"}})], ("zh-CN",))


def test_a_withheld_code_stands_in_no_address() -> None:
    """The owner is then known by name."""
    (project,) = owned({"name": NAME, "uscc": CODE}).data.projects
    (owner,) = project_owners([project.model_copy(update={"withheld": {"owner.uscc": "条例"}})], ("zh-CN",)).values()
    assert (owner.uscc, CODE in owner.code, owner.owner.uscc) == ("", False, None)


def test_one_owner_by_code_and_name() -> None:
    """A project without a code belongs to the only owner of that name that has one; a new name keeps the code's page;
    another code is another owner, and what has none of two is neither."""
    found = owned(
        {"name": NAME, "uscc": CODE}, {"name": "示例港口集团 有限公司"}, {"name": "新名有限公司", "uscc": CODE}
    )
    (owner,) = found.owners.values()
    assert (owner.code, owner.uscc, owner.projects) == (CODE, CODE, ("P-1", "P-2", "P-3"))
    assert owner.others == ("示例港口集团 有限公司", "新名有限公司")
    two = owned({"name": NAME, "uscc": CODE}, {"name": NAME, "uscc": OTHER}, {"name": NAME}, None)
    assert groups(two) == [("P-1",), ("P-2",), ("P-3",)]


def test_the_address_of_a_name_stays() -> None:
    """It is made of the name alone: spellings, other projects and their order change nothing."""
    (first,) = owned({"name": NAME}).owners
    assert first == "80750a5d119f"
    assert list(owned({"name": "另一家有限公司"}, {"name": "示例 港口集团有限公司"}).owners)[1] == first


def test_an_owner_is_named_as_most_of_its_projects_name_it() -> None:
    """Of as many, as the first one does."""
    (owner,) = owned({"name": "示例港口集团 有限公司"}, {"name": NAME}, {"name": NAME}).owners.values()
    assert (owner.owner.name, owner.others) == (NAME, ("示例港口集团 有限公司",))


def test_the_sums_of_an_owner() -> None:
    """Of its projects and of the issues that concern any of them, each once; those of the place are as they were."""
    issues: list[Record] = [{"projects": ["P-1", "P-2"]}, {"id": "I-2", "projects": ["P-3"]}]
    found = owned({"name": NAME}, {"name": NAME}, {"name": "另一家有限公司"}, issues=issues)
    scope = f"{OWNED}{next(iter(found.owners))}"
    values = [found.figure(scope, key).value for key in ("projects", "planned", "completed", "issues_open")]
    assert values == [2, 200, 80, 1]
    assert found.figure(scope, "completion_rate").value == found.figure("all", "completion_rate").value
    assert not [name for name in found.totals if OWNED in name]


def test_a_project_within_a_bundle_of_the_same_owner_counts_once() -> None:
    """As in every scope; within the bundle of another owner it counts as its own."""
    bundle = {"id": "P-9", "count": "5", "owner": {"name": NAME}}
    part = {"id": "P-1", "within": "P-9", "owner": {"name": NAME}}
    (code,) = (found := snapshot(DAY, bundle, part)).owners
    assert found.figure(f"{OWNED}{code}", "projects").value == 5
    apart = snapshot(DAY, bundle, {**part, "owner": {"name": "另一家有限公司"}})
    assert [apart.figure(f"{OWNED}{code}", "projects").value for code in apart.owners] == [5, 1]


def test_two_firms_that_differ_in_form_alone_are_not_warned_of_where_each_has_a_code() -> None:
    """The codes say that they are two."""
    found = problems(second={"owner": {"name": "临汀铝业有限责任公司", "uscc": OTHER}})
    assert found == []
