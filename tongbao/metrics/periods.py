"""The period that a bulletin speaks of, and the hour of its figures: by kind, and by the cadence of the policy."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from tongbao.model.bulletin import Period
from tongbao.model.calendar import Calendar
from tongbao.model.policy import Cadence
from tongbao.model.units import DAYS_A_WEEK
from tongbao.model.vocab import BulletinKind

DAY = timedelta(days=1)


def last_end(kind: BulletinKind, day: date) -> date:
    """The last day, not after `day`, on which a period of the kind ends: a Sunday, the last of a month, any day."""
    if kind is BulletinKind.WEEKLY:
        return day - DAY * (day.isoweekday() % DAYS_A_WEEK)
    if kind is BulletinKind.MONTHLY and day.day < monthrange(day.year, day.month)[1]:
        return day.replace(day=1) - DAY
    return day


def first_day(kind: BulletinKind, until: date) -> date:
    """The first day of the period of the kind that ends on `until`: 滨州's weeks run from Monday."""
    if kind is BulletinKind.WEEKLY:
        return until - DAY * (DAYS_A_WEEK - 1)
    return until.replace(day=1) if kind is BulletinKind.MONTHLY else until


def next_end(kind: BulletinKind, last: date) -> date | None:
    """The end of the period after the one that ended on `last`; None of special bulletins, which have no rhythm."""
    match kind:
        case BulletinKind.WEEKLY:
            return last + DAY * DAYS_A_WEEK
        case BulletinKind.MONTHLY:
            first = last + DAY
            return first.replace(day=monthrange(first.year, first.month)[1])
        case BulletinKind.DAILY:
            return last + DAY
    return None


def is_whole(kind: BulletinKind, period: Period) -> bool:
    """Whether a period is one of its kind: a week from Monday to Sunday, one or more whole months, a day.

    A special bulletin speaks of any days, a monthly one of several months where an office skips one (开平: 1—2月).
    """
    if kind is BulletinKind.SPECIAL:
        return True
    first, until = period.from_, period.until
    whole = last_end(kind, until) == until
    return whole and (first.day == 1 if kind is BulletinKind.MONTHLY else first == first_day(kind, until))


def due_moment(until: date, cadence: Cadence) -> datetime:
    """The hour that the figures of a period speak of: on its last day, or so many days later (滨州: 周日17时)."""
    return datetime.combine(until + DAY * cadence.as_of_after, time.fromisoformat(cadence.hour))


def newest_period(kind: BulletinKind, moment: datetime, cadence: Cadence) -> Period:
    """The newest period of the kind whose figures are due by `moment`."""
    passed = moment.time() >= time.fromisoformat(cadence.hour)
    until = last_end(kind, moment.date() - DAY * (cadence.as_of_after + (not passed)))
    return Period(from_=first_day(kind, until), until=until)


def issue_day(as_of: date, cadence: Cadence, calendar: Calendar) -> date:
    """The day by which a bulletin with figures of `as_of` is issued; in working days, holidays move it."""
    limit = cadence.issued_after
    return calendar.add(as_of, limit.upper, limit.unit, count_first=limit.count_first_day)
