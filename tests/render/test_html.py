"""Templates: what they may reach, how they address, what they refuse."""

from dataclasses import dataclass

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError, TemplateNotFound

from tests.each import each
from tests.snapshots import reader_of, snapshot
from tongbao.load.catalogues import load_catalogue
from tongbao.locale.catalogue import Catalogue
from tongbao.render.html import Pages, address, relative
from tongbao.views.site import Chrome, Page, chrome, on_paper


@dataclass(frozen=True)
class View:
    """What a page of these tests shows."""

    name: str = "甲"
    rows: tuple[str, ...] = ("一", "二")
    _own: str = "hidden"

    def method(self) -> str:
        """Views have no methods that do anything, but the sandbox lets one be called."""
        return "called"


def frame(base_url: str | None = None) -> Chrome:
    return chrome(reader_of(snapshot("2026-05-31")), sections=("projects",), targets_year=None, base_url=base_url)


def drawer(*templates: dict[str, str], base_url: str | None = None) -> Pages:
    catalogue, assets = load_catalogue("zh-CN"), {"tongbao.css": "assets/tongbao.1234.css"}
    return Pages(list(templates), {"zh-CN": catalogue}, {"zh-CN": frame(base_url)}, assets)


def draw(source: str, view: object = None, path: str = "projects/P-1/index.html", **templates: str) -> str:
    page = Page(path, "page", "zh-CN", "题", "说明", "projects", view or View())
    return drawer({"page": source, **templates}).html(page)


@each(
    ("target", "page", "address_"),
    [
        ("index.html", "index.html", "index.html"),
        ("projects/index.html", "index.html", "projects/index.html"),
        ("index.html", "projects/P-1/index.html", "../../index.html"),
        ("projects/P-2/index.html", "projects/P-1/index.html", "../P-2/index.html"),
        ("projects/P-1/project.json", "projects/P-1/index.html", "project.json"),
        ("projects/P-1/project.json", "en/projects/P-1/index.html", "../../../projects/P-1/project.json"),
        ("en/index.html", "projects/index.html", "../en/index.html"),
        ("projects/index.html#P-1", "index.html", "projects/index.html#P-1"),
        ("index.html#a", "index.html", "index.html#a"),
        ("#top", "projects/index.html", "#top"),
        ("https://example.org/a", "projects/index.html", "https://example.org/a"),
        ("mailto:a@example.org", "index.html", "mailto:a@example.org"),
        ("", "index.html", ""),
    ],
)
def test_relative_addresses(target: str, page: str, address_: str) -> None:
    """A link leads from the page's own folder, so the site also works from a folder."""
    assert relative(target, page) == address_


def test_addresses_of_the_page_for_lost_readers() -> None:
    """404.html is shown under any address, so it links from the site's own once that is known."""
    assert (
        address("projects/index.html", "404.html", "https://example.org/t")
        == "https://example.org/t/projects/index.html"
    )
    assert address("projects/index.html", "404.html", "") == "projects/index.html"
    assert address("#top", "404.html", "https://example.org") == "#top"
    assert address("index.html", "projects/index.html", "https://example.org") == "../index.html"


def test_sentences_of_a_language_that_has_none() -> None:
    """Sentences that a place's own language lacks are those of the language that fills its gaps."""
    templates = {"page": "{{ text('a') }}{{ text('b') }}", "text/fr/a.txt": "un", "text/en/a.txt": "one"}
    pages = Pages([{**templates, "text/en/b.txt": "two"}], {"fr": Catalogue("fr", {}, "en")}, {"fr": frame()}, {})
    assert pages.html(Page("index.html", "page", "fr", "", "", "home", None)) == "untwo"


ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ view.__class__.__init__.__globals__ }}",
    "{{ view._own }}",
    "{{ view.__dataclass_fields__ }}",
    "{{ view['__class__'] }}",
    "{{ view|attr('__class__') }}",
    "{{ link.__globals__ }}",
    "{{ text.__closure__ }}",
    "{{ t._entries }}",
    "{{ self.__init__ }}",
    "{{ '{0.__class__}'.format(view) }}",
    "{{ view.method.__func__ }}",
    "{{ md.__wrapped__ }}",
]


@each("source", ESCAPES)
def test_the_sandbox(source: str) -> None:
    """A template reaches what a view shows and nothing behind it."""
    with pytest.raises((SecurityError, UndefinedError)):
        draw(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% set x = view.rows.append('三') %}",
        "{{ view.update({}) }}",
        "{{ [].append(1) }}",
        "{{ {}.update({'a': 1}) }}",
    ],
)
def test_a_template_changes_nothing(source: str) -> None:
    """Lists and maps cannot be changed from a template."""
    with pytest.raises((SecurityError, UndefinedError)):
        draw(source)


@pytest.mark.parametrize(
    "source", ["{{ nothing }}", "{{ view.nothing }}", "{% if view.nothing %}{% endif %}", "{{ view.rows[9] }}"]
)
def test_what_is_undefined_is_an_error(source: str) -> None:
    """A misspelt name is told, not printed as nothing."""
    with pytest.raises(UndefinedError):
        draw(source)


