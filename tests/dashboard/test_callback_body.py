"""Bodies made by hand: malformed ones, forged ids, and requests from other sites. All are refused before Dash sees them."""

import json

import pytest

from dashboard.shell import create_app
from db.terms import Role
from tests.dashboard import guarded_callbacks
from tests.dashboard.requests import CALLBACK, ask, body_for, client_of, key_of, proxy_settings, signed_in_as


def malformed_bodies():
    deep = "[" * 100_000 + "]" * 100_000
    yield from (
        b"",
        b"null",
        b"1",
        b'"tekst"',
        b"[]",
        b"{}",
        b'{"output": 1}',
        b'{"output": null}',
        b'{"output": ["a"]}',
        b'{"output": {}}',
        b"{",
        b"\xff",
    )
    yield from (deep.encode(), ('{"output":' + deep + "}").encode(), b'{"output": "ut-reader.children"}')


@pytest.mark.parametrize("body", list(malformed_bodies()), ids=lambda body: body[:30].decode("latin-1"))
def test_a_malformed_body_is_refused_before_dash_sees_it(client, body):
    answer = client.post(CALLBACK, data=body, content_type="application/json", headers=signed_in_as(Role.ADMINISTRATOR))
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_body_that_a_form_can_send_is_refused(app, client, kind):
    answer = client.post(
        CALLBACK, data=json.dumps(body_for(app, "ut-reader.children")), content_type=kind, headers=signed_in_as(Role.READER)
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"inputs": []},
        {"inputs": None},
        {"inputs": {}},
        {"inputs": [None]},
        {"inputs": ["inn-reader"]},
        {"inputs": [{"id": "annet", "property": "value"}]},
        {"inputs": [{"id": "inn-reader", "property": "pathname"}]},
        {"inputs": [{"id": "inn-reader"}]},
        {"inputs": [{"property": "value"}]},
        {"inputs": [{"id": {"type": "inn-reader"}, "property": "value"}]},
        {"inputs": [[{"id": "inn-reader", "property": "value"}]]},
        {"inputs": [{"id": "inn-reader", "property": "value"}] * 2},
        {"state": []},
        {"state": [{"id": "tilstand", "property": "hemmelig"}]},
        {"outputs": None},
        {"outputs": {"id": "annet", "property": "children"}},
        {"outputs": [{"id": "ut-reader", "property": "children"}]},
        {"changedPropIds": "inn-reader.value"},
        {"changedPropIds": [1]},
        {"changedPropIds": [{}]},
    ],
    ids=str,
)
def test_ids_and_properties_must_be_the_declared_ones(app, client, changes):
    assert ask(client, body_for(app, "ut-reader.children") | changes, Role.ADMINISTRATOR).status_code == 400


@pytest.mark.parametrize(
    "key", ["finnes.ikke", "ut-reader", "..ut-reader.children..", "__class__", "_pages_content.children", "ut-reader.children "]
)
def test_an_unknown_callback_is_refused(client, key):
    assert ask(client, {"output": key, "inputs": [], "outputs": []}, Role.ADMINISTRATOR).status_code == 403


def test_patterns_match_by_what_is_declared(app, client):
    of_all, of_one = body_for(app, "sum.children"), body_for(app, key_of(app, "svar"), "hei")
    of_all["inputs"] = [[{"id": {"type": "prøve", "index": n}, "property": "value", "value": n} for n in (1, 2, 3)]]
    assert ask(client, of_all, Role.READER).json["response"]["sum"]["children"] == "3"
    assert "hei" in ask(client, of_one, Role.READER).text


@pytest.mark.parametrize(
    "given",
    [{"type": "annen", "index": 1}, {"type": "prøve"}, {"type": "prøve", "index": 1, "mer": 2}, {"type": "prøve", "index": []}, "prøve",
     {"type": ["ALL"], "index": 1}],
    ids=str,
)  # fmt: skip
def test_an_id_outside_the_pattern_is_refused(app, client, given):
    body = body_for(app, "sum.children") | {"inputs": [[{"id": given, "property": "value", "value": 1}]]}
    assert ask(client, body, Role.READER).status_code == 400


def test_a_body_of_a_megabyte_is_too_large(app, client):
    assert ask(client, body_for(app, "ut-reader.children", "x" * 1_000_001), Role.READER).status_code == 413


# Another site asks in the user's name


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"}, {"Origin": "https://ond.example"},
     {"Origin": "null"}, {"Origin": "http://localhost.ond.example"}, {"Sec-Fetch-Site": "same-origin", "Origin": "https://ond.example"}],
    ids=str,
)  # fmt: skip
def test_another_site_cannot_ask_for_a_user(app, client, headers):
    upload = {"X-Requested-With": "XMLHttpRequest"}
    assert ask(client, body_for(app, "ut-reader.children"), Role.READER, **headers).status_code == 403
    assert client.post("/opplasting", headers=signed_in_as(Role.ANALYST) | headers | upload).status_code == 403


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, {"Origin": "https://tavle.kommune.no"}], ids=str
)
def test_our_own_page_may_ask(sqlite_engine, headers):
    guarded_callbacks.declare()
    app = create_app(sqlite_engine, proxy_settings(public_origin="https://tavle.kommune.no"))
    assert ask(client_of(app.server), body_for(app, "ut-reader.children"), Role.READER, **headers).status_code == 200


def test_an_upload_without_the_scripts_own_header_is_refused(client):
    assert client.post("/opplasting", headers=signed_in_as(Role.ANALYST)).status_code == 403


def test_a_header_from_another_address_is_refused_everywhere(app):
    stranger = client_of(app.server, peer="10.0.0.7")
    assert ask(stranger, body_for(app, "ut-reader.children"), Role.ADMINISTRATOR).status_code == 403
    for address in ("/", "/_dash-layout", "/assets/frame.js", "/finnes-ikke"):
        answer = stranger.get(address, headers=signed_in_as(Role.ADMINISTRATOR))
        assert answer.status_code == 403
        assert "ikke logget inn" in answer.text
