"""/sitemap/: every page of the site in a language, the same as sitemap.xml names, under what they are of."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.views.axes import ISSUES, PROJECTS, Looked, parted
from tongbao.views.batches import batch_title
from tongbao.views.bulletin_head import bulletin_link
from tongbao.views.changes import page_title
from tongbao.views.letters import unit_folder
from tongbao.views.named import named_issue
from tongbao.views.parts import Link
from tongbao.views.project_owners import owner_name
from tongbao.views.reader import Reader

T = TypeVar("T", Standing, IssueStanding)
MOST = 300
"""So many pages of a kind are named; of more, the list of them is."""
NOT_FOUND = "404.html"
INDEX = "index.html"


class MapSection(NamedTuple):
    """Pages of a kind; `more` says how many there are where they are too many to be named."""

    id: str
    heading: Link
    pages: tuple[Link, ...]
    more: str = ""


class SiteMapView(NamedTuple):
    """`columns` are the pages at the top of the site, `sections` those below each."""

    total: str
    columns: tuple[Link, ...]
    sections: tuple[MapSection, ...]


def is_listed(path: str) -> bool:
    """Whether a path is a page that the site map and sitemap.xml name: not the one for what is not found, nor what
    other sites embed."""
    return path.endswith(".html") and path != NOT_FOUND and "embed" not in path.split("/")[:2]


def site_map_view(paths: Iterable[str], languages: tuple[str, ...], snapshot: Snapshot, reader: Reader) -> SiteMapView:
    """The pages of the reader's language among all paths of the site."""
    others = tuple(f"{language}/" for language in languages[1:])
    prefix = reader.urls.prefix
    own = [p for p in paths if is_listed(p) and (p.startswith(prefix) if prefix else not p.startswith(others))]
    by_folder: dict[str, list[Link]] = {}
    columns = []
    for path in own:
        parts = tuple(path.removeprefix(prefix).removesuffix(INDEX).strip("/").split("/"))
        if len(parts) == 1:
            columns.append(Link(_column(parts[0], reader), path))
        else:
            by_folder.setdefault(_folder(parts), []).append(Link(label_of(parts, snapshot, reader), path))
    menu = list(reader.catalogue.section("words.nav"))
    columns.sort(key=lambda column: menu.index(column.href.removeprefix(prefix).split("/")[0].replace(INDEX, "home")))
    in_order = sorted(by_folder, key=lambda folder: (menu.index(folder.split("/")[0]), _later_first(folder)))
    sections = (_section(folder, by_folder[folder], frozenset(own), reader) for folder in in_order)
    return SiteMapView(reader.number(len(own)), tuple(columns), tuple(sections))


def _folder(parts: tuple[str, ...]) -> str:
    """The page below which a page is told: classes below sectors, to whose index both belong, letters and tasks below
    the page of letters of their year."""
    match parts:
        case ("classes", _):
            return "sectors"
        case ("targets", year, "letters" | "tasks", _, *_):
            return f"targets/{year}/letters"
        case ("targets", year, *_):
            return f"targets/{year}"
    return parts[0]


def _later_first(folder: str) -> tuple[int, str]:
    """The newest year first, its letters after it."""
    _, _, rest = folder.partition("/")
    year, _, name = rest.partition("/")
    return (-int(year), name) if year.isdecimal() else (0, "")


def _column(name: str, reader: Reader) -> str:
    return reader.t(f"words.nav.{name or 'home'}")


def _section(key: str, pages: list[Link], own: frozenset[str], reader: Reader) -> MapSection:
    match key.split("/"):
        case [_, _, _]:
            text = reader.t("papers.letter.all")
        case [_, year]:
            text = reader.t("words.nav.targets", year=year)
        case _:
            text = _column(key, reader)
    index = reader.urls.page(*key.split("/"))
    few = len(pages) <= MOST
    return MapSection(
        id=key.replace("/", "-"),
        heading=Link(text, index if index in own else ""),
        pages=tuple(pages) if few else (),
        more="" if few else reader.t("columns.too_many", count=reader.number(len(pages))),
    )


def label_of(parts: tuple[str, ...], snapshot: Snapshot, reader: Reader) -> str:
    """What a page below the top of the site is called under the heading of its kind, by the folders of its address."""
    data = snapshot.data
    match parts:
        case ("projects", "by", axis, code, *number):
            return _part(_value(PROJECTS, axis, code, snapshot, reader), axis, number, reader)
        case ("issues", "by", axis, code, *number):
            return _part(_value(ISSUES, axis, code, snapshot, reader), axis, number, reader)
        case ("projects", id):
            return reader.words(snapshot.standing_by_id[id].project.name)
        case ("issues", id) if issue := named_issue(id, snapshot):
            return reader.words(issue.issue.title)
        case ("districts", code):
            return reader.name("district", code)
        case ("offices", code):
            return next(reader.words(o.name_on(reader.day)) for o in reader.site.offices if o.code == code)
        case ("classes", code):
            return reader.name("class", code)
        case ("sectors", code):
            return reader.name("sector", code)
        case ("owners", code):
            return owner_name(snapshot.owners[code], reader)
        case ("lists", code):
            return reader.name("list", code)
        case ("activities", id, *papers):
            title = next(reader.words(each.title) for each in data.activities if each.id == id)
            names = [reader.words(rule.name) for rule in data.policy.packs if rule.code in papers][-1:]
            return reader.t("words.named", name=title, value=names[0]) if names else title
        case ("batches", id):
            return next(batch_title(each, reader) for each in data.batches if each.id == id)
        case ("campaigns", id):
            return next(reader.words(each.name) for each in data.campaigns if each.id == id)
        case ("bulletins", _, id):
            return next(bulletin_link(each, reader).text for each in data.bulletins if each.id == id)
        case ("changes", *folders):
            return page_title(tuple(folders), reader)
        case ("targets", _):
            return reader.t("pages.targets.pages.list")
        case ("targets", _, "letters"):
            return reader.t("papers.letter.all")
        case ("targets", _, name):
            return reader.t(f"pages.targets.pages.{name}")
        case ("targets", year, "letters", unit, *quarter):
            return _letter(int(year), unit, quarter, snapshot, reader)
        case ("targets", _, "tasks", id):
            return reader.words(snapshot.standing_by_id[id].project.name)
    return "/".join(parts)


def _letter(year: int, folder: str, quarter: list[str], snapshot: Snapshot, reader: Reader) -> str:
    """The letter of a district or office, of the year or of a quarter."""
    lists = (listed for listed in snapshot.data.targets if listed.year == year)
    units = (target.unit for listed in lists for target in listed.targets if unit_folder(target, reader) == folder)
    axis, code = next(units, ("", folder))
    name = reader.office(code) if axis == "office" else reader.name("district", code)
    return reader.t("words.named", name=name, value=reader.t(f"papers.quarter.{quarter[0][1:]}")) if quarter else name


def _value(looked: Looked[T], axis: str, code: str, snapshot: Snapshot, reader: Reader) -> str:
    """The name of a value by which a list can be looked through."""
    by = next(each for each in looked.axes if each.name == axis)
    return by.text(code, parted(by, looked, snapshot).get(code, ()), reader)


def _part(value: str, axis: str, number: list[str], reader: Reader) -> str:
    """A page of a part of a list."""
    title = reader.t("words.named", name=reader.t(f"words.axes.{axis}"), value=value)
    return reader.t("finding.numbered", title=title, number=number[0]) if number else title
