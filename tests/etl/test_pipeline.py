"""One way in: the file is stored whole with its version, or nothing of it is, and the answer is the same in a dry run."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from db.engine import reading
from db.models import Area, Delivery, Indicator, Observation, Version
from db.queries.observations import observations
from db.terms import IndicatorState, Outcome, Severity
from etl import checking, pipeline
from etl.problem_record import from_json
from etl.problems import LoadReport
from tests.etl.reading import ENTRIES, an_entry, in_words, known, own

FIXTURES = Path(__file__).parent / "fixtures"
NOW = dt.datetime(2026, 11, 21, 9, 15)
LINES = ("andel;3911;2023;alle;60;400;15,0", "andel;3911;2024;alle;67;413;16,2")
TRIVSEL = an_entry("trivsel", source="survey", source_key="sykehjem:Trivsel", kind="mean", unit="score", aliases=["Trivnad"])
CATALOGUE = known((*ENTRIES, TRIVSEL)).catalogue  # a small one, so that a database is ready in no time


@pytest.fixture
def house(engine: Engine) -> Engine:
    """Areas and catalogue come with the first file."""
    return engine


def load(engine: Engine, content: str | bytes, name: str = "tall.csv", **given: object) -> LoadReport:
    body = content.encode() if isinstance(content, str) else content
    report = pipeline.load(engine, name, body, **{"by": "Kari", "now": NOW, "catalogue": CATALOGUE} | given)
    in_words(report.problems)
    return report


def current(engine: Engine, indicator: str = "andel", as_of: int | None = None) -> dict[str, float | None]:
    with reading(engine) as session:
        return {row.period: row.value for row in observations(session, [indicator], ["3911"], as_of)}


def counted(engine: Engine, table: type) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def outcome(report: LoadReport) -> tuple[Outcome, int, int, int, int]:
    return report.outcome, report.rows, report.new, report.changed, report.same


def test_a_file_becomes_one_delivery(house: Engine):
    report = load(house, own(*LINES))
    assert outcome(report) == (Outcome.STORED, 2, 2, 0, 0)
    assert (report.file, report.source, report.delivery) == ("tall.csv", "own", 1)
    assert current(house) == {"2023": 15.0, "2024": 100 * 67 / 413}
    with reading(house) as session:
        delivery = session.get_one(Delivery, 1)
        assert (delivery.layout, delivery.received_by, delivery.received_at, delivery.rows) == ("own", "Kari", NOW, 2)


def test_the_same_file_again_changes_nothing_and_says_when_it_came(house: Engine):
    load(house, own(*LINES))
    again = load(house, own(*LINES), "et annet navn.csv")
    assert outcome(again) == (Outcome.UNCHANGED, 2, 0, 0, 2)
    assert [(problem.code, problem.facts["delivery"], problem.facts["date"]) for problem in again.problems] == [("already_loaded", 1, NOW)]
    assert (counted(house, Delivery), counted(house, Observation)) == (1, 2)


def test_a_newer_file_says_what_it_changes_and_the_old_figures_are_kept(house: Engine):
    load(house, own(*LINES))
    newer = own(LINES[0], "andel;3911;2024;alle;70;413;16,9", "andel;3911;2022;alle;50;400;12,5")
    assert outcome(load(house, newer)) == (Outcome.STORED, 3, 1, 1, 1)
    assert current(house)["2024"] == 100 * 70 / 413
    assert current(house, as_of=1) == {"2023": 15.0, "2024": 100 * 67 / 413}


def test_a_dry_run_gives_the_same_answer_and_stores_nothing(house: Engine, tmp_path: Path):
    dry = load(house, own(*LINES), dry_run=True, raw_folder=tmp_path / "raw")
    assert outcome(dry) == (Outcome.STORED, 2, 2, 0, 0)
    assert (dry.delivery, counted(house, Version), (tmp_path / "raw").exists()) == (None, 0, False)
    real = load(house, own(*LINES))
    assert dataclasses.replace(real, delivery=None) == dry


def test_one_wrong_row_keeps_the_whole_file_out(house: Engine, tmp_path: Path):
    report = load(house, own(*LINES, "andel;3911;2022;alle;-5;400;"), raw_folder=tmp_path / "raw")
    assert (report.outcome, [problem.code for problem in report.problems]) == (Outcome.REFUSED, ["negative_count"])
    assert (counted(house, Version), counted(house, Observation), (tmp_path / "raw").exists()) == (0, 0, False)


def test_a_question_waits_for_its_answer(house: Engine):
    asked = own("andel;3911;2024;alle;60;400;0,150")
    report = load(house, asked)
    assert (report.outcome, [problem.code for problem in report.problems]) == (Outcome.NEEDS_ANSWER, ["share_scale"])
    assert report.problems[0].facts["values"] == ["0-1", "0-100"]
    assert counted(house, Version) == 0
    assert load(house, asked, answers={"share_scale": "0-1"}).outcome is Outcome.STORED
    assert current(house) == {"2024": 15.0}


def test_only_the_answers_that_were_asked_for_are_kept(house: Engine):
    load(house, own(*LINES), answers={"share_scale": "0-1", "choose_sheet": "Ark1"})
    with reading(house) as session:
        assert session.get_one(Delivery, 1).answers == "{}"
    assert load(house, own(*LINES)).outcome is Outcome.UNCHANGED


def test_a_file_that_was_answered_once_is_known_without_the_answer(house: Engine):
    asked = own("andel;3911;2024;alle;60;400;0,150")
    load(house, asked, answers={"share_scale": "0-1"})
    assert load(house, asked).outcome is Outcome.UNCHANGED


def test_the_raw_file_is_kept_by_its_checksum(house: Engine, tmp_path: Path):
    load(house, own(*LINES), raw_folder=tmp_path / "raw")
    kept = list((tmp_path / "raw").iterdir())
    assert [path.read_bytes() for path in kept] == [own(*LINES).encode()]
    with reading(house) as session:
        assert [path.name for path in kept] == [session.get_one(Delivery, 1).sha256]


def test_where_the_raw_file_cannot_be_kept_nothing_is_stored(house: Engine, tmp_path: Path):
    (tmp_path / "raw").write_text("a file where the folder should be")
    report = load(house, own(*LINES), raw_folder=tmp_path / "raw")
    assert (report.outcome, [problem.code for problem in report.problems]) == (Outcome.REFUSED, ["raw_file_not_kept"])
    assert counted(house, Version) == 0


def test_the_same_bytes_are_known_before_they_are_read(house: Engine, monkeypatch: pytest.MonkeyPatch):
    load(house, own(*LINES))
    monkeypatch.setattr(pipeline, "_take_in", None)
    report = load(house, own(*LINES), "annet-navn.csv")
    assert (report.outcome, report.delivery) == (Outcome.UNCHANGED, 1)


def test_a_file_of_the_same_name_with_other_content_is_a_new_delivery(house: Engine):
    load(house, own(*LINES))
    report = load(house, own(LINES[0], "andel;3911;2024;alle;70;413;16,9"))
    assert (report.file, report.outcome, report.delivery, report.changed) == ("tall.csv", Outcome.STORED, 2, 1)


def test_what_was_noticed_and_the_note_are_kept_with_the_delivery(house: Engine):
    report = load(house, own("andel;3911;2024;alle;3;400;0,8"), note="mars")
    assert report.problems
    with reading(house) as session:
        delivery = session.get_one(Delivery, 1)
        assert (from_json(delivery.problems), delivery.note) == (report.problems, "mars")


def test_a_national_file_brings_drafts_and_organisations(house: Engine):
    report = load(house, (FIXTURES / "nki.csv").read_bytes())
    assert (report.outcome, report.source, report.rows) == (Outcome.STORED, "helsedir", 25)
    with reading(house) as session:
        draft = session.get_one(Indicator, "nki-900-antall-vurdert")
        assert (draft.state, draft.source_key) == (IndicatorState.DRAFT, "900:Antall vurdert")
        assert session.get_one(Area, "2225036").name == "Innherred legevakt"


def test_drafts_of_an_earlier_file_are_known_by_the_next(house: Engine):
    load(house, (FIXTURES / "nki.csv").read_bytes())
    before = counted(house, Indicator)
    corrected = load(house, (FIXTURES / "nki.csv").read_bytes().replace(b"16.933", b"16.934"))
    assert (corrected.outcome, corrected.new, corrected.changed) == (Outcome.STORED, 0, 1)
    assert counted(house, Indicator) == before


def test_units_are_areas_and_their_figures_are_taken_once_they_are_known(house: Engine):
    figures = own("andel;SYK-01;2024;alle;60;400;15,0")
    assert load(house, figures).outcome is Outcome.REFUSED
    assert outcome(load(house, (FIXTURES / "units.csv").read_bytes())) == (Outcome.STORED, 2, 2, 0, 0)
    assert load(house, figures).outcome is Outcome.STORED
    corrected = (FIXTURES / "units.csv").read_bytes().replace(b"Solbakken", b"Solbakken sykehjem")
    assert outcome(load(house, corrected)) == (Outcome.STORED, 2, 0, 1, 1)


def test_members_of_a_group_are_taken(house: Engine):
    from db.queries.areas import members

    assert load(house, (FIXTURES / "groups.csv").read_bytes()).outcome is Outcome.STORED
    with reading(house) as session:
        assert members(session, "EKG09", 2024) == ["3909", "3911"]


@pytest.mark.parametrize("layout", ["own", "survey"])
def test_our_own_layouts_are_stored(house: Engine, layout: str):
    content = (FIXTURES / f"{layout}.csv").read_bytes()
    assert load(house, content).outcome is Outcome.STORED


def test_a_source_that_nobody_knows_is_named_also_for_a_file_that_is_stored_already(house: Engine):
    load(house, own(*LINES))
    report = load(house, own(*LINES), source="tull")
    assert (report.outcome, [problem.code for problem in report.problems]) == (Outcome.REFUSED, ["unknown_source"])


def test_a_layout_or_source_may_be_named(house: Engine):
    assert load(house, own(*LINES), source="own", dry_run=True).outcome is Outcome.STORED
    assert [problem.code for problem in load(house, own(*LINES), source="nki").problems][:1] == ["unknown_column"]
    assert [problem.code for problem in load(house, own(*LINES), source="skatteetaten").problems] == ["unknown_source"]


def test_a_report_says_how_the_file_was_read(house: Engine):
    seen = load(house, own(*LINES), dry_run=True).detected
    assert (seen["layout"], seen["encoding"], seen["separator"], seen["indicators"]) == ("own", "utf-8", ";", ["andel"])
    assert (seen["decimal"], seen["periods"], seen["span"], seen["written"]) == (",", ["year"], ["2023", "2024"], ["2023"])
    assert seen["columns"] == {name: name for name in ("indikator", "område", "periode", "kjønn", "teller", "nevner", "verdi")}
    assert seen["samples"][0] == {
        "indicator": "andel",
        "area": "3911",
        "breakdown": "",
        "period": "2023",
        "value": 15.0,
        "numerator": 60.0,
        "denominator": 400.0,
    }


def test_the_worst_problems_come_first_and_then_the_order_of_the_file(house: Engine):
    lines = ("andel;3911;2021;alle;4;400;", "andel;3911;2022;alle;-1;400;", "andel;3911;24;alle;60;400;", "andel;Oslo;2022;alle;60;400;")
    found = [(problem.severity, problem.row) for problem in load(house, own(*lines)).problems]
    assert found == [(Severity.ERROR, 3), (Severity.ERROR, 4), (Severity.WARNING, 2), (Severity.INFO, 5)]


def test_a_fault_of_ours_is_an_answer_and_never_a_traceback(
    house: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("61 402")

    monkeypatch.setattr("etl.sources.own.read", broken)
    with caplog.at_level(logging.INFO):
        report = load(house, own(*LINES))
    assert (report.outcome, [problem.code for problem in report.problems]) == (Outcome.REFUSED, ["not_understood"])
    assert "61 402" not in caplog.text


def test_a_row_that_would_be_lost_stops_the_file(house: Engine, monkeypatch: pytest.MonkeyPatch):
    whole = checking.LAYOUTS["own"].read

    def losing(*given: object) -> object:
        found = whole(*given)
        return dataclasses.replace(found, frame=found.frame.take(found.frame.rows > 0))

    monkeypatch.setattr("etl.sources.own.read", losing)
    assert [problem.code for problem in load(house, own(*LINES)).problems] == ["not_understood"]
