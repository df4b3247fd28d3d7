"""Values of a file that a person wrote are changed in their places, and everything else stays."""

import copy
import re
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tests.sites import EXAMPLES, ROOT
from tongbao.edit.changed import changed, with_entry, with_value
from tongbao.edit.trees import plain, same
from tongbao.load.yaml_source import parse
from tongbao.model.activity import Activity
from tongbao.model.base import Record
from tongbao.model.bulletin import Bulletin
from tongbao.model.issue import Issue
from tongbao.model.keys import held_in
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.sent import SentPaper
from tongbao.model.site import Site

FILE = """\
# yaml-language-server: $schema=x
id: P-1
name: 甲 # once 乙
registered: "2026-01-02"   # quoted

# where
district: d
lists: [a, b]  # two
investment: {total: 100, sources: {财政: 60, 银行: 40}}
content: |
  一
  二

stages:  # by day
  - {date: 2026-01-02, stage: reserved}  # first
  # between
  - {date: 2026-03-01, stage: started}
    # below the second
  - date: 2026-05-01
    # why
    stage: topped
    note: '封顶'
# the end
"""


def tree_of(text: str) -> dict[str, Any]:
    source = parse(text.encode())
    assert source.tree is not None, source.faults
    return source.tree


def put(*way: str | int, value: Any) -> Any:
    """A change of a tree: a value at the end of a way, None for none."""

    def change(tree: Any) -> None:
        for part in way[:-1]:
            tree = tree[part]
        if value is None:
            del tree[way[-1]]
        elif isinstance(tree, list) and way[-1] == len(tree):
            tree.append(value)
        else:
            tree[way[-1]] = value

    return change


CASES: list[tuple[Any, dict[str, str]]] = [
    (put("name", value="丙"), {"name: 甲 # once 乙": "name: 丙 # once 乙"}),
    (put("name", value="a: b # c"), {"name: 甲 # once": "name: 'a: b # c' # once"}),
    (put("registered", value="2026-02-03"), {'"2026-01-02"': '"2026-02-03"'}),
    (put("district", value="no"), {"district: d": "district: 'no'"}),
    (put("investment", "total", value="120.5"), {"total: 100": "total: 120.5"}),
    (put("investment", "sources", "银行", value=None), {", 银行: 40": ""}),
    (put("investment", "sources", "财政", value=None), {"财政: 60, ": ""}),
    (put("investment", "sources", "自筹, 二", value="1"), {"40}}": "40, '自筹, 二': 1}}"}),
    (put("lists", 0, value=None), {"[a, b]": "[b]"}),
    (put("lists", 2, value="c]"), {"[a, b]": "[a, b, 'c]']"}),
    (put("lists", value=[]), {"[a, b]": "[]"}),
    (put("content", value="一\n三\n"), {"  二": "  三"}),
    (put("content", value="一"), {"content: |\n  一\n  二\n": "content: 一\n"}),
    (put("name", value="甲\n乙\n"), {"name: 甲 # once 乙\n": "name: | # once 乙\n  甲\n  乙\n"}),
    (put("name", value={"zh-CN": "甲", "en": "A"}), {"name: 甲 #": "name: {zh-CN: 甲, en: A} #"}),
    (put("content", value=None), {"content: |\n  一\n  二\n": ""}),
    (put("level", value="市级"), {"# quoted\n": "# quoted\nlevel: 市级\n"}),
    (put("count", value=3), {"# two\n": "# two\ncount: 3\n"}),
    (put("owner", value={"name": "丁"}), {"district: d\n": "district: d\nowner: {name: 丁}\n"}),
    (put("stages", 2, "note", value="结构\n封顶"), {"note: '封顶'": "note: |-\n      结构\n      封顶"}),
    (put("stages", 2, "note", value="已封顶"), {"'封顶'": "'已封顶'"}),
    (put("stages", 2, "note", value=None), {"    note: '封顶'\n": ""}),
    (put("stages", 2, "date", value="2026-05-02"), {"2026-05-01": "2026-05-02"}),
    (put("stages", 2, "count", value=2), {"stage: topped\n": "stage: topped\n    count: 2\n"}),
    (put("stages", 0, "note", value="甲, 乙"), {"reserved}": "reserved, note: '甲, 乙'}"}),
    (put("stages", 0, value=None), {"  - {date: 2026-01-02, stage: reserved}  # first\n": ""}),
    (put("stages", 1, value=None), {"  - {date: 2026-03-01, stage: started}\n    # below the second\n": ""}),
    (
        put("stages", 3, value={"stage": "done", "date": "2026-06-01"}),
        {"# the end": "  - {date: 2026-06-01, stage: done}\n# the end"},
    ),
    (
        put("progress", value=[{"as_of": "2026-06-30", "invested": 5}]),
        {"# the end": "progress:\n  - {as_of: 2026-06-30, invested: 5}\n# the end"},
    ),
    (
        put("stages", value=[]),
        {FILE[FILE.index("stages:") : FILE.index("# the end")]: "stages: []  # by day\n"},
    ),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("change", "lines"), CASES)
