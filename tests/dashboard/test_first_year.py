"""Who looks at fewer years sees fewer points, and no claim that rests on what is not shown."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.selection import Selection
from dashboard.usecases import series as finishing
from dashboard.usecases.finished import Series
from dashboard.usecases.series import find_series
from db.terms import Status
from tests.builders import deliver, observations
from tests.dashboard.houses import FALLS, SHARES, asker, settle

OTHERS = ("3905", "EAK")


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    deliver(
        engine,
        *(
            observations(text, indicator=SHARES, first="2017", area=area)
            for area, text in (("3911", "53/100 54/100 55/100"), ("3905", "30"), ("EAK", "31 31 31"))
        ),
    )
    return engine


def shares(house: Engine, first_year: int | None) -> Series:
    return find_series(asker(house), SHARES, Selection(compare_with=OTHERS, first_year=first_year))


def test_nothing_is_compared_with_a_number_from_before(house: Engine):
    assert shares(house, 2017).comparison == shares(house, None).comparison
    assert str(shares(house, 2017).comparison.since) == "2017"
    later = shares(house, 2018)
    assert [line.area.code for line in later.comparators] == ["EAK"]
    assert str(later.comparison.since) == "2019"


def test_the_footer_counts_what_is_shown(house: Engine):
    whole, later = (shares(house, year).provenance for year in (None, 2018))
    assert [(each.reported, each.expected) for each in (whole, later)] == [(3, 3), (2, 2)]
    assert later.last_period == whole.last_period


def test_of_years_whose_numbers_are_all_hidden_the_footer_names_no_older_one(house: Engine):
    deliver(house, observations("30/900 2/900", area="SYK-01", first="2024-M12"))
    found = find_series(asker(house, Role.READER), FALLS, Selection(area="SYK-01", first_year=2025))
    assert [(str(point.period), point.status) for point in found.points] == [("2025-M01", Status.SUPPRESSED)]
    assert (found.provenance.last_period, found.last) == (None, None)


def test_another_first_year_is_not_judged_again(house: Engine, monkeypatch: pytest.MonkeyPatch):
    shares(house, None)
    monkeypatch.setattr(finishing, "judged", None)
    assert len(shares(house, 2017).points) == 3
