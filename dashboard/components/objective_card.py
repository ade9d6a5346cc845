"""A delmål on the page of the goals: the ways there, how its indicators stand, and how much of what is planned is done."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.addresses import action_address, indicator_address
from dashboard.components.count_bar import count_bar
from dashboard.components.fictional_badge import fictional_badge
from dashboard.components.goal_addresses import objective_address
from dashboard.components.signal_mark import change_mark
from dashboard.selection import Selection
from dashboard.text import date_text, t
from dashboard.usecases.action_facts import ActionFacts
from dashboard.usecases.goal_page import ObjectiveView, ServingIndicator
from dashboard.usecases.objective_tree import ActivityFacts


def objective_card(view: ObjectiveView, selection: Selection) -> html.Article:
    number = html.Span(t("goals.number", number=view.number), className="objective-number")
    title = html.H3([number, " ", dcc.Link(view.title, href=objective_address(view.id, selection))], className="card-name")
    ways = html.Div([html.H4(t("goals.pathways")), html.Ul([html.Li(text) for text in view.pathways])], className="objective-ways")
    state = html.Div([*_counted(view), html.H4(t("goals.activities")), html.P(activities_sentence(view))], className="objective-state")
    lists = [indicator_details(view, selection), activity_details(view.activities), action_details(view.actions)]
    return html.Article(
        [title, *missing_mark(view), html.Div([ways, state], className="objective-halves"), *(each for each in lists if each)],
        className="card-surface objective-card",
    )


def missing_mark(view: ObjectiveView) -> list[html.P]:
    if not view.is_missing:
        return []
    return [html.P([html.Strong(t("goals.missing")), " ", t("goals.missing_why")], className="goal-missing")]


def _counted(view: ObjectiveView) -> list[object]:
    heading = html.H4(t("goals.indicators"))
    if view.lacks_indicators:
        return [heading, html.P(t("goals.lacks_indicators"))]
    if not view.indicators:
        return [heading, html.P(t("goals.elsewhere", count=view.elsewhere))]
    return [heading, count_bar(view.counts)] if sum(view.counts.values()) else [heading, html.P(t("goals.no_numbers"))]


def activities_sentence(view: ObjectiveView) -> str:
    """«2 av 5 aktiviteter er gjort», or that there are none."""
    if not view.planned:
        return t("goals.lacks_activities")
    return t("goals.done_of", done=view.done, total=len(view.planned))


def indicator_details(view: ObjectiveView, selection: Selection) -> html.Details | None:
    rows = [_indicator(each, selection) for each in view.indicators]
    return _details(t("goals.indicators_of", count=len(rows)), rows)


def activity_details(activities: Sequence[ActivityFacts]) -> html.Details | None:
    return _details(t("goals.activities_of", count=len(activities)), [_activity(each) for each in activities])


def action_details(actions: Sequence[ActionFacts]) -> html.Details | None:
    return html.Details([html.Summary(t("goals.actions_of", count=len(actions))), action_list(actions)]) if actions else None


def action_list(actions: Sequence[ActionFacts]) -> html.Ul:
    return html.Ul([_action(each) for each in actions], className="served-list")


def _details(title: str, rows: Sequence[html.Li]) -> html.Details | None:
    return html.Details([html.Summary(title), html.Ul(list(rows), className="served-list")]) if rows else None


def _indicator(each: ServingIndicator, selection: Selection) -> html.Li:
    name = dcc.Link(each.name, href=indicator_address(each.id, selection))
    if each.series is None:
        return html.Li([name, " ", html.Span(t("goals.without_numbers"), className="muted")])
    badge = [" ", fictional_badge()] if each.series.is_fictional else []
    return html.Li([name, *badge, " ", change_mark(each.series.change)])


def _activity(each: ActivityFacts) -> html.Li:
    return html.Li([each.title, html.Span([" – ", activity_state(each)], className="muted")])


def activity_state(each: ActivityFacts) -> str:
    """«gjort 3. mars 2026», «frist 1. mai 2026, over fristen», «utgår»."""
    if each.is_dropped:
        return t("goals.state.dropped")
    if each.done_on:
        return t("goals.state.done", day=date_text(each.done_on))
    if each.due_on:
        return t("goals.state.late" if each.is_late else "goals.state.due", day=date_text(each.due_on))
    return t("goals.state.open")


def _action(action: ActionFacts) -> html.Li:
    badge = [" ", fictional_badge()] if action.is_fictional else []
    state = html.Span([" – ", t(f"action_status.{action.status}").lower()], className="muted")
    return html.Li([dcc.Link(action.title, href=action_address(action.id)), *badge, state])
