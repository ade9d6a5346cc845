"""Which entry a publisher's measure belongs to, and which measures are parts of a share."""

from __future__ import annotations

from functools import cache

import pytest

from etl.catalogue import Catalogue, read_catalogue
from etl.entries import Entry
from etl.matching import Matcher

DOCTOR = "Gjennomsnittlig antall avtalte legetimer per beboer i sykehjem, per uke"
SMALLEST = {
    "service_area": "sykehjem",
    "source": "helsedir",
    "kind": "proportion",
    "unit": "percent",
    "direction": "neutral",
    "frequency": "year",
    "decimals": 1,
    "small_number_limit": 0,
    "goal": "fewer_harms",
    "type": "process",
    "name": {"nb": "Navn"},
}


def entry(name: str, **given: object) -> Entry:
    return Entry.model_validate({**SMALLEST, "id": name, **given})


@cache
def catalogue() -> Catalogue:
    return read_catalogue()


def matched(number: str, name: str, measure: str, siblings: tuple[str, ...] = ()) -> str | None:
    found = catalogue().match("helsedir", number, name, measure, siblings)
    return found.id if found else None


def test_a_measure_is_found_by_its_key_whatever_the_blanks():
    assert matched("166", "Legetimer per beboer i sykehjem ", f" {DOCTOR.replace(' ', '  ')} ") == "legetimer-sykehjem"


@pytest.mark.parametrize(
    "name", ["Legetimer per beboer i sykehjem", "Utfaset - Legetimer per  beboer i sykehjem", "legetimer PER beboer i sykehjem"]
)
def test_ids_are_not_stable_so_the_name_finds_it_too(name: str):
    assert matched("401", name, DOCTOR) == "legetimer-sykehjem"


def test_the_same_name_with_another_measure_is_another_indicator():
    assert matched("401", "Legetimer per beboer i sykehjem", "Antall leger") is None


def test_another_source_has_other_keys():
    assert catalogue().match("fhi", "166", "", DOCTOR) is None


def test_a_measure_is_found_by_the_beginning_of_its_name():
    assert (
        matched("171", "Antibiotikabehandling hos barn mellom 0-9 år", "Andel barn 0-9 år som fikk luftveisantibiotika")
        == "antibiotika-barn"
    )


def test_a_beginning_is_not_enough_when_the_id_was_given_to_another_indicator():
    assert matched("171", "Noe helt annet", "Andel barn 0-9 år som noe annet") is None


def test_a_beginning_finds_it_under_a_new_id_too():
    assert matched("420", "Utfaset - Antibiotikabehandling hos barn mellom 0-9 år", "Andel barn 0-9 år") == "antibiotika-barn"


def test_a_beginning_that_two_measures_share_binds_none_of_them():
    name, measures = "Ventetid på sykehjemsplass", ("Andel innen 15 dager", "Andel etter 30 dager")
    assert matched("295", name, measures[0], measures) is None
    assert matched("295", name, measures[0], (measures[0], "Antall vedtak", "ME_Andel")) == "ventetid-sykehjemsplass"


def test_a_measure_whose_name_is_unknown_binds_when_it_is_the_only_one():
    name = "Sykefravær i kommunal helse- og omsorgstjenesten"
    assert matched("261", name, "Legemeldt", ("Legemeldt",)) == "sykefravær"
    assert matched("261", name, "Legemeldt", ("Legemeldt", "Egenmeldt")) is None


def test_the_longest_beginning_wins():
    short, long = entry("a", source_measure_prefix="9:Andel"), entry("b", source_measure_prefix="9:Andel barn")
    found = Matcher([short, long]).match("9", "", "Andel barn 0-9", ["Andel barn 0-9"])
    assert found is long


def test_the_whole_key_goes_before_a_beginning():
    exact, beginning = entry("a", source_key="9:Andel barn"), entry("b", source_measure_prefix="9:Andel")
    assert Matcher([beginning, exact]).match("9", "", "Andel barn", ()) is exact


def test_one_count_serves_two_shares():
    found = catalogue().parts("helsedir", "76", "", "Antall vurdert for risiko for underernæring siste 12 måneder (beboere 67 år og eldre)")
    assert {(share.id, part) for share, part in found} == {
        ("underernæring-vurdert-sykehjem", "numerator"),
        ("underernæring-i-risiko-sykehjem", "denominator"),
    }


def test_a_part_is_found_by_the_indicators_name_too():
    found = catalogue().parts("helsedir", "431", "Lokaliseringsteknologi til personer med demens", "Antall med lokaliseringsteknologi")
    assert [(share.id, part) for share, part in found] == [("lokaliseringsteknologi-demens", "numerator")]


@pytest.mark.parametrize("written", ["Trivsel", "trivnad", " TRIVSEL "])
def test_a_dimension_is_found_by_its_other_names(written: str):
    found = catalogue().match_dimension("sykehjem", written)
    assert found
    assert found.id == "brukerundersøkelse-sykehjem-trivsel"


def test_a_renamed_dimension_is_the_same():
    old, new = (
        catalogue().match_dimension("hjemmetjeneste", name) for name in ("Tryggleik og respektfull behandling", "Respektfull behandling")
    )
    assert old is new is not None


def test_an_unknown_dimension_is_not_guessed():
    assert catalogue().match_dimension("sykehjem", "Mat") is None


@pytest.mark.parametrize("written", ["Sykehjem", "sjukeheim", "sykehjem"])
def test_a_service_area_is_found_by_its_other_names(written: str):
    found = catalogue().find_service_area(written)
    assert found
    assert found.id == "sykehjem"
