"""The sandbox that templates run in, with short ways for what they do most: they change nothing of what is allowed.

A page reads hundreds of fields, calls for hundreds of words and writes all of them escaped; each check of Jinja's own
takes longer than what it checks.
"""

import re
from types import FunctionType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from tongbao.locale.catalogue import Catalogue

_SPECIAL = re.compile("[&<>\"']").search


class _Generator(CodeGenerator):
    """Writes code whose output is escaped by `Sandbox.escaped`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Fields(dict[type, frozenset[str]]):
    """The fields of frozen values by their type; dataclasses and named tuples both name theirs in `__match_args__`."""

    def __missing__(self, kind: type) -> frozenset[str]:
        names = getattr(kind, "__match_args__", ())
        self[kind] = frozenset(name for name in names if not name.startswith("_"))
        return self[kind]


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox. A field of a view is data, and safe; so is the call of a macro, of the catalogue and of a plain
    function, which has no mark that it is unsafe or wants more than it is given."""

    code_generator_class = _Generator

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._fields = _Fields()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What `obj.attribute` is."""
        return getattr(obj, attribute) if attribute in self._fields[type(obj)] else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What `obj[argument]` is, and what filters look at by name."""
        return getattr(obj, argument) if argument in self._fields[type(obj)] else super().getitem(obj, argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as Jinja's own
        """What a call gives."""
        kind = type(__obj)
        if kind is not Macro and kind is not Catalogue and (kind is not FunctionType or __obj.__dict__):
            return super().call(__context, __obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        if kind is Macro:
            return __obj(__context.eval_ctx, *args, **kwargs)
        return __obj(*args, **kwargs)

    @staticmethod
    def escaped(value: Any) -> str:
        """A value as it is written into a page."""
        kind = type(value)
        return value if kind is Markup or (kind is str and not _SPECIAL(value)) else escape(value)
