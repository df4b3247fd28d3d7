"""Drawn HTML as plain text."""

from tongbao.render.plain import paragraphs


def test_paragraphs() -> None:
    """Text of paragraphs in order, marks and links gone, entities read, line ends as one space."""
    html = '<h2>一、</h2><p><strong>邹平</strong>：<a href="x">甲&amp;乙</a>\n <data>1.0</data></p><p> </p><p>丙</p>'
    assert paragraphs(html) == ("邹平：甲&乙 1.0", "丙")


def test_tables_are_left_out() -> None:
    """What stands outside of paragraphs is no sentence."""
    assert paragraphs("<table><tr><td>12</td></tr></table><p>甲</p>乙") == ("甲",)
