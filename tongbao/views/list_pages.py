"""Which of the pages about lists, owners, reserve pools and finished projects a place has."""

from tongbao.metrics.snapshot import Snapshot
from tongbao.views.evaluation import has_evaluation
from tongbao.views.parts import Link
from tongbao.views.pools import has_pools
from tongbao.views.reader import Reader


def has_lists(snapshot: Snapshot) -> bool:
    """Whether the place has named lists."""
    return bool(snapshot.data.site.lists)


def has_owners(snapshot: Snapshot) -> bool:
    """Whether any project says who builds it, and that is no person."""
    return bool(snapshot.owners)


def list_codes(snapshot: Snapshot) -> tuple[str, ...]:
    """The lists with a page of their own: those that hold a project with a record, and those with an entry rule."""
    there = (project for project in snapshot.data.projects if project.id in snapshot.standing_by_id)
    held = {code for project in there for code in project.lists}
    held.update(rule.list for rule in snapshot.rules.entry)
    return tuple(entry.code for entry in snapshot.data.site.lists if entry.code in held)


def list_pages(snapshot: Snapshot, reader: Reader) -> tuple[Link, ...]:
    """The pages of lists, owners, pools and evaluation that the place has, for pages that lead to them."""
    present = {
        "lists": has_lists(snapshot),
        "owners": has_owners(snapshot),
        "pool": has_pools(snapshot),
        "evaluation": has_evaluation(snapshot),
    }
    return tuple(
        Link(reader.t(f"words.nav.{name}"), reader.urls.page(name)) for name, there in present.items() if there
    )
