"""What the commands share that put something into a file of people: the place is checked with it first."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tongbao.load.folders import reader
from tongbao.load.positions import located
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.model.targets import TargetList
from tongbao.problems import Level, Problem, in_order
from tongbao.rules import check_all
from tongbao.rules.issued_lists import NOT_ISSUED

Written = Project | Issue | TargetList
"""A record that a command writes, or adds to."""


def faults_with(root: Path, dataset: Dataset, record: Written, path: str, text: str, day: date) -> list[Problem]:
    """What the rules find in the place with a record as it would be written: faults anywhere, warnings of the record
    itself but that a list is to be issued next; with line and column in its text."""
    found = check_all(_with(dataset, record, path), day)
    read = reader(root)
    told = [each for each in found if each.level is Level.FAULT or (each.path == path and each.rule != NOT_ISSUED)]
    return in_order(located(told, lambda name: text.encode() if name == path else read(name)))


def _with(dataset: Dataset, record: Written, path: str) -> Dataset:
    """The place with a record in the stead of the one that it was, each kind in order."""
    match record:
        case Project():
            projects = [record, *(each for each in dataset.projects if each.id != record.id)]
            return replace(dataset, projects=tuple(sorted(projects, key=lambda each: each.id)))
        case Issue():
            issues = [record, *(each for each in dataset.issues if each.id != record.id)]
            return replace(dataset, issues=tuple(sorted(issues, key=lambda each: each.id)))
    lists = [record, *(each for each in dataset.targets if each.year != record.year)]
    paths = {**dataset.paths, ("targets", str(record.year)): path}
    return replace(dataset, targets=tuple(sorted(lists, key=lambda each: each.year)), paths=paths)
