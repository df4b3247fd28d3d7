"""The bridge from the published list to the list of a day."""

from datetime import date
from typing import Any

from tests.builders import make_targets
from tongbao.metrics.bridge import bridges, passages, places_of
from tongbao.metrics.listing import bridge_of, groups_of
from tongbao.model.targets import TargetList


def adjusted(day: str, *moves: tuple[str, str, str | None]) -> dict[str, Any]:
    named = (
        {"kind": kind, "project": project, "reason": "因故", **({"group": group} if group else {})}
        for kind, project, group in moves
    )
    return {"date": day, "number": f"{day}号", "approved_by": "市政府", "moves": list(named)}


def listed() -> TargetList:
    """Four projects; in April one joins and one leaves, in July one is promoted and one put back."""
    return make_targets(
        groups=[
            {"code": "实施", "name": "实施", "projects": ["P-1", "P-2"]},
            {"code": "准备", "name": "准备", "reserve": True, "projects": ["P-3", "P-4"]},
        ],
        adjustments=[
            adjusted("2026-07-21", ("储备转实施", "P-3", None), ("实施转储备", "P-1", "准备")),
            adjusted("2026-04-20", ("增补", "P-5", "实施"), ("退出", "P-4", None)),
        ],
    )


def rows(day: str) -> list[tuple[int, ...]]:
    found = bridges(listed(), date.fromisoformat(day))
    return [(b.published, b.added, b.withdrawn, b.moved_in, b.moved_out, b.now) for b in found]


def test_each_group_adds_up() -> None:
    """published + added − withdrawn + moved in − moved out = now, on any day."""
    assert rows("2026-04-19") == [(2, 0, 0, 0, 0, 2), (2, 0, 0, 0, 0, 2)]
    assert rows("2026-04-20") == [(2, 1, 0, 0, 0, 3), (2, 0, 1, 0, 0, 1)]
    assert rows("2026-07-21") == [(2, 1, 0, 1, 1, 3), (2, 0, 1, 1, 1, 1)]


def test_the_whole_is_the_sum_of_its_groups() -> None:
    """What the bridge of the whole list says, those of the groups add up to."""
    for day in (date(2026, 4, 19), date(2026, 4, 20), date(2026, 12, 31)):
        whole, parts = bridge_of(listed(), day), bridges(listed(), day)
        for name in ("published", "added", "withdrawn", "now"):
            assert getattr(whole, name) == sum(getattr(part, name) for part in parts)
        assert whole.promoted + whole.deferred == sum(part.moved_in for part in parts)


def test_the_list_of_a_day() -> None:
    """Who is in which group, in the order in which they came."""
    after = {group.group.code: group.projects for group in groups_of(listed())}
    assert after == {"实施": ("P-2", "P-5", "P-3"), "准备": ("P-1",)}


def test_ways_of_projects() -> None:
    """Oldest first: from which group to which, off the list where there is none."""
    found = [(passage.day.month, passage.project, passage.before, passage.after) for passage in passages(listed())]
    assert found == [
        (4, "P-4", "准备", None),
        (4, "P-5", None, "实施"),
        (7, "P-1", "实施", "准备"),
        (7, "P-3", "准备", "实施"),
    ]


def test_two_adjustments_of_a_day() -> None:
    """They are one step: who joins and leaves again on a day was never there."""
    twice = [
        adjusted("2026-04-20", ("增补", "P-5", "实施")),
        adjusted("2026-04-20", ("退出", "P-5", None)),
    ]
    both = listed().model_copy(update={"adjustments": make_targets(adjustments=twice).adjustments})
    assert list(passages(both)) == []
    assert [bridge.now for bridge in bridges(both)] == [2, 2]


def test_places_on_lists() -> None:
    """Group and number of every project that a list names, among substitutes, off the list; the newest list first."""
    other = make_targets(year="2025", groups=[{"code": "续建", "name": "续建", "projects": ["P-2"]}])
    this = listed().model_copy(update={"substitutes": ("P-9", "P-5")})
    found = places_of([other, this], {"P-1", "P-2", "P-3", "P-4", "P-9"})
    said = {
        id: [(place.listed.year, place.group and place.group.code, place.number, place.substitute) for place in places]
        for id, places in found.items()
    }
    assert said == {
        "P-2": [(2026, "实施", 1, 0), (2025, "续建", 1, 0)],
        "P-5": [(2026, "实施", 1, 2)],
        "P-3": [(2026, "实施", 2, 0)],
        "P-1": [(2026, "准备", 3, 0)],
        "P-9": [(2026, None, 0, 1)],
        "P-4": [(2026, None, 0, 0)],
    }
    assert [move.kind.value for _, move in found["P-4"][0].moves] == ["退出"]
