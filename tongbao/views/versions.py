"""The versions of a record that Git keeps: what each changed of what is public today, newest first."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tongbao.metrics.versions import Histories, Version, VersionState, without
from tongbao.model.base import Record
from tongbao.model.dataset import Key
from tongbao.model.private import without_private_numbers
from tongbao.views.differences import DifferenceText, difference_texts
from tongbao.views.reader import Reader

RECENT = 5
"""How many versions stand on the page without being asked for."""
SHORT = 8
"""How many digits name a commit for people; always as many, so that the same commit gives the same page."""


class VersionRow(NamedTuple):
    """A version: its day, the commit with its address where the place names its repository, what it did, in words."""

    day: str
    iso: str
    commit: str
    href: str
    said: str
    lines: tuple[DifferenceText, ...]


class VersionsView(NamedTuple):
    """The newest versions and the others; `notes` say what is not known."""

    recent: tuple[VersionRow, ...]
    earlier: tuple[VersionRow, ...]
    notes: tuple[str, ...]


def versions_view(
    key: Key, histories: Histories | None, withheld: Iterable[str], kind: type[Record], reader: Reader
) -> VersionsView | None:
    """The versions of a record without what is withheld today; None where the site tells of none."""
    if histories is None:
        return None
    rows = tuple(_rows(histories.of.get(key, ()), tuple(withheld), kind, reader))
    notes = (
        ("nowhere", histories.nowhere),
        ("uncommitted", key in histories.changed),
        ("shallow", histories.shallow),
    )
    said = tuple(reader.t(f"pages.versions.{name}") for name, so in notes if so)
    return VersionsView(rows[:RECENT], rows[RECENT:], said)


def _rows(
    versions: Iterable[Version], withheld: tuple[str, ...], kind: type[Record], reader: Reader
) -> Iterator[VersionRow]:
    """The versions that changed anything that is public today, or of which nothing can be told."""
    repository = (reader.site.repository or "").rstrip("/")
    for version in versions:
        told = difference_texts(without(version.differences, withheld), kind, reader)
        lines = tuple(map(_without_persons, told))
        if version.state is VersionState.CHANGED and not lines and not version.was:
            continue
        said = [] if version.state is VersionState.CHANGED else [reader.t(f"pages.versions.{version.state}")]
        said += [reader.t("pages.versions.was", id=version.was)] if version.was else []
        yield VersionRow(
            day=reader.day_text(version.day),
            iso=version.day.isoformat(),
            commit=version.commit[:SHORT],
            href=f"{repository}/commit/{version.commit}" if repository else "",
            said=reader.t("words.separator").join(said),
            lines=lines,
        )


def _without_persons(text: DifferenceText) -> DifferenceText:
    """The difference without numbers of persons: what no check would let pass today may stand in an old version."""
    before, after, said = map(without_private_numbers, (text.before, text.after, text.text))
    return text._replace(before=before, after=after, text=said)
