"""The whole app behind a proxy, with callbacks for every role and one page that is not for everybody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import dash
import pytest
from dash import Dash, html
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.auth import Asker
from dashboard.shell import create_app
from db.engine import make_engine
from db.terms import Role
from etl.setup import prepare
from tests.dashboard import guarded_callbacks
from tests.dashboard.dropped_files import asker
from tests.dashboard.requests import client_of, proxy_settings


@pytest.fixture(scope="session")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all areas and the whole catalogue, to copy: a copy takes 5 ms, the catalogue a second."""
    path = tmp_path_factory.mktemp("furnished") / "house.sqlite3"
    shutil.copyfile(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    prepare(engine)
    engine.dispose()
    return path


@pytest.fixture
def furnished_engine(furnished: Path, tmp_path: Path) -> Iterator[Engine]:
    shutil.copyfile(furnished, tmp_path / "house.sqlite3")
    engine = make_engine(f"sqlite:///{tmp_path / 'house.sqlite3'}")
    yield engine
    engine.dispose()


@pytest.fixture
def analyst(furnished_engine: Engine, tmp_path: Path) -> Asker:
    """Somebody who may upload, in a house with areas and catalogue."""
    return asker(furnished_engine, tmp_path)


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
