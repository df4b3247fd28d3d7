"""tongbao.edit.targets: fields by dotted path."""

from tests.each import each
from tongbao.edit.targets import Kind, target_of, words_of
from tongbao.model.site import Site


@each(
    ("path", "parts", "kind", "codes"),
    [
        ("name", ("name",), Kind.TEXT, ""),
        ("district", ("district",), Kind.TEXT, "districts"),
        ("responsible.office", ("responsible", "*", "office"), Kind.TEXT, "offices"),
        ("years.2026.start", ("years", "2026", "start"), Kind.MONTH, ""),
        ("investment.sources.自筹", ("investment", "sources", "自筹"), Kind.NUMBER, ""),
        ("stages.started.date", ("stages", "started", "date"), Kind.DAY, ""),
        ("progress.finish", ("finish",), Kind.DAY_OR_MONTH, ""),
        ("progress.stage", ("stage",), Kind.TEXT, "stages"),
        ("extra.a.b", ("extra", "a.b"), Kind.TEXT, ""),
    ],
)
def test_fields_are_found_in_the_model(path: str, parts: tuple[str, ...], kind: Kind, codes: str) -> None:
    """A dotted path leads to a field, with how it is read and which table of the place defines its codes."""
    target = target_of(path)
    assert target is not None
    assert (target.parts, target.kind, target.codes) == (parts, kind, codes)
    assert target.of_report is path.startswith("progress.")


@each("path", ["titel", "extra", "years.2026", "progress", "owner", "milestones.a.changes.date", ""])
def test_what_is_no_field_is_none(path: str) -> None:
    """A misspelt field, a map without a label, a record as a whole and lists within lists are no targets."""
    assert target_of(path) is None


def test_names_of_every_kind_mean_the_code() -> None:
    """An office is known by its code, name in any language, short name and former name."""
    site = Site.model_validate(
        {
            "id": "x",
            "name": "x",
            "title": "x",
            "languages": ["en"],
            "money": {"unit": "USD", "display": "USD", "factor": "1"},
            "publisher": {"name": "x"},
            "offices": [
                {
                    "code": "hh",
                    "name": {"en": "Health + Hospitals", "zh-CN": "卫生局"},
                    "short": "H+H",
                    "former": [{"until": "2015-11-09", "name": "HHC"}],
                }
            ],
        }
    )
    assert words_of(site, "offices") == dict.fromkeys(["hh", "Health + Hospitals", "卫生局", "H+H", "HHC"], "hh")
