"""Papers that were sent about projects: of a known kind, numbered once, answered after they were sent."""

from collections.abc import Iterator
from datetime import date

from tongbao.model.dataset import Dataset
from tongbao.rules.base import Codes, Finding, Use, found, unknown

ON_PROJECTS = frozenset({"light", "project"})


def offices_used(dataset: Dataset) -> Iterator[Use]:
    """The offices that a paper was sent to."""
    for project in dataset.projects:
        for i, paper in enumerate(project.papers):
            yield from ((project, ("papers", i, "to", j), code) for j, code in enumerate(paper.to))


def unknown_paper(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The kind of a paper that was sent about a project is one of policy.yaml `papers` for projects, and the light that
    it reminds of one of policy.yaml `lights` for projects."""
    kinds = Codes.of(rule.code for rule in dataset.policy.papers if rule.on in ON_PROJECTS)
    lights = Codes.of(light.code for light in dataset.policy.lights if light.applies_to == "project")
    uses: dict[str, list[Use]] = {"kind": [], "light": []}
    for project in dataset.projects:
        for i, paper in enumerate(project.papers):
            uses["kind"].append((project, ("papers", i, "kind"), paper.kind))
            if paper.light:
                uses["light"].append((project, ("papers", i, "light"), paper.light))
    yield from unknown(kinds, uses["kind"])
    yield from unknown(lights, uses["light"])


def paper_number_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A number is given to one paper: to an order on an issue, an assignment, or what was sent about a project."""
    first: dict[str, str] = {}
    for issue in dataset.issues:
        for i, event in enumerate(issue.events):
            if event.number:
                if event.number in first:
                    yield found(issue, "events", i, "number", value=event.number, other=first[event.number])
                first.setdefault(event.number, issue.id)
    for project in dataset.projects:
        for i, paper in enumerate(project.papers):
            if paper.number:
                if paper.number in first:
                    yield found(project, "papers", i, "number", value=paper.number, other=first[paper.number])
                first.setdefault(paper.number, project.id)


def paper_dates(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A paper is to be answered, and is answered, on the day on which it was sent or later; what came of it is told of
    one that was answered."""
    for project in dataset.projects:
        for i, paper in enumerate(project.papers):
            for name in ("due", "answered"):
                day = getattr(paper, name)
                if day and day < paper.date:
                    yield found(project, "papers", i, name, value=day, since=paper.date)
            if paper.result and not paper.answered:
                yield found(project, "papers", i, "result", variant="unanswered")
