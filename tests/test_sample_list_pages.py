"""Pages of the sample's list on the days that matter: counted from its file by itself, not by the program."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml

from tests.sites import ROOT, records
from tongbao.drawing import edition_of
from tongbao.views.edition import Edition, snapshot_of_year
from tongbao.views.targets_pages import TargetPages, target_data

DAYS = ("2026-03-01", "2026-05-01", "2026-08-01", "2026-11-16")
LIST = yaml.load((ROOT / "targets/2026.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@cache
def edition(day: str) -> Edition:
    return edition_of(ROOT, records(ROOT), date.fromisoformat(day), (), pdf=False)


def pages(made: Edition) -> TargetPages:
    return TargetPages(
        year=2026,
        today=made.today,
        snapshot_of_year=lambda: snapshot_of_year(made, 2026),
        quarter_of=made.quarter_of,
        reader_of=lambda day: made.reader_of("zh-CN", day),
    )


def expected(day: str) -> tuple[dict[str, list[str]], Counter[str]]:
    """The groups of the day and how many moves of each kind were made by then, from the file alone."""
    groups = {group["code"]: list(group["projects"]) for group in LIST["groups"]}
    moves = [m for a in sorted(LIST["adjustments"], key=lambda a: a["date"]) if a["date"] <= day for m in a["moves"]]
    for move in moves:
        for projects in groups.values():
            if move["project"] in projects and move["kind"] != "增补":
                projects.remove(move["project"])
        if move["kind"] != "退出":
            groups[move["group"]].append(move["project"])
    return groups, Counter(move["kind"] for move in moves)


def ids(view: Any) -> dict[str, list[str]]:
    return {group.code: [row.link.href.split("/")[-2] for row in group.rows] for group in view.groups}


@pytest.mark.parametrize("day", DAYS)
def test_the_list_of_the_day_and_its_bridge(day: str) -> None:
    """Every project stands in its group; the printed bridge adds up, of the whole and of each group."""
    view: Any = pages(edition(day)).view("")
    groups, kinds = expected(day)
    assert ids(view) == {code: projects for code, projects in groups.items() if projects}
    assert len(view.adjustments) == sum(a["date"] <= day for a in LIST["adjustments"])
    if not kinds:
        assert view.bridge == ()
        return
    whole, *parts = view.bridge
    published = sum(len(group["projects"]) for group in LIST["groups"])
    numbers = (published, kinds["增补"], kinds["退出"], sum(map(len, groups.values())))
    assert (whole.published, whole.added, whole.withdrawn, whole.now) == tuple(str(n or "") for n in numbers)
    assert [int(part.now) for part in parts] == [len(projects) for projects in groups.values()]
    for row in view.bridge:
        each = (row.published, row.added, row.withdrawn, row.moved_in, row.moved_out)
        start, added, withdrawn, moved_in, moved_out = (int(number or 0) for number in each)
        assert start + added - withdrawn + moved_in - moved_out == int(row.now)


@pytest.mark.parametrize("day", [DAYS[0], DAYS[-1]])
def test_sums_are_those_of_the_rows(day: str) -> None:
    """The plans of the rows that count add up to the figure of the list, those of each group to its own."""
    today = edition(day).today
    groups, _ = expected(day)
    counting = {s.project.id: s.planned or 0 for s in today.standings if s.in_scope and s.project.within is None}
    plans = {code: sum(counting.get(id, 0) for id in projects) for code, projects in groups.items()}
    for code, planned in plans.items():
        assert (today.figure(f"targets:2026-{code}", "planned").value or 0) == planned
    assert today.figure("targets:2026", "planned").value == sum(plans.values())


@pytest.mark.parametrize("day", DAYS)
def test_every_unit_stands_beside_its_target(day: str) -> None:
    """Each district and office that the file names, for each of its measures, at each quarter that has passed."""
    made = edition(day)
    view: Any = pages(made).view("standing")
    reader = made.reader_of("zh-CN", made.today.day)
    names = {measure.code: reader.words(measure.name) for measure in made.today.rules.targets}
    wanted = {
        (reader.name("district", t["district"]) if "district" in t else reader.office(t["office"]), names[code])
        for t in LIST["targets"]
        for code in t["values"]
    }
    rows = [(row, table) for table in view.measures for row in (*table.districts, *table.offices)]
    assert {(row.unit.text, table.name) for row, table in rows} >= wanted
    passed = sum(end <= day for end in ("2026-03-31", "2026-06-30", "2026-09-30"))
    assert {len(row.quarters) for row, _ in rows} == {passed}
    assert len(view.quarters) == passed


def test_targets_of_the_open_data() -> None:
    """Every value that the file gives a unit stands in figures.json's rows, as changed by the adjustments."""
    made = edition(DAYS[-1])
    found = {f"{scope}/{figure.key}": figure.value for scope, figure in target_data(made.today, made.quarter_of)}
    held: dict[tuple[str, str], str] = {}
    for targets in (LIST["targets"], *(a.get("targets", ()) for a in LIST["adjustments"])):
        for target in targets:
            axis = "district" if "district" in target else "office"
            held |= {(f"{axis}:{target[axis]}", code): value for code, value in target["values"].items()}
    assert held
    for (scope, code), value in held.items():
        assert float(found[f"{scope}/target:{code}"] or 0) in (float(value), float(value) / 100)


def test_what_was_published_stays() -> None:
    """The page of the issued list holds the projects of the file's groups, whatever was adjusted since."""
    assert ids(pages(edition(DAYS[-1])).view("published")) == {g["code"]: list(g["projects"]) for g in LIST["groups"]}


def test_a_plan_changed_today_leaves_the_issued_list_as_it_was() -> None:
    """The published page prints the plan as issued, and says what the records say now; the list has the new one."""
    id = LIST["groups"][1]["projects"][0]
    project = records(ROOT).project_by_id[id]
    plan = project.year(2026)
    assert plan is not None
    assert plan.plan is not None
    years = tuple(y.model_copy(update={"plan": plan.plan + 10000}) if y.year == 2026 else y for y in project.years)
    changed = project.model_copy(update={"years": years})
    projects = tuple(changed if each.id == id else each for each in records(ROOT).projects)
    made = edition_of(ROOT, replace(records(ROOT), projects=projects), date.fromisoformat(DAYS[-1]), (), pdf=False)

    def row(view: Any) -> Any:
        return next(row for group in view.groups for row in group.rows if id in row.link.href)

    before, after = (pages(each).view("published") for each in (edition(DAYS[-1]), made))
    assert row(before) == row(after)
    assert before.sums == after.sums  # type: ignore[union-attr]
    told = [each for each in after.differs if (each.id, each.field) == (id, "plan")]  # type: ignore[union-attr]
    assert [(each.issued, each.now) for each in told] == [(f"{plan.plan:,}万元", f"{plan.plan + 10000:,}万元")]
    assert float(row(pages(made).view("")).planned) == float(row(before).planned) + 1
