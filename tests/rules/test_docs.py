from pathlib import Path

from tongbao.rules import RULES
from tongbao.rules.page import rules_page

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_of_rules_is_fresh() -> None:
    """docs/rules.md is what `python -m tongbao.rules` prints."""
    assert PAGE.read_text("utf-8") == rules_page()


def test_the_page_holds_every_rule() -> None:
    """The page names each rule with its level."""
    page = rules_page()
    for rule in RULES:
        assert f"- `{rule.id}`, **{rule.level.value}**" in page
