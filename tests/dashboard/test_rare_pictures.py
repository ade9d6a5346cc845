"""Rare events as pictures, tables and files: one point a wait, the running one hollow, and a strip where they are too few."""

from __future__ import annotations

import html
import re

import pytest

from dashboard.components.series_figures import figures_beside
from dashboard.components.series_table import series_table
from dashboard.figures import theme
from dashboard.figures.drawn import drawn
from dashboard.figures.hover import told
from dashboard.figures.picture import picture
from dashboard.figures.trend import trend
from dashboard.figures.trend_svg import trend_svg
from dashboard.figures.wait_line import as_drawn
from dashboard.reports.series_file import table
from db.terms import Direction, Period
from tests.dashboard.components_read import said
from tests.dashboard.figures_of import points
from tests.dashboard.rare_series import CALM, DATED, MONTHLY, events, finished, monthly

QUIET = finished(events(CALM, looked_for=60))
RUNNING = finished(events(CALM, looked_for=12))
FEW = finished(events((30, 40), looked_for=5))
NONE = finished(points("0 0", "2024-01-10"), **DATED)
PICTURES = {"quiet": QUIET, "running": RUNNING, "few": FEW, "none": NONE, "monthly": monthly("1 0 0 1 0 2 - 0 " * 4)}


def svg_words(svg: str) -> list[str]:
    return [html.unescape(word) for word in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("size", [theme.SMALL, theme.PHONE, theme.PAPER, theme.FULL])
def test_every_size_says_in_words_what_the_axis_shows(name: str, size: theme.Size):
    words = svg_words(trend_svg(PICTURES[name], size))
    expected = {"few": "En prikk for hver hendelse", "none": "Ingen hendelser", "monthly": "Måneder siden forrige hendelse – høyt er bra"}
    assert expected.get(name, "Dager siden forrige hendelse – høyt er bra") in words


def test_there_is_one_point_a_wait_and_the_running_one_ends_the_line_hollow():
    line = as_drawn(RUNNING)
    assert [point.value for point in line.points if point.value is not None] == [*CALM, 12]
    hollow = [trace for trace in trend(RUNNING).data if trace.marker.symbol and "circle-open" in trace.marker.symbol]
    assert (list(hollow[0].y), hollow[0].marker.symbol.count("circle-open")) == ([*CALM, 12], 1)
    assert "12 dager siden siste" in svg_words(trend_svg(RUNNING, theme.PAPER))
    assert "12 dager" in svg_words(trend_svg(RUNNING, theme.SMALL))


def test_a_long_quiet_has_shape_colour_and_letter_in_both_engines():
    assert "B" in svg_words(trend_svg(QUIET, theme.SMALL))
    assert theme.COLOURS["better"] in trend_svg(QUIET, theme.SMALL)
    assert any(trace.text and "B" in trace.text for trace in trend(QUIET).data)
    assert drawn(QUIET).key == ("limits", "running", "better")


def test_which_way_is_good_follows_the_indicator():
    assert "Dager siden forrige hendelse – lavt er bra" in svg_words(
        trend_svg(finished(events(CALM), direction=Direction.HIGHER_IS_BETTER), theme.PAPER)
    )
    assert "Dager siden forrige hendelse" in svg_words(trend_svg(finished(events(CALM), direction=Direction.NEUTRAL), theme.PAPER))


def test_a_dot_an_event_stands_on_a_strip_of_time_where_they_are_too_few():
    line = as_drawn(finished(points("1 2 0", "2024-01-10"), **DATED))
    assert [(str(point.period), point.value) for point in line.points if point.value is not None] == [
        ("2024-01-10", 1),
        ("2024-01-11", 1),
        ("2024-01-11", 2),
    ]
    assert all(len(segment) == 1 for segment in line.segments)


def test_what_is_told_of_a_day_is_in_words():
    line = as_drawn(RUNNING)
    ended, running = line.points[-2].period, line.points[-1].period
    assert told(line, ended) == ["5. november 2024", "21 dager siden forrige hendelse", "Vanlig er 20, inntil 26 dager"]
    assert told(line, running)[:2] == ["17. november 2024", "12 dager siden siste"]
    assert told(as_drawn(FEW), Period.parse("2024-01-10")) == ["10. januar 2024", "Én hendelse"]


def test_a_missing_month_is_marked_where_the_waiting_is_broken():
    assert "missing" in drawn(PICTURES["monthly"]).key


def test_the_figures_beside_say_how_long_and_how_long_is_usual():
    found = {label: (value, note) for label, value, note in figures_beside(RUNNING)}
    assert found["Siden siste hendelse"] == ("12 dager", "til og med 17. november 2024")
    assert found["Vanlig mellom hendelser"][0] == "20 dager"
    assert found["Hendelser i alt"][0] == "16"


def test_the_table_has_the_waits_beside_the_counts():
    words = said(series_table(RUNNING))
    assert all(word in words for word in ("Dager siden forrige", "Vanlig inntil", " 21 ", "12 dager siden siste hendelse"))


def test_the_file_has_a_row_a_day_and_the_waits_in_columns_of_their_own():
    frame = table(RUNNING)
    assert list(frame.columns[-4:]) == [
        "dager siden forrige hendelse",
        "vanlig antall dager mellom",
        "nedre grense, dager mellom",
        "øvre grense, dager mellom",
    ]
    assert frame["dager siden forrige hendelse"].dropna().tolist() == list(CALM)
    assert frame["periode"].iloc[-1] == "2024-11-17"
    assert len(table(finished(points("7 9 8 6 7 9 8 7 6 8 7 9"), **MONTHLY)).columns) == len(frame.columns) - 4


def test_the_picture_to_take_along_says_what_the_chart_measures():
    words = svg_words(picture(QUIET))
    assert any("dager mellom hendelser" in text for text in words)
    assert "siden siste hendelse, pågår" in words
