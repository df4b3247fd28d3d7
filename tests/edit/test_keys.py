"""A key is put into a file that a person wrote, and everything else stays."""

import pytest

from tongbao.edit.keys import with_key


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("as_of: 2026-05-17\nwords: {}\n", "as_of: 2026-05-17\nissued: 2026-05-18\nwords: {}\n"),
        ("issued: 2026-05-01\nas_of: 1\n", "issued: 2026-05-18\nas_of: 1\n"),
        ("issued: 2026-05-01   # a Friday\nas_of: 1\n", "issued: 2026-05-18   # a Friday\nas_of: 1\n"),
        ("issued:\nas_of: 1\n", "issued: 2026-05-18\nas_of: 1\n"),
        ("as_of: 1\r\nid: W\r\n", "as_of: 1\r\nissued: 2026-05-18\r\nid: W\r\n"),
        ("as_of: 1\r\nissued: 2026-05-01 # x\r\n", "as_of: 1\r\nissued: 2026-05-18 # x\r\n"),
        ("id: W\nas_of: 1", "id: W\nas_of: 1\nissued: 2026-05-18\n"),
        ("id: W\r\nas_of: 1", "id: W\r\nas_of: 1\r\nissued: 2026-05-18\r\n"),
        ("id: W\n", "id: W\nissued: 2026-05-18\n"),
        (
            "words:\n  editor: |\n    issued: by hand\nas_of: 1 # end\n",
            "words:\n  editor: |\n    issued: by hand\nas_of: 1 # end\nissued: 2026-05-18\n",
        ),
    ],
)
def test_a_key_is_put_where_it_stands_or_below_another(before: str, after: str) -> None:
    """In its line, else below `as_of`, else at the end; comments, line ends and deeper keys of that name stay."""
    assert with_key(before, "issued", "2026-05-18", after="as_of") == after
