"""Kompletthet: what should have come by now, what has, and what is said of the rest."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, event

from dashboard.auth import Role
from dashboard.components.completeness_grid import SIGNS, completeness_grid, sentence
from dashboard.usecases.completeness import Completeness, CompletenessSelection, Grid, completeness
from dashboard.usecases.deliveries import take_back
from dashboard.usecases.expected import SHOWN, There, due, periods_ended, states
from db.engine import writing
from db.models import Source
from db.terms import Frequency, IndicatorState, Period, Status
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard.components_read import of_class, said
from tests.dashboard.houses import FALLS, SHARES, asker, settle

TODAY = dt.date(2026, 5, 20)  # March 2026 was due on 15 May
UNITS = ("SYK-01", "SYK-02", "SYK-03")


@pytest.fixture
def house(sqlite_engine: Engine) -> Engine:
    settle(sqlite_engine)
    with writing(sqlite_engine) as session:
        session.add_all(
            an_area(code, name=f"Sykehjem {code[-1]}", type="unit", parent="3911", service_area="sykehjem") for code in UNITS[1:]
        )
    return sqlite_engine


def seen(house: Engine, role: Role = Role.READER, **chosen: str) -> Completeness:
    return completeness(asker(house, role), CompletenessSelection(**chosen), TODAY)


def grid_of(house: Engine, indicator: str = FALLS) -> Grid:
    return next(grid for grid in seen(house).grids if grid.indicator == indicator)


def states_of(grid: Grid, area: str) -> dict[str, There]:
    row = next(row for row in grid.rows if row.code == area)
    return {str(period): state for period, state in zip(grid.periods, row.states, strict=True)}


def test_what_is_not_delivered_is_a_gap_or_late_or_awaited(house: Engine):
    deliver(house, observations("1 1 1 1", area="SYK-01", first="2026-M01"), observations("1 _ 1", area="SYK-02", first="2026-M01"))
    grid = grid_of(house)
    assert list(states_of(grid, "SYK-01").values())[-4:] == [There.DELIVERED] * 4
    assert list(states_of(grid, "SYK-02").values())[-4:] == [There.DELIVERED, There.MISSING, There.DELIVERED, There.AWAITED]
    assert list(states_of(grid, "SYK-03").values())[-4:] == [There.LATE, There.LATE, There.LATE, There.AWAITED]


def test_the_line_tells_how_many_units_are_missing_for_the_newest_period_that_is_due(house: Engine):
    deliver(house, observations("1 1 1 1", area="SYK-01", first="2026-M01"), observations("1 1", area="SYK-02", first="2026-M01"))
    assert sentence(grid_of(house)) == "Mangler: 2 av 3 enheter for mars 2026"
    for unit in UNITS[1:]:
        deliver(house, observations("1", area=unit, first="2026-M03"))
    assert sentence(grid_of(house)) == "Levert fra alle 3 enheter for mars 2026"
    for unit in UNITS[1:]:
        deliver(house, observations("1", area=unit, first="2026-M04"))  # not due, and there all the same
    assert sentence(grid_of(house)) == "Levert fra alle 3 enheter for april 2026"


def test_the_municipality_itself_is_no_unit(house: Engine):
    deliver(house, observations("1 1 1", area="SYK-01", first="2026-M01"), observations("1 1 1", first="2026-M01"))
    grid = grid_of(house)
    assert [row.code for row in grid.rows] == [*UNITS, "3911"]
    assert sentence(grid) == "Mangler: 2 av 3 enheter for mars 2026"


def test_a_reason_is_shown_as_the_reason_it_is(house: Engine):
    deliver(house, observations(".. . : - 1*", area="SYK-01", first="2025-M11"))
    found = states_of(grid_of(house), "SYK-01")
    told = [found[month] for month in ("2025-M11", "2025-M12", "2026-M01", "2026-M02", "2026-M03")]
    assert told == [There.NOT_REPORTED, There.NOT_RELEVANT, There.HIDDEN, There.MISSING, There.DELIVERED]


def test_nothing_is_expected_of_a_unit_that_was_not_open_all_through_the_period(house: Engine):
    with writing(house) as session:
        session.add(an_area("SYK-09", type="unit", parent="3911", service_area="sykehjem", valid_from=dt.date(2026, 2, 2)))
    deliver(house, observations("1 1 1", area="SYK-01", first="2026-M01"))
    found = states_of(grid_of(house), "SYK-09")
    assert [found[f"2026-M0{month}"] for month in (1, 2, 3)] == [There.OUTSIDE, There.OUTSIDE, There.LATE]


def test_nothing_is_expected_before_anybody_delivered(house: Engine):
    deliver(house, observations("1", area="SYK-01", first="2026-M03"))
    grid = grid_of(house)
    assert [states_of(grid, unit)["2026-M02"] for unit in UNITS] == [There.OUTSIDE] * 3
    assert (grid.wanting, grid.gaps) == (2, 2)


def test_units_of_another_service_are_not_waited_for(house: Engine):
    with writing(house) as session:
        session.add(an_area("HJE-01", type="unit", parent="3911"))
    deliver(house, observations("1", area="SYK-01", first="2026-M03"))
    assert [row.code for row in grid_of(house).rows] == list(UNITS)


def test_national_figures_are_awaited_from_the_municipality_in_the_publishers_month(house: Engine):
    with writing(house) as session:
        session.add(Source(id="helsedir", name="Helsedirektoratet", licence="NLOD"))
        session.flush()
        session.add(
            an_indicator("nasjonal", name="Nasjonal", source="helsedir", kind="mean", frequency=Frequency.YEAR, publication_month=6)
        )
    deliver(house, observations("1 1", indicator="nasjonal", first="2023", area="3811"))  # published under the earlier number
    grid = grid_of(house, "nasjonal")
    assert [row.code for row in grid.rows] == ["3911"]
    assert (states_of(grid, "3911")["2024"], states_of(grid, "3911")["2025"]) == (There.DELIVERED, There.AWAITED)
    assert sentence(grid) == "Levert for 2024"
    assert completeness(asker(house), CompletenessSelection(), dt.date(2026, 7, 1)).grids[0].wanting == 1


def test_what_was_taken_back_is_not_delivered(house: Engine):
    deliver(house, observations("1 1 1", area="SYK-01", first="2026-M01"))
    number = deliver(house, observations("1 1 1", area="SYK-02", first="2026-M01"))
    take_back(asker(house), number, "feil enhet")
    assert states_of(grid_of(house), "SYK-02")["2026-M03"] is There.LATE


def test_it_follows_service_and_source_and_names_what_never_came(house: Engine):
    deliver(house, observations("1", area="SYK-01", first="2026-M03"))
    assert seen(house, service_area="legevakt").grids == ()
    assert [grid.indicator for grid in seen(house, source="own").grids] == [FALLS]
    assert seen(house, source="own").without == ("Dagaktivitet",)
    with writing(house) as session:
        session.add(an_indicator("utkast", state=IndicatorState.DRAFT))
    assert seen(house).without == ("Dagaktivitet",)


def test_every_state_has_a_sign_of_its_own_and_a_word_but_that_nothing_is_expected(house: Engine):
    deliver(house, observations(".. . : - _ 1*", area="SYK-01", first="2025-M10"), observations("1", area="SYK-02", first="2025-M10"))
    drawn = completeness_grid(grid_of(house), may_upload=True, is_open=True)
    markup = of_class(drawn, "table-scroll")[0].to_plotly_json()["props"]["data-markup"]
    for word in ("levert", "levert, skjult", "ikke rapportert", "ikke relevant", "mangler", "forsinket", "ventes"):
        assert f'class="there-word">{word}</span>' in markup
    assert all(SIGNS[state] for state in There if state is not There.OUTSIDE)
    assert 'href="/last-opp"' in markup
    assert f'href="/indikator/{FALLS}?omrade=SYK-01"' in markup
    assert "Sykehjem 2: november 2025, desember 2025" in said(drawn)


def test_who_may_not_upload_is_not_led_there(house: Engine):
    deliver(house, observations("1 _ 1", area="SYK-01", first="2026-M01"))
    assert "/last-opp" not in str(completeness_grid(grid_of(house), may_upload=False, is_open=True))


def test_all_the_facts_are_read_in_one_statement(house: Engine):
    deliver(house, observations("1 1", area="SYK-01"), observations("1", indicator=SHARES, first="2024"))
    asked: list[str] = []
    event.listen(house, "before_cursor_execute", lambda *about: asked.append(about[2]))
    seen(house)
    assert sum("FROM observation" in " ".join(each.split()) for each in asked) == 1


@pytest.mark.parametrize(
    ("frequency", "months", "last", "count"),
    [
        (Frequency.YEAR, (), "2025", 5),
        (Frequency.TERTIAL, (), "2026-T1", 6),
        (Frequency.QUARTER, (), "2026-Q1", 8),
        (Frequency.MONTH, (), "2026-M04", 13),
        (Frequency.MONTH, (5, 11), "2025-M11", 13),
    ],
)
def test_the_newest_periods_that_have_ended_are_shown(frequency: Frequency, months: tuple[int, ...], last: str, count: int):
    found = periods_ended(frequency, months, TODAY)
    assert (str(found[-1]), len(found)) == (last, count)
    assert found == sorted(found)
    assert len(found) <= SHOWN[frequency]


@pytest.mark.parametrize(
    ("period", "month", "day"),
    [
        ("2025", 6, "2026-06-30"),
        ("2025", 12, "2026-12-31"),
        ("2025-T1", 6, "2025-06-30"),
        ("2025-T1", 2, "2026-02-28"),
        ("2026-M03", None, "2026-05-15"),
    ],
)
def test_it_is_due_when_the_publishers_month_ends_or_the_usual_time_after(period: str, month: int | None, day: str):
    assert due(Period.parse(period), month) == dt.date.fromisoformat(day)


def test_a_number_that_is_said_to_be_missing_is_no_sign_that_newer_ones_have_come():
    periods = [Period.parse(text) for text in ("2026-M01", "2026-M02", "2026-M03")]
    last_day = dict.fromkeys(periods, dt.date(2026, 4, 1))
    found = states(periods, {periods[2]: {Status.MISSING}}, periods[0], last_day, TODAY)
    assert found == [There.LATE, There.LATE, There.MISSING]
