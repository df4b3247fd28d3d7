"""A new list of a year: who has a plan for it, by nature, and what each district then answers for."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from tongbao.metrics.listed import list_snapshot
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.windows import year_end
from tongbao.model.base import Text
from tongbao.model.dataset import Dataset
from tongbao.model.listing import TargetMeasure
from tongbao.model.targets import Target, TargetGroup, TargetList
from tongbao.model.vocab import Nature

PLANNED = {
    "completed": "planned",
    "starts": "new_projects",
    "completions": "completions_due",
    "completions_as_planned": "completions_due",
}
"""Figures of what is done in a year, and those of all of it that is planned."""


def drafted_list(
    dataset: Dataset, year: int, day: date, title: Text, names: Mapping[Nature, Text]
) -> tuple[TargetList, tuple[str, ...]]:
    """The list of a year by what was known on a day, and the ids of those with a plan but no nature, in no group.

    Projects stand in the order of districts. What units answer for is the sum of the plans, as far as a measure of the
    policy is of what plans say; the units are those of the year before, else the districts.
    """
    planned = _planned(list_snapshot(dataset, year, day), year)
    groups = tuple(
        TargetGroup(
            code=nature,
            name=names[nature],
            reserve=nature is Nature.RESERVE,
            nature=nature,
            projects=tuple(standing.project.id for standing in planned if _nature(standing, year) is nature),
        )
        for nature in Nature
        if any(_nature(standing, year) is nature for standing in planned)
    )
    whole_year = take_snapshot(dataset.at(day), year_end(date(year, 1, 1)))
    targets = tuple(_targets(dataset, year, whole_year))
    without = tuple(standing.project.id for standing in planned if _nature(standing, year) is None)
    return TargetList(year=year, title=title, groups=groups, targets=targets), without


def _nature(standing: Standing, year: int) -> Nature | None:
    plan = standing.project.year(year)
    return plan.nature if plan else None


def _planned(snapshot: Snapshot, year: int) -> list[Standing]:
    """Those with a plan that sums count, not in lists that are kept apart."""
    order = {district.code: at for at, district in enumerate(snapshot.data.site.districts)}
    apart = set(snapshot.rules.scope.apart_lists)
    found = [
        standing
        for standing in snapshot.standings
        if standing.in_scope
        and standing.project.year(year)
        and not (standing.project.lists and set(standing.project.lists) <= apart)
    ]
    return sorted(found, key=lambda each: (order.get(each.project.district, len(order)), each.project.id))


def _targets(dataset: Dataset, year: int, whole_year: Snapshot) -> Iterator[Target]:
    before = next((listed for listed in dataset.targets if listed.year == year - 1 and listed.targets), None)
    units = [target.unit for target in before.targets] if before else []
    for axis, code in units or [("district", district.code) for district in dataset.site.districts]:
        values = {measure.code: _value(measure, f"{axis}:{code}", whole_year) for measure in whole_year.rules.targets}
        known = {name: value for name, value in values.items() if value}
        if known:
            yield Target.model_validate({axis: code, "values": known})


def _value(measure: TargetMeasure, unit: str, whole_year: Snapshot) -> Decimal | None:
    """What is planned of a measure; None where plans do not say it, or no crossing of the policy has it."""
    key = PLANNED.get(measure.figure)
    if key is None:
        return None
    scope = f"{unit}+class:{measure.within}" if measure.within else unit
    value = whole_year.figure(scope, key).value
    return None if value is None else Decimal(exact_text(value))
