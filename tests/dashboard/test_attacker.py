"""An attacker with every page and file that the public sees works out nothing that is hidden."""

from __future__ import annotations

import random
from itertools import count, product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, update

from db.engine import writing
from db.models import Indicator
from db.terms import Frequency, IndicatorState, Kind
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard.attacker import Attack, Cell, look_everywhere
from tests.dashboard.houses import settle

LIMIT = 5
HOME, UNITS, WARDS = "3911", ("SYK-01", "SYK-02", "SYK-03"), ("AVD-1", "AVD-2")  # the wards are parts of the first unit
AREAS = (HOME, *UNITS, *WARDS)
INSIDE = {HOME: UNITS, UNITS[0]: WARDS}
LEAVES = (*WARDS, *UNITS[1:])
MONTHS = [f"2024-M{number:02}" for number in range(1, 13)]
NUMBERS = count(1)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    from db.engine import make_engine
    from db.migrate import upgrade

    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('house') / 'house.sqlite3'}")
    upgrade(engine)
    settle(engine)
    with writing(engine) as session:
        session.add_all([an_area(unit, type="unit", parent=HOME, service_area="sykehjem") for unit in UNITS[1:]])
        session.flush()
        session.add_all([an_area(ward, type="unit", parent=UNITS[0], service_area="sykehjem") for ward in WARDS])
    yield engine
    engine.dispose()


def counted(chance: random.Random, usual: int) -> tuple[int, int]:
    cases = chance.choice([chance.randint(6, 14), chance.randint(40, 60)])
    return min(cases, chance.choice([0, chance.randint(1, 4), chance.randint(1, usual)])), cases


def added(table: dict, cells: list[Cell], whole: Cell) -> None:
    if cells and all(cell in table for cell in cells):
        table[whole] = tuple(map(sum, zip(*(table[cell] for cell in cells), strict=True)))


def a_table(chance: random.Random, breakdowns: tuple[str, ...], months: list[str], share_missing: float) -> dict[Cell, tuple[int, int]]:
    """Counts of the innermost cells, and every sum of them."""
    parts = [name for name in breakdowns if name] or [""]
    inner = [cell for cell in product(LEAVES, parts, months) if chance.random() >= share_missing]
    table = {cell: counted(chance, chance.choice([6, 20])) for cell in inner}
    for area, breakdown, month in product(LEAVES, [""] if parts != [""] else [], months):
        added(table, [(area, part, month) for part in parts], (area, breakdown, month))
    for whole, breakdown, month in product((UNITS[0], HOME), breakdowns, months):
        added(table, [(part, breakdown, month) for part in INSIDE[whole]], (whole, breakdown, month))
    return table


def families(breakdowns: tuple[str, ...], periods: list[str]) -> list[list[Cell]]:
    areas = [[(whole, *rest)] + [(part, *rest) for part in INSIDE[whole]] for whole, *rest in product(INSIDE, breakdowns, periods)]
    groups = [[(area, name, period) for name in breakdowns] for area, period in product(AREAS, periods)] if len(breakdowns) > 1 else []
    return areas + groups


def in_time(table: dict, breakdowns: tuple[str, ...], whole: str, parts: list[str]) -> list[list[Cell]]:
    return [
        [(area, name, whole), *((area, name, part) for part in parts if (area, name, part) in table)]
        for area, name in product(AREAS, breakdowns)
    ]


def put(house: Engine, table: dict[Cell, tuple[int, int]], **about: object) -> str:
    indicator = f"i{next(NUMBERS)}"
    with writing(house) as session:
        session.execute(update(Indicator).values(state=IndicatorState.DRAFT))  # the pages show this one alone
        session.add(an_indicator(indicator, **about))
    rows = (
        observations(f"{x}/{n}", indicator=indicator, area=area, breakdown=name, first=period)
        for (area, name, period), (x, n) in table.items()
    )
    if table:
        deliver(house, *rows)
    return indicator


def found_by_attack(house: Engine, indicator: str, table: dict[Cell, tuple[int, int]], sums: list[list[Cell]]) -> tuple[set[Cell], list]:
    """What is hidden, and what of it can be worked out."""
    seen = look_everywhere(house, indicator, AREAS, (HOME, UNITS[0], WARDS[0])).numbers
    sorts = {"events": lambda x, n: x, "cases": lambda x, n: n, "rest": lambda x, n: n - x}
    told = []
    for sort, number in sorts.items():
        true = {cell: float(number(*counts)) for cell, counts in table.items()}
        assert all(true[cell] == numbers[sort] for cell, numbers in seen.items())  # what is shown is true
        told += Attack(true, {cell: numbers[sort] for cell, numbers in seen.items()}, sums).told(LIMIT)
    return set(table) - set(seen), told


def small(x: int, n: int) -> bool:
    return 0 < x < LIMIT or 0 < n - x < LIMIT or n < LIMIT


QUICK = settings(max_examples=3, deadline=None, derandomize=True, phases=[Phase.generate])


@QUICK
@given(st.integers(0, 10_000))
def test_units_and_their_wards_beside_the_municipality_month_by_month(house, seed):
    table = a_table(random.Random(seed), ("",), MONTHS[:4], share_missing=0.1)
    indicator = put(house, table, kind=Kind.PROPORTION, unit="percent")
    hidden, told = found_by_attack(house, indicator, table, families(("",), MONTHS[:4]))
    assert {cell for cell, counts in table.items() if small(*counts)} <= hidden
    assert told == []


@QUICK
@given(st.integers(0, 10_000))
def test_women_and_men_beside_all(house, seed):
    breakdowns = ("", "kvinner", "menn")
    table = a_table(random.Random(seed), breakdowns, MONTHS[:1], share_missing=0.0)
    indicator = put(house, table, kind=Kind.PROPORTION, unit="percent")
    assert found_by_attack(house, indicator, table, families(breakdowns, MONTHS[:1]))[1] == []


@QUICK
@given(st.integers(0, 10_000))
def test_tertials_beside_the_year(house, seed):
    tertials = ["2024-T1", "2024-T2", "2024-T3"]
    table = a_table(random.Random(seed), ("",), tertials, share_missing=0.0)
    for area in AREAS:
        added(table, [(area, "", part) for part in tertials], (area, "", "2024"))
    indicator = put(house, table, kind=Kind.PROPORTION, unit="percent", frequency=Frequency.TERTIAL)
    for area in AREAS:
        added(table, [(area, "", "2024")], (area, "", "2024 samlet"))
    same = in_time(table, ("",), "2024 samlet", ["2024"])  # the comparison says it too
    sums = families(("",), [*tertials, "2024"]) + in_time(table, ("",), "2024", tertials) + same
    assert found_by_attack(house, indicator, table, sums)[1] == []


@QUICK
@given(st.integers(0, 10_000))
def test_a_year_in_the_comparison_beside_its_months(house, seed):
    table = a_table(random.Random(seed), ("",), MONTHS, share_missing=0.0)
    table = {cell: counts for cell, counts in table.items() if cell[0] not in WARDS}
    indicator = put(house, table, kind=Kind.PROPORTION, unit="percent")
    year = "2024 samlet"
    for area in AREAS:
        added(table, [(area, "", month) for month in MONTHS if (area, "", month) in table], (area, "", year))
    sums = families(("",), MONTHS) + in_time(table, ("",), year, MONTHS)
    assert found_by_attack(house, indicator, table, sums)[1] == []
