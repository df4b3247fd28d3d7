"""A comment on a change as Markdown, for a pull request, or as plain text, for a terminal."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Literal

from jinja2 import ChoiceLoader, DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from tongbao.locale.catalogue import Catalogue
from tongbao.views.comparison import ComparisonView, Line

Form = Literal["markdown", "text"]
MARKER = "<!-- tongbao diff -->"
"""By this a comment is known again, so that it is made anew and not repeated. Nobody sees it."""
MOST = 65_536
"""GitHub takes no longer text for a comment."""
SPECIAL = "&<>|*_`[]()#!~\\@:"
"""What means something to Markdown or HTML, or makes a mention or a link of a word."""
BLANK = re.compile(r"\n(?:[ \t]*\n){2,}")
"""More empty lines than one."""
SENTENCES = "/comparison/"
NO_BREAK = "\u2060"
"""Stands, unseen, after what would make a mention or refer to another issue: that is looked for in the text as it is
shown, where an escape no longer helps."""
ESCAPED = {ord(c): f"&#{ord(c)};" + (NO_BREAK if c in "@#" else "") for c in SPECIAL}


def markdown_text(text: object) -> Markup:
    """Text that means nothing to Markdown, HTML or GitHub: a change repeats what anybody wrote into a file."""
    if isinstance(text, Markup):
        return text
    return Markup(" ".join(str(text).split()).translate(ESCAPED))


def known_lines(view: ComparisonView, sources: tuple[Mapping[str, str], ...]) -> bool:
    """Whether there is a sentence for every line of a comment."""
    kinds = {line.kind for lines in (view.notes, *_line_lists(view)) for line in lines}
    known = {PurePosixPath(name).stem for each in sources for name in each if SENTENCES in name}
    return kinds <= known


def plain_text(text: object) -> Markup:
    """Text on one line, without what a terminal would obey."""
    if isinstance(text, Markup):
        return text
    return Markup(" ".join("".join(c if c.isprintable() else " " for c in str(text)).split()))


def comment_text(
    view: ComparisonView, sources: tuple[Mapping[str, str], ...], words: Catalogue, form: Form = "markdown"
) -> str:
    """The comment, in Markdown no longer than GitHub takes: lists are cut, and say how much more there is."""
    markdown = form == "markdown"
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([DictLoader(dict(each)) for each in sources]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        finalize=markdown_text if markdown else plain_text,
    )
    shared = {"view": view, "t": words, "marker": Markup(MARKER)}

    def said(line: Line) -> Markup:
        names = [f"text/{language}/comparison/{line.kind}.txt" for language in words.languages]
        return Markup(environment.select_template(names).render(v=line.values, t=words).strip())

    template = environment.get_template(f"comparison/comment.{'md' if markdown else 'txt'}")

    def drawn(most: int) -> str:
        return BLANK.sub("\n\n", template.render(**shared, said=said, most=most)).strip() + "\n"

    longest = _longest(view)
    if not markdown:
        return drawn(longest)
    some = 1
    while some < longest and len(drawn(some)) <= MOST:
        some *= 2
    if some >= longest and len(text := drawn(longest)) <= MOST:
        return text
    fitting = bisect_right(range(min(some, longest)), MOST, lo=some // 2, key=lambda most: len(drawn(most))) - 1
    return drawn(max(fitting, 0))[:MOST]


def _longest(view: ComparisonView) -> int:
    """How many entries the longest list of a comment has."""
    lists = [value for name in view.__dataclass_fields__ if isinstance(value := getattr(view, name), tuple)]
    lists += [*_line_lists(view), *(part.files for part in view.parts), *(each.rows for each in view.issued)]
    return max(map(len, lists), default=0)


def _line_lists(view: ComparisonView) -> list[tuple[Line, ...]]:
    """The lines of every record and part."""
    records = [record.lines for record in (*view.records, *view.affected)]
    return [*records, *(part.lines for part in view.parts)]
