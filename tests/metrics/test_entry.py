"""Named lists: who meets an entry rule, and what those that do not are lacking."""

from typing import Any

from tests.each import each
from tests.snapshots import Record, snapshot, stage, year
from tongbao.metrics.entry import EntryStanding, entry_standings
from tongbao.metrics.gates import open_steps, passed_on
from tongbao.model.listing import EntryRule

DAY = "2026-06-30"
SITE = {
    "lists": [{"code": "省列", "name": "省列"}, {"code": "其他", "name": "其他"}],
    "classes": [
        {"code": "产业", "name": "产业"},
        {"code": "工业", "name": "工业", "within": "产业"},
        {"code": "民生", "name": "民生"},
    ],
}
BY_KIND = [{"classes": ["产业"], "total": {"at_least": "30000"}}, {"classes": ["民生"], "total": {"at_least": "20000"}}]
APPROVALS = {
    "code": "审批",
    "name": "审批",
    "steps": [{"step": "备案", "limit": {"upper": "5"}}, {"step": "环评", "limit": {"upper": "5"}}],
}


def entries(rule: Record, *projects: Record, **policy: Any) -> tuple[EntryStanding, ...]:
    """The projects, all on the list, against a rule."""
    listed = [{"id": f"P-{i}", "lists": ["省列"], **project} for i, project in enumerate(projects)]
    found = snapshot(DAY, *listed, site=SITE, policy={"procedures": [APPROVALS], **policy})
    asked = EntryRule.model_validate({"list": "省列", **rule})
    return tuple(entry_standings([asked], found.standings, found.data.site, found.day, found.rules.procedures))


def lacking(rule: Record, project: Record, **policy: Any) -> list[str]:
    """The fields of the conditions that the project does not meet."""
    return [condition.field for condition in entries(rule, project, **policy)[0].lacking]


def of(kind: str, total: str | None, **more: Any) -> Record:
    return {"classes": [kind], "investment": {"total": total} if total else {}, **more}


@each(
    ("project", "met"),
    [
        (of("产业", "30000"), True),
        (of("工业", "30000"), True),
        (of("产业", "29999.99"), False),
        (of("民生", "20000"), True),
        (of("民生", "29999"), True),
    ],
)
def test_a_threshold_by_kind(project: Record, met: bool) -> None:
    """One selection that finds the project is enough; a class holds what lies within it, and 不少于 is inclusive."""
    assert entries({"any_of": BY_KIND}, project)[0].met is met


def test_only_projects_on_the_list() -> None:
    """A project that is not on the list is not asked."""
    assert entries({"any_of": BY_KIND}, {"lists": ["其他"]}) == ()


def test_what_comes_nearest_is_told() -> None:
    """The selection for the project's own kind says what is lacking, be it not the first."""
    entry = entries({"any_of": BY_KIND}, of("民生", "15000"))[0]
    assert [(each.field, each.asked.total.at_least) for each in entry.lacking] == [("total", 20000)]


def test_every_condition_is_told() -> None:
    """Where several things are lacking, each is named for itself."""
    rule = {"any_of": [{"levels": ["省级"], "stages": ["preparing"], "natures": ["新开工"], "total": {"above": "100"}}]}
    project = {**of("产业", "100"), "stages": [stage("2026-01-05")], "years": year("5", "续建")}
    assert lacking(rule, project) == ["levels", "stages", "plan", "total"]


def test_a_stage_that_was_to_be_reached() -> None:
    """What has happened is asked for by its window."""
    rule = {"any_of": [{"reached": [{"stage": "signed", "within": "year"}, {"stage": "started", "within": "ever"}]}]}
    assert lacking(rule, {"stages": [stage("2025-01-05", "signed"), stage("2026-01-05")]}) == ["reached"]


def test_an_unknown_total_is_lacking() -> None:
    """A single project without a total investment does not qualify where one is asked for."""
    entry = entries({"any_of": BY_KIND}, of("产业", None))[0]
    assert (entry.met, entry.unknown, [each.field for each in entry.lacking]) == (False, True, ["total"])


def test_a_bundle_whose_totals_nobody_knows() -> None:
    """Of a bundle nobody can tell whether each of its projects is large enough, unless all together are not."""
    assert entries({"any_of": BY_KIND}, of("产业", "90000", count="3"))[0].met is None
    assert entries({"any_of": BY_KIND}, of("产业", "20000", count="3"))[0].met is False


def test_what_is_outside_the_scope() -> None:
    """A withdrawn project that is still on the list lacks everything at once."""
    project = {**of("产业", "50000"), "stages": [stage("2026-02-01", "withdrawn")]}
    assert lacking({"any_of": BY_KIND}, project, scope={"exclude_stages": ["withdrawn"]}) == ["scope"]


def done(step: str, day: str | None) -> Record:
    return {"procedure": "审批", "step": step, "begun": "2026-01-04", **({"done": day} if day else {})}


@each(
    ("gate", "steps", "missing"),
    [
        ("审批", [], ("备案", "环评")),
        ("审批", [done("备案", "2026-02-01")], ("环评",)),
        ("审批", [done("备案", "2026-02-01"), done("环评", "2026-03-01")], ()),
        ("审批/备案", [done("备案", "2026-02-01")], ()),
        ("审批/环评", [done("备案", "2026-02-01")], ("环评",)),
        ("审批/备案", [done("备案", "2026-02-01"), done("备案", None)], ("备案",)),
        ("审批/备案", [done("备案", "2026-07-01")], ("备案",)),
        ("踏勘", [], ("踏勘",)),
        ("踏勘", [{"procedure": "踏勘", "step": "现场", "done": "2026-02-01"}], ()),
    ],
)
def test_gates(gate: str, steps: list[Record], missing: tuple[str, ...]) -> None:
    """A gate is passed when all its papers are there by the day: a step, a procedure, or what is recorded of one that
    the policy does not have."""
    entry = entries({"gates": [gate]}, {"steps": steps})[0]
    assert entry.gates == (((gate, missing),) if missing else ())
    assert entry.met is not bool(missing)


def test_a_rule_that_asks_for_nothing() -> None:
    """A list that only offers its projects takes everyone."""
    assert entries({"offers": True}, {})[0].met is True


def test_the_day_of_a_gate_is_that_of_its_last_paper() -> None:
    """A step with several papers is passed when the last is there."""
    steps = [done("备案", "2026-02-01"), done("备案", "2026-03-05")]
    standing = snapshot(DAY, {"steps": steps}, policy={"procedures": [APPROVALS]}).standings[0]
    assert str(passed_on("审批", "备案", standing.steps)) == "2026-03-05"
    assert open_steps("审批/备案", standing.steps, ()) == ()
