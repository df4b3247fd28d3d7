"""Activities: of a known kind, with decisions that have an office, a date that can be kept, and are done once."""

from collections.abc import Iterator
from datetime import date

from tongbao.model.activity import Activity
from tongbao.model.dataset import Dataset
from tongbao.rules.base import Codes, Finding, Use, found, unknown


def offices_used(dataset: Dataset) -> Iterator[Use]:
    """Every office that chaired, took part, or was told to do something, and those that owe a kind of activity."""
    for activity in dataset.activities:
        if activity.chair:
            yield activity, ("chair",), activity.chair
        for i, code in enumerate(activity.bodies):
            yield activity, ("bodies", i), code
        for i, decision in enumerate(activity.decisions):
            yield activity, ("decisions", i, "office"), decision.office
            for j, code in enumerate(decision.others):
                yield activity, ("decisions", i, "others", j), code
    for i, kind in enumerate(dataset.policy.activities):
        if kind.owed_by in ("office", "sponsor", "lead"):
            for j, code in enumerate(kind.members):
                yield dataset.policy, ("activities", i, "members", j), code


def districts_used(dataset: Dataset) -> Iterator[Use]:
    """Every district that took part, was given points, or owes a kind of activity."""
    for activity in dataset.activities:
        for i, code in enumerate(activity.districts):
            yield activity, ("districts", i), code
        for i, mark in enumerate(activity.marks):
            if mark.district:
                yield activity, ("marks", i, "district"), mark.district
    for i, kind in enumerate(dataset.policy.activities):
        if kind.owed_by == "district":
            for j, code in enumerate(kind.members):
                yield dataset.policy, ("activities", i, "members", j), code


def projects_used(dataset: Dataset) -> Iterator[Use]:
    """Every project that was seen, marked, or that something was decided of."""
    for activity in dataset.activities:
        for i, id in enumerate(activity.projects):
            yield activity, ("projects", i), id
        for i, mark in enumerate(activity.marks):
            if mark.project:
                yield activity, ("marks", i, "project"), mark.project
        for i, decision in enumerate(activity.decisions):
            for j, id in enumerate(decision.projects):
                yield activity, ("decisions", i, "projects", j), id


def unknown_issue(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An issue that an activity took up, or that something was decided of, has a file in issues/; one whose file
    cannot be read counts as existing."""

    def uses() -> Iterator[Use]:
        for activity in dataset.activities:
            for i, id in enumerate(activity.issues):
                yield activity, ("issues", i), id
            for i, decision in enumerate(activity.decisions):
                for j, id in enumerate(decision.issues):
                    yield activity, ("decisions", i, "issues", j), id

    lost = (id for kind, id in dataset.unreadable if kind == "issue")
    yield from unknown(Codes.of([*(issue.id for issue in dataset.issues), *lost]), uses())


def unknown_activity_kind(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The kind of an activity is one of policy.yaml `activities`."""
    uses = ((activity, ("kind",), activity.kind) for activity in dataset.activities)
    yield from unknown(Codes.of(kind.code for kind in dataset.policy.activities), uses)


def decision_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Decisions of one activity have codes of their own."""
    for activity in dataset.activities:
        seen: set[str] = set()
        for i, decision in enumerate(activity.decisions):
            if decision.code in seen:
                yield found(activity, "decisions", i, "code", value=decision.code)
            seen.add(decision.code)


def decision_dates(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A decision is due, changed and done on the day of its activity or later, and so is the end of the activity."""
    for activity in dataset.activities:
        if activity.until and activity.until < activity.date:
            yield found(activity, "until", value=activity.until, since=activity.date)
        for i, decision in enumerate(activity.decisions):
            for name in ("due", "done"):
                day = getattr(decision, name)
                if day and day < activity.date:
                    yield found(activity, "decisions", i, name, value=day, since=activity.date)
            for j, change in enumerate(decision.changes):
                if change.date < activity.date:
                    yield found(activity, "decisions", i, "changes", j, "date", value=change.date, since=activity.date)


def decision_without_date(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A decision says until when: a day (`due`) or a limit from the activity, one of the two. Only warned of: a tour
    notes what nobody has put a date to."""
    for activity in dataset.activities:
        for i, decision in enumerate(activity.decisions):
            if (decision.due is None) == (decision.limit is None):
                yield found(activity, "decisions", i)


def past_days(activity: Activity) -> Iterator[tuple[tuple[str | int, ...], date]]:
    """What happened of an activity: itself, and what was done of its decisions."""
    yield ("date",), activity.date
    for i, decision in enumerate(activity.decisions):
        if decision.done:
            yield ("decisions", i, "done"), decision.done


def mark_of_one(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Points are of a district or of a project: one of the two."""
    for activity in dataset.activities:
        for i, mark in enumerate(activity.marks):
            if (mark.district is None) == (mark.project is None):
                yield found(activity, "marks", i)


def rhythm_day(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A weekday is of what recurs every week, `days` of longer periods, two of them only in half a month."""
    for i, kind in enumerate(dataset.policy.activities):
        if kind.weekday is not None and kind.every != "week":
            yield found(dataset.policy, "activities", i, "weekday", value=kind.weekday)
        if kind.days and (kind.every in (None, "week") or len(kind.days) > (2 if kind.every == "half_month" else 1)):
            yield found(dataset.policy, "activities", i, "days", value=len(kind.days))
