"""签约率, 落地率: of those that reached one stage within a window, the share that reached another."""

import pytest

from tests.snapshots import Record, report, snapshot, stage
from tongbao.metrics.snapshot import Snapshot

RESERVED, SIGNED, STARTED = (
    stage("2025-11-03", "reserved"),
    stage("2026-02-28", "signed"),
    stage("2026-05-06", "started"),
)
COHORT_OF_YEAR = {"landing_rate": {"cohort": "year"}}


def conversions(place: Snapshot) -> list[tuple[int, int]]:
    """Reached and base of the signing and of the landing rate."""
    found = (place.figure("all", key) for key in ("signing_rate", "landing_rate"))
    return [(int(figure.numerator or 0), int(figure.denominator or 0)) for figure in found]


@pytest.mark.parametrize(
    ("project", "signing", "landing"),
    [
        ({"stages": [RESERVED, SIGNED, STARTED]}, (1, 1), (1, 1)),
        ({"stages": [RESERVED, STARTED]}, (0, 1), (0, 0)),
        ({"stages": [RESERVED, stage("2026-03-01", "preparing")]}, (0, 1), (0, 0)),
        ({"stages": [RESERVED, SIGNED, stage("2026-05-06", "completed")]}, (1, 1), (1, 1)),
        ({"stages": [SIGNED]}, (0, 0), (0, 1)),
    ],
    ids=["step-by-step", "never-signed", "prepared-unsigned", "finished", "signed-at-once"],
)
def test_a_stage_passed_over_is_not_reached(
    project: Record, signing: tuple[int, int], landing: tuple[int, int]
) -> None:
    """Only what is recorded as signed is signed; started is also what went on to a later stage."""
    assert conversions(snapshot("2026-05-31", {"id": "P-1", **project})) == [signing, landing]


def test_a_reserve_of_which_nothing_is_signed() -> None:
    """Where the place asks for a signing rate it is 0, where it does not there is none: public works are not signed."""
    project = {"id": "P-1", "stages": [RESERVED, STARTED]}
    places = [snapshot("2026-05-31", project, policy={"signing_rate": rule}) for rule in ({}, {"source": "某文件"})]
    unasked, asked = (place.figure("all", "signing_rate") for place in places)
    assert (unasked.value, unasked.reason, unasked.denominator) == (None, "not-told", 1)
    assert (asked.value, asked.reason) == (0, "")


def test_a_bundle_adds_to_a_cohort_what_is_new_in_it() -> None:
    """50 signed until last year and 60 by now are 10 of this year's cohort."""
    signed = [stage("2025-12-28", "signed", count="50"), stage("2026-02-28", "signed", count="60")]
    bundle = {"id": "P-1", "count": "80", "stages": signed, "progress": [report("2026-05-31", started="4")]}

    assert conversions(snapshot("2026-05-31", bundle, policy=COHORT_OF_YEAR))[1] == (4, 10)


def test_a_quota_over_the_same_stages_counts_the_same() -> None:
    """储备转签约 as a quota and as a rate are one number."""
    quota = {
        "code": "储备转签约",
        "name": "储备转签约",
        "count": {"reached": [{"stage": "reserved"}, {"stage": "signed"}]},
        "over": {"reached": [{"stage": "reserved"}]},
        "per": "all",
        "at_least": "40",
    }
    projects = [
        {"id": "P-1", "stages": [RESERVED, SIGNED]},
        {"id": "P-2", "stages": [RESERVED, STARTED]},
        {"id": "P-3", "stages": [RESERVED]},
    ]
    place = snapshot("2026-05-31", *projects, policy={"quotas": [quota]})

    assert place.quotas[0].figure.value == place.figure("all", "signing_rate").value
