from pathlib import Path

from tongbao.rules import RULES, catalogue_of_rules, rules_page

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_of_rules_is_fresh() -> None:
    """docs/rules.md is what `python -m tongbao.rules` prints."""
    assert PAGE.read_text("utf-8") == rules_page()


def test_the_catalogue_holds_every_rule() -> None:
    """The catalogue and the page name each rule with its level and text."""
    assert [entry[:2] for entry in catalogue_of_rules()] == [(rule.id, rule.level) for rule in RULES]
    for rule in RULES:
        assert f"- `{rule.id}`, **{rule.level.value}**" in rules_page()
