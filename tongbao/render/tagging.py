"""What the tags of WeasyPrint lack to be PDF/UA-1, whatever a template or a person's Markdown holds.

A picture that says nothing beside its text (`aria-hidden`) is an artifact: WeasyPrint tags every picture as a figure,
and a reader that speaks would say every light twice. Levels of headings do not skip. Each pair of a `<dl>` is one item
of its list, a label and what it labels.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import SubElement

SVG = "{http://www.w3.org/2000/svg}"
HIDDEN = "\ue000"
"""Words of a figure that nobody sees: a sign for private use, by which it is found again among the tags."""
HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def mark_hidden(root: Any) -> int:
    """Gives hidden pictures the words that `finish` knows; how many pictures are neither hidden nor have words."""
    wordless = 0
    for picture in root.iter(f"{SVG}svg"):
        title = picture.find(f"{SVG}title")
        if picture.get("aria-hidden") == "true":
            (SubElement(picture, f"{SVG}title") if title is None else title).text = HIDDEN
        elif title is None or not title.text:
            wordless += 1
    return wordless


def finish(document: object, pdf: Any) -> None:  # noqa: ARG001 - what WeasyPrint calls before it writes
    """Mends the tags of a PDF that is about to be written. What it says of itself is written plainly: who looks after
    archives reads it without unpacking, as PDF/A-1 asks and checkers of later ones may."""
    objects = {each.reference: each for each in pdf.objects}
    objects[pdf.catalog["Metadata"]].compress = False
    elements = [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/StructElem"]
    _levels(elements)
    _pairs(elements, objects)
    _hidden(elements, objects, pdf)


def _levels(elements: list[Any]) -> None:
    """A heading is one level below the nearest one before it that stood above it, however many were skipped."""
    above: list[tuple[int, int]] = []
    for heading in elements:
        level = HEADINGS.get(heading["S"])
        if level is None:
            continue
        while above and above[-1][0] >= level:
            above.pop()
        given = above[-1][1] + 1 if above else 1
        above.append((level, given))
        heading["S"] = f"/H{given}"


def _pairs(elements: list[Any], objects: Any) -> None:
    """`<dl><div><dt><dd>`: the div is the item, what stands in it its label and its body."""
    for pair in elements:
        if pair["S"] != "/Div" or objects[pair["P"]].get("S") != "/L":
            continue
        pair["S"] = "/LI"
        for number, kid in enumerate(_kids(pair, objects)):
            kid["S"] = "/LBody" if number else "/Lbl"
            for body in _kids(kid, objects):
                body["S"] = "/NonStruct" if body["S"] == "/LBody" else body["S"]


def _kids(element: Any, objects: Any) -> Iterator[Any]:
    for kid in element["K"]:
        if isinstance(kid, bytes) and kid in objects:
            yield objects[kid]


def _hidden(elements: list[Any], objects: Any, pdf: Any) -> None:
    """Makes artifacts of the figures that `mark_hidden` marked, in the tags and on their page."""
    parents = objects[objects[pdf.catalog["StructTreeRoot"]]["ParentTree"]]["Nums"]
    by_number = dict(zip(parents[::2], parents[1::2], strict=True))
    for figure in elements:
        if figure["S"] != "/Figure" or getattr(figure.get("Alt"), "string", "") != HIDDEN:
            continue
        page, (number,) = objects[figure["Pg"]], figure["K"]
        stream = objects[page["Contents"]].stream
        at = next(n for n, part in enumerate(stream) if isinstance(part, dict) and part.get("MCID") == number)
        stream[at - 1 : at + 2] = ["/Artifact", b"BMC"]
        objects[figure["P"]]["K"].remove(figure.reference)
        by_number[page["StructParents"]][number] = b"null"
        figure.clear()
