import copy
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from tongbao.frozen import frozen


@frozen
class Wide:
    """With a dictionary of its own."""

    name: str
    many: tuple[int, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False, repr=False)


@frozen(slots=True)
class Narrow:
    """Without one."""

    name: str
    count: int = 0

    def __repr__(self) -> str:
        return self.name


def test_values_are_compared_and_shown_by_their_fields() -> None:
    """As of a dataclass: what is left out of a comparison or of what is shown counts in neither."""
    one, same, other = Wide("a", (1,), ["x"]), Wide("a", many=(1,)), Wide("a", (2,))
    assert (one == same, one == other, hash(one) == hash(same)) == (True, False, True)
    assert (repr(one), repr(Narrow("b"))) == ("Wide(name='a', many=(1,))", "b")
    assert Wide("a") != Narrow("a")
    assert [each.name for each in fields(Wide)] == ["name", "many", "notes"]


def test_a_default_is_made_anew_for_each() -> None:
    """Two values share no list."""
    assert Wide("a").notes is not Wide("a").notes
    with pytest.raises(TypeError):
        Wide()  # type: ignore[call-arg]


@pytest.mark.parametrize("value", [Wide("a", (1,)), Narrow("b", 2)])
def test_a_value_stays_as_it_is_and_can_be_copied(value: Wide | Narrow) -> None:
    """Nothing can be set or taken away; what is replaced, copied or handed to another process is a value of its own."""
    with pytest.raises(FrozenInstanceError):
        value.name = "c"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del value.name
    assert replace(replace(value, name="c"), name=value.name) == value != replace(value, name="c")
    assert pickle.loads(pickle.dumps(value)) == copy.copy(value) == value
