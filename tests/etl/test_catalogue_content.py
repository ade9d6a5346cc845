"""What our own catalogue promises: the indicators that were asked for, complete texts, and keys that are the publishers' own."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from db.terms import Direction, Goal, Kind
from etl.catalogue import Catalogue, read_catalogue
from etl.entries import Entry
from etl.matching import measure_key, publishers_name

THE_ELEVEN = {
    *("fall", "fall-med-skade", "fallrisiko-vurdert", "trykksår-prevalens", "trykksår-nye", "kateterrelatert-uvi"),
    *("legemiddelavvik", "legemiddelsamstemming", "sepsis-oppdaget-i-tide", "alvorlige-hendelser-varslet", "avvik-lukket-i-tide"),
}
KS_DIMENSIONS = {
    *("Resultat for brukeren", "Trivsel", "Brukermedvirkning", "Respektfull behandling"),
    *("Tilgjengelighet", "Informasjon", "Alt i alt", "Snitt totalt"),
}
FORBEDRING = {"Engasjement", "Teamarbeidsklima", "Arbeidsforhold", "Sikkerhetsklima", "Lederatferd", "Fysisk miljø", "Oppfølging"}
FILES = "helsedirektoratet-nki"
ROUNDING = 0.06  # the publisher gives one decimal in some files and three in others
NOT_OURS = {"42", "337:Antall legevakter hvor triagering ikke er aktuelt"}  # hospitals' maternity care


@cache
def catalogue() -> Catalogue:
    return read_catalogue()


def of(source: str) -> list[Entry]:
    return [entry for entry in catalogue().entries if entry.source == source]


def test_every_entry_says_what_it_means_why_it_matters_and_who_owns_it():
    texts = {e.id: (e.short_name, e.meaning, e.why, e.owner) for e in catalogue().entries}
    assert [name for name, found in texts.items() if not all(found)] == []


def test_shares_and_rates_say_what_is_counted():
    counted = (Kind.PROPORTION, Kind.RATE)
    assert [e.id for e in catalogue().entries if e.kind in counted and not (e.numerator and e.denominator)] == []


@pytest.mark.parametrize("field", ["meaning", "why", "note"])
def test_explanations_are_sentences(field: str):
    words = {e.id: getattr(e, field).nb for e in catalogue().entries if getattr(e, field)}
    assert [name for name, sentence in words.items() if not re.fullmatch(r"[A-ZÆØÅ0-9«].*[.»]", sentence) or "  " in sentence] == []


def test_no_two_indicators_of_a_service_share_a_name():
    names = Counter((e.service_area, e.short_name.nb) for e in catalogue().entries if e.short_name)
    assert [name for name, count in names.items() if count > 1] == []


def test_the_files_are_named_after_the_services():
    files = {path.stem for path in (Path(__file__).parents[2] / "etl" / "indicators").glob("*.toml")}
    assert files == {area.id for area in catalogue().service_areas}
    assert {entry.service_area for entry in catalogue().entries} == files


def test_the_eleven_harm_indicators_are_the_municipalitys_own_monthly_figures():
    eleven = [catalogue().by_id[name] for name in THE_ELEVEN]
    assert {(e.source, e.service_area, e.frequency, e.small_number_limit, e.source_key == e.id) for e in eleven} == {
        ("own", "sykehjem", "month", 5, True)
    }


@pytest.mark.parametrize("name", ["fall", "legemiddelavvik", "legemiddelavvik-hjemmetjeneste", "alvorlige-hendelser-varslet"])
def test_what_grows_with_reporting_is_not_judged_and_says_so(name: str):
    entry = catalogue().by_id[name]
    assert entry.direction is Direction.NEUTRAL
    assert entry.note.nb.startswith("Uten ønsket retning:")


@pytest.mark.parametrize("place", ["sykehjem", "hjemmetjeneste"])
def test_the_survey_dimensions_of_a_service_are_known(place: str):
    assert set(catalogue().dimensions(place)) >= KS_DIMENSIONS
    assert {e.goal for e in of("survey") if e.service_area == place} == {Goal.SAFETY_CULTURE}


def test_the_themes_of_the_staff_survey_are_known_with_their_target():
    themes = [e for e in of("survey") if e.service_area == "sikkerhetskultur" and e.kind is Kind.MEAN]
    assert {e.source_key.partition(":")[2] for e in themes} == FORBEDRING
    assert {(target.value, target.level) for e in themes for target in e.target} == {(75, "ambition")}


def test_yes_no_and_do_not_know_never_become_a_mean():
    (coded,) = [e for e in catalogue().entries if e.coded_answers]
    assert (coded.kind, coded.coded_answers) == (Kind.PROPORTION, {"ja": 1, "nei": 2, "vet_ikke": 0})


def test_the_national_harm_series_is_a_background_only():
    gtt = catalogue().by_id["gtt-pasientskader"]
    assert (gtt.source, gtt.kind, gtt.target) == ("gtt", Kind.PROPORTION, ())
    assert "nasjonal bakgrunn" in gtt.note.nb


def test_small_numbers_are_guarded_where_nobody_else_has():
    """What leaders have done themselves is no number of people."""
    entries = [entry for entry in catalogue().entries if entry.id != "pasientsikkerhetsvisitter"]
    limits = {(e.source in ("own", "survey", "events"), e.small_number_limit) for e in entries}
    assert limits == {(True, 5), (False, 0)}


def test_the_share_without_a_published_denominator_has_none():
    plans = [e for e in of("helsedir") if e.id.startswith("ernæringsplan-")]
    assert [(bool(e.numerator_key), e.denominator_key) for e in plans] == [(True, None)] * 2


@pytest.mark.shared
def test_every_row_that_was_read_in_a_real_file_is_in_the_catalogue(shared_data: Path):
    with (shared_data.parent / "reference" / "catalogue.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["verifisert"].startswith("V1")]
    wanted = Counter(number for row in rows if row["kode"].startswith("NKI") for number in numbers(row))
    known = Counter(e.source_key.partition(":")[0] for e in of("helsedir"))
    assert wanted - known == Counter()
    assert {row["kode"] for row in rows if row["kode"].startswith("KOS")} <= {e.source_key.partition(":")[2] for e in of("ssb")}
    assert len([row for row in rows if row["kode"].startswith("FHI")]) == len(of("fhi"))


def numbers(row: dict[str, str]) -> list[str]:
    """«NKI 236-240» is five indicators, «NKI 128-134» the five that its name lists."""
    listed = re.findall(r"[0-9]{3}", row["navn"]) if "-" in row["kode"] else []
    first, _, last = row["kode"].removeprefix("NKI ").partition("-")
    return listed or [str(number) for number in range(int(first), int(last or first) + 1)]


Values = dict[tuple[str, str, str], float]


@cache
def published(folder: Path) -> tuple[dict[str, Values], dict[str, str], dict[str, set[str]]]:
    """Per key: the value of each place and period; per key the indicator's name; per indicator its measures."""
    values, names, measures = defaultdict(dict), {}, defaultdict(set)
    for path in folder.glob("[0-9]*.csv"):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                key = measure_key(row["QualityIndicatorId"], row["MeasureName"])
                names[key] = row["QualityIndicatorName"]
                measures[row["QualityIndicatorId"]].add(row["MeasureName"])
                if row["Value"]:
                    values[key][row["LocationId"], row["TimeFrom"], row["TimeTo"]] = float(row["Value"])
    return values, names, measures


