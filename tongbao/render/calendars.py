"""Calendars as iCalendar (RFC 5545), the same bytes for the same content."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

END = b"END:VCALENDAR\r\n"


def ics_bytes(content: Any) -> bytes:
    """The bytes of a calendar (views.calendars.CalendarContent); whole days, stamped with the day it speaks of."""
    from icalendar import Calendar  # only where a calendar is really drawn

    calendar = Calendar()
    calendar.add("prodid", f"-//Tongbao//{content.language}//")
    calendar.add("version", "2.0")
    calendar.add("name", content.name)
    calendar.add("x-wr-calname", content.name)
    if content.notice:
        calendar.add("description", content.notice)
        calendar.add("x-wr-caldesc", content.notice)
    head: bytes = calendar.to_ical()
    events = (_event(event, content.stamp, content.base_url) for event in content.events)
    return b"".join((head.removesuffix(END), *events, END))


@lru_cache(maxsize=10_000)
def _event(each: Any, stamp: date, base_url: str) -> bytes:
    """An event, made once for all calendars that it stands in."""
    from icalendar import Event

    event = Event()
    event.add("uid", each.uid)
    event.add("sequence", each.sequence)
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("dtstart", each.day)
    event.add("dtend", each.day + timedelta(days=1))
    event.add("summary", each.summary)
    if each.description:
        event.add("description", each.description)
    if base_url:
        event.add("url", f"{base_url}/{each.page}")
    event.add("transp", "TRANSPARENT")
    data: bytes = event.to_ical()
    return data
