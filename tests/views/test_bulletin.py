"""What a bulletin says, decided from the figures of its own day."""

from tests.builders import make_issue
from tests.bulletin_place import BEFORE, place, project, view_of, weekly
from tests.snapshots import reader_of, report, snapshot, year
from tongbao.rules.drafts import last_before
from tongbao.views.bulletin import bulletin_series
from tongbao.views.bulletin_figures import rankings
from tongbao.views.parts import DatedItem

BEGUN = {"date": "2025-03-01", "stage": "started"}


def _said(items: tuple[DatedItem, ...]) -> list[tuple[str, str]]:
    return [(item.link.text, item.iso) for item in items]


def test_figures_are_those_of_the_bulletins_own_day() -> None:
    """A report that came in after the as-of hour's day is not in the bulletin."""
    data = place(project("P-1", invested=[("2026-05-10", "3000"), ("2026-05-18", "9000")]))
    assert view_of(data).figures["completed"].text == "0.30亿元"


def test_added_investment_is_the_difference_of_the_unrounded_sums() -> None:
    """滨州 2020: (242.25 + 12.63) − (198.8 + 9.55) = 46.53 亿元."""
    before, now = "2026-05-10", "2026-05-17"
    data = place(
        project("P-1", invested=[(before, "1988000"), (now, "2422500")]),
        project("P-2", invested=[(before, "95500"), (now, "126300")]),
    )
    view = view_of(data, before=weekly(**BEFORE))
    assert (view.new.text, view.new.signed, view.new.fell) == ("46.53亿元", "46.53", False)


def test_what_the_rate_leaves_out_is_said() -> None:
    """Completed investment of a project without a plan is in the sum, not in the rate: who divides must know."""
    planned, unplanned = project("P-1"), project("P-2", years=[{"year": "2026", "nature": "续建"}])
    assert view_of(place(planned)).recount.left_out is None
    left_out = view_of(place(planned, unplanned)).recount.left_out
    assert left_out is not None
    assert (left_out.text, left_out.exact) == ("0.50亿元", "5000")


def test_nothing_is_added_over_a_new_year() -> None:
    """Cumulative investment starts again in January."""
    data = place(project("P-1"))
    old = weekly(**{**BEFORE, "as_of": "2025-12-28T17:00", "period": {"from": "2025-12-22", "until": "2025-12-28"}})
    assert view_of(data, before=old).new.text == ""


def test_a_later_word_for_work_under_way_is_no_second_start() -> None:
    """A place's 主体施工 means started, but ground was broken before."""
    stages = [BEGUN, {"date": "2026-05-13", "stage": "started"}]
    assert view_of(place(project("P-1", stages=stages))).starts == ()


def test_a_start_said_only_in_a_report_is_a_start() -> None:
    """A reporter's own stage word counts like an entry in stages."""
    plan = {"year": "2026", "nature": "新开工", "plan": "10000"}
    report = {"as_of": "2026-05-15", "invested": "100", "stage": "started"}
    data = place(project("P-1", stages=[], years=[plan], progress=[report]))
    assert _said(view_of(data).starts) == [("P-1项目", "2026-05-15")]


def test_stops_and_completions_are_first_days_in_the_period() -> None:
    """Completed after commissioned is no second completion; a withdrawal is a stop."""
    finished = [{"date": "2026-05-12", "stage": "commissioned"}, {"date": "2026-05-14", "stage": "completed"}]
    withdrawn = {"date": "2026-05-13", "stage": "withdrawn"}
    view = view_of(place(project("P-1", stages=[BEGUN, *finished]), project("P-2", stages=[BEGUN, withdrawn])))
    assert _said(view.completions) == [("P-1项目", "2026-05-12")]
    assert _said(view.stops) == [("P-2项目", "2026-05-13")]


def test_milestones_done_late_and_next() -> None:
    """The due day itself is still ahead; the policy's days bound what is next."""
    milestones = [
        {"name": "甲", "planned": "2026-05-10", "actual": "2026-05-12"},
        {"name": "乙", "planned": "2026-05-16"},
        {"name": "丙", "planned": "2026-05-17"},
        {"name": "丁", "planned": "2026-05-31"},
        {"name": "戊", "planned": "2026-06-01"},
    ]
    view = view_of(place(project("P-1", milestones=milestones)))
    assert [item.label for item in view.milestones_done] == ["甲"]
    assert [item.label for item in view.milestones_late] == ["乙"]
    assert [item.label for item in view.milestones_next] == ["丙", "丁"]


def test_closed_issues_are_those_resolved_in_the_period() -> None:
    """An issue resolved before and only written off now is not closed twice."""
    assigned = {"date": "2026-05-01", "kind": "assigned"}
    early = [assigned, {"date": "2026-05-04", "kind": "resolved"}, {"date": "2026-05-12", "kind": "closed"}]
    late = [assigned, {"date": "2026-05-13", "kind": "resolved"}]
    raised = {"date": "2026-05-01"}
    issues = (make_issue(id="I-1", raised=raised, events=early), make_issue(id="I-2", raised=raised, events=late))
    assert [row.id for row in view_of(place(project("P-1"), issues=issues)).issues_closed] == ["I-2"]


