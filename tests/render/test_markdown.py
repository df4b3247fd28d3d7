"""People's Markdown becomes HTML that can do no harm."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tongbao.render.markdown import TAGS, html_of_markdown


@each(
    ("source", "html"),
    [
        ("新建厂房\n12万平方米", "<p>新建厂房\n12万平方米</p>"),
        ("新建厂房\n和办公楼", "<p>新建厂房和办公楼</p>"),
        ("建设内容：\n（一）厂房", "<p>建设内容：（一）厂房</p>"),
        ("**厂房**\n**办公楼**", "<p><strong>厂房</strong><strong>办公楼</strong></p>"),
        ("factory\nbuilding", "<p>factory\nbuilding</p>"),
        ("甲\n\n乙", "<p>甲</p><p>乙</p>"),
        ("**“四个一批”**项目", "<p><strong>“四个一批”</strong>项目</p>"),
        ("推进**“双招双引”**工作", "<p>推进<strong>“双招双引”</strong>工作</p>"),
        ("*（一）*甲", "<p><em>（一）</em>甲</p>"),
        ("# 一\n\n## 二\n\n### 三", "<h3>一</h3>\n<h3>二</h3>\n<h3>三</h3>"),
        ("###### 六", "<h6>六</h6>"),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li><li>乙</li>\n</ul>"),
        ("3. 丙\n4. 丁", "<ol>\n<li>丙</li><li>丁</li>\n</ol>"),
        ("    甲\n    乙", "<pre><code>甲\n乙\n</code></pre>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_what_people_write(source: str, html: str) -> None:
    """Paragraphs, emphasis beside Chinese marks, lists, headings below the page's own; Chinese lines are joined."""
    assert html_of_markdown(source) == html


def test_tables() -> None:
    """A table with its alignment."""
    html = html_of_markdown("| 项目 | 亿元 |\n|---|---:|\n| 甲 | 4.2 |")
    assert "<th>项目</th>" in html
    assert re.search(r'<td align="right">4\.2</td>|<td>4\.2</td>', html)


@pytest.mark.parametrize(
    ("source", "href"),
    [
        ("[甲](https://example.org/a)", 'href="https://example.org/a"'),
        ("[甲](http://example.org/a)", 'href="http://example.org/a"'),
        ("[甲](mailto:office@example.org)", 'href="mailto:office@example.org"'),
        ("<https://example.org/a>", 'href="https://example.org/a"'),
    ],
)
def test_links(source: str, href: str) -> None:
    """Links to other sites, that give them neither rank nor a hold on our window."""
    html = html_of_markdown(source)
    assert href in html
    assert 'rel="noopener nofollow"' in html


HARM = [
    "<script>alert(1)</script>",
    "<script src=https://evil.example/x.js></script>",
    "<style>body{display:none}</style>",
    '<img src=x onerror="alert(1)">',
    "![甲](https://evil.example/x.png)",
    '<p style="position:fixed" onclick="alert(1)" id="x" class="y">甲</p>',
    "[甲](javascript:alert(1))",
    "[甲](JaVaScRiPt:alert(1))",
    "[甲](java&#10;script:alert(1))",
    "[甲](&#106;avascript:alert(1))",
    "[甲](data:text/html;base64,PHNjcmlwdD4=)",
    "[甲](vbscript:x)",
    "[甲](file:///etc/passwd)",
    "[甲](//evil.example)",
    "[甲](/\\evil.example)",
    "[甲](\\\\evil.example)",
    "[甲](/index.html)",
    "[甲](../../index.html)",
    '[甲][1]\n\n[1]: javascript:alert(1) "x"',
    "<a href=//evil.example>甲</a>",
    '<a href="https://example.org" target="_blank" onmouseover=alert(1)>甲</a>',
    "<iframe src=https://evil.example></iframe>",
    "<form action=https://evil.example><input name=x></form>",
    "<svg onload=alert(1)><use href='data:x'/></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<object data=x></object><embed src=x>",
    "`<script>`",
    "    <script>alert(1)</script>",
]
ATTRIBUTE = re.compile(r"<[a-z0-9]+((?:\s+[a-z-]+(?:=\"[^\"]*\")?)*)\s*>")


def assert_harmless(html: str) -> None:
    for tag in re.findall(r"<\s*/?\s*([a-zA-Z0-9!?]+)", html):
        assert tag in TAGS, tag
    for attributes in ATTRIBUTE.findall(html):
        for name, text in re.findall(r"([a-z-]+)=\"([^\"]*)\"", attributes):
            assert name in ("href", "title", "rel", "align"), name
            assert name != "href" or re.match(r"https?://|mailto:", text), text


@each("source", HARM)
def test_nothing_that_does_harm(source: str) -> None:
    """No scripts, styles, pictures, frames, forms or handlers, and no link but to http, https and mailto."""
    assert_harmless(html_of_markdown(source))
    assert_harmless(html_of_markdown(f"前文{source}后文\n\n- {source}"))


@given(st.lists(st.sampled_from([*HARM, "甲", "\n", "**", "[", "](", ")", "<", ">", '"', "`", "#", "- ", "|", "    "])))
def test_nothing_that_does_harm_in_any_mix(parts: list[str]) -> None:
    """Nor does any mixture of it."""
    assert_harmless(html_of_markdown("".join(parts)))


@pytest.mark.parametrize(
    "source",
    [
        "[" * 3000,
        "![" * 1500,
        "([" * 1500,
        "[a](" * 1500,
        "<a " * 2500,
        "<" * 3000,
        "> " * 2500,
        "`" * 20000,
        "*" * 20000,
        "*_" * 2500,
        "\n".join(" " * 4 * depth + "- 甲" for depth in range(400)),
        "|" * 5000 + "\n" + "|-" * 5000,
    ],
    ids=lambda source: source[:4],
)
def test_neither_hangs_nor_breaks(source: str) -> None:
    """Text that no reader would write is still turned into HTML, and soon."""
    start = process_time()
    assert_harmless(html_of_markdown(source))
    assert process_time() - start < 0.6


def test_one_text_leaves_nothing_for_the_next() -> None:
    """A name for a link in one text means nothing in another."""
    html_of_markdown("[甲][x]\n\n[x]: https://example.org")
    assert "href" not in html_of_markdown("[甲][x]")
