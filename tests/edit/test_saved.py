"""What a form editor saved is set against the file that it read: only what a person changed is wanted."""

import copy
from typing import Any

from tests.each import each
from tongbao.edit.saved import Saved
from tongbao.model.project import Project

BASE: dict[str, Any] = {
    "id": "P-1",
    "name": {"zh-CN": "甲", "en": "A"},
    "district": "d",
    "place": "某镇",
    "lists": [],
    "content": "一\n二\n",
    "investment": {"total": "1.50", "sources": {}},
    "milestones": [
        {"name": {"zh-CN": "开工", "en": "Start"}, "planned": "2026-03-01", "changes": []},
        {"name": "竣工", "planned": "2026-09-01"},
    ],
    "progress": [{"as_of": "2026-03-31", "invested": "1", "note": {"en": "fine"}}],
}
SAVED: dict[str, Any] = {
    "id": "P-1",
    "name": {"zh-CN": "甲"},
    "reckoned": False,
    "district": "d",
    "place": {"zh-CN": "某镇"},
    "content": {"zh-CN": "一\n二"},
    "investment": {"total": "1.50"},
    "milestones": [
        {"name": {"zh-CN": "开工"}, "planned": "2026-03-01"},
        {"name": {"zh-CN": "竣工"}, "planned": "2026-09-01"},
    ],
    "progress": [{"as_of": "2026-03-31", "invested": "1"}],
}


def wanted(change: Any = None, base: dict[str, Any] = BASE) -> dict[str, Any]:
    saved = copy.deepcopy(SAVED)
    if change:
        change(saved)
    return Saved(Project, saved, "zh-CN").wanted(copy.deepcopy(base))


def test_a_save_without_a_change() -> None:
    """What the editor leaves out, adds and drops by itself is no change, though every key of it looks another."""
    assert wanted() == BASE


CHANGES: list[tuple[Any, Any, Any]] = [
    (lambda s: s["name"].update({"zh-CN": "乙"}), ("name",), {"zh-CN": "乙", "en": "A"}),
    (lambda s: s["place"].update({"zh-CN": "某乡"}), ("place",), "某乡"),
    (lambda s: s["content"].update({"zh-CN": "一\n三"}), ("content",), "一\n三\n"),
    (lambda s: s.update(works={"zh-CN": "新建"} and "新建"), ("works",), "新建"),
    (lambda s: s.update(reckoned=True), ("reckoned",), True),
    (lambda s: s["investment"].update(total="2"), ("investment",), {"total": "2", "sources": {}}),
    (lambda s: s["milestones"][1].update(actual="2026-09-02"), ("milestones", 1, "actual"), "2026-09-02"),
    (lambda s: s["milestones"].pop(0), ("milestones",), [BASE["milestones"][1]]),
    (
        lambda s: s["milestones"].insert(0, {"name": {"zh-CN": "立项"}, "planned": "2026-01-01"}),
        ("milestones",),
        [{"name": "立项", "planned": "2026-01-01"}, *BASE["milestones"]],
    ),
    (
        lambda s: s["progress"][0].update(note={"zh-CN": "正常"}),
        ("progress", 0, "note"),
        {"en": "fine", "zh-CN": "正常"},
    ),
]


@each(("change", "way", "value"), CHANGES)
def test_one_change(change: Any, way: tuple[str | int, ...], value: Any) -> None:
    """It stands in the wanted values, everything else is as the file has it."""
    found, expected = wanted(change), copy.deepcopy(BASE)
    place, there = expected, found
    for part in way[:-1]:
        place, there = place[part], there[part]  # type: ignore[index]
    place[way[-1]] = value  # type: ignore[index]
    assert there[way[-1]] == value  # type: ignore[index]
    assert found == expected


def test_what_was_cleared_goes() -> None:
    """A key whose value was shown and is gone is not wanted."""
    assert "place" not in wanted(lambda s: s.pop("place"))


def test_another_language() -> None:
    """The form of another language adds its words beside those of the first, and changes those alone."""
    saved = {"id": "P-1", "name": {"en": "B"}, "district": "d", "place": {"en": "Town"}}
    base = {"id": "P-1", "name": {"zh-CN": "甲", "en": "A"}, "district": "d", "place": "某镇"}
    found = Saved(Project, saved, "zh-CN").wanted(base)
    assert found["name"] == {"zh-CN": "甲", "en": "B"}
    assert found["place"] == {"zh-CN": "某镇", "en": "Town"}


def test_a_new_file() -> None:
    """Texts in the first language of the place stand without it."""
    found = Saved(Project, SAVED, "zh-CN").wanted({})
    assert (found["name"], found["milestones"][0]["name"], "reckoned" in found) == ("甲", "开工", False)
