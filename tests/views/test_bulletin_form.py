"""The form in which a bulletin is printed."""

from typing import Any

from tests.bulletin_place import page_of, place, project, view_of, weekly
from tongbao.views.bulletin_form import BRIEF, FormView

CIRCULAR = {"kinds": ["weekly"], "form": "circular", "code": "滨重办", "note": "此件公开发布"}


def form(*forms: dict[str, Any], **bulletin: Any) -> FormView:
    """The form of the weekly bulletin of May."""
    return view_of(place(project("P-1"), policy={"forms": list(forms)}), weekly(**bulletin)).form


def paper(*forms: dict[str, Any], **bulletin: Any) -> str:
    """What is printed, without line breaks."""
    data = place(project("P-1"), policy={"forms": list(forms)})
    return "".join(page_of(view_of(data, weekly(**bulletin)), "pdf/bulletin.html", path="bulletins/x.pdf").split())


def test_a_brief_where_no_form_is_named() -> None:
    """Also where forms are named for other kinds."""
    assert form()._replace(names=()) == BRIEF
    assert form({**CIRCULAR, "kinds": ["monthly"]}).form == "brief"


def test_the_newest_form_in_force_holds() -> None:
    """An issued bulletin is printed by the form of its own day: a later code does not change its number."""
    later = {**CIRCULAR, "code": "滨指办", "valid_from": "2026-06-01"}
    assert form(CIRCULAR, later).number == "滨重办〔2026〕1号"
    assert form({**CIRCULAR, "code": "旧"}, {**CIRCULAR, "valid_from": "2026-05-01"}).number == "滨重办〔2026〕1号"


def test_number_of_a_circular() -> None:
    """Made of code, year and number; the bulletin's own goes first; a supplement and one without a number have none."""
    assert "滨重办〔2026〕1号" in paper(CIRCULAR)
    own = paper(CIRCULAR, document_number="滨政字〔2026〕77号")
    assert "滨政字〔2026〕77号" in own
    assert "滨重办" not in own
    assert form(CIRCULAR, supplement=True).number == ""
    assert form(CIRCULAR, number=None).number == ""


def test_recipients_of_a_circular() -> None:
    """发 are addressed, 报 and 送 have copies; nobody is addressed where nobody is named."""
    told = paper(CIRCULAR, recipients={"report": "市委", "send": "市直有关部门", "issue": "各县区", "copies": "60"})
    assert '<pclass="to">各县区：</p>' in told
    assert "抄送：市委；市直有关部门。" in told
    assert 'class="to"' not in paper(CIRCULAR)


def test_one_annex_has_no_number() -> None:
    """附件, and not 附件1, where a single section has a table."""
    one = paper(CIRCULAR, sections=["headline", "districts"])
    assert '<pclass="annex-mark">附件</p>' in one
    assert "（见附件）" in one
    several = paper(CIRCULAR, sections=["classes", "boards"])
    assert '<pclass="annex-mark">附件1</p>' in several


def test_contents_of_a_long_brief() -> None:
    """From as many sections on as the policy says."""
    brief = {"kinds": ["weekly"], "contents": "2"}
    assert 'class="contents"' in paper(brief, sections=["headline", "districts"])
    assert 'class="contents"' not in paper(brief, sections=["headline"])
