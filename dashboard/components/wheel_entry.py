"""One thing on the year wheel in words: when, whose, and how it stands; and where one goes on with it."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import dcc, html

from dashboard.components.addresses import COMPLETENESS, duty_address, risk_address
from dashboard.text import date_text, t
from dashboard.usecases.wheel_entries import Entry, EntryOf, EntryState

SIGNS = {EntryState.DONE: "✓", EntryState.OVERDUE: "!", EntryState.AHEAD: "○"}


def entry_address(entry: Entry) -> str:
    if entry.of is EntryOf.DUTY:
        return duty_address(entry.id or 0)
    if entry.of is EntryOf.RISK:
        return risk_address(entry.id or 0)
    only = f"?{urlencode({'tjeneste': entry.service_areas[0]})}" if len(entry.service_areas) == 1 else ""
    return COMPLETENESS + only


def entry_link(entry: Entry) -> dcc.Link:
    return dcc.Link(entry_title(entry), href=entry_address(entry))


def entry_title(entry: Entry) -> str:
    return t("wheel.review", risk=entry.title) if entry.of is EntryOf.RISK else entry.title


def came(entry: Entry) -> str:
    """«3 av 6 levert», for figures alone."""
    return "" if entry.expected is None else t("wheel.came", delivered=entry.delivered, expected=entry.expected)


def state_text(entry: Entry) -> str:
    """«gjort 12. mai 2026», «over fristen», «kommer»."""
    if entry.of is EntryOf.DATA:
        return t(f"wheel.data_state.{entry.state}", came=came(entry))
    if entry.done_on is not None:
        return t("wheel.done_on", day=entry.done_on)
    return t(f"wheel.state.{entry.state}")


def state_mark(entry: Entry) -> html.Span:
    sign = html.Span(f"{SIGNS[entry.state]} ", **{"aria-hidden": "true"})
    return html.Span([sign, state_text(entry)], className=f"wheel-state wheel-state-{entry.state}")


def whose(entry: Entry) -> str:
    if entry.responsible is None:
        return t("wheel.nobody")
    left = t("wheel.has_left") if entry.responsible.has_left else ""
    return f"{entry.responsible.label}{left}"


def in_one_line(entry: Entry) -> str:
    """«Innen 15. mai 2026: Tertialtall for 1. tertial 2026 (3 av 6 levert)»."""
    said = t("wheel.by", day=date_text(entry.due), title=entry_title(entry))
    return f"{said} ({came(entry)})" if entry.expected is not None else said
