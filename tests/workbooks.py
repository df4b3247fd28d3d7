"""Workbooks filled in as people do: single cells of a file changed, all else left as the program wrote it."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

Given = str | float | None


def fill(path: Path, cells: Mapping[tuple[int, str], Given], out: Path | None = None) -> Path:
    """Sets cells by number of sheet, from 1, and address: a text, a number, None for empty; a day is its serial."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    for (sheet, address), given in cells.items():
        name = f"xl/worksheets/sheet{sheet}.xml"
        parts[name] = _with_cell(parts[name].decode(), address, given).encode()
    target = out or path
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target


def edited(path: Path, sheet: int, change: tuple[str, str]) -> None:
    """Replaces a piece of a sheet's XML: what no cell alone can say, such as a merge or a moved row."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    name = f"xl/worksheets/sheet{sheet}.xml"
    text = parts[name].decode()
    assert re.search(change[0], text, re.DOTALL)
    parts[name] = re.sub(change[0], change[1], text, count=1, flags=re.DOTALL).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def _with_cell(xml: str, address: str, given: Given) -> str:
    match = re.search(rf'<c r="{address}"(?: s="([0-9]+)")?[^>]*?(?:/>|>.*?</c>)', xml)
    style = f' s="{match[1]}"' if match and match[1] else ""
    if given is None:
        cell = f'<c r="{address}"{style}/>'
    elif isinstance(given, str):
        text = escape(given)
        cell = f'<c r="{address}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    else:
        cell = f'<c r="{address}"{style}><v>{given!r}</v></c>'
    if match:
        return xml[: match.start()] + cell + xml[match.end() :]
    row = re.sub("[A-Z]+", "", address)
    line = re.search(rf'<row r="{row}"[^>]*?>.*?(?=</row>)', xml, re.DOTALL)
    if line:
        return xml[: line.end()] + cell + xml[line.end() :]
    end = xml.index("</sheetData>")
    return f'{xml[:end]}<row r="{row}">{cell}</row>{xml[end:]}'
