"""项目一页纸: which projects get a sheet."""

from collections.abc import Iterable
from datetime import date

from tongbao.metrics.selection import selected
from tongbao.metrics.standing import Standing
from tongbao.model.setting import Selection
from tongbao.model.site import Site
from tongbao.model.wall import SheetRule

EVERY = Selection.model_construct()


def with_sheet(standings: Iterable[Standing], rule: SheetRule, site: Site, day: date) -> frozenset[str]:
    """The ids of the projects that get a sheet by the rule of the day; none where they are more than it allows.

    Where nothing is selected also those that figures leave out get one, so that the last word on a withdrawn project
    is on paper too.
    """
    planned = (standing for standing in standings if standing.plan or not rule.planned)
    found = [each for each in planned if rule.select == EVERY or selected(rule.select, each, site, day)]
    return frozenset(each.project.id for each in found) if len(found) <= rule.most else frozenset()
