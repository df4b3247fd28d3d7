"""项目一页纸: which projects get a sheet."""

from collections.abc import Iterable, Mapping
from datetime import date

from tongbao.metrics.selection import selected
from tongbao.metrics.standing import Standing
from tongbao.model.project import Project
from tongbao.model.setting import Selection
from tongbao.model.site import Site
from tongbao.model.wall import SheetRule

EVERY = Selection.model_construct()


def with_sheet(
    projects: Iterable[Project], standings: Mapping[str, Standing], rule: SheetRule, site: Site, day: date
) -> frozenset[str]:
    """The ids of the projects that get a sheet by the rule of the day; none where they are more than it allows.

    Where nothing is selected also those that figures leave out get one, so that the last word on a withdrawn project
    is on paper too.
    """
    planned = (each.id for each in projects if each.id in standings and (each.year(day.year) or not rule.planned))
    found = [id for id in planned if rule.select == EVERY or selected(rule.select, standings[id], site, day)]
    return frozenset(found) if len(found) <= rule.most else frozenset()
