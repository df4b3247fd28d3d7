"""Templates ask for nothing that their views have not, in no branch."""

import re
from collections import defaultdict
from collections.abc import Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import NamedTuple

from jinja2.defaults import DEFAULT_NAMESPACE

import tongbao.views
from tests.each import each
from tests.sites import ROOT
from tests.template_types import ANY, Table, a
from tests.template_walk import Walk
from tongbao.load.program import load_templates
from tongbao.locale.catalogue import Catalogue
from tongbao.model.vocab import BulletinSection
from tongbao.render.comments import SENTENCES
from tongbao.render.html import OF_ANY_PAGE
from tongbao.views.comparison import ComparisonView
from tongbao.views.internal import InternalView
from tongbao.views.site import Chrome, Page

FOUND = re.compile(r"^## `(?P<template>.+)`: `(?P<view>\w+)`$", re.M)
"""A page of the preview, in docs/templates.md."""
OTHERS = {
    "pages/bulletin.txt": "BulletinView", "pages/embed_bulletin.html": "BulletinView",
    "pages/search.html": "SearchView", "pages/wallchart.svg": "WallPaper", "pdf/booklet.html": "BookletView",
    "pdf/bulletin.html": "BulletinView", "pdf/letter.html": "LetterView", "pdf/pack.html": "PackView",
    "pdf/paper.html": "PaperView", "pdf/sheet.html": "SheetView", "pdf/targets.html": "Table",
    "pdf/task.html": "TaskView", "pdf/wallchart.html": "WallPaper",
    **{f"parts/bulletin/{section}.html": "BulletinView" for section in BulletinSection},
}  # fmt: skip
"""Pages that a preview has not, papers, and the parts of a bulletin that `draft` draws by themselves."""
MACRO = re.compile(r"{%-? macro (\w+)")
COMMENTS = ("comparison/comment.md", "comparison/comment.txt")
ALWAYS = dict.fromkeys((*OF_ANY_PAGE, *DEFAULT_NAMESPACE, "md"), ANY) | {"t": a(Catalogue)}
ELSEWHERE = ("admin/", "assets/", "init/")
"""Filled in by others than Jinja."""


class Paper(Page):
    """A page, with what papers may have beside it that is internal."""

    internal: InternalView | None


def views() -> dict[str, type]:
    """The class of the view that each template of a page or paper is given."""
    modules = [import_module(found.name) for found in walk_packages(tongbao.views.__path__, "tongbao.views.")]
    classes: dict[str, set[type]] = defaultdict(set)
    for kind in (value for module in modules for value in vars(module).values() if isinstance(value, type)):
        classes[kind.__name__].add(kind)
    named = dict(FOUND.findall((ROOT / "docs/templates.md").read_text(encoding="utf-8"))) | OTHERS
    assert [name for name in named.values() if len(classes[name]) != 1] == []
    return {template: next(iter(classes[name])) for template, name in named.items()}


def test_templates_ask_for_what_there_is() -> None:
    """Every template and every macro of the program is walked through, and none asks for what its view has not."""
    sources = load_templates(ROOT).sources[-1]
    pages, comments = Walk(sources, ALWAYS), Walk(sources, {"t": a(Catalogue)})
    for template, view in views().items():
        pages.draw(template, {"view": a(view), "page": a(Paper), "chrome": a(Chrome), "linked": ANY})
    for template in COMMENTS:
        comments.draw(template, {"view": a(ComparisonView), "said": ANY, "marker": ANY, "most": ANY})
    for template in (name for name in sources if SENTENCES in name):
        comments.draw(template, {"v": a(Table(a(str), a(str)))})
    assert sorted(pages.faults | comments.faults) == []
    there = {name: source for name, source in sources.items() if not name.startswith(ELSEWHERE)}
    macros = {f"{name}: {macro}" for name, source in there.items() for macro in MACRO.findall(source)}
    assert {*there, *macros} - pages.walked - comments.walked == set()


class Leaf(NamedTuple):
    """Of a tree."""

    name: str
    next: "Leaf | None"


class Tree(NamedTuple):
    """A view."""

    leaves: tuple[Leaf, ...]
    named: Mapping[str, Leaf]
    pairs: tuple[tuple[str, Leaf], ...]
    some: Leaf | None

    @property
    def last(self) -> Leaf:
        """One of its leaves."""
        return self.leaves[-1]


