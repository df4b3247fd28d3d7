"""`bulletin draft`: the next bulletin of a kind as a file to edit, with what the machine will say as comments."""

import argparse
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from tongbao.commands import Usage, code_folder, day_of, place
from tongbao.commands.check import counted, plain, refused, summary_text, told
from tongbao.commands.targets import year_of
from tongbao.drawing import drawing_of, edition_of
from tongbao.edit.bulletins import Notes, Said, draft_path, draft_text
from tongbao.edit.files import Writing, write, write_bytes
from tongbao.edit.schemas import first_line
from tongbao.load.program import Templates
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.periods import issue_day, newest_period
from tongbao.metrics.series import Asked, new_bulletin, there_already
from tongbao.model.base import read_hour
from tongbao.model.bulletin import Bulletin, Period
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Cadence
from tongbao.model.vocab import BulletinKind
from tongbao.pipeline import Checked, load_checked
from tongbao.problems import Problem, in_order
from tongbao.render.broken import BrokenTemplate
from tongbao.render.plain import paragraphs
from tongbao.rules import check_all
from tongbao.views.bulletin import bulletin_view
from tongbao.views.bulletin_head import bulletin_link, head_view
from tongbao.views.reader import Reader
from tongbao.views.site import Page

LISTED = 100
"""So many problems are listed in the text of a pull request, which GitHub cuts; its first line counts them all."""


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
    parser.add_argument("--as-of", type=_moment, metavar="MOMENT")
    parser.add_argument("--from", dest="from_", type=day_of, metavar="DATE")
    parser.add_argument("--until", type=day_of, metavar="DATE")
    parser.add_argument("--year", type=year_of, metavar="YEAR")
    parser.add_argument("--supplement", action="store_true")
    parser.add_argument("--summary", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Writes the draft and says where; nothing where the period has its bulletin, and 1 where there is a fault."""
    words: Catalogue = args.words
    root = place(args.root)
    kind = BulletinKind(args.kind)
    if (args.from_ is None) != (args.until is None) or (kind is BulletinKind.SPECIAL and args.from_ is None):
        raise Usage("no-period", kind=kind)
    checked = load_checked(root)
    told(words, checked, checked.problems)
    dataset = checked.dataset
    assert dataset is not None
    asked = _asked(args, kind, dataset, checked.day)
    if there := there_already(dataset.bulletins, asked):
        print(words("cli.bulletin.draft.there", path=dataset.paths.get(("bulletin", there.id), there.id)))
        return 0
    draft = new_bulletin(dataset.bulletins, asked, dataset.policy.bulletins.get(asked.kind))
    path = draft_path(draft)
    if dataset.exists("bulletin", draft.id) or (root / path).exists():
        raise Usage("draft-there", path=path)
    checked = replace(checked, dataset=with_bulletin(dataset, draft))
    found = _new_problems(checked)
    told(words, checked, found)
    try:
        composed = compose(draft, checked.dataset or dataset, root, checked.templates, code_folder(root, args))
    except BrokenTemplate as broken:
        raise refused(words, checked, [broken.problem]) from None
    if args.summary:
        write_bytes(args.summary.parent, {args.summary.name: _summary(composed, checked, found).encode()})
    write(root, [Writing(path, composed.text)])
    print(words("cli.bulletin.draft.done", path=path))
    return 0


def _moment(text: str) -> datetime:
    """The moment of an argument; raises Usage where it is none."""
    try:
        return read_hour(text)
    except ValueError:
        raise Usage("no-moment", value=text) from None


def _asked(args: argparse.Namespace, kind: BulletinKind, dataset: Dataset, today: date | None) -> Asked:
    """The period is the one that was given, else the newest of the kind whose figures were due by the moment."""
    moment: datetime | None = args.as_of or (read_hour(today.isoformat()) if today else None)
    if moment is None:
        raise Usage("no-as-of")
    given = Period(from_=args.from_, until=args.until) if args.from_ else None
    period = given or newest_period(kind, moment, _cadence(dataset, kind))
    if period.until > moment.date():
        raise Usage("period-not-over", until=period.until, day=moment.date())
    return Asked(kind, period, moment, args.year, args.supplement)


def _cadence(dataset: Dataset, kind: BulletinKind) -> Cadence:
    rule = dataset.policy.bulletins.get(kind)
    return rule.cadence if rule else Cadence()


def with_bulletin(dataset: Dataset, draft: Bulletin) -> Dataset:
    """The place with a draft that is not written yet."""
    bulletins = sorted([*dataset.bulletins, draft], key=lambda bulletin: bulletin.id)
    paths = {**dataset.paths, ("bulletin", draft.id): draft_path(draft)}
    return replace(dataset, bulletins=tuple(bulletins), paths=paths)


def _new_problems(checked: Checked) -> list[Problem]:
    """What is wrong since the draft is there, in its own file or another."""
    assert checked.dataset is not None
    known = {(problem.path, problem.rule, problem.field, str(problem.params)) for problem in checked.problems}
    return in_order(
        problem
        for problem in check_all(checked.dataset, checked.day or date.max)
        if (problem.path, problem.rule, problem.field, str(problem.params)) not in known
    )


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


def _summary(composed: Composed, checked: Checked, found: list[Problem]) -> str:
    """The text of a pull request: the bulletin, what its headline says, what is warned of, what comes next."""
    problems = [*checked.problems, *found]
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
