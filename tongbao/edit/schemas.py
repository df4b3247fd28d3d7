"""Where the schemas of a file that is to be written lie, so that its first line can name one."""

from pathlib import Path

from tongbao.views.editors import FOLDER, schema_line


def first_line(root: Path, path: str, kind: str) -> str:
    """The line that tells an editor the schema of a file at `path` in the place; "" where there is none.

    Schemas stand in the place itself, or further up in its repository (the examples of this one).
    """
    there = root.resolve()
    for above, folder in enumerate((there, *there.parents)):
        if (folder / FOLDER / f"{kind}.json").is_file():
            return schema_line(kind, path.count("/") + above)
        if (folder / ".git").exists():
            break
    return ""
