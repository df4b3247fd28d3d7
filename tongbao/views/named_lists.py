"""项目清单: the named lists of the place, who is on each, who no longer qualifies, and what is offered through it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from tongbao.metrics.entry import Condition, EntryStanding, entry_standing, entry_standings
from tongbao.metrics.gates import parts_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.listing import EntryRule
from tongbao.model.outcome import Promotion
from tongbao.views.list_pages import list_codes, list_pages
from tongbao.views.lists import rows_by_level, summary_row
from tongbao.views.parts import BoardRow, Link, ProjectRow
from tongbao.views.policy_lists import gate_name, list_lines
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link, recount_note, scope_counts
from tongbao.views.sayer import Sayer


class EntryRuleView(NamedTuple):
    """An entry rule in words, with who really has it."""

    lines: tuple[str, ...]
    source: str
    assumed: bool


class NamedList(NamedTuple):
    """A list among the others; `unmet` says how many on it no longer qualify, "" where there is no rule."""

    link: Link
    level: str
    projects: str
    total: str
    rule: EntryRuleView | None
    unmet: str
    all_met: bool


class ListsView(NamedTuple):
    """/lists/."""

    rows: tuple[NamedList, ...]
    others: tuple[Link, ...]
    unit: str


class Unmet(NamedTuple):
    """A project on a list that no longer qualifies, and what it lacks."""

    link: Link
    district: str
    lacking: tuple[str, ...]


class Offer(NamedTuple):
    """What is sought for a project, whom to turn to with the landline of the office, and how long it is offered.

    `name` is the project where offers of a list are shown, the list where those of a project are.
    """

    name: Link
    need: str
    use: str
    contact: str
    landline: str
    dates: str


class ListView(NamedTuple):
    """/lists/<code>/. `unknown` says of how many projects it cannot be told whether they qualify."""

    name: str
    level: str
    counts: str
    rule: EntryRuleView | None
    checked: bool
    unmet: tuple[Unmet, ...]
    unknown: str
    offers: tuple[Offer, ...]
    offered: str
    missing: str
    rows: tuple[ProjectRow, ...]
    summary: BoardRow
    unit: str
    note: str


def lists_view(snapshot: Snapshot, reader: Reader) -> ListsView:
    """Every list of the place, in its order."""
    paged = frozenset(list_codes(snapshot))
    rows = tuple(_named(entry.code, entry.code in paged, snapshot, reader) for entry in snapshot.data.site.lists)
    return ListsView(rows, list_pages(snapshot, reader)[1:], reader.money_unit)


def _rule_of(code: str, snapshot: Snapshot) -> EntryRule | None:
    return next((rule for rule in reversed(snapshot.rules.entry) if rule.list == code), None)


def _rule_view(rule: EntryRule, snapshot: Snapshot, reader: Reader) -> EntryRuleView:
    say = Sayer(reader, snapshot.data.cited)
    lines = tuple(line for line in list_lines(rule, say) if line)
    return EntryRuleView(lines, reader.words(rule.source), rule.assumed)


def _checks(rule: EntryRule | None) -> bool:
    """Whether a rule asks for anything of a project, and does not only offer it."""
    return rule is not None and bool(rule.any_of or rule.gates)


def _entries(rule: EntryRule | None, snapshot: Snapshot) -> tuple[EntryStanding, ...]:
    if rule is None:
        return ()
    rules = snapshot.rules
    return tuple(entry_standings((rule,), snapshot.standings, snapshot.data.site, snapshot.day, rules.procedures))


def _named(code: str, paged: bool, snapshot: Snapshot, reader: Reader) -> NamedList:
    rule, scope = _rule_of(code, snapshot), f"list:{code}"
    entries = _entries(rule, snapshot)
    unmet = sum(entry.met is False for entry in entries)
    level = next((entry.level for entry in reader.site.lists if entry.code == code), None)
    projects, total = (snapshot.figure(scope, key) for key in ("projects", "total_investment"))
    return NamedList(
        link=Link(reader.name("list", code), reader.urls.list(code) if paged else ""),
        level=reader.name("level", level),
        projects=reader.figure(projects, explained=False).value,
        total=reader.figure(total, explained=False).value if projects.value else "",
        rule=_rule_view(rule, snapshot, reader) if rule else None,
        unmet=reader.t("lists.named.unmet_count", count=unmet) if unmet else "",
        all_met=_checks(rule) and bool(entries) and all(entry.met for entry in entries),
    )


def list_view(code: str, snapshot: Snapshot, reader: Reader) -> ListView:
    """The page of a list."""
    rule, scope = _rule_of(code, snapshot), f"list:{code}"
    members = tuple(standing for standing in snapshot.standings if code in standing.project.lists)
    entries = _entries(rule, snapshot)
    unknown = sum(entry.met is None for entry in entries)
    offers = [(standing, offer) for standing in members for offer in open_offers(standing, code)]
    offered = {standing.project.id for standing, _ in offers}
    missing = sum(standing.project.id not in offered for standing in members) if rule and rule.offers else 0
    level = next((entry.level for entry in reader.site.lists if entry.code == code), None)
    return ListView(
        name=reader.name("list", code),
        level=reader.name("level", level),
        counts=scope_counts(scope, snapshot, reader),
        rule=_rule_view(rule, snapshot, reader) if rule else None,
        checked=_checks(rule) and bool(entries),
        unmet=tuple(_unmet(entry, snapshot, reader) for entry in entries if entry.met is False),
        unknown=reader.t("lists.named.unknown", count=unknown) if unknown else "",
        offers=tuple(offer_view(offer, project_link(standing, reader), reader) for standing, offer in offers),
        offered=_offered((offer for _, offer in offers), len(offered), reader),
        missing=reader.t("lists.named.missing", count=missing) if missing else "",
        rows=rows_by_level(members, snapshot, reader),
        summary=summary_row(scope, snapshot, reader),
        unit=reader.money_unit,
        note=recount_note(snapshot, reader, scope),
    )


# -- what is lacking ---------------------------------------------------------------------------------------------------


def _unmet(entry: EntryStanding, snapshot: Snapshot, reader: Reader) -> Unmet:
    standing = entry.standing
    district = reader.name("district", standing.project.district)
    return Unmet(project_link(standing, reader), district, lacking_texts(entry, snapshot, reader))


def lacking_texts(entry: EntryStanding, snapshot: Snapshot, reader: Reader) -> tuple[str, ...]:
    """What a project lacks of an entry rule, each with what it has instead."""
    say = Sayer(reader, snapshot.data.cited)
    return (
        *(_lacks(condition, entry.standing, say) for condition in entry.lacking),
        *(_open(gate, steps, say) for gate, steps in entry.gates),
    )


def _lacks(condition: Condition, standing: Standing, say: Sayer) -> str:
    reader, project, asked = say.reader, standing.project, say.conditions(condition.asked)
    stage = reader.stage_chip(standing.stage, standing.stage_word).text
    has = {
        "levels": reader.name("level", project.level),
        "classes": say.names("class", project.classes),
        "sectors": say.names("sector", project.sectors),
        "plan": reader.name("nature", standing.nature) if condition.asked.natures else "",
    }
    match condition.field:
        case "scope":
            form, value = "scope", stage
        case "stages":
            form, value = ("now_stage", stage) if stage else ("plain", "")
        case "total":
            form = "no_total" if standing.total is None else "now_total"
            value = "" if standing.total is None else say.money(standing.total)
        case field:
            form, value = ("now", has[field]) if has.get(field) else ("plain", "")
    return reader.t(f"lists.named.lacks.{form}", asked=asked, value=value)


def _open(gate: str, steps: tuple[str, ...], say: Sayer) -> str:
    _, step = parts_of(gate, say.reader.rules.procedures)
    form = "step" if step else "gate"
    return say.reader.t(f"lists.named.lacks.{form}", gate=gate_name(gate, say), steps=say.joined(steps))


def unmet_on(standing: Standing, snapshot: Snapshot, reader: Reader) -> tuple[str, ...]:
    """What a project lacks of the rules of the lists it is on, a sentence each list."""
    rules = (rule for rule in (_rule_of(code, snapshot) for code in standing.project.lists) if rule)
    found = (
        entry_standing(rule, standing, snapshot.data.site, snapshot.day, snapshot.rules.procedures) for rule in rules
    )
    comma = reader.t("pages.rules.and")
    return tuple(
        reader.t(
            "lists.named.on_project",
            list=reader.name("list", entry.rule.list),
            lacking=comma.join(lacking_texts(entry, snapshot, reader)),
        )
        for entry in found
        if entry.met is False
    )


# -- offers ------------------------------------------------------------------------------------------------------------


def open_offers(standing: Standing, code: str = "") -> tuple[Promotion, ...]:
    """The offers of a project that hold on its day, of one list or of all."""
    return tuple(
        offer
        for offer in standing.project.promotions
        if (not code or offer.list == code) and (offer.until is None or standing.day <= offer.until)
    )


def offers_of(standing: Standing, reader: Reader) -> tuple[Offer, ...]:
    """What is sought for a project, by list."""

    def of(code: str) -> Link:
        return Link(reader.name("list", code), reader.urls.list(code))

    return tuple(offer_view(offer, of(offer.list), reader) for offer in open_offers(standing))


def offer_view(offer: Promotion, name: Link, reader: Reader) -> Offer:
    """An offer as printed."""
    first = reader.day_text(offer.from_)
    office = next((office for office in reader.site.offices if office.code == offer.contact), None)
    return Offer(
        name=name,
        need=reader.money(offer.need),
        use=reader.words(offer.use),
        contact=reader.office(offer.contact),
        landline=reader.words(office.contact) if office else "",
        dates=reader.t("lists.named.from_until", first=first, last=reader.day_text(offer.until))
        if offer.until
        else reader.t("lists.named.since", first=first),
    )


def _offered(offers: Iterable[Promotion], projects: int, reader: Reader) -> str:
    needs = [offer.need for offer in offers if offer.need is not None]
    amount = reader.money_text(sum(needs, Decimal(0)))
    return reader.t("lists.named.need_total", count=projects, amount=amount) if needs else ""
