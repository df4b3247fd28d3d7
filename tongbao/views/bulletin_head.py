"""A bulletin's head and end matter: title, number, period, issuer, recipients."""

from datetime import datetime
from typing import NamedTuple

from tongbao.model.bulletin import Bulletin
from tongbao.model.vocab import BulletinKind
from tongbao.views.numerals import spelled
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.wording import END_OF_DAY


class Head(NamedTuple):
    """The document's head and end matter; "" for what is not given.

    `number` carries its year for links and titles, `short_number` is 第N期 as it stands under the red head.
    The `*_iso` and `*_value` are for machines. `first` and `last` are the days of the period.
    """

    title: str
    head: str
    number: str
    number_value: str
    short_number: str
    total_number: str
    total_value: str
    period: str
    first: str
    first_iso: str
    last: str
    last_iso: str
    as_of: str
    as_of_iso: str
    issued: str
    issued_iso: str
    published: str
    published_iso: str
    issuer: str
    document_number: str
    index_number: str
    topic: str
    report: str
    send: str
    issue: str
    copies: str


def bulletin_title(bulletin: Bulletin, reader: Reader) -> str:
    """The bulletin's own title, else the policy's for its kind."""
    rule = reader.rules.bulletins.get(bulletin.kind)
    own = reader.words(bulletin.title)
    return own or (reader.words(rule.title) if rule else reader.t(f"words.bulletin.{bulletin.kind}"))


def _numeral(number: int, bulletin: Bulletin, reader: Reader) -> str:
    """A number in the numerals that the policy gives to the kind (开平: 第九期)."""
    rule = reader.rules.bulletins.get(bulletin.kind)
    if rule is None or rule.numerals == "arabic":
        return str(number)
    return spelled(number, reader.t("words.numerals.digits"), reader.t("words.numerals.ranks"))


def bulletin_number(bulletin: Bulletin, reader: Reader) -> str:
    """第N期 of its year, of a supplement 增刊第N期; of a bulletin without a number the period."""
    if bulletin.number is None:
        return period_text(bulletin, reader)
    key = "supplement" if bulletin.supplement else "number"
    return reader.t(f"words.bulletin.{key}", year=bulletin.year, number=_numeral(bulletin.number, bulletin, reader))


def _short_number(bulletin: Bulletin, reader: Reader) -> str:
    if bulletin.number is None:
        return ""
    key = "supplement" if bulletin.supplement else "number"
    return reader.t(f"bulletin.{key}", number=_numeral(bulletin.number, bulletin, reader))


def bulletin_link(bulletin: Bulletin, reader: Reader) -> Link:
    """The bulletin with its number and page."""
    title, number = bulletin_title(bulletin, reader), bulletin_number(bulletin, reader)
    text = reader.t("words.bulletin.link", title=title, number=number)
    return Link(text, reader.urls.bulletin(bulletin.year, bulletin.id))


def period_text(bulletin: Bulletin, reader: Reader) -> str:
    """The period in words."""
    first, last = bulletin.period.from_, bulletin.period.until
    return reader.t("words.bulletin.period", first=reader.short_day(first), last=reader.short_day(last), year=last.year)


def span_text(bulletin: Bulletin, reader: Reader) -> str:
    """The period as a sentence says it; a monthly bulletin over several months says 本期."""
    first, last = bulletin.period.from_, bulletin.period.until
    of_months = bulletin.kind is BulletinKind.MONTHLY and (first.year, first.month) != (last.year, last.month)
    kind = BulletinKind.SPECIAL if of_months else bulletin.kind
    return reader.t(f"bulletin.span.{kind}", month=reader.t(f"words.dates.names.{last.month}"))


def span_iso(bulletin: Bulletin) -> str:
    """The month that a sentence names for the period, for machines; "" where it names none."""
    first, last = (format(day, "%Y-%m") for day in (bulletin.period.from_, bulletin.period.until))
    return last if bulletin.kind is BulletinKind.MONTHLY and first == last else ""


def hour_iso(moment: datetime) -> str:
    """A date and its hour for machines; the date alone where no hour is meant."""
    return moment.date().isoformat() if moment.time() == END_OF_DAY else moment.isoformat(timespec="minutes")


def head_view(bulletin: Bulletin, reader: Reader) -> Head:
    """The head and the end matter of a bulletin."""
    rule = reader.rules.bulletins.get(bulletin.kind)
    recipients, total, period = bulletin.recipients, bulletin.total_number, bulletin.period
    return Head(
        title=bulletin_title(bulletin, reader),
        head=(reader.words(rule.head) if rule else "") or reader.t(f"words.bulletin.{bulletin.kind}"),
        number=bulletin_number(bulletin, reader),
        number_value=str(bulletin.number or ""),
        short_number=_short_number(bulletin, reader),
        total_number=(
            reader.t("words.bulletin.total_number", number=_numeral(total, bulletin, reader)) if total else ""
        ),
        total_value=str(total or ""),
        period=period_text(bulletin, reader),
        first=reader.short_day(period.from_),
        first_iso=period.from_.isoformat(),
        last=reader.short_day(period.until),
        last_iso=period.until.isoformat(),
        as_of=reader.hour_text(bulletin.as_of),
        as_of_iso=hour_iso(bulletin.as_of),
        issued=reader.day_text(bulletin.issued),
        issued_iso=bulletin.issued.isoformat() if bulletin.issued else "",
        published=reader.day_text(bulletin.published),
        published_iso=bulletin.published.isoformat() if bulletin.published else "",
        issuer=reader.words(rule.issuer if rule else reader.site.publisher.name),
        document_number=reader.words(bulletin.document_number),
        index_number=bulletin.index_number or "",
        topic=reader.words(rule.topic) if rule else "",
        report=reader.words(recipients.report),
        send=reader.words(recipients.send),
        issue=reader.words(recipients.issue),
        copies=str(recipients.copies or ""),
    )
