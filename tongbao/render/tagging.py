"""What the tags of WeasyPrint lack: a picture that says nothing beside its text is an artifact.

HTML says so with `aria-hidden`. WeasyPrint tags every picture as a figure, and PDF/UA-1 wants words for a figure: a
reader that speaks would say every light twice.
"""

from collections.abc import Iterator
from typing import Any

SVG = "{http://www.w3.org/2000/svg}"
HIDDEN = "\ue000"
"""Words of a figure that nobody sees: a sign for private use, by which it is found again among the tags."""


def mark_hidden(root: Any) -> int:
    """Gives hidden pictures the words that `unfigured` knows; how many pictures are neither hidden nor have words."""
    from xml.etree.ElementTree import SubElement

    wordless = 0
    for picture in root.iter(f"{SVG}svg"):
        title = picture.find(f"{SVG}title")
        if picture.get("aria-hidden") == "true":
            (SubElement(picture, f"{SVG}title") if title is None else title).text = HIDDEN
        elif title is None or not title.text:
            wordless += 1
    return wordless


def unfigured(document: object, pdf: Any) -> None:  # noqa: ARG001 - what WeasyPrint calls before it writes
    """Makes artifacts of the figures that `mark_hidden` marked, in the tags and on their page."""
    objects = {each.reference: each for each in pdf.objects}
    parents = objects[objects[pdf.catalog["StructTreeRoot"]]["ParentTree"]]["Nums"]
    by_number = dict(zip(parents[::2], parents[1::2], strict=True))
    for figure in list(_hidden(pdf)):
        page, (number,) = objects[figure["Pg"]], figure["K"]
        stream = objects[page["Contents"]].stream
        at = next(n for n, part in enumerate(stream) if isinstance(part, dict) and part.get("MCID") == number)
        stream[at - 1 : at + 2] = ["/Artifact", b"BMC"]
        objects[figure["P"]]["K"].remove(figure.reference)
        by_number[page["StructParents"]][number] = b"null"
        figure.clear()


def _hidden(pdf: Any) -> Iterator[Any]:
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("S") == "/Figure" and getattr(each.get("Alt"), "string", "") == HIDDEN:
            yield each
