"""Which codes are one place: renumbered goes on, merged is summed with a break, split is never chained."""

import datetime as dt

import pytest

from db.terms import Change, Period
from etl.areas import Succession, read_reference
from etl.places import Adjustment, Generation, Lineage, Standing, Stop, same_place, standing

REFERENCE = read_reference()
ARROWS = REFERENCE.successions


def generations(code: str) -> list[list[str]]:
    return [list(generation.codes) for generation in same_place(ARROWS, code).generations]


def changes(code: str) -> list[str | None]:
    return [generation.change and generation.change.value for generation in same_place(ARROWS, code).generations]


def test_faerder_is_renumbered_twice_and_merged_once():
    assert same_place(ARROWS, "3911").generations == (
        Generation(("3911",), Change.RENUMBERED, dt.date(2024, 1, 1)),
        Generation(("3811",), Change.RENUMBERED, dt.date(2020, 1, 1)),
        Generation(("0729",), Change.MERGED, dt.date(2018, 1, 1)),
        Generation(("0722", "0723")),
    )


@pytest.mark.parametrize("code", ["0729", "3811", "3911"])
def test_each_number_of_a_place_leads_to_the_same_place(code):
    assert same_place(ARROWS, code) == same_place(ARROWS, "3911")


def test_a_merged_municipality_is_not_the_place_it_went_into():
    assert generations("0722") == [["0722"]]


@pytest.mark.parametrize(("code", "expected"), [("1508", [["1508"]]), ("1580", [["1580"]])])
def test_what_came_out_of_a_split_is_never_chained(code, expected):
    assert generations(code) == expected
    assert same_place(ARROWS, code).stop == Stop(dt.date(2024, 1, 1), ("1507",))


def test_the_split_one_itself_goes_back_to_those_it_was_merged_from():
    assert generations("1507") == [["1507"], ["1504", "1523", "1529", "1534", "1546"]]


def test_a_municipality_that_took_in_a_part_of_a_split_one_is_not_chained():
    for code, parts in {"5056": ("5012", "5013"), "1875": ("1849", "1850"), "1806": ("1805", "1850", "1854")}.items():
        assert generations(code) == [[code]]
        assert same_place(ARROWS, code).stop == Stop(dt.date(2020, 1, 1), parts)


def test_holmestrand_is_merged_twice():
    assert generations("3903") == [["3903"], ["3802"], ["0713", "0715"], ["0713", "0702", "0714"]]
    assert changes("3903") == ["renumbered", "merged", "merged", None]


def test_horten_only_changed_its_number():
    assert generations("3901") == [["3901"], ["3801"], ["0701"]]
    assert changes("3901") == ["renumbered", "renumbered", None]


def test_sandefjord_reaches_back_before_2017():
    assert generations("3907") == [["3907"], ["3804"], ["0710"], ["0706", "0719", "0720"]]


def test_trondelag_got_new_numbers_in_2018():
    assert generations("5021") == [["5021"], ["1634"]]
    assert generations("5006") == [["5006"], ["5004", "5039"], ["1702", "1724"]]
    assert changes("5006") == ["merged", "renumbered", None]


def test_rindal_changed_county_in_2019():
    assert generations("5061") == [["5061"], ["1567"]]


def test_bergen_got_a_new_number_in_2020():
    assert generations("4601") == [["4601"], ["1201"]]


@pytest.mark.parametrize(("code", "older"), [("1103", ["1103", "1141", "1142"]), ("5001", ["5001", "5030"])])
def test_a_merger_that_keeps_the_number_is_still_a_break(code, older):
    place = same_place(ARROWS, code)
    assert list(place.generations[1].codes) == older
    assert place.generations[0] == Generation((code,), Change.MERGED, dt.date(2020, 1, 1), code_lives_on=True)


@pytest.mark.parametrize("code", ["0301", "1106", "1811", "EAK", "EKG09", "no such code"])
def test_what_never_changed_is_one_generation_without_a_break(code):
    assert same_place(ARROWS, code).generations == (Generation((code,)),)


def test_an_adjusted_border_is_a_note_and_no_break():
    place = same_place(ARROWS, "3440")
    assert [generation.codes for generation in place.generations] == [("3440",), ("0521",)]
    assert place.adjustments == (Adjustment(dt.date(2022, 1, 1), "3405", "3440"),)


def test_the_border_of_2026_makes_no_merger():
    assert generations("3216") == [["3216"], ["3019"], ["0211"]]
    assert {change.received for change in same_place(ARROWS, "3118").adjustments} == {"3207", "3216"}


def test_counties_that_were_split_are_never_chained():
    assert [generations(code) for code in ("31", "39", "55")] == [[["31"]], [["39"]], [["55"]]]
    assert generations("34") == [["34"], ["04", "05"]]
    assert generations("50") == [["50"], ["16", "17"]]


def test_all_codes_of_a_place_are_named_once():
    assert same_place(ARROWS, "1103").codes == ("1103", "1141", "1142")


def test_many_places_at_once_are_the_same_as_one_by_one():
    codes = list(REFERENCE.areas)[::50]
    lineage = Lineage(ARROWS)
    assert [lineage.place(code) for code in codes] == [same_place(ARROWS, code) for code in codes]


def test_a_ring_of_arrows_ends():
    ring = [Succession(*pair, dt.date(2020, 1, 1), Change.RENUMBERED) for pair in (("A", "B"), ("B", "A"))]
    assert set(same_place(ring, "A").codes) == {"A", "B"}


@pytest.mark.parametrize(
    ("code", "period", "expected"),
    [
        ("3911", "2024", Standing(True, "3911")),
        ("3811", "2024", Standing(False, "3911", Change.RENUMBERED)),
        ("3911", "2021-T2", Standing(False, "3811", Change.RENUMBERED)),
        ("3911", "2018", Standing(False, "0729", Change.RENUMBERED)),
        ("5001", "2017", Standing(False, "1601", Change.RENUMBERED)),
        ("1662", "2021", Standing(False, None, Change.MERGED, ("5001",))),
        ("3811", "2015", Standing(False, None, Change.MERGED, ("0722", "0723"))),
        ("0722", "2021", Standing(False, None, Change.MERGED, ("0729",))),
        ("1507", "2024", Standing(False, None, Change.SPLIT, ("1508", "1580"))),
        ("1580", "2023", Standing(False, None, Change.SPLIT, ("1507",))),
        ("EKG09", "2019", Standing(False, None)),
    ],
)
def test_how_a_code_stands_to_a_period(code, period, expected):
    assert standing(REFERENCE, code, Period.parse(period)) == expected
