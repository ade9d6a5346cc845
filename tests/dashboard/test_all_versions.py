"""What is hidden when a number was corrected, went away or came late: so that the versions together tell no more than each."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
import pytest
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.selection import Selection
from dashboard.usecases.series import find_series
from db.engine import writing
from db.terms import Kind
from db.writes.reversals import redo, undo
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard.houses import asker, settle

PLACES = {"a": "SYK-01", "b": "SYK-02", "c": "SYK-03", "total": "3911"}
COUNT = "antall"
NOW = dt.datetime(2026, 5, 4, 9, 15)


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    with writing(engine) as session:
        session.add_all([an_area(unit, type="unit", parent="3911", service_area="sykehjem") for unit in ("SYK-02", "SYK-03")])
        session.add(an_indicator(COUNT, kind=Kind.COUNT, unit="count"))
    return engine


def month(**values: str) -> list:
    return [row for name, text in values.items() for row in observations(text, indicator=COUNT, area=PLACES[name])]


def shown(house: Engine, as_of: int | None = None) -> dict[str, float]:
    """By place the numbers of the first month that a reader sees."""
    found = {}
    for name, area in PLACES.items():
        for point in find_series(asker(house, Role.READER), COUNT, Selection(area=area, as_of=as_of)).points:
            if point.value is not None and str(point.period) == "2024-M01":
                found[name] = point.value
    return found


def test_a_corrected_neighbour_does_not_bring_out_what_it_had_covered(house):
    """97 + 3 + 50 = 150; alone, 40 + 3 + 50 = 93 would hide the 40 and show the 50."""
    deliver(house, month(a="97", b="3", c="50", total="150"))
    assert shown(house) == {"a": 97, "total": 150}
    deliver(house, month(a="40", total="93"))
    assert shown(house) == {"a": 40, "total": 93}
    assert shown(house, as_of=1) == {"a": 97, "total": 150}


def test_a_total_that_comes_after_its_parts_is_hidden_since_they_were_shown(house):
    deliver(house, month(a="20", b="3", c="50"))
    deliver(house, month(total="73"))
    assert shown(house) == {"a": 20, "c": 50}
    assert shown(house, as_of=1) == {"a": 20, "c": 50}


def test_the_same_numbers_again_and_later_periods_move_nothing(house):
    for rows in (month(a="20", b="3", c="50", total="73"), month(a="20", b="3", c="50", total="73")):
        deliver(house, rows)
    deliver(house, observations("7", indicator=COUNT, area="SYK-02", first="2024-M02"))
    assert shown(house) == {"c": 50, "total": 73}


def test_an_undo_and_its_undo_bring_nothing_out(house):
    deliver(house, month(a="97", b="3", c="50", total="150"))
    second = deliver(house, month(a="40", total="93"))
    before = shown(house)
    for turn, seen in ((undo, {"a": 97, "total": 150}), (redo, before)):
        with writing(house) as session:
            turn(session, second, "Kari", "feil", NOW)
        assert shown(house) == seen


def test_a_total_that_is_taken_back_leaves_hidden_what_it_told(house):
    deliver(house, month(a="20", b="3", c="50"))
    house_total = deliver(house, month(a="21", total="74"))
    with writing(house) as session:
        undo(session, house_total, "Kari", "feil", NOW)
    assert shown(house) == {"a": 20, "c": 50}
    assert len(shown(house, as_of=2).keys() & {"a", "total"}) == 1


def test_a_small_number_that_the_publisher_hides_the_next_time_stays_hidden_with_its_neighbour(house):
    deliver(house, month(a="20", b="3", c="50", total="73"))
    deliver(house, month(a="9", b=":", total="62"))
    assert "b" not in shown(house) and shown(house).keys() & {"a", "c", "total"} != {"a", "c", "total"}


def test_a_number_that_goes_missing_was_hidden_and_tells_nothing_of_the_others(house):
    deliver(house, month(a="97", b="3", c="50", total="150"))
    deliver(house, month(b="-"))
    assert "c" not in shown(house)


def numbers(stood: dict[int, dict[str, int]]) -> set[tuple[str, int]]:
    return {(name, table[name]) for table in stood.values() for name in table}


def by_trying(stood: dict[int, dict[str, int]], seen: dict[tuple[str, int], float], most: int) -> dict[tuple[str, int], np.ndarray]:
    """Every number that each hidden one can have, found by trying all numbers for the parts."""
    unknown = sorted(number for number in numbers(stood) - seen.keys() if number[0] != "total")
    tried = np.indices((most,) * len(unknown)).reshape(len(unknown), -1)
    value = {number: tried[place] for place, number in enumerate(unknown)} | seen
    added = {table["total"]: sum(value[name, table[name]] for name in ("a", "b", "c")) for table in stood.values()}
    fits = np.ones(tried.shape[1], dtype=bool)
    for total, sum_of_parts in added.items():
        fits &= sum_of_parts == seen.get(("total", total), sum_of_parts)
    return {number: tried[place][fits] for place, number in enumerate(unknown)}


@pytest.mark.parametrize("seed", range(6))
def test_by_trying_every_number_nobody_finds_a_hidden_one(house, seed):
    chance, stood, seen = random.Random(seed), {}, {}
    table = {name: chance.choice([3, 6, 7, 9]) for name in ("a", "b", "c")}
    for version in (1, 2, 3):
        changed = {name: chance.choice([2, 4, 5, 8]) for name in chance.sample(["a", "b", "c"], 1 if version > 1 else 0)}
        table = table | changed
        table["total"] = table["a"] + table["b"] + table["c"]
        deliver(house, month(**{name: str(table[name]) for name in (table if version == 1 else [*changed, "total"])}))
        stood[version] = table
        for each in stood:
            seen |= {(name, stood[each][name]): value for name, value in shown(house, as_of=each).items()}
    assert all(number[1] >= 5 for number in seen)
    assert all(np.ptp(values) >= 5 for values in by_trying(stood, seen, 16).values())
