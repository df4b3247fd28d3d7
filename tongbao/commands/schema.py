"""`schema`: writes what is made from the models, docs/schema/ for editors and docs/data-guide.md for people."""

import argparse
import json
from pathlib import Path

from tongbao.load.catalogues import load_catalogue
from tongbao.locale.catalogue import Catalogue
from tongbao.views.guide import guide_text
from tongbao.views.schema import FILES, schema_of

LANGUAGES = ("zh-CN", "en")
"""Both stand in every file, whatever language the reader of the command has."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `schema` takes."""
    parser.add_argument("--check", action="store_true")


def made() -> dict[str, str]:
    """Path from the root → text of every file that is made from the models."""
    words = [load_catalogue(language) for language in LANGUAGES]
    texts = {
        f"docs/schema/{name}.json": json.dumps(schema_of(name, words), ensure_ascii=False, indent=2) + "\n"
        for name in FILES
    }
    return {**texts, "docs/data-guide.md": guide_text(words)}


def run(args: argparse.Namespace) -> int:
    """Writes what is stale under `--root` and prints it; with `--check` only prints it, and returns 1 if any is."""
    words: Catalogue = args.words
    stale = {path: text for path, text in made().items() if _text(args.root / path) != text}
    for path, text in stale.items():
        if not args.check:
            (args.root / path).parent.mkdir(parents=True, exist_ok=True)
            (args.root / path).write_text(text, encoding="utf-8", newline="\n")
        print(words("cli.schema.stale" if args.check else "cli.schema.written", path=path))
    if not stale:
        print(words("cli.schema.fresh"))
    return 1 if stale and args.check else 0


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
