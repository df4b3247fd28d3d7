"""Pictures of a built site for docs/pictures/: `make pictures`, or `python tools/pictures.py [--site DIR] [--out DIR]`.

Home, a project, an issue and the newest weekly bulletin at two widths, in headless Chromium; and the first page of that
bulletin's PDF. Chromium is spoken to over a pipe (its DevTools protocol), because a headless window cannot be made as
narrow as a telephone but its page can.
"""

import argparse
import base64
import io
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = {390: 844, 1280: 900}
"""Width of the page → height of the window, in CSS pixels."""
TALLEST = 1600
LARGEST = 250_000
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)
# Chromium reads commands at 3 and answers at 4; both may be taken here, so they are moved out of the way first.
THEIR_INPUT, THEIR_OUTPUT, SAFE = 3, 4, 20


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
        browser = Browser(profile)
        for (name, page), (width, height) in itertools.product(shown.items(), WIDTHS.items()):
            keep(args.out / f"{name}-{width}.png", browser.picture(page.as_uri(), width, height))
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


class Browser:
    """A headless Chromium with one page."""

    def __init__(self, profile: str) -> None:
        names = ("chromium", "chromium-browser", "google-chrome")
        program = next((found for name in names if (found := shutil.which(name))), None)
        if program is None:
            sys.exit("Chromium is missing: tools/setup.sh browser")
        theirs, ours = os.pipe()
        answers, theirs_too = os.pipe()
        moves = [
            (os.POSIX_SPAWN_DUP2, theirs, SAFE),
            (os.POSIX_SPAWN_DUP2, theirs_too, SAFE + 1),
            (os.POSIX_SPAWN_DUP2, SAFE, THEIR_INPUT),
            (os.POSIX_SPAWN_DUP2, SAFE + 1, THEIR_OUTPUT),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        command = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self._process = os.posix_spawn(program, command, dict(os.environ), file_actions=moves)
        os.close(theirs)
        os.close(theirs_too)
        self._commands, self._answers = os.fdopen(ours, "wb"), os.fdopen(answers, "rb")
        self._numbers, self._rest, self._session, self._loaded = itertools.count(1), b"", "", False
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """The answer to a command of the DevTools protocol."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._commands.write(json.dumps(message).encode() + b"\0")
        self._commands.flush()
        while (answer := self._next()).get("id") != number:
            pass
        if "error" in answer:
            sys.exit(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        """The next message; they are parted by NUL."""
        while b"\0" not in self._rest:
            part = os.read(self._answers.fileno(), 1 << 20)
            if not part:
                sys.exit("Chromium ended before it answered")
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        self._loaded = self._loaded or message.get("method") == "Page.loadEventFired"
        return message

    def picture(self, address: str, width: int, height: int) -> bytes:
        """A PNG of a page as wide as asked, from its top down to TALLEST."""
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        self._loaded = False
        self.ask("Page.navigate", url=address)
        while not self._loaded:
            self._next()
        content = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        if content["width"] > width:
            print(f"{address}: {content['width']:.0f} px wide, more than the {width} px of its window")
        clip = {"x": 0, "y": 0, "width": width, "height": min(content["height"], TALLEST), "scale": 1}
        shot = self.ask("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def close(self) -> None:
        """Ends Chromium and waits for it."""
        self.ask("Browser.close")
        os.waitpid(self._process, 0)


def first_page(pdf: Path) -> bytes:
    """The first page of a PDF as a PNG."""
    command = ["pdftoppm", "-png", "-r", "90", "-f", "1", "-l", "1", "-singlefile", str(pdf)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def keep(path: Path, png: bytes) -> None:
    """Writes a picture with as many colours as fit into LARGEST bytes."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        small = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if len(small.getvalue()) < LARGEST:
            break
    path.write_bytes(small.getvalue())
    print(f"{path.name}: {picture.width} × {picture.height}, {colours} colours, {len(small.getvalue()) // 1000} kB")


if __name__ == "__main__":
    main()
