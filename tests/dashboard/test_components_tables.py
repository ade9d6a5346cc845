"""Tables: the same numbers as the chart, reasons in words, and problems with the worst first."""

from __future__ import annotations

import dataclasses

from dash import html

from dashboard.components.data_table import data_table
from dashboard.components.problem_table import problem_table
from dashboard.components.series_table import series_table
from dashboard.usecases.finished import Chart, Series, Signal, Status
from dashboard.usecases.kept_report import ShownProblem
from dashboard.usecases.noted import Break
from db.terms import Period, Severity
from tests.dashboard.components_read import of_kind, said
from tests.dashboard.finished_series import comparator, points, series

COUNTS = {Signal.WORSE: 2, Signal.ORDINARY: 7, Signal.BETTER: 3, Signal.TOO_LITTLE: 4, Signal.CHANGED: 0}


def table_of(one: Series) -> list[list[str]]:
    table = of_kind(series_table(one), html.Table)[0]
    return [[said(cell) for cell in row.children] for row in of_kind(table, html.Tr)]


def test_the_table_has_caption_and_headings_with_scope():
    table = of_kind(series_table(series([3, 4])), html.Table)[0]
    assert said(of_kind(table, html.Caption)) == "Fall med skade, Færder, per 1000"
    assert {heading.scope for heading in of_kind(table, html.Th)} == {"col", "row"}


def test_the_table_is_newest_first_and_leaves_out_empty_columns():
    assert table_of(series([3, 4])) == [["Periode", "Færder"], ["februar 2024", "4,0"], ["januar 2024", "3,0"]]


def test_the_table_has_what_the_chart_has():
    own = points([3, 4], numerator=6.0, denominator=2000.0, lower=1.0, upper=8.0, centre=4.5)
    found = table_of(series(points=own, chart=Chart.U, comparators=(comparator([5, 6]),)))
    assert found[0] == ["Periode", "Færder", "Teller", "Nevner", "Nedre grense", "Øvre grense", "Senterlinje", "Landet"]
    assert found[1] == ["februar 2024", "4,0", "6", "2\u202f000", "1,0", "8,0", "4,5", "6,0"]


def test_a_hidden_number_is_a_reason_in_words_and_its_counts_stay_hidden():
    own = points([3, 4], numerator=6.0, denominator=2000.0)
    own = (own[0], dataclasses.replace(own[1], value=None, status=Status.SUPPRESSED))
    assert table_of(series(points=own))[1] == ["februar 2024", "skjult av personvernhensyn", "–", "–"]


def test_the_table_notes_what_is_provisional_flagged_or_broken():
    own = points([3, 4])
    own = (own[0], dataclasses.replace(own[1], status=Status.PROVISIONAL, signal=Signal.WORSE))
    found = table_of(series(points=own, breaks=(Break(Period.parse("2024-M02"), "merged"),)))
    assert found[1][-1] == "foreløpig · dårligere · brudd: sammenslått"


def test_yearly_rows_of_a_tertial_indicator_are_in_the_table():
    one = series([3, 4, 5], "2024-T1", other_frequency=points([4], "2024"))
    assert [row[0] for row in table_of(one)[1:]] == ["3. tertial 2024", "2. tertial 2024", "2024", "1. tertial 2024"]


def test_a_table_that_can_be_scrolled_is_reached_by_key():
    box = data_table("Tall", ["A", "B"], [["1", "2"]], numeric=[1])
    assert (box.tabIndex, box.role) == (0, "region")
    assert [cell.className for cell in of_kind(box, html.Td)] == ["number"]


def test_problems_stand_with_the_most_serious_first():
    found = [
        ShownProblem("unknown_area", Severity.WARNING, 3, "kommune", "391", "Skriv fire sifre."),
        ShownProblem("unknown_area", Severity.ERROR, 12, "kommune", "392", "Skriv fire sifre."),
    ]
    rows = of_kind(problem_table(found), html.Tr)
    assert [said(row.children[0]) for row in rows[1:]] == ["feil", "varsel"]
    assert said(rows[1].children[1]) == "12"
    assert "Viser de første 1 av 2." in said(problem_table(found, most=1))
