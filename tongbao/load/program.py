"""The program's own files: templates, assets, and the digest of all that decides what a page looks like."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from tongbao.load.walk import inside, unreadable
from tongbao.load.yaml_source import Defect, decode
from tongbao.problems import Problem

PACKAGE = Path(__file__).resolve().parent.parent
LIBRARIES = ("pyyaml", "jinja2", "pydantic", "markdown", "nh3", "chinesecalendar", "xlsxwriter")
"""Libraries whose version can change what is published; PDFs have a fingerprint of their own."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Template sources by name and asset bytes by name; those of the place before those of the program."""

    sources: tuple[dict[str, str], ...]
    assets: dict[str, bytes]
    problems: tuple[Problem, ...] = ()

    @property
    def own(self) -> dict[str, str]:
        """The sources of the place itself."""
        return self.sources[0] if len(self.sources) > 1 else {}


def _program_templates() -> Path:
    """The templates of a checkout stand beside the package, those of an installed program inside it."""
    installed = PACKAGE / "templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"


def _files(folder: str | Path, above: str = "") -> Iterator[tuple[str, str]]:
    """Every file below a folder, by its path from there and on disk; none where there is no folder to be read."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{above}{entry.name}/")
        elif entry.is_file():
            yield above + entry.name, entry.path


def _bytes(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


def own_templates(root: Path) -> bool:
    """Whether a place has templates of its own: those of a checkout are the program's."""
    own = root / "templates"
    return os.path.lexists(own) and own.resolve() != _program_templates().resolve()


def load_templates(root: Path) -> Templates:
    """The place's own templates and the program's; an asset of the place replaces the program's of that name."""
    own = root / "templates"
    found = [_program()]
    if own_templates(root):
        problems: list[Problem] = []
        read = _read(_own_files(root, own, problems))
        found.insert(0, replace(read, problems=(*problems, *read.problems)))
    return Templates(
        tuple(each.sources[0] for each in found),
        {name: data for each in reversed(found) for name, data in each.assets.items()},
        tuple(problem for each in found for problem in each.problems),
    )


@cache
def _program() -> Templates:
    """The program's own, which stay as they are while it runs."""
    return _read((name, _bytes(path)) for name, path in _files(_program_templates()))


def forget_program() -> None:
    """Has the program's own templates read again: who edits them sees what they make."""
    _program.cache_clear()


def _read(files: Iterable[tuple[str, bytes]]) -> Templates:
    """Templates and assets of one folder."""
    sources: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name, data in files:
        if name.startswith("assets/"):
            assets[name.removeprefix("assets/")] = data
        elif isinstance(text := decode(data), str):
            sources[name] = text
        else:
            problems.append(_problem(name, text))
    return Templates((sources,), assets, tuple(problems))


def _own_files(root: Path, own: Path, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """The place's own files, none from outside of it; what cannot be read goes to `problems`."""
    if not inside(root, own):
        problems.append(Problem("templates", "symlink-leaves"))
        return
    for name, path in _files(own):
        if not inside(root, path):
            problems.append(_problem(name, Defect("symlink-leaves")))
            continue
        try:
            yield name, _bytes(path)
        except OSError as error:
            problems.append(_problem(name, unreadable(error)))


def _problem(name: str, defect: Defect) -> Problem:
    return Problem(f"templates/{name}", defect.rule, params=defect.params, line=defect.line, column=defect.column)


def program_digest(root: Path, templates: Templates) -> str:
    """A digest of the program, its libraries, the templates and the place's own words."""
    hash_ = blake2b(package_digest(), digest_size=16)
    if (root / "locale").is_dir():
        _add_files(hash_, root / "locale")
    for sources in templates.sources:
        for name, source in sources.items():
            hash_.update(f"{name}\n{source}\n".encode())
    for name, data in sorted(templates.assets.items()):
        hash_.update(f"{name}\n".encode() + data)
    return hash_.hexdigest()


@cache
def package_digest() -> bytes:
    """A digest of the program's code and libraries, which stay as they are while it runs."""
    hash_ = blake2b(digest_size=16)
    for name in LIBRARIES:
        hash_.update(f"{name} {metadata.version(name)}\n".encode())
    _add_files(hash_, PACKAGE)
    return hash_.digest()


def _add_files(hash_: blake2b, folder: Path) -> None:
    for name, path in _files(folder):
        hash_.update(f"{name}\n".encode() + _bytes(path))
