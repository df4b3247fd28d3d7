"""项目清单 one by one: how many projects each holds, and what is known of them."""

from collections.abc import Iterator
from typing import NamedTuple

from tongbao.metrics.scopes import ITEM_AXES, axis_in
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.parts import FigureView, Link
from tongbao.views.reader import Reader

LIST_FIGURES = frozenset(
    {
        "total_investment", "planned", "completed", "completion_rate", "start_rate", "start_and_resume_rate", "ready",
        "readiness_rate", "steps_done", "officers_assigned", "officer_rate", "funding_needed", "funding_applied",
        "funding_approved", "funding_granted", "funding_spent", "factor_secured", "factor_rate", "quantity_total",
        "quantity_done", "quantity_rate",
    }
)  # fmt: skip
"""What is said of a list, as far as it has any of it."""


class ListRow(NamedTuple):
    """A list: its projects and its figures that have a value. It has a page where any of its projects has a record."""

    list: Link
    projects: str
    figures: tuple[FigureView, ...]


def _figures(scope: str, snapshot: Snapshot, reader: Reader) -> Iterator[FigureView]:
    """The figures of a scope; in that of a kind of item the kind stands before the label."""
    item = axis_in(scope, ITEM_AXES)
    kind = f"{reader.name(*item)} " if item else ""
    for figure in snapshot.figures(scope):
        if figure.key in LIST_FIGURES and figure.value:
            view = reader.figure(figure, explained=False)
            yield view._replace(label=f"{kind}{view.label}")


def list_rows(snapshot: Snapshot, reader: Reader) -> tuple[ListRow, ...]:
    """The lists that hold a project, in the place's order; where they are crossed with kinds of items, those too."""
    rows = []
    named = {code for standing in snapshot.standings for code in standing.project.lists}
    for entry in reader.site.lists:
        scope = f"list:{entry.code}"
        projects = snapshot.figure(scope, "projects")
        if projects.value:
            crossed = [name for name in snapshot.totals if name.startswith(f"{scope}+") and axis_in(name, ITEM_AXES)]
            figures = tuple(view for name in (scope, *crossed) for view in _figures(name, snapshot, reader))
            count = reader.figure(projects, explained=False).value
            page = reader.urls.list(entry.code) if entry.code in named else ""
            rows.append(ListRow(Link(reader.name("list", entry.code), page), count, figures))
    return tuple(rows)
