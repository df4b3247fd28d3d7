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
)
CROSSINGS = {"figures": {"crossings": [["district", "level"], ["district", "nature"]]}}
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
    for name, values in (("invested", amounts), ("total", amounts), ("physical", st.integers(0, 100).map(str))):
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
def projects(draw: st.DrawFn, number: int) -> Record:
    """A project."""
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
        "milestones": draw(st.lists(milestones(), max_size=2)),
        "progress": draw(st.lists(reports(), max_size=5)),
        "changes": draw(st.lists(changes(), max_size=3)),
        "steps": [
            {"procedure": "施工许可", "step": "许可证", "done": day} for day in draw(st.lists(dated, max_size=1))
        ],
        "sponsors": [{"office": "city-drc", "from": day} for day in draw(st.lists(dated, max_size=1))],
    }
    if draw(st.booleans()):
        keys["registered"] = draw(dated)
    if draw(st.booleans()):
        keys["officer_assigned"] = draw(dated)
    return keys


@st.composite
def issues(draw: st.DrawFn, number: int, of: int) -> Record:
    """An issue of some of the projects P-0 … of the place, or of none."""
    kinds = ("assigned", "planned", "extended", "resolved", "closed", "reopened", "returned", "ordered")
    events = st.fixed_dictionaries({"date": dated, "kind": st.sampled_from(kinds)}, optional={"due": dated})
    ids = draw(st.lists(st.integers(0, of).map(lambda index: f"P-{index}"), max_size=2, unique=True))
    return {
        "id": f"I-{number}",
        "projects": ids,
        "district": draw(st.sampled_from(DISTRICTS)),
        "raised": {"date": draw(dated)},
        "events": draw(st.lists(events, max_size=4)),
    }


@st.composite
def places(draw: st.DrawFn, most: int = 4) -> Dataset:
    """A place; issues may name a project that there is not."""
    size = draw(st.integers(0, most))
    return place(
        projects=[draw(projects(number)) for number in range(size)],
        issues=[draw(issues(number, size)) for number in range(draw(st.integers(0, most)))],
        policy={**draw(st.sampled_from(POLICIES)), **CROSSINGS, **REPORTS},
        site=SITE,
    )
