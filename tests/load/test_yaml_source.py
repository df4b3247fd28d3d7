from hypothesis import example, given, settings
from hypothesis import strategies as st

from tongbao.load.yaml_source import MAX_BYTES, parse


def tree_of(text: str) -> object:
    source = parse(text.encode())
    assert not source.faults
    return source.tree


def rules_of(data: bytes) -> list[str]:
    return [fault.rule for fault in parse(data).faults]


def test_scalars_stay_text() -> None:
    """What YAML 1.1 would turn into numbers, times, dates and booleans stays the text in the file."""
    tree = tree_of("a: NO\nb: 12:30:45\nc: 010\nd: 2026-13-45\ne: 110.50\nf: 1_000\ng: =\non: yes\n")
    assert tree == {
        "a": "NO",
        "b": "12:30:45",
        "c": "010",
        "d": "2026-13-45",
        "e": "110.50",
        "f": "1_000",
        "g": "=",
        "on": "yes",
    }


def test_plain_words_with_meaning() -> None:
    """Only an empty value, ~, null, true and false have a meaning, and only without quotes."""
    assert tree_of("a:\nb: ~\nc: null\nd: true\ne: false\nf: 'true'\ng: ''\nh: [~, '~']\n") == {
        "a": None,
        "b": None,
        "c": None,
        "d": True,
        "e": False,
        "f": "true",
        "g": "",
        "h": [None, "~"],
    }


def test_bom_and_windows_lines() -> None:
    """A byte order mark is dropped, also from the first key and from columns, and CRLF ends lines."""
    source = parse("\ufeffname: 甲\r\nname: 乙\r\n".encode())
    assert [(f.rule, f.line, f.column, f.params["first"]) for f in source.faults] == [("duplicate-key", 2, 1, 1)]
    assert source.tree == {"name": "甲"}


def test_block_text_keeps_its_lines() -> None:
    """A block of Markdown keeps its line breaks; CRLF in it becomes one break."""
    assert tree_of("a: |\r\n  一\r\n  二\r\n") == {"a": "一\n二\n"}


def test_marks() -> None:
    """Marks say where each key and value begins, counted in characters from 1."""
    marks = parse("项目: {名: 甲}\n列表:\n  - 一\n  - x: 二\n".encode(), marks=True).marks
    assert marks is not None
    assert marks.values["项目", "名"] == (1, 9)
    assert marks.keys["项目", "名"] == (1, 6)
    assert marks.values["列表", 1, "x"] == (4, 8)
    assert marks.values["列表", 1] == (4, 5)


def test_sixty_thousand_brackets() -> None:
    """Nesting that kills PyYAML's loader is one fault, in lists and in mappings."""
    for opening in (b"[", b"{a: ", b"- "):
        assert rules_of(opening * 60_000) == ["too-deep"]


def test_nested_keys() -> None:
    """A key that is a mapping whose key is a mapping … is one fault too."""
    assert rules_of(b"? " * 60_000) == ["key-not-text"]


def test_alias_bomb() -> None:
    """Aliases are refused one by one and never followed."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 28))
    assert set(rules_of(bomb.encode())) == {"anchor"}


def test_values_of_a_second_key_are_thrown_away() -> None:
    """The first of two equal keys counts; what stands under the second is neither read nor blamed."""
    source = parse(b"a: {x: 1}\na: {x: {y: 1, y: 2}}\nb: 2\n")
    assert source.tree == {"a": {"x": "1"}, "b": "2"}
    assert [fault.location for fault in source.faults] == [("a",)]


def test_size_limit_is_exact() -> None:
    """1 MiB is read, one byte more is not."""
    head = b"a: "
    assert not parse(head + b"x" * (MAX_BYTES - len(head))).faults
    assert rules_of(head + b"x" * (MAX_BYTES - len(head) + 1)) == ["file-too-large"]


def test_position_of_a_wrong_byte() -> None:
    """Line and column of a byte that is no UTF-8 are counted in characters."""
    (fault,) = parse("一: 二\n三: 四".encode() + b"\xff").faults
    assert (fault.rule, fault.line, fault.column) == ("not-utf-8", 2, 5)


def test_second_byte_order_mark_is_refused() -> None:
    """A byte order mark inside the text is a control character, not part of a key."""
    assert rules_of("a: 1\n\ufeffb: 2\n".encode()) == ["control-character"]


def test_a_control_character_said_by_an_escape_is_refused() -> None:
    """What no file may hold no text may mean either: an SVG or a feed with it could not be read."""
    (fault,) = parse(rb'a: "x \u000b y"').faults
    assert (fault.rule, fault.location, fault.line, fault.column) == ("control-character", ("a",), 1, 4)
    assert fault.params["code"] == "U+000B"
    assert rules_of(rb'a: "tab\t, line\n, \u2028, \x85"') == []


PRINTABLE = st.characters(exclude_categories=["Cc", "Cn", "Cs"], exclude_characters="\ufeff", include_characters="\n\t")
YAML_LIKE = st.text(alphabet=st.sampled_from(list("ab:-?[]{}&*!|>'\"%@`#,~ \n\t\\0：甲")), max_size=80)


@settings(max_examples=5 * settings().max_examples)
@given(st.one_of(st.binary(max_size=200), YAML_LIKE.map(str.encode)))
@example(b"? [a\n: ]b")
@example(b"!<tag:x> &a : *b\n")
@example(b"a: !\n? |\n")
@example(b"--- a\n...\n--- b\n")
def test_any_bytes(data: bytes) -> None:
    """Whatever the bytes are, there is a tree or a fault with line and column, and marks change nothing."""
    source = parse(data)
    assert source.tree is not None or source.faults
    assert all(fault.line >= 1 and fault.column >= 1 for fault in source.faults)
    again = parse(data, marks=True)
    assert (again.tree, again.faults) == (source.tree, source.faults)


def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Values, lists and mappings of them."""
    return inner | st.lists(inner, max_size=3) | st.dictionaries(st.text(PRINTABLE, max_size=3), inner, max_size=3)


@settings(max_examples=2 * settings().max_examples)
@given(
    st.dictionaries(st.text(alphabet="abc甲_", min_size=1, max_size=4), nested(nested(st.text(PRINTABLE, max_size=5))))
)
def test_round_trip(tree: dict[str, object]) -> None:
    """What is written as JSON with every text in quotes comes back as it was."""
    import json

    source = parse(json.dumps(tree).encode())
    assert source.faults or source.tree == tree
    assert {fault.rule for fault in source.faults} <= {"broken-yaml"}  # JSON escapes of lone surrogates
