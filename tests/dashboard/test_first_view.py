"""A page as it comes from the server: whole, for the asker's own eyes, kept until the facts change, and asked for once a filter."""

from __future__ import annotations

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.first_view import callbacks_of_address
from db.engine import writing
from tests.builders import deliver, observations
from tests.dashboard.guarded_callbacks import CANARY
from tests.dashboard.houses import FALLS, settle
from tests.dashboard.requests import ask, body_for, signed_in_as

SERVICE = "/tjeneste?tjeneste=sykehjem&omrade=SYK-01"
CLEAN, SMALL = "20/1000 25/1000 37/1000", "3/1000 25/1000 37/1000"


@pytest.fixture
def house(sqlite_engine: Engine) -> Engine:
    settle(sqlite_engine)
    deliver(sqlite_engine, observations(CLEAN, indicator=FALLS, area="SYK-01"))
    return sqlite_engine


def page(client: FlaskClient, address: str = SERVICE, role: Role = Role.LEADER, name: str = "Kari") -> str:
    return client.get(address, headers=signed_in_as(role, name)).text


def asked(app: Dash, client: FlaskClient, role: Role = Role.LEADER) -> str:
    """The content as the page's own callback brings it."""
    return ask(client, body_for(app, "service.children", "?" + SERVICE.partition("?")[2]), role).text


@pytest.mark.usefixtures("house")
def test_the_sentences_and_pictures_stand_in_the_page_that_the_server_sends(client: FlaskClient):
    view = page(client).partition('<div id="first-view">')[2]
    assert "<h1>Sykehjem</h1>" in view and "3,7\u00a0per" in view
    assert view.count('class="picture"') == 1 and "skeleton" not in view
    assert view.index("Kari") < view.index("<h1>")


@pytest.mark.usefixtures("house")
def test_a_page_whose_forms_need_their_scripts_waits_for_them(client: FlaskClient):
    sent = page(client, "/tiltak/ny")
    assert 'id="first-view"' not in sent and "Laster" in sent


def test_without_a_database_the_frame_is_sent_and_the_page_tells_why(app: Dash, client: FlaskClient, sqlite_engine: Engine):
    with writing(sqlite_engine) as session:
        session.connection().exec_driver_sql("ALTER TABLE observation RENAME TO lost")
    sent = client.get(SERVICE, headers=signed_in_as(Role.LEADER))
    assert sent.status_code == 200 and 'id="first-view"' not in sent.text
    assert "notice" in asked(app, client)


@pytest.mark.usefixtures("house")
def test_a_page_above_the_askers_role_is_not_written_into_anything(client: FlaskClient):
    assert page(client, "/hemmelig", Role.ANALYST)
    assert CANARY not in page(client, "/hemmelig", Role.READER)


def test_each_role_gets_its_own_numbers_also_when_another_asked_first(app: Dash, client: FlaskClient, house: Engine):
    deliver(house, observations(SMALL, indicator=FALLS, area="SYK-01"))
    sent = {(role, turn): page(client, role=role) + asked(app, client, role) for turn in (1, 2) for role in (Role.LEADER, Role.READER)}
    for turn in (1, 2):
        assert "skjult" not in sent[Role.LEADER, turn]
        assert "skjult" in sent[Role.READER, turn]


@pytest.mark.usefixtures("house")
def test_each_reader_sees_their_own_name(client: FlaskClient):
    assert ["Kari" in page(client, name=name) for name in ("Kari", "Ola", "Kari")] == [True, False, True]


def test_what_was_kept_is_given_until_the_facts_change(app: Dash, client: FlaskClient, house: Engine):
    before = [page(client), page(client), asked(app, client), asked(app, client)]
    deliver(house, observations("20/1000 25/1000 41/1000", indicator=FALLS, area="SYK-01"))
    after = [page(client), asked(app, client)]
    assert before[0] == before[1] and before[2] == before[3]
    assert all("4,1\u00a0" in each for each in after) and not any("4,1\u00a0" in each for each in before)


def test_what_went_wrong_once_is_not_kept(app: Dash, client: FlaskClient, house: Engine):
    with writing(house) as session:
        session.connection().exec_driver_sql("ALTER TABLE observation RENAME TO lost")
    gone = [page(client), asked(app, client)]
    with writing(house) as session:
        session.connection().exec_driver_sql("ALTER TABLE lost RENAME TO observation")
    back = [page(client), asked(app, client)]
    assert not any("3,7\u00a0per" in each for each in gone) and all("3,7\u00a0per" in each for each in back)


@pytest.mark.usefixtures("house")
def test_every_spelling_of_compression_gets_what_it_can_read(client: FlaskClient):
    for accepted in ("br", "gzip", "identity", "br"):
        answer = client.get(SERVICE, headers=signed_in_as(Role.LEADER) | {"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding", "identity") == accepted
        assert answer.headers["Cache-Control"] == "no-store" and "Content-Security-Policy" in answer.headers


@pytest.mark.usefixtures("house")
def test_a_page_says_which_contents_follow_its_query(client: FlaskClient):
    said = page(client).partition('<meta name="follow-query" content="')[2].partition('"')[0].split()
    assert {"service", "overview", "indicator"} <= set(said)
    assert "about" not in said and "action" not in said


def test_an_answer_that_asks_for_more_than_the_address_is_not_said_to_follow_from_it(app: Dash):
    entry = next(iter(callbacks_of_address(app).values()))
    entry["state"] = [{"id": "elsewhere", "property": "value"}]
    with pytest.raises(RuntimeError, match="asks for more"):
        callbacks_of_address(app)
    entry["state"] = []
