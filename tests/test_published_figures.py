"""Every published figure we know, through small records and a whole build: what we print is what they printed.

tests/data/published-figures.csv holds figures of real circulars of 江门, 开平, 滨州 and 驻马店. Each row is written as
the files of a district of its own, which are read, checked and reckoned as for a site; figures.json must show what the
row says is ours. Where the source of the rows lies beside the checkout, it must have no row that is not here.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.sites import drawn
from tongbao.drawing import edition_of
from tongbao.pipeline import load_checked
from tongbao.render.data import json_bytes
from tongbao.views.exports import figure_objects

Records = list[dict[str, Any]]
ROWS = Path(__file__).parent / "data" / "published-figures.csv"
SOURCE = Path(__file__).resolve().parents[2] / "shared" / "cases" / "published-figures.csv"


def read(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def year(day: str) -> str:
    return day[:4]


def invested(plan: str, done: str, day: str) -> Records:
    """A project with a plan and a report, in 亿元."""
    return [{"years": [{"year": year(day), "plan": plan}], "progress": [{"as_of": day, "invested": done}]}]


def starts(done: int, base: int, day: str) -> Records:
    """A bundle of new projects of which some have started."""
    stages = [{"date": f"{year(day)}-01-10", "stage": "started", "count": str(done)}]
    return [{"count": str(base), "years": [{"year": year(day), "nature": "新开工"}], "stages": stages}]


def landed(done: int, base: int, day: str) -> Records:
    """A bundle of signed projects of which some have started."""
    stages = [
        {"date": f"{year(day)}-01-05", "stage": "signed"},
        {"date": f"{year(day)}-01-10", "stage": "started", "count": str(done)},
    ]
    return [{"count": str(base), "stages": stages}]


def steps(done: int, base: int, day: str) -> Records:
    """Approvals of a bundle: some are done, the others are past their day."""
    planned = f"{year(day)}-01-05"
    papers = [
        {"procedure": "联审联批", "step": "已办", "count": str(done), "planned": planned, "done": planned},
        {"procedure": "联审联批", "step": "未办", "count": str(base - done), "planned": planned},
    ]
    return [{"steps": papers}]


def counts(*numbers: int) -> Records:
    """Bundles that are only counted."""
    return [{"count": str(number)} for number in numbers]


def listed(done: int, base: int, left_out: int, day: str) -> Records:
    """A list of which some projects are started; those in early preparation are left out of the base."""
    reserve = {"count": str(left_out), "years": [{"year": year(day), "nature": "预备"}]}
    return [*starts(done, base, day), *([reserve] if left_out else [])]


def bridge(due: int, late: int, early: int, day: str) -> Records:
    """New projects in time, late, and before their month."""
    begun = [{"date": f"{year(day)}-01-10", "stage": "started"}]
    in_time = {"count": str(due - late), "stages": begun, "years": [_new(day, "01")]}
    overdue = {"count": str(late), "years": [_new(day, "02")]}
    before = {"count": str(early), "stages": begun, "years": [_new(day, "12")]}
    return [in_time, overdue, before]


def _new(day: str, month: str) -> dict[str, str]:
    return {"year": year(day), "nature": "新开工", "start": f"{year(day)}-{month}"}


def against_last_year(now: str, growth: str, then: str, day: str) -> Records:
    """The same day of two years: this year's investment is `now`, of which `growth` is new."""
    assert Decimal(now) - Decimal(growth) == Decimal(then)
    last = f"{int(year(day)) - 1}{day[4:]}"
    return [{"progress": [{"as_of": last, "invested": then}, {"as_of": day, "invested": now}]}]


OCTOBER_17, OCTOBER_19, MARCH_21 = "2017-10-31", "2019-10-31", "2021-03-31"
AUGUST_23, FEBRUARY_24, MARCH_24 = "2023-08-31", "2024-02-29", "2024-03-31"
WEEK_15, WEEK_16, MAY_20, JUNE_20 = "2020-04-12", "2020-04-19", "2020-05-31", "2020-06-30"
APRIL_20, AUGUST_20, FEBRUARY_23 = "2020-04-30", "2020-08-31", "2023-02-28"

