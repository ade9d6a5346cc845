"""What is reported stands beside what harms, and is counted by category from what may be seen and nothing else."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.figures.pareto_svg import pareto_pictures
from dashboard.usecases.event_counts import pareto_sentence
from dashboard.usecases.event_selection import EventSelection
from dashboard.usecases.finished import Signal
from dashboard.usecases.reported_events import EventsPage, events_page
from db.terms import Outcome
from etl.pipeline import load
from tests.dashboard.learning_house import who

MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
UNITS = b"kode;navn;tjeneste\nSYK-01;Solbakken;sykehjem\nSYK-02;Granly;sykehjem\n"


def told(engine: Engine, *rows: str) -> None:
    content = "\n".join(("enhet;periode;kategori;alvorlighet;antall", *rows)) + "\n"
    assert load(engine, "enheter.csv", UNITS, by="Kari").outcome in (Outcome.STORED, Outcome.UNCHANGED)
    assert load(engine, "hendelser.csv", content.encode(), by="Kari").outcome is Outcome.STORED


@pytest.fixture
def house(furnished_engine: Engine) -> Engine:
    """Twice as many reports in the second year and as much harm; infections are few."""
    rows = []
    for place, month in enumerate(MONTHS):
        more = 2 if place >= 12 else 1
        rows += [f"SYK-01;{month};Fall;ingen;{(18 + place % 3) * more}", f"SYK-01;{month};Fall;lett;{7 + place % 2}"]
        rows += [f"SYK-01;{month};Legemidler;ingen;{9 * more}", f"SYK-01;{month};Infeksjon;moderat;{2 + place % 2}"]
        rows += [f"SYK-02;{month};Fall;ingen;{6 * more}"]
    told(furnished_engine, *rows)
    return furnished_engine


def page(house: Engine, role: Role = Role.LEADER, **chosen: str) -> EventsPage:
    return events_page(who(house, "Kari", role), EventSelection(**chosen))


def test_more_reports_with_as_much_harm_is_nothing_to_warn_of(house):
    found = page(house).pair
    assert found.one.change.signal in (Signal.CHANGED, Signal.ORDINARY)
    assert found.beside.change.signal is Signal.ORDINARY
    assert "Det tyder på at mer blir meldt, ikke at mer går galt." in found.sentence


def test_both_are_drawn_over_the_same_time(house):
    found = page(house, category="fall").pair
    assert found.one.axis == found.beside.axis
    assert (found.one.breakdown, found.beside.breakdown) == ("fall", "fall")


def test_categories_stand_from_most_to_least_with_how_much_of_all_and_of_harm(house):
    rows = page(house, area="SYK-01", last_year="2024").categories
    assert [(row.category, row.count) for row in rows] == [("fall", 318), ("legemidler", 108), ("infeksjon", 30)]
    assert [round(row.cumulative) for row in rows] == [70, 93, 100]
    assert [row.share_with_harm and round(row.share_with_harm) for row in rows] == [28, 0.0, 100]


def test_the_newest_twelve_months_are_counted_until_years_are_chosen(house):
    found = page(house)
    assert (str(found.first), str(found.last)) == ("2025-M01", "2025-M12")
    assert str(page(house, first_year="2024").first) == "2024-M01"
    assert page(house, first_year="2025", last_year="2024").chosen.first_year == "2024"


def test_severities_are_counted_from_the_least_to_the_worst(house):
    assert [(row.severity, row.count) for row in page(house).severities] == [("lett", 90), ("moderat", 30), ("alvorlig", 0), ("død", 0)]


def test_a_reader_counts_what_is_shown_and_is_told_what_is_not(house):
    rows = {row.category: row for row in page(house, Role.READER).categories}
    infection = rows["infeksjon"]
    assert (infection.count, infection.hidden, infection.share_with_harm) == (0, 12, None)
    assert sum(row.hidden > 0 for row in rows.values()) > 1


def test_a_reader_sees_a_unit_in_total_only(house):
    found = page(house, Role.READER, area="SYK-01")
    assert found.pair.one.last is not None
    assert {row.count for row in found.categories} <= {0}


def test_what_the_address_asks_for_and_is_not_there_is_left_out(house):
    chosen = page(house, service_area="x", area="y", category="z", severity="<b>", first_year="0", last_year="abc").chosen
    assert chosen == EventSelection(service_area="sykehjem", area="3911")


def test_nothing_delivered_is_an_empty_page(furnished_engine: Engine):
    found = page(furnished_engine)
    assert (found.pair, found.categories, found.chosen.service_area) == (None, (), "")


def test_the_address_says_what_is_chosen():
    chosen = EventSelection("sykehjem", "SYK-01", "fall", "lett", "2024", "2025")
    assert EventSelection.from_query(chosen.to_query()) == chosen


def test_the_picture_has_a_bar_a_category_and_says_the_same(house):
    rows = page(house, area="SYK-01").categories
    for svg in pareto_pictures(rows).values():
        assert svg.count("<rect") >= len(rows)
        assert pareto_sentence(rows) in svg
