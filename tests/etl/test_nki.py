"""Helsedirektoratet's form with all its quirks: every row is stored as published, or named with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.terms import Kind
from etl.areas import read_reference
from etl.drafts import kind_of, slug
from etl.legends import legend_of
from etl.organisations import area_code, locate
from tests.etl.reading import an_entry, checked, known, problems, rows

FIXTURE = (Path(__file__).parent / "fixtures" / "nki.csv").read_bytes()
ENTRIES = (
    an_entry(
        "vurdert",
        source="helsedir",
        source_key="900:Andel vurdert for risiko",
        numerator_key="900:Antall vurdert",
        denominator_key="900:Antall som mottar tjenester",
    ),
    an_entry(
        "verktøy",
        source="helsedir",
        source_key="902:Om legevakten har verktøy (ja=1, nei=2, ikke aktuelt=3)",
        kind="yes_no",
        unit="yes_no",
        codes={"1": "yes", "2": "no", "3": "not_relevant"},
    ),
)
KNOWN = known(ENTRIES)


def found(**given: str) -> list[dict[str, object]]:
    """The fixture's rows that have these values."""
    return [row for row in rows(FIXTURE, against=KNOWN) if given.items() <= row.items()]


def test_every_row_is_stored_or_named():
    read, _ = checked(FIXTURE, against=KNOWN)
    assert read is not None
    named = {problem.row for problem in read.problems if problem.row is not None}
    assert len(read.table) == len(read.frame) + len(named) == 25


def test_what_is_not_stored_says_why():
    assert problems(FIXTURE, against=KNOWN) == [
        ("no_civil_period", 16),
        ("old_group", 25),
        ("unknown_org_number", 26),
        ("outside_percent_kept", None),
        ("counts_differ", None),
        ("footnote_row", 24),
    ]


def test_counts_are_joined_to_their_share_and_stand_by_themselves_too():
    share = found(indicator="vurdert", area="3811")[0]
    assert (share["value"], share["numerator"], share["denominator"]) == (16.933, 106.0, 626.0)
    assert found(indicator="nki-900-antall-vurdert", area="3811")[0]["value"] == 106.0


def test_a_share_that_its_counts_do_not_give_stands_as_published_without_them():
    share = found(indicator="vurdert", area="0301")[0]
    assert (share["value"], share.get("numerator"), share.get("denominator")) == (32.0, None, None)


def test_the_internal_number_of_a_place_is_never_looked_at():
    assert found(area="0704") == []


def test_no_figure_is_a_reason_and_never_a_number():
    assert [row["status"] for row in found(indicator="vurdert") if "value" not in row] == ["missing", "missing"]


def test_a_share_above_a_hundred_is_kept():
    assert found(area="07")[0]["value"] == 104.8


def test_yearly_rows_and_rows_of_a_tertial_that_begin_alike_are_two_periods():
    assert [row["period"] for row in found(indicator="nki-901-median-tid-til-ambulansen-minutter")] == ["2021-T1", "2021"]


def test_quarters_and_months_are_read_however_they_are_spelt():
    assert [(row["period"], row["value"]) for row in found(indicator="nki-901-antall-utrykninger")] == [
        ("2021-Q2", 1.23e6),
        ("2021-M11", 5.0),
    ]


def test_yes_and_no_are_one_and_zero_and_the_third_answer_is_a_reason():
    answers = {row["area"]: (row.get("value"), row["status"]) for row in found(indicator="verktøy")}
    assert answers == {"2225036": (1.0, "normal"), "2225006": (0.0, "normal"), "2221815": (None, "not_relevant")}


def test_coded_answers_among_percents_are_reasons():
    answers = {
        row["area"]: (row.get("value"), row["status"])
        for row in rows(FIXTURE, against=KNOWN)
        if str(row["indicator"]).startswith("nki-903")
    }
    assert answers == {"2225036": (None, "not_relevant"), "2221815": (None, "not_reported"), "1815": (39.6, "normal")}


def test_organisations_are_registered_on_the_way():
    read, _ = checked(FIXTURE, against=KNOWN)
    assert read is not None
    assert {(area.code, area.name, area.parent) for area in read.read.new_areas} == {
        ("2225036", "Innherred legevakt", "5036"),
        ("2225006", "Trøndelag legevakt", "5006"),
        ("2221815", "Vega legevakt", "1815"),
        ("983974724", "Helse Bergen HF", None),
    }


def test_a_measure_that_the_catalogue_lacks_becomes_a_draft():
    read, _ = checked(FIXTURE, against=KNOWN)
    assert read is not None
    draft = next(draft for draft in read.read.drafts if draft["source_key"] == "901:Median tid til ambulansen (minutter)")
    expected = {
        "kind": "median",
        "unit": "minutes",
        "direction": "neutral",
        "frequency": "tertial",
        "decimals": 1,
        "service_area": "legevakt",
    }
    assert {name: draft[name] for name in expected} == expected


