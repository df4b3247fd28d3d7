"""By what entries of lists are told apart."""

from tests.each import each
from tongbao.model.base import Record
from tongbao.model.keys import Form, held_at, held_by, natural_key
from tongbao.model.project import Milestone, Project, Report
from tongbao.model.setting import Selection
from tongbao.model.standings import Board
from tongbao.views.schema import FILES, records_of

NAMELESS = {"Selection", "Call", "Veto"}
"""Alternatives without a name; their lists are compared as a whole."""


def in_lists() -> dict[str, type[Record]]:
    """Every record by its name that stands in a list of a file that people write."""
    every = {record for file in FILES.values() for record in records_of(file.model).values()}
    held = (held for record in every for held in held_by(record).values())
    return {each.kind.__name__: each.kind for each in held if each.form is Form.ENTRIES and each.kind}


@each(("name", "kind"), in_lists().items(), lambda case: case[0])
def test_every_entry_of_a_list_has_a_natural_key_of_its_own_fields(name: str, kind: type[Record]) -> None:
    """Whatever stands in a list of a file can be told apart from its neighbours by keys that it has."""
    keys = natural_key(kind)
    assert bool(keys) != (name in NAMELESS)
    assert set(keys) <= {field.alias or name for name, field in kind.model_fields.items()}


def test_a_declared_key_comes_before_the_usual_one() -> None:
    """A report is told apart by its days, a milestone by its name, a rule by its code and its first day."""
    assert natural_key(Report) == ("as_of", "reported")
    assert natural_key(Milestone) == ("name",)
    assert natural_key(Board) == ("code", "valid_from")
    assert natural_key(Selection) == ()


@each(
    ("keys", "form"),
    [
        (("name",), Form.WHOLE),
        (("lists",), Form.WHOLE),
        (("owner",), Form.RECORD),
        (("owner", "name"), Form.WHOLE),
        (("extra",), Form.MAP),
        (("investment", "sources"), Form.MAP),
        (("investment", "sources", "自筹"), Form.WHOLE),
        (("progress",), Form.ENTRIES),
        (("progress", "certified"), Form.RECORD),
        (("progress", "certified", "invested"), Form.WHOLE),
        (("changes", "from"), Form.WHOLE),
        (("no_such_field",), Form.MAP),
    ],
)
def test_what_stands_below_some_keys_is_known_from_the_model(keys: tuple[str, ...], form: Form) -> None:
    """Words in several languages are one value; a record or map is not; what no model knows is read by its keys."""
    assert held_at(Project, keys).form is form
