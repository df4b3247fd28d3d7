"""`init`: a repository for a new place, which builds at once; `--upgrade` renews the program in one that is there."""

import argparse
import re
import shlex
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Template

from pydantic import ValidationError

from tongbao.commands import Usage, day_of
from tongbao.commands.schema import for_editors
from tongbao.edit.files import write_bytes
from tongbao.edit.issue_forms import form_files
from tongbao.edit.starting import Start, policy_text, site_text
from tongbao.load.catalogues import languages, load_catalogue
from tongbao.load.program import load_templates
from tongbao.load.single import record_of
from tongbao.load.starting import EXAMPLES, PROGRAM, example, given_files, renewed_files
from tongbao.load.yaml_source import parse
from tongbao.locale.catalogue import Catalogue
from tongbao.model.site import Site
from tongbao.views.editors import FOLDER, schema_line

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
FIRST = "init/"
"""Templates of files that stand at the top of a new repository; of README.md there is one a language."""
NAMES = {
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "build.py": "build.py",
    "Makefile": "Makefile",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `init` takes."""
    parser.add_argument("dir", type=Path, metavar="DIR")
    parser.add_argument("--name", metavar="NAME")
    parser.add_argument("--id", metavar="CODE")
    parser.add_argument("--title", metavar="TITLE")
    parser.add_argument("--district", action="append", default=[], metavar="CODE=NAME")
    parser.add_argument("--like", choices=EXAMPLES)
    parser.add_argument("--languages", metavar="LANGUAGES")
    parser.add_argument("--as-of", type=day_of, metavar="DATE")
    parser.add_argument("--upgrade", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Writes the repository, or renews the program in it; 0 then."""
    words: Catalogue = args.words
    folder: Path = args.dir
    if args.upgrade:
        if not (folder / PROGRAM).is_dir() or not (folder / "site.yaml").exists():
            raise Usage("init-no-place", dir=folder)
        schemas = {path: text.encode() for path, text in for_editors(folder).items() if path.startswith(FOLDER)}
        files = {**dict(renewed_files()), **schemas}
        _write(folder, files)
        _forget(folder, files)
        print(words("cli.init.upgraded", dir=folder, files=len(files)))
        return 0
    if folder.exists() and (not folder.is_dir() or any(entry.name != ".git" for entry in folder.iterdir())):
        raise Usage("init-not-empty", dir=folder)
    start, like = _asked(args, words)
    try:
        site = site_text(start, example(like, "site.yaml"))
    except ValidationError as error:
        raise Usage("init-wrong", reason=error.errors()[0]["msg"]) from None
    policy = policy_text(start, example(like, "policy.yaml"), example(like, "site.yaml"))
    files = {
        **dict(renewed_files()),
        **dict(given_files()),
        **_forms(site),
        **_first_files(words, start, str(example(like, "site.yaml")["name"])),
        "site.yaml": (schema_line("site", 0) + site).encode(),
        "policy.yaml": (schema_line("policy", 0) + policy).encode(),
    }
    _write(folder, files)
    editors = {path: text.encode() for path, text in for_editors(folder).items()}
    _write(folder, editors)
    counted = {"files": len(files) + len(editors), "quoted": shlex.quote(str(folder))}
    print(words("cli.init.done", dir=folder, like=words(f"starting.places.{like}"), **counted))
    return 0


def _forms(text: str) -> dict[str, bytes]:
    """The issue forms of the districts and words of a site.yaml."""
    site, _ = record_of(parse(text.encode()), Site)
    assert site is not None
    files = form_files(site, [load_catalogue(language) for language in site.languages])
    return {path: text.encode() for path, text in files.items()}


def _asked(args: argparse.Namespace, words: Catalogue) -> tuple[Start, str]:
    """What was said, by options or in answer to questions on a terminal, and the example to begin with."""

    def ask(key: str, given: str | None, otherwise: str) -> str:
        if given is not None or not sys.stdin.isatty():
            return given if given is not None else otherwise
        return input(words(f"starting.ask.{key}", otherwise=otherwise)).strip() or otherwise

    name = ask("name", args.name, "")
    if not name:
        raise Usage("init-no-name")
    id = ask("id", args.id, "place")
    districts = ask("districts", ",".join(args.district) or None, f"all={name}")
    like = ask("like", args.like, _nearest(name, words))
    if like not in EXAMPLES:
        raise Usage("init-no-example", value=like, known=", ".join(EXAMPLES))
    spoken = tuple(args.languages.split(",")) if args.languages else (words.language,)
    if unknown := [language for language in spoken if language not in languages()]:
        raise Usage("init-no-language", value=unknown[0], known=", ".join(languages()))
    start = Start(
        id=_code(id),
        name=name,
        title=args.title or words("starting.title", name=name),
        languages=spoken,
        districts=_districts(districts),
        as_of=(args.as_of or _today()).isoformat(),
        office=words.text("starting.office"),
        of_example=words.text("starting.of_example"),
    )
    of_example = start.of_example.replace("{name}", str(example(like, "site.yaml")["name"]))
    return start._replace(of_example=of_example), like


def _today() -> date:
    """The day on which a place begins: it is written into site.yaml, where every later run finds it."""
    return date.today()  # noqa: TID251


def _nearest(name: str, words: Catalogue) -> str:
    """The example whose kind of place the name ends with; the first where it says nothing."""
    for like in EXAMPLES:
        if any(name.endswith(end) for end in words(f"starting.ends.{like}").split()):
            return like
    return EXAMPLES[0]


def _code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise Usage("init-no-code", value=text)
    return text


def _districts(text: str) -> Mapping[str, str]:
    """`zouping=邹平市,huimin=惠民县` → names by code."""
    pairs = [part.strip().partition("=") for part in re.split("[,，]", text) if part.strip()]
    if wrong := [code + sign + name for code, sign, name in pairs if not (sign and name.strip())]:
        raise Usage("init-no-district", value=wrong[0])
    return {_code(code.strip()): name.strip() for code, _, name in pairs}


def _first_files(words: Catalogue, start: Start, taken: str) -> dict[str, bytes]:
    """README, Makefile, build.py and what Git needs."""
    sources = load_templates(Path()).sources[-1]
    read_me = Template(sources[f"{FIRST}README.{words.language}.md"]).substitute(
        title=start.title, name=start.name, example=taken, district=next(iter(start.districts))
    )
    return {"README.md": read_me.encode(), **{path: sources[FIRST + name].encode() for name, path in NAMES.items()}}


def _forget(folder: Path, files: Mapping[str, bytes]) -> None:
    """Removes what an older program had beside these files, once they are there: what fails takes nothing away."""
    for path in sorted((folder / PROGRAM).rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files below a folder; scripts can be run."""
    write_bytes(folder, files)
    for path in files:
        if path.endswith(".sh"):
            (folder / path).chmod(0o755)
