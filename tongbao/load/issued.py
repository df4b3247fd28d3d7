"""Issued files: <id>.issued.json beside the bulletin, read as it is and held against its own digest."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from tongbao.load.walk import read_file
from tongbao.load.yaml_source import Defect
from tongbao.model.digest import NO_DIGEST, digest
from tongbao.model.issued import FORMAT, Issued, IssuedBody, named_in

MOST_BYTES = 64 << 20
"""No person writes these files; ten thousand projects fill some megabytes."""
BODY = frozenset(IssuedBody.model_fields)


class Read(NamedTuple):
    """An issued bulletin, or what is wrong with its file; `head` is what stands in it beside the body."""

    issued: Issued | None
    defects: list[Defect]
    head: dict[str, Any]


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


def whole_content(data: bytes, known: int) -> dict[str, Any] | Defect:
    """What stands in an issued file of a format that we know, or what is wrong; one that was changed is a fault.

    Line ends do not count: Git may have changed them.
    """
    data = data.replace(b"\r\n", b"\n")
    try:
        content = _content(data)
        if rb"\u" in data:
            _json(content).encode()  # halves of characters, which no page can hold
    except (ValueError, RecursionError):
        return Defect("issued-unreadable")
    if not isinstance(content, dict) or content.get("format") != known:
        stated = content.get("format") if isinstance(content, dict) else None
        return Defect("issued-format", ("format",), {"value": str(stated), "known": str(known)})
    return content if _is_whole(data, content) else Defect("issued-changed", ("digest",))


def read_issued(data: bytes, id: str) -> Read:
    """The issued bulletin `id` of a file, or what is wrong with the file."""
    content = whole_content(data, FORMAT)
    if isinstance(content, Defect):
        return _broken(content)
    head = {name: value for name, value in content.items() if name not in BODY}
    try:
        issued = Issued.model_validate({**head, "body": cache(lambda: _body(content))})
        issued.body()
        issued = issued.model_copy(update={"named": named_in(next(iter(issued.languages.values())).view)})
        head["named"] = issued.named.model_dump()
    except ValidationError as error:
        return _broken(wrong_field(error))
    return Read(issued, [], head) if issued.id == id else _broken(wrong("id"))


def read_again(data: bytes, id: str, head: dict[str, Any]) -> Issued | None:
    """The issued bulletin of a file whose very bytes once gave this head; its body is read when it is asked for.

    None where anything is not as it was.
    """
    data = data.replace(b"\r\n", b"\n")
    if not _is_whole(data, head):
        return None
    try:
        issued = Issued.model_validate({**head, "body": cache(lambda: _body(_content(data)))})
    except ValidationError:
        return None
    return issued if issued.id == id else None


def with_body(issued: Issued, data: bytes) -> Issued:
    """An issued bulletin that was kept, with its body, which is read of the very bytes of its file."""
    if "body" in issued.__dict__:
        return issued
    return issued.model_copy(update={"body": cache(lambda: _body(_content(data)))})


def _content(data: bytes) -> Any:
    return json.loads(data.decode())


def _body(content: dict[str, Any]) -> IssuedBody:
    return IssuedBody.model_validate({name: content[name] for name in BODY if name in content})


def _is_whole(data: bytes, content: dict[str, Any]) -> bool:
    """Whether a file has the digest that it states."""
    found = str(content.get("digest"))
    return digest(data.replace(_stated(found).encode(), _stated(NO_DIGEST).encode(), 1)) == found


def _broken(defect: Defect) -> Read:
    return Read(None, [defect], {})


def wrong_field(error: ValidationError) -> Defect:
    """The first field of an issued file that is not what it should be."""
    return wrong(".".join(map(str, error.errors()[0]["loc"])))


def wrong(field: str) -> Defect:
    """A field of an issued file is not what it should be."""
    return Defect("issued-unreadable", params={"variant": "field", "field": field})
