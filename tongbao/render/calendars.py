"""Calendars as iCalendar (RFC 5545), the same bytes for the same content."""

from datetime import UTC, datetime, time, timedelta
from typing import Any


def ics_bytes(content: Any) -> bytes:
    """The bytes of a calendar (views.calendars.CalendarContent); whole days, stamped with the day it speaks of."""
    from icalendar import Calendar, Event  # only where a calendar is really drawn

    calendar = Calendar()
    calendar.add("prodid", f"-//Tongbao//{content.language}//")
    calendar.add("version", "2.0")
    calendar.add("name", content.name)
    calendar.add("x-wr-calname", content.name)
    stamp = datetime.combine(content.stamp, time(), UTC)
    for each in content.events:
        event = Event()
        event.add("uid", each.uid)
        event.add("sequence", each.sequence)
        event.add("dtstamp", stamp)
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", each.summary)
        if each.description:
            event.add("description", each.description)
        if content.base_url:
            event.add("url", f"{content.base_url}/{each.page}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data
