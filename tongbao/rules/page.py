"""docs/rules.md: the catalogue of rules, from the docstrings of the checks."""

import inspect
import itertools

from tongbao import rules
from tongbao.rules import RULES
from tongbao.rules.against import AGAINST_RULES, AgainstRule
from tongbao.rules.base import Rule
from tongbao.rules.internal import INTERNAL_RULES, InternalRule


def rules_page() -> str:
    """docs/rules.md: every rule with its level and text, under the purpose of its module."""
    page = f"# {rules.__name__}\n\n{inspect.cleandoc(rules.__doc__ or '')}\n"
    every: tuple[Rule | InternalRule | AgainstRule, ...] = (*RULES, *INTERNAL_RULES, *AGAINST_RULES)
    for module, of_module in itertools.groupby(every, key=lambda rule: inspect.getmodule(rule.check)):
        purpose = inspect.getdoc(module) or ""
        page += f"\n## {purpose.splitlines()[0].rstrip('.')}\n\n"
        for rule in of_module:
            fixed = rule.fixed if isinstance(rule, Rule) else True
            level = f"**{rule.level.value}**" + (" (fixed)" if fixed else "")
            page += f"- `{rule.id}`, {level}: {' '.join(rule.text.split())}\n"
    return page
