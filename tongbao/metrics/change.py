"""What was added since the bulletin before."""

from dataclasses import replace

from tongbao.metrics.cited import opening
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.snapshot import Snapshot


def new_investment(now: Snapshot, before: Snapshot | None, scope: str) -> Figure:
    """Completed now less completed at the bulletin before (滨州: 46.53), of the first one less what is cited as its
    opening; none over a new year."""
    return _grown(now, before, scope, "completed", Figure("new_investment", Unit.MONEY, None))


def new_active(now: Snapshot, before: Snapshot | None, scope: str) -> Figure:
    """Projects that started or resumed since then (滨州: 本周新增开复工3个)."""
    return _grown(now, before, scope, "active", Figure("new_active", Unit.PROJECTS, None))


def _grown(now: Snapshot, before: Snapshot | None, scope: str, key: str, none: Figure) -> Figure:
    earlier = before.figure(scope, key).value if before else opening(now, scope, key)
    if (before is None and earlier is None) or (before and before.day.year != now.day.year):
        return replace(none, reason="no-previous")
    value = now.figure(scope, key).value
    if value is None or earlier is None:
        return replace(none, reason="no-report")
    return replace(none, value=value - earlier)
