"""What templates ask for, held against the classes of what they are given: a walk through all branches, also those that
no sample draws.
"""

import re
from collections.abc import Iterable, Mapping

from jinja2 import Environment, nodes
from jinja2.runtime import LoopContext

from tests.template_types import (
    ANY,
    NONE,
    Part,
    Row,
    Scope,
    Table,
    Type,
    Value,
    a,
    constants,
    has,
    inside,
    many,
    truth,
    union,
)

UNTOLD = r"[a-z][\w-]*"
"""What of a template's name cannot be told. Parts whose name begins with _ are named as they are."""
SAME = ("list", "rejectattr", "reject", "select", "selectattr", "sort", "unique")
"""Filters that leave of what they look at some, or all in another order."""
ONE = ("first", "last", "max", "min", "sum")
BY_NAME = ("groupby", "rejectattr", "selectattr")
"""Filters whose first argument names a field."""


def said(node: nodes.Node | None) -> str:
    """An expression, about as it is written."""
    if isinstance(node, nodes.Name):
        return node.name
    of = said(getattr(node, "node", None)) if node else "…"
    return f"{of}.{node.attr}" if isinstance(node, nodes.Getattr) else of


class Walk:
    """A walk through templates of these `sources`, by name; `shared` are the types of what parts without context see.

    `faults` are what they ask for that is not there, `walked` the templates and macros that it went through.
    """

    def __init__(self, sources: Mapping[str, str], shared: Scope) -> None:
        self._sources, self._shared = sources, shared
        self._trees: dict[str, nodes.Template] = {}
        self._stands: dict[int, str] = {}
        self._parts: dict[tuple[str, frozenset[tuple[str, Type]]], Scope] = {}
        self._blocks: dict[str, nodes.Block] = {}
        self._given: Scope = {}
        self._seen: set[tuple[object, ...]] = set()
        self.faults: set[str] = set()
        self.walked: set[str] = set()

    def draw(self, name: str, given: Scope) -> None:
        """Walks through a template with those that it extends; `given` are types of what it is given."""
        self._given, self._blocks, scope = given, {}, self._shared | given
        while name:
            body = self._tree(name).body
            self._blocks = {block.name: block for block in self._tree(name).find_all(nodes.Block)} | self._blocks
            name = next((each.template.as_const() for each in body if isinstance(each, nodes.Extends)), "")
            # What extends another says what stands in its blocks, and nothing else.
            silent = (nodes.Block, nodes.Extends, nodes.Output) if name else ()
            self._run((node for node in body if not isinstance(node, silent)), scope)

    def _tree(self, name: str) -> nodes.Template:
        if name not in self._trees:
            self._trees[name] = Environment(autoescape=True).parse(self._sources[name], name)
            self._stands |= {id(node): name for node in self._trees[name].find_all(nodes.Node)}
            self.walked.add(name)
        return self._trees[name]

    def _fault(self, node: nodes.Node, asked: str, of: Iterable[object]) -> Type:
        names = " | ".join(sorted(getattr(each, "__name__", str(each)) for each in of))
        self.faults.add(f"{self._stands[id(node)]}:{node.lineno}: {asked} (of {names})")
        return ANY

    def _run(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._do(node, scope)

    def _do(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Expr():
                self._of(node, scope)
            case nodes.For():
                inner = {**scope, "loop": a(LoopContext)}
                self._assign(node.target, inside(self._of(node.iter, scope)), inner)
                self._run([node.test, *node.body] if node.test else node.body, inner)
                self._run(node.else_, dict(scope))
            case nodes.If():
                self._choose(node, scope)
            case nodes.Assign():
                self._assign(node.target, self._of(node.node, scope), scope)
            case nodes.AssignBlock():
                self._run(node.body, dict(scope))
                self._assign(node.target, a(str), scope)
            case nodes.Macro():
                scope[node.name] = a(Part(node, scope))
            case nodes.CallBlock():
                self._run(node.body, {**scope, **{each.name: ANY for each in node.args}})
                self._call(node.call, scope, caller=ANY)
            case nodes.FromImport():
                self._import(node, scope)
            case nodes.Include():
                for tree in self._named(self._pattern(node.template, scope), node):
                    self._run(tree.body, dict(scope))
            case nodes.Block():
                self._run(self._blocks[node.name].body, dict(scope))
            case _:
                self._run(node.iter_child_nodes(), scope)

    def _choose(self, node: nodes.If, scope: Scope) -> None:
        ends: list[Scope] = []
        for test, body in (*((each.test, each.body) for each in (node, *node.elif_)), (None, node.else_)):
            holds = truth(self._of(test, scope)) if test else True
            if holds is not False:
                ends.append(dict(scope))
                self._run(body, ends[-1])
            if holds:
                break
        for name in {name for end in ends for name in end if end[name] is not scope.get(name)}:
            scope[name] = union(end[name] for end in ends if name in end)

    def _assign(self, target: nodes.Node, types: Type, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = types
        for index, each in enumerate(target.items if isinstance(target, nodes.Tuple) else ()):
            self._assign(each, inside(types, index), scope)

    def _import(self, node: nodes.FromImport, scope: Scope) -> None:
        name, given = node.template.as_const(), scope if node.with_context else self._shared
        key = (name, frozenset(given.items()))
        if key not in self._parts:
            self._parts[key] = dict(given)
            self._run(self._tree(name).body, self._parts[key])
        for each in node.names:
            asked, known_as = each if isinstance(each, tuple) else (each, each)
            found = self._parts[key].get(asked)
            scope[known_as] = self._fault(node, asked, [name]) if found is None else found

    def _pattern(self, node: nodes.Node, scope: Scope) -> str:
        """What a name that is put together may be."""
        if isinstance(node, nodes.Concat):
            return "".join(self._pattern(each, scope) for each in node.nodes)
        return f"({'|'.join(map(re.escape, constants(self._of(node, scope)))) or UNTOLD})"

    def _named(self, pattern: str, node: nodes.Node) -> list[nodes.Template]:
        found = [self._tree(name) for name in self._sources if re.fullmatch(pattern, name)]
        if not found:
            self._fault(node, pattern, ["templates"])
        return found

    def _of(self, node: nodes.Node, scope: Scope) -> Type:
        """The type of an expression, in which all that is asked for is looked at."""
        match node:
            case nodes.Const():
                return a(Value(node.value))
            case nodes.Name():
                return scope[node.name] if node.name in scope else self._fault(node, node.name, ["names"])
            case nodes.Getattr():
                return self._field(node, self._of(node.node, scope), node.attr)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Test():
                return self._test(node, scope)
            case nodes.Tuple() | nodes.List():
                return a(Row(tuple(self._of(each, scope) for each in node.items)))
            case nodes.Dict():
                pairs = [(self._of(each.key, scope), self._of(each.value, scope)) for each in node.items]
                told = tuple((key, value) for keys, value in pairs for key in constants(keys))
                return a(Table(union(key for key, _ in pairs), union(value for _, value in pairs), told))
            case nodes.Add():
                sides = self._of(node.left, scope), self._of(node.right, scope)
                rows = all(sides) and all(isinstance(kind, Row) for kind in union(sides))
                return many(union(inside(side) for side in sides if truth(side) is None)) if rows else ANY
            case nodes.CondExpr():
                holds = truth(self._of(node.test, scope))
                ways = [node.expr1] * (holds is not False) + [node.expr2] * (holds is not True)
                return union(self._of(way, scope) for way in ways if way)
            case nodes.And() | nodes.Or():
                left = self._of(node.left, scope)
                if truth(left) is isinstance(node, nodes.Or):
                    return left
                right = self._of(node.right, scope)
                return right if truth(left) is not None else union((left, right))
        self._run(node.iter_child_nodes(), scope)
        return ANY

    def _field(self, node: nodes.Node, types: Type, name: str) -> Type:
        members = types - a(NONE)
        found = [each for kind in members if (each := has(kind, name)) is not None]
        asked = said(node) if isinstance(node, nodes.Getattr) else f"{said(node)}[{name}]"
        return union(found) if found or not members else self._fault(node, asked, members)

    def _item(self, node: nodes.Getitem, scope: Scope) -> Type:
        types, keys = self._of(node.node, scope), constants(self._of(node.arg, scope))
        if isinstance(node.arg, nodes.Slice):
            return types
        if keys and all(isinstance(key, str) for key in keys):
            return union(self._field(node, types, key) for key in keys)
        under = [kind.value for kind in types if isinstance(kind, Table)]
        return union(under or (inside(types, key) for key in keys or (None,)))

    def _call(self, node: nodes.Call, scope: Scope, **named: Type) -> Type:
        args = [self._of(each, scope) for each in node.args]
        named |= {each.key: self._of(each.value, scope) for each in node.kwargs}
        name, called = said(node.node), self._of(node.node, scope)
        if name == "once":
            called, *args = args
        if name == "text":
            for tree in self._named(rf"text/[\w-]+/{self._pattern(node.args[0], scope)}\.txt", node):
                self._run(tree.body, {**self._shared, **self._given, **named})
        for kind in called:
            if isinstance(kind, Part):
                self._macro(node, kind, args, named)
        return frozenset(kind for kind in called if isinstance(kind, Row))

    def _macro(self, node: nodes.Call, part: Part, args: list[Type], named: Scope) -> None:
        macro, names = part.node, [each.name for each in part.node.args]
        given = dict(zip(names, args, strict=False)) | named
        if len(args) > len(names) or given.keys() - {*names, "caller"}:
            self._fault(node, f"{len(args)} {', '.join(named)}", [macro.name])
        key = (part, self._given.get("view"), *given.items())
        if key not in self._seen:
            self._seen.add(key)
            self.walked.add(f"{self._stands[id(macro)]}: {macro.name}")
            defaults = zip(reversed(names), reversed(macro.defaults), strict=False)
            given = {name: self._of(default, part.scope) for name, default in defaults} | given
            self._run(macro.body, {name: each for name, each in part.scope.items() if name not in names} | given)

    def _filter(self, node: nodes.Filter, scope: Scope) -> Type:
        args = [self._of(each, scope) for each in node.args]
        named = {str(each.key): self._of(each.value, scope) for each in node.kwargs}
        one = asked = inside(self._of(node.node, scope)) if node.node else ANY
        by = constants(args[0] if args and node.name in BY_NAME else named.get("attribute", ANY))
        for name in by[0].split(".") if by else ():
            asked = self._field(node, asked, name)
        made = {"map": asked if by else ANY, "batch": many(one), **dict.fromkeys(SAME, one)}
        return one if node.name in ONE else many(made[node.name]) if node.name in made else ANY

    def _test(self, node: nodes.Test, scope: Scope) -> Type:
        self._run(node.args, scope)
        asked = node.node
        if node.name == "defined" and isinstance(asked, nodes.Name):
            return a(bool if asked.name in scope else Value(False))
        self._of(asked.node if node.name == "defined" and isinstance(asked, nodes.Getattr) else asked, scope)
        return a(bool)
