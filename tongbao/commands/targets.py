"""What the commands about the year's list share."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from tongbao.commands import Usage
from tongbao.load.folders import reader
from tongbao.load.positions import located
from tongbao.model.dataset import Dataset
from tongbao.model.targets import TargetList
from tongbao.problems import Level, Problem, in_order
from tongbao.rules import check_all
from tongbao.rules.issued_lists import NOT_ISSUED

YEAR = re.compile(r"(20|21)[0-9]{2}")


def year_of(text: str) -> int:
    """The year of an argument; raises Usage where it is none."""
    if not YEAR.fullmatch(text):
        raise Usage("no-year", value=text)
    return int(text)


def list_of(dataset: Dataset, text: str) -> TargetList:
    """The list of the year that an argument names; raises Usage where there is none."""
    year = year_of(text)
    found = next((listed for listed in dataset.targets if listed.year == year), None)
    if found is None:
        raise Usage("no-list", value=year)
    return found


def said(option: str, text: str) -> str:
    """The text of an option; raises Usage where it says nothing that can be read."""
    # What is no UTF-8 comes from the system as halves of characters.
    if text.encode(errors="ignore").decode() != text or not text.strip():
        raise Usage("no-text", option=option)
    return text


def faults_with(root: Path, dataset: Dataset, listed: TargetList, path: str, text: str, day: date) -> list[Problem]:
    """What the rules find in the place with a list as it would be written: faults anywhere, warnings of the list itself
    but that it is to be issued next; with line and column in its text."""
    others = tuple(each for each in dataset.targets if each.year != listed.year)
    lists = tuple(sorted((*others, listed), key=lambda each: each.year))
    paths = {**dataset.paths, ("targets", str(listed.year)): path}
    found = check_all(replace(dataset, targets=lists, paths=paths), day)
    read = reader(root)
    told = [each for each in found if each.level is Level.FAULT or (each.path == path and each.rule != NOT_ISSUED)]
    return in_order(located(told, lambda name: text.encode() if name == path else read(name)))
