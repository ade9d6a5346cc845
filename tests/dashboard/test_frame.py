"""The way to every page: what belongs together stands in one menu, for those who may see it."""

from __future__ import annotations

import dash
import pytest
from sqlalchemy import Engine

from dashboard.auth import Role, User
from dashboard.frame import MENU_OF, navigation
from dashboard.shell import create_app
from tests.dashboard.components_read import said
from tests.dashboard.requests import proxy_settings


@pytest.fixture
def app(sqlite_engine: Engine):
    return create_app(sqlite_engine, proxy_settings())


@pytest.mark.usefixtures("app")
def test_pages_of_one_kind_are_in_one_menu_and_one_alone_stands_by_itself():
    analyst, reader = (said(navigation(User("Kari", role))) for role in (Role.ANALYST, Role.READER))
    assert "Data Last opp Leveranser Kompletthet" in analyst
    assert "Kompletthet" in reader
    assert not [name for name in ("Data", "Last opp", "Leveranser") if name in reader]


@pytest.mark.usefixtures("app")
def test_every_page_of_a_menu_exists():
    assert MENU_OF.keys() <= {page["relative_path"] for page in dash.page_registry.values()}
