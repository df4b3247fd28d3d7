"""The names of owners (项目单位): which spellings are of one, which may be, and which are of persons."""

import re
import unicodedata

BRACKETS = str.maketrans("[]{}〔〕【】", "()()()()")
LEGAL_FORM = re.compile(r"(股份)?(有限(责任)?)?公司$")
"""The end of a company's name, which people leave out or write in two ways: 公司法 第七条 has 有限责任公司 and 有限公司
mean the same, and a company that goes public changes to 股份有限公司."""
ORGANISATION = re.compile(r"公司|集团|中心|政府|银行|大学|合作社|[局委院厅厂社所站馆队校]$")
"""By such words a short name is that of a firm or body."""
PERSON = re.compile(r"[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]+(·[\u4e00-\u9fff]+)+")
"""The form of a Chinese person's name."""
TRADER = re.compile(r"个体|个人|自然人")
TRADER_CODE = "92"
"""How the unified social credit code of a person in business (个体工商户) begins (GB 32100-2015)."""
USCC = re.compile(r"[0-9A-Z]{18}")


def owner_key(name: str) -> str:
    """A name as it is told apart from others: half-width, without spaces, with brackets of one kind."""
    plain = unicodedata.normalize("NFKC", name).translate(BRACKETS).casefold()
    return "".join(plain.split())


def owner_core(key: str) -> str:
    """The key of a name without the legal form at its end; names with the same may be of one firm."""
    return LEGAL_FORM.sub("", key)


def owner_code(uscc: str | None) -> str:
    """A unified social credit code as it tells owners apart, "" where none is given or what is has not its form."""
    plain = unicodedata.normalize("NFKC", uscc or "").strip().upper()
    return plain if USCC.fullmatch(plain) else ""


def is_person(name: str, uscc: str | None) -> bool:
    """Whether an owner is a person, also one in business, or may be one for all that the record says."""
    code = owner_code(uscc)
    if code:
        return code.startswith(TRADER_CODE)
    key = owner_key(name)
    return bool(TRADER.search(key) or (PERSON.fullmatch(key) and not ORGANISATION.search(key)))
