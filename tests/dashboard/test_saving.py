"""A form that is saved, asked for by hand: only a press stores; what is unfit comes back with what was written and what is wrong in it."""

from __future__ import annotations

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.auth import Role
from db.engine import reading
from db.queries.owners import all_owners
from tests.dashboard.requests import ask, body_for, key_of
from tests.source_code import modules


def sent(app: Dash, clicks: int | None, **written: str) -> dict[str, object]:
    """As the browser sends the form of who answers for something."""
    body = body_for(app, key_of(app, "owner-form.children"), clicks)
    ids = [{"form": "owner", "field": name} for name in written]
    body["state"][0] = [{"id": id, "property": "value", "value": written[str(id["field"])]} for id in ids]
    body["state"][1] = [{"id": id, "property": "id", "value": id} for id in ids]
    return body | {"changedPropIds": ["owner-save.n_clicks"]}


def names(app: Dash) -> list[str]:
    with reading(app.server.extensions["kvalitetstavle"]["engine"]) as session:
        return [owner.name for owner in all_owners(session)]


def test_a_press_stores_and_leads_on(app: Dash, client: FlaskClient):
    answer = ask(client, sent(app, 1, name="Enhetsleder Solsiden"), Role.LEADER)
    assert (answer.status_code, names(app)) == (200, ["Enhetsleder Solsiden"])
    assert set(answer.json["response"]) == {"owner-news", "owner-go"}


def test_a_button_that_appears_stores_nothing(app: Dash, client: FlaskClient):
    answer = ask(client, sent(app, None, name="Enhetsleder Solsiden"), Role.LEADER)
    assert (answer.status_code, answer.json["response"], names(app)) == (200, {}, [])


@pytest.mark.parametrize(("written", "said"), [("", "Avdeling Vest"), ("Ring 22 33 44 55", "22 33 44 55")])
def test_what_is_unfit_comes_back_with_what_is_wrong(app: Dash, client: FlaskClient, written: str, said: str):
    answer = ask(client, sent(app, 1, name=written, post="Avdeling Vest"), Role.LEADER)
    shown = answer.get_data(as_text=True)
    assert (set(answer.json["response"]), names(app)) == ({"owner-news", "owner-form"}, [])
    assert "notice-error" in shown
    assert said in shown


def test_no_page_draws_a_form_again_by_itself():
    """A page may tell what is unfit with a press that is no form's; the fields of one are read in one place."""
    pages = {module.path.stem: "\n".join(module.lines) for module in modules("dashboard/pages")}
    assert {name for name, code in pages.items() if "except Unfit" in code} == {"meeting_page"}
    assert {name for name, code in pages.items() if "FORM_VALUES" in code} == {"card", "statement"}
