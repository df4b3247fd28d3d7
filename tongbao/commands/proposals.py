"""What a filled-in form asks for: a new file, or one with a value more or another one."""

import copy
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tongbao.commands.new import free_id, path_of
from tongbao.commands.writing import faults_with
from tongbao.edit.answers import Wrong
from tongbao.edit.changed import changed
from tongbao.edit.records import record_text
from tongbao.edit.schemas import first_line
from tongbao.edit.submissions import field_at, named_in, tree_of
from tongbao.load.single import record_of
from tongbao.load.yaml_source import Source, parse
from tongbao.model.base import Record
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.problems import Level, Location, like
from tongbao.views.issue_forms import ELSEWHERE, Form

Tree = dict[str, Any]
REPORTED = "progress."
"""How a field of a report is named among the choices of the form for mistakes."""
NOT_REPEATED = ("note", "reported", "certified", "corrects", "reason", "extra")
"""What a report that corrects another one does not take over from it."""


class Asking(NamedTuple):
    """A form that was read, and what is known beside it: the place, the day it came in, an id given before."""

    root: Path
    dataset: Dataset
    form: Form
    said: Mapping[str, str]
    day: date
    id: str


class Proposal(NamedTuple):
    """The file as it would be, of which record."""

    path: str
    text: str
    id: str


Answer = tuple[Proposal | None, tuple[Wrong, ...]]
"""What is proposed, else what is wrong; neither where a person must look."""


def proposal_of(asking: Asking) -> Answer:
    """What a form asks for, checked with the whole place."""
    return {"issue": _issue, "report": _report, "mistake": _mistake}[asking.form.kind](asking)


def _issue(asking: Asking) -> Answer:
    said, dataset = asking.said, asking.dataset
    tree = tree_of("issue", said)
    unknown = [id for id in tree.get("projects", ()) if id not in dataset.project_by_id]
    if unknown:
        return None, (_unknown(asking, "projects", unknown[0]),)
    record, wrong = _record(asking, {"id": "I", **tree}, Issue, ())
    if not isinstance(record, Issue):
        return None, wrong
    district = dataset.project_by_id[record.projects[0]].district if record.projects else said["district"]
    year = record.raised.date.year
    id = asking.id or free_id("issue", asking.root, dataset, year, district)
    path = path_of("issue", id, year, district)
    record = record.model_copy(update={"id": id})
    text = first_line(asking.root, path, "issue") + record_text(record)
    return _checked(asking, record, Proposal(path, text, id), ())


def _report(asking: Asking) -> Answer:
    id, said = asking.said["project"], asking.said
    if id not in asking.dataset.project_by_id:
        return None, (_unknown(asking, "project", id),)
    entry = tree_of("report", said)
    if set(entry) <= {"as_of"}:
        return None, (Wrong("", "nothing"),)
    day = entry["as_of"]
    path, text, tree = _file(asking, "project", id)
    if any(each.get("as_of") == day for each in tree.get("progress", ())):
        return None, (Wrong(asking.form.label("as_of"), "reported", {"id": id, "day": day}),)
    entry["reported"] = asking.day.isoformat()
    return _with_report(asking, id, path, text, tree, entry)


def _with_report(asking: Asking, id: str, path: str, text: str, tree: Tree, entry: Tree) -> Answer:
    """A report behind those of its day and of the days before."""
    reports = tree.get("progress", [])
    at = sum(1 for each in reports if str(each.get("as_of", "")) <= entry["as_of"])
    wanted = {**tree, "progress": [*reports[:at], entry, *reports[at:]]}
    return _changed(asking, Project, Proposal(path, text, id), wanted, ("progress", at))


