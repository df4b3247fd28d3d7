"""What cells show whose formula went wrong (`#N/A`, `#REF!`): the reader of workbooks hands them out as empty."""

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

_BROKEN = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>(?:(?!</c>).)*?<v>([^<]{1,20})</v>', re.DOTALL
)
_BOOK, _PARTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def with_broken(path: Path, sheet: str, lines: list[list[str]]) -> list[list[str]]:
    """The texts of a sheet's cells, put right in place: what a cell shows instead of a value is a text as well. An .xls
    is left as it is."""
    if not zipfile.is_zipfile(path):
        return lines
    with zipfile.ZipFile(path) as archive:
        found = _BROKEN.findall(archive.read(part)) if (part := _part(archive, sheet)) else ()
    for column, row, text in found:
        at, across = int(row) - 1, column_number(column.decode()) - 1
        if at < len(lines) and across < len(lines[at]):
            lines[at][across] = text.decode()
    return lines


def column_number(letters: str) -> int:
    """The number of a column with these letters over it, from 1: A is 1, AA is 27."""
    result = 0
    for letter in letters:
        result = result * 26 + ord(letter) - ord("A") + 1
    return result


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Where a sheet stands in the archive; "" where the workbook does not say so."""
    try:
        book, parts = (ElementTree.fromstring(archive.read(name)) for name in (_BOOK, _PARTS))
    except (KeyError, ElementTree.ParseError):
        return ""
    targets = {each.get("Id"): each.get("Target", "") for each in parts}
    named = (each.attrib for each in book.iter() if each.tag.endswith("}sheet") and each.get("name") == sheet)
    target = next((targets.get(value, "") for each in named for key, value in each.items() if key.endswith("}id")), "")
    part = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
    return part if target and part in archive.namelist() else ""
