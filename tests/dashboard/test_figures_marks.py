"""What the analyst has noted, drawn: breaks named, notes as numbered flags under the axis, points left out, limits on trial."""

from __future__ import annotations

import dataclasses
from xml.etree import ElementTree

import pytest

from dashboard.figures import layers, theme
from dashboard.figures.drawn import drawn
from dashboard.figures.end_labels import end_labels
from dashboard.figures.picture import picture
from dashboard.figures.plot import FLAG_RADIUS, plot_of
from dashboard.figures.trend import trend
from dashboard.figures.trend_svg import trend_svg
from dashboard.usecases.finished import Chart, Series
from dashboard.usecases.noted import Break, Mark
from db.terms import MarkKind, Period, TargetLevel
from tests.dashboard.finished_series import comparator, points, series, target

SVG = "{http://www.w3.org/2000/svg}"
WITH_FLAGS = [theme.PHONE, theme.PAPER, theme.FULL]


def texts(svg: str) -> list[str]:
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 (our own text)


def noted(*marks: tuple[str, MarkKind, str], values: list[float] | None = None) -> Series:
    return series(
        values or [50, 60, 70, 60, 50, 60, 70], marks=tuple(Mark(Period.parse(period), kind, text) for period, kind, text in marks)
    )


def notes(*periods: str) -> Series:
    return noted(*((period, MarkKind.NOTE, f"Merknad {period}") for period in periods))


def on_trial() -> Series:
    own = points([5, 6, 5, 7], lower=2.0, upper=8.0, centre=5.0)
    return series(points=tuple(dataclasses.replace(point, is_trial=True) for point in own), chart=Chart.XMR)


@pytest.mark.parametrize("size", WITH_FLAGS)
def test_each_note_has_its_number_under_the_axis(size: theme.Size):
    one = notes("2024-M02", "2024-M05")
    assert [text for text in texts(trend_svg(one, size)) if text in ("1", "2")] == ["1", "2"]
    plot = plot_of(one, size)
    assert all(plot.x.start <= flag.x <= plot.x.end for flag in plot.flags)
    assert plot.y.start == plot_of(series([50, 60, 70, 60, 50, 60, 70]), size).y.start - plot.flag_row


def test_the_interactive_picture_has_the_same_flags():
    figure = trend(notes("2024-M02", "2024-M05"))
    assert [note.text for note in figure.layout.annotations if note.text in ("1", "2")] == ["1", "2"]
    assert sum(shape.type == "circle" for shape in figure.layout.shapes) == 2


def test_flags_of_neighbouring_months_do_not_lie_on_each_other():
    first, second, third = plot_of(notes("2024-M02", "2024-M03", "2024-M04"), theme.PHONE).flags
    assert second.x - first.x >= 2 * FLAG_RADIUS and third.x - second.x >= 2 * FLAG_RADIUS


def test_a_small_picture_has_no_flags_since_the_notes_stand_elsewhere():
    assert plot_of(notes("2024-M02"), theme.SMALL).flags == ()


def test_the_notes_stand_in_the_picture_to_take_along():
    said = texts(picture(noted(("2024-M02", MarkKind.NOTE, "Ny leder"), ("2024-M05", MarkKind.SCALE, "Skala 1–6"))))
    assert said.count("1") == 2
    assert {"Februar 2024: Ny leder.", "Ny skala fra mai 2024: Skala 1–6."} <= set(said)


def test_the_notes_of_a_card_stand_under_its_pictures():
    assert [(each.number, each.text) for each in drawn(notes("2024-M02")).remarks] == [(1, "Februar 2024: Merknad 2024-M02.")]


@pytest.mark.parametrize(("reason", "words"), [("definition", "Ny definisjon"), ("scale", "Ny skala"), ("rebase", "Nytt nivå")])
def test_a_break_is_named_where_it_lies(reason: str, words: str):
    one = series([5, 6, 7, 6, 5, 6, 7], breaks=(Break(Period.parse("2024-M03"), reason),))
    assert words in texts(trend_svg(one, theme.FULL))
    assert words in [note.text for note in trend(one).layout.annotations]


def test_the_box_at_a_point_says_what_is_noted_there():
    one = noted(("2024-M02", MarkKind.GHOST, "Influensa"), ("2024-M02", MarkKind.NOTE, "Ny leder"))
    assert "holdt utenfor grenser og vurdering: Influensa<br>(1) Ny leder" in trend(one).data[-1].text[1]


def test_a_point_left_out_is_a_struck_out_ring_in_both():
    own = points([5, 6, 30, 5])
    own = (*own[:2], dataclasses.replace(own[2], is_ghost=True), own[3])
    one = series(points=own)
    assert "circle-x" in [trace.marker.symbol for trace in trend(one).data]
    assert layers.key_of(one) == ["ghost"]
    assert trend_svg(one).count(f'stroke="{theme.MUTED}" stroke-width="1.25"') == 1


def test_a_target_ends_where_the_next_of_its_level_begins_and_its_steps_are_one_line():
    steps = (target(9, "2020-01-01"), target(7, "2024-03-01"), target(5, "2020-01-01", level=TargetLevel.REQUIREMENT))
    one = series([3, 4, 5, 6], targets=steps)
    ambition, requirement = layers.target_paths(one)
    assert [value for _, value in ambition] == [9, 9, 7, 7] and [value for _, value in requirement] == [5, 5]
    assert [name.shown for name in end_labels(one, with_values=False) if name.is_target] == ["7,0", "5,0"]


def test_a_target_that_pauses_has_a_gap():
    one = series([3] * 12, targets=(target(9, "2023-01-01", "2024-03-31"), target(7, "2024-08-01")))
    assert [len(path) for path in layers.target_paths(one)] == [2, 2]


def test_a_long_note_is_broken_into_lines_in_the_box():
    one = noted(("2024-M02", MarkKind.NOTE, "Fallkurs for alle ansatte, med oppfølging i hver avdeling gjennom hele sommeren"))
    assert max(len(line) for line in trend(one).data[-1].text[1].split("<br>")) < 60


def test_limits_on_trial_have_dashed_edges_in_both():
    assert trend_svg(on_trial(), theme.FULL).count(f'stroke-dasharray="{theme.TRIAL_DASH}"') == 2
    assert sum(trace.line.dash == "2px,3px" for trace in trend(on_trial()).data) == 2
    assert layers.key_of(on_trial()) == ["trial"]
    assert "Foreløpige grenser: 2,0 til 8,0" in trend(on_trial()).data[-1].text[0]


def test_a_comparators_line_is_not_joined_over_a_break():
    line = dataclasses.replace(comparator([5, 6, 7, 8]), breaks=(Break(Period.parse("2024-M03"), "definition"),))
    one = series([3, 4, 5, 6], comparators=(line,))
    assert [len(segment) for segment in layers.line_segments(one, line)] == [2, 2]
