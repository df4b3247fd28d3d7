"""What the commands share that put something into a file of people: the place is checked with it first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tongbao.commands import Usage
from tongbao.load.folders import reader
from tongbao.load.positions import located
from tongbao.load.single import reads_back
from tongbao.model.activity import Activity
from tongbao.model.base import Record
from tongbao.model.batch import Batch
from tongbao.model.campaign import Campaign
from tongbao.model.correction import Correction
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.model.targets import TargetList
from tongbao.problems import Level, Problem, in_order
from tongbao.rules import check_all
from tongbao.rules.issued_lists import NOT_ISSUED

HELD: Mapping[type[Record], tuple[str, str, str]] = {
    Project: ("project", "projects", "id"),
    Issue: ("issue", "issues", "id"),
    TargetList: ("targets", "targets", "year"),
    Activity: ("activity", "activities", "id"),
    Batch: ("batch", "batches", "id"),
    Campaign: ("campaign", "campaigns", "id"),
    Correction: ("correction", "corrections", "id"),
}
"""Records that a command writes or adds to: the kind, the field of the dataset, what tells them apart."""


def read_back(text: str | None, record: Record, path: str, said: str) -> str:
    """The text of a file that was changed, where it is read as the record; else raises Usage: a person must write there
    what was to be said."""
    if text is None or not reads_back(text, record):
        raise Usage("write-by-hand", path=path, said=said)
    return text


def faults_with(root: Path, dataset: Dataset, record: Record, path: str, text: str, day: date) -> list[Problem]:
    """What the rules find in the place with a record as it would be written: faults anywhere, warnings of the record
    itself but that a list is to be issued next; with line and column in its text."""
    found = check_all(with_record(dataset, record, path), day)
    read = reader(root)
    told = [each for each in found if each.level is Level.FAULT or (each.path == path and each.rule != NOT_ISSUED)]
    return in_order(located(told, lambda name: text.encode() if name == path else read(name)))


def with_record(dataset: Dataset, record: Record, path: str) -> Dataset:
    """The place with a record in the stead of the one that it was, each kind in order."""
    kind, field, key = HELD[type(record)]
    named = getattr(record, key)
    others = [each for each in getattr(dataset, field) if getattr(each, key) != named]
    records = sorted([*others, record], key=lambda each: getattr(each, key))
    changes: dict[str, Any] = {field: tuple(records), "paths": {**dataset.paths, (kind, str(named)): path}}
    return replace(dataset, **changes)
