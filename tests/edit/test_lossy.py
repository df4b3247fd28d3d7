from tests.each import each
from tongbao.edit.lossy import is_lossy

LOSSY = [
    "NO",
    "yes",
    "On",
    "y",
    "Null",
    "012",
    "12:30",
    "1_000",
    "0x1F",
    "0o17",
    "1.50",
    "1e3",
    "+5",
    ".5",
    "1.",
    ".inf",
]
PLAIN = ["15", "-1.5", "0", "2026-03-01", "甲", "P-1", "12:30分", "nob", "1.2.3", "2026-11-15T17:00", "true?"]


@each("text", LOSSY)
def test_other_readers_take_it_for_something_else(text: str) -> None:
    """A number that would not come back as written, a time, a word for yes or no."""
    assert is_lossy(text)


@each("text", PLAIN)
def test_it_comes_back_as_written(text: str) -> None:
    """Numbers in their own form, days, and every other text."""
    assert not is_lossy(text)