Write = Callable[[str], Records]
CASES: dict[str, tuple[str, str, int, Write]] = {
    # Row: the day, the figure, digits behind its point, the records that give it.
    "J1": (OCTOBER_19, "completion_rate", 1, lambda d: invested("647.4", "629.0", d)),
    "J2": (OCTOBER_19, "gap", 1, lambda d: invested("647.4", "629.0", d)),
    "J3": (OCTOBER_19, "start_rate", 1, lambda d: starts(206, 255, d)),
    "J4": (OCTOBER_17, "completion_rate", 1, lambda d: invested("565.6", "482.0", d)),
    "J5": (OCTOBER_17, "starts", 0, lambda d: bridge(140, 33, 11, d)),
    "J6": (MARCH_21, "completion_rate", 2, lambda d: invested("1015", "313.64", d)),
    "J7": (MARCH_21, "gap", 2, lambda d: invested("1015", "313.64", d)),
    "J8": (MARCH_21, "year_on_year", 2, lambda d: against_last_year("313.64", "153.34", "160.30", d)),
    "J9": (MARCH_21, "start_rate", 0, lambda d: starts(129, 270, d)),
    "K1": (AUGUST_23, "completion_rate", 1, lambda d: invested("47.7", "38.3", d)),
    "K3": (AUGUST_23, "completion_rate", 1, lambda d: invested("116.7", "90.9", d)),
    "K5": (AUGUST_23, "completion_rate", 1, lambda d: invested("193.4", "128.5", d)),
    "K7": (FEBRUARY_24, "completion_rate", 1, lambda d: invested("54.1", "9.4", d)),
    "K9": (FEBRUARY_24, "completion_rate", 1, lambda d: invested("127.1", "20.0", d)),
    "K17": (MARCH_24, "completion_rate", 1, lambda d: invested("205.5", "46.6", d)),
    "B1": (WEEK_16, "start_and_resume_rate", 2, lambda d: listed(405, 422, 11, d)),
    "B2": (WEEK_16, "new_investment", 2, lambda _: [week("198.8", "242.25", "101"), week("9.55", "12.63", "102")]),
    "B3": (WEEK_16, "start_and_resume_rate", 1, lambda d: listed(34, 35, 0, d)),
    "B4": (WEEK_16, "start_and_resume_rate", 1, lambda d: listed(50, 52, 0, d)),
    "B5": (WEEK_16, "start_and_resume_rate", 1, lambda d: listed(43, 46, 0, d)),
    "B6": (WEEK_16, "not_started", 0, lambda d: listed(405, 422, 11, d)),
    "B7": (WEEK_16, "projects", 0, lambda _: counts(405, 30)),
    "B7b": (WEEK_15, "projects", 0, lambda _: counts(403, 30)),
    "B8": (JUNE_20, "completed", 2, lambda d: invested("1", "599.77", d) + invested("1", "42.08", d)),
    "B9": (JUNE_20, "gap", 1, lambda d: invested("1000", "239", d)),
    "B10": (JUNE_20, "gap", 1, lambda d: invested("1000", "489", d)),
    "B11": (JUNE_20, "start_and_resume_rate", 1, lambda d: listed(412, 420, 0, d)),
    "B12": (JUNE_20, "projects", 0, lambda _: counts(90, 140, 30, 169)),
    "B13": (MAY_20, "projects", 0, lambda _: counts(94, 140, 169, 30)),
    "B14": (MAY_20, "gap", 1, lambda d: invested("1000", "471", d)),
    "Z1": (FEBRUARY_23, "landing_rate", 1, lambda d: landed(30, 42, d)),
    "Z2": (APRIL_20, "completion_rate", 1, lambda d: invested("703.7", "320.6", d)),
    "Z3": (APRIL_20, "start_rate", 0, lambda d: starts(21, 22, d)),
    "Z4": (APRIL_20, "start_rate", 1, lambda d: starts(117, 131, d)),
    "Z5": (APRIL_20, "start_rate", 0, lambda d: starts(551, 889, d)),
    "Z6": (AUGUST_20, "completion_rate", 1, lambda d: invested("883", "805.8", d)),
    "Z7": (AUGUST_20, "start_rate", 0, lambda d: starts(200, 215, d)),
    "Z8": (AUGUST_20, "start_rate", 0, lambda d: starts(37, 42, d)),
    "Z9": (AUGUST_20, "start_rate", 1, lambda d: starts(760, 889, d)),
    "Z10": (AUGUST_20, "steps_rate", 1, lambda d: steps(2445, 3556, d)),
    "Z11": (AUGUST_20, "completion_rate", 0, lambda d: invested("305.3", "239.5", d)),
    "Z12": (AUGUST_20, "start_rate", 1, lambda d: starts(82, 145, d)),
    "Z13": (AUGUST_20, "projects", 0, lambda _: counts(221, 297, 889)),
}


