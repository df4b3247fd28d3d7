"""Whole places for Hypothesis: what files can hold, dated here and there over two years."""

from datetime import date, timedelta
from functools import cache, partial
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

# Every strategy is made once, here: one that is made while drawing is looked through anew for each draw.
booleans = st.booleans()
one_in_five = st.integers(0, 4).map(lambda number: number == 0)
days_later = st.integers(0, 60)
count_texts = counts.map(str)
shares = st.integers(0, 100)
months = st.integers(1, 12)
some_days = st.lists(dated, max_size=2)
at_most_a_day = st.lists(dated, max_size=1)
districts = st.sampled_from(DISTRICTS)
levels = st.sampled_from(("省级", "市级"))
lists = st.lists(st.sampled_from(("市级重点", "专项债")), unique=True)
REPORTED = {
    "invested": amounts,
    "total": amounts,
    "physical": shares.map(str),
    "active": count_texts,
    "started": count_texts,
}
reported_stages = st.sampled_from(("started", "suspended", "completed", "没有的词"))


@st.composite
def reports(draw: st.DrawFn) -> Record:
    """A report, perhaps late, certified later or correcting another."""
    as_of = draw(days)
    keys: Record = {"as_of": day_text(as_of)}
    if draw(booleans):
        keys["reported"] = day_text(as_of + timedelta(days=draw(days_later)))
    for name, values in REPORTED.items():
        if draw(booleans):
            keys[name] = draw(values)
    if draw(booleans):
        certified = as_of + timedelta(days=draw(days_later))
        keys["certified"] = {"date": day_text(certified), "invested": draw(amounts)}
    if draw(one_in_five):
        keys |= {"corrects": draw(dated), "reason": "更正"}
    if draw(one_in_five):
        keys["stage"] = draw(reported_stages)
    return keys


natures = st.sampled_from(("新开工", "续建", "竣工", "预备"))
quarters = st.lists(shares, min_size=4, max_size=4)


@st.composite
def plans(draw: st.DrawFn, year: int) -> Record:
    """What a year's list says."""
    keys: Record = {"year": str(year), "nature": draw(natures)}
    if draw(booleans):
        keys["plan"] = draw(amounts)
    if draw(booleans):
        keys["start"] = f"{year}-{draw(months):02}"
    if draw(booleans):
        keys["finish"] = f"{year}-{draw(months):02}"
    if draw(booleans):
        keys["quarters"] = [str(share) for share in sorted(draw(quarters))]
    return keys


_GOVERNED: dict[str, st.SearchStrategy[Any]] = {
    "investment.total": amounts,
    "years.2026.plan": st.none() | amounts,
    "years.2026.nature": st.sampled_from(("新开工", "续建", "预备")),
    "district": districts,
    "level": levels,
    "lists": lists,
    "name": st.just("旧名"),
    "lead": st.just([{"office": "city-drc"}]),
}
governed = st.sampled_from(sorted(_GOVERNED))


@st.composite
def changes(draw: st.DrawFn) -> Record:
    """A change of any governed fact."""
    field = draw(governed)
    words = {"reason": "调整", "approved_by": "市指挥部"}
    return {"date": draw(dated), "field": field, "from": draw(_GOVERNED[field]), "to": draw(_GOVERNED[field]), **words}


@st.composite
def milestones(draw: st.DrawFn) -> Record:
    """A milestone, moved and reached."""
    moved = {"to": "2026-12-01", "reason": "雨季", "approved_by": "市指挥部"}
    keys: Record = {"name": "封顶", "planned": draw(dated)}
    keys["changes"] = [{"date": day, **moved} for day in draw(some_days)]
    if draw(booleans):
        keys["actual"] = draw(dated)
    return keys


known_steps = st.sampled_from((("移交", "一"), ("移交", "二"), ("施工许可", "许可证")))


@st.composite
def steps(draw: st.DrawFn) -> Record:
    """A step of the place's procedure, or of none."""
    procedure, step = draw(known_steps)
    keys: Record = {"procedure": procedure, "step": step, "count": draw(count_texts)}
    for name in ("planned", "done"):
        if draw(booleans):
            keys[name] = draw(dated)
    return keys


def _day(entry: Record) -> str:
    return str(entry["date"])


entries = st.lists(st.fixed_dictionaries({"date": dated, "value": amounts}), max_size=2, unique_by=_day)


