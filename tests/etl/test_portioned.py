"""A file too large to be held is read in portions, and everything is as if it had been read whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.engine import reading
from db.models import Observation
from db.terms import Outcome
from etl import partition, pipeline
from etl.problems import LoadReport
from tests.etl.test_pipeline import CATALOGUE, NOW

HEADING = "indikator;område;periode;kjønn;teller;nevner;verdi;kommentar"
ROWS = (
    "andel;3911;2023;alle;60;400;15,0;",
    "rate;3911;2024-01;alle;3;900;3,3;",
    "andel;3911;2024;alle;67;413;16,2;»æøå«",
    'rate;3911;2024-02;alle;4;900;4,4;"to; og «tre»"',
    "ANDEL ;3905;2024;alle;70;420;16,7;",
    "rate;1508;2020-01;alle;3;900;3,3;",  # before the place was what it is
    "andel;1508;2020;alle;60;400;15,0;",
)
WRONG = (
    "andel;3911;2024;alle;68;413;16,5;",  # says something else than line 4
    "rate;3911;2024-02;alle;4;900;4,4;",  # the same again
    "andel;9998;2024;alle;67;413;16,2;",  # no such place
    "ukjent;3911;2024;alle;67;413;16,2;",
    "rate;3911;2024-13;alle;4;900;4,4;",
)


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every indicator is a portion of its own."""
    monkeypatch.setattr(partition, "PORTION", 1)


def test_it_says_and_stores_the_same(engine: Engine, small_portions: None, tmp_path: Path):
    path = written(tmp_path, *ROWS)
    dry = loaded(engine, path, dry_run=True)
    assert told(dry) == told(loaded(engine, path.read_bytes(), dry_run=True))
    assert stored(engine) == []
    report = loaded(engine, path, raw_folder=tmp_path / "raw")
    assert (report.outcome, report.rows, report.new, report.delivery) == (Outcome.STORED, 7, 7, 1)
    assert len(stored(engine)) == 7
    assert [each.read_bytes() for each in (tmp_path / "raw").iterdir()] == [path.read_bytes()]
    assert loaded(engine, path).outcome is Outcome.UNCHANGED


def test_what_is_wrong_is_told_by_its_line_in_the_whole_file(engine: Engine, small_portions: None, tmp_path: Path):
    path = written(tmp_path, *ROWS, *WRONG)
    report = loaded(engine, path)
    assert report.outcome is Outcome.REFUSED
    assert told(report)["problems"] == told(loaded(engine, path.read_bytes()))["problems"]
    assert stored(engine) == []


def test_a_fault_in_the_last_portion_stores_nothing(engine: Engine, small_portions: None, tmp_path: Path):
    assert loaded(engine, written(tmp_path, *ROWS, "rate;3911;2024-03;alle;4;0;4,4;")).outcome is Outcome.REFUSED
    assert stored(engine) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f"{HEADING}\n{ROWS[2]}".encode("cp1252"), "unreadable_letters"),
        (f'{HEADING}\n{ROWS[0]}"\n{ROWS[1]}\n'.encode(), "unclosed_quote"),
        (b"PK\x03\x04 a workbook", "too_large_file"),
        (b"a;b;c\n1;2;3\n", "too_large_file"),
    ],
)
def test_what_cannot_be_parted_is_refused_with_a_reason(engine: Engine, tmp_path: Path, content: bytes, code: str):
    path = tmp_path / "tall.csv"
    path.write_bytes(content)
    assert [problem.code for problem in loaded(engine, path).problems] == [code]


@pytest.mark.parametrize(
    ("content", "is_parted"), [(f"{HEADING}\n{ROWS[0]}".encode(), True), (b"PK\x03\x04 a workbook", False), (b"a;b;c\n1;2;3\n", False)]
)
def test_only_a_large_file_of_the_own_layout_is_parted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, is_parted: bool):
    path = tmp_path / "tall.csv"
    path.write_bytes(content)
    assert not partition.is_to_be_parted(path)
    monkeypatch.setattr(partition, "WHOLE", 5)
    assert partition.is_to_be_parted(path) is is_parted


def test_no_more_of_a_sort_is_named_than_anybody_reads(engine: Engine, small_portions: None, tmp_path: Path):
    rows = [f"{name};9998;{year};alle;67;413;16,2;" for name in ("andel", "antall") for year in range(1000, 1800)]
    path = written(tmp_path, *rows)
    assert told(loaded(engine, path))["problems"] == told(loaded(engine, path.read_bytes()))["problems"]


def written(folder: Path, *rows: str) -> Path:
    path = folder / "tall.csv"
    path.write_text("\n".join([HEADING, *rows]), "utf-8")
    return path


def loaded(engine: Engine, content: bytes | Path, **given: Any) -> LoadReport:
    return pipeline.load(engine, "tall.csv", content, by="Kari", now=NOW, catalogue=CATALOGUE, **given)


def told(report: LoadReport) -> dict[str, Any]:
    """Everything but the order of what stands on no line, and the rows that are shown as samples."""
    seen = {name: each for name, each in report.detected.items() if name not in ("samples", "written")}
    lines = [
        (one.code, one.severity, one.row, one.column, one.found, {**one.facts, "lines": sorted(one.facts.get("lines", []))})
        for one in report.problems
    ]
    return {
        "outcome": report.outcome,
        "rows": report.rows,
        "new": report.new,
        "problems": sorted(lines, key=repr),
        "detected": seen,
    }


def stored(engine: Engine) -> list[Any]:
    with reading(engine) as session:
        return list(session.execute(select(Observation.indicator, Observation.area, Observation.period, Observation.value)))