def week(before: str, now: str, plan: str) -> dict[str, Any]:
    """A project with the reports of two Sundays."""
    reports = [{"as_of": WEEK_15, "invested": before}, {"as_of": WEEK_16, "invested": now}]
    return {"years": [{"year": "2020", "plan": plan}], "progress": reports}


def write(path: Path, content: object) -> None:
    """JSON is YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def place(root: Path, day: str, digits: int, ids: list[str]) -> Path:
    """A place with a district for each row."""
    site = {
        "id": "cases",
        "name": "案例",
        "title": "案例",
        "languages": ["zh-CN"],
        "as_of": day,
        "money": {"unit": "亿元", "display": "亿元", "factor": "1"},
        "publisher": {"name": "案例"},
        "districts": [{"code": row.lower(), "name": row} for row in ids],
    }
    policy = {
        "decimals": {"rate": str(digits), "gap": str(digits), "money": str(digits), "assumed": True},
        "bulletins": {
            "weekly": {"title": "周通报", "issuer": "办公室", "sections": ["headline", "districts"], "assumed": True}
        },
    }
    write(root / "site.yaml", site)
    write(root / "policy.yaml", policy)
    for row in ids:
        for number, record in enumerate(CASES[row][3](day), start=1):
            id = f"P-{row}-{number}"
            head = {"id": id, "name": f"{row} {number}", "registered": f"{int(day[:4]) - 2}-01-01"}
            write(root / "projects" / row.lower() / f"{id}.yaml", {**head, "district": row.lower(), **record})
    if day == WEEK_16:
        for number, (first, last) in enumerate((("2020-04-06", WEEK_15), ("2020-04-13", WEEK_16)), start=1):
            period = {"from": first, "until": last}
            head = {"id": f"W-{number}", "kind": "weekly", "year": "2020", "number": str(number)}
            write(root / f"bulletins/2020/W-{number}.yaml", {**head, "period": period, "as_of": f"{last}T17:00"})
    return root


def figures_of(root: Path) -> dict[str, Any]:
    """The objects of a place's figures.json by id."""
    checked = load_checked(root)
    assert checked.dataset is not None
    assert checked.day is not None
    # The circulars of April are drafts, and districts of two records have rates without a base.
    assert {problem.rule for problem in checked.problems} <= {"no-base"}
    edition = edition_of(root, checked.dataset, checked.day, (), pdf=False)
    objects = figure_objects(edition.today, edition.reader_of("zh-CN", checked.day))
    return {figure["id"]: figure for figure in json.loads(json_bytes(objects))}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, dict[str, Any]]]:
    """For each row the place it is in, and that place's figures."""
    grouped: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row, (day, _, digits, _) in CASES.items():
        grouped[day, digits].append(row)
    found = {}
    for (day, digits), ids in grouped.items():
        root = place(tmp_path_factory.mktemp("place"), day, digits, ids)
        found |= dict.fromkeys(ids, (root, figures_of(root)))
    return found


def test_every_row_is_here() -> None:
    """The rows and the records below them are the same, and none of the source is missing."""
    rows = read(ROWS)
    assert set(rows) == set(CASES)
    if SOURCE.exists():
        assert read(SOURCE) == rows


@pytest.mark.parametrize("id", CASES)
def test_a_published_figure(id: str, places: dict[str, tuple[Path, dict[str, Any]]]) -> None:
    """What we print is the figure as it is right: what was printed where that reproduces."""
    row = read(ROWS)[id]
    assert (row["ours"] == row["printed"]) is (row["status"] == "reproduced")
    root, figures = places[id]
    key, scope = CASES[id][1], f"district:{id.lower()}"
    number = re.sub(r"pp$|%$", "", row["ours"])
    match key:
        case "new_investment":
            page = drawn(root, "bulletins/2020/W-2/index.html")
            assert f"新增投资{number}亿元" in re.sub(r"<[^>]*>|\s", "", page)
        case "not_started":
            rate = figures[f"{scope}/start_and_resume_rate"]
            assert int(rate["denominator"]) - int(rate["numerator"]) == int(number)
        case _:
            display = figures[f"{scope}/{key}"]["display"].replace(",", "").replace("−", "-")
            shown = re.match(r"[+-]?[0-9.]+", display)
            assert shown, display
            assert shown[0].removeprefix("+") == number
