"""docs/templates.md: what each page's template is given, and since which version.

`python -m tools.templates_page` writes it, by the views of the sample; the page is its own memory of versions.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tongbao import __version__
from tongbao.load.folders import load_place
from tongbao.load.program import load_templates
from tongbao.previewing import Preview
from tongbao.views.issued import opened
from tongbao.views.site import Page

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/templates.md"
SECTION = re.compile(r"^## `(?P<template>[^`]+)`: `(?P<view>\w+)`$")
ROW = re.compile(r"^\| `(?P<field>\w+)` \| (?P<type>.*) \| (?P<since>\S+) \| (?P<gone>\S*) \|$")
MODULE = re.compile(r"tongbao\.[\w.]+\.(?=\w)|<class '|'>")
HEAD = """# 模板 Templates

一地可以在自己的 `templates/` 里放同名文件，代替程序自带的模板；`check` 把每一种页面画一遍，
指出出错的行和用到的数据项已不存在的行。模板只看得到 `view`（本页的数据，见下）、`page`（网址、标题、语言）、
`chrome`（页眉页脚）和函数 `t`（词条）、`link`（站内链接）、`asset`（样式和图片）、`md`（Markdown）、
`once`（几页相同的行只画一次）、`has_words`（有没有这个词条）、`printed`（是不是在纸上）。
只用到这些函数的片段，引入时不必 `with context`，一次构建只准备一次。
`since` 是从哪一版开始有，`gone` 是从哪一版起没有。

A file of the same name in a place's own `templates/` stands before the program's. `check` draws a page of each kind
with them and names the line that fails or asks for a field that is gone. A template sees `view` (below), `page`,
`chrome` and the functions `t` (words), `link`, `asset`, `md`, `once` (a row drawn once for several pages), `has_words`
and `printed` (on paper). A part that asks for nothing but these is imported without `with context`: it is made ready
once.
Written by `python -m tools.templates_page`.
"""


def fields_of(view: type) -> Mapping[str, str]:
    """The fields of a view's class with their types, in order."""
    if dataclasses.is_dataclass(view):
        return {field.name: _plain(field.type) for field in dataclasses.fields(view)}
    return {name: _plain(kind) for name, kind in view.__annotations__.items()}


def _plain(kind: object) -> str:
    named = kind.__name__ if isinstance(kind, type) and "[" not in str(kind) else str(kind)
    return MODULE.sub("", named).replace("|", "or")


def written(text: str) -> dict[str, dict[str, tuple[str, str]]]:
    """What a page of this text says: template → field → (since, gone)."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    template = ""
    for line in text.splitlines():
        if section := SECTION.match(line):
            template = section["template"]
            found[template] = {}
        elif row := ROW.match(line):
            found[template][row["field"]] = (row["since"], row["gone"])
    return found


def views_of_sample() -> dict[str, type]:
    """The class of the view that each template of a page is given."""
    dataset = load_place(ROOT).dataset
    assert dataset is not None
    assert dataset.site.as_of is not None
    preview = Preview(ROOT, dataset, dataset.site.as_of, (), load_templates(ROOT), "http://localhost", None)
    made = (recipe() for recipe in preview.kinds())
    pages = (opened(page) for page in made if isinstance(page, Page))
    return dict(sorted((page.template, type(page.view)) for page in pages))


def lines(views: Mapping[str, type], before: Mapping[str, Mapping[str, tuple[str, str]]]) -> Iterator[str]:
    """The lines of the page; a field keeps its version, one that went its row with the version that has it not."""
    yield HEAD
    for template, view in views.items():
        known, fields = before.get(template, {}), fields_of(view)
        yield f"## `{template}`: `{view.__name__}`\n"
        yield "| field | type | since | gone |"
        yield "|---|---|---|---|"
        for name, kind in fields.items():
            yield f"| `{name}` | {kind} | {known.get(name, (__version__, ''))[0]} | |".replace("| |", "|  |")
        for name, (since, gone) in known.items():
            if name not in fields:
                yield f"| `{name}` | | {since} | {gone or __version__} |".replace("| |", "|  |")
        yield ""


def main() -> None:
    """Writes docs/templates.md."""
    before = written(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    PAGE.write_text("\n".join(lines(views_of_sample(), before)).rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
