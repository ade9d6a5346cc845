"""One reader, many servers: how far was seen goes along in cookies, what broke off is asked again, what may be stored already is not stored."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.settings import Settings
from dashboard.steady import AGAIN, keep_steady
from db.engine import DatabaseUnusable, ReadingLost, writing
from db.sight import sight


def visitor(view: Callable[[], str], **settings: object) -> FlaskClient:
    server = Flask("one question")
    server.add_url_rule("/", view_func=view)
    keep_steady(server, Settings(**settings))
    return server.test_client()


def seen(position: int) -> Callable[[], str]:
    def view() -> str:
        floor = sight().floor
        sight().see(position)
        return str(floor)

    return view


def test_a_browser_is_told_how_far_it_has_seen_until_no_replica_may_lack_it():
    told = visitor(seen(500), replica_lag_seconds=5, public_origin="https://tavle.kommune.no").get("/").headers["Set-Cookie"]
    assert told.startswith("sett-1f4=1;")
    assert {"HttpOnly", "SameSite=Lax", "Secure", "Max-Age=8", "Path=/"} <= set(told.split("; "))


def test_the_furthest_that_was_seen_counts_in_whichever_order_answers_came():
    client = visitor(seen(500))
    for position in (1000, 800):
        client.set_cookie(f"sett-{position:x}", "1")
    answer = client.get("/")
    assert answer.text == "1000"
    assert "Set-Cookie" not in answer.headers  # nothing further was seen


@pytest.mark.parametrize("name", ["sett-", "sett-xyz", "sett-" + "f" * 17, "sett-1f4-", "x-sett-1f4", "sett--1"])
def test_a_cookie_of_another_form_says_nothing(name: str):
    client = visitor(seen(0))
    client.set_cookie(name, "1")
    assert client.get("/").text == "0"


def test_no_cookie_is_set_where_there_is_one_database():
    assert "Set-Cookie" not in visitor(lambda: "").get("/").headers


def test_what_one_request_has_seen_is_not_anothers():
    client = visitor(seen(500), replica_lag_seconds=5)
    client.get("/")
    assert sight() is None


def test_what_broke_off_is_asked_again():
    answers = iter([ReadingLost("unreachable", "db2"), ReadingLost("locked", "db3"), "answer"])

    def view() -> str:
        answer = next(answers)
        if isinstance(answer, ReadingLost):
            raise answer
        return answer

    assert visitor(view).get("/").text == "answer"


def test_what_another_server_may_have_stored_is_not_stored(sqlite_engine: Engine):
    def view() -> str:
        try:
            with writing(sqlite_engine):
                return "stored"
        except DatabaseUnusable as error:
            return f"{error.code} {error.was_writing}"

    client = visitor(view)
    assert client.get("/").text == "stored"
    assert client.get("/", headers={AGAIN: "yes"}).text == "unsure True"
