"""Quotas and libraries of policy.yaml: bounds that can be met, bases that fit, and what belongs in a library."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from tongbao.metrics.bounds import LOWEST, Cut, lower_key, range_of, upper_key
from tongbao.metrics.pools import misplaced, pools_of
from tongbao.metrics.quotas import cited_amount
from tongbao.metrics.selection import may_find, selected
from tongbao.metrics.standing import project_standing
from tongbao.model.asof import project_at
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.setting import Bounds, Selection
from tongbao.model.standings import Library
from tongbao.problems import Location
from tongbao.rules.base import Codes, Finding, Use, core_stages, found, unknown

NOTHING = Cut(0, range_of(Bounds.model_construct(at_least=Decimal(0))).lower.value, after=False)
"""Counts and amounts begin at 0."""


def selections(policy: Policy) -> Iterator[tuple[Location, Selection]]:
    """Every selection of the policy, with the way to it."""
    for i, quota in enumerate(policy.quotas):
        yield ("quotas", i, "count"), quota.count
        if quota.over is not None:
            yield ("quotas", i, "over"), quota.over
    for i, library in enumerate(policy.libraries):
        yield ("libraries", i, "select"), library.select
    for i, rule in enumerate(policy.entry):
        for j, selection in enumerate(rule.any_of):
            yield ("entry", i, "any_of", j), selection
    for i, pack in enumerate(policy.packs):
        for j, call in enumerate(pack.calls):
            yield ("packs", i, "calls", j, "select"), call.select
    for i, sheet in enumerate(policy.sheets):
        yield ("sheets", i, "select"), sheet.select


CODES = {"list": "lists", "level": "levels", "class": "classes", "sector": "sectors"}
"""The field of a selection that holds codes of an axis."""


def codes_used(policy: Policy, axis: str) -> Iterator[Use]:
    """Every code of an axis that a selection asks for, or that owes a quota."""
    if axis in CODES:
        for location, selection in selections(policy):
            for j, code in enumerate(getattr(selection, CODES[axis])):
                yield policy, (*location, CODES[axis], j), code
    for i, quota in enumerate(policy.quotas):
        if quota.axis == axis:
            for j, member in enumerate(quota.members):
                yield policy, ("quotas", i, "members", j), member


def stages_used(policy: Policy) -> Iterator[Use]:
    """Every stage that a selection asks for, and that a library takes."""
    for location, selection in selections(policy):
        for j, stage in enumerate(selection.stages):
            yield policy, (*location, "stages", j), stage
        for j, reached in enumerate(selection.reached):
            yield policy, (*location, "reached", j, "stage"), reached.stage
    for i, library in enumerate(policy.libraries):
        for j, stage in enumerate(library.only_stages):
            yield policy, ("libraries", i, "only_stages", j), stage


def unknown_cited(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The figure from elsewhere by which a quota divides is one of cited.yaml."""
    policy = dataset.policy
    uses = ((policy, ("quotas", i, "over_cited"), q.over_cited) for i, q in enumerate(policy.quotas) if q.over_cited)
    yield from unknown(Codes.of(figure.code for figure in dataset.cited), uses)


