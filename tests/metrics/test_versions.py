"""The versions of a record, and what of them may be told today."""

from datetime import date
from typing import Any

from hypothesis import given

from tests.each import each
from tests.versions import PROJECTS, Tree
from tongbao.metrics.differences import differences
from tongbao.metrics.versions import as_plain, chains, from_plain, pairs, without
from tongbao.model.project import Project
from tongbao.model.revision import Revision


def revised(commit: str, id: str, before: str, after: str, was: str = "") -> Revision:
    """A commit that changed a project's file."""
    return Revision(commit, date(2026, 10, 1), "project", id, before, after, was)


def nothing(_revision: Any) -> bool:
    """Passes nothing over."""
    return False


def test_a_record_is_followed_through_its_names() -> None:
    """What was told of a name before belongs to the record that has the name today."""
    revisions = (revised("1", "a", "", "x"), revised("2", "b", "x", "y", was="a"), revised("3", "a", "", "z"))
    found = chains(revisions, nothing)
    assert {id: [revision.commit for revision in chain] for (_, id), chain in found.items()} == {
        "b": ["1", "2"],
        "a": ["3"],
    }


def test_what_is_passed_over_is_a_change_of_the_next() -> None:
    """A commit that is not told leaves no content to compare with: the next is held against the one before it."""
    revisions = (revised("1", "a", "", "x"), revised("2", "a", "x", "secret"), revised("3", "a", "secret", "y"))
    (chain,) = chains(revisions, lambda revision: revision.commit == "2").values()
    assert list(pairs(chain, lambda _content: True)) == [None, ("x", "y")]


def test_what_could_not_be_read_is_no_side_of_a_comparison() -> None:
    """The next version is held against the last that could be read; what was taken out in between stays known."""
    revisions = (
        revised("1", "a", "", "x"),
        revised("2", "a", "x", "broken"),
        revised("3", "a", "broken", "y"),
        revised("4", "a", "y", ""),
        revised("5", "a", "", "z"),
    )
    (chain,) = chains(revisions, nothing).values()
    assert list(pairs(chain, lambda content: content != "broken")) == [None, None, ("x", "y"), None, ("y", "z")]


BEFORE: dict[str, Any] = {
    "content": "秘密",
    "owner": {"name": "甲", "uscc": "91370000MA3XXXXX0X"},
    "years": [{"year": "2025", "plan": "1"}, {"year": "2026", "plan": "42000", "target": "主体完工"}],
    "investment": {"total": "120000", "sources": {"自筹": "60000", "a.b": "7"}},
    "changes": [{"date": "2026-07-15", "field": "years.2026.plan", "from": "42000", "to": "45000", "reason": "年中"}],
    "sponsors": [{"office": "mayor", "level": "市"}],
}


def told(name: str, before: Tree, after: Tree) -> str:
    """Everything that is told of two versions of which a field is withheld."""
    return repr(without(differences(before, after, Project), [name]))


@each(
    ("name", "values"),
    [
        ("content", ["秘密"]),
        ("owner.uscc", ["91370000MA3XXXXX0X"]),
        ("owner", ["甲", "91370000MA3XXXXX0X"]),
        ("years.2026.plan", ["42000", "45000"]),
        ("years.2026", ["42000", "45000", "主体完工"]),
        ("years", ["42000", "'1'", "主体完工"]),
        ("investment.total", ["120000"]),
        ("investment.sources.自筹", ["60000"]),
        ("investment.sources.a.b", ["'a.b'"]),
        ("sponsors", ["mayor"]),
    ],
)
def test_what_is_withheld_today_is_told_of_no_version(name: str, values: list[str]) -> None:
    """Neither as a value that came, went or changed, nor in an entry of `changes`, nor within a larger value."""
    changed = dict.fromkeys(BEFORE, "X")
    for before, after in (({}, BEFORE), (BEFORE, {}), (BEFORE, changed), (changed, BEFORE)):
        assert any(value in repr(differences(before, after, Project)) for value in values)
        assert [value for value in values if value in told(name, before, after)] == []


def test_what_stands_beside_a_withheld_field_is_told() -> None:
    """The other years, the other keys of the owner and changes of other fields stay."""
    assert "主体完工" in told("years.2026.plan", {}, BEFORE)
    assert "甲" in told("owner.uscc", {}, BEFORE)
    assert "45000" in told("years.2025.plan", {}, BEFORE)
    assert without(differences({}, BEFORE, Project), []) == differences({}, BEFORE, Project)


@given(PROJECTS, PROJECTS)
def test_differences_can_be_kept(before: Tree, after: Tree) -> None:
    """As plain values and back they are the same."""
    found = differences(before, after, Project)
    assert from_plain(as_plain(found)) == found
