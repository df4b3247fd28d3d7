"""Whole places for tests of figures and pages: a few keys a record, as they would stand in the files."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from tests.builders import make_bulletin, make_dataset, make_issue, make_policy, make_project, make_site, make_targets
from tongbao.load.calendars import load_calendar
from tongbao.load.catalogues import load_catalogue
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.dataset import Dataset
from tongbao.views.reader import Reader
from tongbao.views.urls import Urls

CHINA = load_calendar("china")
Record = dict[str, Any]


def place(
    projects: Iterable[Record] = (),
    issues: Iterable[Record] = (),
    bulletins: Iterable[Record] = (),
    targets: Iterable[Record] = (),
    policy: Record | None = None,
    site: Record | None = None,
) -> Dataset:
    """A place of these records; each is laid over the smallest valid one of its kind."""
    return make_dataset(
        site=make_site(**(site or {})),
        policy=make_policy(**(policy or {})),
        calendar=CHINA,
        projects=tuple(make_project(**keys) for keys in projects),
        issues=tuple(make_issue(**keys) for keys in issues),
        bulletins=tuple(make_bulletin(**keys) for keys in bulletins),
        targets=tuple(make_targets(**keys) for keys in targets),
    )


def snapshot(day: str, *projects: Record, **records: Any) -> Snapshot:
    """The place as reckoned for a day."""
    return take_snapshot(place(projects, **records), date.fromisoformat(day))


def standing(day: str, project: Record, **records: Any) -> Standing:
    """Where one project stands on a day."""
    return snapshot(day, project, **records).standings[0]


def value(found: Snapshot, key: str, scope: str = "all") -> Fraction | None:
    """The unrounded value of a figure."""
    return found.figure(scope, key).value


def reader_of(found: Snapshot, language: str = "zh-CN") -> Reader:
    """A reader of the snapshot's place and day."""
    return Reader(language, load_catalogue(language), found.data.site, found.rules, found.day, Urls())


def year(plan: str | None = None, nature: str | None = "续建", number: int = 2026, **more: Any) -> list[Record]:
    """`years` of a project with one year."""
    keys = {"year": str(number), "plan": plan, "nature": nature, **more}
    return [{key: entry for key, entry in keys.items() if entry is not None}]


def report(as_of: str, invested: str | None = None, **more: Any) -> Record:
    """An entry of `progress`."""
    return {"as_of": as_of, **({} if invested is None else {"invested": invested}), **more}


def stage(day: str, word: str = "started", **more: Any) -> Record:
    """An entry of `stages`."""
    return {"date": day, "stage": word, **more}
