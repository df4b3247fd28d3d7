"""Pages from Jinja2 templates, in a sandbox that sees nothing but the page's own values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from typing import Any, NamedTuple

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from tongbao.locale.catalogue import Catalogue
from tongbao.render.addresses import EXTERNAL, NOT_FOUND, SCHEME, relative
from tongbao.render.broken import BrokenIssued, BrokenTemplate
from tongbao.render.compiled import CompiledTemplates
from tongbao.render.lines import title_lines, width
from tongbao.render.markdown import html_of_markdown
from tongbao.render.plain import paragraphs
from tongbao.render.sandbox import Sandbox
from tongbao.render.sentences import SITE, sentence
from tongbao.views.issued import opened
from tongbao.views.site import Chrome, Page, on_paper

ISSUED = "bulletin/"
"""Templates of sentences that are issued with their document."""
ISSUED_WORDS = ("bulletin.", "words.")
"""Words of the catalogue that are; the others are of the frame around it."""
PAPER = ".pdf"
OF_PAGES = ("layout.", "embed.", "pages/", "parts/")
TEXT_OF_PAGES = "/page/"
"""Templates that pages are drawn with; others are of papers, comments and new places."""
OF_PAPERS = ("parts/sheet/", "parts/paper/", "parts/internal/", "parts/bulletin/_brief.", "parts/bulletin/_circular.")
"""Parts that only papers are drawn with."""

OF_ANY_PAGE = ("t", "has_words", "phrase", "printed", "link", "once", "asset", "text")
"""Functions that do as the page wants that is drawn. So a part that asks nothing else of it is imported without its
context, and made ready once for all pages."""


def address(target: str, page: str, base_url: str, *, alone: bool = False) -> str:
    """The address of a site path for a link on a page; a paper is carried away from the site, so it needs the whole."""
    if base_url and (alone or _is_far(page)) and target and not target.startswith(("#", *EXTERNAL)):
        return f"{base_url}/{target}"
    return relative(target, page)


def _is_far(page: str) -> bool:
    return page == NOT_FOUND or page.endswith(PAPER)


class _Sources(BaseLoader):
    """Sources by name; code made of them bears `prefix` and the name, so that an error tells where it came up."""

    def __init__(self, sources: Mapping[str, str], prefix: str) -> None:
        self._sources, self._prefix = sources, prefix

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        if template not in self._sources:
            raise TemplateNotFound(template)
        return self._sources[template], self._prefix + template, None


OWN, PROGRAM = "place:", "program:"


def _environment(sources: Sequence[Mapping[str, str]], cache: Path | None = None) -> Environment:
    """The sandbox; the last of `sources` is the program's, what stands before it the place's own."""
    own = [_Sources(each, OWN) for each in sources[:-1]]
    environment = Sandbox(
        loader=ChoiceLoader([*own, *(_Sources(each, PROGRAM) for each in sources[-1:])]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        optimized=False,  # constants are written as such all the same: looking for more takes longer than it spares
        bytecode_cache=CompiledTemplates.of(cache),
    )
    environment.globals["md"] = lambda source: Markup(html_of_markdown(source))
    environment.filters |= {"paragraphs": paragraphs, "title_lines": title_lines, "width": width}
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


def compile_for_pages(sources: Sequence[Mapping[str, str]], cache: Path) -> None:
    """Compiles what pages are drawn with, for all that draw with the same folder. What cannot be compiled is told of
    where it is drawn."""
    environment = _environment(sources, cache)
    for name in {name: None for each in sources for name in each if _is_of_pages(name)}:
        with suppress(TemplateError):
            environment.get_template(name)


def _is_of_pages(name: str) -> bool:
    return TEXT_OF_PAGES in name or (name.startswith(OF_PAGES) and not name.startswith(OF_PAPERS))


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _in_own(error: Exception) -> BrokenTemplate | None:
    """Where in a template of the place an error came up; None where none is to blame."""
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    name, line = next(((name, line) for name, line in reversed(frames) if name.startswith(OWN)), ("", 0))
    return BrokenTemplate(name.removeprefix(OWN), line, _reason(error)) if name else None


def broken_templates(own: Mapping[str, str]) -> Iterator[BrokenTemplate]:
    """The templates of a place that are no templates; what they use is seen only when they are drawn."""
    environment = _environment((own, {}))
    for name, source in sorted(own.items()):
        try:
            environment.compile(source, name, name)
        except TemplateSyntaxError as error:
            yield BrokenTemplate(name, error.lineno, error.message or "")
        except Exception as error:  # noqa: BLE001 - Python's own compiler, met with brackets without end
            yield BrokenTemplate(name, 1, _reason(error))


class Line(NamedTuple):
    """A row of a table as drawn, with the addresses in it: a page as far from all of them may have it as it is.

    It holds what it was drawn of, whose id is known only as long as it is there.
    """

    row: object
    html: str
    links: tuple[tuple[str, str], ...]


class Pages:
    """Draws pages. `templates` are sources by name, the place's own before the program's; `assets` published names.

    `cache` is a folder of the user for compiled templates.
    """

    def __init__(
        self,
        templates: list[Mapping[str, str]],
        catalogues: Mapping[str, Catalogue],
        chromes: Mapping[str, Chrome],
        assets: Mapping[str, str],
        cache: Path | None = None,
    ) -> None:
        self._environment = _environment(templates, cache)
        self._catalogues, self._chromes, self._assets = catalogues, chromes, assets
        self._papers = {language: on_paper(frame) for language, frame in chromes.items()}
        self._lines: dict[tuple[object, ...], Line] = {}
        self._values: Mapping[str, Any] = {}
        self._environment.globals |= {name: self._asked_of_page(name) for name in OF_ANY_PAGE}

    def _globals(
        self, page: Page, log: dict[str, list[str]] | None = None, catalogue: Catalogue | None = None
    ) -> dict[str, Any]:
        """What a template can use. Sentences and words of an issued document are replayed; `log` takes sentences down
        to be issued, a `catalogue` of its own is asked in place of the page's."""
        chrome = (self._papers if page.printed else self._chromes)[page.language]
        catalogue = catalogue or self._catalogues[page.language]
        if page.words is not None:
            catalogue = catalogue.over(page.words)
        path, far = page.path, bool(chrome.base_url) and (page.alone or _is_far(page.path))
        links: dict[str, str] = {}
        issued = {name: iter(texts) for name, texts in (page.sentences or {}).items()}

        def text(name: str, **values: object) -> str:
            if not name.startswith(ISSUED):
                return Markup(said(name, values))
            html = said(name, values) if page.sentences is None else next(issued.get(name, iter(())), "")
            if log is not None:
                log.setdefault(name, []).append(html)
            # A draft's too, so that it reads as it will when it is issued.
            return Markup(sentence(html, shared["link"], links=shared["linked"]))

        def said(name: str, values: Mapping[str, object]) -> str:
            names = [f"text/{language}/{name}.txt" for language in catalogue.languages]
            return self._environment.select_template(names).render(**shared, **values).strip()

        def link(target: str) -> str:
            if log is not None:
                return f"{SITE}{target}"
            there = address(target, path, chrome.base_url, alone=page.alone) if far else relative(target, path)
            links[target] = there
            return there

        def once(macro: Callable[..., str], row: object, *rest: object) -> str:
            if log is not None or page.words is not None or page.printed:
                return macro(row, *rest)
            key = (macro.name, page.language, id(row), *rest)  # type: ignore[attr-defined]
            line = self._lines.get(key)
            if line is None or any(link(target) != there for target, there in line.links):
                links.clear()
                line = self._lines[key] = Line(row, macro(row, *rest), tuple(links.items()))
            return line.html

        def asset(name: str) -> str:
            if page.path.endswith(PAPER):
                return f"{SCHEME}{name}"
            return address(self._assets[name], page.path, chrome.base_url)

        def phrase(key: str, /, **values: object) -> Markup:
            """A phrase of the catalogue whose values may be marked up."""
            return escape(catalogue.text(key)).format(**values)

        shared: dict[str, Any] = {
            "t": catalogue,
            "has_words": lambda key: key in catalogue,
            "printed": lambda: page.path.endswith(PAPER),
            "phrase": phrase,
            "link": link,
            "once": once,
            "linked": not page.printed or bool(chrome.base_url),
            "asset": asset,
            "page": page,
            "view": page.view,
            "chrome": chrome,
        }
        return {**shared, "text": text}

    def _asked_of_page(self, name: str) -> Callable[..., Any]:
        def asked(*args: object, **values: object) -> Any:
            return self._values[name](*args, **values)

        return asked

    def sentences(self, page: Page) -> dict[str, tuple[str, ...]]:
        """The sentences of a document by template, in printed order, as they are issued; raises as `html`."""
        log: dict[str, list[str]] = {}
        self._drawn(page, log)
        return {name: tuple(texts) for name, texts in log.items()}

    def words(self, page: Page) -> dict[str, str]:
        """The words of the catalogue that a document prints, by key, as they are issued; raises as `html`."""
        catalogue = self._catalogues[page.language].over({})
        self._drawn(page, catalogue=catalogue)
        return {key: text for key, text in catalogue.asked.items() if key.startswith(ISSUED_WORDS)}

    def html(self, page: Page) -> str:
        """The page as HTML; raises BrokenTemplate where a template of the place is to blame that there is none, and
        BrokenIssued where what was issued cannot be drawn."""
        return self._drawn(page)

    def _drawn(self, page: Page, log: dict[str, list[str]] | None = None, catalogue: Catalogue | None = None) -> str:
        try:
            self._values = self._globals(opened(page), log, catalogue)
            return self._environment.get_template(page.template).render(self._values)
        except Exception as error:
            if broken := _in_own(error):
                raise broken from error
            if page.issued:
                raise BrokenIssued(page.issued) from error
            raise
