"""Every rule finds its one defect, says exactly where, and has its words in both languages."""

import re
from pathlib import Path
from typing import Any

import yaml

from tests.each import each
from tests.rules.builders import problems
from tongbao.locale.catalogue import Catalogue
from tongbao.problems import Level
from tongbao.rules import RULES
from tongbao.rules.against import AGAINST_RULES
from tongbao.rules.internal import INTERNAL_RULES

HERE = Path(__file__).parent
LOCALE = HERE.parents[1] / "tongbao" / "locale"


class Scalars(yaml.CBaseLoader):
    """Every scalar as text but true and false, as the loader hands them on."""


Scalars.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])
Scalars.add_constructor("tag:yaml.org,2002:bool", lambda _, node: node.value == "true")
CASES: list[dict[str, Any]] = yaml.load((HERE / "cases.yaml").read_bytes(), Scalars)
ALL = (*RULES, *INTERNAL_RULES, *AGAINST_RULES)
LEVELS = {rule.id: rule.level for rule in ALL}


def catalogue(language: str) -> Catalogue:
    parts = {
        name: yaml.load((LOCALE / language / f"{name}.yaml").read_bytes(), yaml.CSafeLoader)
        for name in ("rules", "list")
    }
    return Catalogue(language, parts)


WORDS = {language: catalogue(language) for language in ("zh-CN", "en")}


def case_id(case: dict[str, Any]) -> str:
    return f"{CASES.index(case)}-{case['rule']}-{case['field']}".rstrip("-")


@each("case", CASES, case_id)
def test_one_defect_gives_one_problem(case: dict[str, Any]) -> None:
    """One defect gives one problem, at its value, with its level and with its exact words, and nothing
    else."""
    found = problems(**case["change"])
    assert [(p.rule, p.path, p.field) for p in found] == [(case["rule"], case["file"], case["field"])]
    assert found[0].level is LEVELS[case["rule"]]
    for language, words in WORDS.items():
        assert words.problem(found[0].rule, found[0].params) == case[language]


def test_every_rule_has_a_case() -> None:
    """Each rule of the list has at least one case, and each case a rule."""
    assert {case["rule"] for case in CASES} == {rule.id for rule in ALL}


def test_every_rule_has_its_words_and_no_other_rule_has() -> None:
    """Both catalogues hold the words of each rule and of none that is not in the list."""
    for words in WORDS.values():
        assert set(words.section("rules")) == {rule.id for rule in ALL}


def test_ids_are_unique_and_texts_are_there() -> None:
    """No two rules share an id; each has a text, and its check is named after it."""
    assert len({rule.id for rule in ALL}) == len(ALL)
    for rule in ALL:
        assert rule.text
        assert rule.check.__name__ == rule.id.replace("-", "_")


def test_a_place_without_a_defect_has_no_problem() -> None:
    """The place that the cases spoil has no problem of its own."""
    assert problems() == []
    assert problems(internal={"tree": {}}) == []
    assert problems(base={}) == []


def test_policy_sets_levels() -> None:
    """policy.yaml `checks` makes a fault a warning, or drops it."""
    negative = {"investment": {"total": "-1"}}
    warned = problems(project=negative, policy={"checks": {"total-negative": "warning"}})
    assert [(p.rule, p.level) for p in warned] == [("total-negative", Level.WARNING)]
    assert problems(project=negative, policy={"checks": {"total-negative": "off"}}) == []


def test_a_fixed_rule_keeps_its_level() -> None:
    """A check that pages rely on stays a fault even where the policy says off, and the policy is at fault
    too."""
    found = problems(project={"district": "linding"}, policy={"checks": {"unknown-district": "off"}})
    assert {(p.rule, p.level) for p in found} == {
        ("unknown-district", Level.FAULT),
        ("fixed-check", Level.FAULT),
    }


def test_what_cannot_be_read_still_exists() -> None:
    """A project or bulletin whose file cannot be read is no unknown one, and its district is not guessed."""
    assert problems(issue={"projects": ["P-x"]}, unreadable=frozenset({("project", "P-x")})) == []
    assert problems(correction={"document": "b-x"}, unreadable=frozenset({("bulletin", "b-x")})) == []
