"""The municipality's own units come from a small file; each row that cannot be used says why."""

import datetime as dt

import pytest

from dashboard.text import problem_text
from db.terms import AreaType, Change
from etl.areas import AreaRow, read_reference
from etl.places import same_place
from etl.units import UNIT_COLUMNS, read_units

SERVICES = {"sykehjem": "sykehjem", "Sykehjem": "sykehjem", "Hjemmetjeneste": "hjemmetjeneste"}


def read(*rows: str, more: tuple[AreaRow, ...] = ()):
    """Rows as kode;navn;tjeneste;overordnet;gyldig_fra;gyldig_til;etterfølger;oppdiktet, the last columns left out at will."""
    cells = [(line, dict(zip(UNIT_COLUMNS, row.split(";"), strict=False))) for line, row in enumerate(rows, start=2)]
    return read_units(cells, read_reference().extended(more), SERVICES)


def problems(*rows: str, **given) -> list[tuple[str, int, str, str]]:
    return [(problem.code, problem.row, problem.column, problem.found) for problem in read(*rows, **given)[2]]


def test_a_unit_stands_under_the_municipality_unless_the_file_says_otherwise():
    areas, successions, found = read("SH-01;Solgløtt;Sykehjem")
    unit = {"code": "SH-01", "name": "Solgløtt", "type": AreaType.UNIT, "parent": "3911", "service_area": "sykehjem"}
    assert areas == [unit | {"valid_from": None, "valid_to": None, "is_fictional": False}]
    assert (successions, found) == ([], [])


def test_a_parent_may_stand_further_down_in_the_file():
    areas, _, found = read("A-1;Avdeling 1;sykehjem;sh-01", "SH-01;Solgløtt;sykehjem;3911 Færder")
    assert [(area["code"], area["parent"]) for area in areas] == [("A-1", "SH-01"), ("SH-01", "3911")]
    assert found == []


def test_a_unit_may_stand_under_one_that_is_known_already():
    known = AreaRow("SH-01", "Solgløtt", AreaType.UNIT, "3911")
    areas, _, found = read("A-1;Avdeling 1;sykehjem;SH-01", more=(known,))
    assert (areas[0]["parent"], found) == ("SH-01", [])


@pytest.mark.parametrize(
    ("written", "first", "last"), [("2024-05-01", (5, 1), (5, 1)), ("1.5.2024", (5, 1), (5, 1)), ("2024", (1, 1), (12, 31))]
)
def test_days_are_civil_and_a_year_is_its_first_and_last_day(written, first, last):
    (area,), _, found = read(f"SH-01;Solgløtt;sykehjem;;{written};{written}")
    assert (area["valid_from"], area["valid_to"]) == (dt.date(2024, *first), dt.date(2024, *last))
    assert found == []


def test_a_workbook_day_at_midnight_is_a_day():
    assert read("SH-01;Solgløtt;sykehjem;;2024-05-01T00:00:00")[0][0]["valid_from"] == dt.date(2024, 5, 1)


@pytest.mark.parametrize(("word", "expected"), [("ja", True), ("JA", True), ("nei", False), ("", False)])
def test_a_fictional_unit_is_marked(word, expected):
    assert read(f"SH-01;Solgløtt;sykehjem;;;;;{word}")[0][0]["is_fictional"] is expected


def test_one_unit_after_another_is_the_same_place():
    areas, successions, found = read("SH-01;Gamle Solgløtt;sykehjem;;;2023-12-31;sh-02", "SH-02;Solgløtt;sykehjem;;2024-01-01")
    assert successions == [{"predecessor": "SH-01", "successor": "SH-02", "happened_on": dt.date(2024, 1, 1), "change": Change.RENUMBERED}]
    assert (len(areas), found) == (2, [])
    assert place_codes(successions, "SH-02") == [("SH-02",), ("SH-01",)]


def test_two_units_into_a_new_one_are_merged():
    rows = ("A;Øst;sykehjem;;;2023;C", "B;Vest;sykehjem;;;2023;C", "C;Nye Solgløtt;sykehjem;;2024")
    assert {arrow["change"] for arrow in read(*rows)[1]} == {Change.MERGED}


def test_a_unit_taken_in_by_a_living_one_breaks_that_ones_line():
    _, successions, _ = read("A;Øst;sykehjem;;;2023;B", "B;Vest;sykehjem")
    assert [(arrow["predecessor"], arrow["successor"], arrow["change"]) for arrow in successions] == [
        ("A", "B", "merged"),
        ("B", "B", "merged"),
    ]
    assert place_codes(successions, "B") == [("B",), ("A", "B")]


