"""A key of content."""

import hashlib

NO_DIGEST = "0" * 32


def digest(*parts: bytes | str) -> str:
    """A key of content: 128 bits of blake2b, each part set apart by its length."""
    hash_ = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hash_.update(len(data).to_bytes(8, "big"))
        hash_.update(data)
    return hash_.hexdigest()
