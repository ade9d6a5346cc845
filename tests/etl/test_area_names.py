"""What people and publishers write for an area is read as one code, or not at all."""

import datetime as dt
import time

import pytest

from db.terms import AreaType
from etl.area_names import How, Resolved, nearest_areas, resolve_area_text
from etl.areas import AreaRow, read_reference

REFERENCE = read_reference()


def code(text: str, on: dt.date | None = None) -> str | None:
    found = resolve_area_text(text, REFERENCE, on)
    return found and found.code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3911", "3911"),
        ("729", "0729"),
        (" 729", "0729"),
        ("0729", "0729"),
        ("K-3911", "3911"),
        ("39", "39"),
        ("7", "07"),
        ("30104", "030104"),
        ("3811 Færder", "3811"),
        ("3911, Færder", "3911"),
        ("3911 - Færder", "3911"),
        ("0729 Færder (2018-2019)", "0729"),
        ("0616 Nesbyen (tidligere Nes)", "0616"),
        ("0616 Nes (Busk.)", "0616"),
        ("1875 Hábmer - Hamarøy", "1875"),
        ("3911 Færdr", "3911"),
        ("EAK", "EAK"),
        ("eakuo", "EAKUO"),
        ("EKG09", "EKG09"),
        ("KOSTRA-gruppe 9", "EKG09"),
        ("Kostragruppe 09", "EKG09"),
    ],
)
def test_a_number_is_read(text, expected):
    assert resolve_area_text(text, REFERENCE) == Resolved(expected, How.CODE, (expected,))


@pytest.mark.parametrize("text", ["0", "9999", "99992022", "Norge", "Landet", "Hele landet", "hele  landet", "0 Hele landet", "EAK Landet"])
def test_the_totals_are_the_country(text):
    assert code(text) == "EAK"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Færder", "3911"),
        ("FÆRDER", "3911"),
        ("Færder kommune", "3911"),
        ("\ufeffFær\u00adder ", "3911"),
        ("Indre\u00a0Østfold", "3118"),
        ("Nord\u2011Fron", "3436"),
        ("Ha\u030a", "1119"),
        ("Hemne (-2019)", "5011"),
        ("Holmestrand (-2017)", "0702"),
        ("Holmestrand (2018-2019)", "0715"),
        ("Nesbyen (tidligere Nes)", "3322"),
        ("Oslo", "0301"),
        ("Oslo - Oslove", "0301"),
        ("Oslo, kommune", "0301"),
        ("Oslo, fylke", "03"),
        ("Viken fylkeskommune", "30"),
        ("Porsanger-Porsángu-Porsanki", "5622"),
        ("Gáivuotna - Kåfjord - Kaivuono", "5540"),
        ("Hámmerfeasta", "5603"),
        ("Troms Romsa Tromssa", "55"),
        ("Aurskog-Høland", "3226"),
        ("Bø, Telemark", "0821"),
        ("Bø i Telemark", "0821"),
        ("Våler, Viken", "3114"),
        ("Herøy (Nordland)", "1818"),
        ("Os, Hordaland (-2019)", "1243"),
        ("Bydel St. Hanshaugen", "030104"),
        ("Arna bydel", "460101"),
        ("Vestfold og Telemark", "38"),
    ],
)
def test_a_name_is_read(text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Bø", {"1867", "0821"}),
        ("Os", {"3430", "1243"}),
        ("Herøy", {"1515", "1818"}),
        ("Våler", {"3114", "3419"}),
        ("Sande", {"1514", "0713"}),
        ("Nes", {"3228", "3322"}),
        ("Finnøy", {"1141", "110308"}),
    ],
)
def test_a_name_of_several_places_is_answered_with_all_of_them(name, candidates):
    for on in (None, dt.date(2018, 7, 1), dt.date(2025, 7, 1)):
        found = resolve_area_text(name, REFERENCE, on)
        assert (found.code, found.how, set(found.candidates)) == (None, How.AMBIGUOUS, candidates)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("4601 Trondheim", ("4601", "5001")),
        ("3911 Nøtterøy", ("3911", "0722")),
        ("4602 Flora", ("4602", "1401")),
        ("0137 Våler (Hedmark)", ("0137", "3419")),
        ("3911 Sykehjem øst", ("3911",)),
        ("9999 Uoppgitt", ("EAK",)),
        ("55 Kostragruppe 05", ("55",)),
    ],
)
def test_a_number_and_the_name_of_another_place_are_both_given_back(text, candidates):
    assert resolve_area_text(text, REFERENCE) == Resolved(None, How.DISAGREES, candidates)


