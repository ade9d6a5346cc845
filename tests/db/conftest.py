"""A database that knows two indicators and two places, and has no figures yet."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.builders import settle
from tests.db.standing import AREAS, INDICATORS


@pytest.fixture
def settled(engine: Engine) -> Engine:
    settle(engine, indicators=INDICATORS, areas=AREAS)
    return engine
