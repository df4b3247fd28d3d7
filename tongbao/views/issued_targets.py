"""What is issued of the year's list, and what today's records would say otherwise."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tongbao.metrics.following import is_known, rules_digest
from tongbao.metrics.listed import SUMS, list_records, listed_projects, row_differences
from tongbao.metrics.listing import AXIS
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.issued_targets import TARGETS_FORMAT, IssuedTargets, ListedProject
from tongbao.model.project import Sponsor
from tongbao.model.targets import TargetList
from tongbao.views.corrections import figure_name, printed
from tongbao.views.issued import figure_entry
from tongbao.views.reader import Reader

MONEY = frozenset({"total", "invested_before", "plan"})
"""Fields of a row that are money."""
CODED = frozenset({"district", "nature", "offices"})
"""Fields of a row that hold codes."""


class ListDifferenceView(NamedTuple):
    """What an issued list says and today's records do not: of a project, else of a sum or of a name.

    `id` is the project's, the figure's, or the name's `axis:code`; `field` a column, else "".
    """

    id: str
    field: str
    name: str
    issued: str
    now: str


def list_content(listed: TargetList, day: date, snapshot: Snapshot, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """What the issued file of a list holds, its digest still to come; `listed` is the list as it stood on the day."""
    rows = listed_projects(listed, snapshot)
    named = {language: _names(listed, rows, reader) for language, reader in readers.items()}
    figures = {f"{scope}/{key}": snapshot.figure(scope, key) for scope in list_scopes(listed) for key in SUMS}
    return {
        "format": TARGETS_FORMAT,
        "year": listed.year,
        "date": day.isoformat(),
        "listed": _plain(listed),
        "projects": {id: _plain(row) for id, row in rows.items()},
        "names": {
            name: {language: texts[name] for language, texts in named.items()} for name in next(iter(named.values()))
        },
        "money": _plain(snapshot.data.site.money),
        "figures": [figure_entry(id, figure, readers) for id, figure in figures.items()],
        "policy": rules_digest(snapshot.rules),
        "records": list_records(listed, snapshot.data),
    }


def _plain(record: Any) -> Any:
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def list_scopes(listed: TargetList) -> tuple[str, ...]:
    """The scopes whose sums a list prints: itself, and each of its groups."""
    return (f"{AXIS}:{listed.year}", *(f"{AXIS}:{listed.year}-{group.code}" for group in listed.groups))


def _names(listed: TargetList, rows: Mapping[str, ListedProject], reader: Reader) -> dict[str, str]:
    """The names of all codes that a list prints, by "axis:code"."""
    targets = (*listed.targets, *(target for each in listed.adjustments for target in each.targets))
    units = [target.unit for target in targets]
    districts = [row.district for row in rows.values()] + [code for axis, code in units if axis == "district"]
    offices = [code for row in rows.values() for code in (*row.offices, *(s.office for s in row.sponsors))]
    offices += [code for axis, code in units if axis == "office"]
    names = {f"district:{code}": reader.name("district", code) for code in districts}
    names |= {f"office:{code}": reader.office(code) for code in offices}
    names |= {f"nature:{row.nature}": reader.name("nature", row.nature) for row in rows.values() if row.nature}
    return names | {f"measure:{measure.code}": reader.words(measure.name) for measure in reader.rules.targets}


def list_differences(issued: IssuedTargets, now: Snapshot, reader: Reader) -> tuple[ListDifferenceView, ...]:
    """What a list said when it was issued and the place as reckoned would not say: rows, then sums, then names."""
    return (*_rows(issued, now, reader), *_sums(issued, now, reader), *_other_names(issued, reader))


def _rows(issued: IssuedTargets, now: Snapshot, reader: Reader) -> Iterator[ListDifferenceView]:
    for each in row_differences(issued.projects, listed_projects(issued.listed, now)):
        before, after = (_text(each.field, value, reader) for value in (each.issued, each.now))
        label = reader.t(f"words.listed.{each.field}")
        name = reader.t("words.listed.of", project=reader.words(each.name), field=label)
        yield ListDifferenceView(each.project, each.field, name, before, after)


def _sums(issued: IssuedTargets, now: Snapshot, reader: Reader) -> Iterator[ListDifferenceView]:
    for figure in issued.figures:
        if not is_known(figure.id):
            continue
        scope, _, key = figure.id.rpartition("/")
        today = now.figure(scope, key)
        exact = None if today.value is None else exact_text(today.value)
        if exact != figure.value:
            before, after = printed(figure, reader), reader.figure(today, explained=False).text
            if before == after:  # too little to be seen as printed
                before, after = figure.value or "", exact or ""
            yield ListDifferenceView(figure.id, "", figure_name(figure.id, now, reader), before, after)


def _other_names(issued: IssuedTargets, reader: Reader) -> Iterator[ListDifferenceView]:
    names = _names(issued.listed, issued.projects, reader)
    for name, text in issued.names.items():
        before, after = reader.words(text), names.get(name, "")
        if before != after:
            yield ListDifferenceView(name, "", name, before, after)


def _text(field: str, value: Any, reader: Reader) -> str:
    """A value of a row, money as it was written, in the unit of records."""
    match value:
        case None | ():
            return reader.t("figures.none")
        case bool():
            return reader.t("words.yes" if value else "words.no")
        case Decimal() if field in MONEY:
            return reader.t("words.units.with", value=reader.plain(value), unit=reader.words(reader.site.money.unit))
        case tuple():
            return reader.t("words.separator").join(_text(field, each, reader) for each in value)
        case Sponsor():
            return reader.office(value.office)
        case str() if field in CODED:
            return reader.office(value) if field == "offices" else reader.name(field, value)
        case str() | dict():
            return reader.words(value)
    return str(value)
