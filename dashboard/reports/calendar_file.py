"""The year wheel as a calendar that others can subscribe to (RFC 5545): whole days, no alarms, and of people no more than their post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urljoin

from icalendar import Calendar, Event, vText

from dashboard.text import t
from dashboard.usecases.wheel_entries import Entry, EntryOf, EntryState

PRODUCT = "-//Kvalitetstavle//Arshjul//NO"
REFRESH = dt.timedelta(hours=12)


def calendar_of(entries: Iterable[Entry], house: str, origin: str | None, at: dt.datetime) -> bytes:
    """`house` parts our days from another municipality's; `origin` is the address that users type, where there is one."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", t("wheel.calendar.name"))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, house, origin, at))
    return calendar.to_ical()


def _event(entry: Entry, house: str, origin: str | None, at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{house}.kvalitetstavle")
    event.add("dtstamp", at)
    event.add("dtstart", entry.due)  # a day without an end is that day
    event.add("transp", "TRANSPARENT")  # nobody is busy because something is due
    title = t("wheel.review", risk=entry.title) if entry.of is EntryOf.RISK else entry.title
    event.add("summary", vText(t("wheel.calendar.done", title=title) if entry.state is EntryState.DONE else title))
    event.add("description", vText("\n".join(_lines(entry))))
    event.add("categories", [t(f"wheel.kind.{entry.kind}")])
    if origin:
        event.add("url", urljoin(origin, "/arshjul"))
    return event


def _lines(entry: Entry) -> Iterable[str]:
    post = entry.responsible.post if entry.responsible else None
    if post:
        yield t("wheel.calendar.post", post=post)
    if entry.expected is not None:
        yield t("wheel.came", delivered=entry.delivered, expected=entry.expected)
    if entry.why:
        yield entry.why
