"""Reads what is internal of a place: a second tree, read as strictly as the first, and kept nowhere.

No build imports this module; a contract in pyproject.toml holds that.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tongbao.load.cache import TreeCache
from tongbao.load.folders import reader
from tongbao.load.git import work_tree
from tongbao.load.places import ACTIVITIES, BULLETINS, ISSUES, PROJECTS, Kind
from tongbao.load.positions import located
from tongbao.load.records import Reading, records, single
from tongbao.load.walk import MARKER, inside
from tongbao.model.base import Record
from tongbao.model.internal import (
    Internal,
    InternalActivity,
    InternalBulletin,
    InternalIssue,
    InternalProject,
    InternalTree,
)
from tongbao.problems import Problem, in_order

R = TypeVar("R", bound=Record)


def load_internal(folder: Path) -> tuple[Internal | None, list[Problem]]:
    """What is written in an internal tree, None where internal.yaml cannot be used, and everything wrong with it."""
    reading = Reading(folder, TreeCache(None))
    tree = single(reading, MARKER, InternalTree)
    projects = _by_id(reading, PROJECTS, InternalProject, lambda record: record.id)
    issues = _by_id(reading, ISSUES, InternalIssue, lambda record: record.id)
    activities = _by_id(reading, ACTIVITIES, InternalActivity, lambda record: record.id)
    bulletins = _by_id(reading, BULLETINS, InternalBulletin, lambda record: record.id)
    problems = in_order(located(reading.problems, reader(folder)))
    if tree is None:
        return None, problems
    return Internal(tree, projects, issues, activities, bulletins, reading.paths), problems


def _by_id(reading: Reading, kind: Kind, model: type[R], id_of: Callable[[R], str]) -> dict[str, R]:
    return {id_of(record): record for record in records(reading, kind, model)}


def lies_in_public(root: Path, path: Path) -> bool:
    """Whether a path lies below the root of a place or in the work tree of its repository, one `git add` from the
    public."""
    public = work_tree(root)
    return inside(root, path) or (public is not None and inside(public, path) and work_tree(path) == public)
