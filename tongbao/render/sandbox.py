"""The sandbox that templates run in, with short ways for what they do most: they change nothing of what is allowed.

A page reads hundreds of fields, calls for hundreds of words and writes all of them escaped; each check of Jinja's own
takes longer than what it checks.
"""

from collections.abc import Mapping, MutableMapping
from types import FunctionType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

from tongbao.locale.catalogue import Catalogue

_OF_LOOPS_AND_BLOCKS = {"_loop_vars", "_block_vars"}
_OF_DICT = frozenset(dir(dict))
_OF_LOOP = frozenset({"index", "index0", "first", "last"})


class _Generator(CodeGenerator):
    """Writes code whose output is escaped by `Sandbox.escaped`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def signature(self, node: Any, frame: Frame, extra_kwargs: Mapping[str, Any] | None = None) -> None:
        """Without the names of loops and blocks, for which only functions ask that want more than a page has."""
        told = {name: value for name, value in (extra_kwargs or {}).items() if name not in _OF_LOOPS_AND_BLOCKS}
        super().signature(node, frame, told)


class _Fields(dict[type, frozenset[str]]):
    """What a template may read of frozen values, by their type: fields, which dataclasses and named tuples both name in
    `__match_args__`, and properties of their own."""

    def __missing__(self, kind: type) -> frozenset[str]:
        names = set(getattr(kind, "__match_args__", ()))
        if names:
            names.update(name for name, value in vars(kind).items() if type(value) is property)
        self[kind] = frozenset(name for name in names if not name.startswith("_"))
        return self[kind]


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox. A field of a view is data, and safe; so is a value that a mapping has under a name that no
    mapping has of itself, and the call of a macro, of the catalogue and of a plain function, which has no mark that it
    is unsafe or wants more than it is given."""

    code_generator_class = _Generator

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._fields = _Fields({LoopContext: _OF_LOOP})

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One mapping for all templates, so that an import need not look for what one of them has more."""
        return self.globals if d is None else super().make_globals(d)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What `obj.attribute` is."""
        kind = type(obj)
        if attribute in self._fields[kind]:
            return getattr(obj, attribute)
        if kind is dict and attribute in obj and attribute not in _OF_DICT:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What `obj[argument]` is, and what filters look at by name."""
        return getattr(obj, argument) if argument in self._fields[type(obj)] else super().getitem(obj, argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as Jinja's own
        """What a call gives."""
        kind = type(__obj)
        if kind is Macro:
            left = len(__obj.arguments) - len(args)
            if left < 0 or kwargs or __obj.caller or __obj.catch_kwargs or __obj.catch_varargs:
                return __obj(__context.eval_ctx, *args, **kwargs)
            made = __obj._func(*args, *(missing,) * left)
            return Markup(made) if __context.eval_ctx.autoescape else made
        if kind is Catalogue or (kind is FunctionType and not __obj.__dict__):
            return __obj(*args, **kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    @staticmethod
    def escaped(value: Any) -> str:
        """A value as it is written into a page."""
        kind = type(value)
        if kind is str:
            return _escape_inner(value)
        return value if kind is Markup else escape(value)
