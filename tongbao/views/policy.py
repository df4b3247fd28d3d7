"""The rules of the place in sentences that people understand; the page of figures prints them by topic."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tongbao.metrics.figure import Unit
from tongbao.metrics.flags import charted
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.batch import BatchKind
from tongbao.model.clocks import Ages, Clocks, Meetings, Orders, Procedure
from tongbao.model.columns import ColumnRule, Freshness
from tongbao.model.forms import PrintForm
from tongbao.model.listing import AdjustmentRule, EntryRule, Evaluation, Letters, Review, TargetMeasure
from tongbao.model.packs import PackRule, PaperRule
from tongbao.model.policy import BulletinRule
from tongbao.model.reminders import ReminderRule
from tongbao.model.reporting_book import BookRule
from tongbao.model.rhythm import ActivityKind
from tongbao.model.setting import Setting
from tongbao.model.sign_off import SignOffRule
from tongbao.model.standings import Board, Library, Light, Quota, Score
from tongbao.model.wall import SheetRule, WallChart
from tongbao.views.parts import LightView
from tongbao.views.policy_columns import column_lines
from tongbao.views.policy_ladders import ladder_lines, ladder_steps
from tongbao.views.policy_lists import list_lines
from tongbao.views.policy_packs import pack_lines
from tongbao.views.policy_rates import rate_lines
from tongbao.views.policy_reporting import reporting_lines
from tongbao.views.policy_standings import standing_lines
from tongbao.views.policy_targets import target_lines
from tongbao.views.policy_wall import wall_lines
from tongbao.views.reader import Reader
from tongbao.views.sayer import RuleStep, Sayer

TOPICS: Mapping[str, tuple[str, ...]] = {
    "figures": (
        "values",
        "scope",
        "completion_rate",
        "pace",
        "start_rate",
        "start_and_resume_rate",
        "commissioning_rate",
        "signing_rate",
        "landing_rate",
        "closing_rate",
        "readiness",
        "delays",
        "decimals",
        "figures",
    ),
    "issues": ("clocks", "ages", "orders", "meetings"),
    "work": ("procedures", "reports", "reporting_book", "reminders"),
    "rhythm": ("activities", "packs", "papers", "batches"),
    "standings": ("lights", "boards", "scores"),
    "quotas": ("quotas", "libraries"),
    "targets": ("targets", "adjustments", "review", "letters"),
    "lists": ("entry", "evaluation"),
    "bulletins": ("bulletins", "forms", "sign_offs"),
    "site": ("columns", "freshness"),
    "wall": ("wallchart", "sheets"),
}
"""The parts of policy.yaml by what they are about, in the order of the page."""


class RuleView(NamedTuple):
    """A rule of the policy: what it says, since and until when, and who really does so.

    `light` is the light it gives, `steps` are those of a ladder. `unsaid`: policy.yaml says nothing, so the
    program's default holds.
    """

    name: str
    lines: tuple[str, ...]
    valid_from: str
    valid_until: str
    source: str
    assumed: bool
    unsaid: bool
    light: LightView | None = None
    steps: tuple[RuleStep, ...] = ()


class RuleGroup(NamedTuple):
    """The rules of a topic."""

    name: str
    rules: tuple[RuleView, ...]


def rule_groups(snapshot: Snapshot, reader: Reader) -> tuple[RuleGroup, ...]:
    """The rules in force on the snapshot's day by topic; topics without a rule are left out."""
    say = Sayer(reader, snapshot.data.cited)
    groups = (
        RuleGroup(
            reader.t(f"pages.rules.topics.{topic}"),
            tuple(rule for part in parts for rule in _views(part, getattr(snapshot.rules, part), say)),
        )
        for topic, parts in TOPICS.items()
        if (topic != "targets" or snapshot.rules.targets or snapshot.data.targets)
        and (topic != "wall" or charted(snapshot))
    )
    return tuple(group for group in groups if group.rules)


def _views(part: str, value: object, say: Sayer) -> Iterator[RuleView]:
    name = say.reader.t(f"words.policy.{part}")
    match value:
        case dict():
            yield from (_view(say.reader.t(f"words.bulletin.{kind}"), rule, say) for kind, rule in value.items())
        case tuple():
            yield from (_view(name, setting, say) for setting in value)
        case Freshness(vetoes=()):
            return
        case Evaluation(indicators=()) | Letters(title=None, quarterly=None, task=None) | Ages(classes=()):
            return
        case BookRule(source=None, assumed=False) | ReminderRule(source=None, assumed=False):
            return
        case Setting():
            yield _view(name, value, say)


