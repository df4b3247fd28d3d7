"""Which bulletins name a project, and where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tongbao.model.bulletin import Bulletin
from tongbao.model.issued import Named
from tongbao.model.vocab import BulletinSection
from tongbao.views.archive import newest_first
from tongbao.views.bulletin_head import bulletin_link
from tongbao.views.parts import Link
from tongbao.views.reader import Reader

SECTIONS = {
    BulletinSection.DISTRICTS: ("districts",),
    BulletinSection.STARTS: ("starts", "resumptions", "stops", "completions", "idle"),
    BulletinSection.LAGGING: ("lagging", "lagging_slightly"),
    BulletinSection.ISSUES: (
        *("issues_new", "issues_closed", "issues_overdue", "orders", "escalations"),
        *("papers", "papers_overdue"),
    ),
    BulletinSection.REPORTS: ("missing",),
    BulletinSection.MILESTONES: ("milestones_done", "milestones_late", "milestones_next", "milestones_moved"),
    BulletinSection.CHANGES: ("changes",),
    BulletinSection.ADJUSTMENTS: ("adjustments",),
    BulletinSection.DECISIONS: ("decisions",),
}
"""Which fields of a bulletin's view each section prints, in printed order."""
FOLDER = "projects"
Mentions = Mapping[str, Mapping[str, tuple[BulletinSection, ...]]]
"""Of each project that a bulletin names, by id: the bulletins by id with the sections that name it."""


class MentionRow(NamedTuple):
    """A bulletin that names the project: its page, its day, and the places where it does."""

    link: Link
    date: str
    iso: str
    draft: bool
    sections: tuple[Link, ...]


def mentions_of(bulletins: Iterable[tuple[str, Named]]) -> Mentions:
    """Which bulletins name each project in which of the sections that they print; bulletins by id."""
    found: dict[str, dict[str, tuple[BulletinSection, ...]]] = defaultdict(dict)
    for bulletin, named in bulletins:
        for section, fields in SECTIONS.items():
            if section in named.sections:
                for project in {id for field in fields for id in _projects(named.links.get(field, ()))}:
                    found[project][bulletin] = (*found[project].get(bulletin, ()), section)
    return found


def _projects(addresses: Iterable[str]) -> Iterator[str]:
    """The projects whose pages are among the addresses, in whatever language."""
    for address in addresses:
        folder, id, *rest = address.split("/")[-3:] if address.count("/") > 1 else ("", "")
        if folder == FOLDER and rest:
            yield id


def _day(bulletin: Bulletin) -> date:
    """When it was issued; of a draft the day that its data speak of."""
    return bulletin.issued or bulletin.as_of.date()


def mention_rows(
    project: str, mentions: Mentions, bulletins: tuple[Bulletin, ...], reader: Reader
) -> Iterator[MentionRow]:
    """The bulletins that name a project, by the day that stands beside them, the newest first."""
    named = mentions.get(project, {})
    for bulletin in sorted(newest_first(bulletins), key=_day, reverse=True):
        if bulletin.id in named:
            link = bulletin_link(bulletin, reader)
            day = _day(bulletin)
            yield MentionRow(
                link=link,
                date=reader.day_text(day),
                iso=day.isoformat(),
                draft=bulletin.issued is None,
                sections=tuple(
                    Link(reader.t(f"bulletin.sections.{section}"), f"{link.href}#section-{section}")
                    for section in named[bulletin.id]
                ),
            )
