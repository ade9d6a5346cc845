"""Any bytes under any name: an answer with a remedy, never a fault of ours, and no memory that is not given back."""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.engine import make_engine, reading
from db.queries.deliveries import all_deliveries
from etl import pipeline
from etl.setup import prepare
from tests.etl.opendocuments import opendocument, sheet
from tests.etl.reading import checked, in_words, own, real_catalogue
from tests.etl.test_jsonstat import own_cube
from tests.etl.workbooks import HEADING, ROW, workbook

TEXT = own("andel;3911;2024;alle;61;402;15,2", "andel;0301;2024;menn;<5;;")
GOOD = {
    "tall.csv": TEXT.encode(),
    "tall-1252.csv": TEXT.encode("cp1252"),
    "tall-16.txt": TEXT.encode("utf-16"),
    "tall.xlsx": workbook(ROW),
    "tall.ods": opendocument(sheet(HEADING, ROW)),
    "tall.json": own_cube().encode(),
}
MOST = 500
GROWTH_MB = 50


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_a_file_that_was_damaged_gets_an_answer(name: str, data: st.DataObject):
    content = GOOD[name]
    begin = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(begin, min(len(content), begin + 200)))
    checked(content[:begin] + data.draw(st.binary(max_size=40)) + content[end:], name=name)


@given(st.sampled_from(sorted(GOOD)), st.sampled_from(sorted(GOOD)), st.floats(0, 1))
def test_one_file_that_goes_on_as_another_gets_an_answer(first: str, second: str, part: float):
    checked(GOOD[first][: int(part * len(GOOD[first]))] + GOOD[second], name=first)


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-7"]), st.text(max_size=40))
def test_any_text_under_any_name_gets_an_answer(text: str, encoding: str, name: str):
    checked(text.encode(encoding, "surrogatepass"), name=name)


def resident_mb() -> float:
    """What this process holds in memory now."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))


def any_files(count: int) -> list[tuple[str, bytes]]:
    """Random bytes, some of them behind a beginning that a reader knows."""
    chance = random.Random(500)
    begins = [b"", b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe", b"{", b"indikator;kommunenr;periode\n", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"]
    endings = ("csv", "xlsx", "ods", "json", "txt", "")
    return [
        (f"{number}.{chance.choice(endings)}", chance.choice(begins) + chance.randbytes(chance.randrange(1, 40_000)))
        for number in range(count)
    ]


def grown_by(url: str, count: int) -> tuple[set[str], float]:
    """What became of these files, and MB that this process has grown by since it had read the first of them."""
    engine = make_engine(url)
    catalogue, found, begun = real_catalogue(), set(), 0.0
    for number, (name, content) in enumerate(any_files(count)):
        report = pipeline.load(engine, name, content, by="test", catalogue=catalogue)
        found |= {str(report.outcome), *(problem.code for problem in in_words(report.problems))}
        begun = resident_mb() if number == count // 20 else begun
    return found, resident_mb() - begun


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
def test_five_hundred_files_of_random_bytes_are_refused_and_leave_no_memory_taken(sqlite_engine: Engine):
    prepare(sqlite_engine)
    with ProcessPoolExecutor(1, get_context("spawn")) as reader:  # the memory of this process is other tests' too
        found, grown = reader.submit(grown_by, sqlite_engine.url.render_as_string(), MOST).result()
    assert "refused" in found
    assert not found & {"stored", "needs_answer", "unchanged", "not_understood"}
    assert grown < GROWTH_MB
    with reading(sqlite_engine) as session:
        assert all_deliveries(session) == []
