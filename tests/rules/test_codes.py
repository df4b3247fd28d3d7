import pytest

from tongbao.rules.codes import PROJECT_CODE, is_uscc


@pytest.mark.parametrize(
    "code",
    ["91110000101623741K", "911101066976941872", "113417020032559734", "116223010139322026"],
)
def test_real_credit_codes_pass(code: str) -> None:
    """Codes of real bodies carry the check sign of GB 32100-2015."""
    assert is_uscc(code)


def test_a_credit_code_may_begin_with_a_letter() -> None:
    """Those of village cooperatives (N) do; this one is made up, with the right check sign."""
    assert is_uscc("N2371626MF55555521")


@pytest.mark.parametrize("code", ["91350211M0000XUF46", "91310115MA1H8R7C6D"])
def test_other_credit_codes_fail(code: str) -> None:
    """One that was really given out, and one that was invented, do not."""
    assert not is_uscc(code)


@pytest.mark.parametrize("code", ["9111000010162374", "9111000010162374IK", "", "统一社会信用代码十八位的文字啊啊"])
def test_what_is_no_credit_code(code: str) -> None:
    """Too short, or with signs that the standard leaves out (I, O, S, V, Z)."""
    assert not is_uscc(code)


def test_both_forms_of_project_code_fit() -> None:
    """The form of GB/T 40058-2021 and the one before look the same."""
    assert PROJECT_CODE.fullmatch("2601-371681-04-01-123456")
    assert PROJECT_CODE.fullmatch("2020-371600-48-03-000000")
    assert not PROJECT_CODE.fullmatch("2601-371681-04-01-123456 ")
