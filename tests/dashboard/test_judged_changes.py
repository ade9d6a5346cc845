"""What takes statistics to tell of a file: numbers beyond their series' own limits, and cells that become or cease to be small."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.usecases.judged_changes import judge
from db.engine import writing
from db.models import IndicatorMark
from db.terms import MarkKind
from etl import pipeline
from etl.differences import Differences, Row

HEADING = "indikator;område;periode;teller;nevner\n"
CALM = [30, 32, 29, 31, 30, 28, 33, 30, 29, 31, 30, 32]


@pytest.fixture
def house(furnished_engine: Engine) -> Engine:
    return furnished_engine


def falls(cases: list[int], year: int = 2024, days: int = 5000, area: str = "3911") -> str:
    return "".join(f"fall-med-skade;{area};{year + month // 12}-{month % 12 + 1:02};{count};{days}\n" for month, count in enumerate(cases))


def stored(engine: Engine, rows: str) -> None:
    assert pipeline.load(engine, "før.csv", (HEADING + rows).encode(), by="Kari").delivery


def found(engine: Engine, rows: str) -> Differences:
    report = pipeline.load(engine, "nå.csv", (HEADING + rows).encode(), by="Kari", dry_run=True, watch=pipeline.Watch(judge=judge))
    assert report.differences is not None
    return report.differences


def periods(rows: tuple[Row, ...]) -> list[str]:
    return [row.period for row in rows]


def test_a_number_beyond_the_limits_of_the_points_before_it_is_named_with_them(house: Engine):
    stored(house, falls(CALM))
    jumps = found(house, falls([31, 90], 2025)).jumps
    assert periods(jumps.first) == ["2025-M02"]
    assert jumps.first[0].lower < 6.1 < jumps.first[0].upper < jumps.first[0].new.value == 18.0


def test_a_changed_number_is_held_against_the_points_before_the_first_change(house: Engine):
    stored(house, falls([*CALM, 31, 30]))
    assert periods(found(house, falls([80, 31], 2025)).jumps.first) == ["2025-M01"]


def test_the_new_numbers_take_no_part_in_the_limits(house: Engine):
    """Twelve calm months and twelve doubled ones: with the new ones counted along nothing would stick out."""
    stored(house, falls(CALM))
    assert found(house, falls([60] * 12, 2025)).jumps.count == 12


def test_a_short_series_has_no_limits_to_go_beyond(house: Engine):
    stored(house, falls(CALM[:6]))
    assert found(house, falls([90], 2025)).jumps.count == 0


def noted(engine: Engine, period: str, kind: MarkKind) -> None:
    with writing(engine) as session:
        session.add(IndicatorMark(indicator="fall-med-skade", area=None, period=period, kind=kind, text="Ny rutine", decided_by="Kari"))


def test_a_new_level_is_not_held_against_the_old_one(house: Engine):
    stored(house, falls([*CALM, *(3 * count for count in CALM)]))
    assert (found(house, falls([95], 2026)).jumps.count, found(house, falls([31], 2026)).jumps.count) == (1, 1)
    noted(house, "2025-M01", MarkKind.REBASE)
    assert (found(house, falls([95], 2026)).jumps.count, found(house, falls([31], 2026)).jumps.count) == (0, 1)


def test_a_point_that_was_left_out_makes_no_room(house: Engine):
    stored(house, falls([*CALM[:6], 400, *CALM[6:], *CALM]))
    assert found(house, falls([31, 70], 2026)).jumps.count == 0
    noted(house, "2024-M07", MarkKind.GHOST)
    assert periods(found(house, falls([31, 70], 2026)).jumps.first) == ["2026-M02"]


def test_a_first_delivery_has_nothing_to_be_held_against(house: Engine):
    assert found(house, falls([*CALM, 500])).jumps.count == 0


def test_cells_that_become_small_and_cells_that_no_longer_are(house: Engine):
    stored(house, falls([30, 3, 30]))
    differences = found(house, falls([2, 30, 30, 4]))
    assert (periods(differences.hidden.first), periods(differences.shown.first)) == (["2024-M01", "2024-M04"], ["2024-M02"])


def test_a_small_number_that_stays_small_is_neither(house: Engine):
    stored(house, falls([3]))
    differences = found(house, falls([2]))
    assert (differences.changed.count, differences.hidden.count, differences.shown.count) == (1, 0, 0)
