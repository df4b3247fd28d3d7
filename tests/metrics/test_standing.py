"""Where a single project stands on a day."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.each import each
from tests.snapshots import Record, report, snapshot, stage, standing, value, year
from tongbao.model.vocab import Stage

CERTIFIED = {"values": {"investment": "certified"}}


@pytest.mark.parametrize(
    ("stages", "progress", "expected"),
    [
        ([stage("2026-01-10", "signed"), stage("2026-03-01")], [], "started"),
        ([stage("2026-03-01"), stage("2026-01-10", "signed")], [], "started"),
        ([stage("2026-03-01")], [report("2026-04-30", stage="主体施工")], "started"),
        ([stage("2026-03-01", "resumed")], [report("2026-04-30", stage="主体施工")], "resumed"),
        ([stage("2026-03-01", "suspended")], [report("2026-04-30", stage="主体施工")], "started"),
        ([stage("2026-03-01", "preparing")], [report("2026-04-30", stage="自编的词")], "preparing"),
        ([stage("2026-04-30", "suspended")], [report("2026-04-30", stage="started")], "suspended"),
        ([stage("2026-04-30", "completed"), stage("2026-04-30", "commissioned")], [], "completed"),
        ([stage("2026-04-30", "commissioned"), stage("2026-04-30", "completed")], [], "completed"),
        ([], [], None),
    ],
    ids=[
        "newest",
        "order of lines",
        "own word",
        "own word, resumed",
        "own word, stopped",
        "unknown word",
        "same day",
        "two of a day",
        "two of a day, in order",
        "none",
    ],
)
def test_stage(stages: list[Record], progress: list[Record], expected: str | None) -> None:
    """The newest word that is known; on one day the dated stage, and of two such the one further on."""
    site = {"stages": [{"word": "主体施工", "core": "started"}]}
    found = standing("2026-05-31", {"stages": stages, "progress": progress}, site=site)
    assert found.stage == expected


def test_a_corrected_word_starts_nothing() -> None:
    """A report that said by mistake that works had started, and was corrected, starts nothing."""
    progress = [
        report("2026-04-30", stage="started"),
        report("2026-04-30", stage="preparing", reported="2026-05-10", corrects="2026-04-30", reason="误报"),
    ]
    project = {"progress": progress, "years": year("100", "新开工")}
    before, after = (standing(day, project) for day in ("2026-05-09", "2026-05-10"))
    assert (before.stage, before.started, after.stage, after.started) == (Stage.STARTED, 1, Stage.PREPARING, 0)
    assert after.started_on is None


@pytest.mark.parametrize(
    ("progress", "invested", "certified"),
    [
        ([report("2026-04-30", "40"), report("2026-05-31")], "40", False),
        ([report("2025-12-31", "90")], None, False),
        ([report("2025-12-31", "90"), report("2026-01-31", "0")], "0", False),
        ([report("2026-04-30", "40", certified={"date": "2026-05-05", "invested": "39"})], "39", True),
        (
            [
                report("2026-04-30", "40", certified={"date": "2026-05-05", "invested": "39"}),
                report("2026-05-31", "50"),
            ],
            "39",
            True,
        ),
        ([report("2026-04-30", "40", certified={"date": "2026-06-05", "invested": "39"})], "40", False),
    ],
    ids=["kept", "last year's", "nothing yet", "certified", "newest certified", "certified later"],
)
def test_investment_of_the_year(progress: list[Record], invested: str | None, certified: bool) -> None:
    """The year's newest value; a certified one where the policy wants it and it was certified by the day."""
    found = standing("2026-05-31", {"progress": progress}, policy=CERTIFIED)
    assert (found.invested, found.certified) == (None if invested is None else Decimal(invested), certified)


def test_reported_values_by_default() -> None:
    """Without a policy that asks for them, certified values stay beside."""
    progress = [report("2026-04-30", "40", certified={"date": "2026-05-05", "invested": "39"})]
    assert standing("2026-05-31", {"progress": progress}).invested == 40


