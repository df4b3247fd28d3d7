"""tongbao.edit.records: the style of written files."""

from decimal import Decimal

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tongbao.edit.records import record_text
from tongbao.load.yaml_source import parse
from tongbao.model.project import Project

BARE = {"id": "P-1", "name": "甲", "district": "d"}
TRICKY = [
    "on",
    "no",
    "y",
    "N",
    "null",
    "~",
    "12:30",
    "012",
    "0o17",
    "0x1F",
    "1e3",
    ".5",
    "1_000",
    "=",
    "<<",
    "2026-03-01",
]
PRINTABLE = st.characters(
    exclude_categories=["Cc", "Cn", "Cs"], exclude_characters="\ufeff", include_characters="\n\t\x85"
)
TEXTS = st.text(PRINTABLE, min_size=1).filter(str.strip)


def read_back(text: str) -> Project:
    source = parse(text.encode())
    assert not source.faults
    return Project.model_validate(source.tree, by_alias=True, by_name=False)


def test_keys_stand_in_the_order_of_the_model_and_entries_on_one_line() -> None:
    """Keys come in the model's order, a list's short entries one a line, numbers and dates plain."""
    project = Project.model_validate(
        {
            "progress": [{"total": "110.50", "as_of": "2026-09-30", "finish": "2027-05-31"}],
            "sponsors": [{"office": "vm", "from": "2026-03-01"}],
            "classes": ["产业", "工业"],
            **BARE,
        }
    )
    assert record_text(project) == (
        "id: P-1\n"
        "name: 甲\n"
        "district: d\n"
        "classes: [产业, 工业]\n"
        "sponsors:\n"
        "  - {office: vm, from: 2026-03-01}\n"
        "progress:\n"
        "  - {as_of: 2026-09-30, total: 110.50, finish: 2027-05-31}\n"
    )


def test_long_text_is_a_literal_block() -> None:
    """A text of several lines, or longer than a line, stands as a literal block, as it is."""
    text = record_text(Project.model_validate({**BARE, "content": "第一行\n\n第二行\n"}))
    assert text.endswith("content: |\n  第一行\n\n  第二行\n")
    entry = {"as_of": "2026-09-30", "extra": {"说明": "长" * 130}}
    text = record_text(Project.model_validate({**BARE, "progress": [entry]}))
    assert f"  - as_of: 2026-09-30\n    extra:\n      说明: |-\n        {'长' * 130}\n" in text


@each("word", TRICKY)
def test_ambiguous_text_is_quoted(word: str) -> None:
    """What a YAML 1.1 or 1.2 tool could take for a number, truth or date is quoted, as key and as value."""
    text = record_text(Project.model_validate({**BARE, "extra": {word: word}}))
    assert text.endswith(f"extra:\n  '{word}': '{word}'\n")
    assert yaml.safe_load(text)["extra"] == {word: word}


@given(TEXTS)
def test_any_text_is_read_back_by_our_loader_and_by_pyyaml(text: str) -> None:
    """Whatever text a record holds, both readers give the same text back from what is written."""
    project = Project.model_validate(
        {**BARE, "content": text, "progress": [{"as_of": "2026-01-31", "extra": {"k": text}}]}
    )
    written = record_text(project)
    assert read_back(written) == project
    assert yaml.safe_load(written)["content"] == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_numbers_keep_every_digit(number: Decimal) -> None:
    """A number is written plain, without exponent, and reads back exactly."""
    project = Project.model_validate({**BARE, "investment": {"total": format(number, "f")}})
    assert read_back(record_text(project)).investment.total == number
