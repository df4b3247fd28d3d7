"""驻马店's batches: what the material says of them, on the example."""

from datetime import date
from pathlib import Path

from tests.sites import EXAMPLES, ROOT, reckoned, records
from tongbao.metrics.batches import BatchStanding, batch_standings
from tongbao.metrics.rhythm import occurrences

ZHUMADIAN = EXAMPLES / "zhumadian"


def batches(day: date, root: Path = ZHUMADIAN) -> dict[str, BatchStanding]:
    return {each.batch.id: each for each in batch_standings(reckoned(root, day))}


def test_every_contract_of_the_list_is_in_its_batch() -> None:
    """Each project of the list 集中签约 is in the batch of the day on which it was signed, and in no other."""
    signed = {
        project.id: entry.date
        for project in records(ZHUMADIAN).projects
        if "集中签约" in project.lists
        for entry in project.stages
        if entry.stage == "集中签约"
    }
    in_batches = {
        member.standing.project.id: each.batch.ceremony.date
        for each in batches(date(2022, 6, 30)).values()
        if each.kind.code == "签约一批"
        for member in each.members
    }
    assert in_batches == signed


def test_both_readings_of_the_material() -> None:
    """Of the contracts of 28 April (69 projects, 26 started by June) the 90 days end on 27 July, the 90 working days on
    6 September; of those of 28 June on 26 September and, over National Day, on 7 November."""
    found = batches(date(2022, 6, 30))
    spring, summer = found["S-2022-2"], found["S-2022-3"]
    assert [(str(each.until.day), each.figure.value, each.met) for each in spring.conversions] == [
        ("2022-07-27", spring.conversions[0].figure.value, None),
        ("2022-09-06", spring.conversions[0].figure.value, None),
    ]
    assert (spring.conversions[0].figure.numerator, spring.projects) == (26, 69)
    assert [str(each.until.day) for each in summer.conversions] == ["2022-09-26", "2022-11-07"]


def test_the_readings_tell_batches_apart() -> None:
    """Of the contracts of 28 February the 90 days were over on 29 May, the 90 working days on 7 July: who started in
    June is in time by the second reading only."""
    winter = batches(date(2022, 6, 30))["S-2022-1"]
    first, second = winter.conversions
    assert (str(first.until.day), str(second.until.day)) == ("2022-05-29", "2022-07-07")
    between = sum(
        member.converted[1] - member.converted[0]
        for member in winter.members
        if member.converted[0] < member.converted[1]
    )
    assert second.figure.numerator == (first.figure.numerator or 0) + between
    assert between == 3 + 1 + 4


def test_starts_and_completions_of_the_quarter() -> None:
    """On 30 June nobody is late yet; a day later those are who did not come."""
    on_the_day, after = batches(date(2022, 6, 30)), batches(date(2022, 7, 1))
    for id in ("K-2022-2", "T-2022-2"):
        assert on_the_day[id].due == date(2022, 6, 30)
        assert {member.state for member in on_the_day[id].members} == {"in_time", "open"}
        assert {member.state for member in after[id].members} == {"in_time", "late"}
    assert {member.state for member in after["K-2022-1"].members} == {"in_time"}


def test_the_batches_of_the_sample() -> None:
    """One start of the first quarter came nine days after its end; one contract of four was started in 90 days."""
    found = batches(date(2026, 11, 16), ROOT)
    late = [member.standing.project.id for member in found["B-2026-01"].members if member.state == "reached_late"]
    assert late == ["P-qy-2026-005"]
    rates = [(each.figure.numerator, str(each.until.day), each.met) for each in found["B-2025-04"].conversions]
    assert rates == [(1, "2026-03-18", False), (1, "2026-05-06", False)]


def test_the_ceremonies_of_the_two_months() -> None:
    """每双月28日: each was held on its day, starts in their quarter; every batch of 2022 names its own ceremony."""
    found = reckoned(ZHUMADIAN, date(2022, 6, 30))
    for kind in found.rules.activities:
        data = found.data
        due = occurrences(kind, data.activities, found.standings, data.site, data.calendar, found.day)
        over = [each for each in due if each.state in ("held", "missed")]
        assert all(each.state == "held" for each in over)
        if kind.code == "集中签约":
            assert [(each.due, each.held[0].date) for each in over] == [
                (date(2022, month, 28), date(2022, month, 28)) for month in (2, 4, 6)
            ]
    held = {activity.id: activity.date for activity in found.data.activities}
    of_year = [batch for batch in found.data.batches if batch.year == 2022]
    assert {batch.ceremony.date for batch in of_year} == {held[batch.activity or ""] for batch in of_year}
