"""Skriv strategi: a new version made from an old one, the draft and its delmål, and its adoption."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import dash
from dash import ALL, Input, Output, State, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.draft_table import act_id, draft_table
from dashboard.components.edit_list import edit_list
from dashboard.components.form import form
from dashboard.components.goal_addresses import GOALS, OBJECTIVE, goals_address, name_at_end, number_chosen, saved_kind, strategy_address
from dashboard.components.notice import told
from dashboard.components.page_head import page_head
from dashboard.components.skeleton import skeleton
from dashboard.components.strategy_notice import source_line, strategy_notices
from dashboard.saving import Answer, Written, draws_again, saving, stored
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases import strategy_fields as fields
from dashboard.usecases import strategy_writing as writing
from dashboard.usecases.forms import FormView
from dashboard.usecases.goal_selection import GoalSelection
from dashboard.usecases.strategy_page import StrategyPage, form_again, strategy_page

NEWS, GO = "strategy-news", "strategy-go"
PATH, SEARCH = ("_pages_location", "pathname"), ("_pages_location", "search")
SAVED = ("utkast", "strategi", "delmal", "flyttet", "uttatt", "vedtatt")

dash.register_page(
    __name__,
    path_template=f"{GOALS}/strategi/<strategy>",
    name=t("page.strategy.name"),
    title=t("shell.page_title", page=t("page.strategy.name")),
    role=Role.COMMITTEE,
)


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.strategy.name")), skeleton("panel", 1)]), id="strategy")
    return html.Div([place, dcc.Location(id=GO, refresh="callback-nav")])


@guarded(Role.COMMITTEE, Output("strategy", "children"), Input(*PATH), Input(*SEARCH))
def show(pathname: str | None, search: str | None) -> list[object]:
    return _page(strategy_page(current_asker(), name_at_end(pathname), number_chosen(search, OBJECTIVE)), saved_kind(search))


def _saving(form_name: str) -> tuple[object, ...]:
    """What every form here is saved with."""
    places = {"news": NEWS, "place": f"{form_name}-form", "then": (GO, "href")}
    return *saving(form_name, f"{form_name}-save", **places), State(*PATH), State(*SEARCH)


def _again(form_name: str) -> Callable[..., html.Div]:
    return lambda unfit, written, *_: _fields(form_again(current_asker(), form_name, written, unfit))


@guarded(Role.COMMITTEE, *_saving(fields.VERSION_FORM), prevent_initial_call=True)
@draws_again(_again(fields.VERSION_FORM))
def make(written: Written, pathname: str | None, _: object) -> Answer:
    made = writing.make_version(current_asker(), name_at_end(pathname), written)
    return stored(strategy_address(made, saved="utkast-1"))


@guarded(Role.COMMITTEE, *_saving(fields.TEXTS_FORM), prevent_initial_call=True)
@draws_again(_again(fields.TEXTS_FORM))
def save_texts(written: Written, pathname: str | None, _: object) -> Answer:
    strategy = name_at_end(pathname)
    return stored(strategy_address(strategy, saved=f"strategi-{writing.write_strategy(current_asker(), strategy, written)}"))


@guarded(Role.COMMITTEE, *_saving(fields.ADOPTION_FORM), prevent_initial_call=True)
@draws_again(_again(fields.ADOPTION_FORM))
def adopt(written: Written, pathname: str | None, _: object) -> Answer:
    strategy = name_at_end(pathname)
    return stored(strategy_address(strategy, saved=f"vedtatt-{writing.adopt_strategy(current_asker(), strategy, written)}"))


@guarded(Role.COMMITTEE, *_saving(fields.OBJECTIVE_FORM), prevent_initial_call=True)
@draws_again(_again(fields.OBJECTIVE_FORM))
def save_objective(written: Written, pathname: str | None, search: str | None) -> Answer:
    strategy = name_at_end(pathname)
    id, revision = writing.write_objective(current_asker(), strategy, number_chosen(search, OBJECTIVE), written)
    return stored(strategy_address(strategy, saved=f"delmal-{id}-{revision}"))


@guarded(
    Role.COMMITTEE,
    Output(NEWS, "children", allow_duplicate=True),
    Output(GO, "href", allow_duplicate=True),
    Input(act_id(ALL, ALL, ALL), "n_clicks"),
    State(*PATH),
    prevent_initial_call=True,
)
def act(clicks: list, pathname: str | None) -> tuple[object, object]:
    """Move a delmål, or take it out."""
    return (None, _done(dash.ctx.triggered_id, name_at_end(pathname))) if any(clicks) else (dash.no_update, dash.no_update)


def _done(asked: Mapping[str, object], strategy: str) -> str:
    which, seen = int(str(asked["objective"])), int(str(asked["seen"]))
    if asked["act"] == "drop":
        writing.drop_objective(current_asker(), strategy, which, seen)
        return strategy_address(strategy, saved=f"uttatt-{which}")
    writing.move_objective(current_asker(), strategy, which, seen, -1 if asked["act"] == "up" else 1)
    return strategy_address(strategy, saved=f"flyttet-{which}-{seen}")


def _page(found: StrategyPage, saved: str) -> list[object]:
    strategy = found.strategy
    asked = GoalSelection(Selection(), strategy.id)
    head = page_head(strategy.title, crumbs=[(t("page.goals.name"), goals_address(asked))])
    news = html.Div([told("done", t(f"page.strategy.done.{saved}"))] if saved in SAVED else [], id=NEWS)
    top = [head, news, *strategy_notices(strategy, asked, None), source_line(strategy)]
    parts = _draft(found) if strategy.is_draft else _version(found)
    return [*top, *parts, edit_list(fields.TEXTS_FORM, found.history)]


def _version(found: StrategyPage) -> list[object]:
    return [html.P(t("page.strategy.stands")), html.H2(t("page.strategy.version")), _form(found.version)]


def _draft(found: StrategyPage) -> list[object]:
    strategy = found.strategy
    see = html.P(dcc.Link(t("page.strategy.see"), href=goals_address(GoalSelection(Selection(), strategy.id))))
    rows = draft_table(strategy.id, found.objectives) if found.objectives else html.P(t("page.strategy.no_objectives"))
    adoption = [html.H2(t("page.strategy.adoption")), html.P(t("page.strategy.adoption_why")), _form(found.adoption)]
    return [
        see,
        html.H2(t("page.strategy.texts")),
        _form(found.texts),
        html.H2(t("page.strategy.objectives")),
        rows,
        *_one(found),
        *adoption,
    ]


def _one(found: StrategyPage) -> list[object]:
    """The form of a new delmål waits under its heading, that of one being changed stands open."""
    if found.changing is None:
        return [html.Details([html.Summary(t("page.strategy.add")), _form(found.objective)])]
    number = next(each.number for each in found.objectives if each.id == found.changing)
    close = html.P(dcc.Link(t("page.strategy.close"), href=strategy_address(found.strategy.id)))
    return [html.H3(t("page.strategy.change", number=number)), _form(found.objective), close]


def _form(view: FormView) -> html.Div:
    return html.Div(_fields(view), id=f"{view.name}-form")


BUTTONS = {fields.VERSION_FORM: "page.strategy.make", fields.ADOPTION_FORM: "page.strategy.adopt"}


def _fields(view: FormView) -> html.Div:
    return form(view, html.Button(t(BUTTONS.get(view.name, "form.save")), id=f"{view.name}-save", type="button", className="button"))
