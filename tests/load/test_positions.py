from tongbao.load.positions import located, resolve
from tongbao.load.yaml_source import Marks, parse
from tongbao.problems import Problem

FILE = b"""id: P-1
pace: {basis: month_12}
changes:
  - date: 2026-01-01
    from: 1
withheld:
  owner.uscc: x
"""


def marks() -> Marks:
    found = parse(FILE, marks=True).marks
    assert found is not None
    return found


def test_value_and_key() -> None:
    """A value points at itself, and at its key where the key is meant."""
    assert resolve(marks(), ("changes", 0, "date")) == (4, 11)
    assert resolve(marks(), ("changes", 0, "date"), at_key=True) == (4, 5)


def test_attribute_with_alias() -> None:
    """A rule may name the attribute `from_` where the file has `from`."""
    assert resolve(marks(), ("changes", 0, "from_")) == (5, 11)


def test_lone_setting() -> None:
    """Version 0 of a setting that stands alone in the file is the setting itself."""
    assert resolve(marks(), ("pace", 0, "basis")) == (2, 15)


def test_missing_falls_back_to_the_parent() -> None:
    """What is not in the file points at the nearest mapping that is; in a file without it, at its first line."""
    assert resolve(marks(), ("changes", 0, "reason")) == (4, 5)
    assert resolve(marks(), ("changes", 7, "date")) == (4, 3)
    assert resolve(marks(), ("investment", "total")) == (1, 1)


def test_keys_with_points() -> None:
    """A key with a point in it is one key."""
    assert resolve(marks(), ("withheld", "owner.uscc"), at_key=True) == (7, 3)


def test_files_as_a_whole_are_not_opened() -> None:
    """A problem with a line, or one of the file as a whole, is left as it is and its file unread."""
    asked = []

    def read(path: str) -> bytes:
        asked.append(path)
        return FILE

    problems = [Problem("a", "x"), Problem("b", "x", ("id",), line=7, column=3), Problem("c", "x", ("id",))]
    assert [(p.line, p.column) for p in located(problems, read)] == [(0, 0), (7, 3), (1, 5)]
    assert asked == ["c"]