def test_only_what_differs_is_written(change: Any, lines: dict[str, str], newline: str) -> None:
    """Values, keys and entries are changed where they stand; quotes, comments, order and line ends stay."""
    wanted = tree_of(FILE)
    change(wanted)
    after = FILE
    for old, new in lines.items():
        assert after.count(old) == 1
        after = after.replace(old, new)
    assert changed(FILE.replace("\n", newline), wanted, Project) == after.replace("\n", newline)
    assert tree_of(after) == plain(wanted)


def test_an_entry_that_moves_takes_its_comments_along() -> None:
    """An entry is known by its natural key where it stands now, also when a value in it changes."""
    wanted = tree_of(FILE)
    wanted["stages"] = [wanted["stages"][2], *wanted["stages"][:2]]
    wanted["stages"][0]["note"] = "主体封顶"
    whole = FILE[FILE.index("  - date: 2026-05-01") : FILE.index("# the end")]
    after = FILE.replace(whole, "").replace("# by day\n", "# by day\n" + whole.replace("'封顶'", "'主体封顶'"))
    assert changed(FILE, wanted, Project) == after


def test_numbers_that_are_worth_the_same_are_no_change() -> None:
    """100.0 for 100 and 1e2 as a number of a program leave the file alone; in a text they are two things."""
    wanted = tree_of(FILE)
    wanted["investment"]["total"] = 100.0
    wanted["investment"]["sources"]["财政"] = "60.00"
    assert changed(FILE, wanted, Project) == FILE
    assert changed("id: P-1\nname: 1.0\n", {"id": "P-1", "name": "1.00"}, Project) == "id: P-1\nname: 1.00\n"


def test_the_order_of_keys_is_the_files_own() -> None:
    """A form that sorts keys changes nothing."""
    wanted = tree_of(FILE)
    wanted = {key: wanted[key] for key in reversed(wanted)}
    assert changed(FILE, wanted, Project) == FILE


EDGES = [
    ("a comment that would become text", "name: 甲\n  # c\n", {"name": "一\n二"}, 'name: "一\\n二"\n  # c\n'),
    ("a text set in by four", "name: |\n    一\n    二\n", {"name": "一\n三\n"}, "name: |\n    一\n    三\n"),
    ("a file without a last line end", "name: 甲", {"name": "甲", "count": 2}, "name: 甲\ncount: 2\n"),
    (
        "an entry that was the last line",
        "lists:\n  - a\n  - b",
        {"lists": ["b", "a"]},
        "lists:\n  - b\n  - a\n",
    ),
    (
        "the first key of an entry, with a comment below it",
        "years:\n  - year: 1\n    # c\n    plan: 2\n",
        {"years": [{"plan": 2}]},
        "years:\n  - \n    # c\n    plan: 2\n",
    ),
    ("nothing where a text was", "name: '甲'\n", {"name": None}, "name: null\n"),
    ("a text where nothing was", "name:  # c\n", {"name": "甲"}, "name: 甲  # c\n"),
    ("all keys other ones", "# top\nname: 甲\n# end\n", {"id": "P"}, "# top\nid: P\n# end\n"),
]


