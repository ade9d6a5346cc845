"""What the analyst fixes, from the catalogue's table to page, board, table and file: limits begin anew, points are left out, notes are told."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dashboard.components.series_figures import figures_beside
from dashboard.reports.series_file import COLUMNS, about_lines, rows
from dashboard.selection import Selection
from dashboard.usecases.board import board
from dashboard.usecases.chart_reason import chart_reason
from dashboard.usecases.finished import Chart, Series, Signal, Why
from dashboard.usecases.remarks import remark_lines, remarks_at
from dashboard.usecases.series import find_series
from db.engine import writing
from db.fixed_charts import FixedChart
from db.models import Indicator, IndicatorMark
from db.terms import Frequency, Kind, MarkKind, Overlap, Period
from tests.builders import an_indicator, deliver, observations
from tests.dashboard.houses import FALLS, SHARES, asker, settle

UNIT, NOTE = "SYK-01", COLUMNS.index("note")
LOW = "20/9000 22/9000 19/9000 21/9000 20/9000 18/9000 22/9000 21/9000 19/9000 20/9000 21/9000 20/9000 19/9000 21/9000 20/9000"
HIGH = "45/9000 44/9000 46/9000 45/9000 47/9000 44/9000 46/9000 45/9000 46/9000 44/9000 45/9000 46/9000 47/9000 45/9000 44/9000"
DAYS = "20 22 19 21 20 18 22 21 19 20 21 20 19 21 20 22 19 21"


def test_every_chart_that_is_drawn_may_be_fixed_but_a_list():
    """The names stand in the database's room and in statistics, which knows no database."""
    assert {chart.name: chart.value for chart in FixedChart} == {chart.name: chart.value for chart in Chart if chart is not Chart.LIST}


@pytest.fixture
def house(engine: Engine) -> Engine:
    settle(engine)
    with writing(engine) as session:
        session.add(an_indicator("ventetid", name="Ventetid", kind=Kind.MEAN, unit="days"))
    return engine


def mark(house: Engine, period: str, kind: MarkKind = MarkKind.DEFINITION, **given: object) -> None:
    facts = {"indicator": FALLS, "text": "Også fall uten vitner telles", "decided_by": "Kvalitetsutvalget"} | given
    with writing(house) as session:
        session.add(IndicatorMark(period=period, kind=kind, **facts))


def fix(house: Engine, indicator: str, **given: object) -> None:
    with writing(house) as session:
        for name, value in given.items():
            setattr(session.get(Indicator, indicator), name, value)


def shown(house: Engine, indicator: str = FALLS, **given: object) -> Series:
    """As the page and `app.py series` get it; and the board's cell says the same."""
    series = find_series(asker(house), indicator, Selection(area=UNIT, **given))
    cells = {row.indicator.id: cell for row in board(asker(house), Selection(area=UNIT)).rows for cell in row.filled}
    if not given:
        cell = cells[indicator]
        assert (cell.signal, cell.assurance, cell.last.period) == (series.change.signal, series.assurance, series.last.period)
    return series


@pytest.mark.parametrize("kind", [MarkKind.DEFINITION, MarkKind.SCALE, MarkKind.REBASE])
def test_limits_and_claims_begin_anew_after_a_break(house, kind):
    deliver(house, observations(f"{LOW} {HIGH}", area=UNIT))
    assert shown(house).change.signal is Signal.WORSE
    mark(house, "2025-M04", kind)
    fresh = house.execution_options()  # a new engine object, as after a restart: finished series are kept
    series = shown(fresh)
    assert series.change.code == "ordinary"
    assert [len(segment) for segment in series.segments] == [15, 15]
    assert series.points[0].centre < 2.4 < 4.9 < series.points[-1].centre


def test_the_first_number_beside_the_chart_is_counted_as_the_newest_is(house):
    deliver(house, observations(f"{LOW} {HIGH}", area=UNIT))
    mark(house, "2025-M04")
    assert ("Første sammenlignbare måling", "0,5\u00a0per\u00a01000", "april 2025") in figures_beside(shown(house))


