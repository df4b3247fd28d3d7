import pytest

from tongbao.rules.codes import PROJECT_CODE, uscc_check_sign


@pytest.mark.parametrize(
    "code",
    ["91110000101623741K", "911101066976941872", "113417020032559734", "116223010139322026"],
)
def test_real_credit_codes_pass(code: str) -> None:
    """Codes of real bodies carry the check sign of GB 32100-2015."""
    assert uscc_check_sign(code) == code[17]


@pytest.mark.parametrize(("code", "sign"), [("91350211M0000XUF46", None), ("91310115MA1H8R7C6D", "7")])
def test_other_credit_codes_fail(code: str, sign: str | None) -> None:
    """One that was really given out, and one that was invented, do not."""
    assert uscc_check_sign(code) != code[17]
    assert sign is None or uscc_check_sign(code) == sign


@pytest.mark.parametrize("code", ["9111000010162374", "9111000010162374IK", "", "统一社会信用代码十八位的文字啊啊"])
def test_what_is_no_credit_code_has_no_check_sign(code: str) -> None:
    """Too short, or with signs that the standard leaves out (I, O, S, V, Z)."""
    assert uscc_check_sign(code) is None


def test_both_forms_of_project_code_fit() -> None:
    """The form of GB/T 40058-2021 and the one before look the same."""
    assert PROJECT_CODE.fullmatch("2601-371681-04-01-123456")
    assert PROJECT_CODE.fullmatch("2020-371600-48-03-000000")
    assert not PROJECT_CODE.fullmatch("2601-371681-04-01-123456 ")
