"""Delmål: the ways there, the indicators and measures that serve it, and the activities that are written down for it."""

from __future__ import annotations

import dash
from dash import Input, Output, State, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.activity_table import activity_table, indicator_table
from dashboard.components.addresses import number_at_end
from dashboard.components.edit_list import edit_list
from dashboard.components.form import form
from dashboard.components.goal_addresses import ACTIVITY, GOALS, goals_address, number_chosen, objective_address, saved_kind
from dashboard.components.notice import told
from dashboard.components.objective_card import action_list, missing_mark
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.components.strategy_notice import source_line, strategy_notices
from dashboard.saving import Answer, Written, draws_again, saving, stored
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases import activities
from dashboard.usecases.forms import FormView
from dashboard.usecases.goal_selection import GoalSelection
from dashboard.usecases.objective_page import FORM, ObjectivePage, indicator_form_again, objective_page, write_objective_indicators
from dashboard.usecases.writing import Unfit

NEWS, GO = "objective-news", "objective-go"
ACTIVITY_PLACE, INDICATORS_PLACE = "objective-activity", "objective-indicators"
SAVE_ACTIVITY, SAVE_INDICATORS = "objective-save-activity", "objective-save-indicators"
WHERE = ("_pages_location", "pathname"), ("_pages_location", "search")
ADDRESS = [State(*each) for each in WHERE]
HERE = {"news": NEWS, "then": (GO, "href")}
SAVED = ("aktivitet", "indikatorer")

dash.register_page(
    __name__,
    path_template=f"{GOALS}/delmal/<number>",
    name=t("page.objective.name"),
    title=t("shell.page_title", page=t("page.objective.name")),
)


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.objective.name")), skeleton("panel", 1)]), id="objective")
    return html.Div([place, dcc.Location(id=GO, refresh="callback-nav")])


@guarded(Role.READER, Output("objective", "children"), *(Input(*each) for each in WHERE))
def show(pathname: str | None, search: str | None) -> list[object]:
    chosen = Selection.from_query(search or "")
    found = objective_page(current_asker(), _number(pathname), chosen, number_chosen(search, ACTIVITY))
    return _page(found, chosen, saved_kind(search))


def _activity_again(unfit: Unfit, written: Written, pathname: str | None, search: str | None) -> html.Div:
    objective = _number(pathname)
    again = activities.activity_form_again(current_asker(), objective, number_chosen(search, ACTIVITY), written, unfit)
    return _activity_fields(again, objective, Selection.from_query(search or ""))


@guarded(Role.LEADER, *saving(activities.FORM, SAVE_ACTIVITY, place=ACTIVITY_PLACE, **HERE), *ADDRESS, prevent_initial_call=True)
@draws_again(_activity_again)
def save_activity(written: Written, pathname: str | None, search: str | None) -> Answer:
    objective = _number(pathname)
    id, revision = activities.write_activity(current_asker(), objective, number_chosen(search, ACTIVITY), written)
    return _after(objective, search, f"{SAVED[0]}-{id}-{revision}")


def _indicators_again(unfit: Unfit, written: Written, *_: object) -> html.Div:
    return _indicator_fields(indicator_form_again(current_asker(), written, unfit))


@guarded(Role.ANALYST, *saving(FORM, SAVE_INDICATORS, place=INDICATORS_PLACE, **HERE), *ADDRESS, prevent_initial_call=True)
@draws_again(_indicators_again)
def save_indicators(written: Written, pathname: str | None, search: str | None) -> Answer:
    objective = _number(pathname)
    revision = write_objective_indicators(current_asker(), objective, written)
    return _after(objective, search, f"{SAVED[1]}-{objective}-{revision}")


def _number(pathname: str | None) -> int:
    """0, which none has, where the address says nothing."""
    return number_at_end(pathname) or 0


def _after(objective: int, search: str | None, saved: str) -> Answer:
    return stored(objective_address(objective, Selection.from_query(search or ""), saved=saved))


def _page(found: ObjectivePage, chosen: Selection, saved: str) -> list[object]:
    view, strategy = found.objective, found.page.strategy
    asked = GoalSelection(chosen, strategy.id)
    head = page_head(view.title, t("goals.number", number=view.number), crumbs=[(t("page.goals.name"), goals_address(asked))])
    news = [told("done", t(f"page.objective.done.{saved}"))] if saved in SAVED else []
    ways = [html.H2(t("goals.pathways")), html.Ul([html.Li(text) for text in view.pathways])] if view.pathways else []
    top = [head, html.Div(news, id=NEWS), *strategy_notices(strategy, asked, None), source_line(strategy), *missing_mark(view), *ways]
    return [*top, *_indicators(found, chosen), *_activities(found, chosen), *_actions(found), edit_list("objective", found.history)]


def _indicators(found: ObjectivePage, chosen: Selection) -> list[object]:
    view = found.objective
    shown = indicator_table(view.indicators, chosen) if view.indicators else html.P(_without_indicators(found))
    return [html.H2(t("page.objective.indicators")), shown, *_choosing(found.indicators)]


def _without_indicators(found: ObjectivePage) -> str:
    view = found.objective
    return t("goals.lacks_indicators") if view.lacks_indicators else t("goals.elsewhere", count=view.elsewhere)


def _choosing(view: FormView | None) -> list[html.Details]:
    if view is None:
        return []
    return [html.Details([html.Summary(t("page.objective.link_indicators")), html.Div(_indicator_fields(view), id=INDICATORS_PLACE)])]


def _indicator_fields(view: FormView) -> html.Div:
    return form(view, html.Button(t("page.objective.save_indicators"), id=SAVE_INDICATORS, type="button", className="button"))


def _activities(found: ObjectivePage, chosen: Selection) -> list[object]:
    view = found.objective
    table = activity_table(view.activities, view.id, chosen, may_write=found.activity is not None)
    shown = [table] if view.activities else [html.P(t("page.objective.activities_empty"))]
    return [html.H2(t("page.objective.activities")), *shown, *_writing(found, chosen)]


def _writing(found: ObjectivePage, chosen: Selection) -> list[object]:
    """A new one waits under its heading; one that is being changed stands open, with what was done with it before."""
    if found.activity is None:
        return []
    fields = html.Div(_activity_fields(found.activity, found.objective.id, chosen), id=ACTIVITY_PLACE)
    if found.changing is None:
        return [html.Details([html.Summary(t("page.objective.add")), fields])]
    title = next(each.title for each in found.objective.activities if each.id == found.changing)
    return [html.H3(t("page.objective.change", title=title)), fields, edit_list(activities.FORM, found.activity_history)]


def _activity_fields(view: FormView, objective: int, chosen: Selection) -> html.Div:
    save = html.Button(t("page.objective.save_activity"), id=SAVE_ACTIVITY, type="button", className="button")
    close = [dcc.Link(t("page.objective.close"), href=objective_address(objective, chosen))] if view.revision else []
    return form(view, save, *close)


def _actions(found: ObjectivePage) -> list[object]:
    actions = found.objective.actions
    return [html.H2(t("page.objective.actions")), action_list(actions) if actions else html.P(t("page.objective.actions_empty"))]
