"""Every code that a record uses is defined: in site.yaml, in policy.yaml, or by a file of its own."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from tongbao.model.base import Record
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.vocab import Nature
from tongbao.rules import activities, batches, bodies, campaigns, columns, conditions, ladders, packs, papers
from tongbao.rules.base import Codes, Finding, Use, core_stages, found_key, unknown
from tongbao.rules.entry import contacts_used
from tongbao.rules.entry import lists_used as lists_with_rules
from tongbao.rules.evaluation import classes_used as classes_judged
from tongbao.rules.quotas import codes_used, stages_used
from tongbao.rules.targets import targets_in


def _all(record: Record, name: str, codes: Iterable[str]) -> Iterator[Use]:
    return ((record, (name, i), code) for i, code in enumerate(codes))


def _before(project: Project, name: str) -> Iterator[tuple[int, object]]:
    """What a changed fact was: the pages of an earlier day need its code too."""
    return ((i, change.from_) for i, change in enumerate(project.changes) if change.field == name)


def _before_one(project: Project, name: str) -> Iterator[Use]:
    for i, value in _before(project, name):
        if isinstance(value, str):
            yield project, ("changes", i, "from"), value


def _units(policy: Policy, kind: str) -> Iterator[Use]:
    """Districts or offices on boards, and those that are exempted from a light."""
    for i, board in enumerate(policy.boards):
        if board.axis == kind:
            for j, member in enumerate(board.members):
                yield policy, ("boards", i, "members", j), member
    for i, light in enumerate(policy.lights):
        if light.applies_to == kind:
            for j, exemption in enumerate(light.exempt):
                yield policy, ("lights", i, "exempt", j, "unit"), exemption.unit


def unknown_district(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A district is one of site.yaml `districts`: of a project (also before a change), an issue, an office, a
    target list, a board of policy.yaml, one exempted from a light, one that owes a quota, one in the care of a body,
    and one where a campaign has a venue."""

    def uses() -> Iterator[Use]:
        for i, office in enumerate(dataset.site.offices):
            if office.district:
                yield dataset.site, ("offices", i, "district"), office.district
            for j, code in enumerate(office.districts):
                yield dataset.site, ("offices", i, "districts", j), code
        yield from _units(dataset.policy, "district")
        yield from codes_used(dataset.policy, "district")
        yield from activities.districts_used(dataset)
        yield from batches.districts_used(dataset)
        yield from campaigns.districts_used(dataset)
        for project in dataset.projects:
            yield project, ("district",), project.district
            if project.changes:
                yield from _before_one(project, "district")
        for issue in dataset.issues:
            if issue.district:
                yield issue, ("district",), issue.district
        for targets in dataset.targets:
            for location, target in targets_in(targets):
                if target.district:
                    yield targets, (*location, "district"), target.district

    yield from unknown(Codes.of(d.code for d in dataset.site.districts), uses())


