"""Whole places for Hypothesis: what files can hold, dated here and there over two years."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.snapshots import Record, place
from tongbao.model.dataset import Dataset

FIRST, LAST = date(2025, 6, 1), date(2026, 12, 31)
DISTRICTS, CLASSES = ("zouping", "huimin", "wudi"), ("产业", "工业", "技改")
SITE = {
    "districts": [{"code": code, "name": code} for code in DISTRICTS],
    "classes": [{"code": code, "name": code} for code in CLASSES],
    "levels": [{"code": code, "name": code} for code in ("省级", "市级")],
}
POLICIES: tuple[Record, ...] = (
    {},
    {"values": {"investment": "certified"}, "completion_rate": {"base": "plan_to_date"}},
    {"start_rate": {"base": "due_to_date", "count_early": False}, "closing_rate": {"resolved_counts": False}},
    {
        "pace": {
            "basis": "quarter_ladder",
            "ladder": ["20", "50", "75", "100"],
            "start_ladder": ["15", "40", "70", "100"],
        },
        "start_rate": {"base": "list", "exclude_natures": ["预备"]},
        "landing_rate": {"cohort": "year"},
        "commissioning_rate": {"base": "due_to_date"},
    },
    {"pace": {"basis": "own_quarters"}, "values": {"starts": "certified"}, "scope": {"apart_lists": ["专项债"]}},
)
CROSSINGS = {"figures": {"crossings": [["district", "level"], ["district", "nature"]]}}
STEP = {"limit": {"upper": "3"}}
CLASSES_OF_DELAY = [
    {"code": "短", "name": "短", "from": "1", "until": "12"},
    {"code": "长", "name": "长", "from": "13"},
]
LADDERS = {
    "delays": {"classes": CLASSES_OF_DELAY},
    "readiness": {"stages": ["signed"]},
    "procedures": [
        {
            "code": "移交",
            "name": "移交",
            "starts": "signed",
            "steps": [{"step": "一", **STEP}, {"step": "二", "after": "一", **STEP}],
        }
    ],
    "clocks": [
        {"kinds": ["任务"], "resolve": {"upper": "1", "unit": "months"}},
        {"resolve": {"upper": "5"}, "plan": {"upper": "2"}},
    ],
    "orders": {
        "steps": [
            {"code": "蓝", "label": "蓝", "shape": "circle", "tone": "notice", "when": "overdue", "days": "1"},
            {
                "code": "红",
                "label": "红",
                "shape": "square",
                "tone": "danger",
                "when": "missed_order",
                "days": "3",
                "ends": "here",
            },
        ]
    },
}
REPORTS = {"reports": [{"cadence": "weekly", "days_after": "1", "lists": ["市级重点"]}, {"cadence": "monthly"}]}

days = st.dates(FIRST, LAST)
amounts = st.decimals(0, 10**9, places=2).map(lambda value: format(value, "f"))
counts = st.integers(1, 30)


def day_text(day: date) -> str:
    """A day as it stands in a file."""
    return day.isoformat()


dated = days.map(day_text)


@st.composite
def reports(draw: st.DrawFn) -> Record:
    """A report, perhaps late, certified later or correcting another."""
    as_of = draw(days)
    keys: Record = {"as_of": day_text(as_of)}
    if draw(st.booleans()):
        keys["reported"] = day_text(as_of + timedelta(days=draw(st.integers(0, 60))))
    shares, some = st.integers(0, 100).map(str), counts.map(str)
    said = {"invested": amounts, "total": amounts, "physical": shares, "active": some, "started": some}
    for name, values in said.items():
        if draw(st.booleans()):
            keys[name] = draw(values)
    if draw(st.booleans()):
        certified = as_of + timedelta(days=draw(st.integers(0, 60)))
        keys["certified"] = {"date": day_text(certified), "invested": draw(amounts)}
    if draw(st.integers(0, 4)) == 0:
        keys |= {"corrects": draw(dated), "reason": "更正"}
    if draw(st.integers(0, 4)) == 0:
        keys["stage"] = draw(st.sampled_from(("started", "suspended", "completed", "没有的词")))
    return keys


@st.composite
def plans(draw: st.DrawFn, year: int) -> Record:
    """What a year's list says."""
    keys: Record = {"year": str(year), "nature": draw(st.sampled_from(("新开工", "续建", "竣工", "预备")))}
    if draw(st.booleans()):
        keys["plan"] = draw(amounts)
    if draw(st.booleans()):
        keys["start"] = f"{year}-{draw(st.integers(1, 12)):02}"
    if draw(st.booleans()):
        keys["finish"] = f"{year}-{draw(st.integers(1, 12)):02}"
    if draw(st.booleans()):
        keys["quarters"] = [str(share) for share in sorted(draw(st.lists(st.integers(0, 100), min_size=4, max_size=4)))]
    return keys


_GOVERNED: dict[str, st.SearchStrategy[Any]] = {
    "investment.total": amounts,
    "years.2026.plan": st.none() | amounts,
    "years.2026.nature": st.sampled_from(("新开工", "续建", "预备")),
    "district": st.sampled_from(DISTRICTS),
    "level": st.sampled_from(("省级", "市级")),
    "lists": st.lists(st.sampled_from(("市级重点", "专项债")), unique=True),
    "name": st.just("旧名"),
    "lead": st.just([{"office": "city-drc"}]),
}


@st.composite
def changes(draw: st.DrawFn) -> Record:
    """A change of any governed fact."""
    field = draw(st.sampled_from(sorted(_GOVERNED)))
    words = {"reason": "调整", "approved_by": "市指挥部"}
    return {"date": draw(dated), "field": field, "from": draw(_GOVERNED[field]), "to": draw(_GOVERNED[field]), **words}


