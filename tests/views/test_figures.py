"""The page of figures: every figure and every rule stands on it, in a topic with a name."""

import pytest

from tests.snapshots import reader_of, snapshot
from tongbao.metrics.registry import DEFINITIONS
from tongbao.model.policy import Rules
from tongbao.views import figures, policy


def test_every_figure_has_a_topic() -> None:
    """Each figure of the registry stands in one topic, and each topic holds figures of the registry only."""
    keys = [key for topic in figures.TOPICS.values() for key in topic]
    assert len(keys) == len(set(keys))
    assert set(keys) == {definition.key for definition in DEFINITIONS}


def test_every_rule_has_a_topic() -> None:
    """Each part of the policy stands in one topic."""
    parts = [part for topic in policy.TOPICS.values() for part in topic]
    assert sorted(parts) == sorted(Rules.model_fields)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_topics_are_named(language: str) -> None:
    """Topics have words; one without a rule is left out."""
    found = snapshot("2026-05-31", {"id": "P-1"})
    reader = reader_of(found, language)
    view = figures.figures_view(found, reader)
    assert [group.name for group in view.groups] == [
        reader.t(f"pages.figures.topics.{code}") for code in figures.TOPICS
    ]
    assert all(group.figures for group in view.groups)
    assert [group.name for group in view.rules] == [
        reader.t(f"pages.rules.topics.{code}") for code in ("figures", "issues")
    ]


def test_a_figure_of_a_kind_has_no_value_for_the_place() -> None:
    """Amounts of land and of power do not add up, so the page says by kind instead of a number."""
    found = snapshot("2026-05-31", {"id": "P-1"})
    docs = {
        doc.figure.key: doc for group in figures.figures_view(found, reader_of(found)).groups for doc in group.figures
    }
    assert docs["factor_needed"].value == "按种类分列"
    assert docs["projects"].value == "1个"
