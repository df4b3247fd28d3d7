"""What a build said of a place, for the next one: where everything is as it was it says the same, and no record is
read."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tongbao.load.program import load_templates, program_digest
from tongbao.load.remembered import remember, remembered
from tongbao.load.untouched import names_of, says_the_same
from tongbao.load.versions import repository_of
from tongbao.model.digest import digest
from tongbao.publish import NotOurs, is_whole, read_manifest, turn

NAME = "rest"


class Asked(NamedTuple):
    """What a build is asked for. With `archive` PDFs are PDF/A; without `base_url` the site has the address that
    site.yaml names."""

    out: Path
    as_of: date | None
    base_url: str | None
    pdf: bool
    archive: bool
    search: bool
    language: str


class Site(NamedTuple):
    """What of site.yaml decides more than what it says: whether there is a form editor, and whether edits are told."""

    admin: bool
    history: bool | None


class Said(NamedTuple):
    """What a build said: of the place, and of the site at its end."""

    problems: list[str]
    done: list[str]


class Found(NamedTuple):
    """What decides a site beside what the files of the place say: told before they are read, so that what changes
    meanwhile is seen by the next run."""

    key: str
    names: str


class Rest(NamedTuple):
    """What must be so again: `inputs` are the digests of the files that were read, `outside` that of what lies
    elsewhere, `build` is the key of what was published."""

    found: Found
    inputs: Mapping[str, str]
    outside: str
    site: Site
    build: str


def machine(*, pdf: bool, archive: bool, search: bool) -> str:
    """What of this machine decides a site, as far as it is asked for."""
    return digest(_fonts(pdf, archive), _search(search))


def _search(search: bool) -> str:
    if not search:
        return "no-search"
    from tongbao.render.search import indexer_version

    return indexer_version()


def _fonts(pdf: bool, archive: bool) -> str:
    if not pdf:
        return "no-pdf"
    from tongbao.render.pdf import pdf_fingerprint

    return pdf_fingerprint() + "archive" * archive


def found(root: Path, asked: Asked) -> Found | None:
    """What there is of a place before it is read; None where more could decide than what lies in it."""
    names = names_of(root)
    if names is None:
        return None
    program = program_digest(root, load_templates(root))
    return Found(
        digest(program, machine(pdf=asked.pdf, archive=asked.archive, search=asked.search), repr(asked)), names
    )


def said_again(root: Path, asked: Asked, now: Found, library: Callable[[], Mapping[str, bytes]]) -> Said | None:
    """What the last build said, where this one would publish the same; None where that cannot be told."""
    kept = remembered(root, NAME)
    try:
        site, said = Site(*kept["site"]), Said(*kept["said"])
        same = kept["found"] == list(now) and says_the_same(root, kept["inputs"])
        same = same and kept["outside"] == outside_of(root, site, library) and _is_there(asked.out, kept["build"])
    except (LookupError, TypeError, ValueError, AttributeError):
        return None
    return said if same else None


def outside_of(root: Path, site: Site, library: Callable[[], Mapping[str, bytes]]) -> str:
    """What decides a site and lies elsewhere: the commit, the program of the form editor, which `library` gives."""
    repository = repository_of(root, site.history)
    return digest(repository.key if repository else "", *(library().values() if site.admin else ()))


def _is_there(out: Path, build: str) -> bool:
    """Whether a site still stands as that build published it."""
    try:
        with turn(out):
            last = read_manifest(out)
            return last.build == build and is_whole(out, last)
    except (NotOurs, OSError):
        return False


def keep_said(root: Path, rest: Rest, said: Said) -> None:
    """Keeps what a build said."""
    remember(root, NAME, {**rest._asdict(), "said": said})
