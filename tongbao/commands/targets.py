"""What the commands about the year's list share."""

import re

from tongbao.commands import Usage
from tongbao.model.dataset import Dataset
from tongbao.model.targets import TargetList

YEAR = re.compile(r"(20|21)[0-9]{2}")


def year_of(text: str) -> int:
    """The year of an argument; raises Usage where it is none."""
    if not YEAR.fullmatch(text):
        raise Usage("no-year", value=text)
    return int(text)


def list_of(dataset: Dataset, year: int) -> TargetList:
    """The list of a year; raises Usage where there is none."""
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
