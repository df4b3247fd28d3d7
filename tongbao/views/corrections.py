"""Corrections of what was issued, and what still differs from it."""

from collections.abc import Iterable
from typing import NamedTuple

from tongbao.metrics.following import Difference, Following, is_known, is_said, uncorrected
from tongbao.metrics.scopes import ALL
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.correction import Correction
from tongbao.model.issued import Issued, IssuedFigure
from tongbao.views.bulletin_head import bulletin_link
from tongbao.views.parts import Link
from tongbao.views.reader import Reader


class CorrectedView(NamedTuple):
    """A figure of a correction, as printed and as it is right; `section` is the one of the bulletin that prints it."""

    name: str
    before: str
    after: str
    section: str = ""


class CorrectionView(NamedTuple):
    """A correction of a bulletin."""

    id: str
    date: str
    iso: str
    place: str
    before: str
    after: str
    reason: str
    approved_by: str
    document: Link
    found_by: str = ""
    figures: tuple[CorrectedView, ...] = ()


class DifferenceView(NamedTuple):
    """A figure of an issued bulletin that today's records would give otherwise; the `*_exact` are for machines."""

    name: str
    issued: str
    now: str
    issued_exact: str
    now_exact: str
    id: str = ""


def correction_views(now: Snapshot, reader: Reader, document: str | None = None) -> tuple[CorrectionView, ...]:
    """The corrections known on the day, newest first; of one document where it is named."""
    bulletins = {bulletin.id: bulletin for bulletin in now.data.bulletins}
    return tuple(
        CorrectionView(
            id=c.id,
            date=reader.day_text(c.date),
            iso=c.date.isoformat(),
            place=reader.words(c.place),
            before=c.from_,
            after=c.to,
            reason=reader.words(c.reason),
            approved_by=reader.words(c.approved_by),
            found_by=reader.words(c.found_by),
            figures=tuple(
                CorrectedView(figure_name(f.id, now, reader), f.from_, f.to, _section(f.id)) for f in c.figures
            ),
            document=bulletin_link(bulletins[c.document], reader) if c.document in bulletins else Link(c.document),
        )
        for c in sorted(now.data.corrections, key=lambda c: (c.date, c.id), reverse=True)
        if document in (None, c.document)
    )


def differences(
    issued: Issued, found: Following, corrections: Iterable[Correction], today: Snapshot, reader: Reader
) -> tuple[DifferenceView, ...]:
    """What today's records would print otherwise and no correction says."""
    views = (
        DifferenceView(
            id=each.issued.id,
            name=figure_name(each.issued.id, today, reader),
            issued=printed(each.issued, reader),
            now=_now(each, reader),
            issued_exact=each.issued.value or "",
            now_exact=each.exact or "",
        )
        for each in uncorrected(issued.id, found, corrections)
    )
    return tuple(view for view in views if view.issued != view.now)


IN_LISTS = {
    "starts": ("starts", "resumptions", "completions", "stops", "idle"),
    "lagging": ("lagging",),
    "issues": ("issues", "orders", "escalations", "papers"),
    "reports": ("missing",),
    "milestones": ("milestones",),
    "decisions": ("decisions_",),
}
"""Section → how the lists are called that it counts."""
OF_KEY = {"issues": ("issues_", "closing_rate"), "decisions": ("decision",), "reports": ("reports_",)}
OF_KIND = {
    "light": "lagging",
    "rank": "boards",
    "climbed": "boards",
    "target": "boards",
    "changed": "changes",
    "adjusted": "adjustments",
}
OF_AXIS = {"district": "districts", "level": "classes", "class": "classes", "project": "lagging"}


def _section(id: str) -> str:
    """The section of a bulletin in which a figure is said first."""
    scope, _, key = id.rpartition("/")
    kind, _, code = key.partition(":")
    starts, beginnings = (code, IN_LISTS) if kind in ("named", "counted") else (key, OF_KEY if scope == ALL else {})
    found = next((section for section, words in beginnings.items() if starts.startswith(words)), "")
    return found or OF_KIND.get(kind) or OF_AXIS.get(scope.partition(":")[0], "headline")


def _now(each: Difference, reader: Reader) -> str:
    """Today's value as it would be printed; a number that is no figure has no unit."""
    if not is_said(each.issued.id):
        return reader.figure_text(each.now)
    return reader.t("figures.none") if each.now.value is None else reader.exact(each.now.value)


def printed(figure: IssuedFigure, reader: Reader) -> str:
    """An issued figure as it was printed in the reader's language."""
    return figure.display.get(reader.language) or figure.value or reader.t("figures.none")


def figure_name(id: str, today: Snapshot, reader: Reader) -> str:
    """A figure's label with the names of its scope; the whole place bears none, and the id is all that is known of a
    figure that was given up."""
    scope, _, key = id.rpartition("/")
    if not is_known(id):
        return id
    names = []
    for part in scope.split("+"):
        axis, _, code = part.partition(":")
        if axis == "project":
            standing = today.standing_by_id.get(code)
            names.append(reader.words(standing.project.name) if standing else code)
        elif code:
            names.append(reader.name(axis, code))
    return " ".join((*names, _said(key, reader) if is_said(id) else reader.label(key)))


def _said(key: str, reader: Reader) -> str:
    """What a number is called that is no figure."""
    kind, _, code = key.partition(":")
    if kind in ("named", "changed", "counted"):
        group = "named" if f"bulletin.named.{code}" in reader.catalogue else "changes"
        return reader.t(f"bulletin.said.{kind}", what=reader.t(f"bulletin.{group}.{code}"))
    if kind == "adjusted":
        move, _, day = code.partition(":")
        return reader.t("bulletin.said.adjusted", move=reader.t(f"words.move.{move}"), day=day)
    boards = {board.code: board.name for board in reader.rules.boards}
    lights = {light.code: light.label for light in reader.rules.lights}
    named = {**boards, **({code: lights[code]} if kind == "light" and code in lights else {})}
    return reader.t(f"bulletin.said.{kind}", what=reader.words(named.get(code)) or code)
