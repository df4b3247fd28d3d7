"""What is due or past its date, in words, by the office that has to do it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from tongbao.metrics.stale import KINDS, Stale
from tongbao.views.reader import Reader

OVERDUE, TODAY, LEFT = "overdue", "today", "left"


class StaleLine(NamedTuple):
    """One thing in words: what it is, how it stands against its date; `address` is its page within the site."""

    kind: str
    text: str
    state: str
    when: str
    address: str


class StaleGroup(NamedTuple):
    """An office with what it has to do by kind; `code` is "" of what no office has in hand. `handle` is its name where
    reminders stand, "" where it has none."""

    code: str
    name: str
    handle: str
    overdue: int
    kinds: tuple[tuple[str, tuple[StaleLine, ...]], ...]

    @property
    def size(self) -> int:
        """How many things the office has to do."""
        return sum(len(lines) for _, lines in self.kinds)


class StaleView(NamedTuple):
    """The things of a district, or of the whole place (`code` ""). `handles` are the accounts of the district's own
    offices that have nothing to do themselves: they see to it that others do."""

    code: str
    name: str
    title: str
    day: str
    summary: str
    handles: tuple[str, ...]
    groups: tuple[StaleGroup, ...]


def stale_views(items: Iterable[Stale], reader: Reader) -> tuple[StaleView, ...]:
    """The things of each district that has any, in the order of the place; then what belongs to no district."""
    of_district: dict[str, list[Stale]] = defaultdict(list)
    for item in items:
        for code in item.districts or ("",):
            of_district[code].append(item)
    codes = [*(district.code for district in reader.site.districts), ""]
    return tuple(stale_view(of_district[code], reader, code) for code in codes if of_district.get(code))


def stale_view(items: Iterable[Stale], reader: Reader, code: str = "") -> StaleView:
    """Some things as one paper: of a district, or of the place as a whole."""
    listed = tuple(items)
    name = reader.name("district", code) if code else reader.words(reader.site.name)
    by_office: dict[str, list[Stale]] = defaultdict(list)
    for item in listed:
        by_office[item.office or ""].append(item)
    order = [office.code for office in reader.site.offices]
    codes = sorted(by_office, key=lambda each: (order.index(each) if each in order else len(order), each))
    day = reader.day_text(reader.day)
    return StaleView(
        code=code,
        name=name,
        title=reader.t("stale.title", name=name),
        day=day,
        summary=reader.t(
            "stale.summary",
            day=day,
            count=reader.catalogue.count("stale.things", len(listed)),
            overdue=reader.catalogue.count("stale.past", sum(item.days < 0 for item in listed)),
        ),
        handles=tuple(
            office.github
            for office in reader.site.offices
            if office.github and office.district == code and code and office.code not in by_office
        ),
        groups=tuple(_group(each, by_office[each], reader) for each in codes),
    )


def _group(code: str, items: list[Stale], reader: Reader) -> StaleGroup:
    lines = {kind: tuple(_line(item, reader) for item in items if item.kind == kind) for kind in KINDS}
    return StaleGroup(
        code,
        reader.office(code) if code else reader.t("stale.nobody"),
        next((office.github for office in reader.site.offices if office.code == code and office.github), ""),
        sum(item.days < 0 for item in items),
        tuple((reader.t(f"stale.kinds.{kind}"), found) for kind, found in lines.items() if found),
    )


def _line(item: Stale, reader: Reader) -> StaleLine:
    state = OVERDUE if item.days < 0 else LEFT if item.days else TODAY
    when = (
        reader.t("stale.when.today")
        if state == TODAY
        else reader.catalogue.count(f"stale.when.{state}", abs(item.days))
    )
    due = reader.day_text(item.due)
    text = reader.t(
        f"stale.what.{item.what}" if item.name or item.what == "column" else f"stale.what.{item.what}_alone",
        id=item.id,
        name=reader.t(f"words.column.{item.id}") if item.what == "column" else reader.words(item.name),
        part=reader.words(item.part),
        due=reader.t("stale.provisional", due=due) if item.provisional else due,
        until=reader.day_text(item.until),
    )
    return StaleLine(item.kind, text, state, when, _address(item, reader))


def _address(item: Stale, reader: Reader) -> str:
    match item.what:
        case "issue" | "plan" | "feedback":
            return reader.urls.issue(item.id)
        case "decision":
            return reader.urls.activity(item.id)
        case "duty" if not item.name:
            return ""
        case "column":
            return ""
    return reader.urls.project(item.id)


def stale_data(item: Stale, reader: Reader) -> dict[str, object]:
    """One object of `stale --format json`."""
    return {
        "kind": item.kind,
        "what": item.what,
        "office": item.office,
        "districts": list(item.districts),
        "id": item.id,
        "name": reader.words(item.name),
        "part": reader.words(item.part),
        "due": item.due.isoformat(),
        "days": item.days,
        "until": item.until.isoformat() if item.until else None,
        "provisional": item.provisional,
    }
