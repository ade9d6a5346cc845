"""Every role × callback × route by hand-made requests: who is answered, and what nobody else ever sees."""

import json

import dash
import pytest
from dash import Input, Output
from flask import g

from dashboard.auth import User, current_asker
from dashboard.guard import PAGES_ROUTER
from dashboard.shell import create_app
from db.terms import Role
from tests.dashboard.guarded_callbacks import CANARY
from tests.dashboard.requests import ask, body_for, proxy_settings, server_callbacks, signed_in_as

ANYONE = (None, *Role)


def user_in(role):
    return User("kari", role)


# Role × callback


@pytest.mark.parametrize("role", ANYONE)
def test_a_callback_answers_its_role_and_those_above_only(app, client, role):
    for key in server_callbacks(app.callback_map):
        needed = Role.READER if key == PAGES_ROUTER else app.callback_map[key]["callback"].needed_role
        answer = ask(client, body_for(app, key, "/" if key == PAGES_ROUTER else None), role)
        may = role is not None and role.may(needed)
        assert answer.status_code in ((200, 204) if may else (403,)), (key, role, answer.text)
        assert may or CANARY not in answer.text


@pytest.mark.parametrize("role", ANYONE)
def test_a_script_of_the_browser_is_no_callback_of_the_server(app, client, role):
    for key in set(app.callback_map) - set(server_callbacks(app.callback_map)):
        assert ask(client, {"output": key, "inputs": []}, role).status_code == 403


def test_the_lock_inside_holds_when_the_guard_is_gone(app, client):
    app.server.before_request_funcs[None] = [lambda: setattr(g, "user", user_in(Role.READER))]
    answer = ask(client, body_for(app, "ut-analyst.children"), None)
    assert CANARY not in answer.text
    assert "rollen analytiker" in json.dumps(answer.json, ensure_ascii=False)


def test_an_asker_is_who_the_proxy_says(app, client):
    answer = ask(client, body_for(app, "ut-reader.children"), Role.READER)
    assert answer.json["response"]["ut-reader"]["children"] == f"{CANARY} reader Kari Lærdal"


# Role × route


@pytest.mark.parametrize("role", ANYONE)
def test_a_route_answers_its_role_and_those_above_only(app, client, role):
    needed = {"/": Role.READER, "/om": Role.READER, "/hemmelig": Role.ANALYST, "/_dash-layout": Role.READER, "/_dash-dependencies": Role.READER,
              "/assets/frame.js": Role.READER, "/_favicon.ico": Role.READER, "/fil/serie.csv": Role.READER, "/fil/sammenligning.csv": Role.READER, "/fil/sammenligning-trakt.svg": Role.READER, "/fil/mal/egen.csv": Role.READER,
              "/pakker/finnes-ikke.js": Role.READER, "/_dash-component-suites/dash/finnes-ikke.js": Role.READER}  # fmt: skip
    for address, least in needed.items():
        answer = client.get(address, headers=signed_in_as(role))
        may = role is not None and role.may(least)
        assert (answer.status_code != 403) == may, (address, role, answer.status_code)
        assert may or CANARY not in answer.text


@pytest.mark.parametrize("role", ANYONE)
def test_uploading_is_for_analysts(client, role):
    answer = client.post("/opplasting", headers=signed_in_as(role) | {"X-Requested-With": "XMLHttpRequest"}, data={})
    assert answer.status_code == (400 if role is not None and role.may(Role.ANALYST) else 403)


def test_health_tells_anyone_and_tells_nothing(client):
    assert client.get("/_health").text == "OK"
    assert client.get("/klar").json == {"klar": True}


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_what_dash_offers_and_we_do_not_use_is_not_there(client, role):
    for address in ("/_reload-hash", "/_mcp", "/_alive_1"):
        assert client.get(address, headers=signed_in_as(role)).status_code in (404, 403)


# Canary words: nobody sees what stands on a page that is not theirs, whoever came first


@pytest.mark.parametrize("role", [None, Role.READER, Role.COMMITTEE])
def test_the_layout_of_a_page_reaches_only_those_who_may_see_it(app, client, role):
    for address in ("/hemmelig", "/", "/_dash-layout"):
        client.get(address, headers=signed_in_as(Role.ADMINISTRATOR))
    ask(client, body_for(app, PAGES_ROUTER, "/hemmelig"), Role.ADMINISTRATOR)
    for address in ("/", "/om", "/hemmelig", "/finnes-ikke", "/_dash-layout", "/_dash-dependencies", "/?x=1"):
        assert CANARY not in client.get(address, headers=signed_in_as(role)).text
    assert CANARY not in ask(client, body_for(app, PAGES_ROUTER, "/hemmelig"), role).text


def test_the_router_gives_a_page_to_those_who_may_see_it(app, client):
    assert CANARY in ask(client, body_for(app, PAGES_ROUTER, "/hemmelig", ""), Role.ANALYST).text
    assert ask(client, body_for(app, PAGES_ROUTER, "/hemmelig", ""), Role.LEADER).status_code == 403
    assert ask(client, body_for(app, PAGES_ROUTER, "/finnes-ikke", ""), Role.READER).status_code == 200


def test_the_navigation_leads_only_where_one_may_go(client):
    assert "hemmelig" in client.get("/_dash-layout", headers=signed_in_as(Role.ANALYST)).text
    assert "hemmelig" not in client.get("/_dash-layout", headers=signed_in_as(Role.LEADER)).text


def test_page_layouts_are_empty_shells(app):
    """Dash calls them at odd moments with anything at all: they ask nobody, and swallow what they are given."""
    for page in dash.page_registry.values():
        page["layout"](rolle="administrator", is_admin="1", user="x", self="y")


def test_a_query_string_is_swallowed(app, client):
    answer = ask(client, body_for(app, PAGES_ROUTER, "/om", "?who=SJEFEN&is_admin=1&self=1&_=2&pathname_=x"), Role.READER)
    assert answer.status_code == 200
    assert "SJEFEN" not in answer.text


# The app does not start half guarded


def test_a_callback_without_a_policy_keeps_the_app_from_starting(sqlite_engine):
    dash.callback(Output("udekket", "children"), Input("inn", "value"))(lambda value: value)
    with pytest.raises(RuntimeError, match=r"udekket\.children"):
        create_app(sqlite_engine, proxy_settings())


def test_a_route_without_a_policy_keeps_the_app_from_starting(sqlite_engine, monkeypatch):
    def with_a_hole(server):
        server.add_url_rule("/udekket", endpoint="/udekket", view_func=lambda: "x")
        return {}

    monkeypatch.setattr("dashboard.shell.add_routes", with_a_hole)
    with pytest.raises(RuntimeError, match="/udekket"):
        create_app(sqlite_engine, proxy_settings())


def test_two_apps_in_one_process_have_the_same_pages_and_callbacks(sqlite_engine):
    first, second = (create_app(sqlite_engine, proxy_settings()) for _ in range(2))
    assert set(first.callback_map) == set(second.callback_map)


def test_the_asker_holds_the_house(app):
    with app.server.test_request_context("/"):
        g.user = user_in(Role.READER)
        asker = current_asker()
        assert (asker.user.role, asker.settings.sign_in) == (Role.READER, "proxy")
