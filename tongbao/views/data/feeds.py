"""Feeds of what happens to each project, and of all changes that were approved."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.standing import Standing
from tongbao.model.project import Change, Milestone, MilestoneChange, Report
from tongbao.views.changed import ChangedItem, changed_items, said_of
from tongbao.views.data.publication import Publication
from tongbao.views.edition import languages_of
from tongbao.views.feeds import Dated, FeedEntry, feed_of, moment, plain_line, stable_id
from tongbao.views.history import change_row
from tongbao.views.named import named_issues_of
from tongbao.views.reader import Reader
from tongbao.views.site import DataFile


def project_feed_path(id: str) -> str:
    """Where a project's feed stands; one, in the first language."""
    return f"projects/{id}/feed.xml"


def changes_feed_path(prefix: str = "") -> str:
    """Where the feed of changes stands."""
    return f"{prefix}changes/feed.xml"


def project_feed(made: Publication, id: str) -> DataFile:
    """projects/<id>/feed.xml: reports, stages, milestones reached and moved, changes, issues raised and closed."""
    standing, reader = made.today.standing_by_id[id], made.reader
    project = standing.project
    entries = _Entries(made, standing)
    path = project_feed_path(project.id)
    feed = feed_of(
        [*entries.reports(), *entries.stages(), *entries.reached(), *entries.changes(), *entries.handled()],
        path=path,
        name=f"projects/{project.id}",
        title=reader.words(project.name),
        home=reader.urls.project(project.id),
        reader=reader,
        day=made.today.day,
        base_url=made.edition.base_url,
    )
    return DataFile(path, "atom", feed)


def changes_feed(made: Publication) -> DataFile:
    """changes/feed.xml: everything that was changed with a reason, as the page of changes tells it."""
    reader, today = made.reader, made.today
    prefixes = {name: urls.prefix for name, urls in languages_of(made.edition.languages).items()}
    path = changes_feed_path(reader.urls.prefix)
    feed = feed_of(
        [_entry(item, reader) for item in changed_items(today, reader)],
        path=path,
        name="changes",
        title=reader.t("data.entry.changes", site=reader.words(reader.site.title)),
        home=reader.urls.page("changes"),
        reader=reader,
        day=today.day,
        base_url=made.edition.base_url,
        others=tuple((name, changes_feed_path(prefix)) for name, prefix in prefixes.items() if name != reader.language),
    )
    return DataFile(path, "atom", feed)


def _entry(item: ChangedItem, reader: Reader) -> Dated:
    """A change as an entry of the feed."""
    day = date.fromisoformat(item.iso)
    entry = FeedEntry(
        id=stable_id(reader, f"{reader.language}/{item.id}"),
        title=plain_line(reader.t("data.entry.title", project=item.link.text, what=_what(item, reader))),
        href=item.link.href or reader.urls.page("changes"),
        updated=moment(day, reader),
        kind=item.kind.code,
        label=item.kind.text,
        summary=plain_line(said_of(item, reader)),
    )
    return day, item.id, entry


def _what(item: ChangedItem, reader: Reader) -> str:
    return item.what if item.kind.code in ("correction", "report") else reader.t("data.entry.change", what=item.what)