@st.composite
def amount_of(draw: st.DrawFn, total: str, done: str) -> Record:
    """A factor or a quantity of one unit."""
    return {"kind": "土地", "unit": "亩", total: draw(amounts), done: draw(entries)}


@st.composite
def funding(draw: st.DrawFn) -> Record:
    """Outside money on its way."""
    return {"kind": "专项债券", "need": draw(amounts), "granted": draw(entries), "spent": draw(entries)}


classes = st.lists(st.sampled_from(CLASSES), unique=True)
stages = st.fixed_dictionaries(
    {"date": dated, "stage": st.sampled_from(("signed", "started", "suspended", "completed", "withdrawn"))},
    optional={"count": count_texts, "certified": st.fixed_dictionaries({"date": dated})},
)
PLANS = {year: plans(year) for year in (2025, 2026)}
OF_A_PROJECT = {
    "stages": st.lists(stages, max_size=3),
    "milestones": st.lists(milestones(), max_size=1),
    "progress": st.lists(reports(), max_size=3),
    "changes": st.lists(changes(), max_size=2),
    "steps": st.lists(steps(), max_size=1),
}
one_in_four = st.integers(0, 3).map(lambda number: number == 0)
RARE: tuple[tuple[str, st.SearchStrategy[Record]], ...] = (
    ("factors", amount_of("needed", "secured")),
    ("quantities", amount_of("total", "done")),
    ("funding", funding()),
)
rare = st.integers(0, 5)
part_of_count = {number: st.integers(0, number) for number in range(1, 31)}


@st.composite
def projects(draw: st.DrawFn, number: int, nested: bool = False) -> Record:
    """A project, `nested` ones inside the first."""
    keys: Record = {
        "id": f"P-{number}",
        "name": "新名",
        "district": draw(districts),
        "level": draw(levels),
        "lists": draw(lists),
        "classes": draw(classes),
        "count": draw(count_texts) if draw(one_in_four) else "1",
        "investment": {"total": draw(amounts)} if draw(booleans) else {},
        "years": [draw(plan) for plan in PLANS.values() if draw(booleans)],
        **{name: draw(several) for name, several in OF_A_PROJECT.items()},
        "sponsors": [{"office": "city-drc", "from": day} for day in draw(at_most_a_day)],
    }
    if keys["count"] != "1" and draw(booleans):
        first = draw(part_of_count[int(keys["count"])])
        parts = {"新建": str(first), "改扩建": str(int(keys["count"]) - first)}
        keys["breakdowns"] = [{"axis": "works", "parts": parts}]
    elif draw(booleans):
        keys["works"] = "技改"
    if (which := draw(rare)) < len(RARE):
        name, value = RARE[which]
        keys[name] = [draw(value)]
    if nested and number:
        keys["within"] = "P-0"
    for name in ("registered", "officer_assigned"):
        if draw(booleans):
            keys[name] = draw(dated)
    return keys


kinds_of_issue = st.sampled_from(("问题", "任务"))
events = st.lists(
    st.fixed_dictionaries(
        {
            "date": dated,
            "kind": st.sampled_from(
                ("assigned", "planned", "extended", "resolved", "closed", "reopened", "returned", "ordered")
            ),
        },
        optional={"due": dated, "colour": st.sampled_from(("蓝", "红"))},
    ),
    max_size=4,
)


@cache
def _ids(of: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.integers(0, of).map(lambda index: f"P-{index}"), max_size=2, unique=True)


@st.composite
def issues(draw: st.DrawFn, number: int, of: int) -> Record:
    """An issue of some of the projects P-0 … of the place, or of none; nothing happens to it before it is raised."""
    happened = draw(events)
    return {
        "id": f"I-{number}",
        "kind": draw(kinds_of_issue),
        "projects": draw(_ids(of)),
        "district": draw(districts),
        "raised": {"date": min([draw(dated), *map(_day, happened)])},
        "events": happened,
    }


policies = st.sampled_from(POLICIES)
_size = cache(partial(st.integers, 0))
_project, _issue = cache(projects), cache(issues)


@st.composite
def places(draw: st.DrawFn, most: int = 3, nested: bool = False) -> Dataset:
    """A place; issues may name a project that there is not."""
    size = draw(_size(most))
    return place(
        projects=[draw(_project(number, nested)) for number in range(size)],
        issues=[draw(_issue(number, size)) for number in range(draw(_size(most)))],
        policy={**draw(policies), **CROSSINGS, **REPORTS, **LADDERS},
        site=SITE,
    )
