"""Lines of Chinese that fill their measure (GB/T 9704-2012 5.2.3: 每行排28个字，并撑满版心).

WeasyPrint justifies by widening spaces, and Chinese has none: a line that ends before a number or a bracket would stay
short. Here the rest is shared among all signs of the line, as an office's own program does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unicodedata import east_asian_width

FEWEST = 0.5
"""The share of wide signs from which a line is one of Chinese."""


@contextmanager
def filled_lines() -> Iterator[None]:
    """While this holds, documents are laid out with filled lines of Chinese."""
    from weasyprint.layout import inline

    theirs = inline.justify_line

    def justify_line(context: Any, line: Any, rest: float) -> None:
        texts = list(_texts(line))
        signs = "".join(text.text for text in texts)
        wide = sum(east_asian_width(sign) in "WFA" for sign in signs)
        if len(signs) < 2 or wide < FEWEST * len(signs):
            theirs(context, line, rest)
        else:
            _spread(context, line, rest / (len(signs) - 1), 0.0)

    inline.justify_line = justify_line
    try:
        yield
    finally:
        inline.justify_line = theirs


def _texts(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            yield from _texts(child)


def _spread(context: Any, box: Any, space: float, moved: float) -> float:
    """Sets every sign of a box `space` further from the next; the box itself is moved; how far what follows moves."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import create_layout

    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        box.style = box.style.copy()
        own = box.style["letter_spacing"]
        box.style["letter_spacing"] = (0 if own == "normal" else own) + space
        layout = create_layout(box.text, box.style, context, max_width=None, justification_spacing=0)
        layout.deactivate()
        box.pango_layout = layout
        box.width += space * len(box.text)
        return moved + space * len(box.text)
    if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.translate(moved, 0)
        return moved
    box.position_x += moved
    further = moved
    for child in box.children:
        if child.is_in_normal_flow():
            further = _spread(context, child, space, further)
    box.width += further - moved
    return further
