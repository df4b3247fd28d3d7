"""The place: site.yaml. Names, codes and words of the place; its rules stand in policy.yaml."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tongbao.model.admin import Admin
from tongbao.model.base import Address, Boolean, Code, Commit, Count, Day, Id, Line, Many, Number, Record, Text
from tongbao.model.disclosure import IndexNumbers
from tongbao.model.open_data import OpenData
from tongbao.model.shapes import MapFile, Tile
from tongbao.model.vocab import DistrictKind, Stage

HANDLE = r"^@[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9._-]+)?$"
"""A name on GitHub: @account or @organisation/team."""


class Former(Record):
    """A name that was in force up to and with `until`."""

    natural_key: ClassVar = ("until",)

    until: Day
    name: Text


class Named(Record):
    """A lasting code with dated names."""

    code: Code
    name: Text
    former: Annotated[tuple[Former, ...], Many] = ()

    def name_on(self, day: date) -> str | dict[str, str]:
        """The name in force on a day."""
        past = sorted((f for f in self.former if day <= f.until), key=lambda f: f.until)
        return past[0].name if past else self.name


class District(Named):
    """A county or zone, in the fixed administrative order of the file."""

    kind: DistrictKind = DistrictKind.COUNTY
    tile: Tile | None = None


class BodyKind(Named):
    """A kind of bodies or offices, in the order in which the place says its structure: 指挥部, 专班, 督导组.

    With `structure` the number of its bodies is a part of the formula (1+7+7+N of 滨州; its N are the officers of the
    projects).
    """

    structure: Boolean = False


class Founded(Record):
    """The paper that set a body up."""

    date: Day
    document: Text


class Member(Record):
    """A member by office or by function, never a person: who holds the post follows (泾川: 由相应岗位人员自然递补)."""

    natural_key: ClassVar = ("role", "office", "title")

    role: Text
    office: Code | None = None
    title: Text | None = Field(None, description="a function that is no office of the place")
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None

    def on(self, day: date) -> bool:
        """Whether the membership holds on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class Office(Named):
    """责任单位 or body: a lasting code, dated names, office-holders only by function.

    `second_name` is what it is also called (滨州: 合二为一); `seat` the office that does its daily
    work (办公室设在发改委). `field`, `districts`, `categories` and `classes` are what is in its care.
    """

    short: Text | None = None
    kind: Code | None = None
    count: Annotated[Count, Field(gt=0)] = Field(1, description="how many bodies an entry stands for")
    second_name: Text | None = None
    within: Code | None = None
    founded: Founded | None = None
    dissolved: Day | None = None
    seat: Code | None = None
    field: Text | None = None
    districts: Annotated[tuple[Code, ...], Many] = ()
    categories: Annotated[tuple[Code, ...], Many] = Field((), description="of issues")
    classes: Annotated[tuple[Code, ...], Many] = Field((), description="and sectors, of projects")
    members: Annotated[tuple[Member, ...], Many] = ()
    district: Code | None = None
    contact: Text | None = Field(None, description="a landline or address for the public, never a person's")
    github: Line | None = Field(
        None, pattern=HANDLE, description="its team or account there, who looks at changes of its files"
    )


class Group(Named):
    """A class of an axis; `within` names the class it lies within (工业 within 产业)."""

    within: Code | None = None


class ProjectList(Named):
    """项目清单: a named set of projects."""

    level: Code | None = None


class StageWord(Record):
    """A word of the place and the core stage that it means."""

    natural_key: ClassVar = ("word",)

    word: Line
    core: Stage
    name: Text | None = None


class Phase(Named):
    """A word over several stages: 四个一批 (谋划, 储备, 开工, 竣工), 三个一批 (签约, 开工, 投产).

    Stages are core codes or words of the place; one may lie in several phases.
    """

    scheme: Text | None = None
    stages: Annotated[tuple[Code, ...], Many, Field(min_length=1)]


class MoneyUnits(Record):
    """The unit that records use, and the larger one that pages print: `factor` units make one."""

    unit: Text
    display: Text
    factor: Annotated[Number, Field(gt=0)] = Field(description="how many units make one of the display unit")


class Publisher(Record):
    """Who publishes the site and how to reach the office; a landline, never a person.

    The numbers that make a site a government's (政府网站发展指引, 国办发〔2017〕47号) are given to it by others; a
    sample has none.
    """

    name: Text
    undertaker: Text | None = Field(None, description="承办单位")
    contact: Text | None = None
    address: Text | None = None
    site_id: Line | None = Field(None, description="网站标识码")
    icp: Line | None = Field(None, description="ICP备案编号")
    police: Line | None = Field(None, description="公安机关备案号")
    conac: Address | None = Field(None, description="党政机关网站标识, the address of its certificate")


class History(Record):
    """What pages tell of the versions of a record that Git keeps.

    Where `shown` is left out, a place that is the top of its repository tells them and one in a folder of another does
    not. What was published by mistake is kept out of pages by its commit: what that changed shows, if at all, as
    changed by the next.
    """

    shown: Boolean | None = None
    since: Day | None = Field(None, description="versions of earlier days are not told")
    without: Annotated[tuple[Commit, ...], Many] = Field(
        (), description="commits that are not told, by 7 digits or more"
    )


class Site(Record):
    """The place and its codes. The first language is the one at /; the others stand under /<language>/."""

    id: Id
    name: Text
    title: Text
    tagline: Text | None = None
    languages: Annotated[tuple[Line, ...], Many, Field(min_length=1)]
    sample: Boolean = Field(False, description="the place is invented, and every page says so")
    notice: Text | None = Field(None, description="printed on every page")
    as_of: Day | None = None
    next_update: Day | None = None
    base_url: Address | None = None
    repository: Address | None = Field(None, description="address of the Git repository, for links to edit")
    history: History = History.model_construct()
    calendar: Literal["china", "weekends"] = Field("china", description="the State Council's days off, or weekends")
    money: MoneyUnits
    publisher: Publisher
    index_numbers: IndexNumbers | None = None
    about: Text | None = Field(None, description="Markdown")
    open_data: OpenData = OpenData.model_construct()
    map: MapFile | None = None
    admin: Admin | None = None
    levels: Annotated[tuple[Named, ...], Many] = ()
    districts: Annotated[tuple[District, ...], Many] = ()
    body_kinds: Annotated[tuple[BodyKind, ...], Many] = ()
    offices: Annotated[tuple[Office, ...], Many] = ()
    lists: Annotated[tuple[ProjectList, ...], Many] = ()
    classes: Annotated[tuple[Group, ...], Many] = ()
    sectors: Annotated[tuple[Group, ...], Many] = ()
    stages: Annotated[tuple[StageWord, ...], Many] = ()
    phases: Annotated[tuple[Phase, ...], Many] = ()
    categories: Annotated[tuple[Named, ...], Many] = Field((), description="of issues")
    channels: Annotated[tuple[Named, ...], Many] = Field((), description="where issues come from")
    severities: Annotated[tuple[Named, ...], Many] = ()
    home_projects: Count = Field(8, description="how many names a short list on the home page shows")
    list_rows: Annotated[Count, Field(gt=0)] = Field(500, description="how many rows a page of a part of a list has")

    def stage(self, word: str) -> Stage | None:
        """The core stage of a word: a core code, or a word of the place; None where it is neither."""
        if word in Stage.__members__.values():
            return Stage(word)
        return next((entry.core for entry in self.stages if entry.word == word), None)
