"""Issued bulletins: <id>.issued.json beside the bulletin, read as it is and held against its own digest."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from tongbao.load.yaml_source import Defect
from tongbao.model.digest import NO_DIGEST, digest
from tongbao.model.issued import FORMAT, Issued

SUFFIX = ".issued.json"


def issued_text(content: dict[str, Any]) -> str:
    """What is written: sorted keys, one to a line at the top, and the digest of it all in its place."""
    text = json.dumps({**content, "digest": NO_DIGEST}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return text.replace(_stated(NO_DIGEST), _stated(digest(text)), 1)


def _stated(value: str) -> str:
    return f'"digest": "{value}"'


def read_issued(data: bytes) -> tuple[Issued | None, list[Defect]]:
    """The issued bulletin of a file, or what is wrong with the file; one that was changed is a fault."""
    try:
        content: Any = json.loads(data)
    except (ValueError, RecursionError):
        return None, [Defect("issued-unreadable")]
    if not isinstance(content, dict) or content.get("format") not in (FORMAT, str(FORMAT)):
        known = content.get("format") if isinstance(content, dict) else None
        return None, [Defect("issued-format", ("format",), {"value": str(known), "known": str(FORMAT)})]
    found = str(content.get("digest"))
    if digest(data.decode().replace(_stated(found), _stated(NO_DIGEST), 1)) != found:
        return None, [Defect("issued-changed", ("digest",))]
    try:
        return Issued.model_validate(content), []
    except ValidationError as error:
        return None, list(_defects(error))


def _defects(error: ValidationError) -> Iterator[Defect]:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    yield Defect("issued-unreadable", params={"variant": "field", "field": place})
