"""Reserve pools of policy.yaml: gates and maturity by steps that there are, and starts within the horizon."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.pools import horizon_of, planned_start, pools_of
from tongbao.metrics.selection import may_find, selected
from tongbao.metrics.standing import project_standing
from tongbao.model.asof import project_at
from tongbao.model.dataset import Dataset
from tongbao.model.project import Project
from tongbao.problems import Location
from tongbao.rules.base import Codes, Finding, Reckoned, found, found_key, unknown
from tongbao.rules.entry import steps_of


def unknown_pool_step(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The gates of a pool are a procedure of policy.yaml, and the steps by which it says how far a project is are
    steps of that procedure."""
    policy = dataset.policy
    steps = steps_of(policy.procedures)
    for i, library in enumerate(policy.libraries):
        at = ("libraries", i)
        if library.gates and library.gates not in steps:
            yield from unknown(Codes.of(steps), [(policy, (*at, "gates"), library.gates)])
            continue
        known = steps[library.gates] if library.gates else Codes.of(())
        for j, level in enumerate(library.maturity):
            yield from unknown(
                known, ((policy, (*at, "maturity", j, "steps", k), step) for k, step in enumerate(level.steps))
            )


def pool_settings(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Gates, maturity and a horizon are of reserve pools: a library with them says `pool: true`."""
    for i, library in enumerate(dataset.policy.libraries):
        if not library.pool:
            for key in ("gates", "maturity", "horizon_years"):
                if getattr(library, key):
                    yield found_key(dataset.policy, "libraries", i, key, value=key, library=library.code)


def pool_horizon(dataset: Dataset, reckoned: Reckoned) -> Iterator[Finding]:
    """A project in a pool with a horizon is to start within so many years (`horizon_years`; 驻马店:
    未来2年拟实施的项目) and not in the past: by the month of its newest plan, the year that plans it new, or
    its period."""
    day = reckoned.last
    rules = dataset.policy.at(day)
    pools = [pool for pool in pools_of(rules.libraries) if pool.horizon_years is not None]
    for original in dataset.projects if pools else ():
        project = project_at(original, day)
        near = [pool for pool in pools if project and may_find(pool.select, project)]
        if project is None or not near:
            continue
        standing = project_standing(project, dataset.site, rules, dataset.calendar, day)
        start = planned_start(project)
        for pool in near:
            state = horizon_of(start, pool, day)
            if state != "within" and selected(pool.select, standing, dataset.site, day):
                said = f"{start.first:%Y-%m}" if start and start.is_month else str(start.first.year) if start else ""
                params = {"value": said, "years": pool.horizon_years, "library": pool.code, "variant": state}
                yield found(original, *_said(original), **params)


def _said(project: Project) -> Location:
    """Where a project's file says when it is to start."""
    dated = [(plan.year, i) for i, plan in enumerate(project.years) if plan.start]
    if dated:
        return "years", max(dated)[1], "start"
    return ("years",) if project.years else ("period",) if project.period else ()
