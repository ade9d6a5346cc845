"""From what is chosen to what is shown: the place under its codes, the past as it was, and only what the asker may see."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from dashboard.auth import Forbidden, NotFound, Role
from dashboard.selection import Selection
from dashboard.usecases.deliveries import receive
from dashboard.usecases.finished import Chart, Signal
from dashboard.usecases.overview import overview
from dashboard.usecases.series import find_series
from dashboard.usecases.service import service_page
from db.engine import writing
from db.terms import Status
from db.writes.reversals import undo
from tests.builders import deliver, observations
from tests.dashboard.houses import FALLS, SHARES, asker, months_ago, settle

STABLE = "20/9000 22/9000 19/9000 21/9000 20/9000 18/9000 22/9000 21/9000 19/9000 20/9000 21/9000 20/9000"


def shares(values: str, area: str = "3811", first: str = "2017"):
    return observations(values, indicator=SHARES, area=area, first=first)


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    return engine


def values(series) -> dict[str, float | None]:
    return {str(point.period): point.value for point in series.points}


def test_a_place_is_asked_for_by_its_newest_number_and_found_under_its_old_ones(house):
    deliver(house, shares("53/100 70/100"))
    for code in ("3911", "3811", "0729"):
        assert values(find_series(asker(house), SHARES, Selection(area=code))) == {"2017": 53, "2018": 70}


def test_a_split_municipality_is_never_chained(house):
    deliver(house, shares("53/100", area="1507", first="2022"), shares("60/100", area="1508", first="2024"))
    assert values(find_series(asker(house), SHARES, Selection(area="1508"))) == {"2024": 60}


def test_a_municipality_stands_beside_the_country_and_its_county(house):
    deliver(house, shares("53/100"), shares("30", area="EAK"), shares("20", area="38"))
    found = find_series(asker(house), SHARES, Selection())
    assert [line.area.code for line in found.comparators] == ["EAK", "38"]
    assert found.comparison.signal is Signal.WORSE  # lower is better here, and 53 of 100 is surely above 30


def test_the_reader_chooses_whom_to_compare_with_and_which_years(house):
    deliver(house, shares("50/100 51/100 52/100"), shares("30 31 32", area="3905"))
    found = find_series(asker(house), SHARES, Selection(compare_with=("3905",), first_year=2018, last_year=2018))
    assert values(found) == {"2018": 51}
    assert [str(point.period) for point in found.comparators[0].points] == ["2018"]


def test_the_past_is_shown_as_it_was(house):
    first = deliver(house, shares("50/100"))
    second = deliver(house, shares("60/100"))
    with writing(house) as session:
        third = undo(session, second, "Kari", "feil fil", dt.datetime(2026, 3, 4))
    at = {number: values(find_series(asker(house), SHARES, Selection(as_of=number)))["2017"] for number in (first, second, third)}
    assert at == {first: 50, second: 60, third: 50}
    assert values(find_series(asker(house), SHARES, Selection()))["2017"] == 50


def test_a_new_delivery_is_seen_at_once(house):
    deliver(house, shares("50/100"))
    find_series(asker(house), SHARES, Selection())
    deliver(house, shares("60/100"))
    assert values(find_series(asker(house), SHARES, Selection()))["2017"] == 60


def test_months_enough_have_limits_and_few_have_none(house):
    deliver(house, observations(STABLE, area="SYK-01"))
    assert find_series(asker(house), FALLS, Selection(area="SYK-01")).chart is Chart.U
    assert find_series(asker(house), FALLS, Selection(area="SYK-01", first_year=2030)).points == ()


def test_hiding_the_first_years_changes_no_limit_and_no_claim(house):
    deliver(house, observations(STABLE + " 45/9000 20/9000", area="SYK-01"))
    whole, late = (find_series(asker(house), FALLS, Selection(area="SYK-01", first_year=year)) for year in (None, 2025))
    assert len(late.points) == 2
    assert (late.points[-1].centre, late.sentence) == (whole.points[-1].centre, whole.sentence)


def test_small_numbers_are_hidden_from_readers_and_seen_by_leaders(house):
    deliver(house, observations("3/900 9/900", area="SYK-01"))
    seen = {role: find_series(asker(house, role), FALLS, Selection(area="SYK-01")).points[0] for role in (Role.READER, Role.LEADER)}
    assert seen[Role.READER].status is Status.SUPPRESSED
    assert seen[Role.READER].numerator is None
    assert seen[Role.LEADER].numerator == 3


def test_a_leader_can_ask_for_what_the_public_would_see(house):
    deliver(house, observations("3/900", area="SYK-01"))
    assert find_series(asker(house), FALLS, Selection(area="SYK-01"), audience="public").points[0].value is None


def test_a_reader_gets_no_more_by_asking(house):
    deliver(house, observations("3/900", area="SYK-01"))
    assert find_series(asker(house, Role.READER), FALLS, Selection(area="SYK-01"), audience="internal").points[0].value is None


def test_the_future_of_the_facts_cannot_be_asked_for(house):
    number = deliver(house, shares("50/100"))
    with pytest.raises(NotFound) as refusal:
        find_series(asker(house), SHARES, Selection(as_of=number + 1))
    assert refusal.value.code == "unknown_version"


@pytest.mark.parametrize(("indicator", "area", "code"), [("finnes-ikke", None, "unknown_indicator"), (SHARES, "9876", "unknown_area")])
def test_what_does_not_exist_is_said_not_to_exist(house, indicator, area, code):
    with pytest.raises(NotFound) as refusal:
        find_series(asker(house), indicator, Selection(area=area))
    assert refusal.value.code == code


def test_the_service_page_has_harm_and_only_what_has_numbers(house):
    deliver(house, shares("50/100"))
    page = service_page(asker(house), Selection(service_area="sykehjem"))
    assert [series.indicator.id for group in page.groups for series in group.series] == [SHARES]


def test_the_overview_finds_the_unit_that_got_worse(house):
    rising = STABLE + " 45/9000 44/9000 46/9000 45/9000 47/9000 44/9000 46/9000 45/9000"
    deliver(house, observations(rising, area="SYK-01", first=months_ago(20)))
    found = overview(asker(house), Selection())
    assert [(series.area.code, series.change.signal) for series in found.attention] == [("SYK-01", Signal.WORSE)]


def test_figures_that_are_late_ask_for_nothing_now(house):
    rising = STABLE + " 45/9000 44/9000 46/9000 45/9000 47/9000 44/9000 46/9000 45/9000"
    deliver(house, observations(rising, area="SYK-01", first=months_ago(40)))
    assert overview(asker(house), Selection()).attention == ()


def test_an_empty_house_has_an_overview(house):
    assert overview(asker(house), Selection()).total == 0


def test_only_the_analyst_uploads(house):
    with pytest.raises(Forbidden):
        receive(asker(house, Role.LEADER), "tall.csv", b"")


def test_years_without_numbers_give_no_claim_about_other_years(house):
    found = find_series(asker(house), FALLS, Selection(area="SYK-01", first_year=2030))
    assert (found.sentence, found.smallest_change) == ("Ingen tall for dette utvalget.", None)
