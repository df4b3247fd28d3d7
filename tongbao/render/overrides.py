"""Templates of a place that stand before the program's: which fields they ask for."""

from collections.abc import Iterator

from jinja2 import Environment, nodes

from tongbao.problems import Problem

VIEW = "view"
"""What a template calls the values of its page."""


def fields_asked(source: str) -> Iterator[tuple[str, int]]:
    """Every field of the view that a template names, with its line; also where it would not be looked at today."""
    for node in Environment(autoescape=True).parse(source).find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == VIEW:
            yield node.attr, node.lineno


def unknown_field(template: str, line: int, field: str) -> Problem:
    """A field that the view of a template has not, or no longer."""
    return Problem(f"templates/{template}", "unknown-view-field", params={"value": field}, line=line, column=1)
