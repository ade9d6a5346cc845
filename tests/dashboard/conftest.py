"""The whole app behind a proxy, with callbacks for every role and one page that is not for everybody."""

from __future__ import annotations

from collections.abc import Iterator

import dash
import pytest
from dash import Dash, html
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.shell import create_app
from db.terms import Role
from tests.dashboard import guarded_callbacks
from tests.dashboard.requests import client_of, proxy_settings


@pytest.fixture
def app(sqlite_engine: Engine) -> Iterator[Dash]:
    guarded_callbacks.declare()
    app = create_app(sqlite_engine, proxy_settings())
    page = {"path": "/hemmelig", "title": "Hemmelig", "name": "Hemmelig", "order": 5}
    dash.register_page("tests.hemmelig", layout=lambda **_: html.P(guarded_callbacks.CANARY), role=Role.ANALYST, **page)
    yield app
    del dash.page_registry["tests.hemmelig"]


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return client_of(app.server)
