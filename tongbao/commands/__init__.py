"""One module a command: `add_arguments(parser)` says what it takes, `run(args)` does it and returns a code.

Exit codes: 0 fine, 1 faults in the data, 2 wrong usage or a file that the system refuses. Help texts stand in
locale/<language>/cli.yaml: those of a command under `<command>.<argument>`, shared ones under `all.<argument>`. A
command finds in `args` the catalogue of the reader's language (`args.words`) and the place (`args.root`). It raises
`Usage` when it was called wrongly, `Stopped` when it has told what is wrong with the data; an OSError it need not
catch.
"""

import argparse
from datetime import date
from pathlib import Path

from tongbao.load.walk import inside


class Usage(Exception):  # noqa: N818 - what the person did, not what the program met
    """The command was used wrongly: `cli.usage.<key>` filled in with the values is printed, exit code 2."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Stopped(Exception):  # noqa: N818 - what is wrong with files of people
    """The data has faults, which are told; nothing is written, exit code 1."""


def place(root: Path) -> Path:
    """The root of a place; raises Usage where there is no site.yaml."""
    if not (root / "site.yaml").exists():
        raise Usage("no-place", root=root)
    return root


def code_folder(root: Path, args: argparse.Namespace) -> Path | None:
    """The user's folder for compiled templates; None where the place's own files could bring code along."""
    folder: Path | None = args.cache
    return None if folder is None or inside(root, folder) else folder


def language_of(wanted: str | None, languages: tuple[str, ...]) -> str:
    """The language of a paper: the one that `--language` names where the place has it, else its first."""
    return wanted if wanted in languages else languages[0]


def day_of(text: str) -> date:
    """The day of an argument; raises Usage where it is none."""
    from tongbao.model.base import read_day

    try:
        return read_day(text)
    except ValueError:
        raise Usage("no-date", value=text) from None
