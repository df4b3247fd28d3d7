"""policy.yaml names figures and axes that there are, and says of each setting who really does so."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Literal, get_origin

from tongbao.metrics.quotas import PREFIX as OF_QUOTA
from tongbao.metrics.registry import REGISTRY, definitions_in
from tongbao.metrics.scopes import ALL, AXES
from tongbao.metrics.scores import PREFIX
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Rules
from tongbao.model.setting import Setting
from tongbao.rules.base import Codes, Finding, Use, found, found_key, unknown


def unknown_figure(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A figure that policy.yaml names is one of the registry: which a light measures, by which a board is ranked,
    for which a score gives points, which is published month by month, by which a target is measured (or `quota:` and
    the code of a quota), and whose decimals are set (of a score too, `score:` and its code; of the whole place alone,
    `all/` and its key). All but the last are figures of projects, not of a kind of factor or quantity alone."""
    policy, figures = dataset.policy, Codes.of(REGISTRY)
    of_projects = Codes.of(definition.key for definition in definitions_in(ALL))

    def uses() -> Iterator[Use]:
        for i, light in enumerate(policy.lights):
            yield policy, ("lights", i, "measure"), light.measure
        for i, board in enumerate(policy.boards):
            if not board.ranked_by.startswith(PREFIX):
                yield policy, ("boards", i, "ranked_by"), board.ranked_by
        for i, score in enumerate(policy.scores):
            for j, item in enumerate(score.items):
                yield policy, ("scores", i, "items", j, "figure"), item.figure
        for i, published in enumerate(policy.figures):
            for j, key in enumerate(published.monthly):
                yield policy, ("figures", i, "monthly", j), key
        for i, measure in enumerate(policy.targets):
            if not measure.figure.startswith(OF_QUOTA):
                yield policy, ("targets", i, "figure"), measure.figure
            if measure.due_figure:
                yield policy, ("targets", i, "due_figure"), measure.due_figure

    for record, location, key in uses():
        if key not in of_projects:
            wrong = {"value": key, "variant": "elsewhere"} if key in figures else of_projects.wrong(key)
            yield found(record, *location, **wrong)
    owed = Codes.of(OF_QUOTA + quota.code for quota in policy.quotas)
    by_quota = ((i, measure.figure) for i, measure in enumerate(policy.targets) if measure.figure.startswith(OF_QUOTA))
    yield from unknown(owed, ((policy, ("targets", i, "figure"), key) for i, key in by_quota))
    scored = Codes.of([*REGISTRY, *(PREFIX + score.code for score in policy.scores)])
    for i, decimals in enumerate(policy.decimals):
        for key in decimals.figures:
            if key.removeprefix(f"{ALL}/") not in scored:
                yield found_key(policy, "decimals", i, "figures", key, **scored.wrong(key))


def unknown_axis(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The axes whose crossings are published are level, nature, stage, district, office, list, class or
    sector."""

    def uses() -> Iterator[Use]:
        for i, rules in enumerate(dataset.policy.figures):
            for j, crossing in enumerate(rules.crossings):
                for k, axis in enumerate(crossing):
                    yield dataset.policy, ("figures", i, "crossings", j, k), axis

    yield from unknown(Codes.of(AXES), uses())


def version_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Each version of a rule that there is one of begins on a day of its own (`valid_from`): else the second is never
    used."""
    policy = dataset.policy
    for name, field in Rules.model_fields.items():
        versions = getattr(policy, name)
        if get_origin(field.annotation) is None and isinstance(versions, tuple):
            begun = [version.valid_from for version in versions]
            for i, day in enumerate(begun):
                if day in begun[:i]:
                    yield found_key(policy, name, i)


def delay_classes(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A class of delay begins where the one before it ends: each number of months lies in one class."""
    yield from _classes_that_do_not_meet(dataset, "delays")


def age_classes(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A class of age begins on the day after the one before it ends: each number of days lies in one class."""
    yield from _classes_that_do_not_meet(dataset, "ages")


def _classes_that_do_not_meet(dataset: Dataset, part: Literal["ages", "delays"]) -> Iterator[Finding]:
    for i, rules in enumerate(getattr(dataset.policy, part)):
        ordered = sorted(enumerate(rules.classes), key=lambda pair: pair[1].from_)
        for (_, earlier), (j, later) in pairwise(ordered):
            if earlier.until is None or later.from_ != earlier.until + 1:
                params = {"value": later.from_, "other": earlier.code, "end": earlier.until}
                variant = "open" if earlier.until is None else "plain"
                yield found(dataset.policy, part, i, "classes", j, "from", variant=variant, **params)


def setting_unsourced(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Each setting that policy.yaml writes down says who really does so (`source`), or that nobody is known to
    (`assumed: true`); both are printed beside the rule."""
    policy = dataset.policy
    for name in sorted(policy.model_fields_set):
        value = getattr(policy, name)
        for key, setting in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(setting, Setting) and setting.unsaid:
                yield found_key(policy, name, key)
