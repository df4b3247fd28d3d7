"""Issued bulletins: <id>.issued.json beside the bulletin, read as it is and held against its own digest."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tongbao.load.walk import read_file
from tongbao.load.yaml_source import Defect
from tongbao.model.digest import NO_DIGEST, digest
from tongbao.model.issued import FORMAT, Issued

SUFFIX = ".issued.json"
MOST_BYTES = 64 << 20
"""No person writes these files; ten thousand projects fill some megabytes."""


def issued_text(content: dict[str, Any]) -> str:
    """What is written: sorted keys, the entries of each one to a line, and the digest of it all in its place."""
    parts = (f"{_json(key)}: {_lines(value)}" for key, value in sorted({**content, "digest": NO_DIGEST}.items()))
    text = "{\n" + ",\n".join(parts) + "\n}\n"
    return text.replace(_stated(NO_DIGEST), _stated(digest(text)), 1)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _lines(value: object) -> str:
    match value:
        case dict():
            return "{\n" + ",\n".join(f"{_json(key)}:{_json(entry)}" for key, entry in sorted(value.items())) + "\n}"
        case list():
            return "[\n" + ",\n".join(map(_json, value)) + "\n]"
    return _json(value)


def _stated(value: str) -> str:
    return f'"digest": "{value}"'


def issued_bytes(path: Path) -> bytes | Defect:
    """The bytes of an issued file, or why there are none."""
    data = read_file(path, MOST_BYTES)
    too_large = isinstance(data, bytes) and len(data) > MOST_BYTES
    return Defect("issued-unreadable") if too_large else data


def read_issued(data: bytes, id: str) -> tuple[Issued | None, list[Defect]]:
    """The issued bulletin `id` of a file, or what is wrong with the file; one that was changed is a fault.

    Line ends do not count: Git may have changed them.
    """
    try:
        text = data.decode().replace("\r\n", "\n")
        content: Any = json.loads(text)
        if "\\u" in text:
            _json(content).encode()  # halves of characters, which no page can hold
    except (ValueError, RecursionError):
        return None, [Defect("issued-unreadable")]
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        known = content.get("format") if isinstance(content, dict) else None
        return None, [Defect("issued-format", ("format",), {"value": str(known), "known": str(FORMAT)})]
    found = str(content.get("digest"))
    if digest(text.replace(_stated(found), _stated(NO_DIGEST), 1)) != found:
        return None, [Defect("issued-changed", ("digest",))]
    try:
        issued = Issued.model_validate(content)
    except ValidationError as error:
        return None, [_wrong(".".join(map(str, error.errors()[0]["loc"])))]
    return (issued, []) if issued.id == id else (None, [_wrong("id")])


def _wrong(field: str) -> Defect:
    return Defect("issued-unreadable", params={"variant": "field", "field": field})
