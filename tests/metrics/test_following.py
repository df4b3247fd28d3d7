"""Which figures of an issued bulletin no longer follow, and which of them a correction already says."""

from datetime import date
from typing import Any

import pytest

from tests.builders import SITE, make_dataset, make_project, make_site
from tests.each import each
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.following import (
    Difference,
    Following,
    following,
    is_known,
    records_of,
    rules_digest,
    uncorrected,
    uncut,
)
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.correction import Correction
from tongbao.model.dataset import Dataset
from tongbao.model.issued import Issued, IssuedBody

DAY = date(2026, 5, 17)
DISTRICTS: Any = SITE["districts"]


def place(**changes: Any) -> Dataset:
    return make_dataset(
        projects=(make_project(progress=[{"as_of": "2026-05-15", "invested": "30"}], **changes.pop("project", {})),),
        **changes,
    )


def issued(data: Dataset, **figures: str | None) -> Issued:
    """What was issued of a place: these figures, and its records as they are."""
    body = IssuedBody.model_validate(
        {
            "figures": [{"id": id, "value": value, "display": {}} for id, value in figures.items()],
            "languages": {"en": {"view": {}, "sentences": {}}},
        }
    )
    return Issued.model_validate(
        {
            "format": 1,
            "id": "W-1",
            "kind": "weekly",
            "year": 2026,
            "as_of": "2026-05-17",
            "issued": "2026-05-18",
            "draft": "-",
            "policy": rules_digest(data.policy.at(DAY)),
            "records": records_of(data.at(DAY)),
            "digest": "-",
            "body": lambda: body,
        }
    )


def became(before: Issued, data: Dataset) -> Following:
    return following(before, data, None, lambda day: take_snapshot(data, day), dict)


def test_figures_are_reckoned_only_where_something_changed() -> None:
    """Where all that enters figures is as it was, nothing differs, whatever the file says; else each is compared."""
    data = place()
    before = issued(data, **{"all/completed": "99", "all/projects": "1"})
    assert became(before, data) == Following()
    assert became(before, place(project={"name": "乙"})) == Following()
    found = became(before, place(project={"works": "技改"}))
    assert found.records == ("project/P-1",)
    assert [(each.issued.id, each.exact) for each in found.differences] == [("all/completed", "30")]


@pytest.mark.parametrize(
    ("site", "differs"),
    [
        ({"as_of": "2026-06-30", "title": "另一个名称", "notice": "提示"}, False),
        ({"money": {"unit": "元", "display": "万元", "factor": "10000"}}, True),
        ({"stages": [{"word": "主体", "core": "started"}]}, True),
        ({"districts": [{**DISTRICTS[0], "tile": {"column": 1, "row": 1}}, DISTRICTS[1]]}, False),
        ({"districts": DISTRICTS[:1]}, True),
    ],
    ids=["frame", "money", "stages", "tile", "district"],
)
def test_codes_and_units_of_the_place_count_but_not_its_frame(site: dict[str, Any], differs: bool) -> None:
    """What of site.yaml enters figures is a record; the as-of day, titles and notices are none."""
    found = became(issued(place(), **{"all/completed": "31"}), place(site=make_site(**site)))
    assert found.records == (("site.yaml",) if differs else ())


@each(
    "id",
    ["all/unknown", "all", "", "nowhere:x/completed", "district:zouping+nowhere:y/completed", "stage:started/x", "/"],
)
def test_a_figure_that_was_given_up_has_no_value(id: str) -> None:
    """An id that no figure has any more, or never had, differs from nothing."""
    assert not is_known(id)
    if id:
        assert became(issued(place(), **{id: "1"}), place(project={"name": "乙"})).differences == ()


def test_known_ids() -> None:
    """Figures of the place, of parts, of crossings, of projects, and of what was added are known."""
    for id in (
        "all/gap",
        "district:x/new_investment",
        "district:x+class:y/planned",
        "project:P-1/gap",
        "all/new_active",
    ):
        assert is_known(id)


def correction(id: str, day: str, value: str | None, document: str = "W-1") -> Correction:
    figure = {"id": "all/completed", "from": "1", "to": "2", **({"value": value} if value else {})}
    return Correction.model_validate(
        {
            "id": id,
            "date": day,
            "document": document,
            "figures": [figure],
            "place": "x",
            "from": "1",
            "to": "2",
            "reason": "x",
            "approved_by": "x",
        }
    )


@pytest.mark.parametrize(
    ("corrections", "left"),
    [
        ((), 1),
        ((correction("C-1", "2026-05-20", "30"),), 0),
        ((correction("C-1", "2026-05-20", None),), 0),
        ((correction("C-1", "2026-05-20", "29"),), 1),
        ((correction("C-1", "2026-05-20", "30", "W-2"),), 1),
        ((correction("C-2", "2026-05-21", "30"), correction("C-1", "2026-05-20", "29")), 0),
        ((correction("C-2", "2026-05-21", "29"), correction("C-1", "2026-05-20", "30")), 1),
    ],
    ids=["none", "same", "without-value", "other-value", "other-document", "newest-same", "newest-other"],
)
def test_the_newest_correction_holds(corrections: tuple[Correction, ...], left: int) -> None:
    """A figure that the newest correction gives the value of today is corrected, one that changed since is not."""
    data = place()
    figure = issued(data, **{"all/completed": "20"}).figures[0]
    found = Following(
        (
            Difference(
                figure, Figure("completed", Unit.MONEY, take_snapshot(data, DAY).figure("all", "completed").value)
            ),
        )
    )
    assert len(list(uncorrected("W-1", found, corrections))) == left


def test_a_record_that_a_day_does_not_cut_has_the_digest_of_the_whole() -> None:
    """With the digests of the whole place every day has the same digests as without."""
    data = place()
    for day in (date(2026, 5, 14), DAY):
        then = data.at(day)
        assert records_of(then, uncut(data)) == records_of(then)
    assert records_of(data.at(date(2026, 5, 14))) != records_of(data.at(DAY))