@pytest.mark.parametrize(
    ("years", "progress", "reason"),
    [
        ([], [report("2026-04-30", "40")], "no-plan"),
        (year(None), [report("2026-04-30", "40")], "no-plan"),
        (year("100"), [], "no-report"),
        (year("0"), [report("2026-04-30", "40")], "no-base"),
    ],
)
def test_why_there_is_no_rate(years: list[Record], progress: list[Record], reason: str) -> None:
    """A rate without a base is no figure with a reason, and so is its gap."""
    found = standing("2026-05-31", {"years": years, "progress": progress})
    assert (found.completion_rate.value, found.completion_rate.reason) == (None, reason)
    assert (found.gap.value, found.gap.reason) == (None, reason)


def starts(day: str, *projects: Record, **rule: Any) -> tuple[Fraction | None, ...]:
    found = snapshot(day, *projects, policy={"start_rate": rule})
    return tuple(value(found, key) for key in ("starts_due", "starts_late", "starts_early", "starts"))


MAY = {"years": year("100", "新开工", start="2026-05"), "stages": [stage("2026-05-10")], "registered": "2026-01-01"}
NOT_YET = {**MAY, "stages": []}


@each(
    ("day", "project", "expected"),
    [
        ("2026-04-30", NOT_YET, (0, 0, 0, 0)),
        ("2026-05-20", NOT_YET, (0, 0, 0, 0)),
        ("2026-05-31", NOT_YET, (1, 1, 0, 0)),
        ("2026-05-20", MAY, (1, 0, 0, 1)),
        ("2026-05-31", MAY, (1, 0, 0, 1)),
        ("2026-04-30", {**MAY, "stages": [stage("2026-04-01")]}, (0, 0, 1, 1)),
        ("2026-05-01", {**MAY, "stages": [stage("2026-04-01")]}, (1, 0, 0, 1)),
        ("2026-12-30", {**NOT_YET, "years": year("100", "新开工")}, (0, 0, 0, 0)),
        ("2026-12-31", {**NOT_YET, "years": year("100", "新开工")}, (1, 1, 0, 0)),
        ("2026-06-30", {**MAY, "years": year("100", "新开工")}, (1, 0, 0, 1)),
        ("2026-06-30", {**MAY, "years": year("100", "续建")}, (0, 0, 0, 0)),
    ],
)
def test_due_late_and_early(day: str, project: Record, expected: tuple[int, ...]) -> None:
    """Late is a start whose month is over, early one before its month came; without a month the year is meant.

    A start within its own month is neither.
    """
    assert starts(day, project) == expected


@each("day", ["2026-04-30", "2026-05-20", "2026-05-31", "2026-06-30", "2026-12-31"])
def test_the_bridge_holds_on_every_day(day: str) -> None:
    """Due − late + early = started, within the month and after, for bundles too."""
    projects = [
        {**MAY, "id": "P-1"},
        {**NOT_YET, "id": "P-2"},
        {**MAY, "id": "P-3", "stages": [stage("2026-04-01")]},
        {
            **MAY,
            "id": "P-4",
            "count": "14",
            "stages": [stage("2026-05-05", count="5"), stage("2026-06-18", count="14")],
        },
    ]
    due, late, early, started = starts(day, *projects)
    assert due is not None
    assert due - (late or 0) + (early or 0) == started


BUNDLE = {"count": "14", "years": year("100", "新开工", start="2026-03"), "registered": "2026-01-01"}


@pytest.mark.parametrize(
    ("day", "started"), [("2026-03-24", 0), ("2026-03-25", 5), ("2026-05-12", 12), ("2026-06-30", 14)]
)
def test_how_many_of_a_bundle_started(day: str, started: int) -> None:
    """The dated stages of a bundle say how many had started by their day."""
    stages = [stage("2026-03-25", count="5"), stage("2026-05-12", count="12"), stage("2026-06-18", count="14")]
    assert standing(day, {**BUNDLE, "stages": stages}).started == started


