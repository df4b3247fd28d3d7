"""Drafts to the letter, and a draft for every week of the sample."""

import difflib
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_bulletin, make_site
from tests.bulletin_place import RULE, place, project
from tests.sites import compiled, records
from tongbao.commands.draft import Composed, compose, with_bulletin
from tongbao.load.program import load_templates
from tongbao.load.single import record_of
from tongbao.load.yaml_source import parse
from tongbao.metrics.periods import due_moment, newest_period
from tongbao.metrics.series import Asked, new_bulletin
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.metrics.windows import quarter_end
from tongbao.model.bulletin import Bulletin
from tongbao.model.correction import Correction
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Cadence
from tongbao.model.vocab import BulletinKind
from tongbao.problems import faults
from tongbao.rules import check_all

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "drafts"
TEMPLATES = load_templates(ROOT)
WEEK = timedelta(days=7)
SECTIONS = (
    "headline", "classes", "boards", "districts", "starts", "lagging", "issues", "milestones", "reports", "editor",
)  # fmt: skip
LIGHTS = (
    {"code": "黄", "label": "黄牌", "shape": "triangle", "tone": "warning", "at_most": "-10"},
    {"code": "蓝", "label": "蓝牌", "shape": "circle", "tone": "notice", "above": "-10", "below": "0"},
)
POLICY: dict[str, Any] = {
    "bulletins": {"weekly": {**RULE, "sections": SECTIONS}},
    "lights": LIGHTS,
    "checks": {"issued-file-missing": "off"},
}


def drafted(data: Dataset, moment: str | datetime) -> tuple[Bulletin, Dataset]:
    """The weekly draft made at a moment, and the place with it."""
    made = moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)
    asked = Asked(BulletinKind.WEEKLY, newest_period(BulletinKind.WEEKLY, made, Cadence()), made)
    draft = new_bulletin(data.bulletins, asked, data.policy.bulletins.get(asked.kind))
    return draft, with_bulletin(data, draft)


def composed(data: Dataset, moment: str | datetime) -> Composed:
    draft, with_draft = drafted(data, moment)
    return compose(draft, with_draft, ROOT, TEMPLATES, compiled())


def weekly(until: str, **changes: Any) -> Bulletin:
    """The issued bulletin of the week that ends on a day."""
    first = (date.fromisoformat(until) - timedelta(days=6)).isoformat()
    fields = {"id": "weekly-2026-18", "number": "18", "issued": f"{until[:8]}{int(until[8:]) + 1:02}"}
    return make_bulletin(**{**fields, "period": {"from": first, "until": until}, "as_of": f"{until}T17:00", **changes})


BEFORE = weekly("2026-05-10", recipients={"report": "市委、市政府", "copies": "60"})
HUIMIN = [("2026-05-10", "4000")]
MOMENT = "2026-05-17T17:00"


def _place(*projects: Any, policy: dict[str, Any] | None = None, **changes: Any) -> Dataset:
    return place(*projects, policy=POLICY | (policy or {}), **{"bulletins": (BEFORE,), **changes})


def empty_week() -> tuple[Dataset, str]:
    """Nothing was reported, begun, raised or done since the last bulletin."""
    return _place(project("P-1"), project("P-2", "huimin", invested=HUIMIN)), MOMENT


def new_year() -> tuple[Dataset, str]:
    """The week of 29 December to 4 January: number 1 of the new year, and nothing to compare with."""
    years = [{"year": "2025", "nature": "续建", "plan": "8000"}, {"year": "2026", "nature": "续建", "plan": "10000"}]
    invested = [("2025-12-28", "7000"), ("2026-01-04", "300")]
    last = weekly("2025-12-28", id="weekly-2025-52", year="2025", number="52", total_number="311")
    stages = [{"date": "2025-03-01", "stage": "started"}]
    return _place(project("P-1", years=years, invested=invested, stages=stages), bulletins=(last,)), "2026-01-04T17:00"


def all_zero() -> tuple[Dataset, str]:
    """Projects without a yuan of plan or investment, none begun."""
    fields: dict[str, Any] = {"years": [{"year": "2026", "nature": "新开工", "plan": "0"}], "stages": []}
    zero = [("2026-05-17", "0")]
    projects = (project("P-1", invested=zero, **fields), project("P-2", "huimin", invested=zero, **fields))
    return _place(*projects, bulletins=()), MOMENT


