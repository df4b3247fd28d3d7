"""The place's rules: policy.yaml. Each setting says who really does so (`source`) or that it is assumed.

A setting may be a list of versions with `valid_from`; `Policy.at` picks the ones in force on a day. What has a default
here is what most offices do (滨州, 江门, 开平, 驻马店 circulars).
"""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar, get_origin

from pydantic import Field

from tongbao.model.base import Before, Line, Many, Record, Text
from tongbao.model.batch import BatchKind
from tongbao.model.clocks import Ages, Clock, Clocks, Meetings, Orders, Procedure
from tongbao.model.columns import ColumnRule, Freshness
from tongbao.model.forms import PrintForm
from tongbao.model.listing import AdjustmentRule, EntryRule, Evaluation, Letters, Review, TargetMeasure
from tongbao.model.packs import PackRule, PaperRule
from tongbao.model.rates import (
    ClosingRate,
    CommissioningRate,
    CompletionRate,
    Decimals,
    Delays,
    FigureRules,
    LandingRate,
    Pace,
    Readiness,
    ReportRule,
    Scope,
    SigningRate,
    StartAndResumeRate,
    StartRate,
    Values,
)
from tongbao.model.reminders import ReminderRule
from tongbao.model.reporting_book import BookRule
from tongbao.model.rhythm import ActivityKind
from tongbao.model.setting import Days, Limit, Setting
from tongbao.model.sign_off import SignOffRule
from tongbao.model.standings import Board, Library, Light, Quota, Score
from tongbao.model.vocab import BulletinKind, BulletinSection, DayUnit
from tongbao.model.wall import SheetRule, WallChart
from tongbao.problems import Level

TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
"""A time of day: 17:00."""


class Cadence(Record):
    """When a kind of bulletin is due: as of `hour` on the last day of its period, issued so long after it.

    Counted in working days, holidays move the day of issue; in calendar days they do not (滨州: 截至周日17时).
    `as_of_after` is for offices that wait for the reports of the period (开平: figures of a month on the 8th).
    """

    hour: Line = Field("17:00", pattern=TIME)
    as_of_after: Days = 0
    issued_after: Limit = Limit.model_construct(upper=1, unit=DayUnit.WORKING)


class BulletinRule(Setting):
    """The title, head, cadence and sections of a kind of bulletin.
    `numerals` are those of its number (开平: 第九期).
    """

    title: Text
    head: Text | None = Field(None, description="the red head of the printed brief")
    issuer: Text
    sections: Annotated[tuple[BulletinSection, ...], Many]
    cadence: Cadence = Cadence.model_construct()
    numerals: Literal["arabic", "chinese"] = "arabic"
    districts: Literal["fixed", "ranked"] = Field("fixed", description="the order of the districts' paragraphs")
    topic: Text | None = Field(None, description="主题分类 of the disclosure header")
    milestone_days: Days = 14


S = TypeVar("S", bound=Setting)


def _versions(value: object) -> object:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


ONE_OR_MANY = Before(_versions)
Versions = Annotated[tuple[S, ...], ONE_OR_MANY, Field(min_length=1)]
"""A setting, or a list of its versions with `valid_from`."""
Several = Annotated[tuple[S, ...], Many]
"""Settings that hold side by side."""


