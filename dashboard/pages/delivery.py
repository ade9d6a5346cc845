"""En leveranse: what was noticed, what it changed, and the way to take it back or put it back."""

from __future__ import annotations

import dash
from dash import Input, Output, State, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import DELIVERIES, delivery_number
from dashboard.components.change_tables import changed_table, counts_sentence, jump_table, new_table, touched_table
from dashboard.components.delivery_facts import delivery_facts, history
from dashboard.components.notice import told
from dashboard.components.page_head import page_head
from dashboard.components.problem_table import problem_table
from dashboard.components.skeleton import skeleton
from dashboard.components.turn_form import ASK, CANCEL, CONFIRM, DO, REASON, confirmation, reason_missing, turn_form
from dashboard.text import t
from dashboard.usecases.deliveries import turn
from dashboard.usecases.delivery import DeliveryPage, delivery_page, would_change
from dashboard.usecases.delivery_jumps import jumps

dash.register_page(
    __name__,
    path_template=f"{DELIVERIES}/<number>",
    name=t("page.delivery.name"),
    title=t("shell.page_title", page=t("page.delivery.name")),
    role=Role.ANALYST,
)
JUMPS = "delivery-jumps"
PATH = Input("_pages_location", "pathname"), State("_pages_location", "pathname")


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.delivery.name")), skeleton("panel", 1)]), id="delivery")
    return html.Div([place, dcc.Store(id="delivery-turned"), dcc.Store(id="delivery-shown")])


@guarded(Role.ANALYST, Output("delivery", "children"), Output("delivery-shown", "data"), PATH[0], Input("delivery-turned", "data"))
def show(pathname: str | None, turned: str | None) -> tuple[list[object], int]:
    found = delivery_page(current_asker(), delivery_number(pathname))
    return _page(found, turned), found.facts.number


@guarded(Role.ANALYST, Output(JUMPS, "children"), Input("delivery-shown", "data"), PATH[1], prevent_initial_call=True)
def show_jumps(_: object, pathname: str | None) -> list[object]:
    """After the page itself: every series that the delivery touches is charted anew."""
    found = delivery_page(current_asker(), delivery_number(pathname))
    return jump_table(found, jumps(current_asker(), found))


@guarded(Role.ANALYST, Output(CONFIRM, "children"), Input(ASK, "n_clicks"), State(REASON, "value"), PATH[1], prevent_initial_call=True)
def ask(clicks: int | None, reason: str | None, pathname: str | None) -> object:
    return _asked(delivery_number(pathname), (reason or "").strip()) if clicks else None


@guarded(Role.ANALYST, Output(CONFIRM, "children", allow_duplicate=True), Input(CANCEL, "n_clicks"), prevent_initial_call=True)
def cancel(clicks: int | None) -> object:
    return None if clicks else dash.no_update


@guarded(
    Role.ANALYST,
    Output("delivery-turned", "data"),
    Input(DO, "n_clicks"),
    State(DO, "value"),
    State(REASON, "value"),
    PATH[1],
    prevent_initial_call=True,
)
def do(clicks: int | None, kind: str | None, reason: str | None, pathname: str | None) -> object:
    """Dash also calls this when the button appears; only a press turns anything."""
    return turn(current_asker(), kind or "", delivery_number(pathname), reason or "") if clicks else dash.no_update


def _asked(number: int, reason: str) -> object:
    return confirmation(number, would_change(current_asker(), number), reason) if reason else reason_missing()


def _page(found: DeliveryPage, turned: object) -> list[object]:
    facts = found.facts
    head = page_head(
        t("page.delivery.title", number=facts.number),
        t("page.delivery.intro", file=facts.file_name, source=facts.source),
        crumbs=[(t("page.deliveries.name"), DELIVERIES)],
    )
    return [head, *_news(found, turned), delivery_facts(found), *_problems(found), *_changes(found), *_turning(found)]


def _news(found: DeliveryPage, turned: object) -> list[object]:
    """What has just been done on this page."""
    if not turned or not found.turns:
        return []
    last = found.turns[-1]
    return [told("done", t(f"page.delivery.done.{last.kind}", number=found.facts.number, version=last.version))]


def _changes(found: DeliveryPage) -> list[object]:
    if found.brings_places:
        return []
    top = [html.H2(t("page.delivery.changes")), html.P(counts_sentence(found)), *changed_table(found), html.Div(id=JUMPS)]
    return [*top, *new_table(found), *touched_table(found)]


def _problems(found: DeliveryPage) -> list[object]:
    heading = html.H2(t("page.delivery.problems"))
    if found.problems is None:
        return [heading, html.P(t("page.delivery.problems_not_kept"))]
    return [heading, problem_table(found.problems) if found.problems else html.P(t("page.delivery.no_problems"))]


def _turning(found: DeliveryPage) -> list[object]:
    past = [html.H2(t("page.delivery.history")), history(found.turns)] if found.turns else []
    kind = "redo" if found.facts.is_undone else "undo"
    return [*past, html.H2(t(f"delivery.{kind}.title")), *turn_form(found)]
