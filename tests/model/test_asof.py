"""The place as it stood on a day."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.builders import make_issue, make_project
from tests.each import each
from tests.everywhere import Case, everywhere
from tests.snapshots import Record, place, report, snapshot, stage, value, year
from tongbao.model.asof import first_known, issue_at, project_at
from tongbao.model.project import Project


def at(day: str, project: Project) -> Project:
    found = project_at(project, date.fromisoformat(day))
    assert found is not None
    return found


def change(day: str, field: str, before: Any, after: Any) -> Record:
    return {"date": day, "field": field, "from": before, "to": after, "reason": "年中调整", "approved_by": "市指挥部"}


GOVERNED = [
    ("years.2026.plan", "42000", "45000", lambda p: p.year(2026).plan, Decimal(42000), Decimal(45000)),
    ("years.2026.plan", None, "45000", lambda p: p.year(2026).plan, None, Decimal(45000)),
    ("years.2026.nature", "预备", "新开工", lambda p: p.year(2026).nature, "预备", "新开工"),
    ("investment.total", "100", "120", lambda p: p.investment.total, Decimal(100), Decimal(120)),
    ("investment.total", None, "120", lambda p: p.investment.total, None, Decimal(120)),
    ("lists", ["专项债"], ["市级重点"], lambda p: p.lists, ("专项债",), ("市级重点",)),
    ("lists", None, ["市级重点"], lambda p: p.lists, (), ("市级重点",)),
    ("level", None, "市级", lambda p: p.level, None, "市级"),
    ("level", "县级", "市级", lambda p: p.level, "县级", "市级"),
    ("district", "huimin", "zouping", lambda p: p.district, "huimin", "zouping"),
    ("name", "旧名", "新名", lambda p: p.name, "旧名", "新名"),
    (
        "lead",
        [{"office": "city-drc", "until_stage": "signed"}],
        [{"office": "city-miit"}],
        lambda p: [entry.office for entry in p.lead],
        ["city-drc"],
        ["city-miit"],
    ),
]


@each(("field", "before", "after", "read", "then", "now"), GOVERNED)
def test_governed_facts(field: str, before: Any, after: Any, read: Any, then: Any, now: Any) -> None:
    """Before the day of a change its `from` holds; on the day itself, and later, what stands in the file."""
    keys = {
        "years": year("45000", "新开工"),
        "investment": {"total": "120"},
        "lists": ["市级重点"],
        "level": "市级",
        "district": "zouping",
        "name": "新名",
        "lead": [{"office": "city-miit"}],
    }
    project = make_project(**keys, changes=[change("2026-07-15", field, before, after)])
    assert read(at("2026-07-14", project)) == then
    assert read(at("2026-07-15", project)) == now
    assert at("2026-07-14", project).changes == ()
    assert len(at("2026-07-15", project).changes) == 1


def test_a_chain_of_changes() -> None:
    """Each day sees the value of its own time, also of two changes on one day."""
    chain = [
        change("2026-03-01", "investment.total", "10", "20"),
        change("2026-07-15", "investment.total", "20", "30"),
        change("2026-07-15", "investment.total", "30", "40"),
    ]
    project = make_project(investment={"total": "40"}, changes=chain)
    totals = [at(day, project).investment.total for day in ("2026-02-28", "2026-03-01", "2026-07-14", "2026-07-15")]
    assert totals == [10, 20, 20, 40]


def test_a_change_leaves_the_rest_of_the_plan() -> None:
    """Turning a plan back keeps target, start, quarters and the other years."""
    years = [*year("50", number=2025), *year("45000", "新开工", start="2026-03", quarters=["10", "20", "30", "100"])]
    project = make_project(years=years, changes=[change("2026-07-15", "years.2026.plan", "42000", "45000")])
    then = at("2026-07-14", project)
    assert then.years[0] == project.years[0]
    assert then.years[1] == project.years[1].model_copy(update={"plan": Decimal(42000)})


def test_the_plan_of_the_day_enters_the_rate() -> None:
    """The rate of an earlier day is against the plan of that day."""
    project = {
        "years": year("200"),
        "progress": [report("2026-06-30", "50")],
        "changes": [change("2026-07-15", "years.2026.plan", "100", "200")],
    }
    rates = [value(snapshot(day, project), "completion_rate") for day in ("2026-07-14", "2026-07-15")]
    assert [float(rate or 0) for rate in rates] == [0.5, 0.25]


@each(
    ("keys", "known"),
    [
        ({"registered": "2025-12-08", "stages": [stage("2025-01-01")]}, "2025-12-08"),
        ({"stages": [stage("2026-03-01"), stage("2026-01-05", "signed")]}, "2026-01-05"),
        ({"progress": [report("2026-04-30", reported="2026-05-10")]}, "2026-05-10"),
        ({"stages": [stage("2026-05-04")], "progress": [report("2026-04-30", reported="2026-05-10")]}, "2026-05-04"),
        ({}, None),
    ],
)
def test_from_when_a_project_is_known(keys: Record, known: str | None) -> None:
    """From its registration, else its first dated entry; an undated project is known on every day."""
    project = make_project(**keys)
    day = date.fromisoformat(known) if known else None
    assert first_known(project) == day
    assert (project_at(project, date(2024, 12, 31)) is None) == (day is not None)
    assert day is None or project_at(project, day) is not None


def test_reports_of_the_day_they_came_in() -> None:
    """A report is known from the day it came in, a correction too; on the days between the older one holds."""
    project = make_project(
        registered="2026-01-01",
        progress=[
            report("2026-09-30", "100", reported="2026-10-04"),
            report("2026-09-30", "90", reported="2026-10-20", corrects="2026-09-30", reason="重复计入"),
        ],
    )
    seen = [len(at(day, project).progress) for day in ("2026-10-03", "2026-10-04", "2026-10-19", "2026-10-20")]
    assert seen == [0, 1, 1, 2]


@each(
    ("keys", "read"),
    [
        ({"stages": [stage("2026-03-18", certified={"date": "2026-04-05"})]}, lambda p: p.stages[0].certified),
        (
            {"progress": [report("2026-03-18", "1", certified={"date": "2026-04-05"})]},
            lambda p: p.progress[0].certified,
        ),
    ],
)
def test_certifications_of_their_day(keys: Record, read: Any) -> None:
    """A stage or a value is certified from the day of the certification on, not from its own."""
    project = make_project(**keys)
    assert read(at("2026-04-04", project)) is None
    assert read(at("2026-04-05", project)) is not None


def test_milestones_of_the_day() -> None:
    """A milestone is moved from the day of the approval on, and reached from its actual day on."""
    moved = {"date": "2026-08-20", "to": "2026-11-15", "reason": "雨季停工", "approved_by": "市指挥部"}
    milestone = {"name": "封顶", "planned": "2026-09-30", "changes": [moved], "actual": "2026-11-10"}
    project = make_project(milestones=[milestone])
    seen = [
        (len(m.changes), m.actual)
        for day in ("2026-08-19", "2026-08-20", "2026-11-10")
        for m in at(day, project).milestones
    ]
    assert seen == [(0, None), (1, None), (1, date(2026, 11, 10))]


SECURED = {"kind": "土地", "unit": "亩", "needed": "9", "secured": [{"date": "2026-05-05", "value": "4"}]}
PAID = [{"date": "2026-05-05", "value": "4"}]
DATED: list[tuple[Record, Any]] = [
    ({"steps": [{"procedure": "施工许可", "step": "许可证", "done": "2026-05-05"}]}, lambda p: p.steps[0].done),
    ({"factors": [SECURED]}, lambda p: p.factors[0].secured),
    ({"funding": [{"kind": "专项债券", "granted": PAID}]}, lambda p: p.funding[0].granted),
    ({"funding": [{"kind": "专项债券", "spent": PAID}]}, lambda p: p.funding[0].spent),
    ({"sponsors": [{"office": "city-drc", "from": "2026-05-05"}]}, lambda p: p.sponsors),
    ({"officer_assigned": "2026-05-05"}, lambda p: p.officer_assigned),
    ({"registered": "2026-01-01", "stages": [stage("2026-05-05")]}, lambda p: p.stages),
]


@each(("keys", "read"), DATED)
def test_dated_entries(keys: Record, read: Any) -> None:
    """What is dated is known on its day and not the day before."""
    project = make_project(**keys)
    assert not read(at("2026-05-04", project))
    assert read(at("2026-05-05", project))


def test_issues_of_the_day() -> None:
    """An issue is known from the day it was raised, with the events and counts of the day and before."""
    issue = make_issue(
        raised={"date": "2026-04-13"},
        events=[{"date": "2026-04-14", "kind": "assigned"}, {"date": "2026-05-20", "kind": "resolved"}],
        counts=[{"date": "2026-05-01", "raised": "2", "closed": "1"}],
    )
    assert issue_at(issue, date(2026, 4, 12)) is None
    cut = issue_at(issue, date(2026, 4, 30))
    assert cut is not None
    assert (len(cut.events), len(cut.counts)) == (1, 0)
    assert issue_at(issue, date(2026, 5, 20)) == issue


def test_issues_of_projects_not_yet_known() -> None:
    """An issue stands where one of its projects is known on the day, or where it hangs on none."""
    records = place(
        projects=[{"id": "P-1", "registered": "2026-05-01"}, {"id": "P-2", "registered": "2026-06-01"}],
        issues=[
            {"id": "I-1", "projects": ["P-1", "P-2"]},
            {"id": "I-2", "projects": ["P-2"]},
            {"id": "I-3", "projects": []},
            {"id": "I-4", "projects": ["P-none"]},
        ],
    )
    ids = {
        day: [i.id for i in records.at(date.fromisoformat(day)).issues]
        for day in ("2026-04-30", "2026-05-01", "2026-06-01")
    }
    assert ids == {
        "2026-04-30": ["I-3"],
        "2026-05-01": ["I-1", "I-3"],
        "2026-06-01": ["I-1", "I-2", "I-3"],
    }


def test_bulletins_and_lists_of_the_day() -> None:
    """A bulletin is known once issued, a draft once its as-of has come, a list once published."""
    records = place(
        bulletins=[
            {"id": "W-1", "as_of": "2026-05-10T17:00", "issued": "2026-05-11"},
            {"id": "W-2", "as_of": "2026-05-17T17:00"},
        ],
        targets=[{"year": "2026", "decided": "2026-02-01", "published": "2026-03-01"}, {"year": "2025"}],
    )
    seen = {}
    for day in ("2026-02-01", "2026-03-01", "2026-05-10", "2026-05-11", "2026-05-17"):
        cut = records.at(date.fromisoformat(day))
        seen[day] = ([b.id for b in cut.bulletins], [t.year for t in cut.targets])
    assert seen == {
        "2026-02-01": ([], [2025]),
        "2026-03-01": ([], [2026, 2025]),
        "2026-05-10": ([], [2026, 2025]),
        "2026-05-11": (["W-1"], [2026, 2025]),
        "2026-05-17": (["W-1", "W-2"], [2026, 2025]),
    }


@everywhere
def test_a_day_after_all_changes_nothing(case: Case) -> None:
    """As of a day after its last entry a project is as it stands in the file."""
    for project in case.place.projects:
        assert project_at(project, date(2027, 12, 31)) == project
        cut = project_at(project, case.earlier)
        assert cut is None or set(cut.stages) <= {
            s.model_copy(update=c) for s in project.stages for c in ({}, {"certified": None})
        }
