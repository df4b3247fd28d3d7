"""No index number for two documents, made or written."""

from tests.rules.builders import problems

ALIKE = {"pattern": "{kind}{year}{number}", "kinds": {"list": "A", "letter": "A"}}


def test_made_numbers_do_not_meet() -> None:
    """Where two kinds bear one code, list and letter of a year get one number: told at the pattern, once."""
    found = problems(site={"index_numbers": ALIKE}, targets={"decided": "2026-02-09"})
    twice = [problem for problem in found if problem.rule == "index-number-twice"]
    assert [(problem.path, problem.field, problem.params["variant"]) for problem in twice] == [
        ("site.yaml", "index_numbers", "made")
    ]
    assert (twice[0].params["other"], twice[0].params["document"]) == ("targets-2026", "letter-2026-district-linting")
    apart = problems(site={"index_numbers": {**ALIKE, "kinds": {}}}, targets={"decided": "2026-02-09"})
    assert "index-number-twice" not in {problem.rule for problem in apart}
