"""The four steps as components: which one is opened, what can be gone to, and what a long list leaves out."""

from __future__ import annotations

import datetime as dt

import pytest
from dash import html

from dashboard.components.upload_problems import counted
from dashboard.components.upload_steps import start, upload_steps
from dashboard.usecases.kept_report import KeptReport, Outcome, from_text, shortened, to_text
from dashboard.usecases.uploads import UploadState, UploadView
from db.terms import Severity
from etl.differences import Differences, Listed, Row, Said
from etl.problems import LoadReport, Problem
from tests.dashboard.components_read import of_kind, said

NOW = dt.datetime(2026, 11, 21, 9, 15)
CHANGE = Row("fall-med-skade", "3911", "", "2026-M01", Said(1.0, 3, 3000, "normal"), Said(None, None, None, "missing"))


def report(*problems: Problem, outcome: Outcome = Outcome.STORED, **facts: object) -> KeptReport:
    return shortened(LoadReport("fall.csv", "own", None, outcome, 1, problems=problems, detected={"layout": "own"}, **facts))


def view(state: UploadState, found: KeptReport | None = None, **facts: object) -> UploadView:
    return UploadView("id", state, "fall.csv", "Kari", NOW, NOW, 100, found or report(), **facts)


def wrong(row: int) -> Problem:
    return Problem("unknown_indicator", Severity.ERROR, row, "indikator", "fal")


def shown(upload: UploadView) -> str:
    return " ".join(said(upload_steps(upload)).split())


@pytest.mark.parametrize(
    ("state", "step"),
    [("reading", "reading"), ("question", "reading"), ("checked", "reading"), ("refused", "check"), ("scheduled", "publish"),
     ("published", "publish"), ("cancelled", "file"), ("failed", "file"), ("expired", "file")],
)  # fmt: skip
def test_each_state_opens_at_its_step(state: str, step: str):
    assert start(view(UploadState(state))) == step


def test_a_refused_file_cannot_be_gone_on_with():
    steps = upload_steps(view(UploadState.REFUSED, report(wrong(2), outcome=Outcome.REFUSED)))
    assert [section.__dict__["data-step"] for section in of_kind(steps, html.Section)] == ["file", "reading", "check"]
    assert "publiser" not in [getattr(button, "data-act", None) for button in of_kind(steps, html.Button)]


def test_a_long_list_of_one_kind_is_cut_and_says_how_many_more():
    problems = [
        *(wrong(row) for row in range(2, 1002)),
        Problem("more_rows", Severity.ERROR, facts={"count": 500, "code": "unknown_indicator"}),
    ]
    text = shown(view(UploadState.REFUSED, report(*problems, outcome=Outcome.REFUSED)))
    assert "Feil som må rettes (1 500)" in text
    assert "… og 1 480 til" in text


def test_the_worst_stands_first_and_all_are_counted():
    found = report(Problem("title_lines", Severity.WARNING, 1, facts={"count": 2}), wrong(3), wrong(2), outcome=Outcome.REFUSED)
    assert [group.severity for group in found.groups] == [Severity.ERROR, Severity.WARNING]
    assert counted(found) == "2 feil, 1 varsel"


def test_a_change_shows_what_it_was_and_what_it_becomes_with_the_way_to_the_chart():
    found = report(differences=Differences(changed=Listed(140, (CHANGE,))))
    text = shown(view(UploadState.CHECKED, found))
    assert "1 (3 av 3 000)" in text
    assert "mangler" in text
    assert "… og 139 til" in text


def test_how_the_file_was_read_is_said_in_words():
    seen = {"layout": "own", "separator": ";", "decimal": ",", "periods": ["month"], "span": ["2026-M01", "2026-M10"], "samples": []}
    seen |= {"columns": {"Kommunenr": "område", "feil": None}, "unknown_to_the_page": [1]}
    found = shortened(LoadReport("fall.csv", "own", None, Outcome.STORED, 1, detected=seen))
    text = shown(view(UploadState.CHECKED, found))
    for words in (
        "kommunens egne tall",
        "semikolon",
        "komma",
        "måned",
        "januar 2026 – oktober 2026",
        "Kommunenr område",
        "feil hoppet over",
    ):
        assert words in text
    assert "unknown_to_the_page" not in text


def test_an_embargo_says_when_and_by_whom():
    text = shown(view(UploadState.SCHEDULED, publish_at=dt.datetime(2026, 12, 1, 7, 0)))
    assert "Publiseres 1. desember 2026 kl. 08.00, planlagt av Kari." in text


def test_what_is_kept_as_text_is_the_same_again():
    found = report(wrong(2), differences=Differences(changed=Listed(1, (CHANGE,))))
    assert from_text(to_text(found)) == found


def test_nothing_that_may_be_a_persons_number_is_in_a_sentence():
    """Other cells of the row stand in the sentence too."""
    found = report(Problem("above_denominator", Severity.ERROR, 2, "teller", "31", {"denominator": "01010750160"}), outcome=Outcome.REFUSED)
    assert "01010750160" not in to_text(found)
