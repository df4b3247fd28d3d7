"""Calendars as iCalendar (RFC 5545), the same bytes for the same content."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

LINE = 75
"""Octets of a line, which RFC 5545 allows."""
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
    """An event, made once for all calendars that it stands in. The library folds its lines and escapes its text, which
    is what is hard; its own objects for each value would take five times as long."""
    from icalendar.prop import vText

    texts = {"SUMMARY": each.summary, "DESCRIPTION": each.description}
    lines = [
        "BEGIN:VEVENT",
        *(f"{name}:{vText(text).to_ical().decode()}" for name, text in texts.items() if text),
        f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"UID:{each.uid}",
        f"SEQUENCE:{each.sequence}",
        "TRANSP:TRANSPARENT",
        *([f"URL:{base_url}/{each.page}"] if base_url else []),
        "END:VEVENT",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _folded(line: str) -> bytes:
    """A line as it stands in the file: one of 75 octets and more is folded between characters."""
    from icalendar.parser import Contentline

    data = line.encode()
    return data if len(data) < LINE else bytes(Contentline(line).to_ical())  # type: ignore[no-untyped-call]
