"""Where a column's values go: a dotted field of the project model, looked up in the model itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo

from tongbao.model.base import DayOrMonth, Month, Record
from tongbao.model.project import Project, Report
from tongbao.model.site import Named, Office, Site
from tongbao.model.vocab import Stage

KEYED = {"years": "year", "milestones": "name", "stages": "stage"}
"""Lists whose entries are told apart by a field: `years.2026.plan` is the entry with that year."""
EACH = "*"
"""In the way to a field: an entry that each value of a cell makes anew, as in `responsible.office`."""
REPORT = "progress."
CODED = ("district", "level", "lists", "classes", "sectors", "office", "stage")
"""Fields whose values site.yaml defines, by their last name."""


class Kind(StrEnum):
    """How a cell is read."""

    DAY = "day"
    MONTH = "month"
    DAY_OR_MONTH = "day-or-month"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Target:
    """A field: the way to it, how a cell is read, whether it takes several values, the table of its codes.

    `of_report` says that the field lies in the report that the row brings.
    """

    parts: tuple[str, ...]
    kind: Kind
    many: bool = False
    codes: str = ""
    of_report: bool = False

    @property
    def is_extra(self) -> bool:
        """Whether it is free text under a label."""
        return self.parts[0] == "extra"


def target_of(path: str) -> Target | None:
    """The field that a dotted path names; None where a project has no such field."""
    if path.startswith(REPORT):
        target = _within(Report, path.removeprefix(REPORT), (), False, True)
    else:
        target = _within(Project, path, (), False, False)
    deep = target is not None and EACH in target.parts and (len(target.parts) != 3 or target.parts[1] != EACH)
    return None if deep else target


def _within(model: type[Record], path: str, before: tuple[str, ...], many: bool, of_report: bool) -> Target | None:
    name, _, rest = path.partition(".")
    field = next((f for key, f in model.model_fields.items() if (f.alias or key) == name), None)
    if field is None:
        return None
    annotation = _whole(field)
    bare = _bare(annotation)
    parts = (*before, name)
    if get_origin(bare) is dict:
        return Target((*parts, rest), _kind(get_args(bare)[1]), many, "", of_report) if rest else None
    if get_origin(bare) is tuple:
        inner = get_args(bare)[0]
        if not _is_record(inner):
            return None if rest else Target(parts, _kind(inner), True, _codes(parts, of_report), of_report)
        if name not in KEYED:
            return _within(inner, rest, (*parts, EACH), True, of_report)
        key, _, rest = rest.partition(".")
        return _within(inner, rest, (*parts, key), many, of_report) if key else None
    if _is_record(bare):
        return _within(bare, rest, parts, many, of_report)
    return None if rest else Target(parts, _kind(annotation), many, _codes(parts, of_report), of_report)


def _whole(field: FieldInfo) -> Any:
    """The annotation with what pydantic took apart, and without `| None`."""
    if field.metadata:
        return Annotated[field.annotation, *field.metadata]
    inner = [part for part in get_args(field.annotation) if part is not type(None)]
    return inner[0] if len(inner) == 1 and type(None) in get_args(field.annotation) else field.annotation


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Record)


def _kind(annotation: Any) -> Kind:
    if annotation == Month:
        return Kind.MONTH
    if annotation == DayOrMonth:
        return Kind.DAY_OR_MONTH
    return {date: Kind.DAY, Decimal: Kind.NUMBER, int: Kind.NUMBER}.get(_bare(annotation), Kind.TEXT)


def _codes(parts: tuple[str, ...], of_report: bool) -> str:
    name = parts[-1]
    if name not in CODED or (name == "level" and len(parts) > 1) or (name == "stage" and not of_report):
        return ""
    return name if name.endswith("s") else f"{name}s"


def words_of(site: Site, table: str) -> dict[str, str]:
    """What may stand in a sheet → the code it means: the code itself, its names, also former and short ones.

    Stages keep the place's own word: a report's stage is the reporter's word.
    """
    if table == "stages":
        return {stage.value: stage.value for stage in Stage} | {entry.word: entry.word for entry in site.stages}
    entries: tuple[Named, ...] = getattr(site, table)
    words: dict[str, str] = {}
    for entry in entries:
        texts = [entry.name, *(former.name for former in entry.former)]
        if isinstance(entry, Office) and entry.short is not None:
            texts.append(entry.short)
        for text in texts:
            for word in [text] if isinstance(text, str) else text.values():
                words.setdefault(word, entry.code)
    return words | {entry.code: entry.code for entry in entries}