def tie() -> tuple[Dataset, str]:
    """Two districts with the same rate share the first place of their board, before a third."""
    ahead, behind = ([("2026-05-10", "3000"), ("2026-05-17", amount)] for amount in ("4500", "3200"))
    names = {"zouping": "邹平", "huimin": "惠民", "yangxin": "阳信"}
    site = make_site(
        levels=[{"code": "市级", "name": "市级"}],
        districts=[{"code": code, "name": name} for code, name in names.items()],
    )
    projects = (
        project("P-1", "zouping", invested=ahead),
        project("P-2", "huimin", invested=ahead),
        project("P-3", "yangxin", invested=behind),
    )
    board = {"code": "all", "name": "县区", "members": tuple(names), "named": "1"}
    return _place(*projects, site=site, policy={"boards": [board]}), MOMENT


def missing_district() -> tuple[Dataset, str]:
    """A district whose only project left the list since the last bulletin."""
    left = project("P-2", "huimin", invested=HUIMIN, until="2026-05-12")
    return _place(project("P-1", invested=[("2026-05-10", "5000"), ("2026-05-17", "5300")]), left), MOMENT


def after_correction() -> tuple[Dataset, str]:
    """What the last bulletin said was too much, was corrected in the record, and the correction is published."""
    report = {"as_of": "2026-05-10", "invested": "5000"}
    right = {**report, "invested": "4200", "reported": "2026-05-13", "corrects": "2026-05-10", "reason": "重复计入"}
    correction = Correction.model_validate(
        {
            "id": "C-2026-001",
            "date": "2026-05-14",
            "document": BEFORE.id,
            "place": "总体情况",
            "from": "0.50亿元",
            "to": "0.42亿元",
            "reason": "重复计入",
            "approved_by": "市指挥部",
        }
    )
    return _place(project("P-1", progress=[report, right]), corrections=(correction,)), MOMENT


CASES: tuple[Callable[[], tuple[Dataset, str]], ...] = (
    empty_week, new_year, all_zero, tie, missing_district, after_correction,
)  # fmt: skip
WARNED = {all_zero: {"no-base"}, missing_district: {"district-missing"}}
"""What the checks say of a draft before it is issued."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_golden_draft(case: Callable[[], tuple[Dataset, str]], request: pytest.FixtureRequest) -> None:
    """The draft of a small place is the golden file."""
    data, moment = case()
    text = composed(data, moment).text
    path = GOLDEN / f"{case.__name__.replace('_', '-')}.yaml"
    if request.config.getoption("--golden-update"):
        path.write_text(text, encoding="utf-8")
    expected = path.read_text(encoding="utf-8")
    lines = difflib.unified_diff(expected.splitlines(), text.splitlines(), path.name, "drafted", lineterm="", n=1)
    assert text == expected, "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_golden_draft_is_read_back(case: Callable[[], tuple[Dataset, str]]) -> None:
    """The golden file holds the draft, and the rules find nothing but what the case is about."""
    draft, with_draft = drafted(*case())
    path = GOLDEN / f"{case.__name__.replace('_', '-')}.yaml"
    assert record_of(parse(path.read_bytes()), Bulletin) == (draft, [])
    found = list(check_all(with_draft, draft.as_of.date()))
    assert faults(found) == []
    assert {problem.rule for problem in found if draft.id in problem.path} == WARNED.get(case, set())


@pytest.fixture(scope="module")
def sample() -> Dataset:
    """The sample without its bulletins."""
    return replace(records(ROOT), bulletins=(), corrections=(), issued={})


SOME = frozenset(f"P-lt-{number}" for number in ("2024-002", "2025-004", "2026-003", "2026-011"))
"""Projects of which the first is reported of from the beginning, and all to the end."""
COUNTIES = ("linting", "maichuan")


def part_of(whole: Dataset, ids: Collection[str]) -> Dataset:
    """Some projects, and the issues of these alone."""
    projects = tuple(project for project in whole.projects if project.id in ids)
    issues = tuple(issue for issue in whole.issues if issue.projects and set(ids).issuperset(issue.projects))
    nothing: dict[str, Any] = dict.fromkeys(("targets", "activities", "batches", "campaigns"), ())
    return replace(whole, projects=projects, issues=issues, issued_lists={}, **nothing)


def sound(draft: Bulletin, with_draft: Dataset) -> None:
    """No rule finds a fault in the draft."""
    problems = [problem for problem in check_all(with_draft, draft.as_of.date()) if draft.id in problem.path]
    assert faults(problems) == [], draft.id


def read_back(draft: Bulletin, with_draft: Dataset) -> None:
    """The draft's file holds it."""
    text = compose(draft, with_draft, ROOT, TEMPLATES, compiled()).text
    assert record_of(parse(text.encode()), Bulletin) == (draft, [])


