"""A badge of each project, a small picture for other sites: where it stands, in words."""

import unicodedata
from typing import NamedTuple

from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.views.reader import Reader
from tongbao.views.site import DataFile
from tongbao.views.urls import Urls

WIDE, BROAD, PLAIN, SLIM = 12, 10, 7, 4
"""How many pixels wide a sign of Chinese, a broad letter, any other and a slim one are in a line of 12 pixels."""
BROAD_ONES, SLIM_ONES = frozenset("mwMW%@"), frozenset("fijlrtI.,:;'|! ·()[]-")


class BadgeView(NamedTuple):
    """A badge: `label` on the left, `text` on a field in the colour of `tone`, each as wide as it is drawn."""

    language: str
    title: str
    label: str
    label_width: int
    text: str
    text_width: int
    tone: str


def badge_path(id: str, urls: Urls) -> str:
    """Where the badge of a project stands."""
    return f"{urls.prefix}embed/projects/{id}/badge.svg"


def badge_of(standing: Standing, snapshot: Snapshot, reader: Reader) -> BadgeView:
    """The stage of a project, and its light where it shows one; in the title also its name and the day of both."""
    light = reader.light(snapshot.project_light(standing).light)
    said = (reader.stage_chip(standing.stage, standing.stage_word).text, light.label if light else "")
    text = " · ".join(part for part in said if part) or reader.t("data.embed.badge.none")
    label = reader.t("data.embed.badge.sample" if reader.site.sample else "data.embed.badge.label")
    return BadgeView(
        language=reader.language,
        title=reader.t(
            "data.embed.badge.title",
            name=reader.words(standing.project.name),
            said=text,
            day=reader.day_text(snapshot.day),
        ),
        label=label,
        label_width=_width(label),
        text=text,
        text_width=_width(text),
        tone=light.tone if light else "plain",
    )


def badge_file(id: str, snapshot: Snapshot, reader: Reader) -> DataFile:
    """embed/projects/<id>/badge.svg."""
    return DataFile(badge_path(id, reader.urls), "badge", badge_of(snapshot.standing_by_id[id], snapshot, reader))


def _width(text: str) -> int:
    return sum(map(_width_of, text))


def _width_of(sign: str) -> int:
    if unicodedata.east_asian_width(sign) in "WF":
        return WIDE
    return BROAD if sign in BROAD_ONES else SLIM if sign in SLIM_ONES else PLAIN
