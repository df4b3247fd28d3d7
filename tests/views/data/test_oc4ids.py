"""The OC4IDS package: valid by its own schema, and nothing in it that no record says."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource

from tests.each import each
from tests.publications import publication
from tests.snapshots import report, snapshot, stage, year
from tongbao.render.data import data_bytes
from tongbao.views.data.oc4ids import oc4ids_file

SCHEMA = Path(__file__).resolve().parents[4] / "shared/data/oc4ids/schema"
URI = "https://standard.open-contracting.org/infrastructure/schema/0__9__5/project-schema.json"
CURRENCY = {"open_data": {"currency": {"code": "CNY", "factor": "10000"}}}


def package(*projects: dict[str, Any], base_url: str = "", **site: Any) -> dict[str, Any]:
    """The package of a place on 2026-05-31."""
    found = snapshot("2026-05-31", *projects, site=site)
    read: dict[str, Any] = json.loads(data_bytes(oc4ids_file(publication(found, base_url))))
    return read


def test_amounts_need_a_currency() -> None:
    """In whole units of the currency that the place names; without one there is no amount at all."""
    project = {"investment": {"total": "1200.5", "sources": {"自筹": "200.5"}}}
    (found,) = package(project, **CURRENCY)["projects"]
    assert found["budget"]["amount"] == {"amount": 12005000, "currency": "CNY"}
    (source,) = found["budget"]["budgetBreakdowns"][0]["budgetBreakdown"]
    assert source == {"id": "1", "description": "自筹", "amount": {"amount": 2005000, "currency": "CNY"}}
    assert "budget" not in package(project)["projects"][0]


def test_nothing_is_guessed() -> None:
    """A record that says little gives little: no status, no type, no sector, no period."""
    (found,) = package({"works": "新建", "sectors": ["铝业"]}, sectors=[{"code": "铝业", "name": "铝业"}])["projects"]
    assert found == {
        "id": "binzhou-P-1",
        "language": "zh",
        "title": "甲项目",
        "additionalClassifications": [{"scheme": "binzhou-sector", "id": "铝业", "description": "铝业"}],
        "locations": [{"id": "1", "address": {"region": "邹平"}}],
    }


def test_a_point() -> None:
    """A project with coordinates has a point, longitude first."""
    (found,) = package({"coordinates": {"lon": "117.74", "lat": "36.88"}})["projects"]
    assert found["locations"][0]["geometry"] == {"type": "Point", "coordinates": [117.74, 36.88]}


def test_codes_that_the_place_names() -> None:
    """Sector and type by the place's own table, ids with the prefix it was given."""
    names = {"sectors": {"铝业": "economy"}, "works": {"新建": "construction"}, "prefix": "oc4ids-abc123"}
    site = {"sectors": [{"code": "铝业", "name": "铝业"}], "open_data": {"oc4ids": names}}
    (found,) = package({"works": "新建", "sectors": ["铝业"]}, **site)["projects"]
    assert (found["id"], found["type"], found["sector"]) == ("oc4ids-abc123-P-1", "construction", ["economy"])


@each(
    ("word", "status"),
    [
        ("planned", "identification"), ("signed", "preparation"), ("suspended", "implementation"),
        ("deferred", None), ("completed", "completion"), ("operating", "maintenance"), ("withdrawn", "cancelled"),
    ],
)  # fmt: skip
def test_status(word: str, status: str | None) -> None:
    """By the stage of the day; a stage that the closed codelist has no word for gives none."""
    assert package({"stages": [stage("2026-03-01", word)]})["projects"][0].get("status") == status


def test_milestones_and_completion() -> None:
    """Due by the date in force; met, not met or scheduled; completed on the day of that stage."""
    milestones = [
        {"name": "甲", "planned": "2026-03-31", "actual": "2026-04-02"},
        {"name": "乙", "planned": "2026-04-30"},
        {"name": "丙", "planned": "2026-05-01", "changes": [
            {"date": "2026-04-20", "to": "2026-07-31", "reason": "雨季", "approved_by": "市指挥部"}]},
    ]  # fmt: skip
    stages = [stage("2025-06-18"), stage("2026-05-20", "completed")]
    (found,) = package({"milestones": milestones, "stages": stages})["projects"]
    assert [(each["status"], each["dueDate"][:10], each.get("dateMet")) for each in found["milestones"]] == [
        ("met", "2026-03-31", "2026-04-02T00:00:00+08:00"),
        ("notMet", "2026-04-30", None),
        ("scheduled", "2026-07-31", None),
    ]
    assert found["completion"] == {"endDate": "2026-05-20T00:00:00+08:00"}
    assert found["implementationPeriod"]["startDate"] == "2025-06-18T00:00:00+08:00"


def test_a_bundle_is_no_project() -> None:
    """What stands for several is not one of them."""
    assert package({"count": "3"})["projects"] == []


@pytest.mark.skipif(not SCHEMA.is_dir(), reason="the schema is not here")
def test_the_schema(golden: Path) -> None:
    """The golden place, and a project with everything that is mapped, are valid by the schema of 0.9.5."""
    schema, projects = (
        json.loads((SCHEMA / name).read_text(encoding="utf-8"))
        for name in ("project-package-schema.json", "project-schema.json")
    )
    registry: Any = Registry().with_resource(URI, Resource.from_contents(projects))
    validator = Draft4Validator(schema, registry=registry, format_checker=FormatChecker())
    full = package(
        {
            "code": "2601-371681-04-01-123456",
            "content": "新建**厂房**",
            "period": ["2025", "2027"],
            "place": "城东",
            "owner": {"name": "某公司", "uscc": "91371600MA3TEST00X"},
            "responsible": [{"office": "city-drc"}],
            "investment": {"total": "1200.5", "sources": {"自筹": "200.5"}},
            "years": year("300"),
            "stages": [stage("2026-03-01")],
            "progress": [report("2026-04-30", "100", physical="12")],
            "links": [{"title": "批复", "url": "https://example.org/a"}],
        },
        base_url="https://example.org/a",
        **CURRENCY,
    )
    assert [error.message for error in validator.iter_errors(full)] == []
    built = json.loads((golden / "data/oc4ids.json").read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(built)] == []
    broken = {**full, "projects": [{**full["projects"][0], "status": "somewhere"}]}
    assert list(validator.iter_errors(broken))
