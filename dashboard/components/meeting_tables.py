"""The lists of the page Møter: meetings, what is left of their decisions, and the arenas."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.addresses import action_address, meeting_address
from dashboard.components.data_table import data_table
from dashboard.text import NOTHING, date_text, t
from dashboard.usecases.decisions import DecisionFacts
from dashboard.usecases.meeting_facts import ArenaFacts, MeetingFacts


def meeting_table(caption: str, meetings: Sequence[MeetingFacts], service_area: str | None) -> html.Div:
    headings = [t(f"meetings.column.{name}") for name in ("meeting", "service", "secretary")]
    rows = [[_link(one, service_area), one.service_area_name, one.secretary] for one in meetings]
    return data_table(caption, headings, rows, className="stacking")


def _link(one: MeetingFacts, service_area: str | None) -> dcc.Link:
    said = t("page.meetings.open", arena=one.arena.name, day=one.meets_on)
    return dcc.Link(said, href=meeting_address(one.id, service_area))


def decision_table(decisions: Sequence[DecisionFacts], service_area: str | None) -> html.Div:
    headings = [t(f"meetings.column.{name}") for name in ("decision", "owner", "due", "from", "outcome")]
    rows = [[one.text, one.owner or NOTHING, _due(one), _from(one, service_area), _outcome(one)] for one in decisions]
    return data_table(t("page.meetings.decisions", count=len(decisions)), headings, rows, className="stacking")


def _due(one: DecisionFacts) -> list[object]:
    late = [" ", html.Strong(t("meeting.decision.overdue"), className="overdue")] if one.is_overdue else []
    return [date_text(one.due_on) if one.due_on else NOTHING, *late]


def _from(one: DecisionFacts, service_area: str | None) -> dcc.Link:
    said = t("meeting.decision.from", arena=one.arena_name, day=one.meets_on, title=one.title)
    return dcc.Link(said, href=meeting_address(one.meeting, service_area))


def _outcome(one: DecisionFacts) -> object:
    said = t(f"decision_outcome.{one.outcome}")
    if one.action is None:
        return said
    return dcc.Link(t("meeting.decision.action", title=one.action_title), href=action_address(one.action))


def arena_table(arenas: Sequence[ArenaFacts]) -> html.Div:
    headings = [t(f"meetings.column.{name}") for name in ("arena", "kind", "service")]
    rows = [[one.name, t(f"arena_kind.{one.kind}"), one.service_area_name] for one in arenas]
    return data_table(t("page.meetings.arenas"), headings, rows, className="stacking")
