"""What the rules find in a place. Those that found nothing in the last run, and had read nothing that changed since,
are not asked again."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tongbao.load.memory import NOTHING, Made, Memory, record_files, what_changed
from tongbao.load.program import package_digest
from tongbao.load.sound import SoundRecords
from tongbao.model.dataset import Dataset
from tongbao.model.digest import digest
from tongbao.model.reads import Numbers, Trace
from tongbao.problems import Problem
from tongbao.rules import check_all, each_rule

NAME = "quiet rules"


def found_by_rules(
    root: Path, dataset: Dataset, inputs: Mapping[str, str], day: date, own_folder: Path | None
) -> list[Problem]:
    """Everything that the rules find in a place of these files. What they had read is kept in a folder of the user's
    own: in the place anybody could commit that a rule finds nothing."""
    numbers = dataset.numbers
    if own_folder is None or numbers is None or dataset.unreadable:
        return list(check_all(dataset, day))
    records = record_files(dataset, inputs)
    others = sorted((path, key) for path, key in inputs.items() if path not in records)
    ground = digest(package_digest().hex(), day.isoformat(), str(dataset.site.base_url), repr(others))
    now = Memory(ground, inputs=records)
    with SoundRecords(own_folder, root, forget=False) as kept:
        last: Memory = kept.get([NAME]).get(NAME, NOTHING)
        found, quiet = asked(dataset, numbers, day, last, what_changed(root, last, now, dataset))
        kept.put({NAME: now._replace(days=quiet.days, made=quiet.made)})
    return found


def asked(
    dataset: Dataset, numbers: Numbers, day: date, last: Memory, changed: Trace | None
) -> tuple[list[Problem], Memory]:
    """What the rules find that may find something, and, of those that find nothing, what they had read."""
    quiet = {rule: made for rule, made in last.made.items() if changed and made.trace.holds(changed)}
    found: list[Problem] = []
    made: dict[str, Made] = {}
    for each in each_rule(dataset, day, quiet):
        found += each.problems
        if not each.problems:
            made[each.rule] = Made(numbers.trace(each.reads), ())
    days = dict.fromkeys((*(last.days if quiet else ()), *numbers.days))
    return found, Memory(days=tuple(days), made=quiet | made)
