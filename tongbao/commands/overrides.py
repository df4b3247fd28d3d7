"""The place's own templates, tried on a page of each kind."""

from pathlib import Path

from tongbao.pipeline import Checked
from tongbao.problems import Problem, faults, in_order

ANYWHERE = "http://localhost"
"""Pages that are only tried need some address."""


def tried(root: Path, checked: Checked, cache: Path | None) -> list[Problem]:
    """What is wrong with the place's own templates, beyond what can be seen without drawing them; nothing where the
    place has none, or has a fault already. `cache` is a folder of the user for compiled templates."""
    if not checked.templates.own or faults(checked.problems) or checked.dataset is None or checked.day is None:
        return []
    from tongbao.previewing import Preview

    preview = Preview(root, checked.dataset, checked.day, (), checked.templates, ANYWHERE, cache)
    return in_order(preview.broken(checked.templates.own))
