"""Reads catalogues: the program's own, and over them what a place says in its locale/<language>/."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from tongbao.load.yaml_source import parse
from tongbao.locale.catalogue import Catalogue, merged

DEFAULT_LANGUAGE = "zh-CN"


def languages() -> tuple[str, ...]:
    """The languages that the program itself speaks."""
    folders = resources.files("tongbao.locale").iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.joinpath("problems.yaml").is_file()))


def spoken(language: str) -> str:
    """The language of the program that comes nearest: itself, one of the same family, else the default."""
    known = languages()
    if language in known:
        return language
    family = language.partition("-")[0]
    return next((name for name in known if name.partition("-")[0] == family), DEFAULT_LANGUAGE)


def _sections(files: Iterator[Any]) -> dict[str, Any]:
    """File stem → its words."""
    found = {}
    for file in sorted(files, key=lambda file: str(file.name)):
        if file.name.endswith(".yaml"):
            source = parse(file.read_bytes())
            if source.faults or source.tree is None:
                raise ValueError(f"{file.name}: {source.faults}")
            found[file.name.removesuffix(".yaml")] = source.tree
    return found


@lru_cache(maxsize=16)
def load_catalogue(language: str, root: Path | None = None) -> Catalogue:
    """The words of a language, with the place's own over them; KeyError for a language that nobody speaks."""
    layers = []
    if language in languages():
        layers.append(_sections(resources.files("tongbao.locale").joinpath(language).iterdir()))
    if root is not None and (own := root / "locale" / language).is_dir():
        layers.append(_sections(own.iterdir()))
    if not layers:
        raise KeyError(language)
    return Catalogue(language, merged(layers))


def language_of_place(root: Path) -> str:
    """The first language of site.yaml; the default where that cannot be read, which is said elsewhere."""
    try:
        tree = parse((root / "site.yaml").read_bytes()).tree or {}
    except OSError:
        return DEFAULT_LANGUAGE
    written = tree.get("languages")
    first = written[0] if isinstance(written, list) and written else None
    return first if isinstance(first, str) else DEFAULT_LANGUAGE
