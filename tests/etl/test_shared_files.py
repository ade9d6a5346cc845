"""The publisher's real files, and the hostile ones, that lie beside the project: what is true of each of them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from dashboard.shell import create_app
from db.engine import make_engine, reading
from db.queries.deliveries import all_deliveries
from db.queries.observations import observations
from db.terms import Outcome
from etl import pipeline
from etl.setup import prepare
from tests.command_line import House
from tests.dashboard.dropping import dropped_on, problems_of
from tests.dashboard.requests import client_of, proxy_settings
from tests.etl.reading import checked, in_words, known, real_catalogue

pytestmark = pytest.mark.shared


TESTED = ("TEST-SYK-01", "TEST-PÅR-02", "PROVE-HJT-07")
ENTRY = """
[[indicator]]
id = "{0}"
service_area = "sykehjem"
source = "own"
source_key = "{0}"
kind = "proportion"
unit = "percent"
direction = "lower_is_better"
frequency = "year"
decimals = 1
small_number_limit = 5
goal = "fewer_harms"
type = "outcome"
name.nb = "Prøve {0}"
"""
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


@pytest.fixture(scope="module")
def answers(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the command line and the page say of every file, each in a house of its own."""
    folder = tmp_path_factory.mktemp("egne")
    (folder / "catalogue").mkdir()
    (folder / "catalogue" / "prøve.toml").write_text("".join(map(ENTRY.format, TESTED)), "utf-8")
    house = House(folder)
    paths = sorted(path for path in (shared_data / "bad-input/egne").iterdir() if path.name != "forventet.json")
    done = house.run("load", *paths, "--format", "json", INDICATORS=str(folder / "catalogue"))
    said = {path.name: delivery for path, delivery in zip(paths, json.loads(done.stdout)["deliveries"], strict=True)}
    assert not any(word in done.stderr for word in ("Traceback", "Error"))
    return {"command": said, "page": _on_page(folder, paths)}


def _on_page(folder: Path, paths: list[Path]) -> dict[str, Any]:
    settings = proxy_settings(indicators=folder / "catalogue", raw_folder=folder / "page-raw", uploads_per_hour=1000)
    engine = make_engine(f"sqlite:///{folder / 'page.sqlite3'}")
    prepare(engine, folder / "catalogue")
    page = client_of(create_app(engine, settings).server)
    said = {path.name: dropped_on(page, path.name, path.read_bytes(), publish=True) for path in paths}
    engine.dispose()
    return said


def test_each_of_our_own_files_ends_as_it_should(answers: dict[str, dict[str, Any]], shared_data: Path):
    wished = {
        each["fil"]: each["utfall"] for each in json.loads((shared_data / "bad-input/egne/forventet.json").read_text("utf-8"))["filer"]
    }
    assert len(wished) == 147
    commanded = {name: _outcome(said["outcome"], said["problems"]) for name, said in answers["command"].items()}
    clicked = {name: _outcome(said["report"]["outcome"], problems_of(said)) for name, said in answers["page"].items()}
    assert {
        name: (commanded[name], clicked[name]) for name, outcome in wished.items() if (outcome, outcome) != (commanded[name], clicked[name])
    } == {}


def _outcome(outcome: str, problems: list[dict[str, Any]]) -> str:
    if outcome == "stored":
        return "godta_med_varsel" if any(problem["severity"] == "warning" for problem in problems) else "godta"
    return {"needs_answer": "spor_bruker", "refused": "avvis"}.get(outcome, outcome)


def test_page_and_command_line_say_the_same_word_for_word(answers: dict[str, dict[str, Any]]):
    """The page shows the first of each kind; all of them stand in the file that it gives back."""
    for name, said in answers["command"].items():
        for group in answers["page"][name]["report"]["groups"]:
            alike = [each for each in said["problems"] if (each["code"], each["severity"]) == (group["code"], group["severity"])]
            assert (name, len(alike), [each["message"] for each in alike[: len(group["first"])]]) == (
                name,
                group["count"],
                [each["message"] for each in group["first"]],
            )


def test_what_is_refused_leaves_nothing(answers: dict[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory):
    kept = [name for name, said in answers["page"].items() if said["state"] in ("published", "question")]
    raw = [path for path in tmp_path_factory.getbasetemp().rglob("page-raw/**/*") if path.is_file()]
    assert len(raw) == len(kept) > 30


def test_no_file_of_others_gets_in(shared_data: Path, sqlite_engine: Engine):
    """Each is refused with one sentence in a few seconds, and nothing is stored."""
    prepare(sqlite_engine)
    paths = [path for path in (shared_data / "bad-input/hentet").rglob("*") if path.is_file()]
    said = {}
    for path in paths:
        begun = time.monotonic()
        report = pipeline.load(sqlite_engine, path.name, path.read_bytes(), by="test", catalogue=real_catalogue())
        said[path.name] = (report.outcome, len(in_words(report.problems)) > 0, time.monotonic() - begun < 10)
    assert len(paths) == 168
    assert {name: each for name, each in said.items() if each != (Outcome.REFUSED, True, True)} == {}
    with reading(sqlite_engine) as session:
        assert all_deliveries(session) == []
