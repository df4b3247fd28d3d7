"""Pictures of a built site for docs/pictures/: `make pictures`, or `python -m tools.pictures [--site DIR] [--out DIR]`.

Home, a project, an issue and the newest weekly bulletin at two widths, in headless Chromium; and the first page of that
bulletin's PDF. `--all` (`make looks`) takes every kind of page in every language at both widths, light and dark, into
pictures/, which Git ignores, with sheets of twelve pages each to look them through; `--only TEXT` those whose path has
it.
"""

import argparse
import io
import itertools
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.browser.kinds import kinds
from tools.chromium import Browser, BrowserError

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = {390: 844, 1280: 900}
"""Width of the page → height of the window, in CSS pixels."""
SCHEMES = ("light", "dark")
TALLEST = 1600
ON_SHEET, IN_ROW, SMALL = 12, 6, 420
"""Pictures on a sheet and in a row of it, and how wide each is there."""
LARGEST = 250_000


def main() -> None:
    """Draws every picture and says how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--out", type=Path, help="docs/pictures, or pictures with --all")
    parser.add_argument("--all", action="store_true", help="every kind of page, light and dark, into pictures/")
    parser.add_argument("--only", default="", help="with --all: the pages whose path has this text")
    args = parser.parse_args()
    site: Path = args.site.resolve()
    if not (site / "index.html").is_file():
        sys.exit(f"{args.site}: no site here; run `make site` first")
    out: Path = args.out or ROOT / ("pictures" if args.all else "docs/pictures")
    out.mkdir(parents=True, exist_ok=True)
    if args.all:
        draw_all(site, out, args.only)
        return
    shown = pages(site)
    with tempfile.TemporaryDirectory() as profile:
        try:
            browser = Browser(profile)
        except BrowserError as error:
            sys.exit(str(error))
        for (name, page), (width, height) in itertools.product(shown.items(), WIDTHS.items()):
            keep(out / f"{name}-{width}.png", browser.picture(page.as_uri(), width, height, TALLEST))
        browser.close()
    brief = next(iter(sorted(shown["bulletin"].parent.glob("*.pdf"))), None)
    if brief:
        keep(out / "brief.png", first_page(brief))
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


def draw_all(site: Path, out: Path, only: str) -> None:
    """A picture of every kind of page at each width and in each scheme, and sheets of them."""
    chosen = [page for page in kinds(site) if only in page.relative_to(site).as_posix()]
    with tempfile.TemporaryDirectory() as profile, Browser(profile) as browser:
        for (width, height), scheme in itertools.product(WIDTHS.items(), SCHEMES):
            browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
            look = f"{width}-{scheme}"
            (out / look).mkdir(exist_ok=True)
            drawn = []
            for page in chosen:
                name = "-".join(page.relative_to(site).with_suffix("").parts).removesuffix("-index")
                drawn.append(out / look / f"{name}.png")
                drawn[-1].write_bytes(browser.picture(page.as_uri(), width, height, TALLEST))
            for number, start in enumerate(range(0, len(drawn), ON_SHEET), 1):
                sheet(drawn[start : start + ON_SHEET]).save(out / f"{look}-{number}.png")
            print(f"{look}: {len(drawn)} pages")


def sheet(pictures: list[Path]) -> Image.Image:
    """Pictures side by side in rows of six, each as wide as the others."""
    small = [Image.open(io.BytesIO(path.read_bytes())).convert("RGB") for path in pictures]
    small = [each.resize((SMALL, each.height * SMALL // each.width)) for each in small]
    rows = [small[start : start + IN_ROW] for start in range(0, len(small), IN_ROW)]
    whole = Image.new("RGB", (SMALL * IN_ROW, sum(max(each.height for each in row) for row in rows)), "gray")
    top = 0
    for row in rows:
        for number, each in enumerate(row):
            whole.paste(each, (number * SMALL, top))
        top += max(each.height for each in row)
    return whole


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
