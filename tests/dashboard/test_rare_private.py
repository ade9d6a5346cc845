"""Rare events stand for few people: those who answer for the service see the days, everybody else that there is something to hide."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.components.board_table import spoken
from dashboard.components.series_figures import figures_beside
from dashboard.figures.picture import picture
from dashboard.figures.trend import trend
from dashboard.reports.series_file import about_lines, table
from dashboard.selection import Selection
from dashboard.text import date_text, short_period
from dashboard.usecases.board import board
from dashboard.usecases.finished import Chart, Signal
from dashboard.usecases.registers import series_rows
from dashboard.usecases.series import find_series
from db.engine import writing
from db.terms import Frequency, Kind, Period
from db.writes.reversals import undo
from tests.builders import an_indicator, deliver, observations
from tests.dashboard.houses import asker, settle

FALLS = "fall-med-brudd"
DAYS = [dt.date(2025, 1, 7) + dt.timedelta(days=17 * number) for number in range(20)]


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    with writing(engine) as session:
        about = {"kind": Kind.COUNT, "unit": "count", "decimals": 0}
        session.add(an_indicator(FALLS, name="Fall med brudd", frequency=Frequency.DAY, **about))
    return engine


def rows(days: list[dt.date], count: int = 1):
    return [row for day in days for row in observations(str(count), indicator=FALLS, area="SYK-01", first=day.isoformat())]


def shown(house: Engine, role: Role = Role.LEADER, **selection: object):
    return find_series(asker(house, role), FALLS, Selection(area="SYK-01", **selection))


def test_a_leader_sees_the_days_between(house):
    deliver(house, rows(DAYS), rows([dt.date(2025, 12, 31)], count=0))
    found = shown(house)
    assert (found.chart, found.waits.events, found.waits.running.length) == (Chart.T, 20, 35)
    assert {wait.length for wait in found.waits.ended} == {17}


def test_nobody_else_gets_a_day_a_number_or_a_wait_from_anything(house):
    deliver(house, rows(DAYS), rows([dt.date(2025, 12, 31)], count=0))
    found = shown(house, Role.READER)
    everything = [
        found.sentence,
        picture(found),
        trend(found).to_json(),
        table(found).to_csv(),
        *map(str, series_rows(found)),
        *map(str, about_lines(found)),
        *map(str, figures_beside(found)),
    ]
    assert found.sentence == "Siste tall, 2025, er skjult av hensyn til personvern."
    assert (found.waits, found.breaks, [str(point.period) for point in found.points]) == (None, (), ["2025"])
    told = {form for day in DAYS for form in (day.isoformat(), date_text(day), short_period(Period.of_day(day)))}
    assert [(form, text) for form in told for text in everything if form in text] == []


def test_no_events_are_nothing_to_hide(house):
    deliver(house, rows([dt.date(2025, 1, 1), dt.date(2025, 12, 31)], count=0))
    for role in (Role.LEADER, Role.READER):
        found = shown(house, role)
        assert found.sentence == "Ingen hendelser fra 1. januar 2025 til 31. desember 2025."
        assert (found.chart, found.change.signal) == (Chart.LIST, Signal.ORDINARY)


@pytest.mark.parametrize("role", [Role.LEADER, Role.READER])
def test_the_board_says_what_the_page_of_the_series_says(house, role):
    deliver(house, rows(DAYS), rows([dt.date(2025, 12, 31)], count=0))
    (row,) = board(asker(house, role), Selection(area="SYK-01")).rows
    (cell,) = row.filled
    found = shown(house, role)
    assert (cell.signal, cell.chart) == (found.change.signal, found.chart)
    assert (cell.waits and cell.waits.running) == (found.waits and found.waits.running)
    assert ("35 dager siden siste" in spoken(cell).replace("\u00a0", " ")) == (role is Role.LEADER)


def test_an_event_that_is_taken_back_was_never_there_and_stands_in_what_was_seen_then(house):
    first = deliver(house, rows(DAYS), rows([dt.date(2025, 12, 1)], count=0))
    second = deliver(house, rows([dt.date(2025, 11, 30)]))
    assert shown(house).waits.running.length == 1
    with writing(house) as session:
        undo(session, second, "Kari", "feil", dt.datetime(2026, 1, 2))
    assert shown(house).waits.running.length == 5
    assert [shown(house, as_of=version).waits.events for version in (first, second)] == [20, 21]
