"""Pieces put in and taken out between the brackets of a list or mapping; commas and comments stay what they are."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tongbao.edit.nodes import Node
from tongbao.edit.splices import Splices

COMMA = re.compile(r"(#[^\n]*)|,[ \t]*")


def rejoin(
    edits: Splices, node: Node, spans: Sequence[tuple[int, int]], kept: Sequence[int], new: Sequence[Sequence[str]]
) -> None:
    """Keeps some of the pieces at `spans`; `new` are those that follow the bracket, then those that follow each."""
    last = len(spans)
    edges = [(node.start + 1, node.start + 1), *spans, (node.end - 1, node.end - 1)]
    for (left, right), pieces in zip(pairwise([-1, *kept, last]), new, strict=True):
        gaps = [edits.text[edges[at][1] : edges[at + 1][0]] for at in range(left + 1, right + 1)]
        gap = gaps[-1] if right == last else gaps[0]
        if any("#" in each for each in gaps):
            gap = gaps[0] + "".join(COMMA.sub(lambda match: match[1] or "", each) for each in gaps[1:])
        before = ", ".join(pieces) if left < 0 else ""
        if before and right < last:
            before += ", "
        behind = "".join(f", {piece}" for piece in pieces) if left >= 0 else ""
        edits.put(edges[left + 1][1], edges[right + 1][0], behind + gap + before)
