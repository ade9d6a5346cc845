"""En risiko: how it was judged, what is done against it, and the indicator that shows whether it falls."""

from __future__ import annotations

import dash
from dash import Input, Output, State, dcc, html

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import STRUCTURES, number_at_end, risk_address
from dashboard.components.edit_list import edit_list
from dashboard.components.form import form
from dashboard.components.page_head import page_head
from dashboard.components.risk_facts import risk_facts
from dashboard.components.skeleton import skeleton
from dashboard.components.structure_tables import judgement_table
from dashboard.saving import Answer, Written, added, done, draws_again, saving
from dashboard.text import t
from dashboard.usecases.forms import FormView
from dashboard.usecases.risk import RiskPage, exists, judge_risk, judge_view, risk_page, write_risk
from dashboard.usecases.writing import Unfit

NEWS, PLACE, JUDGE_PLACE = "risk-news", "risk-form", "risk-judge-form"
SAVE, JUDGE, SAVED = "risk-save", "risk-judge", "risk-saved"
HERE = {"news": NEWS, "then": (SAVED, "data")}

dash.register_page(
    __name__,
    path_template=f"{STRUCTURES}/risiko/<number>",
    name=t("page.risk.name"),
    title=t("shell.page_title", page=t("page.risk.name")),
    exists=exists,
)
PATH = State("_pages_location", "pathname")


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.risk.name")), skeleton("panel", 1)]), id="risk")
    return html.Div([html.Div(id=NEWS), place, dcc.Store(id=SAVED)])


@guarded(Role.READER, Output("risk", "children"), Input("_pages_location", "pathname"), Input(SAVED, "data"))
def show(pathname: str | None, _: object) -> list[object]:
    return _page(risk_page(current_asker(), number_at_end(pathname)))


def _form_again(unfit: Unfit, written: Written, pathname: str | None) -> object:
    return _form(risk_page(current_asker(), number_at_end(pathname), written, unfit).form)


@guarded(Role.LEADER, *saving("risk", SAVE, place=PLACE, **HERE), PATH, prevent_initial_call=True)
@draws_again(_form_again)
def save(written: Written, pathname: str | None) -> Answer:
    id = number_at_end(pathname)
    saved = write_risk(current_asker(), id, written)
    return added(t("risk.added"), t("risk.open"), risk_address(saved)) if id is None else done(t("risk.saved"), written)


def _judge_again(unfit: Unfit, written: Written, _: object) -> object:
    return _judge_form(judge_view(written, unfit))


@guarded(Role.LEADER, *saving("risk_assessment", JUDGE, place=JUDGE_PLACE, **HERE), PATH, prevent_initial_call=True)
@draws_again(_judge_again)
def judge(written: Written, pathname: str | None) -> Answer:
    judge_risk(current_asker(), number_at_end(pathname) or 0, written)
    return done(t("risk.judged"), written)


def _page(found: RiskPage) -> list[object]:
    crumbs = [(t("page.structures.name"), STRUCTURES)]
    if found.facts is None:
        return [page_head(t("risk.new_title"), t("risk.new_intro"), crumbs=crumbs), html.Div(_form(found.form), id=PLACE)]
    closed = t("risk.closed", day=found.facts.closed_on) if found.facts.closed_on else ""
    judged = [html.H2(t("risk.judgements")), judgement_table(found.facts.judgements)]
    return [page_head(found.facts.title, closed, crumbs=crumbs), *risk_facts(found.facts), *judged, *_writing(found)]


def _writing(found: RiskPage) -> list[object]:
    past = edit_list("risk", found.history)
    if found.form is None:
        return [past]
    judge = [html.H3(t("risk.judge_title")), html.Div(_judge_form(found.judge_form), id=JUDGE_PLACE)] if found.judge_form else []
    return [*judge, html.Details([html.Summary(t("risk.change_title")), html.Div(_form(found.form), id=PLACE)]), past]


def _form(view: FormView | None) -> object:
    return form(view, html.Button(t("form.save"), id=SAVE, type="button", className="button")) if view else None


def _judge_form(view: FormView) -> object:
    return form(view, html.Button(t("risk.judge"), id=JUDGE, type="button", className="button"))