def test_a_unit_with_two_successors_is_split():
    rows = ("A;Solgløtt;sykehjem;;;2023;B, C", "B;Øst;sykehjem;;2024", "C;Vest;sykehjem;;2024")
    _, successions, found = read(*rows)
    assert ({arrow["change"] for arrow in successions}, found) == ({Change.SPLIT}, [])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (";Solgløtt;sykehjem", ("unit_code_missing", 2, "kode", "")),
        ("3911;Solgløtt;sykehjem", ("unit_code_not_usable", 2, "kode", "3911")),
        ("01019012345;Solgløtt;sykehjem", ("unit_code_not_usable", 2, "kode", "…")),
        ("SH 01;Solgløtt;sykehjem", ("unit_code_not_usable", 2, "kode", "SH 01")),
        ("SH/01;Solgløtt;sykehjem", ("unit_code_not_usable", 2, "kode", "SH/01")),
        ("=1+1;Solgløtt;sykehjem", ("unit_code_not_usable", 2, "kode", "=1+1")),
        ("K-3911;Solgløtt;sykehjem", ("unit_code_taken", 2, "kode", "K-3911")),
        ("EAK;Solgløtt;sykehjem", ("unit_code_taken", 2, "kode", "EAK")),
        ("SH-01;;sykehjem", ("unit_name_missing", 2, "navn", "")),
        ("SH-01;Solgløtt;sjukhus", ("unit_service_unknown", 2, "tjeneste", "sjukhus")),
        ("SH-01;Solgløtt", ("unit_service_unknown", 2, "tjeneste", "")),
        ("SH-01;Solgløtt;sykehjem;SH-99", ("unit_parent_unknown", 2, "overordnet", "SH-99")),
        ("SH-01;Solgløtt;sykehjem;SH-01", ("unit_parent_ring", 2, "overordnet", "SH-01")),
        ("SH-01;Solgløtt;sykehjem;;31.02.2024", ("unit_day_unreadable", 2, "gyldig_fra", "…")),
        ("SH-01;Solgløtt;sykehjem;;;snart", ("unit_day_unreadable", 2, "gyldig_til", "snart")),
        ("SH-01;Solgløtt;sykehjem;;2024;2023", ("unit_validity_backwards", 2, "gyldig_til", "")),
        ("SH-01;Solgløtt;sykehjem;;;;SH-02", ("unit_successor_without_end", 2, "gyldig_til", "")),
        ("SH-01;Solgløtt;sykehjem;;;2023;SH-02", ("unit_successor_unknown", 2, "etterfølger", "SH-02")),
        ("SH-01;Solgløtt;sykehjem;;;2023;3911", ("unit_successor_unknown", 2, "etterfølger", "3911")),
        ("SH-01;Solgløtt;sykehjem;;;2023;SH-01", ("unit_successor_unknown", 2, "etterfølger", "SH-01")),
        ("SH-01;Solgløtt;sykehjem;;;;;kanskje", ("unit_fictional_unreadable", 2, "oppdiktet", "kanskje")),
    ],
)
def test_a_row_that_cannot_be_used_says_why(row, expected):
    assert expected in problems(row)
    assert all(problem_text(problem).startswith("Rad 2: ") for problem in read(row)[2])


def test_the_same_code_twice_names_both_rows():
    found = read("SH-01;Solgløtt;sykehjem", "sh-01;Solgløtt;sykehjem")[2]
    assert [(problem.code, problem.row, problem.facts) for problem in found] == [("unit_twice", 3, {"first": 2})]
    assert problem_text(found[0]) == "Rad 3: Koden «sh-01» står også i rad 2. La hver enhet stå én gang."


def test_a_code_that_differs_from_a_known_one_in_capitals_only_is_taken():
    known = AreaRow("SH-01", "Solgløtt", AreaType.UNIT, "3911")
    assert problems("sh-01;Solgløtt;sykehjem", more=(known,)) == [("unit_code_taken", 2, "kode", "sh-01")]
    assert problems("SH-01;Nye Solgløtt;sykehjem", more=(known,)) == []


def test_a_ring_of_units_is_refused_in_every_row_of_it():
    rows = ("A;En;sykehjem;C", "B;To;sykehjem;A", "C;Tre;sykehjem;B", "D;Fire;sykehjem;A")
    assert [(problem.code, problem.row) for problem in read(*rows)[2]] == [("unit_parent_ring", line) for line in (2, 3, 4)]


def test_a_ring_through_a_known_unit_is_refused():
    known = AreaRow("B", "To", AreaType.UNIT, "A")
    assert [code for code, *_ in problems("A;En;sykehjem;B", more=(known,))] == ["unit_parent_ring"]


def place_codes(successions: list[dict], code: str) -> list[tuple[str, ...]]:
    arrows = read_reference().extended(successions=successions).successions
    return [generation.codes for generation in same_place(arrows, code).generations]
