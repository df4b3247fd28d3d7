"""Bodies and offices of site.yaml: their kinds, who they lie within, whose members they have."""

from collections.abc import Iterator
from datetime import date

from tongbao.model.dataset import Dataset
from tongbao.model.site import Site
from tongbao.rules.base import Codes, Finding, Use, found, unknown


def offices_used(site: Site) -> Iterator[Use]:
    """Every office that a body lies within, has as its seat, or has as a member."""
    for i, office in enumerate(site.offices):
        for name in ("within", "seat"):
            code = getattr(office, name)
            if code:
                yield site, ("offices", i, name), code
        for j, member in enumerate(office.members):
            if member.office:
                yield site, ("offices", i, "members", j, "office"), member.office


def categories_used(site: Site) -> Iterator[Use]:
    """Every category of issues that is in the care of a body."""
    for i, office in enumerate(site.offices):
        for j, code in enumerate(office.categories):
            yield site, ("offices", i, "categories", j), code


def unknown_care(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """What is in the care of an office by class is a class or sector of site.yaml."""
    site = dataset.site
    known = Codes.of(each.code for each in (*site.classes, *site.sectors))
    offices = enumerate(site.offices)
    uses = (
        (site, ("offices", i, "classes", j), code) for i, office in offices for j, code in enumerate(office.classes)
    )
    yield from unknown(known, uses)


def lead_of_class(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project of a class or sector that is in the care of offices is led by one of them, or one of them answers for
    it, in whatever stage (驻马店: 分类管理)."""
    care: dict[str, list[str]] = {}
    for office in dataset.site.offices:
        for code in office.classes:
            care.setdefault(code, []).append(office.code)
    for project in dataset.projects if care else ():
        told = {entry.office for entry in (*project.lead, *project.responsible)}
        for code in (*project.classes, *project.sectors):
            offices = care.get(code, [])
            if offices and told.isdisjoint(offices):
                yield found(project, "lead" if project.lead else "id", value=code, known=tuple(offices))


def unknown_body_kind(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The kind of a body or office is one of site.yaml `body_kinds`."""
    site = dataset.site
    uses = ((site, ("offices", i, "kind"), office.kind) for i, office in enumerate(site.offices) if office.kind)
    yield from unknown(Codes.of(kind.code for kind in site.body_kinds), uses)


def member_unnamed(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A member of a body is an office of site.yaml or a function in words: one of the two."""
    for i, office in enumerate(dataset.site.offices):
        for j, member in enumerate(office.members):
            if (member.office is None) == (member.title is None):
                yield found(dataset.site, "offices", i, "members", j)


def body_dates(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A body is not dissolved before it is founded, and no membership ends before it begins."""
    for i, office in enumerate(dataset.site.offices):
        if office.founded and office.dissolved and office.dissolved < office.founded.date:
            yield found(dataset.site, "offices", i, "dissolved", until=office.dissolved, since=office.founded.date)
        for j, member in enumerate(office.members):
            if member.from_ and member.until and member.until < member.from_:
                yield found(dataset.site, "offices", i, "members", j, "until", until=member.until, since=member.from_)
