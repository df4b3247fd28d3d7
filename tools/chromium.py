"""A headless Chromium with one page, spoken to over a pipe (its DevTools protocol) with the standard library alone.

A headless window cannot be made as narrow as a telephone, but its page can.
"""

import base64
import itertools
import json
import os
import shutil
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
# Chromium reads commands at 3 and answers at 4; both may be taken here, so they are moved out of the way first.
THEIR_INPUT, THEIR_OUTPUT, SAFE = 3, 4, 20
PHONE = 600
"""A page narrower than this behaves as on a telephone."""


class BrowserError(Exception):
    """Chromium is missing, has ended, or refused a command."""


def program() -> str | None:
    """Where Chromium is; None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Browser:
    """A headless Chromium with one page; `faults` are the errors its console has shown since the last `open`."""

    def __init__(self, profile: str) -> None:
        found = program()
        if found is None:
            raise BrowserError("Chromium is missing: tools/setup.sh browser")
        theirs, ours = os.pipe()
        answers, theirs_too = os.pipe()
        moves = [
            (os.POSIX_SPAWN_DUP2, theirs, SAFE),
            (os.POSIX_SPAWN_DUP2, theirs_too, SAFE + 1),
            (os.POSIX_SPAWN_DUP2, SAFE, THEIR_INPUT),
            (os.POSIX_SPAWN_DUP2, SAFE + 1, THEIR_OUTPUT),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        command = [found, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self._process = os.posix_spawn(found, command, dict(os.environ), file_actions=moves)
        os.close(theirs)
        os.close(theirs_too)
        self._commands, self._answers = os.fdopen(ours, "wb"), os.fdopen(answers, "rb")
        self._numbers, self._rest, self._session, self._loaded = itertools.count(1), b"", "", set[str]()
        self.faults: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Log", "Runtime"):
            self.ask(f"{domain}.enable")
        self.ask("Page.setLifecycleEventsEnabled", enabled=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
            raise BrowserError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        """The next message; they are parted by NUL."""
        while b"\0" not in self._rest:
            part = os.read(self._answers.fileno(), 1 << 20)
            if not part:
                raise BrowserError("Chromium ended before it answered")
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        params = message.get("params", {})
        match message.get("method"):
            case "Page.lifecycleEvent" if params["name"] == "load":
                self._loaded.add(params["loaderId"])
            case "Log.entryAdded" if params["entry"]["level"] in ("error", "warning"):
                self.faults.append(f"{params['entry']['source']}: {params['entry']['text']}")
            case "Runtime.exceptionThrown":
                details = params["exceptionDetails"]
                self.faults.append(details.get("exception", {}).get("description", details["text"]))
            case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning", "assert"):
                self.faults.append(" ".join(str(argument.get("value", "")) for argument in params["args"]))
        return message

    def size(self, width: int, height: int) -> None:
        """Makes the page so many CSS pixels wide and high."""
        phone = width < PHONE
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)

    def open(self, address: str) -> None:
        """Goes to a page and waits until all of it is loaded."""
        self.faults.clear()
        answer = self.ask("Page.navigate", url=address)
        if "errorText" in answer:
            raise BrowserError(f"{address}: {answer['errorText']}")
        # Of this very page: a page that was left may still tell that it is loaded. Within a page nothing is loaded.
        while answer.get("loaderId", "") not in ("", *self._loaded):
            self._next()

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression on the page; a promise is waited for."""
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise BrowserError(f"{expression}: {answer['exceptionDetails']['exception']['description']}")
        return answer["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """Presses and lets go a key; `code` is its virtual key code."""
        text = {"text": "\r"} if key == "Enter" else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def picture(self, address: str, width: int, height: int, tallest: int) -> bytes:
        """A PNG of a page as wide as asked, from its top down to `tallest`."""
        self.size(width, height)
        self.open(address)
        content = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        if content["width"] > width:
            print(f"{address}: {content['width']:.0f} px wide, more than the {width} px of its window")
        clip = {"x": 0, "y": 0, "width": width, "height": min(content["height"], tallest), "scale": 1}
        shot = self.ask("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def close(self) -> None:
        """Ends Chromium and waits for it."""
        self.ask("Browser.close")
        os.waitpid(self._process, 0)
        self._commands.close()
        self._answers.close()
