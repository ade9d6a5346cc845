"""One place is one line under all its codes, with its breaks; ratios are never averaged."""

import datetime as dt
from types import SimpleNamespace

from dashboard.usecases.place_line import place_line
from db.terms import Change, Frequency
from etl.places import Generation, Place

FAERDER = Place(
    "3911",
    (
        Generation(("3911",), Change.RENUMBERED, dt.date(2024, 1, 1)),
        Generation(("3811",), Change.RENUMBERED, dt.date(2020, 1, 1)),
        Generation(("0729",), Change.MERGED, dt.date(2018, 1, 1)),
        Generation(("0722", "0723")),
    ),
)


def row(period: str, value: float | None = None, numerator: float | None = None, denominator: float | None = None) -> SimpleNamespace:
    status = "normal" if value is not None else "missing"
    empty = {"lower": None, "upper": None, "note": None, "invited": None}
    return SimpleNamespace(
        period=period, breakdown="", value=value, numerator=numerator, denominator=denominator, status=status, delivery=1, **empty
    )


def line(rows: dict[str, list[SimpleNamespace]], place: Place = FAERDER):
    return place_line(place, rows, breakdown="", frequency=Frequency.YEAR, unit="percent")


def values(found) -> dict[str, float | None]:
    return {str(point.period): point.value for point in found.points}


def test_a_renumbered_place_is_one_line_with_a_visible_break():
    found = line({"3811": [row("2023", 20.0)], "3911": [row("2024", 21.0)]})
    assert values(found) == {"2023": 20.0, "2024": 21.0}
    assert [(str(change.period), change.reason) for change in found.breaks] == [("2024", "renumbered")]


def test_figures_that_the_publisher_recomputed_have_no_break():
    found = line({"3811": [row("2017", 17.9), row("2021", 16.9)]})
    assert found.breaks == ()


def test_the_newest_code_counts_where_two_codes_have_the_same_period():
    assert values(line({"3811": [row("2023", 20.0)], "3911": [row("2023", 22.0)]})) == {"2023": 22.0}


def test_an_older_code_fills_in_where_the_newest_has_only_a_reason():
    assert values(line({"3811": [row("2023", 20.0)], "3911": [row("2023")]})) == {"2023": 20.0}


def test_counts_of_merged_municipalities_are_added_and_the_line_is_broken():
    found = line({"0722": [row("2017", 50.0, 50, 100)], "0723": [row("2017", 10.0, 5, 50)], "0729": [row("2018", 30.0, 45, 150)]})
    assert found.points[0].value == 100 * 55 / 150
    assert [change.reason for change in found.breaks] == ["merged"]


def test_ratios_without_counts_are_never_averaged():
    assert values(line({"0722": [row("2017", 50.0)], "0723": [row("2017", 10.0)], "0729": [row("2018", 30.0)]})) == {"2018": 30.0}


def test_one_of_two_merged_municipalities_is_not_the_place():
    assert values(line({"0722": [row("2017", 50.0, 50, 100)]})) == {}


def test_a_merger_that_kept_the_code_is_a_break_too():
    stavanger = Place("1103", (Generation(("1103",), Change.MERGED, dt.date(2020, 1, 1), code_lives_on=True), Generation(("1103", "1141"))))
    found = line({"1103": [row("2019", 20.0), row("2020", 21.0)]}, stavanger)
    assert [(str(change.period), change.reason) for change in found.breaks] == [("2020", "merged")]


def test_yearly_rows_of_a_tertial_indicator_stand_aside():
    rows = {"3811": [row("2020", 10.9), row("2020-T1", 10.85), row("2020-T2", 10.9)]}
    found = place_line(FAERDER, rows, breakdown="", frequency=Frequency.TERTIAL, unit="minutes")
    assert values(found) == {"2020-T1": 10.85, "2020-T2": 10.9}
    assert [str(point.period) for point in found.other] == ["2020"]
