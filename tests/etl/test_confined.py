"""No file holds a process for long or takes much of its memory: it is read in one of its own, which ends when it has had enough."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from db.terms import Outcome
from etl import checking, confined, pipeline
from etl.problems import Refused
from tests import confined_work as work
from tests.etl.opendocuments import opendocument
from tests.etl.reading import real_catalogue
from tests.etl.workbooks import workbook


@pytest.fixture(params=["alone", "beside another thread"])
def company(request: pytest.FixtureRequest) -> Iterator[None]:
    """The command line has one thread, the web server has several; a fork is safe only in the first."""
    done = threading.Event()
    if request.param != "alone":
        threading.Thread(target=done.wait, daemon=True).start()
    yield
    done.set()


def code_of(function: object, *given: object) -> str:
    with pytest.raises(Refused) as raised:
        confined.confined(function, *given)
    return raised.value.problems[0].code


@pytest.mark.usefixtures("company")
def test_work_comes_back_from_another_process():
    assert confined.confined(work.add, 1, 2) == 3


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(("function", "given"), [(work.eat, 2 * confined.MOST_MEGABYTES), (work.die, None)])
def test_work_that_takes_too_much_memory_is_refused_and_the_next_is_done(function: object, given: object):
    assert code_of(function, given) == "too_heavy"
    assert confined.confined(work.add, 1, 2) == 3


def test_endless_work_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(confined, "MOST_SECONDS", 1)
    monkeypatch.setattr(confined, "PATIENCE", 0)
    begun = time.monotonic()
    assert code_of(work.loop, None) == "too_slow"
    assert time.monotonic() - begun < 10


@pytest.mark.usefixtures("company")
def test_of_a_fault_only_the_kind_and_the_place_come_back():
    with pytest.raises(confined.Fault, match=r"^ValueError at confined_work\.py:\d+ < ") as raised:
        confined.confined(work.boom, "03073899981")
    assert "03073899981" not in str(raised.value)


@pytest.mark.parametrize("content", [workbook(), opendocument()])
def test_a_workbook_is_read_so(sqlite_engine: Engine, content: bytes, monkeypatch: pytest.MonkeyPatch):
    seen = []
    monkeypatch.setattr(checking, "confined", lambda function, *given: seen.append(function) or confined.confined(function, *given))
    report = pipeline.load(sqlite_engine, "tall.xlsx", content, by="test", catalogue=real_catalogue(), dry_run=True)
    assert (report.outcome, seen) == (Outcome.REFUSED, [checking.read_alone])
    assert {problem.code for problem in report.problems} <= {"unknown_indicator", "unknown_indicator_near"}


def test_a_fault_of_ours_is_logged_without_what_stands_in_the_file(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fails(*_: object) -> None:
        raise ValueError("03073899981")

    monkeypatch.setattr(checking, "read", fails)
    with caplog.at_level(logging.DEBUG):
        report = pipeline.load(sqlite_engine, "tall.csv", b"x", by="test")
    assert [problem.code for problem in report.problems] == ["not_understood"]
    assert "ValueError at" in caplog.text
    assert "03073899981" not in caplog.text
