"""Text for Hypothesis, which tries each of a million characters first where it is asked for those of a codec."""

from hypothesis import strategies as st

CHARACTERS = st.characters(exclude_categories=["Cs"])
"""All that UTF-8 can hold."""
ANY, SHORT = st.text(CHARACTERS), st.text(CHARACTERS, max_size=6)
