"""The list of facts on a project's page: what it is, where, whose, how much."""

from datetime import date

from tongbao.metrics.standing import Standing
from tongbao.model.project import Project, Responsible, Sponsor
from tongbao.views.differences import field_name
from tongbao.views.parts import Fact, Link
from tongbao.views.reader import Reader


def _responsible(items: tuple[Responsible, ...], reader: Reader) -> tuple[Link, ...]:
    """Offices, each with the stages between which it answers."""

    def name(item: Responsible) -> str:
        bounds = [
            reader.t(f"words.responsible.{bound}", stage=reader.stage_chip(reader.site.stage(word), word).text)
            for bound, word in (("from", item.from_stage), ("until", item.until_stage))
            if word
        ]
        office = reader.office(item.office)
        separator = reader.t("words.separator")
        return reader.t("words.responsible.with", office=office, bounds=separator.join(bounds)) if bounds else office

    return tuple(Link(name(item), reader.urls.office(item.office)) for item in items)


def _sponsor(sponsor: Sponsor, reader: Reader) -> Link:
    since = reader.t("words.since", day=reader.day_text(sponsor.from_)) if sponsor.from_ else ""
    text = " ".join(part for part in (reader.office(sponsor.office), since) if part)
    return Link(text, reader.urls.office(sponsor.office))


def _in_charge(sponsor: Sponsor, day: date) -> bool:
    return sponsor.until is None or day <= sponsor.until


def _plain(text: str) -> tuple[Link, ...]:
    return (Link(text),) if text else ()


def _rows(standing: Standing, owner_page: str, reader: Reader) -> tuple[tuple[str, str, tuple[Link, ...]], ...]:
    """Each fact: its name, the field that it tells, its values."""
    project = standing.project
    owner = project.owner
    sources = project.investment.sources
    return (
        ("code", "code", _plain(project.code or "")),
        ("district", "district", (reader.district_link(project.district),)),
        ("place", "place", _plain(reader.words(project.place))),
        ("level", "level", _plain(reader.name("level", project.level))),
        ("lists", "lists", tuple(Link(reader.name("list", code), reader.urls.list(code)) for code in project.lists)),
        ("classes", "classes", tuple(reader.group_link("class", code) for code in project.classes)),
        ("sectors", "sectors", tuple(reader.group_link("sector", code) for code in project.sectors)),
        ("works", "works", _plain(project.works or "")),
        ("period", "period", _plain(reader.years(project.period))),
        ("total", "investment.total", _plain(reader.money_text(standing.total))),
        (
            "sources",
            "investment.sources",
            tuple(
                Link(reader.t("words.named", name=name, value=reader.money_text(value)))
                for name, value in sources.items()
            ),
        ),
        ("owner", "owner.name", (Link(reader.words(owner.name), owner_page),) if owner else ()),
        ("uscc", "owner.uscc", _plain((owner.uscc if owner else None) or "")),
        ("responsible", "responsible", _responsible(project.responsible, reader)),
        ("lead", "lead", _responsible(project.lead, reader)),
        ("sponsors", "sponsors", tuple(_sponsor(s, reader) for s in project.sponsors if _in_charge(s, standing.day))),
        ("officer_assigned", "officer_assigned", _plain(reader.day_text(project.officer_assigned))),
        ("registered", "registered", _plain(reader.day_text(project.registered))),
    )


def facts(standing: Standing, reader: Reader, owner_page: str = "") -> tuple[Fact, ...]:
    """The facts that are given or withheld, in the order of the year's list; `owner_page` is that of its owner."""
    withheld = standing.project.withheld
    return tuple(
        Fact(reader.t(f"words.fields.{label}"), values, withheld.get(path, ""), label)
        for label, path, values in _rows(standing, owner_page, reader)
        if values or path in withheld
    )


def withheld_elsewhere(standing: Standing, reader: Reader) -> tuple[Fact, ...]:
    """What is withheld and no fact: the content, a year's plan, milestones; each with its legal ground, so that nobody
    takes it for something that was forgotten."""
    withheld = standing.project.withheld
    if not withheld:
        return ()
    told = {path for _, path, _ in _rows(standing, "", reader)}
    return tuple(
        Fact(field_name(Project, name, reader), withheld=ground)
        for name, ground in withheld.items()
        if name not in told
    )
