"""The bytes of a delivery: for analysts alone, as they came, under a name of ours."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.shell import create_app
from db.terms import Role
from tests.builders import deliver, observations
from tests.dashboard.houses import settle
from tests.dashboard.requests import client_of, proxy_settings, signed_in_as

CONTENT = '=HYPERLINK("http://ond.example")\n'
NAME = "../../etc/passwd\r\nX-Ond: 1.csv"


@pytest.fixture
def client(sqlite_engine: Engine, tmp_path: Path) -> FlaskClient:
    settle(sqlite_engine)
    deliver(sqlite_engine, observations("1"), content=CONTENT, file_name=NAME)
    (tmp_path / hashlib.sha256(CONTENT.encode()).hexdigest()).write_text(CONTENT)
    return client_of(create_app(sqlite_engine, proxy_settings(raw_folder=tmp_path)).server)


def fetch(client: FlaskClient, role: Role | None = Role.ANALYST, number: int | str = 1):
    return client.get(f"/fil/leveranse/{number}", headers=signed_in_as(role))


def test_an_analyst_gets_the_file_as_it_came(client: FlaskClient):
    answer = fetch(client)
    assert (answer.status_code, answer.data) == (200, CONTENT.encode())


def test_no_browser_opens_it_and_its_name_is_ours(client: FlaskClient):
    headers = fetch(client).headers
    assert headers["Content-Disposition"] == "attachment; filename=leveranse-1.csv"
    assert headers["Content-Type"] == "application/octet-stream"
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")
    assert "X-Ond" not in headers


@pytest.mark.parametrize("role", [None, Role.READER, Role.LEADER, Role.COMMITTEE])
def test_nobody_else_gets_it(client: FlaskClient, role: Role | None):
    answer = fetch(client, role)
    assert answer.status_code in (401, 403)
    assert CONTENT.encode() not in answer.data


@pytest.mark.parametrize("number", [0, 2, 99, "../1", "1.csv", "-1"])
def test_there_is_nothing_else_to_fetch(client: FlaskClient, number: int | str):
    assert fetch(client, number=number).status_code == 404


def test_a_file_that_was_not_kept_or_is_no_longer_what_it_was_is_said(client: FlaskClient, tmp_path: Path):
    (kept,) = (path for path in tmp_path.iterdir() if len(path.name) == 64)
    kept.write_text(CONTENT + "mer")
    assert "er ikke tatt vare på" in fetch(client).text
    kept.unlink()
    assert fetch(client).status_code == 404
