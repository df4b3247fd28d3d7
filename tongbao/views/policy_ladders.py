"""Deadlines and ladders in sentences: clocks of issues, supervision orders, meetings, procedures."""

from collections.abc import Iterator

from tongbao.model.clocks import Ages, Clocks, Meetings, MeetingStep, Orders, OrderStep, Procedure, ProcedureStep
from tongbao.model.setting import Setting
from tongbao.views.parts import LightView
from tongbao.views.sayer import RuleStep, Sayer


def ladder_lines(setting: Setting, say: Sayer) -> Iterator[str]:
    """What holds for a ladder as a whole, a sentence each; "" where a part of it says nothing."""
    match setting:
        case Clocks():
            yield _whose(setting, say)
            yield say.clock("resolve", setting.resolve)
            yield say.clock("plan", setting.plan)
            yield say.clock("feedback", setting.feedback)
            yield say("in_time" if setting.in_time else "any_time")
        case Ages():
            for each in setting.classes:
                form = "age_from" if each.until is None else "age_between"
                yield say(form, name=say.reader.words(each.name), first=each.from_, last=each.until)
        case Orders():
            yield say(f"direct.{setting.direct}")
        case Meetings():
            yield say("categories", names=say.names("category", setting.categories)) if setting.categories else ""
        case Procedure():
            yield _starts(setting, say)
            yield say("procedure_lists", names=say.names("list", setting.lists)) if setting.lists else ""


def _starts(procedure: Procedure, say: Sayer) -> str:
    if procedure.ceremony:
        return say("procedure_ceremony", kind=say.reader.name("batch", procedure.ceremony))
    return say("procedure_starts", stage=say.stage(procedure.starts)) if procedure.starts else say("step_starts")


def ladder_steps(setting: Setting, say: Sayer) -> Iterator[RuleStep]:
    """The steps of a ladder or procedure, in order; nothing of another rule."""
    match setting:
        case Orders():
            yield from (_order(step, say) for step in setting.steps)
        case Meetings():
            yield from (_meeting(step, number, say) for number, step in enumerate(setting.steps))
        case Procedure():
            yield from (_step(setting, step, say) for step in setting.steps)


def _whose(clocks: Clocks, say: Sayer) -> str:
    axes = {"kind": clocks.kinds, "severity": clocks.severities, "category": clocks.categories}
    named = (
        say.reader.t("words.named", name=say.reader.t(f"words.axes.{axis}"), value=say.names(axis, codes))
        for axis, codes in axes.items()
        if codes
    )
    text = say("and").join(named)
    if text:
        return say("clock_for", what=text)
    return say("clock_for_rest") if len(say.reader.rules.clocks) > 1 else ""


def _order(step: OrderStep, say: Sayer) -> RuleStep:
    reader = say.reader
    late = {"late": say.length(step.days, step.unit)} if step.days else {}
    lines = (
        say(f"order_after.{step.when}", **late) if late else say(f"order_at_once.{step.when}"),
        say("answer", limit=say.limit(step.answer), first_day=say.first_day(step.answer)) if step.answer else "",
        say("tone", tone=reader.t(f"words.tone.{step.tone}")),
        say(f"ends.{step.ends}") if step.ends else "",
    )
    light = LightView(step.code, reader.words(step.label), step.shape, step.tone)
    return RuleStep("", tuple(filter(None, lines)), light)


def _meeting(step: MeetingStep, number: int, say: Sayer) -> RuleStep:
    reader = say.reader
    after = ""
    if step.after:
        after = say("meeting_after" if number else "meeting_first", limit=say.limit(step.after))
    lines = (
        say("chair", chair=reader.words(step.chair)) if step.chair else "",
        say("held", held=reader.words(step.held)) if step.held else "",
        after,
        say(f"ends.{step.ends}") if step.ends else "",
    )
    return RuleStep(reader.words(step.name), tuple(filter(None, lines)))


def _group(code: str, say: Sayer) -> str:
    """The name of a class, a sector or a list."""
    site = say.reader.site
    names = (each.name for each in (*site.classes, *site.sectors, *site.lists) if each.code == code)
    return say.reader.words(next(names, code))


def _step(procedure: Procedure, step: ProcedureStep, say: Sayer) -> RuleStep:
    if step.after:
        since = say("since_step", step=step.after)
    elif procedure.ceremony:
        since = say("since_ceremony")
    else:
        since = say("since_stage", stage=say.stage(procedure.starts)) if procedure.starts else say("since_begun")
    lines = (
        say("step_limit", since=since, limit=say.limit(step.limit), first_day=say.first_day(step.limit)),
        say("step_office", office=say.reader.office(step.office)) if step.office else "",
        say("step_only", names=say.joined(_group(code, say) for code in step.only)) if step.only else "",
        say("step_reaches", stage=say.stage(step.reaches)) if step.reaches else "",
    )
    return RuleStep(step.step, tuple(filter(None, lines)))
