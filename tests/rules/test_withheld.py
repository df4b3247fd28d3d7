from tests.each import each
from tests.rules.builders import problems
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.model.withheld import names_field


@each(
    "name",
    [
        "content",
        "owner.uscc",
        "owner",
        "investment.total",
        "investment.sources",
        "years.2026.plan",
        "years",
        "extra.电话",
    ],
)
def test_names_of_fields(name: str) -> None:
    """Fields, fields within fields, facts of a year and labels of extra can be withheld."""
    assert names_field(Project, name)


@each(
    "name",
    [
        "contents",
        "owner.phone",
        "content.x",
        "years.plan",
        "years.2026.plans",
        "years.２０２６.plan",
        "stages.note",
        "",
    ],
)
def test_other_names(name: str) -> None:
    """A name that leads to no field is none."""
    assert not names_field(Project, name)


def test_keys_are_spelled_as_in_the_file() -> None:
    """`raised.by` is a field of an issue; attribute names with an underscore are not keys."""
    assert names_field(Issue, "raised.by")
    assert not names_field(Issue, "raised.by_")


def test_fields_with_defaults_hold_nothing() -> None:
    """A field that stands at its default is empty: count, investment, extra."""
    project = {
        "withheld": {
            "count": "条例",
            "officer_assigned": "条例",
            "extra.电话": "条例",
            "years.2019.plan": "条例",
        }
    }
    assert problems(project=project) == []


def test_a_label_of_extra_holds_a_value() -> None:
    """A label of extra that is withheld must not stand there."""
    project = {"extra": {"面积.总": "12"}, "withheld": {"extra.面积.总": "条例"}}
    assert [(p.rule, p.location) for p in problems(project=project)] == [("withheld-has-value", ("extra", "面积.总"))]


def test_nought_is_a_value() -> None:
    """A plan of 0 that is withheld tells something, so it must not stand there."""
    project = {"years": [{"year": "2026", "plan": "0"}], "changes": [], "withheld": {"years.2026.plan": "条例"}}
    assert [p.field for p in problems(project=project)] == ["years[0].plan"]


def test_a_whole_year_can_be_withheld() -> None:
    """A year that is withheld has no entry in `years`."""
    project = {"years": [{"year": "2026"}], "changes": [], "withheld": {"years.2026": "条例"}}
    assert [p.field for p in problems(project=project)] == ["years[0]"]
