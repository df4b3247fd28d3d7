"""What was added since the bulletin before."""

from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.snapshot import Snapshot


def new_investment(now: Snapshot, before: Snapshot | None, scope: str) -> Figure:
    """Completed now less completed at the bulletin before (滨州: 46.53); none over a new year."""
    if before is None or before.day.year != now.day.year:
        return Figure("new_investment", Unit.MONEY, None, reason="no-previous")
    completed, earlier = (snapshot.figure(scope, "completed").value for snapshot in (now, before))
    if completed is None or earlier is None:
        return Figure("new_investment", Unit.MONEY, None, reason="no-report")
    return Figure("new_investment", Unit.MONEY, completed - earlier)
