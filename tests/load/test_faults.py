import json
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from tests.builders import BULLETIN, ISSUE, PROJECT, SITE, TARGETS
from tests.characters import SHORT
from tongbao.load.catalogues import load_catalogue
from tongbao.load.faults import closest, defects_of, independent, keys_at
from tongbao.load.yaml_source import Defect
from tongbao.model.base import Record
from tongbao.model.bulletin import Bulletin
from tongbao.model.calendar import CalendarYear
from tongbao.model.correction import Correction
from tongbao.model.issue import Issue
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.site import Site
from tongbao.model.targets import TargetList


class Bounds(Record):
    below: Annotated[int, Field(lt=3)] = 0
    short: Annotated[str, Field(min_length=2)] = "xx"
    long: Annotated[str, Field(max_length=2)] = "xx"
    strange: float = 0


def defects(model: type[Record], tree: dict[str, Any]) -> list[Defect]:
    try:
        model.model_validate(tree, by_alias=True, by_name=False)
    except ValidationError as error:
        return defects_of(error, tree, model)
    return []


@pytest.mark.parametrize(
    ("key", "value", "rule", "variant"),
    [
        ("below", "3", "out-of-range", "below"),
        ("short", "x", "out-of-range", "too-short"),
        ("long", "xxx", "out-of-range", "too-long"),
        ("strange", "x", "bad-value", None),
    ],
)
def test_words_for_what_no_model_says_today(key: str, value: str, rule: str, variant: str | None) -> None:
    """Bounds that today's models do not use have words, and what pydantic may say some day has general ones."""
    (found,) = defects(Bounds, {key: value})
    assert (found.rule, found.params.get("variant")) == (rule, variant)
    for language in ("zh-CN", "en"):
        assert load_catalogue(language).problem(found.rule, found.params)


def test_keys_are_those_of_the_file() -> None:
    """Keys are suggested as they are written in files, where they are, through lists, maps and versions."""
    assert "from" in keys_at(Project, ("changes", 0))
    assert "from_" not in keys_at(Project, ("changes", 0))
    assert "multiplier" in keys_at(Policy, ("pace",))
    assert "milestone_days" in keys_at(Policy, ("bulletins", "weekly"))


def test_closest() -> None:
    """A misspelt key finds its neighbour; an unlike one finds nothing."""
    assert closest("titel", ("withheld", "title", "id")) == "title"
    assert closest("Planned-Date", ("planned_date",)) == "planned_date"
    assert closest("titel", ("withheld", "id")) == ""


def test_a_key_in_use_is_not_suggested() -> None:
    """`names` beside `name` is not taken for it."""
    (found,) = defects(Project, {**PROJECT, "names": "x"})
    assert found.params["suggestion"] != "name"


def test_faults_at_spoiled_places_are_dropped() -> None:
    """Where the file itself is wrong, what the model says of the same place only follows."""
    spoiled = (Defect("anchor", ("lists",)), Defect("merge-key", ("investment", "<<"), at_key=True))
    found = [
        Defect("not-a-list", ("lists",)),
        Defect("missing-key", ("investment", "total")),
        Defect("not-text", ("name",)),
    ]
    assert [defect.location for defect in independent(found, spoiled)] == [("name",)]


SCALARS = st.one_of(st.none(), st.booleans(), SHORT, st.sampled_from(["2026-01-01", "12", "-1.5", "新开工"]))


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values, lists and mappings of them."""
    return inner | st.lists(inner, max_size=3) | st.dictionaries(SHORT, inner, max_size=3)


TREES = nested(nested(SCALARS))
MODELS: list[tuple[type[Record], dict[str, Any]]] = [
    (Project, PROJECT),
    (Issue, ISSUE),
    (Bulletin, BULLETIN),
    (TargetList, TARGETS),
    (Site, SITE),
    (Policy, {}),
    (Correction, {}),
    (CalendarYear, {}),
]


def places(model: type[Record]) -> list[str]:
    return [*keys_at(model, ()), "unknown"]


CHANGED = st.one_of(
    st.tuples(st.just(model), st.just(valid), st.dictionaries(st.sampled_from(places(model)), TREES, max_size=4))
    for model, valid in MODELS
)


@settings(max_examples=4 * settings().max_examples)
@given(CHANGED)
def test_any_tree(changed: tuple[type[Record], dict[str, Any], dict[str, Any]]) -> None:
    """Any tree of values is a record, or has faults that all have a sentence in both languages."""
    model, valid, changes = changed
    tree = json.loads(json.dumps({**valid, **changes}))
    for found in defects(model, tree):
        assert found.rule != "bad-value"
        for language in ("zh-CN", "en"):
            assert load_catalogue(language).problem(found.rule, found.params)