def test_text_is_escaped() -> None:
    """What people wrote is text, in elements and in attributes."""
    html = draw('<a title="{{ view.name }}">{{ view.name }}</a>', View(name="<b>\"'&"))
    assert html == '<a title="&lt;b&gt;&#34;&#39;&amp;">&lt;b&gt;&#34;&#39;&amp;</a>'


def test_sentences_are_templates() -> None:
    """`text` draws a template of the page's language, escaped once, with its own values and the page's."""
    html = draw("<p>{{ text('s', n='<2>') }}</p>", **{"text/zh-CN/s.txt": "\n  {{ view.name }}有{{ n }}个\n"})
    assert html == "<p>甲有&lt;2&gt;个</p>"


def test_what_a_page_can_use() -> None:
    """Words, links, assets, Markdown, the page, its view and the frame."""
    html = draw(
        "{{ t('words.nav.home') }}|{{ link('index.html') }}|{{ asset('tongbao.css') }}|{{ md('**甲**') }}"
        "|{{ page.title }}|{{ view.rows|join }}|{{ chrome.name }}"
    )
    expected = ["../../index.html", "../../assets/tongbao.1234.css", "<p><strong>甲</strong></p>", "题", "一二", "滨州"]
    assert html.split("|")[1:] == expected


def test_a_missing_asset_is_an_error() -> None:
    """An asset that is not there is told when the page is drawn."""
    with pytest.raises(KeyError):
        draw("{{ asset('none.css') }}")


def test_the_place_overrides_the_program() -> None:
    """A template of the place is taken before that of the program, which is still there for the others."""
    pages = drawer(
        {"part": "own"}, {"part": "shipped", "page": "{% include 'part' %}-{% include 'other' %}", "other": "kept"}
    )
    assert pages.html(Page("index.html", "page", "zh-CN", "", "", "home", View())) == "own-kept"


def test_a_template_that_is_not_there() -> None:
    """Templates come from the given sources alone, not from the disk."""
    with pytest.raises(TemplateNotFound):
        draw("{% include '/etc/passwd' %}")
    with pytest.raises(TemplateNotFound):
        draw("{% include '../site.yaml' %}")


@pytest.mark.parametrize(
    ("path", "base_url", "said"),
    [
        ("b/W-1/W-1.pdf", None, "False 见<em>甲</em>"),
        (
            "b/W-1/W-1.pdf",
            "https://example.org/t/",
            'True 见<a href="https://example.org/t/p/index.html"><em>甲</em></a>',
        ),
        ("b/W-1/index.html", None, 'True 见<a href="../../p/index.html"><em>甲</em></a>'),
        ("b/W-1/index.html", "https://example.org/t", 'True 见<a href="../../p/index.html"><em>甲</em></a>'),
    ],
)
def test_a_paper_leads_to_the_site_where_its_address_is_known(path: str, base_url: str | None, said: str) -> None:
    """A PDF is carried away from the site, so it has whole addresses, or none; links of a page stay relative."""
    sentence = "见<a href=\"{{ link('p/index.html') }}\"><em>甲</em></a>"
    names = {"page": '{{ linked }} {{ text("bulletin/x") }}', "text/zh-CN/bulletin/x.txt": sentence}
    page = Page(path, "page", "zh-CN", "题", "说明", "bulletins", View())
    assert drawer(names, base_url=base_url).html(page) == said


def test_a_paper_knows_no_day_of_the_site() -> None:
    """A page says the day it speaks of; on paper that would make every PDF anew each day."""
    source = "{{ chrome.name }} {{ chrome.as_of }} {{ chrome.nav | length }}"
    assert draw(source).strip() == "滨州 2026年5月31日 2"
    assert draw(source, path="targets/2026/list.pdf").strip() == "滨州  0"
    assert on_paper(frame()) == on_paper(frame()._replace(as_of="2026年6月1日", as_of_iso="2026-06-01"))


@dataclass(frozen=True)
class Row:
    """A row that counts how often it was looked at."""

    href: str
    seen: list[str]

    @property
    def text(self) -> str:
        """Its words."""
        self.seen.append(self.href)
        return "行"


ROWS = """{% macro line(row, shown) %}<a href="{{ link(row.href) }}">{{ row.text }}</a>{{ shown }}{% endmacro %}
{% for row in view %}{{ once(line, row, "宽") }}{% endfor %}"""


def test_a_row_is_drawn_once() -> None:
    """A row is drawn once for all pages from which its links look the same, and anew where they do not."""
    seen: list[str] = []
    rows, pages = (Row("projects/P-1/index.html", seen), Row("projects/P-2/index.html", seen)), drawer({"page": ROWS})

    def drawn(path: str) -> list[str]:
        html = pages.html(Page(path, "page", "zh-CN", "题", "说明", "projects", rows))
        return [part.split('"')[0] for part in html.split('href="')[1:]]

    assert drawn("districts/a/index.html") == ["../../projects/P-1/index.html", "../../projects/P-2/index.html"]
    assert drawn("districts/b/index.html") == drawn("districts/a/index.html")
    assert len(seen) == 2
    assert drawn("projects/P-1/index.html") == ["index.html", "../P-2/index.html"]
    assert drawn("index.html") == ["projects/P-1/index.html", "projects/P-2/index.html"]
    assert len(seen) == 6
