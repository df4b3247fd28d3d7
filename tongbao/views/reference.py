"""Pages that explain: how figures are made, the rules of the place, the open data, warnings, corrections, about."""

from dataclasses import dataclass

from tongbao.metrics.registry import DEFINITIONS
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.base import Record
from tongbao.model.policy import Setting
from tongbao.views.bulletin import CorrectionView, correction_views
from tongbao.views.exports import ENTRY_COLUMNS
from tongbao.views.parts import FigureView
from tongbao.views.reader import Reader


@dataclass(frozen=True, slots=True)
class FigureDoc:
    """A figure explained, with its value for the whole place."""

    figure: FigureView
    doc: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """A setting of the policy: what it says, since when, and who really does so."""

    name: str
    values: tuple[tuple[str, str], ...]
    valid_from: str
    source: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class FiguresView:
    """/figures/."""

    figures: tuple[FigureDoc, ...]
    rules: tuple[RuleView, ...]
    note: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A file that can be had, with what it holds and its columns or keys."""

    href: str
    name: str
    about: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """/data/."""

    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class WarningView:
    """A warning of the checks, in words."""

    where: str
    field: str
    message: str
    rule: str


@dataclass(frozen=True, slots=True)
class ChecksView:
    """/checks/."""

    warnings: tuple[WarningView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """/corrections/."""

    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """/about/."""

    text: str
    publisher: str
    contact: str
    address: str
    counts: tuple[tuple[str, str], ...]
    repository: str


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """404.html."""

    message: str


def _value_text(value: object, reader: Reader) -> str:
    if isinstance(value, bool):
        return reader.t("words.yes" if value else "words.no")
    if isinstance(value, (list, tuple)):
        return reader.t("words.separator").join(_value_text(item, reader) for item in value)
    if isinstance(value, dict) and set(value) <= set(reader.site.languages):
        return reader.words(value)
    return str(value)


def _rule(name: str, setting: Setting, reader: Reader) -> RuleView:
    hidden = {"valid_from", "source", "assumed"}
    values: list[tuple[str, str]] = []
    for key in type(setting).model_fields:
        value = getattr(setting, key)
        if key in hidden or value is None or value in ((), {}):
            continue
        if isinstance(value, Record):
            inner = {k: v for k, v in value if k not in hidden and v is not None}
            text = reader.t("words.separator").join(f"{k} {_value_text(v, reader)}" for k, v in inner.items())
        else:
            text = _value_text(value, reader)
        values.append((key, text))
    since = "" if setting.valid_from.year == 1 else reader.day_text(setting.valid_from)
    return RuleView(name, tuple(values), since, reader.words(setting.source), setting.assumed)


def _rules(snapshot: Snapshot, reader: Reader) -> tuple[RuleView, ...]:
    views: list[RuleView] = []
    for name, value in snapshot.rules:
        label = reader.t(f"words.policy.{name}")
        settings = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        views += [_rule(label, setting, reader) for setting in settings]
    return tuple(views)


def figures_view(snapshot: Snapshot, reader: Reader) -> FiguresView:
    """How every figure is made, and the rules it is made by."""
    docs = tuple(
        FigureDoc(reader.figure(snapshot.figure("all", d.key)), reader.t(f"figures.{d.key}.doc")) for d in DEFINITIONS
    )
    return FiguresView(docs, _rules(snapshot, reader), reader.t("words.gap_note"))


FIGURE_KEYS = (
    "id", "as_of", "value", "numerator", "denominator", "display", "unit", "formula", "excluded", "reason",
)  # fmt: skip
DATA_FILES = (("data/figures.json", "figures", FIGURE_KEYS), ("data/entries.csv", "entries", ENTRY_COLUMNS))


def data_view(reader: Reader) -> DataView:
    """The open data files and what stands in them."""
    return DataView(
        tuple(
            FileView(
                href,
                href.rpartition("/")[2],
                reader.t(f"words.data.{name}"),
                tuple((c, reader.t(f"words.data.columns.{c}")) for c in columns),
            )
            for href, name, columns in DATA_FILES
        )
    )


def corrections_view(snapshot: Snapshot, reader: Reader) -> CorrectionsView:
    """All corrections."""
    return CorrectionsView(correction_views(snapshot, reader))


def about_view(snapshot: Snapshot, reader: Reader) -> AboutView:
    """Who publishes this, from what, and how to reach the office."""
    publisher = reader.site.publisher
    counts = (
        ("projects", len(snapshot.standings)),
        ("issues", len(snapshot.issues)),
        ("bulletins", len(snapshot.data.bulletins)),
    )
    return AboutView(
        text=reader.words(reader.site.about),
        publisher=reader.words(publisher.name),
        contact=reader.words(publisher.contact),
        address=reader.words(publisher.address),
        counts=tuple((reader.t(f"words.nav.{name}"), reader.number(count)) for name, count in counts),
        repository=reader.site.repository or "",
    )
