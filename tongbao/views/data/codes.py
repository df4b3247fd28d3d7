"""What the data says of itself, and the codes of the place as tables: districts, offices, all others by axis."""

from collections.abc import Iterator

from tongbao.views.data.columns import Column, Row, TableForm
from tongbao.views.data.publication import Publication


def _districts(made: Publication) -> Iterator[Row]:
    for district in made.reader.site.districts:
        yield district.code, district.name_on(made.today.day), district.kind


def _offices(made: Publication) -> Iterator[Row]:
    for office in made.reader.site.offices:
        yield (
            office.code, office.name_on(made.today.day), office.short, office.kind, office.district, office.within,
            office.contact,
        )  # fmt: skip


def _codes(made: Publication) -> Iterator[Row]:
    site, rules, day = made.reader.site, made.today.rules, made.today.day
    for axis, named in (
        ("level", site.levels), ("list", site.lists), ("category", site.categories), ("channel", site.channels),
        ("severity", site.severities), ("body_kind", site.body_kinds),
    ):  # fmt: skip
        for entry in named:
            yield axis, entry.code, entry.name_on(day), None
    for axis, groups in (("class", site.classes), ("sector", site.sectors)):
        for group in groups:
            yield axis, group.code, group.name_on(day), group.within
    for kind in rules.activities:
        yield "activity_kind", kind.code, kind.name, None
    for batch in rules.batches:
        yield "batch_kind", batch.code, batch.name, None
    for light in {light.code: light for light in rules.lights}.values():
        yield "light", light.code, light.label, None


def _about(made: Publication) -> Iterator[Row]:
    for key, value in made.head.items():
        values = value.items() if key == "licence" and isinstance(value, dict) else ((None, value),)
        for part, text in values:
            said = text if isinstance(text, (str, dict)) else str(text).lower()
            yield f"{key}_{part}" if part else key, said


CODES = (
    TableForm("about", ("key",), (Column("key"), Column("content", "words")), _about, listed=True),
    TableForm(
        "districts",
        ("code",),
        (
            Column("code", guide="Named.code"),
            Column("name", "words", "Named.name"),
            Column("kind", guide="District.kind"),
        ),
        _districts,
        listed=True,
    ),
    TableForm(
        "offices",
        ("code",),
        (
            Column("code", guide="Named.code"),
            Column("name", "words", "Named.name"),
            Column("short", "words", "Office.short"),
            Column("kind", guide="Office.kind"),
            Column("district", guide="Office.district", points_at="districts"),
            Column("within", guide="Office.within", points_at="offices"),
            Column("contact", "words", "Office.contact"),
        ),
        _offices,
        listed=True,
    ),
    TableForm(
        "codes",
        ("axis", "code"),
        (Column("axis"), Column("code", guide="Named.code"), Column("name", "words", "Named.name"), Column("parent")),
        _codes,
    ),
)