class Policy(Record):
    """policy.yaml as it stands in the file, with all versions. Defaults are taken unchecked: a validator of each class
    would be made when the program starts."""

    values: Versions[Values] = (Values.model_construct(),)
    scope: Versions[Scope] = (Scope.model_construct(),)
    pace: Versions[Pace] = (Pace.model_construct(),)
    completion_rate: Versions[CompletionRate] = (CompletionRate.model_construct(),)
    start_rate: Versions[StartRate] = (StartRate.model_construct(),)
    start_and_resume_rate: Versions[StartAndResumeRate] = (StartAndResumeRate.model_construct(),)
    commissioning_rate: Versions[CommissioningRate] = (CommissioningRate.model_construct(),)
    signing_rate: Versions[SigningRate] = (SigningRate.model_construct(),)
    landing_rate: Versions[LandingRate] = (LandingRate.model_construct(),)
    closing_rate: Versions[ClosingRate] = (ClosingRate.model_construct(),)
    readiness: Versions[Readiness] = (Readiness.model_construct(),)
    delays: Versions[Delays] = (Delays.model_construct(),)
    clocks: Annotated[tuple[Clocks, ...], ONE_OR_MANY] = (
        Clocks.model_construct(resolve=Clock.model_construct(upper=5)),
    )
    ages: Versions[Ages] = (Ages.model_construct(),)
    orders: Annotated[tuple[Orders, ...], ONE_OR_MANY] = ()
    meetings: Annotated[tuple[Meetings, ...], ONE_OR_MANY] = ()
    procedures: Several[Procedure] = ()
    reports: Several[ReportRule] = ()
    lights: Several[Light] = ()
    boards: Several[Board] = ()
    scores: Several[Score] = ()
    quotas: Several[Quota] = ()
    libraries: Several[Library] = ()
    targets: Several[TargetMeasure] = ()
    adjustments: Versions[AdjustmentRule] = (AdjustmentRule.model_construct(),)
    activities: Several[ActivityKind] = ()
    packs: Several[PackRule] = ()
    batches: Several[BatchKind] = ()
    papers: Several[PaperRule] = ()
    review: Versions[Review] = (Review.model_construct(),)
    letters: Versions[Letters] = (Letters.model_construct(),)
    wallchart: Versions[WallChart] = (WallChart.model_construct(),)
    sheets: Versions[SheetRule] = (SheetRule.model_construct(),)
    columns: Several[ColumnRule] = ()
    freshness: Versions[Freshness] = (Freshness.model_construct(),)
    reporting_book: Versions[BookRule] = (BookRule.model_construct(),)
    reminders: Versions[ReminderRule] = (ReminderRule.model_construct(),)
    entry: Several[EntryRule] = ()
    evaluation: Versions[Evaluation] = (Evaluation.model_construct(),)
    decimals: Versions[Decimals] = (Decimals.model_construct(),)
    figures: Versions[FigureRules] = (FigureRules.model_construct(),)
    bulletins: dict[BulletinKind, BulletinRule] = Field(default_factory=dict)
    forms: Several[PrintForm] = ()
    sign_offs: Several[SignOffRule] = ()
    checks: dict[str, Level] = Field(default_factory=dict, description="the level of a check, by its rule id")
    private_numbers_allowed: Annotated[tuple[Line, ...], Many] = Field((), description="landlines that may be printed")

    def at(self, day: date) -> "Rules":
        """The rules in force on a day: of versions the newest, of what holds side by side all."""

        def newest(versions: tuple[Setting, ...]) -> Setting:
            if len(versions) == 1:
                return versions[0]
            past = [version for version in versions if version.in_force(day)]
            first = min(versions, key=lambda version: version.valid_from)
            return max(past, key=lambda version: version.valid_from, default=first)

        rules: dict[str, Any] = {}
        for name in Rules.model_fields:
            value = getattr(self, name)
            if name in SIDE_BY_SIDE:
                value = tuple(setting for setting in value if setting.in_force(day))
            elif isinstance(value, tuple):
                value = newest(value)
            rules[name] = value
        return Rules.model_construct(**rules)


class Rules(Record):
    """The rules of one day."""

    values: Values
    scope: Scope
    pace: Pace
    completion_rate: CompletionRate
    start_rate: StartRate
    start_and_resume_rate: StartAndResumeRate
    commissioning_rate: CommissioningRate
    signing_rate: SigningRate
    landing_rate: LandingRate
    closing_rate: ClosingRate
    readiness: Readiness
    delays: Delays
    clocks: tuple[Clocks, ...]
    ages: Ages
    orders: tuple[Orders, ...]
    meetings: tuple[Meetings, ...]
    procedures: tuple[Procedure, ...]
    reports: tuple[ReportRule, ...]
    lights: tuple[Light, ...]
    boards: tuple[Board, ...]
    scores: tuple[Score, ...]
    quotas: tuple[Quota, ...]
    libraries: tuple[Library, ...]
    targets: tuple[TargetMeasure, ...]
    adjustments: AdjustmentRule
    activities: tuple[ActivityKind, ...]
    packs: tuple[PackRule, ...]
    batches: tuple[BatchKind, ...]
    papers: tuple[PaperRule, ...]
    review: Review
    letters: Letters
    wallchart: WallChart
    sheets: SheetRule
    columns: tuple[ColumnRule, ...]
    freshness: Freshness
    reporting_book: BookRule
    reminders: ReminderRule
    entry: tuple[EntryRule, ...]
    evaluation: Evaluation
    decimals: Decimals
    figures: FigureRules
    bulletins: dict[BulletinKind, BulletinRule]
    forms: tuple[PrintForm, ...]
    sign_offs: tuple[SignOffRule, ...]


SIDE_BY_SIDE = frozenset(name for name, field in Rules.model_fields.items() if get_origin(field.annotation) is tuple)
"""What all settings of a day are handed on of, not only the newest."""
