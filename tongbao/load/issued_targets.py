"""Issued lists: targets/<year>.issued.json and targets/<year>.<date>.issued.json, read as issued bulletins are."""

from pydantic import ValidationError

from tongbao.load.issued import whole_content, wrong, wrong_field
from tongbao.load.yaml_source import Defect
from tongbao.model.issued_targets import TARGETS_FORMAT, IssuedTargets


def read_issued_targets(data: bytes, stem: str) -> tuple[IssuedTargets | None, list[Defect]]:
    """The issued list of a file of that name, or what is wrong with the file; one that was changed is a fault."""
    content = whole_content(data, TARGETS_FORMAT)
    if isinstance(content, Defect):
        return None, [content]
    try:
        issued = IssuedTargets.model_validate(content)
    except ValidationError as error:
        return None, [wrong_field(error)]
    if issued.listed.year != issued.year:
        return None, [wrong("listed.year")]
    return (issued, []) if issued.stem == stem else (None, [wrong("date")])