def _view(name: str, setting: Setting, say: Sayer) -> RuleView:
    reader = say.reader
    return RuleView(
        name=_title(name, setting, reader),
        lines=tuple(line for line in _lines(setting, say) if line),
        valid_from="" if setting.valid_from == date.min else reader.day_text(setting.valid_from),
        valid_until=reader.day_text(setting.valid_until),
        source=reader.words(setting.source),
        assumed=setting.assumed,
        unsaid=setting.unsaid,
        light=reader.light(setting) if isinstance(setting, Light) else None,
        steps=tuple(ladder_steps(setting, say)),
    )


def _title(name: str, setting: Setting, reader: Reader) -> str:
    match setting:
        case Board() | Score() | Quota() | TargetMeasure() | Library() | Meetings() | Procedure():
            return reader.t("words.named", name=name, value=reader.words(setting.name))
        case ActivityKind() | PackRule() | PaperRule() | BatchKind():
            return reader.t("words.named", name=name, value=reader.words(setting.name))
        case EntryRule():
            return reader.t("words.named", name=name, value=reader.name("list", setting.list))
        case PrintForm() | SignOffRule(kinds=(_, *_)):
            kinds = reader.t("words.separator").join(reader.t(f"words.bulletin.{kind}") for kind in setting.kinds)
            return reader.t("words.named", name=name, value=kinds)
    return name


def _lines(setting: Setting, say: Sayer) -> Iterator[str]:
    match setting:
        case Clocks() | Ages() | Orders() | Meetings() | Procedure():
            return ladder_lines(setting, say)
        case Light() | Board() | Score() | Quota() | Library():
            return standing_lines(setting, say)
        case EntryRule() | Evaluation():
            return list_lines(setting, say)
        case ActivityKind():
            return _rhythm(setting, say)
        case PackRule() | PaperRule():
            return pack_lines(setting, say)
        case BatchKind():
            return _batch(setting, say)
        case TargetMeasure() | AdjustmentRule() | Review() | Letters():
            return target_lines(setting, say)
        case BulletinRule():
            return _bulletin(setting, say)
        case PrintForm():
            return _form(setting, say)
        case SignOffRule():
            return iter((say("sign_offs", steps=say.reader.t("words.then").join(setting.steps)),))
        case WallChart() | SheetRule():
            return wall_lines(setting, say)
        case ColumnRule() | Freshness():
            return column_lines(setting, say)
        case BookRule() | ReminderRule():
            return reporting_lines(setting, say)
    return rate_lines(setting, say)


def _rhythm(kind: ActivityKind, say: Sayer) -> Iterator[str]:
    words = say.reader.words(kind.chair)
    if kind.every is None:
        yield say("rhythm_needed")
    else:
        every = say.reader.t(f"words.activities.every.{kind.every}")
        by = say.reader.t(f"words.activities.owed_by.{kind.owed_by}")
        yield say("rhythm", every=every, by=say("rhythm_by", by=by) if by else "")
        yield say("rhythm_shift." + kind.shift) if kind.shift != "none" else ""
    yield say("rhythm_chair", chair=words) if words else ""


def _batch(kind: BatchKind, say: Sayer) -> Iterator[str]:
    yield say(f"batch_due.{kind.due}", stage=say.stage(kind.stage))
    yield say("batch_lead", names=say.joined(map(say.reader.office, kind.lead))) if kind.lead else ""
    for each in kind.conversions:
        stage, limit = say.stage(each.stage), say.limit(each.within)
        least = say("batch_at_least", value=say.in_unit(each.at_least, Unit.SHARE)) if each.at_least is not None else ""
        yield say("batch_conversion", stage=stage, limit=limit, first_day=say.first_day(each.within), least=least)


def _bulletin(rule: BulletinRule, say: Sayer) -> Iterator[str]:
    yield say("sections", names=say.joined(say.reader.t(f"bulletin.sections.{code}") for code in rule.sections))
    yield say("milestone_days", days=rule.milestone_days) if "milestones" in rule.sections else ""


def _form(form: PrintForm, say: Sayer) -> Iterator[str]:
    yield say(f"form.{form.form}")
    yield say("form_code", code=say.reader.words(form.code)) if form.code else ""
    yield say("form_contents", count=form.contents) if form.contents else ""
