"""The table of areas holds every code since 2017, each with its validity and with what came before and after."""

import datetime as dt
from collections import Counter

import pytest

from db.terms import AreaType, Change, Period
from etl.areas import AreaRow, Member, Reference, Succession, read_reference, valid_in

REFERENCE = read_reference()
AREAS = REFERENCE.areas
BEGINNING = dt.date(2017, 1, 1)


def valid_on(day: dt.date, type_: AreaType) -> set[str]:
    return {area.code for area in AREAS.values() if area.type is type_ and area.is_valid_on(day)}


@pytest.mark.parametrize(
    ("year", "municipalities", "counties"),
    [
        *((2017, 426, 19), (2018, 422, 18), (2019, 422, 18), (2020, 356, 11), (2021, 356, 11), (2022, 356, 11)),
        *((2023, 356, 11), (2024, 357, 15), (2025, 357, 15), (2026, 357, 15)),
    ],
)
def test_the_numbers_of_municipalities_and_counties_are_the_official_ones(year, municipalities, counties):
    for day in (dt.date(year, 1, 1), dt.date(year, 12, 31)):
        assert (len(valid_on(day, AreaType.MUNICIPALITY)), len(valid_on(day, AreaType.COUNTY))) == (municipalities, counties)


def test_the_country_the_groups_and_the_districts_are_there():
    assert (AREAS["EAK"].name, AREAS["EAKUO"].name) == ("Landet", "Landet uten Oslo")
    assert [AREAS[f"EKG{number:02}"].name for number in range(1, 18)] == [f"KOSTRA-gruppe {number}" for number in range(1, 18)]
    assert Counter(area.parent for area in AREAS.values() if area.type is AreaType.DISTRICT) == {
        "0301": 17,
        "1103": 9,
        "4601": 8,
        "5001": 4,
    }


def test_every_area_stands_under_one_that_lived_at_the_same_time():
    for area in AREAS.values():
        if area.type in (AreaType.MUNICIPALITY, AreaType.DISTRICT):
            above = AREAS[area.parent]
            assert area.code.startswith(above.code)
            if area.valid_from:
                assert above.is_valid_on(area.valid_from), area
            if area.valid_to and area.valid_to >= BEGINNING:
                assert above.is_valid_on(area.valid_to), area


def test_an_area_that_ended_has_a_successor_from_the_next_day():
    for area in AREAS.values():
        if area.valid_to:
            days = {arrow.happened_on for arrow in REFERENCE.arrows_from[area.code]}
            assert days == {area.valid_to + dt.timedelta(days=1)}, area


def test_an_area_that_began_has_a_predecessor_from_that_day():
    for area in AREAS.values():
        if area.valid_from and area.type in (AreaType.MUNICIPALITY, AreaType.COUNTY):
            assert area.valid_from in {arrow.happened_on for arrow in REFERENCE.arrows_into[area.code]}, area


def test_every_arrow_joins_areas_that_met_on_its_day():
    for arrow in REFERENCE.successions:
        before, after = AREAS[arrow.predecessor], AREAS[arrow.successor]
        assert before.type is after.type
        assert before.is_valid_on(arrow.happened_on - dt.timedelta(days=1)), arrow
        assert after.is_valid_on(arrow.happened_on), arrow


def test_the_kind_of_change_follows_from_the_arrows_of_the_day():
    moves = [arrow for arrow in REFERENCE.successions if arrow.change is not Change.ADJUSTED]
    out = Counter((arrow.predecessor, arrow.happened_on) for arrow in moves)
    into = Counter((arrow.successor, arrow.happened_on) for arrow in moves)
    for arrow in moves:
        apart, together = out[arrow.predecessor, arrow.happened_on] > 1, into[arrow.successor, arrow.happened_on] > 1
        assert arrow.change is (Change.SPLIT if apart else Change.MERGED if together else Change.RENUMBERED), arrow


def test_one_pair_of_areas_has_one_arrow():
    pairs = Counter((arrow.predecessor, arrow.successor) for arrow in REFERENCE.successions)
    assert max(pairs.values()) == 1


def test_only_whole_groups_have_members():
    assert REFERENCE.members == (Member("EKG13", "0301", 2020),)  # group 13 is Oslo alone; the others have not been read at the publisher


def test_names_are_in_ordinary_spelling():
    for area in AREAS.values():
        assert area.name == area.name.strip()
        assert " - " not in area.name
        assert not (area.name.isupper() and len(area.name) > 1)


def test_an_area_is_valid_in_every_period_that_touches_its_days():
    area = AreaRow("SH-01", "Solgløtt", AreaType.UNIT, valid_from=dt.date(2023, 5, 1), valid_to=dt.date(2024, 2, 29))
    inside = "2023 2023-T2 2023-M05 2024 2024-T1 2024-M02"
    outside = "2022 2023-T1 2023-M04 2024-M03 2024-T2 2025"
    assert all(valid_in(area, Period.parse(text)) for text in inside.split())
    assert not any(valid_in(area, Period.parse(text)) for text in outside.split())


def test_a_reference_with_more_rows_leaves_the_first_as_it_was():
    unit = {"code": "SH-01", "name": "Solgløtt", "type": AreaType.UNIT, "parent": "3911", "service_area": "sykehjem"}
    unit |= {"valid_from": None, "valid_to": dt.date(2023, 12, 31), "is_fictional": True}
    arrow = {"predecessor": "SH-01", "successor": "SH-01", "happened_on": dt.date(2020, 1, 1), "change": Change.MERGED}
    more = REFERENCE.extended([unit], [arrow], [Member("EKG09", "3911", 2024)])
    assert more.areas["SH-01"].is_fictional
    assert more.successions[-1] == Succession(**arrow)
    assert more.members[-1] == Member("EKG09", "3911", 2024)
    assert "SH-01" not in REFERENCE.areas


def test_rows_of_the_database_keep_the_further_names():
    row = AreaRow("5540", "Kåfjord", AreaType.MUNICIPALITY, "55")
    assert Reference(AREAS).extended([row]).areas["5540"].also == ("Gáivuotna", "Kaivuono")
