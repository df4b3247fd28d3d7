"""Badges as SVG: no font, no style and nothing from elsewhere, so that they show wherever a picture may."""

from typing import Any

from tongbao.render.xml import escape, quoteattr

COLOURS = {"danger": "#b00000", "warning": "#8a5a00", "notice": "#1a56a5", "good": "#1b7048", "plain": "#4d555e"}
"""By tone, as on pages; white text on each is plain to read (WCAG 2.2, 1.4.3)."""
GAP = 6


def badge_bytes(badge: Any) -> bytes:
    """The bytes of a badge (views.badges.BadgeView), 20 pixels high."""
    first, second = badge.label_width + 2 * GAP, badge.text_width + 2 * GAP
    colour = COLOURS.get(badge.tone, COLOURS["plain"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{first + second}" height="20" role="img"'
        f" lang={quoteattr(badge.language)} aria-label={quoteattr(badge.title)}><title>{escape(badge.title)}</title>"
        f'<rect width="{first}" height="20" fill="#333"/>'
        f'<rect x="{first}" width="{second}" height="20" fill="{colour}"/>'
        f'<g fill="#fff" font-family="sans-serif" font-size="12">{_text(badge.label, GAP, badge.label_width)}'
        f"{_text(badge.text, first + GAP, badge.text_width)}</g></svg>\n"
    ).encode()


def _text(text: str, left: int, width: int) -> str:
    """A line of text, which takes as much room as was reckoned whatever the face."""
    return f'<text x="{left}" y="14" textLength="{width}">{escape(text)}</text>'
