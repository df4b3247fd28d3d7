"""A place small enough to reckon by hand, its bulletins, and their sentences."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from tests.builders import make_bulletin, make_dataset, make_policy, make_project, make_site
from tests.sites import compiled
from tongbao.load.catalogues import load_catalogue
from tongbao.load.program import load_templates
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.dataset import Dataset
from tongbao.render.html import Pages
from tongbao.views.bulletin import BulletinPoints, BulletinView, bulletin_view
from tongbao.views.reader import Reader
from tongbao.views.site import Page, chrome
from tongbao.views.urls import Urls

ROOT = Path(__file__).resolve().parents[1]
RULE = {
    "title": "周通报",
    "head": "重点项目简报",
    "issuer": "市指挥部办公室",
    "milestone_days": "14",
    "sections": ["headline"],
}
POLICY: dict[str, Any] = {
    "bulletins": {"weekly": RULE, "monthly": RULE},
    "boards": [{"code": "all", "name": "县区", "members": ["zouping", "huimin"], "named": "1"}],
    "lights": [
        {"code": "黄", "label": "黄牌", "shape": "triangle", "tone": "warning", "at_most": "-10"},
        {"code": "蓝", "label": "蓝牌", "shape": "circle", "tone": "notice", "below": "0"},
    ],
}


def project(id: str, district: str = "zouping", **changes: Any) -> Any:
    """A continued project with a plan of 1.00 亿元; `invested` is a series of (day, amount)."""
    invested = changes.pop("invested", [("2026-05-10", "5000")])
    fields: dict[str, Any] = {
        "name": f"{id}项目",
        "level": "市级",
        "years": [{"year": "2026", "nature": "续建", "plan": "10000"}],
        "stages": [{"date": "2025-03-01", "stage": "started"}],
        "progress": [{"as_of": day, "invested": amount} for day, amount in invested],
        **changes,
    }
    return make_project(id=id, district=district, **fields)


def place(*projects: Any, policy: dict[str, Any] | None = None, **changes: Any) -> Dataset:
    """A place with the given projects, no issues and the small policy."""
    site = make_site(levels=[{"code": "市级", "name": "市级"}, {"code": "县级", "name": "县级"}])
    fields = {"issues": (), "policy": make_policy(**(POLICY | (policy or {}))), "site": site, **changes}
    return make_dataset(projects=projects, **fields)


def weekly(**changes: Any) -> Any:
    """The weekly bulletin of 11 to 17 May 2026."""
    return make_bulletin(**{"issued": "2026-05-18", **changes})


BEFORE = {"id": "W-2026-00", "period": {"from": "2026-05-04", "until": "2026-05-10"}, "as_of": "2026-05-10T17:00"}


def view_of(
    data: Dataset,
    bulletin: Any = None,
    before: Any = None,
    language: str = "zh-CN",
    snapshot_of: Callable[[date], Snapshot] | None = None,
) -> BulletinView:
    """The view of a bulletin, with the one before it where there is one."""
    bulletin, snapshot_of = bulletin or weekly(), snapshot_of or partial(take_snapshot, data)
    now = snapshot_of(bulletin.as_of.date())
    earlier = snapshot_of(before.as_of.date()) if before else None
    points = BulletinPoints(bulletin, now, earlier, before, None)
    return bulletin_view(points, now, reader_of(data, language, bulletin.as_of.date()))


def reader_of(data: Dataset, language: str, day: date) -> Reader:
    """The place's reader in a language."""
    urls = Urls("" if language == "zh-CN" else "en/")
    return Reader(language, load_catalogue(language), data.site, data.policy.at(day), day, urls)


@cache
def _pages(language: str) -> Pages:
    """The program's templates in a language, and one for each sentence: `say/<name>`."""
    templates = load_templates(ROOT)
    frame = chrome(reader_of(place(), language, date(2026, 5, 18)), sections=(), targets_year=None, base_url=None)
    names = {name: f"assets/{name}" for name in templates.assets}
    said = {f"say/{name}": f'{{{{ text("bulletin/{name}") }}}}' for name in SENTENCES}
    said |= {f"say/district/{n}": f'{{{{ text("bulletin/district", place=view.districts[{n}]) }}}}' for n in (0, 1)}
    said["say/board"] = '{{ text("bulletin/board", board=view.boards[0]) }}'
    words, frames = {language: load_catalogue(language)}, {language: frame}
    return Pages([*templates.sources, said], words, frames, names, compiled())


SENTENCES = (
    "adjustments",
    "headline",
    "classes",
    "headline-starts",
    "starts",
    "lagging",
    "issues",
    "escalated",
    "papers",
    "reports",
    "milestones",
)


def page_of(view: BulletinView, template: str, language: str = "zh-CN", path: str = "b/index.html") -> str:
    """The view drawn with a template."""
    return _pages(language).html(Page(path, template, language, view.head.title, "", "bulletins", view))


def sentence(name: str, view: BulletinView, language: str = "zh-CN") -> str:
    """A sentence of the bulletin as it stands on its page, without its marks for machines; `district/0` is the first
    district's paragraph, `board` that of the first board."""
    return unmarked(" ".join(page_of(view, f"say/{name}", language).split()))


def unmarked(html: str) -> str:
    """The HTML without what only machines look for."""
    return re.sub(r"</?(data|time|span)\b[^>]*>", "", html)
