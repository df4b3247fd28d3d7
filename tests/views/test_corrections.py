"""Where in a bulletin a correction stands."""

from tests.each import each
from tongbao.views.corrections import _section


@each(
    ("id", "section"),
    [
        ("all/completed", "headline"),
        ("all/starts", "headline"),
        ("all/idle", "headline"),
        ("all/new_investment", "headline"),
        ("all/issues_open", "issues"),
        ("all/closing_rate", "issues"),
        ("all/reports_missing", "reports"),
        ("class:工业/gap", "classes"),
        ("district:linting/issues_open", "districts"),
        ("district:linting+class:工业/planned", "districts"),
        ("district:linting/rank:counties", "boards"),
        ("district:linting/idle", "districts"),
        ("project:P-1/gap", "lagging"),
        ("project:P-1/counted:idle", "starts"),
        ("all/named:starts", "starts"),
        ("all/named:lagging_slightly", "lagging"),
        ("all/named:escalations", "issues"),
        ("all/named:missing", "reports"),
        ("all/named:milestones_next", "milestones"),
        ("all/light:红", "lagging"),
        ("all/changed:moved", "changes"),
    ],
)
def test_section(id: str, section: str) -> None:
    """A correction is told in the section that says the figure."""
    assert _section(id) == section
