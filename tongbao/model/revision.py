"""A revision of a record: what a commit did to its file."""

from datetime import date
from typing import NamedTuple


class Revision(NamedTuple):
    """A commit changed a record's file. `before` and `after` name its content, "" where there was none; `was` is the id
    that the record had until then."""

    commit: str
    day: date
    kind: str
    id: str
    before: str
    after: str
    was: str = ""
