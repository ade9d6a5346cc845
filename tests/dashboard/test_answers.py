"""Yes, no, and nobody has said: the third state is told everywhere, and never counted as the second."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from dashboard.components.board_table import short_value, spoken
from dashboard.components.series_table import series_table
from dashboard.figures.answers import State, states_in, strip_of
from dashboard.figures.drawn import drawn
from dashboard.figures.theme import PAPER
from dashboard.figures.trend import trend
from dashboard.figures.trend_svg import trend_svg
from dashboard.reports.series_file import as_csv
from dashboard.selection import Selection
from dashboard.usecases.answers import answer_change, answer_count
from dashboard.usecases.board import board
from dashboard.usecases.finished import Series, Signal
from dashboard.usecases.overview import overview
from dashboard.usecases.series import find_series
from db.engine import writing
from db.terms import Direction, Frequency, Kind, Status
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard.components_read import said
from tests.dashboard.figures_of import indicator, line, points
from tests.dashboard.houses import asker, settle

ABOUT = {"kind": Kind.YES_NO, "unit": "yes_no", "direction": Direction.HIGHER_IS_BETTER, "frequency": Frequency.YEAR}
MEETING = "ledermøte"


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    with writing(engine) as session:
        session.add_all(
            an_area(f"SYK-0{n}", name=name, type="unit", parent="3911", service_area="sykehjem")
            for n, name in ((2, "Granly"), (3, "Strand"))
        )
        session.add(an_indicator(MEETING, name="Ledermøte", decimals=0, small_number_limit=0, **ABOUT))
    own = {"indicator": MEETING, "first": "2024"}
    deliver(engine, observations("0 1", area="SYK-01", **own), observations("1 ..", area="SYK-02", **own))
    return engine


def seen(house: Engine, area: str) -> Series:
    return find_series(asker(house), MEETING, Selection(area=area))


@pytest.mark.parametrize(
    ("values", "signal", "code"),
    [
        ("0 1", Signal.BETTER, "answer_changed"),
        ("1 0", Signal.WORSE, "answer_changed"),
        ("0 1 1", Signal.ORDINARY, "answer_same"),
        ("1", Signal.ORDINARY, "answer_first"),
        ("1 -", Signal.TOO_LITTLE, "answer_waits"),
        ("-", Signal.TOO_LITTLE, "nothing"),
    ],
)
def test_an_answer_is_held_against_the_one_before(values, signal, code):
    found = answer_change(points(values, "2021"), indicator(**ABOUT))
    assert (found.signal, found.code) == (signal, code)


def test_who_has_not_reported_is_counted_apart_and_who_need_not_answer_not_at_all():
    exempt = replace(line("-", "2024"), points=(replace(points("-", "2024")[0], status=Status.NOT_RELEVANT),))
    units = [line("1", "2024"), line("0", "2024"), line("-", "2024"), line("", "2024"), exempt]
    found = answer_count(units)
    assert (found.yes, found.no, found.silent, found.exempt, found.asked) == (1, 1, 2, 1, 4)
    assert answer_count([line("-")]) is None


def test_a_place_tells_what_its_units_have_answered_in_the_newest_period(house):
    found = seen(house, "3911")
    assert found.sentence == "1 av 3 enheter svarer ja i 2025, 2 har ikke rapportert."
    assert [unit.area.name for unit in found.units] == ["Granly", "Solbakken sykehjem", "Strand"]
    assert found.answers.no == 0


def test_a_unit_that_has_not_reported_is_said_not_to_have(house):
    assert seen(house, "SYK-02").sentence == "Ikke rapportert for 2025. Siste svar var ja i 2024."


def test_the_strip_has_a_row_for_each_with_its_three_states(house):
    one = seen(house, "3911")
    assert [row.name for row in strip_of(one, PAPER).rows] == ["Granly", "Solbakken sykehjem", "Strand"]
    assert states_in(one) == [State.YES, State.NO, State.SILENT]
    assert drawn(one).key == ("yes", "no", "silent")


def test_both_pictures_show_the_silent_in_their_own_way(house):
    one = seen(house, "SYK-02")
    (trace,) = trend(one).data
    assert trace.marker.symbol == ("square", "line-ew-open")
    svg = trend_svg(one, PAPER)
    assert "2025: ikke rapportert" in svg
    assert "2025: nei" not in svg


def test_table_and_file_name_the_third_state(house):
    one = seen(house, "3911")
    table = said(series_table(one))
    assert "ikke rapportert" in table
    assert "Granly" in table
    assert "SYK-02 Granly" in as_csv(one).decode("utf-8-sig")


def test_the_board_tells_that_nobody_has_reported(house):
    (row,) = board(asker(house), Selection(service_area="sykehjem")).rows
    cells = {cell.area.code: cell for cell in row.filled}
    assert short_value(cells["SYK-02"]) == "ikke rapportert"
    assert spoken(cells["SYK-02"]).endswith("ikke rapportert, 2025")
    assert short_value(cells["SYK-01"]) == "ja"


def test_an_answer_is_no_series_that_chance_could_mark(house):
    """Solbakken went from no to yes, which is a change and no mark of variation."""
    front, table = overview(asker(house), Selection()).noise, board(asker(house), Selection()).noise
    assert (front.series, front.marked) == (0, 0)
    assert front == table