def _mistake(asking: Asking) -> Answer:
    said, dataset = asking.said, asking.dataset
    field = said["field"]
    issues = {issue.id: issue for issue in dataset.issues}
    id = named_in(said["where"], {**dataset.project_by_id, **issues})
    model: type[Record] = Issue if id in issues else Project
    way = field.split(".")
    if field == ELSEWHERE or not id or "right" not in said or way[0] not in model.model_fields:
        return None, ()
    path, text, tree = _file(asking, "issue" if id in issues else "project", id)
    if field.startswith(REPORTED):
        return _corrected(asking, id, path, text, tree, way[1])
    wanted = copy.deepcopy(tree)
    place = wanted
    for key in way[:-1]:
        place = place.setdefault(key, {})
    old, new = place.get(way[-1]), said["right"]
    first = asking.dataset.site.languages[0]
    place[way[-1]] = {**old, first: new} if isinstance(old, dict) else new
    shown = old.get(first, "") if isinstance(old, dict) else old or ""
    if shown.strip() not in said["shown"]:
        return None, (Wrong(asking.form.label("shown"), "shown", {"value": shown.strip()}),)
    return _changed(asking, model, Proposal(path, text, id), wanted, tuple(way))


def _corrected(asking: Asking, id: str, path: str, text: str, tree: Tree, field: str) -> Answer:
    """A report that corrects the last one of its day; both stay."""
    said, form = asking.said, asking.form
    reports = [each for each in tree.get("progress", ()) if each.get("as_of") == said.get("as_of")]
    if not reports:
        return None, (Wrong(form.label("as_of"), "no-report", {"id": id}),)
    last = reports[-1]
    if last.get(field, "") not in said["shown"]:
        return None, (Wrong(form.label("shown"), "shown", {"value": last.get(field, "")}),)
    if "source" not in said:
        return None, (Wrong(form.label("source"), "empty"),)
    kept = {key: value for key, value in last.items() if key not in NOT_REPEATED}
    own = {
        field: said["right"],
        "reported": asking.day.isoformat(),
        "corrects": last["as_of"],
        "reason": said["source"],
    }
    return _with_report(asking, id, path, text, tree, {**kept, **own})


def _unknown(asking: Asking, field: str, value: str) -> Wrong:
    close = like(value, asking.dataset.project_by_id)
    rule = "maybe-project" if close else "unknown-project"
    return Wrong(asking.form.label(field), rule, {"value": value, "suggestion": close[0] if close else ""})


def _file(asking: Asking, kind: str, id: str) -> tuple[str, str, Tree]:
    """Path, text and values of a record's file, which was read a moment ago."""
    path = asking.dataset.paths[kind, id]
    data = (asking.root / path).read_bytes()
    return path, data.decode(), parse(data).tree or {}


def _changed(asking: Asking, model: type[Record], before: Proposal, wanted: Tree, at: Location) -> Answer:
    """A file with the wanted values; `at` is where the answers went."""
    text = changed(before.text, wanted, model)
    if text is None:
        return None, (Wrong("", "unchangeable", {"path": before.path}),)
    record, wrong = _record(asking, parse(text.encode()).tree or {}, model, at)
    return _checked(asking, record, before._replace(text=text), at) if record is not None else (None, wrong)


def _record(asking: Asking, tree: Tree, model: type[Record], at: Location) -> tuple[Record | None, tuple[Wrong, ...]]:
    record, defects = record_of(Source(tree), model)
    return record, tuple(Wrong(_heading(asking, d.location, at), d.rule, dict(d.params)) for d in defects)


def _checked(asking: Asking, record: Record, proposal: Proposal, at: Location) -> Answer:
    """The proposal, unless the rules find a fault in its file."""
    found = faults_with(asking.root, asking.dataset, record, proposal.path, proposal.text, asking.day)
    faults = [each for each in found if each.path == proposal.path and each.level is Level.FAULT]
    wrong = tuple(Wrong(_heading(asking, each.location, at), each.rule, dict(each.params)) for each in faults)
    return (None, wrong) if wrong else (proposal, ())


def _heading(asking: Asking, location: Location, at: Location) -> str:
    """The heading of the answer that stands at a place of the record; its name in the file where it is none of them."""
    form = asking.form
    if form.kind == "mistake":
        return form.label("right") if location[: len(at)] == at else ""
    field = field_at(form.kind, location[len(at) :] if location[: len(at)] == at else ())
    return form.label(field) if field else ""
