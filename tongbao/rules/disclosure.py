"""索引号: a pattern that can be filled in, and no number for two documents."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.disclosure import documents, index_number
from tongbao.model.dataset import Dataset
from tongbao.model.disclosure import PARTS
from tongbao.rules.base import Codes, Finding, found


def index_pattern(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The pattern of index numbers (site.yaml `index_numbers`) names what there is, says the code that it asks for, and
    tells documents apart: by their number with year and kind, or by their id."""
    rule = dataset.site.index_numbers
    if rule is None:
        return
    known, parts = Codes.of(PARTS), set(rule.parts)
    for part in rule.parts:
        if part not in known:
            yield found(dataset.site, "index_numbers", "pattern", **{"variant": "plain", **known.wrong(part)})
    if "code" in parts and not rule.code:
        yield found(dataset.site, "index_numbers", "pattern", value="code", variant="code")
    if parts <= known.known.keys() and not ("id" in parts or {"number", "year", "kind"} <= parts):
        yield found(dataset.site, "index_numbers", "pattern", value=rule.pattern, variant="alike")


def index_number_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An index number (索引号), written or made by the pattern, belongs to one document."""
    first: dict[str, str] = {}
    for document in documents(dataset):
        if number := index_number(document, dataset.site):
            other = first.setdefault(number, document.id)
            if other != document.id:
                own = bool(document.own)
                record, location = (document.record, ("index_number",)) if own else (dataset.site, ("index_numbers",))
                variant = "plain" if own else "made"
                yield found(record, *location, value=number, other=other, document=document.id, variant=variant)
