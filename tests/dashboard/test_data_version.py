"""What is kept is kept under what stands: a transaction that comes to nothing leaves nothing behind."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.usecases.data_version import data_version, newest_data
from dashboard.usecases.kept import kept
from db.engine import reading, writing
from db.models import Owner
from db.writes import edits

STAMP = edits.Stamp("Kari", dt.datetime(2026, 3, 4))


def test_what_a_transaction_kept_that_came_to_nothing_is_never_found_again(engine: Engine):
    with pytest.raises(ZeroDivisionError), writing(engine) as session:
        edits.add(session, Owner(name="Kari"), STAMP)
        assert kept(engine, ("owners", data_version(session)), lambda: "med Kari") == "med Kari"
        raise ZeroDivisionError
    with writing(engine) as session:
        edits.add(session, Owner(name="Ola"), STAMP)
    with reading(engine) as session:
        assert kept(engine, ("owners", data_version(session)), lambda: "med Ola") == "med Ola"


def test_who_only_reads_shares_what_is_kept(engine: Engine):
    with reading(engine) as one, reading(engine) as another:
        assert data_version(one) == data_version(another) == newest_data(engine)
