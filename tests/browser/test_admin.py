"""The form editor in Chromium: a project is edited there, what it saves is applied, and the place passes `check`."""

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ISSUE, SITE, write_place
from tests.sites import options
from tongbao.cli import main
from tongbao.load.library import library_of
from tongbao.pipeline import build, load_checked
from tools.chromium import Browser

PATH = "projects/zouping/P-1.yaml"
TEXT = """\
# of the county
id: P-1
name: {zh-CN: 甲项目, en: Project A}   # once 乙
district: zouping
level: 省级
lists: []
content: |
  一段
  二段
investment: {total: 1250.50, sources: {财政: 60, 银行: 40}}
period: [2025, 2026]
milestones:
  - {name: {zh-CN: 开工, en: Start}, planned: 2026-03-01}  # first
progress:
  - {as_of: 2026-03-31, invested: 100}  # 一季度
  - {as_of: 2026-04-30, invested: 200.10, note: 正常}
"""
LEVELS = [{"code": "省级", "name": "省级"}, {"code": "市级", "name": "市级"}]
FILL = """(async () => {
  let top = await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test", {create: true});
  for (const [path, text] of Object.entries(%s)) {
    const names = path.split("/");
    let folder = top;
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, {create: true});
    const file = await (await folder.getFileHandle(names.at(-1), {create: true})).createWritable();
    await file.write(text);
    await file.close();
  }
})()"""
READ = """(async () => {
  let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test");
  const names = %s.split("/");
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  return (await (await folder.getFileHandle(names.at(-1))).getFile()).text();
})()"""
WRITE = """(() => {
  const field = document.querySelector('[data-key-path=%s] input, [data-key-path=%s] textarea');
  const set = Object.getOwnPropertyDescriptor(field.constructor.prototype, "value").set;
  field.focus();
  set.call(field, %s);
  field.dispatchEvent(new Event("input", {bubbles: true}));
})()"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place in Git whose site has the form editor."""
    site = {**SITE, "admin": {"backend": "test-repo"}, "levels": LEVELS}
    files = {"site.yaml": site, PATH: TEXT, "issues/zouping/2026/I-1.yaml": ISSUE}
    root = write_place(tmp_path_factory.mktemp("admin") / "place", files)
    for command in ("init", "config user.name a", "config user.email a@example.org", "add .", "commit -m place"):
        subprocess.run(["git", *command.split()], cwd=root, check=True, capture_output=True)
    library = library_of(Path.home() / ".cache" / "tongbao")  # where people's own runs keep it
    if not library:
        pytest.skip("no form editor here: python build.py admin")
    build(root, load_checked(root, drawing=True), options(root.parent / "site", library=library))
    return root


@pytest.fixture(scope="module")
def address(place: Path) -> Iterator[str]:
    """Where the site is served: the editor keeps files in the browser for a server alone."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(place.parent / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def until(browser: Browser, expression: str) -> Any:
    """The value of an expression once it has one."""
    for _ in range(150):
        if value := browser.run(expression):
            return value
        time.sleep(0.1)
    raise AssertionError(f"{expression}: {browser.run('document.body.innerText')[:2000]}")


def press(browser: Browser, label: str) -> None:
    """Presses the button of a name that can be pressed."""
    found = (
        f"[...document.querySelectorAll('button')].find(e => e.innerText.trim() === {json.dumps(label)} && !e.disabled)"
    )
    until(browser, f"!!{found}")
    browser.run(f"{found}.click()")


def opened(browser: Browser, address: str, place: Path, page: str = "/admin/", sign_in: str = "使用测试仓库") -> None:
    """The editor, signed in, on the page of the project; the browser holds the place's files."""
    browser.ask("Storage.clearDataForOrigin", origin=address, storageTypes="all")
    browser.open(f"{address}/admin/start.js")
    files = {path.relative_to(place).as_posix(): path.read_text("utf-8") for path in place.rglob("*.yaml")}
    browser.run(FILL % json.dumps({name: text for name, text in files.items() if "/" in name}))
    browser.open(address + page)
    press(browser, sign_in)
    until(browser, "document.body.innerText.includes('P-1')")
    browser.run("location.hash = '#/collections/projects/entries/zouping/P-1'")
    until(browser, "document.querySelector('[data-key-path=name] input')")


def edited(browser: Browser, place: Path, field: str, value: str, save: str = "保存") -> str:
    """The file after a field was given a value, saved, taken over by `apply`; the file of the place is as before."""
    browser.run(WRITE % (field, field, json.dumps(value)))
    press(browser, save)
    said = (
        f"{READ % json.dumps(PATH)}.then(text => text.includes({json.dumps(value)}) && !text.startsWith('#') && text)"
    )
    saved = until(browser, said)
    (place / PATH).write_text(saved, "utf-8")
    try:
        assert main(["apply", "--root", str(place), "--base", "HEAD"]) == 0
        assert main(["check", "--root", str(place)]) == 0
        return (place / PATH).read_text("utf-8")
    finally:
        (place / PATH).write_text(TEXT, "utf-8")


@pytest.mark.browser
def test_a_project_is_edited(browser: Browser, address: str, place: Path) -> None:
    """One value changed in the form is one line of the file; comments, English, numbers, empty lists stay."""
    opened(browser, address, place)
    assert edited(browser, place, "name", "甲二项目") == TEXT.replace("甲项目", "甲二项目")


@pytest.mark.browser
def test_each_language_edits_its_own(browser: Browser, address: str, place: Path) -> None:
    """The English page shows and writes the English of a text, in English."""
    opened(browser, address, place, "/en/admin/", "Work with Test Repository")
    assert browser.run("document.querySelector('[data-key-path=name] input').value") == "Project A"
    assert edited(browser, place, "name", "Project B", "Save") == TEXT.replace("Project A", "Project B")


@pytest.mark.browser
def test_nothing_is_asked_elsewhere(browser: Browser, address: str, place: Path) -> None:
    """Only faces of an outside server are asked for, and refused by the page's policy; its own faces are shown."""
    opened(browser, address, place)
    refused = [fault for fault in browser.faults if "font" not in fault]
    assert refused == []
    until(browser, "[...document.fonts].some(e => e.family.includes('Material Symbols') && e.status === 'loaded')")
