"""What an editor is told of a place: which schema a file has, and the settings of VS Code, which need no net."""

import re

from tongbao.views.schema import FILES, Json

FOLDER = "docs/schema"
"""Where the schemas stand, in every repository that holds a place."""
PUBLIC = tuple(name for name, kind in FILES.items() if kind.tree == "public")
EXTENSIONS: Json = {"recommendations": ["redhat.vscode-yaml", "editorconfig.editorconfig"]}


def schema_line(kind: str, levels: int) -> str:
    """The first line of a file that stands `levels` folders below the one with `docs/`."""
    return f"# yaml-language-server: $schema={'../' * levels}{FOLDER}/{kind}.json\n"


def settings() -> Json:
    """The settings of VS Code: schemas by folder for files without a first line, two spaces, our line ends and no
    formatter, which would set lines anew that nobody changed."""
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "redhat.telemetry.enabled": False,
        "yaml.format.enable": False,
        "yaml.schemaStore.enable": False,
        "yaml.schemas": {f"{FOLDER}/{name}.json": f"/{_any(FILES[name].path)}" for name in PUBLIC},
        "[yaml]": {
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.detectIndentation": False,
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
        },
    }


def _any(path: str) -> str:
    """A path with a star for each name that is not fixed."""
    return re.sub("<[a-z]+>", "*", path)