@pytest.fixture
def snapshots(monkeypatch: pytest.MonkeyPatch) -> dict[date, Snapshot]:
    """The snapshots of a place to which only bulletins are added: no figure is of a bulletin, so one a day is enough
    for the rules and the drafts of all weeks."""
    taken: dict[date, Snapshot] = {}

    def take(dataset: Dataset, day: date, _known: date | None = None) -> Snapshot:
        known = taken.get(day) or taken.setdefault(day, take_snapshot(dataset, day))
        bulletins = replace(dataset, projects=(), issues=()).at(day).bulletins
        return replace(known, data=replace(known.data, bulletins=bulletins))

    for module in ("tongbao.rules", "tongbao.drawing"):
        monkeypatch.setattr(f"{module}.snapshot_on", take)
    return taken


def test_a_draft_for_every_week(sample: Dataset, snapshots: dict[date, Snapshot]) -> None:
    """From the first report to the last, each after the one before: no fault, numbered one by one, and its file,
    which is made for the first of each quarter, read back. The rules are asked of the first of each quarter when it is
    drafted, and of all at the end."""
    data = part_of(sample, SOME)
    days = sorted(report.received for project in data.projects for report in project.progress)
    first, last = (datetime.combine(day, time.max) + WEEK for day in (days[0], days[-1]))
    made, moment = [], first
    while moment <= last:
        draft, with_draft = drafted(data, moment)
        if not made or quarter_end(draft.as_of.date()) != quarter_end(made[-1].as_of.date()):
            sound(draft, with_draft)
            read_back(draft, with_draft)
        made.append(draft)
        data = with_bulletin(data, draft.model_copy(update={"issued": draft.as_of.date()}))
        moment += WEEK
    assert len(made) > 50
    problems = list(check_all(replace(data, bulletins=tuple(made)), made[-1].as_of.date()))
    assert [problem for problem in faults(problems) if problem.path.startswith("bulletins/")] == []
    assert snapshots[day := max(snapshots)].totals == take_snapshot(data, day).totals
    assert made[0].period.from_ <= days[0]
    assert made[-1].period.until >= days[-1]
    for year in {draft.year for draft in made}:
        numbers = [draft.number for draft in made if draft.year == year]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("day", ["2026-03-01", "2026-05-31"])
def test_a_past_draft_knows_only_what_was_reported(sample: Dataset, day: str) -> None:
    """Whatever came in later may be gone: the draft is the same to the letter, without fault, and is read back."""
    data = part_of(sample, {project.id for project in sample.projects if project.district in COUNTIES})
    made = due_moment(date.fromisoformat(day), Cadence())
    past = data.at(made.date())
    assert len([r for p in past.projects for r in p.progress]) < len([r for p in data.projects for r in p.progress])
    draft, with_draft = drafted(past, made)
    text = compose(draft, with_draft, ROOT, TEMPLATES, compiled()).text
    assert text == composed(data, made).text
    sound(draft, with_draft)
    assert record_of(parse(text.encode()), Bulletin) == (draft, [])


def test_a_late_report_is_not_in_the_draft() -> None:
    """A report of Sunday that came in on Monday is not in the draft of Sunday, but in that of the next week."""
    late = {"as_of": "2026-05-17", "invested": "9000", "reported": "2026-05-18"}
    report = {"as_of": "2026-05-10", "invested": "5000"}
    without, with_late = (_place(project("P-1", progress=reports)) for reports in ([report], [report, late]))
    assert composed(with_late, "2026-05-19T09:00").text == composed(without, MOMENT).text
    assert "0.90亿元" in composed(with_late, "2026-05-24T17:00").text


def test_the_rules_of_its_own_day() -> None:
    """A draft of May prints rates as the place did in May, though more decimals have been printed since June."""
    decimals = [{"valid_from": "2026-01-01"}, {"valid_from": "2026-06-01", "rate": "3"}]
    data = _place(project("P-1"), policy={"decimals": decimals})
    assert "投资完成率50.0%" in composed(data, MOMENT).text
    assert "投资完成率50.000%" in composed(data, "2026-06-07T17:00").text