@st.composite
def milestones(draw: st.DrawFn) -> Record:
    """A milestone, moved and reached."""
    moved = {"to": "2026-12-01", "reason": "雨季", "approved_by": "市指挥部"}
    keys: Record = {"name": "封顶", "planned": draw(dated)}
    keys["changes"] = [{"date": day, **moved} for day in draw(st.lists(dated, max_size=2))]
    if draw(st.booleans()):
        keys["actual"] = draw(dated)
    return keys


@st.composite
def steps(draw: st.DrawFn) -> Record:
    """A step of the place's procedure, or of none."""
    procedure, step = draw(st.sampled_from((("移交", "一"), ("移交", "二"), ("施工许可", "许可证"))))
    keys: Record = {"procedure": procedure, "step": step, "count": str(draw(counts))}
    for name in ("planned", "done"):
        if draw(st.booleans()):
            keys[name] = draw(dated)
    return keys


@st.composite
def amount_of(draw: st.DrawFn, total: str, done: str) -> Record:
    """A factor or a quantity of one unit."""
    entries = st.fixed_dictionaries({"date": dated, "value": amounts})
    return {
        "kind": "土地",
        "unit": "亩",
        total: draw(amounts),
        done: draw(st.lists(entries, max_size=2, unique_by=_day)),
    }


def _day(entry: Record) -> str:
    return str(entry["date"])


@st.composite
def funding(draw: st.DrawFn) -> Record:
    """Outside money on its way."""
    paid = st.lists(st.fixed_dictionaries({"date": dated, "value": amounts}), max_size=2, unique_by=_day)
    return {"kind": "专项债券", "need": draw(amounts), "granted": draw(paid), "spent": draw(paid)}


@st.composite
def projects(draw: st.DrawFn, number: int, nested: bool = False) -> Record:
    """A project, `nested` ones inside the first."""
    stages = st.fixed_dictionaries(
        {"date": dated, "stage": st.sampled_from(("signed", "started", "suspended", "completed", "withdrawn"))},
        optional={"count": counts.map(str), "certified": st.fixed_dictionaries({"date": dated})},
    )
    keys: Record = {
        "id": f"P-{number}",
        "name": "新名",
        "district": draw(st.sampled_from(DISTRICTS)),
        "level": draw(st.sampled_from(("省级", "市级"))),
        "lists": draw(st.lists(st.sampled_from(("市级重点", "专项债")), unique=True)),
        "classes": draw(st.lists(st.sampled_from(CLASSES), unique=True)),
        "count": str(draw(counts)) if draw(st.integers(0, 3)) == 0 else "1",
        "investment": {"total": draw(amounts)} if draw(st.booleans()) else {},
        "years": [draw(plans(year)) for year in (2025, 2026) if draw(st.booleans())],
        "stages": draw(st.lists(stages, max_size=3)),
        "milestones": draw(st.lists(milestones(), max_size=1)),
        "progress": draw(st.lists(reports(), max_size=3)),
        "changes": draw(st.lists(changes(), max_size=2)),
        "steps": draw(st.lists(steps(), max_size=1)),
        "sponsors": [{"office": "city-drc", "from": day} for day in draw(st.lists(dated, max_size=1))],
    }
    if keys["count"] != "1" and draw(st.booleans()):
        first = draw(st.integers(0, int(keys["count"])))
        parts = {"新建": str(first), "改扩建": str(int(keys["count"]) - first)}
        keys["breakdowns"] = [{"axis": "works", "parts": parts}]
    elif draw(st.booleans()):
        keys["works"] = "技改"
    match draw(st.integers(0, 5)):
        case 0:
            keys["factors"] = [draw(amount_of("needed", "secured"))]
        case 1:
            keys["quantities"] = [draw(amount_of("total", "done"))]
        case 2:
            keys["funding"] = [draw(funding())]
    if nested and number:
        keys["within"] = "P-0"
    if draw(st.booleans()):
        keys["registered"] = draw(dated)
    if draw(st.booleans()):
        keys["officer_assigned"] = draw(dated)
    return keys


@st.composite
def issues(draw: st.DrawFn, number: int, of: int) -> Record:
    """An issue of some of the projects P-0 … of the place, or of none."""
    kinds = ("assigned", "planned", "extended", "resolved", "closed", "reopened", "returned", "ordered")
    events = st.fixed_dictionaries(
        {"date": dated, "kind": st.sampled_from(kinds)},
        optional={"due": dated, "colour": st.sampled_from(("蓝", "红"))},
    )
    ids = draw(st.lists(st.integers(0, of).map(lambda index: f"P-{index}"), max_size=2, unique=True))
    return {
        "id": f"I-{number}",
        "kind": draw(st.sampled_from(("问题", "任务"))),
        "projects": ids,
        "district": draw(st.sampled_from(DISTRICTS)),
        "raised": {"date": draw(dated)},
        "events": draw(st.lists(events, max_size=4)),
    }


@st.composite
def places(draw: st.DrawFn, most: int = 3, nested: bool = False) -> Dataset:
    """A place; issues may name a project that there is not."""
    size = draw(st.integers(0, most))
    return place(
        projects=[draw(projects(number, nested)) for number in range(size)],
        issues=[draw(issues(number, size)) for number in range(draw(st.integers(0, most)))],
        policy={**draw(st.sampled_from(POLICIES)), **CROSSINGS, **REPORTS, **LADDERS},
        site=SITE,
    )
