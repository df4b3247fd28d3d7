"""What a word was probably meant to be."""

import difflib

NEAR = 0.7
"""How alike a word must be to be suggested: `titel` is to `title` (0.8), not to `withheld` (0.62)."""
VERY_NEAR = 0.85
"""How alike a name must be to be taken for that of a file of ours: `project` is to `projects` (0.93)."""


def closest(word: str, words: tuple[str, ...], near_enough: float = NEAR) -> str:
    """The one of `words` that `word` was probably meant to be; "" where none is near."""
    by_lower = {known.lower(): known for known in words}
    near = difflib.get_close_matches(word.lower().replace("-", "_").strip("_ "), by_lower, n=1, cutoff=near_enough)
    near = near or difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=near_enough)
    return by_lower[near[0]] if near else ""
