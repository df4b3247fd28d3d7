"""Pictures of a built site for docs/pictures/: `make pictures`, or `python -m tools.pictures [--site DIR] [--out DIR]`.

Home, a project, an issue and the newest weekly bulletin at two widths, in headless Chromium; and the first page of that
bulletin's PDF.
"""

import argparse
import io
import itertools
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tools.chromium import Browser, BrowserError

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = {390: 844, 1280: 900}
"""Width of the page → height of the window, in CSS pixels."""
TALLEST = 1600
LARGEST = 250_000


def main() -> None:
    """Draws every picture and says how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    args = parser.parse_args()
    site: Path = args.site.resolve()
    if not (site / "index.html").is_file():
        sys.exit(f"{args.site}: no site here; run `make site` first")
    args.out.mkdir(parents=True, exist_ok=True)
    shown = pages(site)
    with tempfile.TemporaryDirectory() as profile:
        try:
            browser = Browser(profile)
        except BrowserError as error:
            sys.exit(str(error))
        for (name, page), (width, height) in itertools.product(shown.items(), WIDTHS.items()):
            keep(args.out / f"{name}-{width}.png", browser.picture(page.as_uri(), width, height, TALLEST))
        browser.close()
    brief = next(iter(sorted(shown["bulletin"].parent.glob("*.pdf"))), None)
    if brief:
        keep(args.out / "brief.png", first_page(brief))
    else:
        print(f"{shown['bulletin'].parent.name}: no PDF, so no picture of it")


def pages(site: Path) -> dict[str, Path]:
    """The pages to show: those with most to see, and the newest weekly bulletin."""

    def fullest(pattern: str) -> Path:
        return max(site.glob(pattern), key=lambda page: (page.stat().st_size, page))

    return {
        "home": site / "index.html",
        "project": fullest("projects/*/index.html"),
        "issue": fullest("issues/*/index.html"),
        "bulletin": max(site.glob("bulletins/*/weekly-*/index.html")),
    }


def first_page(pdf: Path) -> bytes:
    """The first page of a PDF as a PNG."""
    command = ["pdftoppm", "-png", "-r", "90", "-f", "1", "-l", "1", "-singlefile", str(pdf)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def keep(path: Path, png: bytes) -> None:
    """Writes a picture with as many colours as fit into LARGEST bytes."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        data = _with_colours(picture, colours)
        if len(data) < LARGEST:
            path.write_bytes(data)
            print(f"{path.name}: {picture.width} × {picture.height}, {colours} colours, {len(data) // 1000} kB")
            return
    sys.exit(f"{path.name}: too large even with few colours")


def _with_colours(picture: Image.Image, colours: int) -> bytes:
    small = io.BytesIO()
    picture.quantize(colours, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