def test_a_stretch_of_few_points_has_no_limits_and_nothing_is_claimed_of_it(house):
    deliver(house, observations(f"{LOW} 45/9000 44/9000 46/9000", area=UNIT))
    mark(house, "2025-M04")
    series = shown(house)
    assert (series.points[0].upper is None, series.points[-1].upper, series.points[-1].signal) == (False, None, None)
    assert (series.change.code, series.change.facts["count"]) == ("too_few_since", 3)


def test_a_break_in_a_month_without_a_row_lies_before_the_next(house):
    deliver(house, observations(f"{LOW} _ {HIGH}", area=UNIT))
    mark(house, "2025-M04")
    series = shown(house)
    assert [str(gap.period) for gap in series.breaks] == ["2025-M05"]
    assert series.change.code == "ordinary"


def test_a_break_before_the_first_number_breaks_nothing(house):
    deliver(house, observations(LOW, area=UNIT))
    mark(house, "2023-M05")
    assert (shown(house).breaks, shown(house).marks) == ((), ())


def test_a_mark_of_one_place_is_not_anothers(house):
    deliver(house, observations(f"{LOW} {HIGH}", area=UNIT))
    mark(house, "2025-M04", area="SYK-99")
    assert shown(house).breaks == ()


def test_a_place_is_marked_under_any_number_that_it_has_had(house):
    deliver(house, observations("50/100 51/100 52/100", indicator=SHARES, area="3811", first="2021"))
    mark(house, "2022", indicator=SHARES, area="0729")
    assert [str(gap.period) for gap in find_series(asker(house), SHARES, Selection(area="3911")).breaks] == ["2022"]


def test_a_comparators_line_is_broken_where_the_definition_changed(house):
    years = observations("50/100 51/100 52/100", indicator=SHARES, area="3811", first="2021")
    deliver(house, years, observations("40 41 42", indicator=SHARES, area="EAK", first="2021"))
    mark(house, "2022", indicator=SHARES)
    (country,) = find_series(asker(house), SHARES, Selection(area="3911")).comparators
    assert [str(gap.period) for gap in country.breaks] == ["2022"]


def test_a_point_left_out_is_shown_and_moves_nothing(house):
    deliver(house, observations(f"{LOW} 90/9000", area=UNIT))
    mark(house, "2025-M04", MarkKind.GHOST)
    series = shown(house)
    assert (series.points[-1].value, series.points[-1].is_ghost, series.points[-1].signal) == (1.0, True, None)
    assert (series.last.value, series.change.code) == (series.points[-2].value, "ordinary")
    assert series.points[-1].centre == pytest.approx(1000 * 303 / (15 * 9000))
    assert "90 av" not in series.sentence


def test_limits_of_twelve_to_fourteen_points_are_on_trial(house):
    deliver(house, observations(" ".join(LOW.split()[:14]), area=UNIT))
    assert all(point.is_trial for point in shown(house).points)
    assert "foreløpige: de hviler på 14 målinger" in shown(house).sentence
    deliver(house, observations(LOW, area=UNIT))
    assert not any(point.is_trial for point in shown(house).points)


def test_a_baseline_holds_the_limits(house):
    fix(house, FALLS, baseline=12)
    deliver(house, observations(f"{LOW} {HIGH}", area=UNIT))
    series = shown(house)
    assert series.points[-1].centre == pytest.approx(1000 * 243 / (12 * 9000))
    assert (series.points[0].is_trial, series.change.signal) == (False, Signal.WORSE)
    assert "de 12 første målingene" in chart_reason(series)


def test_a_missing_month_is_none_of_the_first_twelve(house):
    fix(house, FALLS, baseline=12)
    deliver(house, observations(f"- {LOW} {HIGH}", area=UNIT))
    assert shown(house).points[-1].centre == pytest.approx(1000 * 243 / (12 * 9000))


def test_large_jumps_are_left_out_of_the_limits_only_where_it_is_decided(house):
    deliver(house, observations(f"{DAYS} 60 20 21", indicator="ventetid", area=UNIT))
    plain = shown(house, "ventetid")
    fix(house, "ventetid", screen=True)
    deliver(house, observations("22", indicator="ventetid", area=UNIT, first="2025-M10"))
    screened = shown(house, "ventetid")
    assert screened.points[0].upper < plain.points[0].upper
    assert "Uvanlig store sprang" in chart_reason(screened)


