import pytest

from tongbao.edit.repairs import repaired


@pytest.mark.parametrize(
    ("rule", "text", "meant"),
    [
        ("not-a-number", "３６１２０", "36120"),
        ("not-a-number", "36,120", "36120"),
        ("not-a-number", "1，234，567.５", "1234567.5"),
        ("not-a-number", "−１２．５", "-12.5"),
        ("not-a-number", "\u200b36120\u00a0", "36120"),
        ("not-a-number", "36,12", None),
        ("not-a-number", "0,300", None),
        ("not-a-number", "3612,000", None),
        ("not-a-number", "36120万元", None),
        ("not-a-number", "012", None),
        ("not-a-number", "1.250,5", None),
        ("not-an-integer", "２０２６", "2026"),
        ("not-a-date", "2026/3/1", "2026-03-01"),
        ("not-a-date", "2026.3.1", "2026-03-01"),
        ("not-a-date", "2026-3-1", "2026-03-01"),
        ("not-a-date", "2026年3月1日", "2026-03-01"),
        ("not-a-date", "２０２６－０３－０１", "2026-03-01"),
        ("not-a-date", "2026－3－1 00:00:00", "2026-03-01"),
        ("not-a-date", "20260301", "2026-03-01"),
        ("not-a-date", "3/4/2026", None),
        ("not-a-date", "2026/13/4", None),
        ("not-a-date", "2026-3/1", None),
        ("not-a-date", "2026-03-01 08:30", None),
        ("not-a-date", "2026年3月", None),
        ("not-a-date", "26/3/1", None),
        ("not-a-month", "2026年3月", "2026-03"),
        ("not-a-month", "2026/3", "2026-03"),
        ("not-a-month", "2026.03", "2026-03"),
        ("not-a-month", "2026.12", "2026-12"),
        ("not-a-month", "2026.1", None),
        ("not-a-month", "2026.10", "2026-10"),
        ("not-a-month", "2026-13", None),
        ("not-a-time", "2026/11/15 17：00", "2026-11-15T17:00"),
        ("not-a-time", "2026年11月15日17时", "2026-11-15T17:00"),
        ("not-a-time", "2026-11-15T９:30", "2026-11-15T09:30"),
        ("not-a-time", "2026年11月15日", "2026-11-15"),
        ("not-a-time", "2026-11-15 25:00", None),
        ("not-a-time", "17:00", None),
        ("not-a-boolean", "是", "true"),
        ("not-a-boolean", "NO", "false"),
        ("not-a-boolean", "1", None),
        ("bad-id", "P-zp-２０２６-014\u3000", "P-zp-2026-014"),
        ("bad-id", "P zp", None),
        ("not-allowed", "新开工\u00a0", "新开工"),
        ("not-text", "３", None),
        ("unknown-key", "３", None),
    ],
)
def test_what_can_only_be_meant(rule: str, text: str, meant: str | None) -> None:
    """Forms that mean one thing are repaired; what could mean two, and every text, is not."""
    assert repaired(rule, text) == meant
