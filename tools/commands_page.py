"""`python -m tools.commands_page > docs/commands.md`: every command and option, from the program's own help."""

import argparse
import sys
from collections.abc import Iterator

from tongbao.cli import COMMANDS, parser
from tongbao.load.catalogues import load_catalogue

LANGUAGES = ("zh-CN", "en")
Helps = list[argparse.Action]


def page() -> str:
    """The page as Markdown: a table for each command, in both languages."""
    words = [load_catalogue(language) for language in LANGUAGES]
    parsers = [commands(parser(catalogue, COMMANDS)) for catalogue in words]
    lines = ["# 命令 Commands", ""]
    lines += [f"{catalogue('cli.description')}\n" for catalogue in words]
    lines += ["`python build.py …` = `tongbao …`. 0: OK; 1: 数据有错 / faults in the data; 2: 用法不对 / wrong usage."]
    for name in COMMANDS:
        lines += ["", f"## {name}", ""]
        lines += [f"{found[name].description}\n" for found in parsers]
        lines += ["| | zh-CN | en |", "|---|---|---|"]
        lines += _rows([found[name]._actions for found in parsers])
    return "\n".join(lines) + "\n"


def commands(program: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parser of each command by its name; those of a group by both words."""
    found: dict[str, argparse.ArgumentParser] = {}
    for choices in (action.choices for action in program._actions if action.dest == "command"):
        assert isinstance(choices, dict)
        for name, parser_ in choices.items():
            inner = commands(parser_)
            found |= {f"{name} {word}": each for word, each in inner.items()} if inner else {name: parser_}
    return found


def _rows(in_languages: list[Helps]) -> Iterator[str]:
    for actions in zip(*in_languages, strict=True):
        first = actions[0]
        value = f" {_value(first)}" if first.nargs != 0 else ""
        name = ", ".join(first.option_strings) + value if first.option_strings else value.strip()
        yield "| " + " | ".join([f"`{name}`", *(str(action.help) for action in actions)]) + " |"


def _value(action: argparse.Action) -> str:
    if action.choices:
        return "{" + ",".join(action.choices) + "}"
    return str(action.metavar or action.dest.upper())


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(page(), end="")
