"""No file holds a worker for more than 30 seconds, or takes more than 500 MB; each gets an answer of one sentence, and nothing is run."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from dashboard.text import keys
from etl.delivering import plain_name
from tests.hostile_files import FILES
from tests.source_code import ROOT

HONEST = {"../../../../tmp/x.csv", "a" * 5000 + ".csv", "linje\nskift\x1b[31m.csv"}  # only their names are out of the way


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    folder = tmp_path_factory.mktemp("hostile")
    command = [sys.executable, "-m", "tests.hostile_files", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1200)
    assert (done.returncode, done.stderr) == (0, "")
    return {each["name"]: each for each in map(json.loads, done.stdout.splitlines())}


def test_each_is_refused_with_a_sentence(costs: dict[str, dict[str, object]]):
    assert costs.keys() == FILES.keys()
    said = {name: each["said"].partition(": ") for name, each in costs.items() if name not in HONEST}
    assert {name: outcome for name, (outcome, _, _) in said.items() if outcome != "refused"} == {}
    codes = {code for _, _, codes in said.values() for code in codes.split(", ")}
    assert {code for code in codes if f"problem.{code}" not in keys()} == set()
    assert "not_understood" not in codes


def test_none_holds_a_worker_for_long_or_takes_much_of_its_memory(costs: dict[str, dict[str, object]]):
    assert {name: each["seconds"] for name, each in costs.items() if each["seconds"] > 30} == {}
    assert {name: each["more_mb"] for name, each in costs.items() if each["more_mb"] > 100} == {}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/tall.csv", "tall.csv"),
        ("C:\\Users\\kari\\tall.csv", "tall.csv"),
        ("linje\nskift\x1b[31m\0.csv", "linjeskift[31m.csv"),
        ("a" * 5000 + ".xlsx", "a" * 140 + "….xlsx"),
    ],
)
def test_of_a_files_name_only_the_name_is_kept(given: str, kept: str):
    assert plain_name(given) == kept
