"""The survey template: two scales are never one line, and coded answers never become a mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.reading import an_entry, checked, codes, known, problems, rows

FIXTURE = Path(__file__).parent / "fixtures" / "survey.csv"
HEADING = "tjeneste;enhet;respondentgruppe;år;dimensjon;snitt;skala_min;skala_maks;antall_svar;antall_utsendt"
ENTRIES = (
    an_entry(
        "trivsel",
        source="survey",
        source_key="sykehjem:Trivsel",
        kind="mean",
        unit="score",
        aliases=["Trivnad"],
        direction="higher_is_better",
    ),
    an_entry(
        "koder", service_area="omsorg", source="survey", source_key="omsorg:Per spørsmål", coded_answers={"ja": 1, "nei": 2, "vet_ikke": 0}
    ),
    an_entry("fornøyde", source="survey", source_key="sykehjem:Andel fornøyde"),
)
KNOWN = known(ENTRIES)


def survey(*lines: str, more: str = "") -> str:
    return "\n".join((HEADING + more, *lines)) + "\n"


def line(**given: object) -> str:
    usual = {"tjeneste": "Sykehjem", "enhet": "3911", "gruppe": "beboere", "år": 2025, "dimensjon": "Trivsel", "snitt": "5,1"}
    usual |= {"min": 1, "maks": 6, "svar": 84, "utsendt": 137} | given
    return ";".join(str(value) for value in usual.values())


def test_a_whole_file_is_read():
    usual = {"indicator": "trivsel", "status": "normal", "invited": 137.0}
    assert rows(FIXTURE.read_bytes(), against=KNOWN) == [
        usual
        | {"area": "0729", "breakdown": "beboere, skala 1–4", "period": "2018", "note": "oppdiktet", "value": 3.2, "denominator": 77.0},
        usual
        | {"area": "3911", "breakdown": "beboere, skala 1–6", "period": "2025", "note": "oppdiktet", "value": 5.1, "denominator": 84.0},
        usual
        | {"area": "3911", "breakdown": "pårørende, skala 1–6", "period": "2025", "note": "ikke spurt"}
        | {"invited": 90.0, "status": "not_relevant"},
    ]


def test_a_wrong_place_hides_no_other_fault_of_its_row():
    content = survey(line(), line(enhet="Ukjent sted", år=2098, snitt=7, svar=200))
    assert set(codes(content, against=KNOWN)) == {"unknown_area", "future_period", "mean_off_scale", "more_answers_than_invited"}


def test_the_same_unit_on_two_scales_is_two_lines_and_said():
    content = survey(line(år=2011, maks=4, snitt="3,1"), line())
    assert codes(content, against=KNOWN) == ["two_scales"]
    assert {row["breakdown"] for row in rows(content, against=KNOWN)} == {"beboere, skala 1–4", "beboere, skala 1–6"}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"snitt": "6,1"}, "mean_off_scale"),
        ({"snitt": "0,9"}, "mean_off_scale"),
        ({"min": 6, "maks": 1}, "scale_backwards"),
        ({"min": ""}, "scale_missing"),
        ({"svar": 138}, "more_answers_than_invited"),
        ({"svar": "84,5"}, "broken_count"),
        ({"svar": -1}, "negative_count"),
        ({"svar": 0}, "value_of_nobody"),
        ({"svar": 3}, "few_answers"),
        ({"snitt": "bra"}, "not_a_number"),
        ({"tjeneste": "Rådhuset"}, "unknown_service_area"),
        ({"dimensjon": "Uro"}, "unknown_dimension"),
        ({"dimensjon": "Andel fornøyde"}, "share_expected"),
        ({"tjeneste": "Omsorg (felles)", "dimensjon": "Per spørsmål", "snitt": "1,4"}, "coded_answer_mean"),
        ({"år": "2025-T1"}, "not_a_year"),
        ({"enhet": "9999"}, "unknown_area"),
        ({"snitt": "-"}, None),
        ({}, None),
    ],
)
def test_each_rule_names_its_row(given: dict[str, object], found: str | None):
    assert problems(survey(line(**given)), against=KNOWN) == ([(found, 2)] if found else [])


def test_a_share_stands_in_its_own_column():
    content = survey(line(dimensjon="Andel fornøyde", snitt="", min="", maks="") + ";81,5", more=";andel")
    assert rows(content, against=KNOWN)[0] | {"value": 81.5, "breakdown": "beboere"} == rows(content, against=KNOWN)[0]


def test_a_mean_where_only_a_share_is_given_is_asked_for():
    assert codes(survey(line(snitt="") + ";81,5", more=";andel"), against=KNOWN) == ["mean_expected"]


def test_coded_answers_come_as_shares_one_question_a_line():
    asked = [
        line(tjeneste="Omsorg (felles)", dimensjon="Per spørsmål", snitt="", min="", maks="") + f";81,5;{question}" for question in "AB"
    ]
    found = rows(survey(*asked, more=";andel;spørsmål"), against=KNOWN)
    assert [row["breakdown"] for row in found] == ["beboere, «A»", "beboere, «B»"]


def test_a_dimension_that_is_not_known_is_answered_with_those_that_are():
    _, found = checked(survey(line(dimensjon="Uro")), against=KNOWN)
    assert found[0].facts["known"] == "Trivsel, Andel fornøyde"
