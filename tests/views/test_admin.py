"""The settings of the form editor: what it offers is made of the models and of the place."""

from typing import Any

import pytest

from tests.each import each
from tests.sites import ROOT, records
from tongbao.load.catalogues import load_catalogue
from tongbao.model.admin import Admin
from tongbao.model.keys import held_by
from tongbao.views.admin import OFFERED, Forms, editor_files, words_ways
from tongbao.views.schema import FILES, fields_of


@pytest.fixture(scope="module")
def fields() -> dict[str, dict[str, Any]]:
    """The fields of each kind, in Chinese, by name."""
    forms = Forms(records(ROOT), "zh-CN", load_catalogue("zh-CN", ROOT))
    return {each["name"]: {field["name"]: field for field in each["fields"]} for each in forms.collections()}


@each("kind", OFFERED)
def test_every_field_is_offered(kind: str, fields: dict[str, dict[str, Any]]) -> None:
    """Each key of a record has a field with a Chinese label; what must be written must be filled in."""
    model, found = FILES[kind].model, fields[OFFERED[kind].folder]
    assert list(found) == list(held_by(model))
    for name, key, _ in fields_of(model):
        assert found[key]["required"] == model.model_fields[name].is_required()
        assert any("\u4e00" <= character <= "\u9fff" for character in found[key]["label"]), key


def test_what_may_be_chosen(fields: dict[str, dict[str, Any]]) -> None:
    """Codes by the place's names, enumerations by their words, records by relation; lists, objects and maps as such."""
    project, issue = fields["projects"], fields["issues"]
    stage = next(field for field in project["stages"]["fields"] if field["name"] == "stage")
    assert {"value": "linting", "label": "临汀区"} in project["district"]["options"]
    assert {"value": "基础施工", "label": "基础施工"} in stage["options"]
    assert {"value": "started", "label": "开工"} in stage["options"]
    assert "过堂会" in [each["value"] for each in fields["activities"]["kind"]["options"]]
    assert ("hint" in project["district"], "hint" in project["registered"]) == (False, True)
    assert (project["lists"]["widget"], project["lists"]["multiple"]) == ("select", True)
    assert {"value": "问题", "label": "问题"} in issue["kind"]["options"]
    assert (issue["projects"]["widget"], issue["projects"]["collection"]) == ("relation", "projects")
    assert project["extra"]["widget"] == "keyvalue"
    assert project["reckoned"]["widget"] == "boolean"
    assert project["content"]["widget"] == "text"
    years = {field["name"]: field for field in project["years"]["fields"]}
    assert years["nature"]["widget"] == "select"
    assert project["years"]["summary"] == "{{fields.year}} {{fields.nature}} {{fields.plan}}"


def test_texts_in_several_languages() -> None:
    """Their ways lead into lists and mappings."""
    ways = words_ways(FILES["project"].model)
    assert {"name", "owner.name", "milestones.*.name", "milestones.*.changes.*.reason"} <= set(ways)
    assert not {"id", "district", "investment.total"} & set(ways)


def files_of(**admin: Any) -> dict[str, str]:
    """What is filled into the files of the editor."""
    data = records(ROOT)
    site = data.site.model_copy(update={"admin": Admin.model_validate(admin)})
    catalogues = {language: load_catalogue(language, ROOT) for language in site.languages}
    made = editor_files(data.__class__(**{**vars_of(data), "site": site}), catalogues, None)
    return {f"{each.path} {name}": text for each in made for name, text in each.filled.items()}


def vars_of(data: Any) -> dict[str, Any]:
    return {name: getattr(data, name) for name in data.__dataclass_fields__}


def test_a_server_of_the_office() -> None:
    """The page may ask the server that site.yaml names and no other; on GitHub each save is a pull request."""
    own = files_of(
        backend="gitea", repository="a/b", api="https://git.example.org/api/v1", login="https://git.example.org"
    )
    assert "connect-src 'self' blob: data: https://git.example.org;" in own["admin/index.html policy"]
    assert "github" not in own["admin/index.html policy"]
    assert '"publish_mode":"simple"' in own["admin/settings.js settings"]
    hub = files_of(backend="github", repository="a/b")
    assert "https://api.github.com" in hub["admin/index.html policy"]
    assert '"publish_mode":"editorial_workflow"' in hub["admin/settings.js settings"]
    assert '"repo":"a/b","branch":"main"' in hub["admin/settings.js settings"]
    assert hub["en/admin/index.html program"] == "../../admin/"