def unknown_office(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An office is one of site.yaml `offices`: responsible, lead (also before a change), sponsor, the
    office of a step (also in policy.yaml), the one to turn to for an offer, the one that raised an issue, one on a
    board or exempted from a light, one that owes a quota, one that a body lies within, has as its seat or as a
    member, one of an activity, one that was told to do something, one that a paper was sent to or that sees to a
    condition, one that gets return slips or answers for a column, and one that leads a campaign. To whom an event goes
    may be said in free words."""

    def uses() -> Iterator[Use]:
        yield from _units(dataset.policy, "office")
        yield from codes_used(dataset.policy, "office")
        yield from codes_used(dataset.policy, "sponsor")
        yield from ladders.offices_used(dataset.policy)
        yield from bodies.offices_used(dataset.site)
        yield from activities.offices_used(dataset)
        yield from batches.offices_used(dataset.policy)
        yield from chain(packs.offices_used(dataset.policy), columns.offices_used(dataset.policy))
        yield from campaigns.offices_used(dataset)
        yield from chain(papers.offices_used(dataset), conditions.offices_used(dataset), contacts_used(dataset))
        for project in dataset.projects:
            for name, offices in (("responsible", project.responsible), ("lead", project.lead)):
                for i, responsible in enumerate(offices):
                    yield project, (name, i, "office"), responsible.office
            for i, sponsor in enumerate(project.sponsors):
                yield project, ("sponsors", i, "office"), sponsor.office
            for i, step in enumerate(project.steps):
                if step.office:
                    yield project, ("steps", i, "office"), step.office
            for i, before in _before(project, "lead"):
                for j, item in enumerate(before if isinstance(before, (list, tuple)) else ()):
                    if isinstance(item, dict) and isinstance(item.get("office"), str):
                        yield project, ("changes", i, "from", j, "office"), item["office"]
        for issue in dataset.issues:
            if issue.raised.by:
                yield issue, ("raised", "by"), issue.raised.by
        for targets in dataset.targets:
            for location, target in targets_in(targets):
                if target.office:
                    yield targets, (*location, "office"), target.office

    yield from unknown(Codes.of(o.code for o in dataset.site.offices), uses())


def unknown_list(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A list is one of site.yaml `lists`: of a project (also before a change) and through which one is
    offered, and in policy.yaml `reports`, `lights`, `procedures`, `quotas`, `libraries`, `entry`, by which a campaign
    finds its members, and among the lists that `scope` keeps apart."""

    def uses() -> Iterator[Use]:
        yield from ladders.lists_used(dataset.policy)
        yield from lists_with_rules(dataset.policy)
        yield from codes_used(dataset.policy, "list")
        yield from campaigns.codes_used(dataset, "list")
        for i, scope in enumerate(dataset.policy.scope):
            for j, code in enumerate(scope.apart_lists):
                yield dataset.policy, ("scope", i, "apart_lists", j), code
        for i, rule in enumerate(dataset.policy.reports):
            for j, code in enumerate(rule.lists):
                yield dataset.policy, ("reports", i, "lists", j), code
        for i, light in enumerate(dataset.policy.lights):
            for j, code in enumerate(light.lists):
                yield dataset.policy, ("lights", i, "lists", j), code
        for project in dataset.projects:
            yield from _all(project, "lists", project.lists)
            for i, offer in enumerate(project.promotions):
                yield project, ("promotions", i, "list"), offer.list
            for i, before in _before(project, "lists"):
                for j, code in enumerate(before if isinstance(before, (list, tuple)) else ()):
                    if isinstance(code, str):
                        yield project, ("changes", i, "from", j), code

    yield from unknown(Codes.of(e.code for e in dataset.site.lists), uses())


def unknown_level(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A level is one of site.yaml `levels`: of a project (also before a change), of a list, by which a campaign finds
    its members, and in quotas, libraries and entry rules of policy.yaml."""

    def uses() -> Iterator[Use]:
        yield from codes_used(dataset.policy, "level")
        yield from campaigns.codes_used(dataset, "level")
        for i, entry in enumerate(dataset.site.lists):
            if entry.level:
                yield dataset.site, ("lists", i, "level"), entry.level
        for project in dataset.projects:
            if project.level:
                yield project, ("level",), project.level
            if project.changes:
                yield from _before_one(project, "level")

    yield from unknown(Codes.of(e.code for e in dataset.site.levels), uses())


def unknown_class(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A class is one of site.yaml `classes`: of a project, the one a class lies within, by which a campaign finds its
    members, in quotas, libraries and entry rules of policy.yaml, of a measure of its `targets`, and among those whose
    finished projects are evaluated."""

    def uses() -> Iterator[Use]:
        yield from codes_used(dataset.policy, "class")
        yield from campaigns.codes_used(dataset, "class")
        yield from classes_judged(dataset.policy)
        for i, measure in enumerate(dataset.policy.targets):
            if measure.within:
                yield dataset.policy, ("targets", i, "within"), measure.within
        for i, entry in enumerate(dataset.site.classes):
            if entry.within:
                yield dataset.site, ("classes", i, "within"), entry.within
        for project in dataset.projects:
            yield from _all(project, "classes", project.classes)

    yield from unknown(Codes.of(e.code for e in dataset.site.classes), uses())


def unknown_sector(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A sector is one of site.yaml `sectors`: of a project, the one a sector lies within, by which a campaign finds
    its members, and in quotas, libraries and entry rules of policy.yaml."""

    def uses() -> Iterator[Use]:
        yield from codes_used(dataset.policy, "sector")
        yield from campaigns.codes_used(dataset, "sector")
        for i, entry in enumerate(dataset.site.sectors):
            if entry.within:
                yield dataset.site, ("sectors", i, "within"), entry.within
        for project in dataset.projects:
            yield from _all(project, "sectors", project.sectors)

    yield from unknown(Codes.of(e.code for e in dataset.site.sectors), uses())


def unknown_category(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The category of an issue or a condition is one of site.yaml `categories`, as is one that is in the care of a
    body, or that a clock or a ladder of meetings of policy.yaml is for."""
    uses = ((issue, ("category",), issue.category) for issue in dataset.issues)
    known = Codes.of(c.code for c in dataset.site.categories)
    more = chain(ladders.categories_used(dataset.policy), bodies.categories_used(dataset.site))
    yield from unknown(known, chain(uses, more, conditions.categories_used(dataset)))


def unknown_channel(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The channel through which an issue was raised is one of site.yaml `channels`."""
    uses = ((i, ("raised", "channel"), i.raised.channel) for i in dataset.issues if i.raised.channel)
    yield from unknown(Codes.of(c.code for c in dataset.site.channels), uses)


def unknown_severity(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The severity of an issue is one of site.yaml `severities`, as is one that a clock of policy.yaml is for."""
    uses = ((issue, ("severity",), issue.severity) for issue in dataset.issues if issue.severity)
    known = Codes.of(s.code for s in dataset.site.severities)
    yield from unknown(known, chain(uses, ladders.severities_used(dataset.policy)))


def _stage_words(dataset: Dataset) -> Codes:
    return Codes.of(core_stages(dataset.site))


def unknown_stage(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A stage is a core code (planned, started …) or a word of site.yaml `stages`: the one that a project
    reached, the one from or until which an office is responsible or leads, one that starts a procedure of
    policy.yaml or does a step of it, those of its batches, quotas, libraries and `readiness`, before which a condition
    is to be met, and by which a campaign finds its members."""

    def uses() -> Iterator[Use]:
        yield from ladders.stages_used(dataset.policy)
        yield from batches.stages_used(dataset.policy)
        yield from stages_used(dataset.policy)
        yield from campaigns.stages_used(dataset)
        yield from conditions.stages_used(dataset)
        for i, readiness in enumerate(dataset.policy.readiness):
            for j, stage in enumerate(readiness.stages):
                yield dataset.policy, ("readiness", i, "stages", j), stage
        for project in dataset.projects:
            for i, entry in enumerate(project.stages):
                yield project, ("stages", i, "stage"), entry.stage
            for name, offices in (("responsible", project.responsible), ("lead", project.lead)):
                for i, office in enumerate(offices):
                    if office.from_stage:
                        yield project, (name, i, "from_stage"), office.from_stage
                    if office.until_stage:
                        yield project, (name, i, "until_stage"), office.until_stage

    yield from unknown(_stage_words(dataset), uses())


def unknown_stage_word(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The stage that a report names in the reporter's own word is one that site.yaml `stages` maps to a core
    stage; other words are printed, but enter no figure."""
    uses = (
        (project, ("progress", i, "stage"), report.stage)
        for project in dataset.projects
        for i, report in enumerate(project.progress)
        if report.stage
    )
    yield from unknown(_stage_words(dataset), uses)


def _existing(dataset: Dataset, kind: str, readable: Iterable[str]) -> Codes:
    """A file that cannot be read still exists: its own fault is enough."""
    return Codes.of([*readable, *(key[1] for key in dataset.unreadable if key[0] == kind)])


def unknown_project(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project that an issue, a target list (in a group, as a substitute, in an adjustment), an activity, a batch or a
    campaign names has a file in projects/, be it one that cannot be read."""

    def uses() -> Iterator[Use]:
        yield from activities.projects_used(dataset)
        yield from batches.projects_used(dataset)
        yield from campaigns.projects_used(dataset)
        for issue in dataset.issues:
            yield from _all(issue, "projects", issue.projects)
        for targets in dataset.targets:
            for i, group in enumerate(targets.groups):
                for j, project in enumerate(group.projects):
                    yield targets, ("groups", i, "projects", j), project
            yield from _all(targets, "substitutes", targets.substitutes)
            for i, adjustment in enumerate(targets.adjustments):
                for j, move in enumerate(adjustment.moves):
                    yield targets, ("adjustments", i, "moves", j, "project"), move.project

    ids = _existing(dataset, "project", (project.id for project in dataset.projects))
    yield from unknown(ids, uses())


def unknown_document(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The document that a correction corrects is a bulletin in bulletins/."""
    uses = ((correction, ("document",), correction.document) for correction in dataset.corrections)
    ids = _existing(dataset, "bulletin", (bulletin.id for bulletin in dataset.bulletins))
    yield from unknown(ids, uses)


def unknown_part(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Where a bundle is broken down along an axis that site.yaml defines (district, level, list, class,
    sector) or by nature or stage, each part is a code of that axis. Any other axis has parts in free
    words."""
    site = dataset.site
    axes = {
        "district": Codes.of(entry.code for entry in site.districts),
        "level": Codes.of(entry.code for entry in site.levels),
        "list": Codes.of(entry.code for entry in site.lists),
        "class": Codes.of(entry.code for entry in site.classes),
        "sector": Codes.of(entry.code for entry in site.sectors),
        "nature": Codes.of(Nature),
        "stage": _stage_words(dataset),
    }
    for project in dataset.projects:
        for i, breakdown in enumerate(project.breakdowns):
            if breakdown.axis in axes:
                codes = axes[breakdown.axis]
                for part in breakdown.parts:
                    if part not in codes:
                        yield found_key(project, "breakdowns", i, "parts", part, **codes.wrong(part))
