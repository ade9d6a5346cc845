"""The web page's export: names decide, since the numbers changed with the publication."""

from __future__ import annotations

from pathlib import Path

from tests.etl.reading import an_entry, checked, known, problems, rows

FIXTURE = (Path(__file__).parent / "fixtures" / "nki_web.csv").read_bytes()
KNOWN = known(
    [
        an_entry(
            "legetimer",
            source="helsedir",
            source_key="166:Gjennomsnittlig antall legetimer",
            source_name="Legetimer per beboer",
            kind="mean",
            unit="hours_per_week",
        )
    ]
)


def test_an_indicator_is_known_by_its_name_also_when_it_is_phased_out():
    assert [(row["area"], row["value"]) for row in rows(FIXTURE, against=KNOWN) if row["indicator"] == "legetimer"] == [
        ("3911", 0.82),
        ("EAK", 0.61),
    ]


def test_percent_signs_thousands_and_hidden_numbers_are_read():
    found = {(row["area"], row["period"]): (row.get("value"), row["status"]) for row in rows(FIXTURE, against=KNOWN)}
    assert found["983658776", "2022"] == (95.4, "normal")
    assert found["39", "2022"] == (94.1, "normal")
    assert found["3911", "2022-T2"] == (1234.0, "normal")
    assert found["3911", "2022-M05"] == (None, "suppressed")


def test_rows_without_a_period_or_a_place_are_named_and_left_out():
    assert problems(FIXTURE, against=KNOWN) == [("interval_not_period", 8), ("unknown_location", 9)]


def test_a_regional_authority_is_an_organisation_and_a_county_is_not():
    read, _ = checked(FIXTURE, against=KNOWN)
    assert read is not None
    assert [(area.code, area.name) for area in read.read.new_areas] == [("983658776", "Helse Midt-Norge RHF")]


def test_a_name_from_before_a_split_is_the_place_that_was_split():
    head = "Tidsperiode,Kvalitetsindikator,Måltall,Lokasjon,Verdi,Sektor,Nivå,QualityIndicatorID,LocationId"
    places = [("2019", "Ålesund"), ("2021", "Ålesund"), ("2024", "Ålesund"), ("2021", "Haram"), ("2021", "Færder"), ("2021", "Vestfold")]
    lines = [f'{year},Prøve,Andel,{name},"9,5",,{"Fylke" if name == "Vestfold" else "Kommune"},1,' for year, name in places]
    found = [row["area"] for row in rows("\n".join((head, *lines)) + "\n", against=KNOWN)]
    assert found == ["1504", "1507", "1508", "1580", "3911", "39"]
