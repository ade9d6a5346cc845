"""What was decided of an item: in the words of its meeting, and how it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dash import dcc, html

from dashboard.components.addresses import action_address, new_action_address
from dashboard.text import t
from dashboard.usecases.meeting_items import DecidedThen


def decision_list(decisions: Sequence[DecidedThen], *, names_meeting: bool = False, may_begin: bool = False) -> html.Div:
    """`names_meeting` says where each comes from; `may_begin` leads to the measure that one asks for."""
    if not decisions:
        return html.Div(html.P(t("meeting.decided_none"), className="muted"))
    return html.Div(
        html.Ul([decision_entry(each, names_meeting=names_meeting, may_begin=may_begin) for each in decisions], className="decisions")
    )


def decision_entry(one: DecidedThen, *, names_meeting: bool = False, may_begin: bool = False) -> html.Li:
    whence = [html.P(t("meeting.decision.from", arena=one.arena, day=one.meets_on, title=one.title), className="muted")]
    return html.Li(
        [
            html.P(one.text, className="decision-text"),
            html.P(" ".join(_facts(one)), className="decision-facts"),
            *(whence if names_meeting else []),
            *_now(one),
            *_action(one, may_begin),
        ]
    )


def _facts(one: DecidedThen) -> Iterator[str]:
    yield t("meeting.decision.outcome", outcome=t(f"decision_outcome.{one.outcome}"))
    if one.owner and one.due_on:
        yield t("meeting.decision.responsible", owner=one.owner, due=one.due_on)


def _now(one: DecidedThen) -> Iterator[html.P]:
    if one.now.closed_on:
        yield html.P(t("meeting.decision.closed", day=one.now.closed_on, closing=one.now.closing), className="decision-now")
    elif one.now.is_overdue:
        yield html.P(html.Strong(t("meeting.decision.overdue"), className="overdue"), className="decision-now")
    elif one.now.is_open and one.now.due_on != one.due_on:
        yield html.P(t("meeting.decision.open_until", due=one.now.due_on), className="decision-now")


def _action(one: DecidedThen, may_begin: bool) -> Iterator[html.P]:
    if one.now.action is not None:
        yield html.P(dcc.Link(t("meeting.decision.action", title=one.now.action_title), href=action_address(one.now.action)))
    elif may_begin and one.now.asks_for_action:
        known = {"indicator": one.now.indicator or "", "area": one.now.area or "", "service_area": one.now.service_area or ""}
        address = new_action_address(**known, matter=str(one.id))
        yield html.P(dcc.Link(t("meeting.decision.begin"), href=address, className="quiet-button"))
