"""The form editor's program: too large to be kept here; fetched once by `admin`, of one version and digest."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    """A package of the npm registry: its version, the digest of its archive, what is taken of it under which name."""

    name: str
    version: str
    integrity: str
    files: Mapping[str, str]

    @property
    def spec(self) -> str:
        """As npm names it."""
        return f"{self.name}@{self.version}"


PACKAGES = (
    Package(
        "@sveltia/cms",
        "0.221.1",
        "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
        {
            "package/dist/sveltia-cms.js": "sveltia-cms.js",
            "package/package.json": "package.json",
            "package/locales/zh-CN.json": "zh-CN.json",
            "package/npm/assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2": "material-symbols.woff2",
            "package/npm/assets/source-sans-3-latin-wght-normal-BqRLTx4X.woff2": "source-sans-3.woff2",
            "package/npm/assets/noto-mono-latin-400-normal-DiC8lJru.woff2": "noto-mono.woff2",
            "package/npm/assets/material-symbols-outlined.LICENSE.txt": "material-symbols.LICENSE.txt",
            "package/npm/assets/source-sans-3.LICENSE.txt": "source-sans-3.LICENSE.txt",
            "package/npm/assets/noto-mono.LICENSE.txt": "noto-mono.LICENSE.txt",
        },
    ),
    Package(
        "js-yaml",
        "4.1.1",
        "sha512-qQKT4zQxXl8lLwBtHMWwaTcGfFOZviOJet3Oy/xmGk2gZH677CJM9EvtfdSkgWcATZhj/55JZ0rmy3myCT5lsA==",
        {"package/dist/js-yaml.min.js": "js-yaml.min.js", "package/LICENSE": "js-yaml.LICENSE.txt"},
    ),
)
NAMES = tuple(name for package in PACKAGES for name in package.files.values())


def library_folder(cache: Path) -> Path:
    """Where the files stand in the user's folder of caches, apart for each set of versions."""
    return cache / "admin" / "+".join(f"{package.name.rpartition('/')[2]}-{package.version}" for package in PACKAGES)


def library_of(cache: Path | None) -> dict[str, bytes]:
    """The files by name; none where they were not fetched."""
    folder = library_folder(cache) if cache else None
    if folder is None or not all((folder / name).is_file() for name in NAMES):
        return {}
    return {name: (folder / name).read_bytes() for name in NAMES}