class _Entries:
    """The entries of a project by kind; their ids are made of what never changes in its record."""

    def __init__(self, made: Publication, standing: Standing) -> None:
        self.made, self.standing = made, standing
        self.name = made.reader.words(standing.project.name)
        self.page = made.reader.urls.project(standing.project.id)

    def _entry(self, day: date, kind: str, id: str, title: str, summary: str, href: str = "") -> Dated:
        reader, project = self.made.reader, self.standing.project.id
        entry = FeedEntry(
            id=stable_id(reader, f"{reader.language}/projects/{project}/{kind}/{id}"),
            title=plain_line(reader.t("data.entry.title", project=self.name, what=title)),
            href=href or self.page,
            updated=moment(day, reader),
            kind=kind,
            label=reader.t(f"data.entry.kinds.{kind}"),
            summary=plain_line(summary),
        )
        return day, f"{project}/{kind}/{id}", entry

    def _reported(self, report: Report) -> str:
        reader = self.made.reader
        values = {"invested": reader.money_text(report.invested), "physical": reader.percent(report.physical, 0)}
        said = (reader.t(f"data.entry.{key}", value=value) for key, value in values.items() if value)
        parts = (*said, reader.words(report.note), reader.words(report.reason))
        return reader.t("words.separator").join(filter(None, parts))

    def reports(self) -> Iterator[Dated]:
        """Every report that came in, those that were corrected later too."""
        reader = self.made.reader
        for report in self.standing.project.progress:
            day = max(report.received, report.as_of)
            told = "corrected" if report.corrects else "report"
            title = reader.t(f"data.entry.{told}", day=reader.day_text(report.as_of))
            href = f"{self.page}#history"
            yield self._entry(day, "report", f"{report.as_of}/{report.received}", title, self._reported(report), href)

    def stages(self) -> Iterator[Dated]:
        """Stages reached; of a bundle how many of it have."""
        reader = self.made.reader
        for entry in self.standing.project.stages:
            stage = reader.stage_chip(reader.site.stage(entry.stage), entry.stage).text
            form = "stage" if entry.count is None else "stage_of"
            title = reader.t(f"data.entry.{form}", stage=stage, count=reader.number(entry.count or 0))
            said = reader.words(entry.note) or title
            yield self._entry(entry.date, "stage", f"{entry.date}/{entry.stage}", title, said)

    def reached(self) -> Iterator[Dated]:
        """Milestones reached."""
        reader = self.made.reader
        for milestone in self.standing.project.milestones:
            if milestone.actual:
                name = reader.words(milestone.name)
                said = reader.t("data.entry.planned", day=reader.day_text(milestone.planned))
                title = reader.t("data.entry.reached", name=name)
                yield self._entry(milestone.actual, "milestone", self.code(milestone), title, said)

    def changes(self) -> Iterator[Dated]:
        """Approved changes of milestones and of governed facts."""
        for milestone in self.standing.project.milestones:
            before = milestone.planned
            for change in sorted(milestone.changes, key=lambda change: change.date):
                yield self._moved(milestone, before, change)
                before = change.to
        for fact in self.standing.project.changes:
            yield self._changed(fact)

    def _moved(self, milestone: Milestone, before: date, change: MilestoneChange) -> Dated:
        reader = self.made.reader
        said = reader.t(
            "data.entry.moved",
            before=reader.day_text(before),
            after=reader.day_text(change.to),
            reason=reader.words(change.reason),
            approved_by=reader.words(change.approved_by),
        )
        title = reader.t("data.entry.change", what=reader.words(milestone.name))
        return self._entry(change.date, "change", f"{self.code(milestone)}/{change.date}", title, said)

    def _changed(self, change: Change) -> Dated:
        reader = self.made.reader
        row = change_row(change, reader)
        said = reader.t(
            "data.entry.moved", before=row.before, after=row.after, reason=row.reason, approved_by=row.approved_by
        )
        title = reader.t("data.entry.change", what=row.field)
        return self._entry(change.date, "change", f"{change.field}/{change.date}", title, said, f"{self.page}#history")

    def code(self, milestone: Milestone) -> str:
        """What a milestone is known by: its first date and its name, neither of which changes."""
        return milestone_code(self.made, milestone)

    def handled(self) -> Iterator[Dated]:
        """Issues raised and closed."""
        reader = self.made.reader
        for found in named_issues_of(self.standing.project.id, self.made.today):
            issue, title = found.issue, reader.words(found.issue.title)
            href = reader.urls.issue(issue.id)
            raised = reader.t("data.entry.raised", title=title)
            yield self._entry(issue.raised.date, "issue", f"{issue.id}/raised", raised, raised, href)
            for event in found.events:
                if event.kind == "closed":
                    closed = reader.t("data.entry.closed", title=title)
                    said = reader.words(event.note) or closed
                    yield self._entry(event.date, "issue", f"{issue.id}/closed/{event.date}", closed, said, href)


def milestone_code(made: Publication, milestone: Milestone) -> str:
    """What a milestone is known by in ids, in whatever language: its first date and its name in the first one."""
    first = made.edition.reader_of(made.edition.languages[0], made.today.day)
    return f"{milestone.planned}/{first.words(milestone.name)}"
