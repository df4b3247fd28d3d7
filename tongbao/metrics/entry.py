"""入库条件: whether a project on a named list still meets what its entry rule asks for, and what it lacks.

One of the rule's selections must find the project, and its gates must be passed. Where none does, the selection that
comes nearest says what is lacking: the one that is made for the project's own kind, else the one that lacks least.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from tongbao.metrics.gates import open_steps
from tongbao.metrics.procedures import codes_of
from tongbao.metrics.selection import selected, unmeasured
from tongbao.metrics.standing import Standing
from tongbao.model.clocks import Procedure
from tongbao.model.listing import EntryRule
from tongbao.model.setting import Selection
from tongbao.model.site import Site

EVERYTHING = Selection.model_construct()
KINDS = ("lists", "levels", "classes", "sectors")
"""What a project is, which a threshold is set for; not how far or how large it is."""


class Condition(NamedTuple):
    """One thing that a selection asks for: a field of it (`plan`: nature, years and amount of the plan), alone."""

    field: str
    asked: Selection


class EntryStanding(NamedTuple):
    """A project on a list with an entry rule, on a day.

    `lacking` are the conditions that it does not meet, `gates` the steps that are still open, by the gate they belong
    to. `unknown`: its total investment is asked for and not known, of a bundle that of each project.
    """

    rule: EntryRule
    standing: Standing
    lacking: tuple[Condition, ...]
    gates: tuple[tuple[str, tuple[str, ...]], ...]
    unknown: bool

    @property
    def met(self) -> bool | None:
        """Whether the project qualifies; None for a bundle whose totals nobody knows."""
        if self.lacking or self.gates:
            return False
        return None if self.unknown else True


def conditions(selection: Selection) -> Iterator[Condition]:
    """The things that a selection asks for, each for itself."""
    for name in (*KINDS, "stages"):
        if asked := getattr(selection, name):
            yield Condition(name, EVERYTHING.model_copy(update={name: asked}))
    for reached in selection.reached:
        yield Condition("reached", EVERYTHING.model_copy(update={"reached": (reached,)}))
    plan = {name: getattr(selection, name) for name in ("years", "natures", "planned_at_least")}
    if any(value not in (None, ()) for value in plan.values()):
        yield Condition("plan", EVERYTHING.model_copy(update=plan))
    if not selection.total.open:
        yield Condition("total", EVERYTHING.model_copy(update={"total": selection.total}))


def entry_standing(
    rule: EntryRule, standing: Standing, site: Site, day: date, procedures: Sequence[Procedure] = ()
) -> EntryStanding:
    """What a project on the list has and lacks of its entry rule; `procedures` are those in force on the day."""
    choice, lacking = _nearest(rule, standing, site, day)
    asked = tuple(procedure.asked_of(codes_of(standing.project)) for procedure in procedures) if rule.gates else ()
    steps = ((gate, open_steps(gate, standing.steps, asked)) for gate in rule.gates)
    return EntryStanding(
        rule=rule,
        standing=standing,
        lacking=lacking,
        gates=tuple((gate, missing) for gate, missing in steps if missing),
        unknown=unmeasured(choice, standing, site, day) > 0,
    )


def entry_standings(
    rules: Iterable[EntryRule],
    standings: Iterable[Standing],
    site: Site,
    day: date,
    procedures: Sequence[Procedure] = (),
) -> Iterator[EntryStanding]:
    """Every project on a list with an entry rule, by rule and then as given."""
    known = tuple(standings)
    for rule in rules:
        for standing in known:
            if rule.list in standing.project.lists:
                yield entry_standing(rule, standing, site, day, procedures)


def _nearest(rule: EntryRule, standing: Standing, site: Site, day: date) -> tuple[Selection, tuple[Condition, ...]]:
    """The selection that finds the project, or comes nearest, with what the project lacks of it."""
    for choice in rule.any_of:
        if selected(choice, standing, site, day):
            return choice, ()
    tried = [(choice, _lacking(choice, standing, site, day)) for choice in rule.any_of]
    return min(tried, key=lambda each: _distance(each[1]), default=(EVERYTHING, ()))


def _lacking(selection: Selection, standing: Standing, site: Site, day: date) -> tuple[Condition, ...]:
    if not standing.in_scope:
        return (Condition("scope", EVERYTHING),)
    return tuple(each for each in conditions(selection) if not _holds(each, standing, site, day))


def _holds(condition: Condition, standing: Standing, site: Site, day: date) -> bool:
    """Whether a condition holds; of a bundle for any of its projects, and where their totals may do."""
    if selected(condition.asked, standing, site, day):
        return True
    return standing.project.count > 1 and unmeasured(condition.asked, standing, site, day) > 0


def _distance(lacking: tuple[Condition, ...]) -> tuple[int, int]:
    return sum(condition.field in KINDS for condition in lacking), len(lacking)