@pytest.mark.parametrize(("before", "wanted", "after"), [case[1:] for case in EDGES], ids=[case[0] for case in EDGES])
def test_edges(before: str, wanted: dict[str, Any], after: str) -> None:
    """What is easily lost: comments, depths, the end of the file."""
    assert changed(before, wanted, Project) == after
    assert changed("\ufeff" + before, wanted, Project) == "\ufeff" + after


def test_brackets_over_several_lines() -> None:
    """Comments between pieces stay, whatever is put in or taken out beside them."""
    head, tail = "id: P-1\nlists: [a, # one\n  ", ",\n ]\n"
    before = f"{head}b, # two\n  c{tail}"
    assert changed(before, {"id": "P-1", "lists": ["a", "c"]}, Project) == f"{head}# two\n  c{tail}"
    without_c = f"{head}b, # two\n  \n ]\n"
    assert changed(before, {"id": "P-1", "lists": ["a", "b"]}, Project) == without_c


MODELS: dict[str, type[Record]] = {
    "projects": Project,
    "issues": Issue,
    "activities": Activity,
    "bulletins": Bulletin,
    "policy.yaml": Policy,
    "site.yaml": Site,
}


@cache
def files() -> dict[str, tuple[str, type[Record]]]:
    """The files of the sample, and the rules of the examples."""
    paths = [path for name in MODELS for path in (ROOT / name).rglob("*.yaml")] + [*EXAMPLES.glob("*/*.yaml")]
    models = {path: MODELS.get(path.name) or MODELS.get(path.relative_to(ROOT).parts[0]) for path in paths}
    return {
        path.relative_to(ROOT).as_posix(): (path.read_bytes().decode(), model)
        for path, model in models.items()
        if model
    }


def test_the_same_values_are_the_same_bytes() -> None:
    """No byte of any file of the sample differs when its own values are wanted."""
    assert len(files()) > 200
    assert [name for name, (text, model) in files().items() if changed(text, tree_of(text), model) != text] == []


