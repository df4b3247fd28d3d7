"""The story of a run: load → check → figures → views → render → publish."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongbao.load.folders import load_place, reader
from tongbao.load.positions import located
from tongbao.model.dataset import Dataset
from tongbao.problems import Problem, in_order
from tongbao.rules import check_all


@dataclass(frozen=True, slots=True)
class Checked:
    """A place as read and checked. `day` is the as-of day, None where nothing says one."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    inputs: Mapping[str, str]
    day: date | None


def load_checked(root: Path, as_of: date | None = None, *, cache: bool = True) -> Checked:
    """The place, every problem in it with line and column, and the as-of day of this run.

    Rules look at the place as it is today, whatever earlier day is asked for.
    """
    loaded = load_place(root, cache=cache)
    dataset = loaded.dataset
    if dataset is None:
        return Checked(None, loaded.problems, loaded.inputs, as_of)
    today = dataset.site.as_of or dataset.newest_day()
    found = located(check_all(dataset, today or date.max), reader(root))
    return Checked(dataset, tuple(in_order([*loaded.problems, *found])), loaded.inputs, as_of or today)
