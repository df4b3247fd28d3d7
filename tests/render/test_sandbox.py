"""The short ways of the sandbox give what Jinja's own long ways give, and open nothing that those keep shut."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from jinja2 import StrictUndefined, UndefinedError, pass_context
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment, unsafe
from markupsafe import Markup

from tests.each import each
from tongbao.render.sandbox import Sandbox


class Row(NamedTuple):
    name: str
    size: int = 1

    @property
    def twice(self) -> int:
        """No field, and yet what a template may ask for."""
        return 2 * self.size


@dataclass(frozen=True)
class Hidden:
    _secret: str = "secret"


@unsafe
def dangerous() -> str:
    return "done"


@pass_context
def named(context: Any) -> str:
    return str(context.name)


def drawn(kind: type[ImmutableSandboxedEnvironment], source: str, **values: object) -> str:
    environment = kind(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(source).render(**values)


@pytest.mark.parametrize(
    "source",
    [
        "{{ row.name }} {{ row['name'] }} {{ row.size }} {{ row.twice }} {{ row[0] }}",
        "{{ rows | map(attribute='name') | join('，') }} {{ rows | selectattr('size') | list | length }}",
        "{{ text }} {{ markup }} {{ number }} {{ nothing }} {{ plain }} {{ row }}",
        "{% for row in rows %}{{ cell(row.name) }}{{ cell(row.name, size=text) }}{% endfor %}",
        "{% autoescape false %}{{ text }}{{ cell(text) }}{% endautoescape %}",
        "{% for item in rows if item.size %}{{ loop.index }}{{ shout(item.name) }}{% endfor %}",
        "{{ dict(a=1).a }}{{ {'name': 1}.name }}{{ 'a,b'.split(',')[1] }}{{ '%s' % text }}{{ '{}'.format(text) }}",
        "{% call(x) wrapped() %}{{ x }}{% endcall %}",
        "{{ rest() }}{{ rest(1, text) }}{{ rest(size=1) }}{{ cell() }}{{ cell(size=1) }}",
        "{% for item in rows %}{{ loop.index0 }}{{ loop.last }}{{ loop.length }}{% endfor %}",
        "{{ {'keys': 1}.keys() | list }}{{ {'name': 1}.other is defined }}{{ row.count(9) }}",
    ],
    ids=[
        "fields",
        "by name",
        "values",
        "macros",
        "unescaped",
        "functions",
        "builtins",
        "caller",
        "more or less",
        "loops",
        "names of methods",
    ],
)
def test_the_same_is_drawn(source: str) -> None:
    """Whatever a template does, it writes the same as in Jinja's own sandbox."""
    row = Row("甲<乙>")
    macros = "{% macro cell(value, size='small') %}<b {{ size }}>{{ value is defined and value }}</b>{% endmacro %}"
    macros += "{% macro rest() %}{{ varargs }}{{ kwargs }}{% endmacro %}"
    macros += "{% macro wrapped() %}[{{ caller('&') }}]{% endmacro %}"
    values: dict[str, Any] = {
        "row": row, "rows": (row, Row('"', 0)), "text": "<a href='x'>&</a>", "markup": Markup("<i>"), "plain": "平",
        "number": Decimal("1.50"), "nothing": None, "shout": lambda text: text + "!",
    }  # fmt: skip
    ours, theirs = (drawn(kind, macros + source, **values) for kind in (Sandbox, ImmutableSandboxedEnvironment))
    assert ours == theirs


@each(
    ("source", "error"),
    [
        ("{{ hidden._secret }}", SecurityError),
        ("{{ hidden['_secret'] }}", SecurityError),
        ("{{ row.__class__ }}", SecurityError),
        ("{{ row.name.__class__.__mro__ }}", SecurityError),
        ("{{ dangerous() }}", SecurityError),
        ("{{ rows.append(1) }}", SecurityError),
        ("{{ '{0.__class__}'.format(row) }}", SecurityError),
        ("{{ row.other }}", UndefinedError),
        ("{{ other() }}", UndefinedError),
    ],
)
def test_what_is_shut_stays_shut(source: str, error: type[Exception]) -> None:
    """Fields that are nobody's business, ways into the program, changes of values and functions marked unsafe."""
    with pytest.raises(error):
        drawn(Sandbox, source, hidden=Hidden(), row=Row("甲"), rows=[], dangerous=dangerous)


def test_a_function_that_wants_more_is_given_it() -> None:
    """A function that Jinja passes its context to gets it."""
    assert drawn(Sandbox, "{{ named() }}", named=named) == "None"
