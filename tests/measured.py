"""Measuring PDFs with poppler: where lines of text stand, and where there is ink. All lengths in millimetres."""

import subprocess
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

POINT = 25.4 / 72
XHTML = "{http://www.w3.org/1999/xhtml}"
DOTS = 300
"""Dots an inch of the pages as they are looked at: one is 0.085 mm."""


@dataclass(frozen=True)
class Line:
    """Words that stand on a line, with the edges of their boxes; a box is as high as its letters, without leading."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A page: its size, its lines from above, and its ink."""

    file: Path
    number: int
    width: float
    height: float
    lines: tuple[Line, ...]

    @cached_property
    def image(self) -> Image.Image:
        """The page in colours."""
        command = ["pdftoppm", "-r", str(DOTS), "-f", str(self.number), "-l", str(self.number), str(self.file)]
        return Image.open(BytesIO(subprocess.run(command, capture_output=True, check=True).stdout)).convert("RGB")

    def ink(
        self, left: float, top: float, right: float, bottom: float, *, red: bool = False
    ) -> tuple[float, ...] | None:
        """The box of what is printed within a box, or of what is printed in red; None where it is blank."""
        scale = DOTS / 25.4
        corner = (round(left * scale), round(top * scale))
        part = self.image.crop((*corner, round(right * scale), round(bottom * scale)))
        channels = part.split()
        mask = channels[1 if red else 0].point(lambda value: 255 if value < 128 else 0)
        if red:
            mask = Image.composite(
                mask, Image.new("L", part.size, 0), channels[0].point(lambda v: 255 if v > 160 else 0)
            )
        box = mask.getbbox()
        if box is None:
            return None
        return tuple((edge + corner[at % 2]) / scale for at, edge in enumerate(box))

    def strokes(self, x: float, top: float, bottom: float) -> list[tuple[float, float]]:
        """Where ink begins and ends on an upright line."""
        scale = DOTS / 25.4
        dark = [
            self.image.getpixel((round(x * scale), y))[0] < 160
            for y in range(round(top * scale), round(bottom * scale))
        ]
        edges = [at for at, (before, now) in enumerate(pairwise([False, *dark, False])) if before != now]
        return [(top + start / scale, top + end / scale) for start, end in zip(edges[::2], edges[1::2], strict=True)]

    def line(self, text: str) -> Line:
        """The only line that holds a text."""
        (found,) = (line for line in self.lines if text in line.text)
        return found


def sheets(file: Path) -> tuple[Sheet, ...]:
    """The pages of a PDF."""
    command = ["pdftotext", "-bbox-layout", str(file), "-"]
    root = ElementTree.fromstring(subprocess.run(command, capture_output=True, check=True).stdout)
    return tuple(_sheet(file, number, page) for number, page in enumerate(root.iter(f"{XHTML}page"), 1))


def _sheet(file: Path, number: int, page: ElementTree.Element) -> Sheet:
    width, height = (float(page.get(name, "")) * POINT for name in ("width", "height"))
    return Sheet(file, number, width, height, _lines(page))


def _lines(page: ElementTree.Element) -> tuple[Line, ...]:
    """Words whose boxes begin at the same height are one line."""
    words = []
    for word in page.iter(f"{XHTML}word"):
        edges = [float(word.get(name, "")) * POINT for name in ("xMin", "yMin", "xMax", "yMax")]
        words.append(Line(word.text or "", *edges))
    rows: list[list[Line]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.left)):
        if rows and abs(rows[-1][0].bottom - word.bottom) < 1:
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(
        Line(
            "".join(word.text for word in sorted(row, key=lambda word: word.left)),
            min(word.left for word in row),
            min(word.top for word in row),
            max(word.right for word in row),
            max(word.bottom for word in row),
        )
        for row in rows
    )
