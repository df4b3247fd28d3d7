"""What a later run takes as made is what it would have made: whichever field of whichever record changed meanwhile."""

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sites import GOLDEN, compiled, records
from tongbao.checking import asked
from tongbao.drawing import Wanted, draw_site, edition_of
from tongbao.holding import Trees
from tongbao.load.memory import NOTHING, Memory, changed_fields
from tongbao.load.program import load_templates
from tongbao.model.dataset import Dataset
from tongbao.model.reads import NotedRecord
from tongbao.rules import check_all

PLACE = records(GOLDEN)
PLACE = replace(PLACE, site=PLACE.site.model_copy(update={"languages": ("zh-CN",)}))
Edit = tuple[str, int, str, int]
"""A kind, the place of a record, a field, and the place of the record whose value it takes."""
EDITS: list[Edit] = [
    (kind, place, name, other)
    for kind in ("projects", "issues")
    for place, record in enumerate(getattr(PLACE, kind))
    for name in type(record).model_fields
    for other, another in enumerate(getattr(PLACE, kind))
    if name != "id" and getattr(record, name) != getattr(another, name)
]
edits = st.sampled_from(EDITS)


def edited(dataset: Dataset, edit: Edit) -> Dataset:
    """A place in which a record has a field of another."""
    kind, place, name, other = edit
    of_kind: tuple[NotedRecord, ...] = getattr(dataset, kind)
    changed = of_kind[place].model_copy(update={name: getattr(of_kind[other], name)})
    return replace(dataset, **{kind: (*of_kind[:place], changed, *of_kind[place + 1 :])}).numbered()


class Site:
    """The keys of a place's site, made anew or on the ground of the last one, of which it takes whatever it may."""

    def __init__(self, dataset: Dataset, last: "Site | None" = None) -> None:
        self.dataset, self.last = dataset, last
        self.tables: dict[str, bytes] = dict(last.tables) if last else {}
        trees = Trees(self.tables.__setitem__, self.tables.__getitem__)
        wanted = Wanted("program", None, 1, trees, compiled())
        if last:
            changed = changed_fields(differing(last.dataset, dataset), last.drawn.memory.days)
            sizes = {path: len(table) for path, table in last.tables.items()}
            trees = replace(trees, sizes=sizes, published=last.tables.__getitem__)
            wanted = replace(wanted, memory=last.drawn.memory, changed=changed, trees=trees)
        assert PLACE.site.as_of
        edition = edition_of(GOLDEN, dataset, PLACE.site.as_of, (), pdf=False)
        self.drawn = draw_site(GOLDEN, edition, load_templates(GOLDEN), wanted, self._kept)

    def _kept(self, path: str, key: str) -> bool:
        """Pages need not be drawn; tables must be there to be read again."""
        return not path.endswith(".csv") or (self.last is not None and self.last.drawn.keys.get(path) == key)


def differing(before: Dataset, now: Dataset) -> list[tuple[int, NotedRecord, NotedRecord]]:
    """The records that are not the very ones, with their places."""
    pairs = zip((*before.projects, *before.issues), (*now.projects, *now.issues), strict=True)
    return [(place, old, new) for place, (old, new) in enumerate(pairs) if old is not new]


@given(st.lists(edits, min_size=1, max_size=2))
@settings(max_examples=3)
def test_what_is_taken_as_made_is_what_would_be_made(changes: list[Edit]) -> None:
    """A field of a record changes, then another: each file has the key that it has in a site made of nothing."""
    dataset, site = PLACE, whole()
    for change in changes:
        dataset = edited(dataset, change)
        site = Site(dataset, site)
    assert site.drawn.keys == Site(dataset.numbered()).drawn.keys


@given(st.lists(edits, min_size=1, max_size=3))
@settings(max_examples=8)
def test_rules_that_are_not_asked_find_nothing(changes: list[Edit]) -> None:
    """A field of a record changes, then another: what is found is what rules find that are all asked."""
    assert PLACE.site.as_of
    dataset, last = PLACE, quiet()
    for change in changes:
        before, dataset = dataset, edited(dataset, change)
        assert dataset.numbers
        changed = changed_fields(differing(before, dataset), last.days)
        found, last = asked(dataset, dataset.numbers, PLACE.site.as_of, last, changed)
    assert found == list(check_all(dataset.numbered(), PLACE.site.as_of))


def test_rules_that_read_nothing_that_changed_are_not_asked() -> None:
    """A sentence changes: of the rules that found nothing only those are asked that look at sentences."""
    dataset = edited(PLACE, ("projects", 0, "content", 1))
    changed = changed_fields(differing(PLACE, dataset), quiet().days)
    assert changed
    assert 0 < sum(not made.trace.holds(changed) for made in quiet().made.values()) < 10


@cache
def quiet() -> Memory:
    dataset = PLACE.numbered()
    assert PLACE.site.as_of
    assert dataset.numbers
    return asked(dataset, dataset.numbers, PLACE.site.as_of, NOTHING, None)[1]


@cache
def whole() -> Site:
    return Site(PLACE.numbered())
