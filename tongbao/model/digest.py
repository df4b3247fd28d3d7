"""A key of content."""

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel

NO_DIGEST = "0" * 32


def digest(*parts: bytes | str) -> str:
    """A key of content: 128 bits of blake2b, each part set apart by its length."""
    hash_ = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hash_.update(len(data).to_bytes(8, "big"))
        hash_.update(data)
    return hash_.hexdigest()


def record_digest(record: "BaseModel", without: frozenset[str] = frozenset()) -> str:
    """A key of a record without some of its fields. What says nothing beyond a default does not count, so that a new
    field changes no key."""
    return digest(record.model_dump_json(exclude=set(without), exclude_defaults=True))
