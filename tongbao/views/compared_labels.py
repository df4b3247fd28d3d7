"""Labels of a change: what it is about, in which districts, and how far it reaches. Their words are the catalogue's."""

from dataclasses import replace

from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import words
from tongbao.model.site import District, Site
from tongbao.views.comparison import ComparisonView, RecordView

ABOUT = {
    "report_added": "report",
    "report_corrected": "correction",
    "milestone_moved": "dates",
    "project_new": "new_project",
    "issue_new": "new_issue",
    "event_added": "issue_event",
    "fact_changed": "governed",
}
"""Kind of a sentence → the label of a change that has one."""
KINDS = {
    "bulletin": "bulletin",
    "targets": "targets",
    "correction": "correction",
    "activity": "meetings",
    "batch": "campaigns",
    "campaign": "campaigns",
}
"""Kind of a record → the label of a change of one."""
PARTS = {"policy": "rules", "site": "rules", "cited": "rules", "calendars": "rules", "program": "program"}
PARTS |= {"templates": "program", "locale": "program", "docs": "docs", "issued": "issued"}
"""Part of the place → the label of a change of it."""
REACHES = ("record", "district", "districts", "place")
"""How far a change reaches: one record, several of one district, several districts, or the rules of all."""
RULES = frozenset({"policy", "site", "cited", "calendars"})


def label_words(said: Catalogue, site: Site) -> tuple[str, ...]:
    """Every label that there can be, as it is called: those of others are left alone."""
    named = {*ABOUT.values(), *KINDS.values(), *PARTS.values()}
    about = [said(f"comparison.labels.about.{name}") for name in sorted(named)]
    reaches = [said(f"comparison.labels.reach.{name}") for name in REACHES]
    checks = [said("comparison.labels.breach"), said("comparison.labels.follows_no_more")]
    return (*about, *(_district(each, said, site) for each in site.districts), *reaches, *checks)


def labels_of(view: ComparisonView, said: Catalogue, site: Site) -> ComparisonView:
    """The view with its labels, each once."""
    kinds = [line.kind for record in view.records for line in record.lines]
    named = [ABOUT[kind] for kind in kinds if kind in ABOUT]
    named += [KINDS[record.kind] for record in view.records if record.kind in KINDS]
    named += [PARTS[part.part] for part in view.parts if part.part in PARTS]
    labels = [said(f"comparison.labels.about.{name}") for name in named]
    folders = _districts(view)
    districts = [district for district in site.districts if district.code in folders]
    labels += [_district(district, said, site) for district in districts]
    if reach := _reach(view, len(districts)):
        labels.append(said(f"comparison.labels.reach.{reach}"))
    if view.breaches:
        labels.append(said("comparison.labels.breach"))
    if view.issued:
        labels.append(said("comparison.labels.follows_no_more"))
    return replace(view, labels=tuple(dict.fromkeys(labels)))


def _district(district: District, said: Catalogue, site: Site) -> str:
    name = words(district.name, (said.language, *site.languages))
    return said("comparison.labels.district", name=" ".join(name.split()))


def _districts(view: ComparisonView) -> frozenset[str]:
    """The districts whose folders a change touches."""
    return frozenset(filter(None, map(_folder, view.records)))


def _folder(record: RecordView) -> str:
    parts = record.path.split("/")
    return parts[1] if record.kind in ("project", "issue") and len(parts) > 2 else ""


def _reach(view: ComparisonView, districts: int) -> str:
    if any(part.part in RULES for part in view.parts):
        return "place"
    if not view.records:
        return ""
    if len(view.records) == 1:
        return "record"
    return "districts" if districts > 1 else "district"
