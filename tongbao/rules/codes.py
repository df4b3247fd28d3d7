"""National codes are well formed, and no code stands twice where once is meant."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date

from tongbao.model.batch import BatchKind
from tongbao.model.dataset import Dataset
from tongbao.model.listing import TargetMeasure
from tongbao.model.packs import PackRule, PaperRule
from tongbao.model.rhythm import ActivityKind
from tongbao.model.site import Group, Office
from tongbao.model.standings import Board, Library, Quota, Score
from tongbao.rules.base import Finding, found, together

PROJECT_CODE = re.compile(r"[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}")

Coded = Board | Score | Quota | Library | TargetMeasure | ActivityKind | PackRule | PaperRule | BatchKind
"""Settings that hold side by side and are told apart by a code."""
USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")


def is_uscc(code: str) -> bool:
    """Whether 18 signs are a unified social credit code, the last of them its check sign (GB 32100-2015)."""
    # Loads what speaks with the web: only where there is such a code.
    from stdnum.cn import uscc

    return USCC.fullmatch(code) is not None and uscc.calc_check_digit(code) == code[-1]


def uscc_check_digit(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A unified social credit code (统一社会信用代码) has 18 signs, the last of them the check sign of GB
    32100-2015. Only warned of: codes that were really given out fail it (91350211M0000XUF46)."""
    for project in dataset.projects:
        code = project.owner.uscc if project.owner else None
        if code and not is_uscc(code):
            yield found(project, "owner", "uscc", value=code)


def project_code_form(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A national project code (项目代码) has the form 2601-371681-04-01-123456 (GB/T 40058-2021; the form
    before November 2020 looks the same). Its check digit is not published, so only the form is looked
    at."""
    for project in dataset.projects:
        if project.code and not PROJECT_CODE.fullmatch(project.code):
            yield found(project, "code", value=project.code)


def project_code_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A national project code belongs to one project."""
    first: dict[str, str] = {}
    for project in dataset.projects:
        if project.code and first.setdefault(project.code, project.id) != project.id:
            yield found(project, "code", value=project.code, other=first[project.code])


def _repeated(codes: Iterable[Hashable]) -> list[int]:
    """The positions of codes that stood in the list before."""
    seen: set[Hashable] = set()
    return [i for i, code in enumerate(codes) if code in seen or seen.add(code)]  # type: ignore[func-returns-value]


def code_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A code is defined once in its table of site.yaml, a language once in `languages`, a word once in `stages`. Of
    two boards, scores, quotas, libraries, measures of targets, kinds of activities or of batches, papers of meetings or
    papers to be sent of one code no more than one is in force on any day. A group of a target list has a code of its
    own."""
    site, policy = dataset.site, dataset.policy
    for name in (
        "levels",
        "districts",
        "offices",
        "body_kinds",
        "lists",
        "classes",
        "sectors",
        "categories",
        "channels",
        "severities",
    ):
        table = getattr(site, name)
        for i in _repeated(entry.code for entry in table):
            yield found(site, name, i, "code", value=table[i].code)
    for i in _repeated(site.languages):
        yield found(site, "languages", i, value=site.languages[i])
    for i in _repeated(entry.word for entry in site.stages):
        yield found(site, "stages", i, "word", value=site.stages[i].word)
    for listed in dataset.targets:
        for i in _repeated(group.code for group in listed.groups):
            yield found(listed, "groups", i, "code", value=listed.groups[i].code)
    tables: tuple[tuple[str, Sequence[Coded]], ...] = (
        ("boards", policy.boards),
        ("scores", policy.scores),
        ("quotas", policy.quotas),
        ("libraries", policy.libraries),
        ("targets", policy.targets),
        ("activities", policy.activities),
        ("packs", policy.packs),
        ("batches", policy.batches),
        ("papers", policy.papers),
    )
    for name, entries in tables:
        for i, entry in enumerate(entries):
            if any(other.code == entry.code and together(other, entry) for other in entries[:i]):
                yield found(policy, name, i, "code", value=entry.code)


def listed_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Nothing is named twice in one list: lists, classes and sectors of a project, projects of an issue and
    of a target list (over all its groups), of its substitutes and of an adjustment, districts and offices of its
    targets, members of a board or quota, axes and pairs of axes that are crossed, figures by month, what flags of the
    wall chart say. It would be counted twice."""
    for i, wall in enumerate(dataset.policy.wallchart):
        for j in _repeated(flag.when for flag in wall.flags):
            yield found(dataset.policy, "wallchart", i, "flags", j, "when", value=wall.flags[j].when)
    for i, rules in enumerate(dataset.policy.figures):
        for j in _repeated(crossing := [" + ".join(axes) for axes in rules.crossings]):
            yield found(dataset.policy, "figures", i, "crossings", j, value=crossing[j])
        for j, axes in enumerate(rules.crossings):
            for k in _repeated(axes):
                yield found(dataset.policy, "figures", i, "crossings", j, k, value=axes[k])
        for j in _repeated(rules.monthly):
            yield found(dataset.policy, "figures", i, "monthly", j, value=rules.monthly[j])
    for i, quota in enumerate(dataset.policy.quotas):
        for j in _repeated(quota.members):
            yield found(dataset.policy, "quotas", i, "members", j, value=quota.members[j])
    for i, board in enumerate(dataset.policy.boards):
        for j in _repeated(board.members):
            yield found(dataset.policy, "boards", i, "members", j, value=board.members[j])
    for project in dataset.projects:
        for name, codes in (
            ("lists", project.lists),
            ("classes", project.classes),
            ("sectors", project.sectors),
        ):
            if len(codes) > 1:
                for i in _repeated(codes):
                    yield found(project, name, i, value=codes[i])
    for issue in dataset.issues:
        if len(issue.projects) > 1:
            for i in _repeated(issue.projects):
                yield found(issue, "projects", i, value=issue.projects[i])
    for targets in dataset.targets:
        places = [(i, j, code) for i, group in enumerate(targets.groups) for j, code in enumerate(group.projects)]
        for k in _repeated(code for _, _, code in places):
            i, j, code = places[k]
            yield found(targets, "groups", i, "projects", j, value=code)
        for i in _repeated(":".join(target.unit) for target in targets.targets):
            axis, code = targets.targets[i].unit
            yield found(targets, "targets", i, axis, value=code)
        for i in _repeated(targets.substitutes):
            yield found(targets, "substitutes", i, value=targets.substitutes[i])
        for i, adjustment in enumerate(targets.adjustments):
            for j in _repeated(move.project for move in adjustment.moves):
                yield found(targets, "adjustments", i, "moves", j, "project", value=adjustment.moves[j].project)


def within_itself(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A class, a sector or a body does not lie within itself, also not by way of others."""
    site = dataset.site
    tables: tuple[tuple[str, Sequence[Group | Office]], ...] = (
        ("classes", site.classes),
        ("sectors", site.sectors),
        ("offices", site.offices),
    )
    for name, entries in tables:
        wider = {entry.code: entry.within for entry in entries}
        for i, entry in enumerate(entries):
            passed, code = {entry.code}, entry.within
            while code is not None and code not in passed:
                passed.add(code)
                code = wider.get(code)
            if code == entry.code:
                yield found(site, name, i, "within", value=entry.code)
