"""The example data are whole: known indicators and areas, the same invented figures each time, and published ones as published."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import reading
from db.queries.deliveries import all_deliveries
from db.queries.observations import observations
from db.terms import Outcome, Severity
from etl.catalogue import read_catalogue
from etl.setup import load_examples, prepare
from tests.example_data import FOLDER, write_all
from tests.example_earlier import EARLIER

OWN_FILES = ("svar-oppdiktet.csv", "nasjonale-tall.csv", "manedstall-oppdiktet.csv", "hendelser-oppdiktet.csv", "gtt-nasjonalt.csv")
MONTHLY_FILES = ("manedstall-oppdiktet.csv", *(f"manedstall-oppdiktet-{day}.csv" for day in EARLIER))


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_invented_files_are_made_the_same_each_time(tmp_path: Path):
    write_all(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {name: (FOLDER / name).read_bytes() for name in made}


@pytest.mark.parametrize("name", OWN_FILES)
def test_the_catalogue_knows_every_indicator(name: str):
    assert {row["indikator"] for row in rows(name)} - set(read_catalogue().by_id) == set()


def test_at_least_fifteen_national_indicators_are_there_for_the_home_area():
    assert len({row["indikator"] for row in rows("nasjonale-tall.csv") if row["område"] in ("3811", "0729")}) >= 15


@pytest.mark.parametrize("name", OWN_FILES)
def test_no_key_comes_twice(name: str):
    keys = [(row["indikator"], row["område"], row["periode"]) for row in rows(name)]
    assert len(keys) == len(set(keys))


def test_published_shares_are_what_their_counts_say():
    """Half of the last published digit is the most that rounding can do; the publisher gives up to three decimals."""
    for row in rows("nasjonale-tall.csv"):
        if row["nevner"]:
            value, decimals = float(row["verdi"].replace(",", ".")), len(row["verdi"].partition(",")[2])
            assert 100 * int(row["teller"]) / int(row["nevner"]) == pytest.approx(value, abs=0.500001 * 10**-decimals), row


def test_every_invented_row_says_so():
    assert {
        row["kommentar"]
        for name in (*MONTHLY_FILES, "hendelser-oppdiktet.csv", "avvik-oppdiktet.csv", "kultur-oppdiktet.csv")
        for row in rows(name)
    } == {"Oppdiktet"}
    assert {row["merknad"] for row in rows("brukerundersokelse-oppdiktet.csv")} == {"Oppdiktet"}
    assert {row["oppdiktet"] for row in rows("enheter.csv")} == {"ja"}


def test_ground_truth_of_the_home_area():
    """Read out of the publisher's files: counts and shares of nutrition screening at home, Færder 2017–2021."""
    found = [
        row for row in rows("nasjonale-tall.csv") if (row["indikator"], row["område"]) == ("underernæring-vurdert-hjemmeboende", "3811")
    ]
    assert [row["verdi"] for row in found] == ["17,893", "18,35", "23,101", "24,007", "16,933"]
    assert [(row["teller"], row["nevner"]) for row in found] == [
        ("107", "598"),
        ("109", "594"),
        ("146", "632"),
        ("145", "604"),
        ("106", "626"),
    ]


def test_every_file_is_stored_without_an_error_and_a_second_time_changes_nothing(sqlite_engine: Engine, tmp_path: Path):
    prepare(sqlite_engine)
    first = load_examples(sqlite_engine, "prøve", tmp_path)
    assert {report.file: report.outcome for report in first} == {report.file: Outcome.STORED for report in first}
    assert len(first) == 11
    assert [problem for report in first for problem in report.problems if problem.severity is Severity.ERROR] == []
    assert {report.outcome for report in load_examples(sqlite_engine, "prøve", tmp_path)} == {Outcome.UNCHANGED}


def test_what_came_earlier_was_received_earlier_and_the_newest_figures_stand(sqlite_engine: Engine, tmp_path: Path):
    prepare(sqlite_engine)
    load_examples(sqlite_engine, "prøve", tmp_path)
    with reading(sqlite_engine) as session:
        came = {each.file_name: each.received_at.date().isoformat() for each in all_deliveries(session) if "202" in each.file_name}
        (now,) = observations(session, ["fall-med-skade"], ["SYK-01"])[23:24]
    assert came == {f"manedstall-oppdiktet-{day}.csv": day for day in EARLIER}
    assert (now.period, now.numerator) == ("2024-M12", 7)


def test_invented_targets_say_so():
    known = read_catalogue([FOLDER]).by_id
    invented = tomllib.loads((FOLDER / "mal-oppdiktet.toml").read_text("utf-8"))["target"]
    assert {target["source"].partition(" ")[0] for target in invented} == {"Oppdiktet"}
    assert [target.value for target in known["fall-med-skade"].target] == [2.5, 1.5]
