"""Wholes: published, or added from their members, or older and marked; less the own numbers where these are much of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dashboard.components.comparison_words import origin_words
from dashboard.usecases.compared import Origin
from dashboard.usecases.comparison_points import added
from dashboard.usecases.finished import Point
from db.engine import writing
from db.models import AreaGroupMember
from db.terms import Period, Role, Status
from tests.builders import deliver
from tests.dashboard.finished_series import indicator
from tests.dashboard.neighbours import compare, furnish, months, row, shares

GROUP = "EKG09"
COUNTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.fixture
def house(sqlite_engine: Engine) -> Engine:
    return furnish(sqlite_engine)


def group(house: Engine, *members: str, year: int = 2020) -> None:
    with writing(house) as session:
        session.add_all(AreaGroupMember(group_code=GROUP, member=member, year=year) for member in members)


def test_a_group_is_the_sum_of_its_members_and_says_of_how_many_and_by_which_division(house):
    group(house, "3911", "3905", "3907", "3909")
    deliver(house, shares("5/20", "3911"), shares("30/100", "3905"), shares("10/300", "3907"), shares("50/100", "3901"))
    found = compare(house, compare_with=(GROUP,))
    told = row(found, GROUP)
    assert (told.point.numerator, told.point.denominator, told.origin) == (45, 420, Origin.SUM)
    assert origin_words(told, found) == "regnet som sum av 3 av 4 kommuner · inndelingen fra 2020"


def test_the_own_numbers_are_left_out_of_a_group_that_they_are_more_than_a_tenth_of(house):
    group(house, "3911", "3905", "3907")
    deliver(house, shares("50/100", "3911"), shares("30/100", "3905"), shares("10/100", "3907"))
    told = row(compare(house, compare_with=(GROUP,)), GROUP)
    assert (told.value, told.point.denominator, told.parts, told.is_without_own) == (20, 200, 2, True)


def test_a_tenth_itself_stays(house):
    group(house, "3911", "3905")
    deliver(house, shares("50/100", "3911"), shares("300/900", "3905"))
    told = row(compare(house, compare_with=(GROUP,)), GROUP)
    assert (told.point.denominator, told.is_without_own) == (1000, False)


def test_a_hidden_member_is_not_in_the_sum_and_is_counted(house):
    group(house, "3911", "3905", "3907", "3909")
    parts = {"3911": "30/900", "3905": "2/40", "3907": "20/8000", "3909": "30/9000"}
    deliver(house, *(months(part, code) for code, part in parts.items()))
    found = compare(house, "risiko", Role.READER, compare_with=(GROUP,))
    told = row(found, GROUP)
    assert (told.point.numerator, told.parts, told.hidden) == (80, 3, 1)
    assert "ett tall er skjult og ikke med" in origin_words(told, found)


@pytest.mark.parametrize("year", [None, 2025])
def test_a_group_whose_members_in_that_year_nobody_has_named_is_not_guessed(house, year):
    if year:
        group(house, "3911", "3905", "3907", year=year)
    deliver(house, shares("5/20", "3911"), shares("30/100", "3905"), shares("10/300", "3907"))
    found = compare(house, compare_with=(GROUP, "3905"))
    assert row(found, GROUP).origin is Origin.UNKNOWN_MEMBERS
    assert origin_words(row(found, GROUP), found) == "kan ikke regnes ut: hvem som er med i gruppen, er ikke kjent for 2024"


def test_values_without_counts_are_never_averaged_to_a_whole(house):
    deliver(house, shares("20", "3911"), shares("30", "3905"), shares("40", "3907"))
    county = row(compare(house, compare_with=("39", "3905")), "39")
    assert (county.value, county.origin) == (None, Origin.UNCOUNTED)


def test_a_few_municipalities_do_not_stand_for_the_country(house):
    deliver(house, shares("5/20", "3911"), shares("30/100", "3905"), shares("10/300", "3907"))
    found = compare(house, compare_with=("EAK", "3905"))
    country = row(found, "EAK")
    assert (country.value, country.origin) == (None, Origin.TOO_FEW)
    assert origin_words(country, found).startswith("kan ikke regnes ut: bare 3 av 357 kommuner")


def test_an_older_national_number_is_shown_with_its_year_and_not_compared(house):
    deliver(house, shares("90/100 80/100", "3911", "2023"), shares("30/100 31/100", "3905", "2023"), shares("500/20000", "EAK", "2023"))
    found = compare(house, compare_with=("EAK", "3905"))
    country = row(found, "EAK")
    assert (country.value, country.point.period, country.word, country.signal) == (2.5, Period(2023), "older", None)
    assert "Landet: nyeste tall er fra 2023, eldre enn det egne. Det vises, men er ikke sammenlignet." in found.notes
    assert "landet" not in found.sentence.casefold()


def test_a_newer_national_number_does_not_stand_in_for_the_year_compared(house):
    deliver(house, shares("80/100", "3911", "2023"), shares("31/100", "3905", "2023"), shares("500/20000", "EAK", "2024"))
    assert row(compare(house, compare_with=("EAK", "3905")), "EAK").value is None


def test_a_county_stands_among_counties(house):
    deliver(house, *(shares("30/100", code) for code in ("31", "32", "33", "34")), shares("80/100", "39"), shares("3000/10000", "EAK"))
    found = compare(house, area="39", compare_with=("EAK",))
    assert {unit.area.code for unit in found.funnel.units} == {"31", "32", "33", "34", "39"}
    assert found.sentence.startswith("Vestfold skiller seg ut blant 5 fylker: dårligere enn tilfeldighet tilsier (80,0")


@settings(deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=8))
def test_a_sum_lies_between_its_members_extremes(members):
    about = indicator(unit="percent", kind="proportion")
    points = [Point(Period(2024), 100 * x / n, Status.NORMAL, x, n) for x, n in members]
    whole = added(points, about, Period(2024))
    assert min(point.value for point in points) - 1e-9 <= whole.value <= max(point.value for point in points) + 1e-9
    rest = added(points[1:], about, Period(2024))
    assert whole.value * whole.denominator == pytest.approx(rest.value * rest.denominator + points[0].value * points[0].denominator)
