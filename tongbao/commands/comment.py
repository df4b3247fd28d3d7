"""`comment`: the comment on a pull request and its labels, made of what `diff --format json` wrote somewhere else.

What is read is data of strangers: it is held against the form that it must have, and nothing of it is run.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tongbao.commands import Usage, place
from tongbao.commands.check import print_problems
from tongbao.edit.files import write_bytes
from tongbao.load.catalogues import load_catalogue
from tongbao.load.program import Templates, load_templates
from tongbao.load.single import read_record
from tongbao.load.walk import read_file
from tongbao.locale.catalogue import Catalogue
from tongbao.model.site import Site
from tongbao.render.comments import comment_text, known_lines
from tongbao.views.compared_labels import label_words
from tongbao.views.comparison import ComparisonView, read_back

MOST_BYTES = 16 << 20
"""A change of every record of a large place is told in less."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `comment` takes."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--labels", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, metavar="DIR", required=True)


def run(args: argparse.Namespace) -> int:
    """Writes comment.md, and for GitHub comment.json and labels.json; 1 where the place cannot be read."""
    words: Catalogue = args.words
    root = place(args.root)
    site, problems = read_record(root / "site.yaml", Site)
    if site is None:
        print_problems(words, problems)
        return 1
    templates = load_templates(root)
    view = _given(args.file, site.languages, templates)
    catalogue = load_catalogue(view.language, root)
    ours = label_words(catalogue, site)
    labels = [name for name in _lines(args.labels) if name not in ours]
    labels += [name for name in view.labels if name in ours]
    text = comment_text(view, templates.sources, catalogue)
    made = {"comment.md": text, "comment.json": _json({"body": text}), "labels.json": _json({"labels": labels})}
    write_bytes(args.out, {name: content.encode() for name, content in made.items()})
    print(words("cli.comment.done", out=args.out, count=len(text)))
    return 0


def _given(path: Path, languages: tuple[str, ...], templates: Templates) -> ComparisonView:
    """What was found of the change; raises Usage where the file is not such."""
    data = read_file(path, MOST_BYTES)
    if not isinstance(data, bytes) or len(data) > MOST_BYTES:
        raise Usage("no-comparison", file=path)
    try:
        view = read_back(json.loads(data))
    except (ValueError, ValidationError, RecursionError):
        raise Usage("no-comparison", file=path) from None
    if view.language not in languages or not known_lines(view, templates.sources):
        raise Usage("no-comparison", file=path)
    return view


def _lines(path: Path | None) -> list[str]:
    """The labels that the pull request has, one a line."""
    if path is None:
        return []
    data = read_file(path)
    if not isinstance(data, bytes):
        raise Usage("no-path", path=path)
    return [line for line in data.decode("utf-8", "replace").splitlines() if line]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
