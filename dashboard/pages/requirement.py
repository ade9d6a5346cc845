"""Et krav: where it is met, what shows it, and the forms for pointing at something new and for changing it."""

from __future__ import annotations

import dash
from dash import ALL, Input, Output, State, ctx, dcc, html, no_update

from dashboard.auth import Role, current_asker, guarded
from dashboard.components.addresses import STRUCTURES, number_at_end, requirement_address
from dashboard.components.edit_list import edit_list
from dashboard.components.form import form
from dashboard.components.notice import told
from dashboard.components.page_head import page_head
from dashboard.components.requirement_parts import TAKE_BACK, by_risks, evidence_table, requirement_facts
from dashboard.components.skeleton import skeleton
from dashboard.components.structure_tables import place_table
from dashboard.saving import Answer, Written, added, done, draws_again, saving
from dashboard.text import t
from dashboard.usecases.forms import FormView
from dashboard.usecases.requirement import RequirementPage, evidence_again, exists, requirement_page
from dashboard.usecases.requirement_writing import give_evidence, take_back_evidence, write_requirement
from dashboard.usecases.writing import Unfit

NEWS, PLACE, SHOWN_PLACE = "requirement-news", "requirement-form", "evidence-form"
SAVE, GIVE, SAVED = "requirement-save", "evidence-give", "requirement-saved"
HERE = {"news": NEWS, "then": (SAVED, "data")}

dash.register_page(
    __name__,
    path_template=f"{STRUCTURES}/krav/<number>",
    name=t("page.requirement.name"),
    title=t("shell.page_title", page=t("page.requirement.name")),
    exists=exists,
)
PATH = State("_pages_location", "pathname")


def layout(**_: object) -> html.Div:
    place = html.Div(html.Div([html.H1(t("page.requirement.name")), skeleton("panel", 1)]), id="requirement")
    return html.Div([html.Div(id=NEWS), place, dcc.Store(id=SAVED)])


@guarded(Role.READER, Output("requirement", "children"), Input("_pages_location", "pathname"), Input(SAVED, "data"))
def show(pathname: str | None, _: object) -> list[object]:
    return _page(requirement_page(current_asker(), number_at_end(pathname)))


def _form_again(unfit: Unfit, written: Written, pathname: str | None) -> object:
    return _form(requirement_page(current_asker(), number_at_end(pathname), written, unfit).form)


@guarded(Role.LEADER, *saving("requirement", SAVE, place=PLACE, **HERE), PATH, prevent_initial_call=True)
@draws_again(_form_again)
def save(written: Written, pathname: str | None) -> Answer:
    id = number_at_end(pathname)
    saved = write_requirement(current_asker(), id, written)
    is_new = id is None
    return (
        added(t("requirement.added"), t("requirement.open"), requirement_address(saved))
        if is_new
        else done(t("requirement.saved"), written)
    )


def _evidence_again(unfit: Unfit, written: Written, pathname: str | None) -> object:
    return _evidence_form(evidence_again(current_asker(), number_at_end(pathname) or 0, written, unfit))


@guarded(Role.LEADER, *saving("evidence", GIVE, place=SHOWN_PLACE, **HERE), PATH, prevent_initial_call=True)
@draws_again(_evidence_again)
def give(written: Written, pathname: str | None) -> Answer:
    give_evidence(current_asker(), number_at_end(pathname) or 0, written)
    return done(t("requirement.given"), written)


@guarded(
    Role.LEADER,
    Output(NEWS, "children", allow_duplicate=True),
    Output(SAVED, "data", allow_duplicate=True),
    Input({"type": TAKE_BACK, "number": ALL}, "n_clicks"),
    PATH,
    prevent_initial_call=True,
)
def take_back(clicks: list[int | None], pathname: str | None) -> tuple[object, object]:
    return _taken_back(number_at_end(pathname) or 0, int(ctx.triggered_id["number"])) if any(clicks) else (no_update,) * 2


def _taken_back(id: int, number: int) -> tuple[object, object]:
    take_back_evidence(current_asker(), id, number)
    return told("done", t("requirement.was_taken_back")), number


def _page(found: RequirementPage) -> list[object]:
    crumbs = [(t("page.structures.name"), STRUCTURES)]
    if found.title is None:
        return [page_head(t("requirement.new_title"), t("requirement.new_intro"), crumbs=crumbs), html.Div(_form(found.form), id=PLACE)]
    facts = found.facts
    stands = [requirement_facts(facts), html.H2(t("requirement.standing")), *by_risks(facts), place_table(facts.places)] if facts else []
    ended = [] if facts else [html.P(t("requirement.ended"))]
    may_write = found.form is not None
    shown = (
        evidence_table(found.evidence, may_write=may_write) if found.evidence else html.P(t("requirement.no_evidence"), className="muted")
    )
    return [page_head(found.title, crumbs=crumbs), *ended, *stands, html.H2(t("requirement.evidence")), shown, *_writing(found)]


def _writing(found: RequirementPage) -> list[object]:
    past = edit_list("requirement", found.history)
    if found.form is None:
        return [past]
    give = [html.H3(t("requirement.give")), html.Div(_evidence_form(found.evidence_form), id=SHOWN_PLACE)] if found.evidence_form else []
    note = [html.P(t("requirement.from_file"), className="field-note")] if found.facts and found.facts.is_from_file else []
    change = html.Details([html.Summary(t("requirement.change_title")), *note, html.Div(_form(found.form), id=PLACE)])
    return [*give, change, past]


def _form(view: FormView | None) -> object:
    return form(view, html.Button(t("form.save"), id=SAVE, type="button", className="button")) if view else None


def _evidence_form(view: FormView | None) -> object:
    return form(view, html.Button(t("requirement.give_button"), id=GIVE, type="button", className="button")) if view else None
