"""A paper that is sent to an office: 督办单, 交办单 or 挂牌提醒, with its return slip."""

from dataclasses import dataclass

from tongbao.metrics.papers import Paper
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.issue import EventView, due_words, issue_view
from tongbao.views.parts import LightView
from tongbao.views.reader import Reader
from tongbao.views.target_files import notice_of


@dataclass(frozen=True, slots=True)
class PaperView:
    """Everything the paper says. `on` is order, assignment or light; `state` how the matter stands, in words."""

    on: str
    title: str
    colour: LightView | None
    number: str
    to: tuple[str, ...]
    subject: str
    projects: tuple[str, ...]
    state: str
    chain: tuple[EventView, ...]
    demands: tuple[str, ...]
    due: str
    provisional: bool
    day: str
    issuer: str
    back_to: str
    sent: bool
    notice: str


def paper_view(paper: Paper, snapshot: Snapshot, reader: Reader) -> PaperView:
    """The paper as printed."""
    rule, issue, standing = paper.rule, paper.issue, paper.standing
    colour = reader.colour(paper.colour)
    if standing:
        colour = reader.project_light(paper.colour)
    view = issue_view(issue, snapshot, reader) if issue else None
    return PaperView(
        on=rule.on,
        title=colour.label if colour and rule.on == "order" else reader.words(rule.name),
        colour=colour,
        number=paper.number or "",
        to=tuple(reader.office(code) for code in paper.to),
        subject=reader.words(issue.issue.title if issue else standing.project.name if standing else None),
        projects=tuple(link.text for link in view.row.projects) if view else (),
        state=due_words(issue, snapshot, reader)
        if issue
        else reader.figure(standing.gap, explained=False).words
        if standing
        else "",
        chain=view.events if view else (),
        demands=tuple(reader.words(text) for text in rule.demands),
        due=reader.day_text(paper.due.day) if paper.due else "",
        provisional=bool(paper.due and paper.due.provisional),
        day=reader.day_text(paper.day),
        issuer=reader.words(reader.site.publisher.name),
        back_to=reader.office(rule.back_to) if rule.back_to else "",
        sent=paper.sent,
        notice=notice_of(reader),
    )