def test_the_analysts_chart_is_drawn_and_said(house):
    fix(house, FALLS, chart=FixedChart.XMR)
    deliver(house, observations(f"{LOW} {HIGH}", area=UNIT))
    series = shown(house)
    assert (series.chart, series.why, series.hindered) == (Chart.XMR, Why.FIXED, None)
    assert chart_reason(series) == "Diagrammet er valgt av analytikeren: XmR-diagram."


def test_the_analysts_chart_gives_no_limits_to_rare_events(house):
    fix(house, FALLS, chart=FixedChart.XMR)
    deliver(house, observations("1/900 0/900 0/900 2/900 0/900 1/900 " * 4, area=UNIT))
    series = shown(house)
    assert series.chart not in (Chart.XMR, Chart.U)
    assert chart_reason(series).startswith(
        "Analytikeren har valgt XmR-diagram, men det kan ikke brukes her fordi hendelsene er så sjeldne at grenser ville slått ut på "
        "tilfeldigheter. Hendelsene er sjeldne."
    )


@pytest.mark.parametrize("overlap", list(Overlap))
def test_overlapping_values_meet_no_rule_and_get_no_limits(house, overlap):
    fix(house, FALLS, overlap=overlap)
    deliver(house, observations(f"{LOW} {HIGH}", area=UNIT))
    series = shown(house)
    assert (series.chart, series.why, series.change.signal) == (Chart.INTERVAL, Why.OVERLAPPING, Signal.TOO_LITTLE)
    assert (series.smallest_change, {point.signal for point in series.points}) == (None, {None})


def test_years_that_overlap_have_no_five_year_trend(house):
    fix(house, SHARES, overlap=Overlap.ROLLING, frequency=Frequency.YEAR)
    deliver(house, observations("300/1000 270/1000 240/1000 210/1000 180/1000", indicator=SHARES, area=UNIT, first="2017"))
    assert shown(house, SHARES).change.code == "overlapping_rolling"


def test_what_counts_from_new_year_is_not_joined_over_new_year(house):
    fix(house, FALLS, overlap=Overlap.CUMULATIVE)
    deliver(house, observations(LOW, area=UNIT))
    assert [len(segment) for segment in shown(house).segments] == [12, 3]


def test_what_is_noted_is_told_under_the_chart_in_the_table_and_in_files(house):
    deliver(house, observations(f"{LOW} {HIGH}", area=UNIT))
    mark(house, "2025-M04")
    mark(house, "2025-M02", MarkKind.NOTE, text="Ny avdelingsleder.", decided_by=None)
    mark(house, "2024-M03", MarkKind.GHOST, text="Influensa")
    series = shown(house)
    assert remark_lines(series) == [
        "Mars 2024 er holdt utenfor grenser og vurdering: Influensa. Bestemt av Kvalitetsutvalget.",
        "(1) Februar 2025: Ny avdelingsleder.",
        "Ny definisjon fra april 2025: Også fall uten vitner telles. Bestemt av Kvalitetsutvalget.",
    ]
    assert remarks_at(series, Period.parse("2025-M04")) == ["ny definisjon: Også fall uten vitner telles"]
    assert [row[NOTE] for row in rows(series) if row[NOTE]] == [
        "holdt utenfor grenser og vurdering: Influensa",
        "(1) Ny avdelingsleder",
        "ny definisjon: Også fall uten vitner telles",
    ]
    assert ("Diagram", chart_reason(series)) in about_lines(series)
    assert [said for label, said in about_lines(series) if label == "Merknad til diagrammet"] == remark_lines(series)


def test_only_notes_of_the_years_shown_are_told(house):
    deliver(house, observations(f"{LOW} {HIGH}", area=UNIT))
    mark(house, "2024-M03", MarkKind.NOTE)
    mark(house, "2025-M04", MarkKind.NOTE)
    assert [str(each.period) for each in shown(house, first_year=2025).marks] == ["2025-M04"]