PARTS = {
    "part": "{% macro shown(leaf, how='') %}{{ leaf.gone }}{% if how %}{{ leaf.lost }}{% endif %}{% endmacro %}",
    "text/en/page/leaf.txt": "{{ leaf.gone }}",
    "parts/a/leaf.html": "{{ leaf.gone }}",
    "frame": "{% block head %}{{ view.gone }}{% endblock %}{% block body %}{{ view.gone }}{% endblock %}",
}
GONE = (
    "{{ view.gone }}",
    "{{ nothing }}",
    "{{ view['gone'] }}",
    "{{ view.last.gone }}",
    "{{ (view.some or view.last).gone }}",
    "{% if view.some %}{{ view.some.gone }}{% endif %}",
    "{% for leaf in view.leaves[1:] if leaf.gone %}{{ leaf.name }}{% endfor %}",
    "{% for leaf in view.leaves + [view.last] %}{{ leaf.gone }}{% endfor %}",
    "{% for _, leaf in view.named.items() %}{{ leaf.gone }}{% endfor %}",
    "{% for name, leaf in view.pairs %}{{ leaf.gone }}{% endfor %}",
    "{% for key in ('some', 'gone') %}{{ view[key] }}{% endfor %}",
    "{% for leaf in view[view.last.name] %}{{ leaf.gone }}{% endfor %}",
    "{% set word = {'here': 1} %}{{ word.gone }}",
    "{% set leaf = view.some if view.some else view.last %}{{ leaf.gone }}",
    "{% if 1 %}{% set leaf = view.some %}{% else %}{% set leaf = 1 %}{% endif %}{{ leaf.gone }}",
    "{{ view.named.any.gone }}{{ view.named['any'].name }}",
    "{{ view.leaves | map(attribute='next.gone') | join }}",
    "{{ (view.leaves | selectattr('name') | first).gone }}",
    "{{ view.leaves | selectattr('gone') | first is defined }}",
    "{% from 'part' import shown %}{{ shown(view.last) }}",
    "{% from 'part' import shown with context %}{{ once(shown, view.last) }}",
    "{% from 'part' import gone %}",
    "{% macro shown(view) %}{{ view.name }}{% endmacro %}{{ shown(view.last, gone=1) }}",
    "{% macro shown(gone) %}{{ gone }}{% endmacro %}{{ shown() }}",
    "{% set leaf = view.last %}{% include 'parts/' ~ view.some.name ~ '/leaf.html' %}",
    "{{ text('page/' ~ view.last.name, leaf=view.last) }}",
    "{% extends 'frame' %}{% block body %}{{ view.last.name }}{% endblock %}",
)
THERE = (
    "{{ view.some.next.next.name.split()[0] }}{{ view.named.keys() }}{{ loop is defined }}",
    "{% if lost is defined %}{{ lost.any }}{% endif %}{{ view.lost is defined }}",
    "{% macro shown(leaf=None) %}{% if leaf %}{{ leaf.gone }}{% endif %}{% endmacro %}{{ shown() }}",
    "{% extends 'frame' %}{% block head %}{% endblock %}{% block body %}{{ view.last.name }}{% endblock %}",
)


def faults_of(source: str) -> set[str]:
    """What is found in a template of a tree."""
    walk = Walk({**PARTS, "page": source}, {"once": ANY, "text": ANY})
    walk.draw("page", {"view": a(Tree)})
    return walk.faults


@each("source", GONE)
def test_what_is_gone(source: str) -> None:
    """A field that is gone is found once, whichever way a template comes to it."""
    (fault,) = faults_of(source)
    assert "gone" in fault or "nothing" in fault


@each("source", THERE)
def test_what_is_there(source: str) -> None:
    """What is there is no fault, nor what is asked for only where it is, nor a branch that is never gone into."""
    assert faults_of(source) == set()


def test_where_it_is() -> None:
    """A fault names template, line, expression and class."""
    assert faults_of("{% from 'part' import shown %}\n{{ shown(view.last) }}\n{{ view.some.lost }}") == {
        "part:1: leaf.gone (of Leaf)", "page:3: view.some.lost (of Leaf)",
    }  # fmt: skip
