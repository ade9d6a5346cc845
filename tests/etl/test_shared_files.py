"""The publisher's real files, and the hostile ones, that lie beside the project: what is true of each of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import reading
from db.queries.observations import observations
from db.terms import Outcome, Severity
from etl import pipeline
from etl.setup import prepare
from tests.etl.reading import an_entry, checked, known, real_catalogue

pytestmark = pytest.mark.shared


WISHED = {"godta": Outcome.STORED, "godta_med_varsel": Outcome.STORED, "spor_bruker": Outcome.NEEDS_ANSWER, "avvis": Outcome.REFUSED}
# Read out of the files by hand: indicator, breakdown of the line, values by year.
NUTRITION_AT_HOME = {
    "2017": (17.893, 107, 598),
    "2018": (18.35, 109, 594),
    "2019": (23.101, 146, 632),
    "2020": (24.007, 145, 604),
    "2021": (16.933, 106, 626),
}
NUTRITION_IN_HOMES = {"2017": 43.448, "2018": 71.127, "2019": 71.631, "2020": 60.714, "2021": 48.966}
DEMENTIA = {
    "2017": (45.299, 53, 117),
    "2018": (49.645, 70, 141),
    "2019": (47.101, 65, 138),
    "2020": (40.714, 57, 140),
    "2021": (52.632, 70, 133),
}
YEARS = [str(year) for year in range(2015, 2022)]


def nki(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "helsedirektoratet-nki").glob("[0-9]*.csv"), key=lambda path: int(path.stem))


@pytest.fixture(scope="module")
def faerder(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """All 23 files, loaded once."""
    from db.engine import make_engine

    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('nki') / 'all.sqlite3'}")
    prepare(engine)
    for path in nki(shared_data):
        assert pipeline.load(engine, path.name, path.read_bytes(), by="test").outcome is Outcome.STORED
    yield engine
    engine.dispose()


def series(engine: Engine, source_key: str, area: str = "3811") -> dict[str, tuple[float | None, float | None, float | None]]:
    """Value, numerator and denominator by period."""
    indicator = next(entry.id for entry in real_catalogue().entries if entry.source == "helsedir" and _is_of(entry, source_key))
    with reading(engine) as session:
        return {row.period: (row.value, row.numerator, row.denominator) for row in observations(session, [indicator], [area])}


def _is_of(entry, source_key: str) -> bool:
    return entry.source_key == source_key or entry.source_measure_prefix == source_key


def test_every_row_of_every_file_is_stored_or_named(shared_data: Path):
    accounts = {}
    for path in nki(shared_data):
        found, _ = checked(path.read_bytes(), against=known(real_catalogue().entries))
        assert found is not None
        named = {problem.row for problem in found.problems if problem.code in ("footnote_row", "old_group")}
        accounts[path.stem] = len(found.table) - len(found.frame) - len(named)
    assert len(accounts) == 23
    assert set(accounts.values()) == {0}


def test_loading_them_again_changes_nothing_and_says_so(faerder: Engine, shared_data: Path):
    again = [pipeline.load(faerder, path.name, path.read_bytes(), by="test") for path in nki(shared_data)]
    assert {report.outcome for report in again} == {Outcome.UNCHANGED}


def test_nutrition_at_home_is_as_published_with_its_counts(faerder: Engine):
    key = "75:Andel vurdert for risiko for underernæring siste 12 måneder, blant hjemmeboende 67 år og eldre"
    assert series(faerder, key) == NUTRITION_AT_HOME


def test_nutrition_in_nursing_homes_is_as_published(faerder: Engine):
    key = "76:Andel vurdert for risiko for underernæring siste 12 måneder, blant beboere 67 år og eldre"
    found = series(faerder, key)
    assert {year: value for year, (value, _, _) in found.items()} == NUTRITION_IN_HOMES
    assert (found["2017"], found["2021"]) == ((43.448, 63, 145), (48.966, 71, 145))


def test_day_activities_are_as_published_with_their_counts(faerder: Engine):
    assert series(faerder, "49:Andel hjemmeboende med demens som har vedtak om et dagaktivitetstilbud") == DEMENTIA


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("166:Gjennomsnittlig antall avtalte legetimer per beboer i sykehjem, per uke", [0.87, 0.75, 0.82, 0.96, 0.79, 0.59, 0.82]),
        ("45:Andel brukertilpassede plasser i enerom med bad/WC", [91.2, 91.2, 91.0, 91.2, 97.7, 91.6, 91.6]),
        ("77:Andel avtalte årsverk av personell med relevant fagutdanning totalt", [77.2, 78.64, 78.44, 76.84, 79.27, 79.63, 80.2]),
    ],
)
def test_seven_years_are_as_published(faerder: Engine, key: str, values: list[float]):
    assert {year: value for year, (value, _, _) in series(faerder, key).items()} == dict(zip(YEARS, values, strict=True))


def test_an_outlier_is_kept_as_published(faerder: Engine):
    found = series(faerder, "153:Totalt antall årsverk innen psykisk helse- og rusarbeid, per 1000 innbygger")
    assert [found[year][0] for year in YEARS] == [1.94, 1.61, 6.16, 1.75, 1.92, 1.93, 1.89]


def test_readmissions_are_under_the_old_number(faerder: Engine):
    key = "235:Sannsynlighet for reinnleggelse av eldre innen 30 dager"
    assert series(faerder, key, "0729") == {"2019": (15.6649, None, None)}


def test_a_share_without_a_published_denominator_is_not_recomputed(faerder: Engine):
    key = "75:Andel av vurderte i risiko som har individuell ernæringsplan (hjemmeboende 67 år og eldre)"
    assert series(faerder, key)["2021"] == (32.0, None, None)


def test_yearly_rows_and_tertials_are_kept_apart(faerder: Engine):
    found = series(faerder, "334:Antall akutte hendelser hvor det sendes ambulansebil i tettbygde strøk")
    assert (found["2021"][0], [found[f"2021-T{number}"][0] for number in (1, 2, 3)]) == (644.0, [208.0, 218.0, 218.0])


def test_each_of_our_own_files_ends_as_it_should(shared_data: Path):
    entries = [an_entry(name) for name in ("TEST-SYK-01", "TEST-PÅR-02", "PROVE-HJT-07")]
    wished = json.loads((shared_data / "bad-input/egne/forventet.json").read_text("utf-8"))["filer"]
    differs = {}
    for each in wished:
        _, problems = checked((shared_data / "bad-input/egne" / each["fil"]).read_bytes(), name=each["fil"], against=known(entries))
        severities = {problem.severity for problem in problems}
        outcome = (
            Outcome.REFUSED if Severity.ERROR in severities else Outcome.NEEDS_ANSWER if Severity.QUESTION in severities else Outcome.STORED
        )
        if outcome is not WISHED[each["utfall"]] or (
            outcome is Outcome.STORED and (Severity.WARNING in severities) != ("varsel" in each["utfall"])
        ):
            differs[each["fil"]] = (each["utfall"], [problem.code for problem in problems])
    assert differs == {}


def test_no_file_of_others_gets_in(shared_data: Path):
    paths = [path for path in (shared_data / "bad-input/hentet").rglob("*") if path.is_file()]
    outcomes = {path.name: checked(path.read_bytes(), name=path.name) for path in paths}
    assert len(paths) == 168
    assert [name for name, (found, problems) in outcomes.items() if found or not problems] == []
