"""The checks across records, in one visible list.

What one value alone can show is refused by the models. What only several values together show is checked
here, over all entries, those of later days too.
"""

import dataclasses
from collections.abc import Iterator
from datetime import date

from tongbao.model.dataset import Dataset
from tongbao.problems import Level, Problem
from tongbao.rules import order, references
from tongbao.rules.base import Codes, Rule, found

FAULT, WARNING = Level.FAULT, Level.WARNING


def unknown_check(dataset: Dataset, _day: date) -> Iterator[Problem]:
    """A check whose level policy.yaml `checks` sets is a rule of this catalogue."""
    ids = Codes.of(rule.id for rule in RULES)
    for name in dataset.policy.checks:
        if name not in ids:
            known = ids.nearest(name)
            problem = found(dataset, dataset.policy, "unknown-check", "checks", name, value=name, known=known)
            yield dataclasses.replace(problem, at_key=True)


def fixed_check(dataset: Dataset, _day: date) -> Iterator[Problem]:
    """policy.yaml `checks` does not lower a check that figures and pages rely on."""
    for rule in RULES:
        if rule.fixed and dataset.policy.checks.get(rule.id, rule.level) is not rule.level:
            yield found(dataset, dataset.policy, "fixed-check", "checks", rule.id, value=rule.id)


RULES: tuple[Rule, ...] = (
    Rule("unknown-check", FAULT, unknown_check, fixed=True),
    Rule("fixed-check", FAULT, fixed_check, fixed=True),
    Rule("unknown-district", FAULT, references.unknown_district, fixed=True),
    Rule("unknown-office", FAULT, references.unknown_office, fixed=True),
    Rule("unknown-list", FAULT, references.unknown_list, fixed=True),
    Rule("unknown-level", FAULT, references.unknown_level, fixed=True),
    Rule("unknown-class", FAULT, references.unknown_class, fixed=True),
    Rule("unknown-sector", FAULT, references.unknown_sector, fixed=True),
    Rule("unknown-category", FAULT, references.unknown_category, fixed=True),
    Rule("unknown-channel", FAULT, references.unknown_channel, fixed=True),
    Rule("unknown-severity", FAULT, references.unknown_severity, fixed=True),
    Rule("unknown-stage", FAULT, references.unknown_stage, fixed=True),
    Rule("unknown-stage-word", WARNING, references.unknown_stage_word),
    Rule("unknown-project", FAULT, references.unknown_project, fixed=True),
    Rule("unknown-document", FAULT, references.unknown_document, fixed=True),
    Rule("unknown-light-colour", WARNING, references.unknown_light_colour),
    Rule("unknown-part", FAULT, references.unknown_part, fixed=True),
    Rule("stage-order", WARNING, order.stage_order),
    Rule("started-without-start", WARNING, order.started_without_start),
)


def check_all(dataset: Dataset, day: date) -> Iterator[Problem]:
    """Everything that the rules find, each with its level; not sorted, without line and column.

    `day` is the last day that counts as past (later entries are warned of): the place's as-of day, not an
    earlier one that somebody wants to see again.
    """
    levels = dataset.policy.checks
    for rule in RULES:
        level = rule.level if rule.fixed else levels.get(rule.id, rule.level)
        if level is not Level.OFF:
            for problem in rule.check(dataset, day):
                yield dataclasses.replace(problem, level=level)


def catalogue_of_rules() -> list[tuple[str, Level, str]]:
    """Every rule as (id, default level, its text), in the order of the list."""
    return [(rule.id, rule.level, rule.text) for rule in RULES]
