"""项目单位 as data: a table of them, and of each a file with its figures and projects."""

from collections.abc import Iterator

from tongbao.metrics.snapshot import OWNED
from tongbao.views.data.columns import Column, Row, TableForm
from tongbao.views.data.publication import Publication
from tongbao.views.data.values import Json
from tongbao.views.exports import figure_data
from tongbao.views.project_owners import FIGURES


def owner_content(made: Publication, code: str) -> Json:
    """A firm or body: what is said on its page. Its figures stand here alone, as those of single projects do."""
    today, reader, scope = made.today, made.reader, f"{OWNED}{code}"
    owner = today.owners[code]
    return {
        "id": code,
        "page": made.address(reader.urls.owner(code)),
        "name": owner.owner.name,
        "other_names": list(owner.others),
        "uscc": owner.uscc or None,
        "projects": list(owner.projects),
        "figures": [figure_data(scope, today.figure(scope, key), today, reader) for key in (*FIGURES, "pace", "gap")],
    }


def _owners(made: Publication) -> Iterator[Row]:
    for owner in made.today.owners.values():
        figures = (made.today.figure(f"{OWNED}{owner.code}", key).value for key in FIGURES)
        yield (owner.code, owner.owner.name, owner.uscc, *figures, made.address(made.reader.urls.owner(owner.code)))


OWNERS = (
    TableForm(
        "owners",
        ("code",),
        (
            Column("code"),
            Column("name", "words", "Owner.name"),
            Column("uscc", guide="Owner.uscc"),
            Column("projects", "integer"),
            Column("total", "money"),
            Column("planned", "money"),
            Column("invested", "money"),
            Column("completion_rate", "number"),
            Column("open_issues", "integer"),
            Column("overdue_issues", "integer"),
            Column("page"),
        ),
        _owners,
        listed=True,
    ),
)
