"""An example's site.yaml and policy.yaml → those of a new place, which has its own names and districts."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tongbao.edit.records import record_text
from tongbao.model.policy import Policy
from tongbao.model.site import Site

Tree = dict[str, Any]
VOCABULARY = (
    "calendar", "money", "levels", "body_kinds", "lists", "classes", "sectors", "stages", "phases", "categories",
    "channels", "severities",
)  # fmt: skip
"""What a new place takes over of the example's site.yaml, beside the offices that are of no district."""
OF_ITS_YEAR = ("quotas",)
"""Rules that hold numbers of a year and of named districts."""
OF_AN_OFFICE = ("code", "name", "short", "kind", "within")
"""What makes an office; its founding and its members are the example's own."""
YEAR = re.compile(r"^\d{4}年|（演示）$")
"""The example's own year in a title, and the mark of a demonstration."""


class Start(NamedTuple):
    """What is known of a new place: `districts` are names by code, `as_of` its first day, `of_example` the words that
    mark a rule as taken over (with `{source}`), `office` the name of a district's office (with `{name}`)."""

    id: str
    name: str
    title: str
    languages: tuple[str, ...]
    districts: Mapping[str, str]
    as_of: str
    office: str
    of_example: str


def site_text(start: Start, example: Tree) -> str:
    """The YAML of site.yaml."""
    own = {
        "id": start.id,
        "name": start.name,
        "title": start.title,
        "languages": list(start.languages),
        "as_of": start.as_of,
        "publisher": {"name": start.name},
        "districts": [{"code": code, "name": name} for code, name in start.districts.items()],
    }
    kept = {key: _renamed(example[key], start, example) for key in VOCABULARY if key in example}
    offices = [
        {key: _renamed(office[key], start, example) for key in OF_AN_OFFICE if key in office}
        for office in example.get("offices", [])
        if "district" not in office
    ]
    of_districts = [
        {"code": f"{code}-office", "name": start.office.format(name=name), "district": code}
        for code, name in start.districts.items()
    ]
    return record_text(Site.model_validate({**kept, **own, "offices": [*offices, *of_districts]}, by_alias=True))


def policy_text(start: Start, policy: Tree, example: Tree) -> str:
    """The YAML of policy.yaml: each rule says whose it is, and that the place has not yet made it its own."""
    zones = {entry["code"] for entry in example["districts"] if entry.get("kind") == "zone"}
    codes = {entry["code"] for entry in example["districts"]}

    def taken(value: Any) -> Any:
        if isinstance(value, Mapping):
            made = {key: taken(item) for key, item in value.items()}
            if "source" in made:
                made["source"] = start.of_example.format(source=value["source"])
                made["assumed"] = True
            if "issuer" in made:
                made["issuer"] = start.name
            return made
        if isinstance(value, Sequence) and not isinstance(value, str):
            if value and all(isinstance(item, str) and item in codes for item in value):
                return list(start.districts)
            return [taken(item) for item in value if not (_of_zones(item, zones) or _of_quota(item))]
        return YEAR.sub("", _renamed(value, start, example)) if isinstance(value, str) else value

    kept = {key: taken(value) for key, value in policy.items() if key not in OF_ITS_YEAR}
    return record_text(Policy.model_validate(kept, by_alias=True))


def _of_zones(item: Any, zones: set[str]) -> bool:
    """Whether a rule ranks zones alone, which a new place does not tell from its other districts."""
    members = item.get("members") if isinstance(item, Mapping) else None
    return bool(members) and set(members or ()) <= zones


def _of_quota(item: Any) -> bool:
    """Whether a target asks for a quota, which are not taken over."""
    return isinstance(item, Mapping) and str(item.get("figure", "")).startswith("quota:")


def _renamed(value: Any, start: Start, example: Tree) -> Any:
    """The same with the name of the new place where the example's stood, in full or without its last sign (县, 市)."""
    if isinstance(value, str):
        full = str(example["name"])
        short = start.name[:-1] if start.name[-1:] == full[-1:] else start.name
        return value.replace(full, start.name).replace(full[:-1], short)
    if isinstance(value, Mapping):
        return {key: _renamed(item, start, example) for key, item in value.items()}
    return [_renamed(item, start, example) for item in value] if isinstance(value, Sequence) else value
