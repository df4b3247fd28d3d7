"""Papers that were sent about a project: until when each is to be answered, and whether it was."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from tongbao.metrics.deadlines import Deadline, deadline, is_late
from tongbao.model.calendar import Calendar
from tongbao.model.packs import PaperRule
from tongbao.model.sent import SentPaper

State = Literal["answered", "answered_late", "overdue", "open"]


class SentStanding(NamedTuple):
    """A paper on a day. `rule` is that of the day on which it was sent, None for a kind that the policy never had;
    `due` its own day, else the end of the rule's time, None where neither says one. `overdue_days` are calendar days.
    """

    paper: SentPaper
    rule: PaperRule | None
    due: Deadline | None
    state: State
    overdue_days: int


def sent_standings(
    papers: Iterable[SentPaper], rules: Iterable[PaperRule], calendar: Calendar, day: date
) -> tuple[SentStanding, ...]:
    """Every paper that was sent by the day, in the order of the file; `rules` are all versions of the policy, for a
    paper keeps the time that it was sent with."""
    versions = tuple(rules)
    return tuple(_standing(paper, rule_of(paper, versions), calendar, day) for paper in papers)


def rule_of(paper: SentPaper, rules: Iterable[PaperRule]) -> PaperRule | None:
    """The rule of a paper on the day on which it was sent, else any of its kind."""
    versions = [rule for rule in rules if rule.code == paper.kind]
    in_force = (rule for rule in versions if rule.in_force(paper.date))
    return next(in_force, versions[-1] if versions else None)


def _standing(paper: SentPaper, rule: PaperRule | None, calendar: Calendar, day: date) -> SentStanding:
    due = Deadline(paper.due) if paper.due else None
    if due is None and rule and rule.answer:
        due = deadline(rule.answer, paper.date, calendar)
    late = is_late(due.day if due else None, paper.answered, day)
    state: State = "overdue" if late else "open"
    if paper.answered:
        state = "answered_late" if late else "answered"
    return SentStanding(paper, rule, due, state, (day - due.day).days if due and state == "overdue" else 0)
