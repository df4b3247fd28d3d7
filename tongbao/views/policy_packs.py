"""Who is called to a meeting, in sentences."""

from collections.abc import Iterator

from tongbao.model.packs import Call, PackRule, PaperRule
from tongbao.views.sayer import Sayer


def pack_lines(rule: PackRule | PaperRule, say: Sayer) -> Iterator[str]:
    """What the papers of a meeting hold, or when one is sent, a sentence each; "" where a part of it says nothing."""
    if isinstance(rule, PaperRule):
        yield say(f"paper_on.{rule.on}")
        yield say("paper_answer", limit=say.limit(rule.answer)) if rule.answer else ""
        yield say("paper_back", office=say.reader.office(rule.back_to)) if rule.back_to else ""
        return
    yield from (say("pack_call", what=call_text(call, say)) for call in rule.calls)
    yield say("pack_issues", names=say.names("meeting", rule.issues)) if rule.issues else ""
    yield say("pack_sponsors") if rule.sponsors else ""
    yield say("pack_public") if rule.public else ""


def call_text(call: Call, say: Sayer) -> str:
    """What a call asks for."""
    labels = {light.code: say.reader.words(light.label) for light in say.reader.rules.lights}
    boards = {board.code: say.reader.words(board.name) for board in say.reader.rules.boards}
    conditions = (
        say.conditions(call.select),
        say("call.lights", names=say.joined(labels.get(code, code) for code in call.lights)) if call.lights else "",
        say("call.start_overdue", months=call.start_overdue) if call.start_overdue else "",
        say.bounded("gap", call.gap),
        say("call.steps", names=say.names("meeting", call.steps)) if call.steps else "",
        say(f"call.overdue_{call.overdue}") if call.overdue else "",
        say("call.board", name=boards.get(call.board, call.board), last=call.last) if call.board else "",
    )
    return say("conditions").join(filter(None, conditions))
