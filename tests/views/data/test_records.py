"""A JSON file for each record, and one for all of a kind."""

import json
from pathlib import Path
from typing import Any

from tests.publications import publication, record
from tests.snapshots import report, snapshot, stage, year
from tongbao.views.data.records import kinds_of
from tongbao.views.data.values import record_values

PROJECT: dict[str, Any] = {
    "id": "P-1",
    "investment": {"total": "1200.50"},
    "years": year("300"),
    "stages": [stage("2026-03-01")],
    "progress": [report("2026-04-30", "100.10"), report("2026-06-30", "200")],
    "withheld": {"owner.uscc": "政府信息公开条例第十五条"},
}
HIDDEN = {"id": "I-2", "counted_only": True, "counts": [{"date": "2026-05-01", "raised": "3", "closed": "1"}]}


def test_what_people_wrote_stands_in_it() -> None:
    """By the keys of the file, exact, as known on the day; with form, day, licence and the page."""
    licence = {"open_data": {"licence": {"name": "CC-BY-4.0", "url": "https://example.org/by"}}}
    found = record(snapshot("2026-05-31", PROJECT, site=licence), "projects", "P-1")
    assert (found["version"], found["kind"], found["as_of"]) == ("1.0", "project", "2026-05-31")
    assert found["licence"] == {"name": "CC-BY-4.0", "url": "https://example.org/by"}
    assert (found["page"], found["updated"]) == ("projects/P-1/index.html", "2026-04-30")
    assert found["record"]["progress"] == [{"as_of": "2026-04-30", "invested": "100.10"}]
    assert found["record"]["investment"] == {"total": "1200.50"}


def test_withheld_fields_have_a_ground_and_no_value() -> None:
    """Also in a place that has switched the check off: the value is left out."""
    careless = {**PROJECT, "owner": {"name": "某公司", "uscc": "91371600MA3TEST00X"}}
    found = record(snapshot("2026-05-31", careless), "projects", "P-1")
    assert found["withheld"] == {"owner.uscc": "政府信息公开条例第十五条"}
    assert found["record"]["owner"] == {"name": "某公司"}


def test_withheld_parts_of_years_and_labels() -> None:
    """A year's plan by its year, a label by its name, dots and all."""
    keys = {"years": [*year("300"), *year("500", number=2025)], "extra": {"a.b": "x", "c": "y"}}
    withheld = {"years.2026.plan": "某条", "extra.a.b": "某条", "content": "某条"}
    (project,) = snapshot("2026-05-31", {**keys, "withheld": withheld}).data.projects
    values = record_values(project)
    assert [("plan" in plan, plan["year"]) for plan in values["years"]] == [(False, 2026), (True, 2025)]
    assert values["extra"] == {"c": "y"}


def test_issues_that_are_only_counted_have_no_file() -> None:
    """No file of their own, and no project names them."""
    found = snapshot("2026-05-31", PROJECT, issues=[{}, HIDDEN])
    kinds = kinds_of(publication(found))
    assert list(kinds["issues"].records) == ["I-1"]
    assert record(found, "projects", "P-1")["issues"] == ["I-1"]


def test_an_issue_with_its_clock() -> None:
    """State, office in charge, overdue days."""
    events = [{"date": "2026-04-14", "kind": "assigned", "to": "city-drc", "due": "2026-05-20"}]
    found = record(snapshot("2026-05-31", PROJECT, issues=[{"events": events}]), "issues", "I-1")
    assert (found["state"], found["office"], found["due"]) == ("assigned", "city-drc", "2026-05-20")
    assert (found["overdue"], found["overdue_days"], found["updated"]) == (True, 11, "2026-04-14")


def test_addresses_are_whole_where_the_site_knows_its_own() -> None:
    """Else they are relative to the root of the site."""
    made = publication(snapshot("2026-05-31", PROJECT), "https://example.org/a")
    assert made.address("projects/P-1/index.html") == "https://example.org/a/projects/P-1/index.html"


def test_all_of_a_kind_and_each(golden: Path) -> None:
    """Each item of a collection is the record's own file without its head; every record of the site has both."""
    head = {"version", "as_of", "place", "publisher", "money_unit", "licence", "sample", "notice", "kind"}
    for kind, pattern in (("projects", "projects/*/project.json"), ("issues", "issues/*/issue.json")):
        whole = json.loads((golden / f"data/{kind}.json").read_text(encoding="utf-8"))
        each = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(golden.glob(pattern))]
        assert whole["items"]
        assert sorted(whole["items"], key=lambda item: str(item["id"])) == [
            {key: value for key, value in found.items() if key not in head} for found in each
        ]


def test_an_issued_bulletin_says_what_was_issued(golden: Path) -> None:
    """Every figure and sentence as issued, in each language, with the digest of the issued file."""
    found = json.loads((golden / "bulletins/2026/2026-w21/bulletin.json").read_text(encoding="utf-8"))
    place = Path(__file__).resolve().parents[2] / "golden/place"
    issued = json.loads((place / "bulletins/2026/2026-w21.issued.json").read_text(encoding="utf-8"))
    assert found["digest"] == issued["digest"]
    assert {figure["id"]: figure["display"] for figure in found["figures"]} == {
        figure["id"]: figure["display"] for figure in issued["figures"]
    }
    assert found["sentences"]["en"].keys() == issued["languages"]["en"]["sentences"].keys()
