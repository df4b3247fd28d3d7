"""Records that were found sound, by what they are and the digest of their file: they need not be read again.

What is kept are pickles, which can be code when they are read. So they stand in a folder of the user's own, as compiled
templates do, never in the place's, where whoever may change a record could commit some.
"""

import os
import pickle
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tongbao.load.cache import Shelf
from tongbao.load.program import package_digest
from tongbao.load.walk import inside

_SIZE = 16


class SoundRecords(Shelf[Any]):
    """Sound records of one place, made by this very program."""

    def __init__(self, folder: Path | None, root: Path, *, forget: bool = True) -> None:
        """In a folder of the user; none where that lies in the place, or others may write to it too."""
        path = folder / f"records-{_seal(os.fsencode(root.resolve())).hex()}.sqlite" if folder else None
        super().__init__(path if folder and not inside(root, folder) and _is_ours(folder) else None, "", forget=forget)
        self._version = package_digest().hex() if path else ""

    def _written(self, value: Any) -> bytes:
        content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        return _seal(content) + content

    def _read(self, text: Any) -> Any:
        if not isinstance(text, bytes) or text[:_SIZE] != _seal(text[_SIZE:]):
            raise ValueError
        return pickle.loads(text[_SIZE:])


def _seal(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SIZE).digest()


def _is_ours(folder: Path) -> bool:
    """Whether a folder, made where it is missing, can be written to by nobody else."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
        return found.st_uid == os.geteuid() and not found.st_mode & 0o022
    except (OSError, AttributeError):
        return False
