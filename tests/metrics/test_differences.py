"""What differs between two versions of a record."""

from hypothesis import given

from tests.versions import PROJECTS, Tree
from tongbao.metrics.differences import Difference, Entry, differences
from tongbao.model.activity import Activity
from tongbao.model.issue import Issue
from tongbao.model.project import Project


def said(tree: Tree) -> Tree:
    """A tree without what says nothing; entries of lists stay, also empty ones."""
    if isinstance(tree, dict):
        values = {key: said(value) for key, value in tree.items()}
        return {key: value for key, value in values.items() if value not in (None, {}, [])}
    return [said(entry) for entry in tree] if isinstance(tree, list) else tree


def applied(tree: Tree, found: list[tuple[tuple[str | Entry, ...], Tree]]) -> Tree:
    """The tree with values put where the paths lead, entries in the places that they have afterwards."""
    if not found:
        return tree
    if not found[0][0]:
        return found[0][1]
    if isinstance(found[0][0][0], str):
        keys = dict(tree or {})
        for step in dict.fromkeys(path[0] for path, _ in found):
            keys[step] = applied(keys.get(step), [(path[1:], value) for path, value in found if path[0] == step])
        return keys
    entries = [(path[0], path[1:], value) for path, value in found if isinstance(path[0], Entry)]
    inside: dict[int | None, list[tuple[tuple[str | Entry, ...], Tree]]] = {}
    for entry, rest, value in entries:
        inside.setdefault(entry.before, []).append((rest, value))
    gone = {entry.before for entry, _, _ in entries if entry.after is None}
    kept = [applied(old, inside.get(at, [])) for at, old in enumerate(tree or []) if at not in gone]
    return [*kept, *(value for entry, _, value in entries if entry.before is None)]


def arranged(tree: Tree) -> Tree:
    """A tree whose lists of maps stand in one order, whatever theirs was."""
    if isinstance(tree, dict):
        return {key: arranged(tree[key]) for key in sorted(tree)}
    if isinstance(tree, list):
        entries = [arranged(entry) for entry in tree]
        return sorted(entries, key=repr) if all(isinstance(entry, dict) for entry in entries) else entries
    return tree


def turned(tree: Tree) -> Tree:
    """The same tree with the keys of its maps in the other order."""
    if isinstance(tree, dict):
        return {key: turned(tree[key]) for key in reversed(tree)}
    return [turned(entry) for entry in tree] if isinstance(tree, list) else tree


@given(PROJECTS, PROJECTS)
def test_differences_lead_from_one_version_to_the_other(before: Tree, after: Tree) -> None:
    """The version before with its differences put in says what the version after says, and each of them says something
    else than before; the order of keys changes nothing, so that a version has no differences from itself."""
    found = differences(before, after, Project)
    values = [(difference.path, difference.after) for difference in found]
    assert arranged(said(applied(said(before), values))) == arranged(said(after))
    assert all(difference.before != difference.after for difference in found)
    assert differences(turned(before), turned(after), Project) == found
    assert differences(before, turned(before), Project) == ()


def test_a_report_of_the_same_day_is_the_same_report() -> None:
    """A value that was changed in a report is told by the report's day, not as one report gone and another come."""
    before = {"progress": [{"as_of": "2026-09-30", "invested": "1"}, {"as_of": "2026-10-31", "invested": "31200"}]}
    after = {"progress": [{"as_of": "2026-09-30", "invested": "1"}, {"as_of": "2026-10-31", "invested": "36120"}]}
    entry = Entry(1, 1, (("as_of", "2026-10-31"), ("reported", None)))
    assert differences(before, after, Project) == (Difference(("progress", entry, "invested"), "31200", "36120"),)


def test_a_day_of_arrival_that_was_mended_leaves_the_report_what_it_is() -> None:
    """A report is known by the day it speaks of where the day it came in is what changed."""
    before = {"progress": [{"as_of": "2026-10-31", "invested": "5"}]}
    after = {"progress": [{"as_of": "2026-10-31", "reported": "2026-11-02", "invested": "5"}]}
    (found,) = differences(before, after, Project)
    assert (found.path[-1], found.before, found.after) == ("reported", None, "2026-11-02")


def test_a_milestone_that_gets_a_name_in_another_language_is_the_same() -> None:
    """Words are told apart by any of their languages, and told as one value."""
    before = {"milestones": [{"name": "主体封顶", "planned": "2026-09-30"}]}
    after = {"milestones": [{"name": {"zh-CN": "主体封顶", "en": "Topping out"}, "planned": "2026-09-30"}]}
    (found,) = differences(before, after, Project)
    assert (found.path[-1], found.before) == ("name", "主体封顶")


def test_a_second_report_of_the_same_day_is_another_one() -> None:
    """Entries with one natural key are told apart by their order: none of them stands for two."""
    report = {"as_of": "2026-10-31", "invested": "5"}
    again = {"as_of": "2026-10-31", "invested": "5", "corrects": "2026-10-31", "reason": "笔误"}
    (found,) = differences({"progress": [report]}, {"progress": [report, again]}, Project)
    assert (found.before, found.after) == (None, again)
    (gone,) = differences({"progress": [report, again]}, {"progress": [report]}, Project)
    assert (gone.before, gone.after) == (again, None)


def test_an_event_put_before_others_is_the_one_that_is_new() -> None:
    """An entry in the middle moves none of its neighbours."""
    events = [{"date": "2026-04-14", "kind": "assigned"}, {"date": "2026-05-20", "kind": "resolved"}]
    new = {"date": "2026-04-16", "kind": "planned", "due": "2026-05-10"}
    (found,) = differences({"events": events}, {"events": [events[0], new, events[1]]}, Issue)
    assert (found.before, found.after) == (None, new)
    assert isinstance(found.path[-1], Entry)
    assert (found.path[-1].before, found.path[-1].after) == (None, 1)


def test_a_long_text_is_kept_whole() -> None:
    """The words before and after stand in the difference as they stood in the file."""
    before, after = "新建厂房 12 万平方米\n" * 40, "新建厂房 13 万平方米\n" * 40
    assert differences({"content": before}, {"content": after}, Project) == (Difference(("content",), before, after),)


def test_what_no_model_knows_is_compared_by_its_keys() -> None:
    """A field of old days, and a file of no kind that is known, are compared key by key."""
    before, after = {"old": {"a": "1", "b": ["x"]}}, {"old": {"a": "2", "b": ["x"]}}
    assert differences(before, after, Project) == (Difference(("old", "a"), "1", "2"),)
    assert differences(before, after, None) == (Difference(("old", "a"), "1", "2"),)


def test_two_entries_without_the_first_part_of_their_key_are_not_one() -> None:
    """What two entries both leave out does not make them the same."""
    one, other = {"district": "a", "points": "1"}, {"district": "b", "points": "1"}
    found = differences({"marks": [one]}, {"marks": [other]}, Activity)
    assert [(difference.before, difference.after) for difference in found] == [(one, None), (None, other)]
