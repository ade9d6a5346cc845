"""An attacker who kept every page, and opens every earlier version, works out nothing that is hidden in any of them."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from itertools import product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.usecases.facts import read_surroundings
from dashboard.usecases.geography import read_geography
from dashboard.usecases.hidden_numbers import hidden_numbers
from dashboard.usecases.whole_years import whole_years
from db.engine import reading, writing
from db.queries.observations import current_version
from db.terms import Frequency, Kind
from db.writes.reversals import redo, undo
from tests.builders import deliver, observations
from tests.dashboard import test_attacker
from tests.dashboard.attacker import Attack, Cell, look_everywhere
from tests.dashboard.houses import asker
from tests.dashboard.test_attacker import AREAS, HOME, INSIDE, LEAVES, LIMIT, UNITS, added, counted, families, in_time, put, small

house = test_attacker.house
TERTIALS = ["2024-T1", "2024-T2", "2024-T3"]
YEAR = "2024 samlet"
NOW = dt.datetime(2026, 5, 4, 9, 15)
Table = dict[Cell, tuple[int, int]]
COMPARED = (HOME, UNITS[0])
MANY = settings(max_examples=4, deadline=None, derandomize=True, phases=[Phase.generate])


@dataclass
class Archive:
    """What stood in each version, and all that was ever shown of it."""

    house: Engine
    indicator: str
    breakdowns: tuple[str, ...]
    periods: list[str]
    stood: dict[int, Table] = field(default_factory=dict)
    shown: dict[tuple, dict[str, float]] = field(default_factory=dict)
    deliveries: dict[int, Table] = field(default_factory=dict)
    undone: list[int] = field(default_factory=list)

    def looked(self, as_of: int | None = None) -> None:
        """Note every page as it is now, or as it shows an earlier version."""
        version = as_of or self.now
        for cell, numbers in self.look(as_of).items():
            self.shown[self.number(version, cell)] = numbers

    def look(self, as_of: int | None) -> dict[Cell, dict[str, float]]:
        return look_everywhere(self.house, self.indicator, AREAS, COMPARED, as_of).numbers

    @property
    def now(self) -> int:
        with reading(self.house) as session:
            return current_version(session)

    def number(self, version: int, cell: Cell) -> tuple:
        """The same number of the same cell is one unknown in all versions; a sum is known by what it was made from."""
        table = self.stood[version]
        if cell[2] != YEAR:
            return cell, table[cell]
        return cell, tuple(table.get((*cell[:2], period), ()) for period in self.periods)

    def sums(self) -> list[list[tuple]]:
        known = families(self.breakdowns, self.periods)
        together = in_time(dict.fromkeys(product(AREAS, self.breakdowns, self.periods)), self.breakdowns, YEAR, self.periods)
        found = {}
        for version, table in self.stood.items():
            for family in [*known, *families(self.breakdowns, [YEAR]), *together]:
                if all(cell in table for cell in family):
                    numbers = [self.number(version, cell) for cell in family]
                    found[tuple(numbers)] = numbers
        return list(found.values())

    def told(self) -> list:
        """Everything hidden that all the pages together tell."""
        found, sorts = [], {"events": lambda x, n: x, "cases": lambda x, n: n, "rest": lambda x, n: n - x}
        every = {self.number(version, cell): counts for version, table in self.stood.items() for cell, counts in table.items()}
        for sort, of in sorts.items():
            true = {number: float(of(*counts)) for number, counts in every.items()}
            assert all(true[number] == numbers[sort] for number, numbers in self.shown.items())  # what is shown is true
            shown = {number: numbers[sort] for number, numbers in self.shown.items()}
            sums = [
                family for family in self.sums() if true[family[0]] == sum(true[part] for part in family[1:])
            ]  # an undo may leave others
            told = Attack(true, shown, sums).told(LIMIT)
            found += [each for each in told if each[0][0][2] != YEAR or small(*every[each[0]])]
        return found  # a year that is only not shown yet may be added up by anybody

    def brought(self, rows: Table) -> None:
        """A delivery of these numbers."""
        if rows:
            number = deliver(self.house, *self._rows(rows))
            self.deliveries[number] = rows
            self._stands(number)

    def _rows(self, table: Table):
        for (area, name, period), (x, n) in table.items():
            yield observations(f"{x}/{n}", indicator=self.indicator, area=area, breakdown=name, first=period)

    def turned(self, chance: random.Random) -> None:
        """A delivery undone, or an undo taken back."""
        with writing(self.house) as session:
            if self.undone and (chance.random() < 0.6 or len(self.undone) == len(self.deliveries)):
                number = self.undone.pop()
                version = redo(session, number, "Kari", "var riktig", NOW)
            else:
                number = chance.choice(sorted(set(self.deliveries) - set(self.undone)))
                self.undone.append(number)
                version = undo(session, number, "Kari", "var feil", NOW)
        self._stands(version)

    def _stands(self, version: int) -> None:
        table = {}
        for number in sorted(set(self.deliveries) - set(self.undone)):
            table |= self.deliveries[number]
        for area, name in product(AREAS, self.breakdowns):
            added(table, [cell for cell in product([area], [name], self.periods) if cell in table], (area, name, YEAR))
        self.stood[version] = table
        self.looked()


class QuickArchive(Archive):
    """Asks not the pages, which takes seconds, but what they ask: which numbers and which years are hidden."""

    def look(self, as_of: int | None) -> dict[Cell, dict[str, float]]:
        table, reader = self.stood[as_of or self.now], asker(self.house, Role.READER)
        with reading(self.house) as session:
            about = read_surroundings(session, [self.indicator], [], read_geography(session)).indicators[self.indicator]
            hidden = hidden_numbers(reader, session, [about], as_of)[about.id]
            years = whole_years(reader, session, about, as_of) if any(cell[2] == TERTIALS[-1] for cell in table) else {}
        shown = [cell for cell in table if cell not in hidden and cell[2] != YEAR]
        shown += [(place, name, YEAR) for (place, name, _), year in years.items() if year.point.value is not None]
        return {cell: {"events": table[cell][0], "cases": table[cell][1], "rest": table[cell][1] - table[cell][0]} for cell in shown}


def summed(table: Table, breakdowns: tuple[str, ...], periods: list[str]) -> Table:
    """Every sum of the innermost cells, worked out anew."""
    parts = [name for name in breakdowns if name] or [""]
    table = {cell: counts for cell, counts in table.items() if cell[0] in LEAVES and cell[1] in parts}
    for area, period in product(LEAVES, periods if parts != [""] else []):
        added(table, [(area, part, period) for part in parts], (area, "", period))
    for whole, name, period in product((UNITS[0], HOME), breakdowns, periods):
        added(table, [(part, name, period) for part in INSIDE[whole]], (whole, name, period))
    return table


def corrected(chance: random.Random, table: Table, breakdowns: tuple[str, ...], periods: list[str]) -> Table:
    """Some of the innermost numbers changed, and every sum with them."""
    parts = [name for name in breakdowns if name] or [""]
    inner = [cell for cell in table if cell[0] in LEAVES and cell[1] in parts]
    changed = {cell: counted(chance, chance.choice([6, 20])) for cell in chance.sample(inner, min(len(inner), chance.choice([1, 1, 2])))}
    return summed(table | changed, breakdowns, periods)


def lived(sort: type[Archive], house: Engine, seed: int, breakdowns: tuple[str, ...], periods: list[str], steps: int) -> Archive:
    """A drawn history: delivered whole or bit by bit, corrected alone or in a new file of everything, undone and put back."""
    chance = random.Random(seed)
    parts = [name for name in breakdowns if name] or [""]
    table = summed({cell: counted(chance, 12) for cell in product(LEAVES, parts, periods)}, breakdowns, periods)
    about = {"kind": Kind.PROPORTION, "unit": "percent", "frequency": Frequency.TERTIAL}
    archive = sort(house, put(house, {}, **about), breakdowns, periods)
    wholes = [cell for cell in table if cell[0] not in LEAVES or cell[1] not in parts]  # a part after its total is told before it comes
    late = set(chance.sample(wholes, chance.choice([0, 0, 1, len(wholes) // 2])))
    archive.brought({cell: counts for cell, counts in table.items() if cell not in late})
    archive.brought({cell: table[cell] for cell in late})
    for _ in range(steps):
        if chance.random() < 0.3:
            archive.turned(chance)
        else:
            newer = corrected(chance, table, breakdowns, periods)
            is_whole = chance.random() < 0.4
            archive.brought({cell: counts for cell, counts in newer.items() if is_whole or counts != table[cell]})
            table = newer
    for version in list(archive.stood):
        archive.looked(version)
    return archive


def nothing_told(archive: Archive) -> None:
    tables = [(version, table) for version, table in archive.stood.items()]
    assert not any(
        small(*counts) and archive.number(version, cell) in archive.shown for version, table in tables for cell, counts in table.items()
    )
    assert archive.told() == []


@MANY
@given(st.integers(0, 100_000))
def test_units_and_wards_of_a_period(house, seed):
    nothing_told(lived(QuickArchive, house, seed, ("",), TERTIALS[:1], steps=4))


@MANY
@given(st.integers(0, 100_000))
def test_women_and_men(house, seed):
    nothing_told(lived(QuickArchive, house, seed, ("", "kvinner", "menn"), TERTIALS[:1], steps=3))


@MANY
@given(st.integers(0, 100_000))
def test_a_year_in_the_comparison(house, seed):
    nothing_told(lived(QuickArchive, house, seed, ("",), TERTIALS, steps=3))


@pytest.mark.parametrize(("breakdowns", "seed"), [(("",), 1), (("", "kvinner", "menn"), 2)])
def test_on_every_page_and_in_every_file(house, breakdowns, seed):
    nothing_told(lived(Archive, house, seed, breakdowns, TERTIALS[: 4 - len(breakdowns)], steps=2))