def test_reports_of_a_bundle() -> None:
    """A bundle's reports may say how many started and were completed; a report that does not keeps the last count."""
    progress = [
        report("2026-03-31", "1", started="5", completed="0"),
        report("2026-08-31", "2", started="14", completed="2"),
        report("2026-09-30", "3"),
    ]
    found = standing("2026-10-31", {**BUNDLE, "progress": progress})
    assert (found.started, found.finished, found.started_on) == (14, 2, date(2026, 3, 31))


def test_finished_in_the_year() -> None:
    """Of a bundle only what was finished in the year counts, of a single project its day decides."""
    progress = [report("2025-12-31", "1", completed="6"), report("2026-03-31", "2", completed="8")]
    assert standing("2026-05-31", {**BUNDLE, "progress": progress}).finished == 2
    done = {"stages": [stage("2025-01-01"), stage("2025-12-31", "completed"), stage("2026-02-01", "operating")]}
    assert standing("2026-05-31", done).finished == 0
    assert standing("2025-12-31", done).finished == 1


def test_a_whole_bundle_at_once() -> None:
    """A dated stage without a number speaks of the whole bundle."""
    found = standing("2026-06-30", {**BUNDLE, "stages": [stage("2026-03-25"), stage("2026-06-18", "completed")]})
    assert (found.started, found.finished) == (14, 14)


@pytest.mark.parametrize(
    ("stages", "progress", "active"),
    [
        ([stage("2025-03-01")], [], 0),
        ([stage("2025-03-01")], [report("2026-02-28", "3")], 1),
        ([stage("2025-03-01")], [report("2026-02-28", "0")], 0),
        ([stage("2025-03-01"), stage("2026-02-20", "resumed")], [], 1),
        ([stage("2025-03-01"), stage("2026-02-20", "suspended")], [report("2026-02-28", "3")], 0),
        ([stage("2025-03-01"), stage("2026-02-20", "completed")], [], 1),
        ([stage("2025-03-01", "preparing")], [report("2026-02-28", "3")], 0),
    ],
    ids=["idle", "worked", "worked for nothing", "resumed", "suspended", "finished", "never started"],
)
def test_resumed(stages: list[Record], progress: list[Record], active: int) -> None:
    """开复工 of a continued project: resumed, worked on or finished in the year, and not standing still."""
    assert standing("2026-05-31", {"stages": stages, "progress": progress, "years": year("100")}).active == active


def test_out_of_scope() -> None:
    """A withdrawn project enters no figure but the count of those left out."""
    stages = [stage("2026-01-10"), stage("2026-05-01", "withdrawn")]
    project = {"stages": stages, "years": year("100", "新开工"), "progress": [report("2026-04-30", "40")]}
    found = snapshot("2026-05-31", project)
    assert [value(found, key) for key in ("projects", "planned", "completed", "starts")] == [0, 0, 0, 0]
    for key in ("projects", "completed", "starts_due", "completions", "reports_due"):
        assert found.figure("all", key).excluded == (("out_of_scope", 1),), key
    assert found.figure("all", "issues_open").excluded == ()
    assert found.figure("all", "completion_rate").reason == "no-base"


def test_without_plan() -> None:
    """What was invested without a plan counts as completed, but not against the plan."""
    found = snapshot(
        "2026-05-31",
        {"id": "P-1", "years": year("100"), "progress": [report("2026-04-30", "40")]},
        {"id": "P-2", "progress": [report("2026-04-30", "7")]},
    )
    rate = found.figure("all", "completion_rate")
    assert (value(found, "completed"), rate.numerator, rate.denominator) == (47, 40, 100)
    assert rate.excluded == (("without_plan", 1),)


def test_investment_since_the_works_began() -> None:
    """Last year's end and this year's together; None where neither is known."""
    project = {"years": year("100", invested_before="250"), "progress": [report("2026-04-30", "40")]}
    assert standing("2026-05-31", project).invested_total == 290
    assert standing("2026-05-31", {"years": year("100")}).invested_total is None
