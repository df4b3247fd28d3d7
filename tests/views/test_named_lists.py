"""Named lists as a reader sees them: the rule in words, who no longer qualifies, what is offered and whom to ask."""

from datetime import date
from typing import Any

from tests.each import each
from tests.made_pages import MadePages
from tests.snapshots import Record, place, reader_of, snapshot, stage
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.list_pages import list_codes, list_pages
from tongbao.views.lists import projects_view
from tongbao.views.named_lists import list_view, lists_view
from tongbao.views.project import project_view

DAY = "2026-06-30"
SITE: Record = {
    "levels": [{"code": "省级", "name": "省级"}],
    "lists": [
        {"code": "省列", "name": {"zh-CN": "省列重大项目", "en": "Provincial"}, "level": "省级"},
        {"code": "民间", "name": "民间资本推介"},
        {"code": "空", "name": "空清单"},
    ],
    "classes": [{"code": "产业", "name": "产业"}, {"code": "民生", "name": "民生"}],
    "offices": [
        {"code": "city-drc", "name": "市发改委", "contact": "投资科 0543-3160000"},
        {"code": "bank", "name": "市金融办"},
    ],
}
ENTRY: list[Record] = [
    {
        "list": "省列",
        "any_of": [
            {"classes": ["产业"], "total": {"at_least": "50000"}},
            {"classes": ["民生"], "total": {"at_least": "20000"}},
        ],
        "gates": ["审批/备案"],
        "source": "某市2026年",
    },
    {"list": "民间", "offers": True, "assumed": True},
]
PROCEDURE = {"code": "审批", "name": "审批手续", "steps": [{"step": "备案", "limit": {"upper": "5"}}]}
FILED = [{"procedure": "审批", "step": "备案", "done": "2026-03-01"}]
GOOD: Record = {
    "id": "P-good",
    "name": "甲",
    "lists": ["省列", "民间"],
    "classes": ["产业"],
    "investment": {"total": "60000"},
    "steps": FILED,
    "promotions": [
        {"list": "民间", "need": "12000", "use": "参股，不超过四成", "contact": "city-drc", "from": "2026-02-01"},
        {"list": "民间", "need": "900", "use": "过期", "contact": "bank", "from": "2026-01-01", "until": "2026-01-31"},
    ],
}
BAD: Record = {
    "id": "P-bad",
    "name": "乙",
    "lists": ["省列"],
    "classes": ["民生"],
    "investment": {"total": "15000"},
    "stages": [stage("2026-01-05", "preparing")],
}
LATE: Record = {
    "id": "P-late",
    "name": "丙",
    "lists": ["民间"],
    "investment": {"total": "1000"},
    "promotions": [
        {"list": "民间", "use": "整体租赁", "contact": "bank", "from": "2026-05-01", "until": "2026-12-31"},
    ],
}


def known(*projects: Record, **more: Any) -> Snapshot:
    policy = {"entry": ENTRY, "procedures": [PROCEDURE], **more.pop("policy", {})}
    return snapshot(DAY, *(projects or (GOOD, BAD, LATE)), site={**SITE, **more.pop("site", {})}, policy=policy)


def test_all_lists() -> None:
    """Every list of the place with its projects, total investment, rule and how many no longer qualify; one that is
    empty and has no rule leads nowhere."""
    found = known()
    rows = lists_view(found, reader_of(found)).rows
    assert [(row.link.text, row.link.href, row.level, row.projects, row.total, row.unmet) for row in rows] == [
        ("省列重大项目", "lists/省列/index.html", "省级", "2", "7.50", "1 个不再符合"),
        ("民间资本推介", "lists/民间/index.html", "", "2", "6.10", ""),
        ("空清单", "", "", "0", "", ""),
    ]
    assert [row.rule.lines for row in rows if row.rule] == [
        (
            "符合其一即可列入：类别为产业，总投资不低于 5 亿元的项目；类别为民生，总投资不低于 2 亿元的项目。",
            "列入前应办结：审批手续 · 备案。",
        ),
        ("用于向社会资本或金融机构推介，每个项目写明需求、用途和联系单位。",),
    ]


def test_who_no_longer_qualifies() -> None:
    """The page of a list names who no longer qualifies, with what is lacking and what there is instead."""
    found = known()
    view = list_view("省列", found, reader_of(found))
    assert [(row.link.href, row.lacking) for row in view.unmet] == [
        ("projects/P-bad/index.html", ("总投资不低于 2 亿元（现为 1.5 亿元）", "办结审批手续 · 备案"))
    ]
    assert (view.rule and view.rule.source, view.checked, view.unknown) == ("某市2026年", True, "")
    assert [row.id for row in view.rows] == ["P-bad", "P-good"]
    assert (view.summary.projects.value, view.summary.total.value) == ("2", "7.50")
    english = list_view("省列", found, reader_of(found, "en"))
    assert english.name == "Provincial"
    assert english.unmet[0].lacking[1] == "审批手续 · 备案 to be done"


