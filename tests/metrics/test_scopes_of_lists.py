"""The year's list among the scopes."""

from tongbao.metrics.scopes import scopes_of


def test_the_list_is_crossed_as_a_whole() -> None:
    """A district's part of the list is a scope; its part of each group would be thousands that nobody reads."""
    codes = {"district": ("zouping",), "targets": ("2026", "2026-续建")}
    assert list(scopes_of(codes, (("district", "targets"),))) == [
        "all",
        "district:zouping",
        "targets:2026",
        "targets:2026-续建",
        "district:zouping+targets:2026",
    ]
