"""`schema`: writes what is made from the models: docs/schema/ and .vscode/ for editors, docs/data-guide.md and
docs/policy.md for people."""

import argparse
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tongbao.load.catalogues import load_catalogue
from tongbao.load.single import read_record
from tongbao.load.yaml_source import parse
from tongbao.locale.catalogue import Catalogue
from tongbao.model.policy import Policy
from tongbao.model.site import Site
from tongbao.views.editors import EXTENSIONS, FOLDER, settings
from tongbao.views.guide import guide_text
from tongbao.views.place_codes import Codes, place_codes, with_codes
from tongbao.views.policy_guide import PlaceRules, policy_text
from tongbao.views.schema import FILES, Json, schema_of

LANGUAGES = ("zh-CN", "en")
"""Both stand in every file, whatever language the reader of the command has."""
SETTINGS = ".vscode"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `schema` takes."""
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--for-editors", action="store_true")


def for_editors(root: Path | None = None) -> dict[str, str]:
    """Path from the root → text of every file that an editor of a place needs: schemas, and settings of VS Code. Of a
    place whose site.yaml and policy.yaml can be read the schemas offer its codes too."""
    files = {f"{FOLDER}/{name}.json": schema for name, schema in _schemas().items()}
    if root is not None and (codes := _codes(root)):
        for name, kind in FILES.items():
            path = f"{FOLDER}/{name}.json"
            files[path] = with_codes(files[path], kind.model.__name__, codes)
    files |= {f"{SETTINGS}/settings.json": settings(), f"{SETTINGS}/extensions.json": EXTENSIONS}
    return {path: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for path, content in files.items()}


def _codes(root: Path) -> Codes | None:
    """The codes of a place; None where there is none that can be read."""
    site = read_record(root / "site.yaml", Site)[0] if (root / "site.yaml").is_file() else None
    policy = read_record(root / "policy.yaml", Policy)[0] if (root / "policy.yaml").is_file() else None
    return place_codes(site, policy or Policy(), load_catalogue(site.languages[0], root)) if site else None


def made(root: Path) -> dict[str, str]:
    """The same, and the pages for people, from the models and from the examples under the root."""
    words, schemas = _words(), _schemas()
    policy = policy_text(words, schemas["policy"], _examples(root))
    return {**for_editors(), "docs/data-guide.md": guide_text(words, schemas), "docs/policy.md": policy}


def _words() -> list[Catalogue]:
    return [load_catalogue(language) for language in LANGUAGES]


@cache
def _schemas() -> Mapping[str, Json]:
    """The schema of each kind of file: what editors read, and what the pages for people are made from."""
    words = _words()
    return {name: schema_of(name, words) for name in FILES}


def _examples(root: Path) -> list[PlaceRules]:
    """The rules of the example places, as far as they can be read."""
    files = sorted(root.glob("examples/*/policy.yaml"))
    read = ((file.parent.name, parse(file.read_bytes()).tree) for file in files)
    return [PlaceRules(folder, tree) for folder, tree in read if tree]


def run(args: argparse.Namespace) -> int:
    """Writes what is stale under `--root` and prints it; with `--check` only prints it, and returns 1 if any is."""
    words: Catalogue = args.words
    wanted = for_editors(args.root) if args.for_editors else made(args.root)
    stale = {path: text for path, text in wanted.items() if _is_stale(args.root / path, text)}
    for path, text in stale.items():
        if not args.check:
            (args.root / path).parent.mkdir(parents=True, exist_ok=True)
            (args.root / path).write_text(text, encoding="utf-8", newline="\n")
        print(words("cli.schema.stale" if args.check else "cli.schema.written", path=path))
    if not stale:
        print(words("cli.schema.fresh"))
    return 1 if stale and args.check else 0


def _is_stale(path: Path, text: str) -> bool:
    """Whether a file is to be written. Settings of an editor are changed by people, so those that are there stay."""
    if path.parent.name == SETTINGS:
        return not path.exists()
    return not path.is_file() or path.read_text(encoding="utf-8") != text
