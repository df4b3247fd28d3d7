"""Publishing: the next tree is made beside the last one and exchanged in one step.

A build that fails or is killed leaves the last site whole. Files whose key is unchanged are hard links of the
last tree: neither drawn nor written.
"""

import ctypes
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MANIFEST = ".tongbao-manifest.json"
FORMAT = 1
AT_FDCWD = -100
RENAME_EXCHANGE = 2


class NotOurs(Exception):  # noqa: N818 - a state of the folder, not an error of the program
    """The output folder holds something that no build of ours made."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last build published: path → key, and the key of the whole build."""

    keys: Mapping[str, str]
    build: str = ""


def digest(*parts: bytes | str) -> str:
    """A key of content: 128 bits of blake2b, each part set apart by its length."""
    hash_ = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hash_.update(len(data).to_bytes(8, "big"))
        hash_.update(data)
    return hash_.hexdigest()


def _next(out: Path) -> Path:
    return out.with_name(f".{out.name}.next")


def _last(out: Path) -> Path:
    return out.with_name(f".{out.name}.last")


def read_manifest(out: Path) -> Manifest:
    """The manifest of the last build; an empty one where there is none that can be used. Repairs a broken exchange.

    Raises NotOurs where `out` is neither absent nor empty nor carries our manifest.
    """
    if not out.exists() and (_last(out) / MANIFEST).exists():
        _last(out).rename(out)
    if not out.exists():
        return Manifest({})
    if not out.is_dir():
        raise NotOurs(str(out))
    try:
        content = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        if (out / MANIFEST).exists():
            return Manifest({})
        if any(out.iterdir()):
            raise NotOurs(str(out)) from None
        return Manifest({})
    match content:
        case {"format": format_, "files": dict(files), "build": str(build)} if format_ == FORMAT:
            return Manifest(files, build)
    return Manifest({})


def is_kept(out: Path, manifest: Manifest, path: str, key: str) -> bool:
    """Whether the last tree has the file with this key."""
    return manifest.keys.get(path) == key and (out / path).is_file()


def is_whole(out: Path, manifest: Manifest) -> bool:
    """Whether every file of the last build is still there."""
    return bool(manifest.keys) and all((out / path).is_file() for path in manifest.keys)


def _exchange(first: Path, second: Path) -> bool:
    """Swaps two folders in one step; False where the system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = renameat2(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE)
    if done != 0 and ctypes.get_errno() not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))
    return bool(done == 0)


def _link(old: Path, new: Path) -> None:
    """A hard link; a copy where the file system has none."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


def publish(out: Path, keys: Mapping[str, str], written: Mapping[str, bytes], build: str) -> None:
    """Makes `out` hold exactly `keys`: the written files, and links to the last tree's for the others."""
    fresh = _next(out)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for folder in sorted({os.path.dirname(path) for path in keys}):
        (fresh / folder).mkdir(parents=True, exist_ok=True)
    for path in keys:
        if path in written:
            (fresh / path).write_bytes(written[path])
        else:
            _link(out / path, fresh / path)
    content = {"format": FORMAT, "build": build, "files": dict(sorted(keys.items()))}
    (fresh / MANIFEST).write_text(json.dumps(content, indent=0) + "\n", encoding="utf-8")
    if not out.exists():
        fresh.rename(out)
        return
    if not _exchange(fresh, out):
        shutil.rmtree(_last(out), ignore_errors=True)
        out.rename(_last(out))
        fresh.rename(out)
        shutil.rmtree(_last(out), ignore_errors=True)
    shutil.rmtree(fresh, ignore_errors=True)
