"""What a file changes: new, changed, the same; what the delivery before it had and it has not; units that usually report."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import asdict

import numpy as np

from db.queries.observations import COMPARED
from db.terms import AreaType
from etl.areas import AreaRow, Reference
from etl.changes import differences, meet
from etl.differences import LISTED, Differences, Row, Said
from etl.frame import KEY, Coded, Frame

Stored = namedtuple("Stored", COMPARED)
UNITS = Reference({code: AreaRow(code, code, AreaType.UNIT) for code in ("U1", "U2", "U3")})
JUNE, JULY, AUGUST = "2024-M06", "2024-M07", "2024-M08"


def coded(texts: list[str]) -> Coded:
    order = list(dict.fromkeys(texts))
    return Coded(np.array([order.index(text) for text in texts], dtype=np.int32), order)


def frame(*keys: tuple[str, str, str, str], value: float = 1.0) -> Frame:
    columns = dict(zip(KEY, map(coded, map(list, zip(*keys, strict=True))), strict=True))
    return Frame.of(np.arange(len(keys)), **columns, value=np.full(len(keys), value)).in_key_order()


def stored(key: tuple[str, str, str, str], value: float | None, delivery: int = 1, **given: object) -> Stored:
    return Stored(*key, value, *[None] * 5, given.get("status", "normal"), given.get("note"), delivery)


def falls(area: str, period: str) -> tuple[str, str, str, str]:
    return "fall", area, "", period


def against(new: Frame, *chunks: list[Stored], own: tuple[int, ...] = (1, 2, 3)) -> Differences:
    columns = [dict(zip(COMPARED, zip(*chunk, strict=True), strict=True)) for chunk in chunks if chunk]
    return differences(meet(new, columns, own, UNITS))


def keys(rows: tuple[Row, ...]) -> list[tuple[str, str]]:
    return [(row.area, row.period) for row in rows]


def test_what_is_new_changed_and_the_same_is_counted():
    years = [("i", "3911", "", str(year)) for year in (2021, 2022, 2023, 2024)]
    chunks = [
        [stored(years[0], 1.0), stored(years[1], 9.0), stored(years[2], None, status="missing")],
        [stored(("i", "0301", "", "2024"), 1.0), stored(("j", "3911", "", "2024"), 1.0)],
        [],
    ]
    found = against(frame(*years), *chunks)
    assert (found.new.count, found.changed.count, found.same) == (1, 2, 1)


def test_a_changed_row_says_what_it_was_and_what_it_becomes():
    found = against(frame(falls("U1", JUNE), value=2.5), [stored(falls("U1", JUNE), 2.0)])
    old, new = Said(2.0, None, None, "normal"), Said(2.5, None, None, "normal")
    assert found.changed.first == (Row(*falls("U1", JUNE), old=old, new=new),)


def test_another_note_is_a_change():
    found = against(frame(falls("U1", JUNE)), [stored(falls("U1", JUNE), 1.0, note="rettet")])
    assert (found.changed.count, found.same) == (1, 0)


def test_the_first_of_a_kind_are_named_and_all_are_counted():
    found = against(frame(*(falls("U1", f"{year}-M01") for year in range(1850, 1850 + LISTED + 20))))
    assert (found.new.count, len(found.new.first)) == (LISTED + 20, LISTED)


def test_what_the_delivery_before_had_within_the_periods_of_the_file_has_vanished():
    before = [stored(falls(unit, month), 1.0) for unit in ("U1", "U2") for month in ("2024-M05", JUNE, JULY, AUGUST)]
    found = against(frame(falls("U1", JUNE), falls("U1", JULY), falls("U2", JULY)), before)
    assert (found.earlier, keys(found.vanished.first)) == (1, [("U2", JUNE)])


def test_a_file_with_less_than_half_of_the_one_before_is_a_correction_and_leaves_nothing_out():
    before = [stored(falls(unit, month), 1.0) for unit in ("U1", "U2") for month in (JUNE, JULY, AUGUST)]
    assert against(frame(falls("U1", JUNE), falls("U2", AUGUST)), before).vanished.count == 0


def test_only_the_newest_delivery_of_the_same_source_is_missed():
    """Another unit's own file of last year is nothing that this file left out."""
    before = [
        stored(falls("U2", JUNE), 1.0, delivery=1),
        stored(falls("U1", JUNE), 1.0, delivery=3),
        stored(falls("U3", JUNE), 1.0, delivery=2),
    ]
    found = against(frame(falls("U1", JUNE)), before)
    assert (found.earlier, found.vanished.count) == (3, 0)


def test_another_sources_delivery_is_not_missed():
    found = against(frame(falls("U1", JUNE)), [stored(falls("U2", JUNE), 1.0, delivery=9)])
    assert (found.earlier, found.vanished.count) == (None, 0)


def test_tertials_are_not_missed_by_a_file_of_quarters():
    found = against(frame(falls("U1", "2024-Q1"), falls("U1", "2024-Q4")), [stored(falls("U1", "2024-T2"), 1.0)])
    assert found.vanished.count == 0


def test_a_unit_that_reported_in_the_year_before_is_missed_in_the_last_period():
    before = [stored(falls(unit, month), 1.0) for unit, month in (("U1", JUNE), ("U2", JUNE), ("U3", "2023-M01"))]
    found = against(frame(falls("U1", JULY), falls("U1", AUGUST)), before)
    assert [(row.area, row.period) for row in found.missing_units.first] == [("U2", AUGUST)]


def test_a_unit_that_has_the_last_period_already_or_has_no_such_cases_is_not_missed():
    before = [
        stored(falls("U2", JUNE), 1.0),
        stored(falls("U2", AUGUST), 1.0, delivery=9),
        stored(falls("U3", JULY), None, status="not_relevant"),
    ]
    assert against(frame(falls("U1", AUGUST)), before).missing_units.count == 0


def test_a_file_of_the_municipality_alone_asks_for_no_units():
    before = [stored(falls("U2", JUNE), 1.0)]
    assert against(frame(falls("3911", AUGUST)), before).missing_units.count == 0


def test_what_was_kept_as_text_is_the_same_again():
    found = against(frame(falls("U1", JUNE), falls("U2", JUNE), value=3.0), [stored(falls("U1", JUNE), 2.0)])
    assert Differences.from_dict(asdict(found)) == found
