"""CODEOWNERS: who GitHub asks to look at which files, with the names of the offices beside their accounts."""

from collections.abc import Sequence

from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.owners import ownership
from tongbao.model.base import words
from tongbao.model.site import Office, Site


def owners_text(site: Site, catalogues: Sequence[Catalogue]) -> str:
    """The text of the file; its head in every language of the place, its names in the first."""
    owned = ownership(site)
    head = [f"# {said('comparison.owners.head')}" for said in catalogues]
    if site.sample:
        head += [f"# {said('comparison.owners.sample')}" for said in catalogues]
    if not owned:
        return "\n".join([*head, *(f"# {said('comparison.owners.none')}" for said in catalogues)]) + "\n"
    width = max(len(each.pattern) for each in owned)
    lines = []
    for each in owned:
        names = catalogues[0]("words.separator").join(_name(office, site) for office in each.offices)
        handles = " ".join(dict.fromkeys(office.github or "" for office in each.offices))
        lines += [f"# {names}"] if f"# {names}" not in lines else []
        lines.append(f"{each.pattern:<{width}} {handles}")
    return "\n".join([*head, "", *lines]) + "\n"


def _name(office: Office, site: Site) -> str:
    return " ".join(words(office.short or office.name, site.languages).split())
