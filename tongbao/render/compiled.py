"""Compiled templates, kept between runs: compiling those of a page takes longer than drawing it.

What is kept is code that Python runs outside of the sandbox. So it stands in a folder of the user's own, never in the
place's, where whoever may change a record could commit some. Losing it costs only time.
"""

import os
from contextlib import suppress
from hashlib import blake2b
from importlib import metadata
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Self

from jinja2.bccache import Bucket, BytecodeCache

_SIZE = 16
_TAKEN: dict[tuple[str, bytes], CodeType | None] = {}
"""Code that this process took before, by the digest of its source and its own: `serve` draws with it often."""


class CompiledTemplates(BytecodeCache):
    """A file a template. One that is broken or was made by another version is none, never an error.

    Jinja takes the code of a template only if it was compiled from the very same source.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # What makes code of a source: Python, Jinja, and our settings of Jinja.
        settings = b"".join(Path(__file__).with_name(name).read_bytes() for name in ("html.py", "sandbox.py"))
        self._version = blake2b(MAGIC_NUMBER + metadata.version("jinja2").encode() + settings).digest()

    @classmethod
    def of(cls, folder: Path | None) -> Self | None:
        """Those in a folder, made where it is missing; None where others may write to it too."""
        if folder is None:
            return None
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = folder.stat()
            ours = found.st_uid == os.geteuid() and not found.st_mode & 0o022
        except (OSError, AttributeError):
            return None
        return cls(folder) if ours else None

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the bucket its code where that is known and whole."""
        with suppress(OSError):
            content = (self._folder / bucket.key).read_bytes()
            if content[:_SIZE] == self._seal(content[_SIZE:]):
                key = bucket.checksum, content[:_SIZE]
                if key not in _TAKEN:
                    bucket.bytecode_from_string(content[_SIZE:])
                    _TAKEN[key] = bucket.code
                bucket.code = _TAKEN[key]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the bucket's code; another process may do the same at the same time."""
        code, path = bucket.bytecode_to_string(), self._folder / bucket.key
        with suppress(OSError):
            draft = path.with_suffix(f".{os.getpid()}")
            draft.write_bytes(self._seal(code) + code)
            draft.replace(path)

    def _seal(self, code: bytes) -> bytes:
        return blake2b(code, digest_size=_SIZE, key=self._version).digest()