@pytest.mark.parametrize("text", ["1201 Bergen", "4601 Bergen", "4601 BERGEN", "3040 Nes (Buskerud)", "3114 Våler", "0301 Oslo - Oslove"])
def test_a_number_and_a_name_of_the_same_place_agree(text):
    assert code(text) == text[:4]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "38112020",
        "9998",
        "0000",
        "Færder - avdeling 2",
        "Sykehjem",
        "Bergen Trondheim",
        "-",
        "()",
        "(-)",
        "kommune",
        "x" * 100_000,
    ],
)
def test_what_is_not_an_area_is_not_read(text):
    assert resolve_area_text(text, REFERENCE) is None


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("Færder", 2018, "0729"),
        ("Færder", 2021, "3811"),
        ("Færder", 2015, "3911"),  # recomputed by the publisher
        ("Nesbyen", 2018, "0616"),
        ("Haram", 2019, "1534"),
        ("Haram", 2022, None),
        ("Haram", 2024, "1580"),
        ("Vestfold", 2019, "07"),
        ("Vestfold", 2022, None),
    ],
)
def test_the_day_decides_which_number_a_name_means(name, year, expected):
    assert code(name, dt.date(year, 7, 1)) == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [("3912", "3911"), ("Færdr", "3911"), ("3812 Færdar", "3911"), ("Tønsberk kommune", "3905"), ("Guovdageaidno", "5612")],
)
def test_the_likeliest_area_is_suggested_first(text, first):
    assert nearest_areas(text, REFERENCE)[0] == first


def test_nothing_is_suggested_for_nonsense():
    assert nearest_areas("zzzz", REFERENCE) == nearest_areas("", REFERENCE) == ()


def test_every_area_is_found_by_its_code_and_by_code_and_name():
    for area in REFERENCE.areas.values():
        assert code(area.code) == code(f"{area.code} {area.name}") == area.code


def test_no_name_leads_to_another_place():
    for area in REFERENCE.areas.values():
        found = resolve_area_text(area.name, REFERENCE, area.valid_from or area.valid_to)
        assert found.code == area.code or found.how is How.AMBIGUOUS or (area.code, found.code) == ("03", "0301"), area


def test_units_are_found_by_code_and_by_their_whole_name():
    units = [AreaRow("SH-01", "Solgløtt (avdeling 2)", AreaType.UNIT), AreaRow("SH-02", "Frogner", AreaType.UNIT)]
    reference = REFERENCE.extended(units)
    assert resolve_area_text("sh-01", reference).code == "SH-01"
    assert resolve_area_text("SH-01 Solgløtt (avdeling 2)", reference).code == "SH-01"
    assert resolve_area_text("Solgløtt (avdeling 2)", reference).code == "SH-01"
    assert resolve_area_text("Solgløtt", reference) is None
    assert resolve_area_text("Frogner", reference).candidates == ("030105", "SH-02")


def test_a_thousand_texts_are_read_in_a_blink():
    begun = time.perf_counter()
    for number in range(1000):
        resolve_area_text(f"{number} Os, Hordaland (-2019)", REFERENCE)
    assert time.perf_counter() - begun < 2  # 0.1 s on a quiet machine
