"""A person's number planted wherever a file can hold one: the file is refused, and what was planted is found nowhere afterwards."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.shell import create_app
from etl import pipeline
from etl.setup import prepare
from tests.command_line import House
from tests.dashboard.dropping import dropped_on
from tests.dashboard.requests import client_of, proxy_settings
from tests.etl.plants import DIGITS, NUMBER, OPENDOCUMENTS, TEXTS, WORKBOOKS, text
from tests.etl.reading import checked

PLANTED = {
    **{f"{name}.csv": content for name, content in TEXTS.items()},
    **{f"{name}.xlsx": content for name, content in WORKBOOKS.items()},
    **{f"{name}.ods": content for name, content in OPENDOCUMENTS.items()},
}
SECRETS = (*DIGITS, "kari.nordmann", "912 34 567", "91234567", "22 33 44 55", "Nordmann")
ABOUT_PERSONS = ("person_", "contact_", "email_", "phone_")


@pytest.mark.parametrize("name", PLANTED)
def test_the_file_is_refused_for_its_person_and_nothing_else_is_said(name: str):
    found, noticed = checked(PLANTED[name], name=name)
    assert found is None
    assert len(noticed) == 1
    assert noticed[0].code.startswith(ABOUT_PERSONS), noticed
    assert not any(secret in repr(noticed) for secret in SECRETS)


@pytest.mark.parametrize("name", [f"uttrekk {NUMBER}.csv", "030738-99981.csv", "kari.nordmann@eksempel.no.csv", "tlf 912 34 567.csv"])
def test_a_files_name_is_searched_too(name: str):
    _, noticed = checked(text("andel;3911;2024;alle;60;400;15,0"), name=name)
    assert [problem.code for problem in noticed] == ["person_data_in_name"]


def test_the_last_of_many_rows_is_searched_in_a_process_of_its_own(sqlite_engine: Engine):
    lines = [f"andel;3911;2024;alle;60;400;{number}" for number in range(40_000)]
    report = pipeline.load(sqlite_engine, "mange.csv", text(*lines, f"andel;3911;2023;{NUMBER};60;400;15,0"), by="test")
    assert [(problem.code, problem.row) for problem in report.problems] == [("person_data", 40_002)]


@pytest.fixture
def page(sqlite_engine: Engine, tmp_path: Path) -> FlaskClient:
    prepare(sqlite_engine)
    settings = proxy_settings(raw_folder=tmp_path / "page-raw", uploads_per_hour=10_000)
    return client_of(create_app(sqlite_engine, settings).server)


def test_what_was_planted_is_nowhere_afterwards(
    page: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """Not in answers, logs at their most talkative, databases, folders of raw files or the folder for temporary files."""
    house, said = House(tmp_path / "house"), []
    for folder in (tmp_path / "given", tmp_path / "temporary", house.folder):
        folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    files = PLANTED | {f"uttrekk {NUMBER}.csv": text("andel;3911;2024;alle;60;400;15,0")}
    with caplog.at_level(logging.DEBUG):
        for name, content in files.items():
            answer = dropped_on(page, name, content)
            assert (name, answer["state"]) == (name, "refused")
            said.append(str(answer))
            (tmp_path / "given" / name).write_bytes(content)
        done = house.run("load", *sorted((tmp_path / "given").iterdir()), "--format", "json", "--debug")
    outcomes = [delivery["outcome"] for delivery in json.loads(done.stdout)["deliveries"]]
    assert (done.returncode, set(outcomes), len(outcomes)) == (11, {"refused"}, len(files))
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.parent.name != "given"}
    assert [path for path in tmp_path.rglob("*raw*/**/*") if path.is_file()] == []
    for secret in SECRETS:
        assert secret not in "".join([*said, done.stdout, done.stderr, caplog.text])
        assert [path for path, content in kept.items() if secret.encode() in content] == []
