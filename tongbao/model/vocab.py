"""Every enumeration, once. Their words for people stand in locale/<language>/words.yaml."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a project stands. A place maps its own words to these in site.yaml `stages`."""

    PLANNED = "planned"
    RESERVED = "reserved"
    SIGNED = "signed"
    PREPARING = "preparing"
    STARTED = "started"
    RESUMED = "resumed"
    SUSPENDED = "suspended"
    DEFERRED = "deferred"
    COMMISSIONED = "commissioned"
    COMPLETED = "completed"
    OPERATING = "operating"
    WITHDRAWN = "withdrawn"


STAGE_RANK = {
    Stage.PLANNED: 0,
    Stage.RESERVED: 1,
    Stage.SIGNED: 2,
    Stage.PREPARING: 3,
    Stage.STARTED: 4,
    Stage.RESUMED: 4,
    Stage.COMMISSIONED: 5,
    Stage.COMPLETED: 5,
    Stage.OPERATING: 6,
}
"""The order of stages. Suspension, deferral and withdrawal can come at any time and have no rank."""

STARTED_STAGES = frozenset(stage for stage, rank in STAGE_RANK.items() if rank >= STAGE_RANK[Stage.STARTED])
"""Stages that a project can only reach after ground was broken."""
FINISHED_STAGES = frozenset({Stage.COMMISSIONED, Stage.COMPLETED, Stage.OPERATING})


class Nature(StrEnum):
    """建设性质 of a year: what the year's list expects of the project (上海, 淄博, 江苏 lists)."""

    NEW = "新开工"
    CONTINUED = "续建"
    COMPLETING = "竣工"
    RESERVE = "预备"


class MoveKind(StrEnum):
    """How an adjustment moves a project: the four lists of 山东's notice of 2021-07-21."""

    ADDED = "增补"
    PROMOTED = "储备转实施"
    DEFERRED = "实施转储备"
    WITHDRAWN = "退出"


class IssueKind(StrEnum):
    """What an issue is: a problem, a request of an enterprise, or a task."""

    PROBLEM = "问题"
    REQUEST = "诉求"
    TASK = "任务"


class EventKind(StrEnum):
    """A link in the chain of an issue: 收集 → 交办 → 办理 → 督办 → 反馈 → 销号 (滨州 2020)."""

    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    PLANNED = "planned"
    NOTED = "noted"
    ORDERED = "ordered"
    ESCALATED = "escalated"
    EXTENDED = "extended"
    RETURNED = "returned"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"


class IssueState(StrEnum):
    """Where an issue stands; follows from its events, never written by hand."""

    RAISED = "raised"
    ASSIGNED = "assigned"
    PLANNED = "planned"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"


class Column(StrEnum):
    """栏目: a part of the site with entries of its own; the words stand with those of the menu."""

    HOME = "home"
    PROJECTS = "projects"
    ISSUES = "issues"
    BULLETINS = "bulletins"
    TARGETS = "targets"
    ACTIVITIES = "activities"
    BATCHES = "batches"
    CAMPAIGNS = "campaigns"
    CHANGES = "changes"
    CORRECTIONS = "corrections"


class DocumentKind(StrEnum):
    """A kind of document that bears a 索引号."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SPECIAL = "special"
    LIST = "list"
    LETTER = "letter"


class ColumnType(StrEnum):
    """栏目类型 of the meta tag ColumnType: 政府网站发展指引 (国办发〔2017〕47号), annex on web pages."""

    HOME = "首页"
    PROFILE = "概况信息"
    FUNCTIONS = "机构职能"
    LEADERS = "负责人信息"
    NEWS = "工作动态"
    POLICY = "政策文件"
    GUIDE = "信息公开指南"
    CATALOGUE = "信息公开目录"
    ANNUAL = "信息公开年报"
    ON_REQUEST = "依申请公开"
    DATA = "数据发布"
    OPEN_DATA = "数据开放"
    INTERPRETATION = "政策解读"
    RESPONSE = "回应关切"
    SERVICES = "办事服务"
    CONSULTATION = "咨询投诉"
    SURVEY = "征集调查"
    INTERVIEW = "在线访谈"


class BulletinKind(StrEnum):
    """快报, 周通报, 月通报, 专报."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SPECIAL = "special"


class BulletinSection(StrEnum):
    """A part of a bulletin; the policy says which kinds print which, in what order."""

    HEADLINE = "headline"
    CLASSES = "classes"
    BOARDS = "boards"
    DISTRICTS = "districts"
    STARTS = "starts"
    LAGGING = "lagging"
    ISSUES = "issues"
    REPORTS = "reports"
    MILESTONES = "milestones"
    CHANGES = "changes"
    ADJUSTMENTS = "adjustments"
    DECISIONS = "decisions"
    EDITOR = "editor"


class PermitMode(StrEnum):
    """How an approval was given: in the ordinary way, on a promise, with papers to follow (容缺), or by the assessment
    that was made for the whole area (区域评估)."""

    ORDINARY = "ordinary"
    PROMISE = "承诺"
    PAPERS_TO_FOLLOW = "容缺"
    REGIONAL = "区域评估"


class DistrictKind(StrEnum):
    """A county or a functional zone; the two are ranked apart (驻马店, 南阳)."""

    COUNTY = "county"
    ZONE = "zone"


class DayUnit(StrEnum):
    """What a clock counts."""

    WORKING = "working_days"
    CALENDAR = "calendar_days"
    HOURS = "hours"
    MONTHS = "months"


class Window(StrEnum):
    """When something must have happened to be counted, seen from a day: ever, or up to it in its year or quarter, or
    in the whole quarter before (驻马店: signed in the last quarter, started in this one)."""

    EVER = "ever"
    YEAR = "year"
    QUARTER = "quarter"
    PREVIOUS_QUARTER = "previous_quarter"


class Shape(StrEnum):
    """The shape of a light, so that it reads without colour (国办公开办函〔2021〕28号, 适老化)."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"


class Tone(StrEnum):
    """Whether a light praises or warns: blue is praise in 枣庄, red in 衡阳."""

    GOOD = "good"
    NOTICE = "notice"
    WARNING = "warning"
    DANGER = "danger"


class FlagWhen(StrEnum):
    """What a flag on the wall chart says of a milestone in a month.

    Reached: `early`, in a month before that of the date in force; `on_time`, by that date; `late`, after it. Not
    reached: `stopped`, the project is suspended, deferred or withdrawn; `overdue`, its date has passed; `due`, in the
    month of the day; `ahead`, later. `moved` is the month of a date that an approved change replaced.
    """

    STOPPED = "stopped"
    OVERDUE = "overdue"
    DUE = "due"
    LATE = "late"
    EARLY = "early"
    ON_TIME = "on_time"
    MOVED = "moved"
    AHEAD = "ahead"


class FlagShape(StrEnum):
    """The cloth of a flag on its pole."""

    BANNER = "banner"
    PENNANT = "pennant"
    SWALLOWTAIL = "swallowtail"
    SQUARE = "square"


class FlagTone(StrEnum):
    """The colour of a flag; a plain one is an outline."""

    DONE = "done"
    WARNING = "warning"
    DANGER = "danger"
    PLAIN = "plain"
