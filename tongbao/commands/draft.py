"""`bulletin draft`: the next bulletin of a kind as a file to edit, with what the machine will say as comments."""

import argparse
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from tongbao.commands import Usage, place
from tongbao.commands.check import counted, plain, print_problems, summary_text
from tongbao.drawing import drawing_of, edition_of
from tongbao.edit.bulletins import Notes, Said, draft_path, draft_text
from tongbao.edit.files import Writing, write
from tongbao.edit.schemas import first_line
from tongbao.load.program import Templates
from tongbao.load.walk import inside
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.periods import issue_day, newest_period
from tongbao.metrics.series import Asked, new_bulletin, there_already
from tongbao.model.base import read_day, read_hour
from tongbao.model.bulletin import Bulletin, Period
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Cadence
from tongbao.model.vocab import BulletinKind
from tongbao.pipeline import Checked, load_checked
from tongbao.problems import Problem, faults, in_order
from tongbao.render.broken import BrokenTemplate
from tongbao.render.plain import paragraphs
from tongbao.rules import check_all
from tongbao.views.bulletin import bulletin_view
from tongbao.views.bulletin_head import bulletin_link, head_view
from tongbao.views.reader import Reader
from tongbao.views.site import Page

LISTED = 100
"""So many problems are listed in the text of a pull request, which GitHub cuts; its first line counts them all."""
YEAR = re.compile(r"(20|21)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft: its file, and what its headline says, for the text of a pull request."""

    bulletin: Bulletin
    text: str
    headline: tuple[str, ...]
    reader: Reader


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `bulletin draft` takes."""
    parser.add_argument("kind", choices=tuple(BulletinKind), metavar="KIND")
    parser.add_argument("--as-of", metavar="MOMENT")
    parser.add_argument("--from", dest="from_", metavar="DATE")
    parser.add_argument("--until", metavar="DATE")
    parser.add_argument("--year", metavar="YEAR")
    parser.add_argument("--supplement", action="store_true")
    parser.add_argument("--summary", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Writes the draft and says where; nothing where the period has its bulletin, and 1 where there is a fault."""
    words: Catalogue = args.words
    root = place(args.root)
    given = _given(args)
    checked = load_checked(root)
    print_problems(words, checked.problems)
    dataset = checked.dataset
    if dataset is None or faults(checked.problems):
        print(counted(words, checked, checked.problems))
        return 1
    asked = _asked(given, dataset, checked.day)
    if there := there_already(dataset.bulletins, asked):
        print(words("cli.bulletin.draft.there", path=dataset.paths.get(("bulletin", there.id), there.id)))
        return 0
    draft = new_bulletin(dataset.bulletins, asked, dataset.policy.bulletins.get(asked.kind))
    path = draft_path(draft)
    if dataset.exists("bulletin", draft.id) or (root / path).exists():
        raise Usage("draft-there", path=path)
    checked = replace(checked, dataset=with_bulletin(dataset, draft))
    cache = None if args.cache is None or inside(root, args.cache) else args.cache
    composed, found = _composed(draft, root, checked, cache)
    print_problems(words, found)
    if composed is None:
        print(counted(words, checked, found))
        return 1
    if args.summary:
        _write(args.summary, _summary(composed, checked, [*checked.problems, *found]))
    _write(root / path, composed.text)
    print(words("cli.bulletin.draft.done", path=path))
    return 0


@dataclass(frozen=True, slots=True)
class _Given:
    """The arguments, read; None for what was not said."""

    kind: BulletinKind
    moment: datetime | None
    period: Period | None
    year: int | None
    supplement: bool


def _given(args: argparse.Namespace) -> _Given:
    kind = BulletinKind(args.kind)
    if (args.from_ is None) != (args.until is None) or (kind is BulletinKind.SPECIAL and args.from_ is None):
        raise Usage("no-period", kind=kind)
    period = Period(from_=_day(args.from_), until=_day(args.until)) if args.from_ else None
    if args.year is not None and not YEAR.fullmatch(args.year):
        raise Usage("no-year", value=args.year)
    try:
        moment = read_hour(args.as_of) if args.as_of else None
    except ValueError:
        raise Usage("no-moment", value=args.as_of) from None
    return _Given(kind, moment, period, int(args.year) if args.year else None, args.supplement)


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError:
        raise Usage("no-date", value=text) from None


def _asked(given: _Given, dataset: Dataset, today: date | None) -> Asked:
    """The period is the one that was given, else the newest of the kind whose figures were due by the moment."""
    moment = given.moment or (read_hour(today.isoformat()) if today else None)
    if moment is None:
        raise Usage("no-as-of")
    period = given.period or newest_period(given.kind, moment, _cadence(dataset, given.kind))
    if period.until > moment.date():
        raise Usage("period-not-over", until=period.until, day=moment.date())
    return Asked(given.kind, period, moment, given.year, given.supplement)


def _cadence(dataset: Dataset, kind: BulletinKind) -> Cadence:
    rule = dataset.policy.bulletins.get(kind)
    return rule.cadence if rule else Cadence()


def with_bulletin(dataset: Dataset, draft: Bulletin) -> Dataset:
    """The place with a draft that is not written yet."""
    bulletins = sorted([*dataset.bulletins, draft], key=lambda bulletin: bulletin.id)
    paths = {**dataset.paths, ("bulletin", draft.id): draft_path(draft)}
    return replace(dataset, bulletins=tuple(bulletins), paths=paths)


def _composed(
    draft: Bulletin, root: Path, checked: Checked, cache: Path | None
) -> tuple[Composed | None, list[Problem]]:
    """The draft and what is wrong since it is there, in its own file or another; None where that is a fault."""
    dataset = checked.dataset
    assert dataset is not None
    known = {(problem.path, problem.rule, problem.field, str(problem.params)) for problem in checked.problems}
    found = in_order(
        problem
        for problem in check_all(dataset, checked.day or date.max)
        if (problem.path, problem.rule, problem.field, str(problem.params)) not in known
    )
    if faults(found):
        return None, found
    try:
        return compose(draft, dataset, root, checked.templates, cache), found
    except BrokenTemplate as broken:
        return None, [*found, broken.problem]


def compose(draft: Bulletin, dataset: Dataset, root: Path, templates: Templates, cache: Path | None = None) -> Composed:
    """The draft's file in the first language of the place, with only what was known on its as-of day.

    `dataset` holds the draft, `cache` is a folder of the user for compiled templates. Raises BrokenTemplate where a
    template of the place is to blame that there is no text.
    """
    day = draft.as_of.date()
    edition = edition_of(root, dataset, day, (), pdf=True)
    reader = edition.reader_of(edition.languages[0], day)
    place = next(place for place in edition.bulletins if place.bulletin.id == draft.id)
    view = bulletin_view(place.points(edition.snapshot_of), edition.today, reader)
    pages = drawing_of(root, edition, templates, cache=cache).pages

    def said(section: str) -> tuple[str, ...]:
        # As on paper: without what a page has for its readers beside the text.
        page = Page(
            path=reader.urls.bulletin_pdf(draft.year, draft.id),
            template=f"parts/bulletin/{section}.html",
            language=reader.language,
            title=view.head.title,
            description="",
            section="bulletins",
            view=view,
        )
        return paragraphs(pages.html(page))

    sections = [
        Said(name, reader.t(f"bulletin.sections.{name}"), said(name) if name in view.sections else ())
        for name in map(str, draft.sections or view.sections)
    ]
    first = first_line(root, draft_path(draft), "bulletin").rstrip("\n")
    notes = Notes(first, *(reader.t(f"bulletin.file.{name}") for name in ("words", "below", "nothing")))
    return Composed(draft, draft_text(draft, sections, notes), said("headline"), reader)


def _write(path: Path, text: str) -> None:
    try:
        write(path.parent, [Writing(path.name, text)])
    except OSError as error:
        raise Usage("no-summary", file=path, reason=error.strerror) from None


def _summary(composed: Composed, checked: Checked, problems: list[Problem]) -> str:
    """The text of a pull request: the bulletin, what its headline says, what is warned of, what comes next."""
    draft, reader, dataset = composed.bulletin, composed.reader, checked.dataset
    assert dataset is not None
    words, head = reader.catalogue, head_view(draft, reader)
    due = issue_day(draft.as_of.date(), _cadence(dataset, draft.kind), dataset.calendar)
    told = {"period": head.period, "as_of": head.as_of, "due": reader.day_text(due)}
    lines = [
        f"## {plain(bulletin_link(draft, reader).text)}",
        words("cli.bulletin.draft.about_it", **told),
        *map(plain, composed.headline),
        words("cli.bulletin.draft.next", path=draft_path(draft), id=draft.id),
        summary_text(words, problems[:LISTED], counted(words, checked, problems)),
    ]
    return "\n\n".join(lines)
