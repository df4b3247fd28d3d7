from tests.each import each
from tests.rules.builders import problems
from tongbao.model.private import is_identity_number, masked, private_numbers


@each(
    "text",
    [
        "13812345678",
        "手机138 1234 5678转",
        "138-1234-5678",
        "+86 13812345678",
        "电话8613812345678",
        "１３８１２３４５６７８",
    ],
)
def test_mobile_numbers_are_found(text: str) -> None:
    """Mobile numbers are found with spaces, dashes, country code and full-width digits."""
    assert len(private_numbers(text)) == 1


@each(
    "text",
    [
        "0543-3160000",
        "12345678901",
        "023-12345678",
        "总投资 13812345678.50 元",
        "3.13812345678",
        "2601-371681-04-01-123456",
        "滨重办〔2026〕138123456789号",
        "150 200 3000 4000",
        "110105194912310021",
        "113417020032559734",
    ],
)
def test_other_numbers_are_no_private_ones(text: str) -> None:
    """Landlines, amounts, codes and numbers that fail the check of an identity number are left alone."""
    assert private_numbers(text) == []


def test_identity_numbers_have_a_day_of_birth_and_a_check_sign() -> None:
    """GB 11643-1999: its own example is one; with another check sign or a 31st of February it is none."""
    assert is_identity_number("11010519491231002X")
    assert is_identity_number("11010519491231002x")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("11010519490231002X")


def test_numbers_are_masked_as_offices_do() -> None:
    """Three and four digits of a mobile number stay, two and four of an identity number."""
    assert masked("138 1234 5678") == "138****5678"
    assert masked("11010519491231002X") == "11************002X"


def test_allowed_numbers_pass() -> None:
    """A number that policy.yaml allows passes, however it is spaced; another does not."""
    allowed = {"private_numbers_allowed": ["138-1234-5678"]}
    assert problems(project={"content": "热线 13812345678"}, policy=allowed) == []
    assert len(problems(project={"content": "热线 13912345678"}, policy=allowed)) == 1


def test_addresses_and_company_codes_are_no_persons() -> None:
    """Digits in a link's address or a company's code name a page or a firm, not a person."""
    links = [{"title": "公示", "url": "https://example.org/art/13812345678.html"}]
    assert problems(project={"links": links}) == []


@each(
    "change",
    [
        {"extra": {"联系方式": "13812345678"}},
        {"extra": {"电话13812345678": "有"}},
        {"withheld": {"place": "见 13812345678"}},
        {"links": [{"title": {"zh-CN": "电 13812345678"}, "url": "https://example.org"}]},
        {"progress": [{"as_of": "2026-10-31", "note": "电 13812345678"}]},
        {"years": [{"year": "2026", "plan": "45000", "target": "电 13812345678"}]},
    ],
)
def test_no_text_is_forgotten(change: dict[str, object]) -> None:
    """Text anywhere in a record is looked at: notes, targets, labels and values of extra, grounds of
    withholding."""
    assert [problem.rule for problem in problems(project=change)] == ["private-number"]


def test_earlier_names_are_looked_at() -> None:
    """What a change says that a name was is printed too."""
    change = {"date": "2026-07-15", "field": "name", "from": "电 13812345678", "to": "新名"}
    project = {"name": "新名", "changes": [change | {"reason": "更名", "approved_by": "市指挥部"}]}
    assert [(p.rule, p.field) for p in problems(project=project)] == [("private-number", "changes[0].from")]
