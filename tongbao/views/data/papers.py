"""Bulletins, corrections, lists of the year, meetings and their decisions, batches and campaigns as tables."""

from collections.abc import Iterator

from tongbao.metrics.listing import groups_of
from tongbao.views.bulletin_head import bulletin_title
from tongbao.views.data.columns import Column, Row, TableForm
from tongbao.views.data.publication import Publication


def _bulletins(made: Publication) -> Iterator[Row]:
    languages = made.edition.languages
    for bulletin in made.today.data.bulletins:
        day = bulletin.as_of.date()
        title = {language: bulletin_title(bulletin, made.edition.reader_of(language, day)) for language in languages}
        yield (
            bulletin.id, bulletin.kind, bulletin.year, bulletin.number, title, bulletin.period.from_,
            bulletin.period.until, bulletin.as_of, bulletin.issued, bulletin.document_number,
            made.address(made.reader.urls.bulletin(bulletin.year, bulletin.id)),
        )  # fmt: skip


def _corrections(made: Publication) -> Iterator[Row]:
    for correction in made.today.data.corrections:
        yield (
            correction.id, correction.document, correction.date, correction.place, correction.from_, correction.to,
            correction.reason, correction.approved_by,
        )  # fmt: skip


def _listed(made: Publication) -> Iterator[Row]:
    for listed in made.today.data.targets:
        number = 0
        for group in groups_of(listed, made.today.day):
            for id in group.projects:
                if id in made.today.standing_by_id:
                    number += 1
                    yield listed.year, number, group.group.code, group.group.name, id


def _activities(made: Publication) -> Iterator[Row]:
    for activity in made.today.data.activities:
        yield (
            activity.id, activity.kind, activity.title, activity.date, activity.until, activity.place, activity.chair,
            made.address(made.reader.urls.activity(activity.id)),
        )  # fmt: skip


def _decisions(made: Publication) -> Iterator[Row]:
    for standing in made.today.decisions:
        decision = standing.decision
        yield (
            standing.activity.id, decision.code, decision.text, decision.office, standing.due, standing.provisional,
            decision.done, standing.overdue, len(decision.changes), decision.result,
        )  # fmt: skip


def _batches(made: Publication) -> Iterator[Row]:
    for batch in made.today.data.batches:
        yield (
            batch.id, batch.kind, batch.year, batch.quarter, batch.number, batch.title, batch.ceremony.date,
            made.address(made.reader.urls.batch(batch.id)),
        )  # fmt: skip


def _members(made: Publication) -> Iterator[Row]:
    for batch in made.today.data.batches:
        for id in dict.fromkeys(batch.members):
            if id in made.today.standing_by_id:
                yield batch.id, id


def _campaigns(made: Publication) -> Iterator[Row]:
    for campaign in made.today.data.campaigns:
        yield (
            campaign.id, campaign.name, campaign.from_, campaign.until, campaign.organiser, campaign.document,
            made.address(made.reader.urls.campaign(campaign.id)),
        )  # fmt: skip


PAPERS = (
    TableForm(
        "bulletins",
        ("id",),
        (
            Column("id", guide="Bulletin.id"),
            Column("kind", guide="Bulletin.kind"),
            Column("year", "year", "Bulletin.year"),
            Column("number", "integer", "Bulletin.number"),
            Column("title", "words"),
            Column("from", "date", "Period.from"),
            Column("until", "date", "Period.until"),
            Column("as_of", guide="Bulletin.as_of"),
            Column("issued", "date", "Bulletin.issued"),
            Column("document_number", "words", "Bulletin.document_number"),
            Column("page"),
        ),
        _bulletins,
        listed=True,
    ),
    TableForm(
        "corrections",
        ("id",),
        (
            Column("id", guide="Correction.id"),
            Column("document", guide="Correction.document"),
            Column("date", "date", "Correction.date"),
            Column("place", "words", "Correction.place"),
            Column("from", guide="Correction.from"),
            Column("to", guide="Correction.to"),
            Column("reason", "words", "Correction.reason"),
            Column("approved_by", "words", "Correction.approved_by"),
        ),
        _corrections,
        listed=True,
    ),
    TableForm(
        "listed_projects",
        ("year", "number"),
        (
            Column("year", "year", "TargetList.year"),
            Column("number", "integer"),
            Column("group", guide="TargetGroup.code"),
            Column("group_name", "words", "TargetGroup.name"),
            Column("project", points_at="projects"),
        ),
        _listed,
    ),
    TableForm(
        "activities",
        ("id",),
        (
            Column("id", guide="Activity.id"),
            Column("kind", guide="Activity.kind"),
            Column("title", "words", "Activity.title"),
            Column("date", "date", "Activity.date"),
            Column("until", "date", "Activity.until"),
            Column("place", "words", "Activity.place"),
            Column("chair", guide="Activity.chair"),
            Column("page"),
        ),
        _activities,
        listed=True,
    ),
    TableForm(
        "decisions",
        ("activity", "code"),
        (
            Column("activity", points_at="activities"),
            Column("code", guide="Decision.code"),
            Column("text", "words", "Decision.text"),
            Column("office", guide="Decision.office"),
            Column("due", "date"),
            Column("provisional", "boolean"),
            Column("done", "date", "Decision.done"),
            Column("overdue", "boolean"),
            Column("changes", "integer"),
            Column("result", "words", "Decision.result"),
        ),
        _decisions,
        listed=True,
    ),
    TableForm(
        "batches",
        ("id",),
        (
            Column("id", guide="Batch.id"),
            Column("kind", guide="Batch.kind"),
            Column("year", "year", "Batch.year"),
            Column("quarter", "integer", "Batch.quarter"),
            Column("number", "integer", "Batch.number"),
            Column("title", "words", "Batch.title"),
            Column("ceremony", "date", "Ceremony.date"),
            Column("page"),
        ),
        _batches,
        listed=True,
    ),
    TableForm(
        "batch_projects",
        ("batch", "project"),
        (Column("batch", points_at="batches"), Column("project", points_at="projects")),
        _members,
    ),
    TableForm(
        "campaigns",
        ("id",),
        (
            Column("id", guide="Campaign.id"),
            Column("name", "words", "Campaign.name"),
            Column("from", "date", "Campaign.from"),
            Column("until", "date", "Campaign.until"),
            Column("organiser", guide="Campaign.organiser"),
            Column("document", "words", "Campaign.document"),
            Column("page"),
        ),
        _campaigns,
        listed=True,
    ),
)
