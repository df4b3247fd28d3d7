"""Writes a place of any size in our own format: invented, seeded, the same bytes for the same arguments.

`python benchmarks/generate.py --projects 10000 --issues 20000 --out DIR`. DIR must not exist.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

AS_OF = date(2026, 11, 15)
PREFIXES = [
    "临汀",
    "沧渚",
    "麦川",
    "青屿",
    "石桐",
    "云岭",
    "河湾",
    "金堰",
    "白鹭",
    "松口",
    "南浦",
    "北望",
    "东岸",
    "西渡",
    "长宁",
    "安澜",
]
LISTS = ("省级重点", "市级重点", "县级重点", "双招双引")
SECTORS = {
    "铝业": ("工业", "高性能铝型材"),
    "化工": ("工业", "绿色化工新材料"),
    "装备": ("工业", "智能装备制造"),
    "食品": ("工业", "粮油精深加工"),
    "物流": ("产业", "港口物流园"),
    "交通": ("基础设施", "县乡道路改造"),
    "水利": ("基础设施", "河道综合治理"),
    "教育": ("民生", "中小学改扩建"),
    "医疗": ("民生", "人民医院新院区"),
}
CATEGORIES = {
    "土地": "建设用地指标尚缺",
    "征迁": "地面附着物清理滞后",
    "审批": "施工许可要件未齐",
    "资金": "二期贷款授信未落实",
    "管线": "十千伏线路迁改方案未定",
    "用能": "能耗指标未批复",
}
OFFICES = {
    "city-drc": "市发展和改革委员会",
    "city-land": "市自然资源和规划局",
    "city-urban": "市住房和城乡建设局",
    "city-finance": "市财政局",
    "city-approval": "市行政审批服务局",
    "city-grid": "市供电公司",
}
CHANNELS = ("驻企服务员", "巡回督导组", "县区上报", "项目单位")
OWNERS = ("远航", "恒基", "鲁阳", "海晟", "金禾", "汇通", "同创", "新立")
MILESTONES = ("基础完工", "主体封顶", "设备进场", "竣工验收")


def main() -> None:
    """Writes the place that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1000)
    parser.add_argument("--issues", type=int, default=2000)
    parser.add_argument("--languages", nargs="+", default=["zh-CN"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True)
    for path, text in place(args.projects, args.issues, args.languages, args.seed):
        file = args.out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def place(projects: int, issues: int, languages: list[str], seed: int = 1) -> Iterator[tuple[str, str]]:
    """Path and text of every file of a place with so many projects and issues."""
    chance = random.Random(seed)
    districts = [f"d{number:02}" for number in range(1, min(40, max(6, projects // 250)) + 1)]
    yield "site.yaml", site(districts, languages)
    yield "policy.yaml", policy(districts)
    groups: dict[str, list[str]] = {"竣工": [], "续建": [], "新开工": [], "预备": []}
    made: list[tuple[str, str]] = []
    for number in range(projects):
        district = districts[number % len(districts)]
        id = f"P-{district}-{2024 + number % 3}-{number:05}"
        nature = chance.choices(list(groups), (15, 50, 28, 7))[0]
        groups[nature].append(id)
        made.append((district, id))
        yield f"projects/{district}/{id}.yaml", project(chance, id, district, nature, number)
    for number in range(issues):
        district, owner = made[chance.randrange(len(made))]
        raised = AS_OF - timedelta(days=chance.randint(0, 300))
        id = f"I-{district}-{raised.year}-{number:06}"
        yield f"issues/{district}/{raised.year}/{id}.yaml", issue(chance, id, owner, district, raised)
    yield "targets/2026.yaml", targets(groups, districts)
    yield "bulletins/2026/weekly-2026-45.yaml", bulletin("weekly", 45, date(2026, 11, 2), date(2026, 11, 8))
    yield "bulletins/2026/monthly-2026-10.yaml", bulletin("monthly", 10, date(2026, 10, 1), date(2026, 10, 31))


def site(districts: list[str], languages: list[str]) -> str:
    """site.yaml; every fifth district is a zone."""
    lines = [
        "id: bench",
        "name: 衡量市",
        "title: 衡量市重点项目公开",
        f"languages: [{', '.join(languages)}]",
        "sample: true",
        f"as_of: {AS_OF}",
        "money: {unit: 万元, display: 亿元, factor: 10000}",
        "publisher: {name: 市重点项目推进办公室}",
        "levels: [{code: 省级, name: 省级}, {code: 市级, name: 市级}, {code: 县级, name: 县级}]",
        "districts:",
    ]
    for number, code in enumerate(districts):
        kind = "zone" if number % 5 == 4 else "county"
        lines.append(f"  - {{code: {code}, name: {_place(number)}, kind: {kind}}}")
    lines.append("offices:")
    lines += [f"  - {{code: {code}, name: {name}}}" for code, name in OFFICES.items()]
    lines += [
        f"  - {{code: {code}-gov, name: {_place(number)}政府, district: {code}}}"
        for number, code in enumerate(districts)
    ]
    lines.append("classes: [{code: 产业, name: 产业}, {code: 工业, name: 工业, within: 产业},")
    lines.append("  {code: 基础设施, name: 基础设施}, {code: 民生, name: 民生}]")
    for key, codes in (
        ("lists", LISTS),
        ("sectors", SECTORS),
        ("categories", CATEGORIES),
        ("channels", CHANNELS),
        ("severities", ("一般", "较大")),
    ):
        lines.append(f"{key}: [{', '.join(f'{{code: {code}, name: {code}}}' for code in codes)}]")
    return "\n".join(lines) + "\n"


def _place(number: int) -> str:
    return f"{PREFIXES[number % len(PREFIXES)]}{'甲乙丙'[number // len(PREFIXES)]}县"


def policy(districts: list[str]) -> str:
    """policy.yaml: monthly reports, three lights, counties and zones ranked apart."""
    counties = [code for number, code in enumerate(districts) if number % 5 != 4]
    zones = [code for code in districts if code not in counties]
    lights = (
        ("红", "square", "danger", "below: -30"),
        ("黄", "triangle", "warning", "at_least: -30, below: -10"),
        ("蓝", "circle", "notice", "at_least: -10, below: 0"),
    )
    lines = ["reports: [{cadence: monthly, days_after: 5, assumed: true}]", "lights:"]
    lines += [
        f"  - {{code: {code}, label: {code}牌, shape: {shape}, tone: {tone}, {bounds}, assumed: true}}"
        for code, shape, tone, bounds in lights
    ]
    lines += [
        "boards:",
        f"  - {{code: counties, name: 县区, members: [{', '.join(counties)}], assumed: true}}",
        f"  - {{code: zones, name: 功能区, members: [{', '.join(zones)}], assumed: true}}",
        "figures: {crossings: [[district, list], [district, class], [list, nature]], assumed: true}",
        "targets:",
        "  - {code: 投资, name: 年度投资, figure: completed, due: pace, assumed: true}",
        "  - {code: 开工, name: 新开工项目, figure: starts, due: figure, due_figure: starts_due, assumed: true}",
        "checks: {issued-file-missing: off, list-not-issued: off}",
        "bulletins:",
    ]
    for kind, title in (("weekly", "周通报"), ("monthly", "月通报")):
        lines += [
            f"  {kind}:",
            f"    title: 重点项目推进情况{title}",
            "    issuer: 市重点项目推进办公室",
            "    sections: [headline, classes, boards, districts, starts, lagging, issues, milestones, reports]",
            "    assumed: true",
        ]
    return "\n".join(lines) + "\n"


def project(chance: random.Random, id: str, district: str, nature: str, number: int) -> str:
    """A project with its plan, stages, milestones and monthly reports."""
    sector = chance.choice(list(SECTORS))
    class_, words = SECTORS[sector]
    total = chance.randint(30, 4000) * 100
    plan = round(total * chance.uniform(0.15, 0.4), -1)
    start = date(2026, chance.randint(2, 9), chance.randint(1, 28))
    if nature in ("续建", "竣工"):
        start = date(2025, chance.randint(3, 11), chance.randint(1, 28))
    lists = [LISTS[number % 3]] + (["双招双引"] if number % 4 == 0 else [])
    name = f"{PREFIXES[number % len(PREFIXES)]}{chance.choice(OWNERS)}{words}项目（{number:05}）"
    lines = [
        f"id: {id}",
        f"name: {name}",
        f"registered: {date(2025, 1, 1) + timedelta(days=chance.randint(0, 50))}",
        f"level: {LISTS[number % 3][:2]}",
        f"lists: [{', '.join(lists)}]",
        f"district: {district}",
        f"works: {chance.choice(('新建', '改扩建', '技改'))}",
        f"classes: [{'产业, 工业' if class_ == '工业' else class_}]",
        f"sectors: [{sector}]",
        f"responsible: [{{office: {district}-gov}}]",
        "lead: [{office: city-drc}]",
        f"owner: {{name: {chance.choice(OWNERS)}建设发展有限公司}}",
        f"content: 建设厂房及配套设施{chance.randint(2, 40)}万平方米，购置设备{chance.randint(20, 900)}台（套）。",
        "period: [2025, 2027]",
        f"investment: {{total: {total}}}",
        "years:",
    ]
    due = f", start: {start:%Y-%m}" if nature == "新开工" else ""
    lines.append(f"  - {{year: 2026, nature: {nature}, plan: {plan:.0f}{due}, target: 主体工程完工}}")
    stages = [(date(2025, 2, 25), "reserved")]
    begun = nature != "预备" and chance.random() < 0.92
    if begun:
        stages.append((start, "started"))
    finished = nature == "竣工" and begun and chance.random() < 0.5
    if finished:
        stages.append((date(2026, 10, chance.randint(1, 30)), "completed"))
    lines.append("stages:")
    lines += [f"  - {{date: {day}, stage: {stage}}}" for day, stage in stages]
    lines.append("milestones:")
    lines += _milestones(chance, start, begun, finished)
    reports = list(_reports(chance, plan, start, begun, finished))
    if reports:
        lines += ["progress:", *reports]
    return "\n".join(lines) + "\n"


def _milestones(chance: random.Random, start: date, begun: bool, finished: bool) -> Iterator[str]:
    day = start
    for name in MILESTONES:
        day += timedelta(days=chance.randint(60, 150))
        reached = day + timedelta(days=chance.randint(-10, 20))
        done = begun and reached <= date(2026, 10, 31) and (name != MILESTONES[-1] or finished)
        actual = f", actual: {reached}" if done else ""
        yield f"  - {{name: {name}, planned: {day}{actual}}}"


def _reports(chance: random.Random, plan: float, start: date, begun: bool, finished: bool) -> Iterator[str]:
    """A report for the end of each month; now and then one is missing, late or certified."""
    invested = physical = 0.0
    months = ((2025, month) for month in (10, 11, 12)), ((2026, month) for month in range(1, 11))
    for year, month in (pair for part in months for pair in part):
        day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        if day < start or not begun:
            continue
        if month == 1:
            invested = 0
        invested += plan / 12 * chance.uniform(0.4, 1.5)
        physical = 100 if finished and month == 10 and year == 2026 else min(99, physical + chance.uniform(2, 9))
        if chance.random() < 0.03:
            continue
        came = day + timedelta(days=chance.randint(1, 6))
        certified = ""
        if month in (3, 6, 9) and chance.random() < 0.5:
            certified = f", certified: {{date: {came + timedelta(days=8)}, invested: {invested * 0.97:.0f}}}"
        values = f"invested: {invested:.0f}, physical: {physical:.0f}"
        yield f"  - {{as_of: {day}, reported: {came}, {values}{certified}}}"


def issue(chance: random.Random, id: str, owner: str, district: str, raised: date) -> str:
    """An issue in any state, from just raised to closed."""
    category = chance.choice(list(CATEGORIES))
    channel = chance.choice(CHANNELS)
    severity = chance.choices(("一般", "较大"), (4, 1))[0]
    lines = [
        f"id: {id}",
        "kind: 问题",
        f"title: {CATEGORIES[category]}",
        f"projects: [{owner}]",
        f"category: {category}",
        f"severity: {severity}",
        f"raised: {{date: {raised}, channel: {channel}}}",
    ]
    chain = (
        (1, f"kind: assigned, to: {chance.choice(list(OFFICES))}"),
        (3, "kind: planned, note: 已制定办理方案"),
        (chance.choice((4, 5, 9, 16)), "kind: resolved, note: 已协调落实"),
        (3, f"kind: closed, by: {district}-gov"),
    )
    day, events = raised, []
    for days, event in chain[: chance.choices((0, 1, 2, 3, 4), (2, 5, 8, 10, 75))[0]]:
        day += timedelta(days=days)
        if day > AS_OF:
            break
        events.append(f"  - {{date: {day}, {event}}}")
    return "\n".join(lines + (["events:", *events] if events else [])) + "\n"


def targets(groups: dict[str, list[str]], districts: list[str]) -> str:
    """The year's list: every project in the group of its nature, and a target for each district."""
    lines = ["year: 2026", "title: 2026年重点项目年度清单", "published: 2026-02-11", "groups:"]
    for name, ids in groups.items():
        if ids:
            lines += [f"  - code: {name}", f"    name: {name}", "    projects:", *(f"      - {id}" for id in ids)]
    lines.append("targets:")
    lines += [f"  - {{district: {code}, values: {{投资: 2000000, 开工: 10}}}}" for code in districts]
    return "\n".join(lines) + "\n"


def bulletin(kind: str, number: int, first: date, last: date) -> str:
    """An issued bulletin without an editor's words."""
    return (
        f"id: {kind}-2026-{number:02}\nkind: {kind}\nyear: 2026\nnumber: {number}\n"
        f"period: {{from: {first}, until: {last}}}\nas_of: {last}T17:00\nissued: {last + timedelta(days=1)}\n"
    )


if __name__ == "__main__":
    main()
