"""What is said of lights on the pages of projects and districts."""

from typing import Any

import pytest

from tests.snapshots import reader_of, report, snapshot, stage, year
from tongbao.views.lists import DistrictView, district_view
from tongbao.views.project import ProjectView, project_view

BEHIND = {
    "id": "P-1",
    "years": year("100"),
    "stages": [stage("2026-01-05")],
    "progress": [report("2026-04-30", "2"), report("2026-05-31", "4"), report("2026-06-30", "5")],
}
EXEMPTION = {"light": "红", "from": "2026-06-01", "reason": "主汛期停工", "approved_by": "市指挥部"}


def light(**keys: Any) -> dict[str, Any]:
    return {"code": "红", "label": "红牌警告", "shape": "square", "tone": "danger", "below": "-30", **keys}


def project(lights: list[dict[str, Any]], language: str = "zh-CN", **keys: Any) -> ProjectView:
    found = snapshot("2026-06-30", {**BEHIND, **keys}, policy={"lights": lights})
    return project_view(found.standings[0], found, reader_of(found, language))


def district(lights: list[dict[str, Any]]) -> DistrictView:
    found = snapshot("2026-06-30", BEHIND, policy={"lights": lights})
    return district_view("zouping", found, reader_of(found))


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({}, ""),
        ({"measure": "pace_ratio", "below": "60"}, "完成率与时序进度之比10.0%"),
        ({"periods": "2"}, "与时序进度之差连续 2 个月末为 −37.7个百分点、−45.0个百分点"),
    ],
)
def test_the_figure_that_gave_a_light(keys: dict[str, str], reason: str) -> None:
    """The page says by which figure a light is shown where it does not print it anyway; months stand oldest first."""
    made = project([light(**keys)])
    assert (made.light and made.light.label, made.light_reason) == ("红牌警告", reason)


@pytest.mark.parametrize(
    ("until", "language", "text"),
    [
        (None, "zh-CN", "免亮红牌警告：主汛期停工（市指挥部批准）"),
        ("2026-07-31", "zh-CN", "免亮红牌警告：主汛期停工（市指挥部批准，至2026年7月31日）"),
        (None, "en", "Exempt from “红牌警告”: 主汛期停工 (approved by 市指挥部)"),
    ],
)
def test_an_exempted_light_is_said_on_the_page(until: str | None, language: str, text: str) -> None:
    """No light, but the reason and who approved it; it ends with its last day."""
    made = project([light()], language, exemptions=[{**EXEMPTION, **({"until": until} if until else {})}])
    assert (made.light, made.exempted) == (None, (text,))
    over = project([light()], exemptions=[{**EXEMPTION, "until": "2026-06-29"}])
    assert (over.light and over.light.code, over.exempted) == ("红", ())


def test_a_district_exempted_by_the_policy() -> None:
    """Its page says so; nobody approved it but the policy itself."""
    exempt = [{"unit": "zouping", "reason": "抗洪"}]
    made = district([light(applies_to="district", exempt=exempt)])
    assert (made.light, made.exempted) == (None, ("免亮红牌警告：抗洪",))
    shown = district([light(applies_to="district", periods="2")])
    assert shown.light
    assert shown.light_reason == "与时序进度之差连续 2 个月末为 −37.7个百分点、−45.0个百分点"
