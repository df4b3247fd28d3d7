"""Lights, boards, scores, quotas and libraries in sentences."""

from collections.abc import Iterator
from decimal import Decimal

from tongbao.model.setting import Selection, Setting
from tongbao.model.standings import Board, Library, Light, Quota, Score, ScoreItem
from tongbao.views.sayer import Sayer


def standing_lines(setting: Setting, say: Sayer) -> Iterator[str]:
    """What a rule about who stands where says, a sentence each; "" where a part of it says nothing."""
    match setting:
        case Light():
            yield from _light(setting, say)
        case Board():
            yield from _board(setting, say)
        case Score():
            whole = sum((item.points for item in setting.items), Decimal(0))
            yield say("score", points=say.reader.plain(whole))
            yield from (_score_item(item, say) for item in setting.items)
        case Quota():
            yield from _quota(setting, say)
        case Library():
            yield from _library(setting, say)


def _light(light: Light, say: Sayer) -> Iterator[str]:
    when = say.bounded(light.measure, light) or say("unbounded", figure=say.figure(light.measure))
    yield say(f"applies_to.{light.applies_to}", when=when)
    yield say("periods", count=light.periods) if light.periods > 1 else ""
    yield say("light_lists", names=say.names("list", light.lists)) if light.lists else ""
    least = light.planned_at_least
    yield say("light_planned", value=say.money(least)) if least is not None else ""
    yield say("tone", tone=say.reader.t(f"words.tone.{light.tone}"))
    yield from (say.exemption("light_exempt", each) for each in light.exempt)


def _board(board: Board, say: Sayer) -> Iterator[str]:
    members = say.joined(say.unit_name(code) for code in board.members)
    figure = say.figure(board.ranked_by)
    yield say(f"members.{board.order}", names=members)
    yield say(f"ranked_by.{board.best if board.order == 'rank' else 'fixed'}", figure=figure)
    if board.order == "rank":
        yield say("least_projects", count=board.least_projects) if board.least_projects else ""
        yield say(f"ties.{board.ties}")
        top, bottom = board.named, board.named if board.bottom is None else board.bottom
        yield say("named", top=top, bottom=bottom) if top or bottom else say("nobody_named")
        if board.target is not None and (top or bottom):
            yield say("target", value=say.amount(board.ranked_by, board.target))
    yield from (say.exemption("board_exempt", each) for each in board.exempt)


def _library(library: Library, say: Sayer) -> Iterator[str]:
    yield say("library", what=say.selection(library.select))
    stages = say.names("stage", library.only_stages)
    if not library.pool:
        yield say("only_stages", names=stages) if stages else ""
        return
    yield say("pool_stages", names=stages) if stages else say("pool_started")
    yield say("pool_gates", name=say.reader.procedure(library.gates)) if library.gates else ""
    levels = [(say.reader.words(level.name), say.joined(level.steps)) for level in library.maturity]
    named = say.joined(say("maturity_level", name=name, steps=steps) if steps else name for name, steps in levels)
    yield say("pool_maturity", levels=named) if named else ""
    yield say("pool_horizon", years=library.horizon_years) if library.horizon_years else ""


def _score_item(item: ScoreItem, say: Sayer) -> str:
    return say(
        "score_item",
        figure=say.figure(item.figure),
        points=say.reader.plain(item.points),
        full=say.amount(item.figure, item.full_at),
        none=say.amount(item.figure, item.none_at),
    )


def _measured(quota: Quota, of: Selection, say: Sayer) -> str:
    """What a quota counts of the projects that a selection finds."""
    said = say(f"measured.{quota.measure}", what=say.selection(of))
    return say("measured_funding", what=said, kind=quota.funding) if quota.funding else said


def _quota(quota: Quota, say: Sayer) -> Iterator[str]:
    what = _measured(quota, quota.count, say)
    if quota.over:
        yield say("quota_ratio", what=what, over=_measured(quota, quota.over, say))
    elif quota.over_cited:
        yield say("quota_cited", what=what, name=say.cited_name(quota.over_cited))
    else:
        yield say("quota_counts", what=what)
    who = say(f"each.{quota.axis}") if quota.per == "each" else say("together")
    bounds = say.bounds(quota, say.quota_unit(quota))
    yield say("quota_due", who=who, bounds=bounds) if bounds else say("quota_free")
    if quota.ceiling is not None:
        yield say("ceiling", value=say.in_unit(quota.ceiling, say.quota_unit(quota)))
    names = say.joined(say.names(quota.axis, (code,)) for code in quota.members)
    yield say("quota_members", names=names) if names else ""
