"""`stale`: what is due and past its date, by office; for people, for reminders, for programs."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from tongbao.commands import Usage, day_of, language_of, place
from tongbao.commands.check import day_asked, plain, sound
from tongbao.edit.files import write_bytes
from tongbao.load.catalogues import load_catalogue
from tongbao.load.folders import is_source
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.snapshot import take_snapshot
from tongbao.metrics.stale import Stale, stale
from tongbao.model.site import Site
from tongbao.views.reader import Reader
from tongbao.views.stale import StaleLine, StaleView, stale_data, stale_view, stale_views
from tongbao.views.urls import Urls

MARKER = "tongbao:reminder:"
"""What a reminder begins with, and the code of its district: by it the next run finds the last one."""
ENDS = (".md", ".title")
LONGEST = 60_000
"""Characters of a reminder: GitHub takes 65,536."""
FEWER = (None, 50, 20, 5, 1)
"""How many things of an office and kind a reminder names, where all of them are too long."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `stale` takes."""
    parser.add_argument("--as-of", type=day_of, metavar="DATE")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    parser.add_argument("--district", metavar="DISTRICT")
    parser.add_argument("--office", metavar="OFFICE")
    parser.add_argument("--out", type=Path, metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Prints what is due, or writes a reminder a district; 1 where the place has a fault, else 0."""
    words: Catalogue = args.words
    root = place(args.root)
    if args.out and is_source(root, args.out):
        raise Usage("among-sources", out=args.out)
    checked, dataset = sound(root, words)
    day = day_asked(args.as_of, checked)
    _known("district", args.district, [each.code for each in dataset.site.districts], words)
    _known("office", args.office, [each.code for each in dataset.site.offices], words)
    today = take_snapshot(dataset, day)
    language = language_of(args.language, dataset.site.languages)
    reader = Reader(language, load_catalogue(language, root), dataset.site, today.rules, day, Urls())
    items = [item for item in stale(today) if _asked(item, args.district, args.office)]
    if args.out:
        _write(args.out, stale_views(items, reader), reader)
        print(words("stale.written", out=args.out, count=len(list(args.out.glob("*.md")))))
    elif args.format == "json":
        print(json.dumps([stale_data(item, reader) for item in items], ensure_ascii=False, indent=2))
    elif not items:
        print(reader.t("stale.nothing", day=reader.day_text(day)))
    else:
        view = stale_view(items, reader, args.district or "")
        print(reminder(view, reader) if args.format == "markdown" else "\n".join(_text(view, reader)))
    return 0


def _known(axis: str, code: str | None, known: list[str], words: Catalogue) -> None:
    if code is not None and code not in known:
        raise Usage(f"no-{axis}", value=code, known=words("list.separator").join(known))


def _asked(item: Stale, district: str | None, office: str | None) -> bool:
    return (district is None or district in item.districts) and (office is None or office == item.office)


def _text(view: StaleView, reader: Reader) -> Iterator[str]:
    """The things as lines, indented under their office and kind."""
    yield view.title
    yield view.summary
    for group in view.groups:
        yield ""
        yield reader.t("stale.office", name=group.name, count=group.size, overdue=group.overdue)
        for kind, lines in group.kinds:
            yield f"  {kind}"
            yield from (f"    {reader.t('stale.line', when=line.when, text=line.text)}" for line in lines)


def reminder(view: StaleView, reader: Reader) -> str:
    """The things as Markdown, as many as fit."""
    texts = ("\n".join(markdown(view, reader, most)) + "\n" for most in FEWER)
    return next((text for text in texts if len(text) <= LONGEST), "\n".join(markdown(view, reader, 0)) + "\n")


def markdown(view: StaleView, reader: Reader, most: int | None = None) -> Iterator[str]:
    """The things as Markdown, at the most so many of each office and kind: names that people wrote cannot be markup,
    nor call anybody."""
    yield f"<!-- {marker_of(view, reader.site)} -->"
    yield f"### {plain(view.title)}"
    yield ""
    # Handles are the only names that call somebody: site.yaml has them, and the model knows their form.
    yield " ".join((plain(view.summary), *view.handles))
    base = (reader.site.base_url or "").rstrip("/")
    for group in view.groups:
        yield ""
        name = plain(reader.t("stale.office", name=group.name, count=group.size, overdue=group.overdue))
        yield f"#### {name} {group.handle}".rstrip()
        for kind, lines in group.kinds:
            yield ""
            yield f"**{plain(kind)}**"
            yield ""
            yield from (_item(line, base) for line in lines[:most])
            if most is not None and len(lines) > most:
                yield f"- {plain(reader.catalogue.count('stale.more', len(lines) - most))}"
    yield ""
    yield f"<sub>{plain(reader.t('stale.footer'))}</sub>"


def _item(line: StaleLine, base: str) -> str:
    text = plain(line.text)
    said = f"[{text}]({base}/{line.address})" if base and line.address else text
    when = f"**{plain(line.when)}**" if line.state == "overdue" else plain(line.when)
    return f"- {when} {said}"


def marker_of(view: StaleView, site: Site) -> str:
    """The mark of a reminder: of a district by its code, of what belongs to none by the place's id."""
    return f"{MARKER}{view.code or site.id}"


def _write(out: Path, views: tuple[StaleView, ...], reader: Reader) -> None:
    """A file a district with the text of its reminder, one with its title; none where nothing is due."""
    for old in out.iterdir() if out.exists() else ():
        if old.suffix in ENDS:
            old.unlink()
    for view in views:
        texts = zip(ENDS, (reminder(view, reader), f"{view.title}\n"), strict=True)
        write_bytes(out, {f"{view.code or reader.site.id}{end}": text.encode() for end, text in texts})
