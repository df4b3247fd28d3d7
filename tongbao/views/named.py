"""Which issues may be named. Those that are only counted enter sums, and nothing on the site leads to them."""

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.snapshot import Snapshot


def named_issues(snapshot: Snapshot) -> tuple[IssueStanding, ...]:
    """The issues that pages may show."""
    return tuple(standing for standing in snapshot.issues if not standing.issue.counted_only)


def named_ids(snapshot: Snapshot) -> tuple[str, ...]:
    """Their ids, for which nothing is reckoned."""
    return tuple(issue.id for issue in snapshot.data.issues if not issue.counted_only)


def named_issues_of(project: str, snapshot: Snapshot) -> tuple[IssueStanding, ...]:
    """The issues of a project that pages may show."""
    of_project = snapshot.issues_by_project.get(project, ())
    return tuple(standing for standing in of_project if not standing.issue.counted_only)


def named_issue(id: str, snapshot: Snapshot) -> IssueStanding | None:
    """The issue of an id; None where there is none, or none that pages may show."""
    standing = snapshot.issue_by_id.get(id)
    return None if standing is None or standing.issue.counted_only else standing


def named_issues_in_hand(office: str, snapshot: Snapshot) -> tuple[IssueStanding, ...]:
    """The open issues that an office has in hand and that pages may show."""
    handed = snapshot.issues_by_office.get(office, ())
    return tuple(standing for standing in handed if standing.open and not standing.issue.counted_only)


def has_issues(snapshot: Snapshot) -> bool:
    """Whether the place keeps issues, be it that it only counts them."""
    return bool(snapshot.data.issues)
