from dataclasses import replace

from tongbao.problems import Problem, in_order


def test_problems_of_one_place() -> None:
    """What two rules find alike is told once; of one rule in one place first what comes first in its words."""
    one = Problem("site.yaml", "unknown-code", ("districts", 0), {"value": "b"}, line=3, column=1)
    other, above = replace(one, params={"value": "a"}), replace(one, line=2)
    assert in_order([one, other, above, replace(one)]) == [above, other, one]
