"""Do we stand out more than chance allows? Who is compared, where the numbers come from, what is claimed and what is hidden."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine

from dashboard.auth import Asker, Forbidden, NotFound, Role, User
from dashboard.figures.comparison_drawn import comparison_drawn
from dashboard.selection import Selection
from dashboard.settings import Settings
from dashboard.stats.funnel_curve import curve
from dashboard.usecases.compared import Against, Comparison
from dashboard.usecases.comparison import comparison_page
from dashboard.usecases.hidden_together import hidden_together
from db.engine import writing
from db.terms import Kind, Period, Status
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard.houses import FALLS, SHARES, asker, settle

NEIGHBOURS = ("3905", "3907", "3909", "3901", "3903", "3911")


@pytest.fixture
def house(sqlite_engine: Engine) -> Engine:
    settle(sqlite_engine)
    with writing(sqlite_engine) as session:
        for number in (2, 3, 4):
            session.add(an_area(f"SYK-0{number}", name=f"Sykehjem {number}", type="unit", parent="3911", service_area="sykehjem"))
        session.add(an_indicator("risiko", name="Fallrisiko vurdert", kind=Kind.PROPORTION, unit="percent"))
        session.add(an_indicator("antall", name="Hendelser", kind=Kind.COUNT, unit="count"))
    return sqlite_engine


def shares(values: str, area: str, first: str = "2024"):
    return observations(values, indicator=SHARES, area=area, first=first)


def compare(house: Engine, indicator: str = SHARES, role: Role = Role.ADMINISTRATOR, **chosen: object) -> Comparison:
    return comparison_page(asker(house, role), indicator, Selection(**chosen)).comparisons[-1]


def row(comparison: Comparison, code: str):
    return next(row for row in comparison.rows if row.area.code == code)


def months(values: str, area: str, indicator: str = "risiko", first: str = "2025-M01"):
    return observations(values, indicator=indicator, area=area, first=first)


def test_a_number_inside_the_limits_of_chance_is_said_to_be_no_more_than_chance(house):
    deliver(house, *(shares("30/100", code) for code in NEIGHBOURS[:-1]), shares("36/100", "3911"))
    found = compare(house)
    assert found.sentence.startswith(
        "Færder skiller seg ikke mer fra de andre enn tilfeldighet tilsier (36,0\xa0%, sikkert mellom 27,3 og 45,8\xa0%"
    )
    assert "de andre samlet 30,0\xa0%" in found.sentence
    assert found.funnel.own.signal is None


def test_a_number_beyond_the_limits_stands_out_with_its_direction(house):
    deliver(house, *(shares("30/100", code) for code in NEIGHBOURS[:-1]), shares("70/100", "3911"))
    assert "Færder skiller seg ut blant 6 kommuner: dårligere enn tilfeldighet tilsier" in compare(house).sentence


def test_many_unlike_municipalities_widen_the_limits_and_it_is_said(house):
    codes = [*NEIGHBOURS[:-1], *map(str, range(4611, 4628))]
    spread = [20, 45, 35, 60, 25, 50, 30, 40, 55, 22, 48]
    deliver(house, *(shares(f"{spread[i % 11]}/100", code) for i, code in enumerate(codes)), shares("58/100", "3911"))
    found = compare(house)
    assert found.funnel.is_widened
    assert "23 kommuner er så ulike at Færder ikke skiller seg ut" in found.sentence
    assert any("Grensene i figuren er gjort videre" in note for note in found.notes)
    assert all(abs(unit.place) <= abs(unit.place_by_chance) for unit in found.funnel.units)


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


def test_a_renumbered_place_is_one_dot_and_stands_not_beside_itself(house):
    deliver(house, *(shares("30/100", code, "2021") for code in ("3811", "3803", "3804", "3805")))
    found = compare(house)
    assert [unit.area.code for unit in found.funnel.units if unit.is_own] == ["3911"]
    assert len(found.funnel.units) == 4


def test_values_without_counts_are_not_called_different_or_alike(house):
    deliver(house, *(shares("30", code) for code in ("3905", "3907", "EAK")), shares("50", "3911"))
    found = compare(house)
    assert found.funnel is None
    assert "Over Landet (30,0\xa0%), men usikkerheten er ikke publisert." in found.sentence


def test_counts_are_not_compared(house):
    deliver(house, months("4 5", "3911", "antall"), months("1 2", "SYK-01", "antall"), months("3 3", "SYK-02", "antall"))
    assert comparison_page(asker(house), "antall", Selection()).comparisons == ()


def test_units_are_pooled_over_twelve_months(house):
    deliver(house, *(months("1/10 " + "5/10 " * 12, f"SYK-0{number}") for number in (1, 2, 3)))
    found = compare(house, "risiko")
    assert (found.against, str(found.first), str(found.last)) == (Against.UNITS, "2025-M02", "2026-M01")
    assert {(each.point.numerator, each.point.denominator, each.months) for each in found.rows if not each.is_whole} == {(60, 120, 12)}
    assert found.sentence.startswith("Ingen av de 3 enhetene skiller seg mer ut")
    assert any("Siste 12 måneder" in note for note in found.notes)


def test_a_unit_that_stands_out_is_named(house):
    deliver(house, *(months("5/10 " * 12, f"SYK-0{number}") for number in (1, 2, 4)), months("8/10 " * 12, "SYK-03"))
    assert compare(house, "risiko").sentence.startswith("Sykehjem 3 skiller seg ut: dårligere enn tilfeldighet tilsier (80,0\xa0%")


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


def test_what_is_hidden_stands_in_no_picture(house):
    parts = {"SYK-01": "3/17", "SYK-02": "20/40", "SYK-03": "25/60", "SYK-04": "30/80"}
    deliver(house, *(months(part, code) for code, part in parts.items()))
    seen = compare(house, "risiko", Role.READER)
    drawn = comparison_drawn(seen)
    assert "Solbakken" not in drawn.funnel
    assert "skjult" in drawn.dots
    assert [unit.area.code for unit in seen.funnel.units] == ["SYK-02", "SYK-03", "SYK-04"]


def test_parts_are_hidden_until_no_sum_tells_one(house):
    from dashboard.usecases.finished import Point

    raw = {
        code: Point(Period(2025), 1.0, Status.NORMAL, x, n) for code, x, n in (("sum", 40, 100), ("a", 2, 20), ("b", 3, 30), ("c", 35, 50))
    }
    assert hidden_together(raw, {"a"}, [["sum", "a", "b", "c"]], 5) == {"a", "b"}
    assert hidden_together(raw, set(), [["sum", "a", "b", "c"]], 5) == set()
    assert hidden_together(raw, {"sum"}, [["sum", "a", "b", "c"]], 5) == {"sum", "a"}


def test_the_picture_names_the_own_and_only_titles_the_others(house):
    names = [*NEIGHBOURS[:-1], *map(str, range(4611, 4616))]
    deliver(house, *(shares(f"{20 + place}/{90 + 10 * place}", code) for place, code in enumerate(names)), shares("50/130", "3911"))
    drawn = comparison_drawn(compare(house, compare_with=("3905",)))
    assert re.findall(r">(Færder|Tønsberg|Etne)</text>", drawn.funnel) == ["Færder"]
    assert "<title>Etne: " in drawn.funnel
    assert "Tønsberg</text>" in drawn.dots


def test_units_of_one_size_have_no_funnel_to_draw(house):
    deliver(house, *(shares("30/100", code) for code in NEIGHBOURS))
    assert comparison_drawn(compare(house)).funnel == ""


def test_the_limits_close_in_as_units_grow_and_widen_with_the_spread_between_them():
    for is_share in (True, False):
        narrow, wide = curve(0.3, [10, 100, 1000], is_share=is_share), curve(0.3, [10, 100, 1000], is_share=is_share, tau2=0.02)
        assert all(narrow.upper998[k] > narrow.upper998[k + 1] > 0.3 > narrow.lower95[k + 1] for k in (0, 1))
        assert wide.upper998[2] > narrow.upper998[2] and wide.lower998[2] < narrow.lower998[2]


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
