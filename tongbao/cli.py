"""The command line: which command, which language, and the exit code. Only here is the environment read."""

import argparse
import os
import sys
from collections.abc import Collection, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from tongbao import __version__
from tongbao.commands import Stopped, Usage
from tongbao.load.catalogues import language_of_place, load_catalogue, spoken
from tongbao.locale.catalogue import Catalogue

COMMANDS = {
    "build": "tongbao.commands.build",
    "admin": "tongbao.commands.admin",
    "apply": "tongbao.commands.apply",
    "brief": "tongbao.commands.brief",
    "bulletin draft": "tongbao.commands.draft",
    "bulletin issue": "tongbao.commands.issue",
    "bulletin verify": "tongbao.commands.verify",
    "bulletin correct": "tongbao.commands.correct",
    "check": "tongbao.commands.check",
    "comment": "tongbao.commands.comment",
    "diff": "tongbao.commands.diff",
    "form": "tongbao.commands.form",
    "forms": "tongbao.commands.forms",
    "export": "tongbao.commands.export",
    "import": "tongbao.commands.import_",
    "init": "tongbao.commands.init",
    "new": "tongbao.commands.new",
    "owners": "tongbao.commands.owners",
    "pack": "tongbao.commands.pack",
    "paper": "tongbao.commands.paper",
    "schema": "tongbao.commands.schema",
    "serve": "tongbao.commands.serve",
    "stale": "tongbao.commands.stale",
    "targets draft": "tongbao.commands.targets_draft",
    "targets issue": "tongbao.commands.targets_issue",
    "targets adjust": "tongbao.commands.targets_adjust",
    "targets verify": "tongbao.commands.targets_verify",
}
"""Every command and its module, imported only when it is called. The first is meant where none is named.

A name of two words is a command of a group; its help stands in cli.yaml under the group.
"""

OK, FAULTS, WRONG_USAGE = 0, 1, 2
Action = TypeVar("Action", bound=argparse.Action)


class _Parser(argparse.ArgumentParser):
    """A parser whose words come from the catalogue, so that commands name arguments and nothing else."""

    def __init__(self, *, words: Catalogue, command: str = "", **options: Any) -> None:
        self.words = words
        self.command = command
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title = words("cli.title.arguments")
        self._optionals.title = words("cli.title.options")
        self.add_argument("-h", "--help", action="help")

    def _add_action(self, action: Action) -> Action:
        # Here and not in add_argument, which groups of arguments pass by.
        for section in (self.command, "all"):
            if section and action.help is None and f"cli.{section}.{action.dest}" in self.words:
                action.help = self.words(f"cli.{section}.{action.dest}")
        return super()._add_action(action)

    def error(self, message: str) -> Any:
        raise Usage("wrong", detail=message, prog=self.prog)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; returns 0 fine, 1 faults in the data, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = load_catalogue(_language(given))
    try:
        return _run(given, words)
    except Usage as usage:
        print(words(f"cli.usage.{usage.key}", **usage.values), file=sys.stderr)
        return WRONG_USAGE
    except Stopped:
        return FAULTS
    except BrokenPipeError:
        # The reader of our output went away (`| head`). Nothing more can be said there, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        key = "no-access" if error.filename else "no-system"
        print(words(f"cli.usage.{key}", file=error.filename, reason=error.strerror or error), file=sys.stderr)
        return WRONG_USAGE


def parser(words: Catalogue, commands: Collection[str] = ()) -> argparse.ArgumentParser:
    """The parser of `commands` and their arguments; where none is named it knows every command by name alone."""
    program = _Parser(prog="tongbao", description=words("cli.description"), words=words)
    program.add_argument("--version", action="version", help=words("cli.all.version"), version=f"tongbao {__version__}")
    subparsers = program.add_subparsers(
        title=words("cli.title.commands"), dest="command", metavar="COMMAND", parser_class=_Parser
    )
    groups = {"": subparsers}
    for name in commands or COMMANDS:
        group, _, word = name.rpartition(" ")
        if group not in groups:
            about = words(f"cli.{group}.about")
            named = subparsers.add_parser(group, help=about, description=about, words=words)
            groups[group] = named.add_subparsers(
                title=words("cli.title.commands"), dest="command", metavar="WORD", parser_class=_Parser, required=True
            )
        key = name.replace(" ", ".")
        about = words(f"cli.{key}.about")
        command = groups[group].add_parser(word, help=about, description=about, words=words, command=key)
        if name in commands:
            module = import_module(COMMANDS[name])
            command.add_argument("--root", type=Path, default=Path(), metavar="DIR")
            command.add_argument("--language", metavar="LANGUAGE")
            module.add_arguments(command)
            command.set_defaults(run=module.run, words=words, cache=_cache())
    return program


def _run(given: list[str], words: Catalogue) -> int:
    named = next((name for name in (" ".join(given[:2]), *given[:1]) if name in COMMANDS), None)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        named = next(iter(COMMANDS))
        given = [named, *given]
    args = parser(words, [named] if named else ()).parse_args(given)
    code: int = args.run(args)
    return code


def _option(given: list[str], name: str) -> str | None:
    """The value of an option before the arguments are parsed: the parser itself needs the language."""
    for at, word in enumerate(given):
        if word == name and at + 1 < len(given):
            return given[at + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None


def _language(given: list[str]) -> str:
    """The reader's language: `--language`, else TONGBAO_LANGUAGE, else the first of the place."""
    root = _option(given, "--into") or _option(given, "--root") or "."
    wanted = _option(given, "--language") or os.environ.get("TONGBAO_LANGUAGE")
    return spoken(wanted or language_of_place(Path(root)))


def _cache() -> Path | None:
    """The user's folder for what the program may keep between runs; None where there is none."""
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(caches, "tongbao") if os.path.isabs(caches) else None
