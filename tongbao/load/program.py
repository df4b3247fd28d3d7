"""The program's own files: templates, assets, and the digest of all that decides what a page looks like."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
LIBRARIES = ("pyyaml", "jinja2", "pydantic", "markdown", "nh3", "chinesecalendar")
"""Libraries whose version can change what is published; PDFs have a fingerprint of their own."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Template sources by name and asset bytes by name; those of the place before those of the program."""

    sources: tuple[dict[str, str], ...]
    assets: dict[str, bytes]


def _program_templates() -> Path:
    """The templates of a checkout stand beside the package, those of an installed program inside it."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(
            part.startswith((".", "__pycache__")) for part in path.relative_to(folder).parts
        ):
            yield path.relative_to(folder).as_posix(), path


def load_templates(root: Path) -> Templates:
    """The place's own templates and the program's; an asset of the place replaces the program's of that name."""
    folders = [_program_templates()]
    own = root / "templates"
    if own.is_dir() and own.resolve() != folders[0].resolve():
        folders.insert(0, own)
    sources: list[dict[str, str]] = []
    assets: dict[str, bytes] = {}
    for folder in folders:
        found: dict[str, str] = {}
        for name, path in _files(folder):
            if name.startswith("assets/"):
                assets.setdefault(name.removeprefix("assets/"), path.read_bytes())
            else:
                found[name] = path.read_text(encoding="utf-8")
        sources.append(found)
    return Templates(tuple(sources), assets)


def program_digest(root: Path, templates: Templates) -> str:
    """A digest of the program, its libraries, the templates and the place's own words."""
    hash_ = blake2b(digest_size=16)
    for name in LIBRARIES:
        hash_.update(f"{name} {metadata.version(name)}\n".encode())
    for folder in (PACKAGE, root / "locale"):
        for name, path in _files(folder) if folder.is_dir() else ():
            hash_.update(f"{name}\n".encode() + path.read_bytes())
    for sources in templates.sources:
        for name, source in sources.items():
            hash_.update(f"{name}\n{source}\n".encode())
    for name, data in sorted(templates.assets.items()):
        hash_.update(f"{name}\n".encode() + data)
    return hash_.hexdigest()
