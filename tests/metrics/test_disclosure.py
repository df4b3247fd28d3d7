"""Index numbers of documents: as written, or made by the pattern of the place."""

import pytest

from tests.builders import make_bulletin, make_site, make_targets
from tests.snapshots import place
from tongbao.metrics.disclosure import (
    bulletin_document,
    documents,
    index_number,
    letter_document,
    list_document,
)
from tongbao.model.site import Site

NINGGUO = {"pattern": "{code}/{year}{month}-{number}", "code": "113417020032559734"}
TARGETS = [{"district": "zouping"}, {"office": "city-drc"}]


def site(**rule: object) -> Site:
    return make_site(index_numbers=rule or NINGGUO)


def of(bulletin: dict[str, object], rule: Site) -> str:
    document = bulletin_document(make_bulletin(**bulletin))
    assert document is not None
    return index_number(document, rule)


def test_as_ningguo_writes_it() -> None:
    """Code of the office, year and month, five digits: 113417020032559734/202209-00051."""
    bulletin = {"number": "51", "year": "2022", "issued": "2022-09-19"}
    assert of(bulletin, site()) == "113417020032559734/202209-00051"


def test_what_the_record_says_holds() -> None:
    """A number that was given stays, whatever the pattern; without a pattern there is no other."""
    assert of({"issued": "2026-05-18", "index_number": "旧-1"}, site()) == "旧-1"
    assert of({"issued": "2026-05-18"}, make_site()) == ""


def test_a_draft_has_none() -> None:
    """Nothing is published yet."""
    assert bulletin_document(make_bulletin()) is None


def test_no_number_is_made_up() -> None:
    """Of a bulletin that is not numbered, or a supplement, a pattern with a number makes none; one with the id does."""
    supplement = {"issued": "2026-05-18", "supplement": True}
    assert of(supplement, site()) == ""
    assert of({"issued": "2026-05-18", "number": None}, site()) == ""
    assert of(supplement, site(pattern="{kind}/{id}")) == "weekly/W-2026-01"


def test_lists_and_letters() -> None:
    """A list has a day, and its letters are numbered as it names their units."""
    rule = site(pattern="{kind}-{year}-{number}", kinds={"list": "QD"}, digits="2")
    listed = make_targets(published="2026-02-11", targets=TARGETS)
    document = list_document(listed)
    assert document is not None
    assert index_number(document, rule) == "QD-2026-01"
    letters = [index_number(letter_document(listed, target.unit), rule) for target in listed.targets]
    assert letters == ["letter-2026-01", "letter-2026-02"]
    assert list_document(make_targets()) is None
    later = {"date": "2026-07-21", "number": "2号", "approved_by": "办公室", "targets": [{"district": "huimin"}]}
    moved = {**later, "moves": [{"kind": "退出", "project": "P-1", "reason": "停建"}]}
    adjusted = make_targets(published="2026-02-11", targets=TARGETS, adjustments=[moved])
    assert index_number(letter_document(adjusted, ("district", "huimin")), rule) == "letter-2026-03"


@pytest.mark.parametrize(("day", "count"), [({"decided": "2026-02-09"}, 3), ({}, 0)])
def test_documents_of_a_place(day: dict[str, str], count: int) -> None:
    """The list and its letters where the list has a day; issued bulletins beside them."""
    data = place([], bulletins=[{"issued": "2026-05-18"}, {"id": "W-2"}], targets=[{"targets": TARGETS, **day}])
    assert len(list(documents(data))) == 1 + count
