"""Where the files of a place lie."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of record: its name in `Dataset.paths`, its folder, the key that names its file."""

    name: str
    folder: str
    id_key: str = "id"
    ignored: tuple[str, ...] = ()


ISSUED = ".issued.json"
"""How the name of a file ends that the program wrote when something was issued."""
PROJECTS = Kind("project", "projects")
ISSUES = Kind("issue", "issues")
BULLETINS = Kind("bulletin", "bulletins", ignored=(ISSUED,))
TARGETS = Kind("targets", "targets", id_key="year", ignored=(ISSUED,))
ACTIVITIES = Kind("activity", "activities")
BATCHES = Kind("batch", "batches")
CAMPAIGNS = Kind("campaign", "campaigns")
CORRECTIONS = Kind("correction", "corrections")
CALENDARS = Kind("calendar", "calendars", id_key="year")
KINDS = (PROJECTS, ISSUES, BULLETINS, TARGETS, ACTIVITIES, BATCHES, CAMPAIGNS, CORRECTIONS, CALENDARS)
PHOTOS = "photos"
WALKED = (*(kind.folder for kind in KINDS), "locale")
SOURCES = (*WALKED, "templates", PHOTOS)
"""The folders that a place is read from."""
FILES = ("site.yaml", "policy.yaml", "cited.yaml")
"""The files of the root itself."""
SITE = "site"
"""Where it is published."""
TREES = ".tongbao/parsed.sqlite"
"""Where files that were parsed are kept."""


def id_of(name: str) -> str:
    """The id that a file is named after."""
    return name.rpartition("/")[2].removesuffix(".yaml")