@each(
    ("asked", "project", "text"),
    [
        ({"stages": ["planned"]}, {"stages": [stage("2026-01-05")]}, "处于“谋划”阶段（现处于“开工”）"),
        ({"total": {"at_least": "1"}}, {}, "“总投资”不低于 1 万元（总投资未知）"),
        ({"levels": ["省级"]}, {}, "级别为省级"),
        ({"classes": ["产业"]}, {"classes": ["民生"]}, "类别为产业（现为民生）"),
        ({"reached": [{"stage": "started", "within": "year"}]}, {}, "当年进入“开工”阶段"),
    ],
)
def test_what_is_lacking(asked: Record, project: Record, text: str) -> None:
    """A condition is said as in the rule, with what the project has instead where it has something."""
    found = known({"lists": ["省列"], **project}, policy={"entry": [{"list": "省列", "any_of": [asked]}]})
    lacking = list_view("省列", found, reader_of(found)).unmet[0].lacking
    assert lacking == (text.replace("“总投资”", "总投资"),)


def test_bundles_that_cannot_be_checked() -> None:
    """A bundle whose projects' totals are unknown is neither said to qualify nor not to."""
    bundle = {"lists": ["省列"], "classes": ["产业"], "count": "4", "investment": {"total": "90000"}, "steps": FILED}
    found = known(bundle)
    view = list_view("省列", found, reader_of(found))
    assert (view.unmet, view.unknown) == ((), "1 个打包项目不掌握每个项目的总投资，无法核对。")
    assert not lists_view(found, reader_of(found)).rows[0].all_met


def test_offers() -> None:
    """Offers that hold, each with need, use, the office and its landline where it gives one; their sum on top."""
    found = known()
    view = list_view("民间", found, reader_of(found))
    assert [(o.name.href, o.need, o.use, o.contact, o.landline, o.dates) for o in view.offers] == [
        ("projects/P-good/index.html", "1.20", "参股，不超过四成", "市发改委", "投资科 0543-3160000", "2026年2月1日起"),
        ("projects/P-late/index.html", "", "整体租赁", "市金融办", "", "2026年5月1日至2026年12月31日"),
    ]
    assert (view.offered, view.missing) == ("2 个项目推介，需求合计 1.20亿元", "")


def test_a_member_without_an_offer_is_counted() -> None:
    """A project on such a list whose offer is over is missed."""
    found = known({**GOOD, "promotions": GOOD["promotions"][1:]})
    view = list_view("民间", found, reader_of(found))
    assert (view.offers, view.offered, view.missing) == ((), "", "1 个项目没有有效的推介内容")


def test_on_the_projects_page() -> None:
    """A project's page leads to its lists, says what it lacks of their rules, and bears its offers that hold."""
    found = known()
    reader = reader_of(found)
    good, bad = (project_view(found.standing_by_id[id], found, reader) for id in ("P-good", "P-bad"))
    assert bad.unmet == ("按“省列重大项目”的入选条件，尚缺：总投资不低于 2 亿元（现为 1.5 亿元）；办结审批手续 · 备案",)
    assert [(o.name.text, o.name.href, o.need) for o in good.offers] == [
        ("民间资本推介", "lists/民间/index.html", "1.20")
    ]
    assert (good.unmet, bad.offers) == ((), ())
    lists = next(fact for fact in good.facts if fact.label == "所属清单")
    assert [link.href for link in lists.values] == ["lists/省列/index.html", "lists/民间/index.html"]


def pages(**records: Any) -> MadePages:
    return MadePages(place(**records), date(2026, 6, 30))


def test_pages_only_where_there_is_something() -> None:
    """A place without lists, pools and evaluation has none of these pages, and nothing leads to them."""
    found = pages(projects=[{"id": "P-1"}])
    assert [path for path in found if path.startswith(("lists/", "pool/", "evaluation/"))] == []
    bare = snapshot(DAY, {"id": "P-1"})
    assert projects_view(bare, reader_of(bare)).pages == ()


def test_pages_of_a_place_that_has_all() -> None:
    """Lists, a pool and finished projects each have their page, reached from the projects."""
    policy = {
        "entry": ENTRY,
        "procedures": [PROCEDURE],
        "libraries": [{"code": "库", "name": "库", "select": {"stages": ["preparing"]}, "pool": True}],
        "evaluation": {
            "inputs": [{"code": "a", "name": "a", "unit": "u"}, {"code": "b", "name": "b", "unit": "u"}],
            "indicators": [
                {"code": "i", "name": "i", "unit": "u", "of": "a", "over": "b", "points": "1", "full_at": "1"}
            ],
        },
    }
    done = {"id": "P-done", "stages": [stage("2025-01-01"), stage("2025-09-01", "completed")]}
    found = pages(projects=[GOOD, BAD, LATE, done], site=SITE, policy=policy)
    made = [path for path in found if path.startswith(("lists/", "pool/", "evaluation/"))]
    assert made == [
        "lists/index.html",
        "lists/省列/index.html",
        "lists/民间/index.html",
        "pool/index.html",
        "evaluation/index.html",
    ]
    assert [[crumb.href for crumb in found[path].crumbs] for path in (made[1], made[3])] == [
        ["projects/index.html", "lists/index.html"],
        ["projects/index.html"],
    ]
    now = snapshot(DAY, GOOD, done, site=SITE, policy=policy)
    assert [link.href for link in list_pages(now, reader_of(now))] == [made[0], made[3], made[4]]
    assert list_codes(now) == ("省列", "民间")