def scalars(tree: Any, way: tuple[str | int, ...] = ()) -> Any:
    """The ways to all texts of a tree."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    if isinstance(tree, str):
        yield way
    for key, value in pairs:
        yield from scalars(value, (*way, key))


NAMES = st.deferred(lambda: st.sampled_from(sorted(files())))
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufeff")
LINES = st.text(PRINTABLE, max_size=30)
TRICKS = st.sampled_from(("no", "a: b", "# x", "- y", "{z}", "12", "2026-03-01", "*a", "!!t", "'", '"', "\\", " b "))


@given(NAMES, st.data())
def test_one_value_changed_is_one_line_changed(name: str, data: st.DataObject) -> None:
    """Another text of one line for any text of one line: one line of the file differs and the file says it."""
    text, model = files()[name]
    wanted = tree_of(text)
    *way, last = data.draw(st.sampled_from([way for way in scalars(wanted) if "\n" not in _at(wanted, way)]))
    _at(wanted, way)[last] = data.draw(LINES | TRICKS)
    after = changed(text, wanted, model)
    assert after is not None
    assert same(tree_of(after), wanted, held_in(model))
    before, now = text.split("\n"), after.split("\n")
    assert len(before) == len(now)
    assert sum(old != new for old, new in zip(before, now, strict=True)) <= 1


def _at(tree: Any, way: Any) -> Any:
    for part in way:
        tree = tree[part]
    return tree


TEXTS = LINES | TRICKS | st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=30)
TREES = st.recursive(
    TEXTS | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LINES | st.just("note"), inner, max_size=3),
    max_leaves=5,
)


def change_somewhere(tree: Any, data: st.DataObject) -> None:
    """One random change: something else for a value, a key or an entry more, less or elsewhere."""
    places = [tree]
    for place in places:
        places += [inner for inner in (place.values() if isinstance(place, dict) else place) if _holds(inner)]
    place = data.draw(st.sampled_from(places))
    keys = list(place) if isinstance(place, dict) else list(range(len(place)))
    what = data.draw(st.sampled_from(("other", "more", "less", "move")))
    if what == "more" and isinstance(place, list):
        place.insert(data.draw(st.integers(0, len(place))), data.draw(TREES))
    elif what == "more":
        place[data.draw(st.sampled_from(("remark", "id", "note", "reason", "甲 乙")))] = data.draw(TREES)
    elif keys and what == "less" and (place is not tree or len(keys) > 1):
        del place[data.draw(st.sampled_from(keys))]
    elif keys and what == "move" and isinstance(place, list):
        place.insert(data.draw(st.sampled_from(keys)), place.pop(data.draw(st.sampled_from(keys))))
    elif keys:
        place[data.draw(st.sampled_from(keys))] = data.draw(TREES)


def _holds(value: Any) -> bool:
    return isinstance(value, (dict, list))


def commented(text: str, data: st.DataObject) -> str:
    """The file with comments and line ends of another kind put where they change nothing that it says."""
    tree, lines = tree_of(text), text.split("\n")
    for number in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        fresh = [*lines[:at], f"{data.draw(st.sampled_from(('', '', '  ', '      ')))}# note{number}", *lines[at:]]
        if parse("\n".join(fresh).encode()).tree == tree:
            lines = fresh
    return data.draw(st.sampled_from(("\n", "\r\n"))).join(lines)


@given(NAMES, st.data())
def test_whatever_changes(name: str, data: st.DataObject) -> None:
    """After any changes the file says exactly what is wanted, and comments at the margin are all there."""
    text, model = files()[name]
    text = commented(text, data)
    wanted = copy.deepcopy(tree_of(text))
    for _ in range(data.draw(st.integers(1, 4))):
        change_somewhere(wanted, data)
    after = changed(text, wanted, model)
    assert after is not None
    assert same(tree_of(after), plain(wanted), held_in(model))
    assert all(note in after for note in re.findall(r"^# note[0-9](?=\r?\n[a-z])", text, re.MULTILINE))


def test_what_cannot_be_said_is_refused() -> None:
    """A file is not written that would not be read back as wanted: text that no file may hold."""
    assert changed("id: P-1\n", {"id": {}}, Project) == "id: {}\n"
    assert changed("id: P-1\n", {}, Project) is None


@each(
    ("before", "after"),
    [
        ("as_of: 2026-05-17\nwords: {}\n", "as_of: 2026-05-17\nissued: 2026-05-18\nwords: {}\n"),
        ("issued: 2026-05-01   # a Friday\nas_of: 1\n", "issued: 2026-05-18   # a Friday\nas_of: 1\n"),
        ("issued:\nas_of: 1\n", "issued: 2026-05-18\nas_of: 1\n"),
        ("as_of: 1\r\nid: W", "as_of: 1\r\nissued: 2026-05-18\r\nid: W"),
        (
            "words:\n  editor: |\n    issued: by hand\nas_of: 1 # end\n",
            "words:\n  editor: |\n    issued: by hand\nas_of: 1 # end\nissued: 2026-05-18\n",
        ),
    ],
)
def test_a_value_under_a_key(before: str, after: str) -> None:
    """In its line, else behind the keys before it; comments, line ends and deeper keys of that name stay."""
    assert with_value(before, "issued", date(2026, 5, 18), Bulletin) == after


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_an_entry_below_the_others(start: str) -> None:
    """One more entry stands at the end of its list, as the others are written; a list that is new behind its keys."""
    paper = SentPaper.model_validate({"date": "2026-11-09", "kind": "no", "number": "云重提〔2026〕5号", "to": ["a"]})
    line = "  - {date: 2026-11-09, kind: 'no', number: 云重提〔2026〕5号, to: [a]}\n"
    assert with_entry(f"{start}id: P-1\n", "papers", paper, Project) == f"{start}id: P-1\npapers:\n{line}"
    old = f"{start}papers: # sent\n  - {{date: 2026-10-09, kind: 约谈通知书}}\n    # why\n\nlinks: []\n"
    assert with_entry(old, "papers", paper, Project) == old.replace("\nlinks", f"{line}\nlinks")