@pytest.mark.shared
def test_every_key_of_a_published_file_stands_in_that_file(shared_data: Path):
    values, _, measures = published(shared_data / FILES)
    keys = [key for e in of("helsedir") for key in (e.source_key, e.numerator_key, e.denominator_key) if key]
    assert [key for key in keys if key.partition(":")[0] in measures and key not in values] == []


@pytest.mark.shared
def test_every_measure_of_the_published_files_has_an_entry_or_a_part_in_one(shared_data: Path):
    _, names, measures = published(shared_data / FILES)
    lost = []
    for key, name in names.items():
        number, _, measure = key.partition(":")
        found = catalogue().match("helsedir", number, name, measure, measures[number])
        if not found and not catalogue().parts("helsedir", number, name, measure) and not measure.startswith("ME_"):
            lost.append(key)
    assert [key for key in lost if key.partition(":")[0] not in NOT_OURS and key not in NOT_OURS] == []


@pytest.mark.shared
def test_the_publishers_names_are_as_we_wrote_them(shared_data: Path):
    with (shared_data / FILES / "qi_name_list.csv").open(encoding="utf-8") as file:
        known = {publishers_name(row["datasett"]) for row in csv.DictReader(file)}
    assert [e.source_name for e in of("helsedir") if publishers_name(e.source_name or "") not in known] == []


@pytest.mark.shared
def test_numerator_and_denominator_give_the_published_share(shared_data: Path):
    values, _, _ = published(shared_data / FILES)
    joined = [e for e in of("helsedir") if e.denominator_key and e.source_key in values]
    wrong = {e.id: exceptions(values, e) for e in joined}
    assert len(joined) == 15
    assert {name: found for name, found in wrong.items() if found} == {}


def exceptions(values: dict[str, Values], entry: Entry) -> list[tuple[str, str, str]]:
    """Places and periods whose share is not numerator / denominator; coded answers are no numbers."""
    codes = {float(code) for code in entry.codes}
    shares, cases, persons = (values[key] for key in (entry.source_key, entry.numerator_key, entry.denominator_key) if key)
    return [
        place
        for place, share in shares.items()
        if place in cases and persons.get(place, 0) > 0 and not codes & {share, cases[place], persons[place]}
        if abs(share - 100 * cases[place] / persons[place]) > ROUNDING
    ]


@pytest.mark.shared
def test_the_plan_share_is_not_the_share_of_those_at_risk(shared_data: Path):
    values, _, _ = published(shared_data / FILES)
    plan = catalogue().by_id["ernæringsplan-hjemmeboende"]
    at_risk = catalogue().by_id["underernæring-i-risiko-hjemmeboende"].numerator_key
    assert len(exceptions(values, plan.model_copy(update={"denominator_key": at_risk}))) > 100
