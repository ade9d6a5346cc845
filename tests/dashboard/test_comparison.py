"""Who is compared, where the numbers come from, and what is hidden."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.auth import Asker, Forbidden, NotFound, Role, User
from dashboard.selection import Selection
from dashboard.settings import Settings
from dashboard.usecases.compared import Against
from dashboard.usecases.comparison import comparison_page
from db.terms import Period, Status
from tests.builders import deliver
from tests.dashboard.houses import FALLS, SHARES, asker
from tests.dashboard.neighbours import compare, furnish, months, row, shares


@pytest.fixture
def house(sqlite_engine: Engine) -> Engine:
    return furnish(sqlite_engine)


def test_a_county_that_nobody_has_published_is_the_sum_of_its_municipalities(house):
    deliver(house, shares("30/100", "3905"), shares("10/300", "3907"), shares("5/20", "3911"))
    county = row(compare(house, compare_with=("39",)), "39")
    assert (county.origin, county.parts, county.point.numerator, county.point.denominator) == ("sum", 3, 45, 420)
    assert county.value == pytest.approx(100 * 45 / 420)


def test_a_published_county_stands_as_published(house):
    deliver(house, shares("30/100", "3905"), shares("5/20", "3911"), shares("44", "39"))
    county = row(compare(house, compare_with=("39",)), "39")
    assert (county.origin, county.value) == ("published", 44)


def test_the_own_numbers_are_taken_out_of_a_whole_that_they_are_much_of(house):
    deliver(house, shares("50/100", "3911"), shares("30/100", "3905"), shares("80/200", "39"), shares("500/20000", "EAK"))
    found = compare(house, compare_with=("39", "EAK"))
    assert (row(found, "39").is_without_own, row(found, "39").value) == (True, 30)
    assert row(found, "EAK").is_without_own is False


def test_two_municipalities_differ_only_where_the_difference_is_sure(house):
    deliver(house, shares("50/100", "3911"), shares("45/100", "3905"), shares("10/100", "3907"))
    found = compare(house, compare_with=("3905", "3907"))
    assert [row(found, code).word for code in ("3911", "3905", "3907")] == ["own", "similar", "better"]


def test_the_newest_own_period_counts_and_an_older_one_can_be_asked_for(house):
    deliver(house, shares("50/100 60/100", "3911", "2023"), shares("30/100 31/100 32/100", "3905", "2023"))
    assert compare(house).last == Period(2024)
    assert compare(house, last_year=2023).last == Period(2023)


def test_a_first_year_after_the_last_does_not_become_the_last(house):
    deliver(house, shares("50/100 60/100 70/100", "3911", "2022"), shares("30/100 31/100 32/100", "3905", "2022"))
    assert compare(house, first_year=2024, last_year=2023).last == Period(2023)


def test_a_place_without_figures_is_told_where_there_are_some(house):
    deliver(house, shares("50/100", "39"), shares("30/100", "38", "2020"), shares("300/1000", "EAK"))
    page = comparison_page(asker(house), SHARES, Selection())
    assert (page.comparisons, page.has_figures) == ((), False)
    assert [area.name for area in page.elsewhere] == ["Vestfold", "Vestfold og Telemark", "Landet"]


def test_figures_that_are_newer_than_the_year_chosen_are_no_figures(house):
    deliver(house, shares("50/100", "3911"), shares("30/100", "3905"))
    assert comparison_page(asker(house), SHARES, Selection(last_year=2020)).has_figures is False


def test_a_renumbered_place_is_one_dot_and_stands_not_beside_itself(house):
    deliver(house, *(shares("30/100", code, "2021") for code in ("3811", "3803", "3804", "3805")))
    found = compare(house)
    assert [unit.area.code for unit in found.funnel.units if unit.is_own] == ["3911"]
    assert len(found.funnel.units) == 4


def test_counts_are_not_compared(house):
    deliver(house, months("4 5", "3911", "antall"), months("1 2", "SYK-01", "antall"), months("3 3", "SYK-02", "antall"))
    assert comparison_page(asker(house), "antall", Selection()).comparisons == ()


def test_units_are_pooled_over_twelve_months(house):
    deliver(house, *(months("1/10 " + "5/10 " * 12, f"SYK-0{number}") for number in (1, 2, 3)))
    found = compare(house, "risiko")
    assert (found.against, str(found.first), str(found.last)) == (Against.UNITS, "2025-M02", "2026-M01")
    assert {(each.point.numerator, each.point.denominator, each.months) for each in found.rows if not each.is_whole} == {(60, 120, 12)}
    assert found.sentence.startswith("Ingen av de 3 enhetene skiller seg mer ut")
    assert any("lagt sammen fra februar 2025 til januar 2026" in note for note in found.notes)


def test_a_unit_is_seen_beside_its_neighbours(house):
    deliver(house, *(months("5/10 " * 12, f"SYK-0{number}") for number in (1, 2, 3)))
    found = compare(house, "risiko", area="SYK-01")
    assert found.own.area.code == "SYK-01"
    assert "Solbakken sykehjem skiller seg ikke mer fra de andre" in found.sentence


def test_a_small_unit_and_the_neighbour_that_would_tell_it_are_hidden_from_a_reader(house):
    parts = {"SYK-01": "2/12", "SYK-02": "20/40", "SYK-03": "25/60", "SYK-04": "30/80"}
    deliver(house, *(months(f"{part}", code) for code, part in parts.items()), months("77/192", "3911"))
    seen = compare(house, "risiko", Role.READER)
    assert {each.area.code for each in seen.rows if each.value is None} == {"SYK-01", "SYK-02"}
    assert {each.point.status for each in seen.rows if each.value is None} == {Status.SUPPRESSED}
    assert any("Skjult av hensyn til personvern: " in note for note in seen.notes)
    assert all(each.value is not None for each in compare(house, "risiko").rows)


def test_a_pooled_year_does_not_tell_its_one_hidden_month(house):
    deliver(house, *(months("12/30 " * 11 + ("2/30" if number == 1 else "12/30"), f"SYK-0{number}") for number in (1, 2, 3)))
    assert row(compare(house, "risiko", Role.READER), "SYK-01").value is None
    assert row(compare(house, "risiko"), "SYK-01").value is not None


def test_a_reader_sees_whole_years_since_the_last_twelve_months_change_by_one_at_a_time(house):
    deliver(house, *(months("3/30 " * 13, f"SYK-0{number}") for number in (1, 2, 3)))
    seen = compare(house, "risiko", Role.READER)
    assert (str(seen.first), str(seen.last)) == ("2025-M01", "2025-M12")
    assert {(each.point.numerator, each.months) for each in seen.rows if not each.is_whole} == {(36, 12)}
    assert any("Hele 2025" in note for note in seen.notes)


def test_before_there_is_a_whole_year_a_reader_sees_the_newest_month(house):
    deliver(house, *(months("6/30 " * 5, f"SYK-0{number}") for number in (1, 2, 3)))
    assert str(compare(house, "risiko", Role.READER).first) == "2025-M05"


def test_what_does_not_exist_is_refused(house):
    with pytest.raises(NotFound):
        comparison_page(asker(house), "finnes-ikke", Selection())
    with pytest.raises(NotFound):
        comparison_page(asker(house), FALLS, Selection(area="9999"))


def test_nobody_else_with_figures_is_no_comparison(house):
    deliver(house, shares("50/100", "3911"))
    page = comparison_page(asker(house), SHARES, Selection(compare_with=("ingen",)))
    assert page.comparisons == ()


def test_the_use_case_asks_who_it_is(house, monkeypatch):
    monkeypatch.setattr(Role, "may", lambda self, needed: False)
    with pytest.raises(Forbidden):
        comparison_page(Asker(User("Ingen", Role.READER), house, Settings(home_area="3911")), SHARES, Selection())
