"""What is kept of the catalogue and the areas is kept under a number, which rises when they change and not otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, delete, update
from sqlalchemy.orm import Session

from db.engine import writing
from db.models import Area, Indicator, ServiceArea, Target
from db.queries.newest import newest_now
from db.writes.catalogue_state import note_catalogue
from etl.setup import prepare

CHANGES: dict[str, Callable[[Session], object]] = {
    "a limit": lambda session: session.execute(update(Indicator).values(small_number_limit=7)),
    "a name": lambda session: session.execute(update(ServiceArea).values(name=ServiceArea.name + " 2")),
    "an area": lambda session: session.execute(update(Area).where(Area.code == "3911").values(name="Annet")),
    "a target that is gone": lambda session: session.execute(delete(Target)),
}


@pytest.fixture
def house(engine: Engine) -> Engine:
    prepare(engine)
    return engine


def number(engine: Engine) -> int:
    return newest_now(engine).catalogue


def test_what_is_brought_up_to_date_again_is_the_same(house: Engine):
    before = number(house)
    prepare(house)
    assert (before, number(house)) == (1, 1)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_has_another_number(house: Engine, change: Callable[[Session], object]):
    with writing(house) as session:
        change(session)
        note_catalogue(session)
    assert number(house) == 2
    with writing(house) as session:
        note_catalogue(session)
    assert number(house) == 2


def test_what_was_not_stored_has_no_number(house: Engine):
    with pytest.raises(ZeroDivisionError), writing(house) as session:
        CHANGES["a limit"](session)
        note_catalogue(session)
        raise ZeroDivisionError
    assert number(house) == 1
