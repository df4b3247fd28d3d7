"""Texts without quotes that other readers of YAML, old and new, take for something else: NO, 012, 12:30, 1.50."""

import re

import yaml

TAG = "tag:yaml.org,2002:"
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
"""Numbers of YAML 1.2, some of which 1.1 reads as text."""
_EXACT = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,9}[1-9])?")
"""Numbers that come back as they were written."""
_WORDS = re.compile("[yYnN]")
_TAKEN = {f"{TAG}{name}" for name in ("bool", "int", "float", "null")}


def is_lossy(text: str) -> bool:
    """Whether a text that stands without quotes would come back as another one. Days keep their form and are none."""
    if _EXACT.fullmatch(text):
        return False
    if _NUMBER.fullmatch(text) or _WORDS.fullmatch(text):
        return True
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], ())
    return any(tag in _TAKEN and pattern.match(text) for tag, pattern in resolvers)
