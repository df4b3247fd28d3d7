"""Words of an editor are Markdown: HTML in them would not be printed, and takes text with it that nobody misses."""

import re
from collections.abc import Iterator
from datetime import date

from tongbao.model.dataset import Dataset
from tongbao.rules.base import Finding, found
from tongbao.rules.drafts import drafts

CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
LINK = r"(?:https?|mailto):[^<>\s]*>|[^<>\s@]+@[^<>\s]+>"
TAG = re.compile(rf"<(?!{LINK})(?:/?[A-Za-z][^<>]*>|script\b|!--|!\[|!doctype|\?)", re.IGNORECASE)


def markup_in_words(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The words of a draft hold no HTML, neither tags nor comments: Markdown says all that is printed, and no script
    ever reaches a page. In code (`<b>`) and around a bare address angle brackets mean something else."""
    for draft in drafts(dataset):
        for section, text in draft.words.items():
            texts = {(): text} if isinstance(text, str) else {(language,): each for language, each in text.items()}
            for place, words in texts.items():
                if tag := TAG.search(CODE.sub("", words)):
                    yield found(draft, "words", str(section), *place, value=tag[0])