def quota_members(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A quota of sponsors names those who owe it: offices that sponsor nothing owe none."""
    for i, quota in enumerate(dataset.policy.quotas):
        if quota.axis == "sponsor" and quota.per == "each" and not quota.members:
            yield found(dataset.policy, "quotas", i, "axis", value=quota.code)


def quota_base(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A quota that is a ratio has one base, which counts what the quota measures: projects by projects, money by
    money. One that is said as a multiple has a base, and one that names a kind of outside money measures such."""
    cited = {figure.code: figure for figure in dataset.cited}
    for i, quota in enumerate(dataset.policy.quotas):
        if quota.over is not None and quota.over_cited:
            yield found(dataset.policy, "quotas", i, "over_cited", value=quota.over_cited, variant="two")
        elif quota.over_cited in cited:
            figure = cited[quota.over_cited]
            if cited_amount(figure, quota.measure, dataset.site.money.factor) is None:
                yield found(dataset.policy, "quotas", i, "over_cited", value=figure.code, variant="unit")
        if quota.funding and not quota.measure.startswith("funding_"):
            yield found(dataset.policy, "quotas", i, "funding", value=quota.funding, variant="funding")
        if quota.times and quota.over is None and not quota.over_cited:
            yield found(dataset.policy, "quotas", i, "times", value=quota.code, variant="none")


def _bounds(policy: Policy) -> Iterator[tuple[Location, Bounds, bool]]:
    """Bounds with the way to them, and whether they are of whole numbers."""
    for i, quota in enumerate(policy.quotas):
        ratio = quota.over is not None or quota.over_cited is not None
        yield ("quotas", i), quota, quota.measure == "projects" and not ratio
    for location, selection in selections(policy):
        yield (*location, "total"), selection.total, False


def bounds_impossible(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Some value, 0 or more, lies within the bounds of a quota and of a total investment; of a number of projects a
    whole one."""
    for location, bounds, whole in _bounds(dataset.policy):
        allowed, upper = range_of(bounds, whole=whole), upper_key(bounds)
        lowest = max(allowed.lower, NOTHING)
        if upper and allowed.upper <= lowest:
            lower = lower_key(bounds) if allowed.lower > max(LOWEST, NOTHING) else None
            params = {"other": getattr(bounds, lower)} if lower else {"variant": "negative"}
            yield found(dataset.policy, *location, upper, value=getattr(bounds, upper), **params)


def ceiling_below_bound(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The printed end of a quota's range (每年1-2个) lies above its beginning."""
    for i, quota in enumerate(dataset.policy.quotas):
        lower = lower_key(quota)
        if quota.ceiling is not None and lower and quota.ceiling <= getattr(quota, lower):
            value, other = quota.ceiling, getattr(quota, lower)
            yield found(dataset.policy, "quotas", i, "ceiling", value=value, other=other)


def library_stage(dataset: Dataset, day: date) -> Iterator[Finding]:
    """A project in a library of policy.yaml stands at one of the stages that the library takes (`only_stages`)."""
    libraries = dataset.policy.at(day).libraries
    yield from _misplaced(dataset, day, [each for each in libraries if each.only_stages and not each.pool])


def pool_stage(dataset: Dataset, day: date) -> Iterator[Finding]:
    """A project in a reserve pool stands at one of the stages that the pool takes (`only_stages`); where it names none,
    it has not started (泾川: 储备库不储备已开工建设的项目)."""
    yield from _misplaced(dataset, day, pools_of(dataset.policy.at(day).libraries))


def _misplaced(dataset: Dataset, day: date, libraries: Iterable[Library]) -> Iterator[Finding]:
    """Projects at a stage that a library which holds them does not take."""
    words = core_stages(dataset.site)
    # One that names a stage there is not is told of that alone.
    taking = [library for library in libraries if all(stage in words for stage in library.only_stages)]
    if not taking:
        return
    rules = dataset.policy.at(day)
    for original in dataset.projects:
        project = project_at(original, day)
        near = [library for library in taking if project and may_find(library.select, project)]
        if project is None or not near:
            continue
        standing = project_standing(project, dataset.site, rules, dataset.calendar, day)
        for library in near:
            wrong = misplaced(library, standing)
            if wrong and selected(library.select, standing, dataset.site, day):
                yield found(original, *_said(original, wrong), value=wrong, library=library.code)


def _said(project: Project, word: str) -> Location:
    """Where a project's file says its stage: in its newest dated stage or report with the word."""
    said: dict[str, list[str | None]] = {
        "stages": [entry.stage for entry in project.stages],
        "progress": [report.stage for report in project.progress],
    }
    for name, words in said.items():
        for i in reversed(range(len(words))):
            if words[i] == word:
                return name, i, "stage"
    return ("stages",)
