"""Two analysts publish at once, and others read meanwhile: each sees a whole state, and nothing is lost or stored twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.selection import Selection
from dashboard.usecases.series import finish
from db.engine import reading
from db.terms import Outcome
from etl import pipeline
from etl.problems import LoadReport
from tests.dashboard.houses import asker
from tests.durability.figures import INDICATORS, PLACE, ROWS, load, seen
from tests.durability.soundness import check

ROUNDS = 4


def at_once(*deeds: Callable[[], LoadReport]) -> list[LoadReport]:
    """All of them start at the same moment, each in a thread of its own."""
    start = threading.Barrier(len(deeds))

    def run(deed: Callable[[], LoadReport]) -> LoadReport:
        start.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_the_same_file_from_two_is_one_delivery(engine: Engine, tmp_path: Path):
    for number in range(1, ROUNDS + 1):
        reports = at_once(*(lambda by=by, number=number: load(engine, number, tmp_path / "raw", by=by) for by in ("Kari", "Ola")))
        assert sorted(report.outcome for report in reports) == sorted([Outcome.STORED, Outcome.UNCHANGED])
        assert [report.delivery for report in reports] == [number, number]
    check(engine, tmp_path / "raw")


def test_of_two_files_for_the_same_keys_the_later_stands_and_the_other_is_history(engine: Engine, tmp_path: Path):
    for round_ in range(ROUNDS):
        first, second = 2 * round_ + 1, 2 * round_ + 2
        reports = at_once(
            lambda number=first: load(engine, number, tmp_path / "raw"), lambda number=second: load(engine, number, tmp_path / "raw")
        )
        assert sorted(report.delivery for report in reports) == [first, second]
        said = {report.delivery: {float(report.file.removesuffix(".csv"))} for report in reports}
        assert (seen(engine)[1:], seen(engine, first)[1:]) == ((said[second], ROWS), (said[first], ROWS))
    check(engine, tmp_path / "raw")


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_who_reads_during_a_load_sees_the_old_or_the_new_and_never_a_mixture(request: pytest.FixtureRequest, kind: str):
    engine: Engine = request.getfixturevalue(f"{kind}_engine")
    load(engine, 1)
    ended, sights = threading.Event(), []

    def read() -> None:
        while not ended.is_set():
            sights.append(seen(engine))

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            for number in range(2, 7):
                load(engine, number)
            pipeline.undo(engine, 6, by="Kari", reason="prøve")
            pipeline.redo(engine, 6, by="Kari", reason="prøve")
        finally:
            ended.set()
        for reader in readers:
            reader.result()
    stood = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 5, 8: 6}
    assert [sight for sight in sights if sight[1:] != ({float(stood[sight[0]])}, ROWS)] == []
    assert len({version for version, _, _ in sights}) > 1  # somebody saw it change


def test_a_page_that_is_reloaded_during_a_load_shows_one_state(engine: Engine):
    load(engine, 1)
    pages: list[set[float]] = []
    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(lambda: [load(engine, number) for number in range(2, 5)])
        while not loading.done():
            with reading(engine) as session:
                series = finish(asker(engine), session, INDICATORS, Selection(area=PLACE))
            pages.append({point.numerator for one in series for point in one.points})
        loading.result()
    assert [page for page in pages if len(page) != 1] == []
