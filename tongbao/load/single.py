"""One YAML file by itself: site.yaml or a mapping, without the place around it."""

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from tongbao.load.faults import defects_of, independent
from tongbao.load.positions import located
from tongbao.load.yaml_source import MAX_BYTES, Defect, Source, parse
from tongbao.model.base import Record
from tongbao.problems import Problem, in_order

R = TypeVar("R", bound=Record)


def record_of(source: Source, model: type[R]) -> tuple[R | None, list[Defect]]:
    """The record of a file and everything wrong with it; None where anything is."""
    found = list(source.faults)
    if source.tree is not None:
        try:
            record = model.model_validate(source.tree, by_alias=True, by_name=False)
            return (None if found else record), found
        except ValidationError as error:
            found.extend(independent(defects_of(error, source.tree, model), source.faults))
    return None, found


def reads_back(text: str, record: Record) -> bool:
    """Whether a file of this text would be read as this record."""
    return record_of(parse(text.encode()), type(record))[0] == record


def read_record(path: Path, model: type[R], name: str | None = None) -> tuple[R | None, list[Problem]]:
    """The record in a file, None where anything is wrong, and the problems under `name` with positions."""
    name = name or path.name
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return None, [Problem(name, "import-unreadable", params={"reason": error.strerror or str(error)})]
    source = parse(data)
    record, found = record_of(source, model)
    problems = [
        Problem(name, d.rule, d.location, d.params, at_key=d.at_key, line=d.line, column=d.column) for d in found
    ]
    return record, in_order(located(problems, lambda _: data))