def test_a_broken_value_stops_the_file():
    assert ("not_a_number", 2) in problems(FIXTURE.replace(b"16.933", b"x"), against=KNOWN)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("38112020", "3811"),
        ("38112022", "3811"),
        ("3012020", "0301"),
        ("302020", "30"),
        ("32020", "03"),
        ("9999", "EAK"),
        ("99992022", "EAK"),
        ("1613", "1613"),
        ("2012", "2012"),
        ("729", "0729"),
        ("7", "07"),
        ("30104", "030104"),
        ("2225036", "2225036"),
        ("983974724", "983974724"),
        ("x", None),
        ("", None),
    ],
)
def test_the_seven_kinds_of_number_are_told_apart(number: str, code: str | None):
    assert area_code(number) == code


def test_a_group_of_municipalities_is_not_taken_for_the_county_with_its_number():
    assert locate("54", "Kostragruppe 04", read_reference()).fault == "old_group"


@pytest.mark.parametrize(
    ("measure", "kind", "unit"),
    [
        ("Andel beboere", Kind.PROPORTION, "percent"),
        ("Sannsynlighet for reinnleggelse", Kind.PROPORTION, "percent"),
        ("Antall årsverk, per 1000 innbygger", Kind.RATE, "per_1000"),
        ("Antall tannlegeårsverk per 10.000 innbyggere", Kind.RATE, "per_10000"),
        ("Totalt antall sykehjem", Kind.COUNT, "count"),
        ("Median tid (minutter)", Kind.MEDIAN, "minutes"),
        ("Gjennomsnitt DMFT (SIC-indeks)", Kind.MEAN, "index"),
        ("Om legevakten har verktøy (ja=1, nei=2)", Kind.YES_NO, "yes_no"),
        ("Antall på vakt (50000=ikke aktuelt, 50001=ubesvart)", Kind.COUNT, "count"),
        ("Fastlegen", Kind.INDEX, "score"),
    ],
)
def test_the_words_of_a_measure_say_its_kind(measure: str, kind: Kind, unit: str):
    assert kind_of(measure) == (kind, unit)


def test_a_legend_is_read_both_ways_round():
    assert legend_of("Om (ja=1, nei=2, ikke aktuelt=3)") == {"1": "yes", "2": "no", "3": "not_relevant"}
    assert legend_of("Andel (50000=ikke aktuelt, 50001=ubesvart)") == {"50000": "not_relevant", "50001": "not_reported"}
    assert legend_of("Andel (hjemmeboende 67 år og eldre)") == {}


def test_an_id_is_cut_at_a_word():
    assert slug("Antall  årsverk (60 %) – per 1000 innbyggere i alderen 67 år og eldre i hele kommunen") == (
        "antall-årsverk-60-per-1000-innbyggere-i-alderen-67-år-og"
    )


@pytest.mark.parametrize(
    ("written", "status", "value"),
    [
        ("-1e+007", "missing", None),
        ("-1e7", "missing", None),
        ("-10000000.0", "missing", None),
        ("NA", "missing", None),
        ("", "missing", None),
        (":", "suppressed", None),
        ("..", "missing", None),
        ("1.23e+006", "normal", 1230000.0),
        ("1.5e-002", "normal", 0.015),
    ],
)
def test_what_stands_where_there_is_no_number(written: str, status: str, value: float | None):
    head = FIXTURE.decode().splitlines()[0]
    line = f"Prøve,1,1945,1744,Vestfold,Færder,38112020,{written},Årlig,Antall,Antall,2020-01-01T00:00:00,2020-12-31T00:00:00"
    row = rows(f"{head}\n{line}\n", against=KNOWN)[0]
    assert (row["status"], row.get("value")) == (status, value)


def test_a_number_of_a_year_that_has_not_begun_is_left_out_and_named():
    head = FIXTURE.decode().splitlines()[0]
    line = "Prøve,1,1945,1744,Vestfold,Færder,38112020,12,Årlig,Antall,Antall,{0}-01-01T00:00:00,{0}-12-31T00:00:00"
    content = "\n".join([head, line.format(2021), line.format(2098)]) + "\n"
    assert [row["period"] for row in rows(content, against=KNOWN)] == ["2021"]
    assert ("future_period", 3) in problems(content, against=KNOWN)


def test_a_span_that_is_no_period_is_shown_as_it_stands():
    _, found = checked(FIXTURE, against=KNOWN)
    assert next(problem for problem in found if problem.code == "no_civil_period").facts["span"].count("-") == 4
