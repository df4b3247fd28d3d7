"""What libyaml complains of, as one of the few mistakes that people really make, where they made it."""

import re
from typing import NamedTuple

import yaml

BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")

_KEY_WITHOUT_COLON = re.compile(r"[ ]*(?:- +)*[^\s:：#'\"\[{][^\s:：]*(?P<colon>：|:(?=\S))")
_DASH_WITHOUT_SPACE = re.compile(r"[ ]*(?P<colon>-)[^\s-]")

# libyaml's words → the variant of problems.broken-yaml, and whether the place to look at is where the
# construct began rather than where libyaml gave up.
_VARIANTS = (
    ("tab character", "tab", False),
    ("unexpected end of stream", "unclosed-quote", True),
    ("unexpected document indicator", "unclosed-quote", True),
    ("',' or ']'", "unclosed-list", True),
    ("',' or '}'", "unclosed-mapping", True),
    ("mapping values are not allowed", "colon", False),
    ("cannot start any token", "character", False),
    ("alphabetic or numeric character", "character", True),
    ("expected tag URI", "character", True),
    ("could not find expected ':'", "no-colon", True),
    ("block sequence entries are not allowed", "dash", False),
    ("did not find expected '-' indicator", "indentation", False),
    ("did not find expected key", "indentation", False),
    ("unknown escape character", "escape", False),
    ("hexdecimal number", "escape", False),
)


class Hint(NamedTuple):
    """The variant of the sentence, what fills it in, and line and column from 1."""

    variant: str
    params: dict[str, str]
    line: int
    column: int


def explain(text: str, error: yaml.YAMLError) -> Hint:
    """What probably went wrong where; libyaml's own words stay in `hint` for those who search for them."""
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    end, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    variant, at_start = next(
        ((name, at_start) for words, name, at_start in _VARIANTS if words in problem), ("plain", False)
    )
    mark = start if at_start and start is not None else end
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = BREAK.split(text)
    content = lines[line] if line < len(lines) else ""
    character = content[column : column + 1]
    if variant in ("colon", "no-colon"):
        for at in (line, line - 1):
            if 0 <= at < len(lines) and (slip := slip_in(lines[at])):
                variant, line, column = slip[0], at, slip[1]
                break
    elif variant == "character" and character == "\t":
        variant = "tab"
    elif variant == "indentation" and content[:column].strip():
        variant = "after-quote"
    hint = f"{context}: {problem}" if context else problem
    return Hint(variant, {"hint": hint, "character": character}, line + 1, column + 1)


def slip_in(line: str) -> tuple[str, int] | None:
    """A Chinese colon after a key, or no space after a colon or a dash: the variant and the column from 0."""
    if match := _KEY_WITHOUT_COLON.match(line):
        if ": " not in line[: match.start("colon")]:
            return ("full-width-colon" if match["colon"] == "：" else "no-space"), match.start("colon")
    elif match := _DASH_WITHOUT_SPACE.match(line):
        return "no-space", match.start("colon")
    return None
