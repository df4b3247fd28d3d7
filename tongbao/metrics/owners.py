"""Who looks at which files before they count: a county's office at the county's folders, the city's at the rest."""

from collections.abc import Iterable
from typing import NamedTuple

from tongbao.model.site import Office, Site

EVERYTHING = "*"
OF_COUNTIES = ("projects", "issues")
"""Folders that are divided by district."""


class Owned(NamedTuple):
    """Files and the offices that answer for them; `pattern` is one of CODEOWNERS."""

    pattern: str
    offices: tuple[Office, ...]

    def holds(self, path: str) -> bool:
        """Whether a file is among them; its path from the root of the place."""
        return self.pattern == EVERYTHING or f"/{path}".startswith(self.pattern)


def ownership(site: Site) -> tuple[Owned, ...]:
    """Who answers for which files; as in CODEOWNERS the last that holds counts.

    Offices take part that have a name on GitHub and are not dissolved: one of a district answers for the district's
    projects and issues, the others for everything else, the rules and the year's list above all.
    """
    known = [office for office in site.offices if office.github and office.dissolved is None]
    city = tuple(office for office in known if office.district is None)
    found = [Owned(EVERYTHING, city)] if city else []
    for district in site.districts:
        own = tuple(office for office in known if office.district == district.code)
        if own:
            found += [Owned(f"/{folder}/{district.code}/", own) for folder in OF_COUNTIES]
    return tuple(found)


def reviewers(site: Site, paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The files that each office has to look at, by the code of the office, in the order of the place; a file that
    nobody answers for is left out."""
    owned = ownership(site)
    found: dict[str, list[str]] = {office.code: [] for office in site.offices}
    for path in paths:
        last = next((each for each in reversed(owned) if each.holds(path)), None)
        for office in last.offices if last else ():
            found[office.code].append(path)
    return {code: tuple(files) for code, files in found.items() if files}
