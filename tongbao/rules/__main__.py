"""`python -m tongbao.rules > docs/rules.md`: the catalogue of rules, from the docstrings of the checks."""

from tongbao.rules.page import rules_page

print(rules_page(), end="")