def test_order_colour_is_in_words() -> None:
    """红 alone says nothing in English; Chinese says 黄色督办."""
    order = {"date": "2026-05-12", "kind": "ordered", "colour": "黄"}
    data = place(project("P-1"), issues=(make_issue(raised={"date": "2026-05-11"}, events=[order]),))
    assert [view_of(data, language=language).orders[0].label for language in ("zh-CN", "en")] == ["黄色督办", "黄牌"]


def test_sections_without_anything_to_say_are_left_out() -> None:
    """No editor's words, no boards: no heading for them, and the numbering has no hole."""
    bulletin = weekly(sections=["headline", "boards", "editor", "issues"])
    data = place(project("P-1"), policy={"boards": []})
    assert view_of(data, bulletin).sections == ("headline", "issues")


def test_board_names_its_ends_with_the_figure_it_is_ranked_by() -> None:
    """A board ranked by another figure than the completion rate names that figure."""
    board = {"code": "all", "name": "县区", "members": ["zouping", "huimin"], "ranked_by": "completed", "named": "1"}
    slow = project("P-1", invested=[("2026-05-10", "3000")])
    (ranking,) = view_of(place(slow, project("P-2", "huimin"), policy={"boards": [board]})).boards
    assert ranking.measure == "累计完成投资"
    assert [(name, figure.text) for name, figure in (*ranking.best, *ranking.worst)] == [
        ("惠民", "0.50亿元"),
        ("邹平", "0.30亿元"),
    ]


def test_names_at_both_ends() -> None:
    """Best and worst are named as many as the policy says, never so many that one is both; who has no figure is not."""
    projects = [
        {"id": f"P-{code}", "district": code, "years": year("100"), "progress": [report("2026-06-30", done)]}
        for code, done in (("a", "10"), ("b", "20"), ("c", "30"), ("d", "40"))
    ]
    boards = [
        {"code": "two", "name": "县区", "members": list("abcde"), "named": "2"},
        {"code": "three", "name": "县区", "members": list("abc"), "named": "3"},
    ]
    site = {"districts": [{"code": code, "name": code.upper()} for code in "abcde"]}
    found = snapshot("2026-06-30", *projects, site=site, policy={"boards": boards})
    two, three = rankings(found, reader_of(found))
    assert [[name for name, _ in names] for names in (two.best, two.worst)] == [["D", "C"], ["B", "A"]]
    assert [[name for name, _ in names] for names in (three.best, three.worst)] == [["C"], ["A"]]
    assert [row.rank for row in two.rows] == ["1", "2", "3", "4", ""]


def test_counts_are_the_lengths_of_the_lists() -> None:
    """What a sentence counts is what its table shows."""
    view = view_of(place(project("P-1"), issues=(make_issue(raised={"date": "2026-05-12"}),)))
    assert view.counts["issues_new"] == "1" == str(len(view.issues_new))


def test_draft_and_head() -> None:
    """A draft has no date of issue; 第N期 stands apart from its year; 总第N期 only where it is given."""
    data = place(project("P-1"))
    draft = view_of(data, weekly(issued=None, total_number="77"))
    assert (draft.draft, draft.head.issued) == (True, "")
    assert (draft.head.short_number, draft.head.total_number) == ("第1期", "总第77期")
    assert view_of(data).head.total_number == ""


def test_monthly_span_over_two_months_is_no_month() -> None:
    """1—2月 is one bulletin in many places (驻马店, 开平)."""
    both = weekly(kind="monthly", period={"from": "2026-01-01", "until": "2026-02-28"})
    one = weekly(kind="monthly", period={"from": "2026-04-01", "until": "2026-04-30"})
    data = place(project("P-1"))
    assert [view_of(data, bulletin).span for bulletin in (both, one)] == ["本期", "4月份"]


def test_day_of_the_bulletin_before_is_named_only_after_a_gap() -> None:
    """A missing week makes 本周 wrong."""
    data = place(project("P-1"))
    gap = weekly(**{**BEFORE, "period": {"from": "2026-04-27", "until": "2026-05-03"}, "as_of": "2026-05-03T17:00"})
    assert view_of(data, before=weekly(**BEFORE)).new_since == ""
    assert view_of(data, before=gap).new_since == "5月3日"


def test_supplements_have_neighbours_of_their_own() -> None:
    """An ordinary bulletin is compared with the ordinary one before it, a supplement (增刊) with a supplement."""
    days = {"W-1": "2026-05-10", "S-1": "2026-05-13", "W-2": "2026-05-17", "S-2": "2026-05-20"}
    made = [weekly(id=id, as_of=day, supplement=id.startswith("S")) for id, day in days.items()]
    near = {
        p.bulletin.id: (p.previous and p.previous.id, p.following and p.following.id) for p in bulletin_series(made)
    }
    assert near == {"W-1": (None, "W-2"), "W-2": ("W-1", None), "S-1": (None, "S-2"), "S-2": ("S-1", None)}
    dataset = place(bulletins=tuple(made))
    assert {each.id: last and last.id for each in made for last in [last_before(dataset, each)]} == {
        id: previous for id, (previous, _) in near.items()
    }
