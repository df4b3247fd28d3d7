"""Versions of a record as a history may hold them: such as today's models take, and such as they refuse."""

from typing import Any

from hypothesis import strategies as st

Tree = Any
TEXTS = st.sampled_from(["a", "b", "2026-10-31", "36120", "三条\n文字"])
DAYS = st.sampled_from(["2026-08-31", "2026-09-30", "2026-10-31"])
WORDS = TEXTS | st.fixed_dictionaries({}, optional={"zh-CN": TEXTS, "en": TEXTS})
REPORT = st.fixed_dictionaries(
    {"as_of": DAYS},
    optional={
        "reported": DAYS | st.none(),
        "invested": TEXTS,
        "note": WORDS,
        "extra": st.dictionaries(TEXTS, TEXTS, max_size=2),
        "certified": st.fixed_dictionaries({"date": DAYS}, optional={"invested": TEXTS}),
    },
)
MILESTONE = st.fixed_dictionaries(
    {"name": WORDS, "planned": DAYS},
    optional={"changes": st.lists(st.fixed_dictionaries({"date": DAYS, "to": DAYS}), max_size=3)},
)
ANYTHING = st.recursive(
    TEXTS | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=5,
)
PROJECTS = st.fixed_dictionaries(
    {},
    optional={
        "name": WORDS,
        "lists": st.lists(TEXTS, max_size=3),
        "investment": st.fixed_dictionaries({}, optional={"total": TEXTS, "sources": st.dictionaries(TEXTS, TEXTS)}),
        "progress": st.lists(REPORT, max_size=4) | ANYTHING,
        "milestones": st.lists(MILESTONE, max_size=3),
        "of_old_days": ANYTHING,
    },
)
