"""The trend, interactive and static: the same points, lines that end where the numbers do, and names that cannot do harm."""

from __future__ import annotations

import dataclasses
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures import layers, theme
from dashboard.figures.drawn import drawn
from dashboard.figures.end_labels import end_labels
from dashboard.figures.marks import FLAGS, SHAPES, letter
from dashboard.figures.picture import picture
from dashboard.figures.trend import trend
from dashboard.figures.trend_svg import trend_svg
from dashboard.usecases.finished import Chart, LineRole, Series, Signal, Status
from dashboard.usecases.noted import Break, Mark
from db.terms import MarkKind, Period
from tests.dashboard.finished_series import area, comparator, indicator, points, segments_of, series, target

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> & \"'å\x00"
SIZES = [theme.SMALL, theme.PHONE, theme.PAPER, theme.FULL]


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 (our own text)


def texts(svg: str) -> list[str]:
    return [element.text for element in parsed(svg).iter(f"{SVG}text")]


def with_status(one: Series, place: int, status: Status) -> Series:
    """The same series with one period changed."""
    value = one.points[place].value if status.has_value else None
    own = tuple(dataclasses.replace(point, status=status, value=value) if at == place else point for at, point in enumerate(one.points))
    return dataclasses.replace(one, points=own, segments=segments_of(own, one.breaks))


def flagged(values: list[float], signal: Signal, count: int) -> Series:
    own = points(values, centre=5.0, lower=2.0, upper=8.0)
    own = (*own[:-count], *(dataclasses.replace(point, signal=signal) for point in own[-count:]))
    return series(points=own, chart=Chart.U)


def full_house() -> Series:
    """Everything a picture can hold."""
    own = points([5, 6, None, 7, 9, 9, 8, 9], lower=2.0, upper=8.0, centre=5.0)
    own = (*own[:-1], dataclasses.replace(own[-1], signal=Signal.WORSE, status=Status.PROVISIONAL))
    breaks = (Break(Period.parse("2024-M05"), "merged"),)
    return series(
        points=own,
        segments=segments_of(own, breaks),
        chart=Chart.U,
        breaks=breaks,
        area=area(HOSTILE),
        indicator=indicator(name=HOSTILE),
        sentence=HOSTILE,
        comparators=(comparator([4, 5, 6, 5, 5], HOSTILE), comparator([3, 4], "Vestfold", LineRole.COUNTY)),
        targets=(target(6, "2024-01-01", "2024-04-01"), target(3, "2024-04-01")),
        marks=tuple(Mark(Period.parse("2024-M05"), kind, HOSTILE, HOSTILE) for kind in MarkKind),
    )


@pytest.mark.parametrize("size", SIZES)
def test_a_hostile_name_is_only_text(size: theme.Size):
    svg = trend_svg(full_house(), size)
    assert {element.tag for element in parsed(svg).iter()} <= {
        f"{SVG}{name}" for name in ["svg", "title", "desc", "g", "rect", "line", "path", "polyline", "circle", "text"]
    }
    assert "<script" not in svg


def test_a_hostile_name_is_only_text_in_plotly_and_in_the_file():
    figure = trend(full_house())
    said = [trace.name or "" for trace in figure.data] + [note.text for note in figure.layout.annotations]
    said += [text for trace in figure.data for text in (trace.text or ())]
    assert all("<script" not in text for text in said)
    assert "<script" not in picture(full_house())
    parsed(picture(full_house()))


def own_strokes(svg: str) -> list[str]:
    return [
        path.get("d") for path in parsed(svg).iter(f"{SVG}path") if path.get("stroke") == theme.INK and not path.get("stroke-dasharray")
    ]


def test_the_line_is_not_joined_over_a_gap_or_a_break():
    own = points([5, 6, None, 7, 8, 9, 9])
    gap = Break(Period.parse("2024-M06"), "renumbered")
    one = series(points=own, breaks=(gap,), segments=segments_of(own, (gap,)))
    assert [path.count("L") for path in own_strokes(trend_svg(one))] == [1, 1, 1]
    line = next(trace for trace in trend(one).data if trace.name == "Færder")
    assert [value is None for value in line.y] == [False, False, True, False, False, True, False, False]


def test_a_point_that_no_line_reaches_is_a_dot_however_crowded():
    values = [float(value % 7) for value in range(150)]
    values[40] = values[42] = None
    one = series(values, "2012-M01")
    assert len(list(parsed(trend_svg(one, theme.SMALL)).iter(f"{SVG}circle"))) == 2  # the lonely one and the newest


def test_a_provisional_point_is_hollow_in_both():
    one = with_status(series([3, 4, 5]), 2, Status.PROVISIONAL)
    last = list(parsed(trend_svg(one)).iter(f"{SVG}circle"))[-1]
    assert (last.get("fill"), last.get("stroke")) == (theme.SURFACE, theme.INK)
    assert "circle-open" in str(trend(one).data)


@pytest.mark.parametrize(("signal", "expected"), [(Signal.BETTER, "B"), (Signal.WORSE, "D"), (Signal.CHANGED, "E")])
def test_a_flag_has_a_shape_a_colour_and_a_letter(signal: Signal, expected: str):
    one = flagged([5, 5, 5, 9, 9], signal, 2)
    flags = [path for path in parsed(trend_svg(one, theme.FULL)).iter(f"{SVG}path") if path.get("fill") == theme.OF_SIGNAL[signal]]
    assert len(flags) == 2
    assert texts(trend_svg(one, theme.FULL)).count(expected) == 2


def test_shapes_of_flags_differ_without_colour():
    assert len({SHAPES[signal](0, 0, 6) for signal in FLAGS}) == len({letter(signal) for signal in FLAGS}) == 3


def test_crowded_flags_share_one_letter():
    one = flagged([5.0] * 100 + [9.0] * 20, Signal.WORSE, 20)
    assert texts(trend_svg(one, theme.SMALL)).count("D") == 1


def test_hidden_and_missing_periods_are_marked_and_explained():
    one = with_status(series([3, None, 5, 6]), 2, Status.SUPPRESSED)
    titles = [element.text for element in parsed(trend_svg(one)).iter(f"{SVG}title")]
    assert "februar 2024: mangler" in titles
    assert "mars 2024: skjult av personvernhensyn" in titles
    assert layers.key_of(one) == ["suppressed", "missing"]


def test_a_hidden_number_is_in_no_picture():
    one = with_status(series([11.1, 33.3, 11.1]), 1, Status.SUPPRESSED)
    everything = [trend_svg(one, theme.FULL), picture(one), trend(one).to_json()]
    assert all("33,3" not in said and "33.3" not in said for said in everything)


def test_the_limits_are_a_band_and_only_charts_with_limits_have_one():
    assert layers.limit_bands(series(points=points([3, 4], lower=1.0, upper=6.0), chart=Chart.INTERVAL)) == []
    band = layers.limit_bands(series(points=points([3, 4, 5], lower=1.0, upper=6.0), chart=Chart.XMR))
    assert [[(stair.end - stair.start, stair.low, stair.high) for stair in run] for run in band] == [[(3, 1, 6)]]


def test_an_interval_is_drawn_at_each_point():
    one = series(points=points([3, 4], lower=1.0, upper=6.0), chart=Chart.INTERVAL)
    assert [trace.error_y.array for trace in trend(one).data if trace.error_y.array] == [(3.0, 2.0)]


def test_a_target_changes_on_its_day():
    one = series([3, 4, 5, 6], targets=(target(9, "2020-01-01", "2024-03-01"), target(7, "2024-03-01")))
    first, second = (stair for _, stair in layers.target_stairs(one))
    assert (first.end, second.low) == (second.start, 7)


def test_only_the_target_that_holds_at_the_end_is_named():
    one = series([3, 4, 5, 6], targets=(target(9, "2020-01-01", "2024-03-01"), target(7, "2024-03-01")))
    assert [name.shown for name in end_labels(one, with_values=False) if name.is_target] == ["7,0"]


def test_comparators_are_named_at_the_end_of_their_lines():
    one = series([3, 4], comparators=(comparator([5, 6]), comparator([7, 8], "Vestfold", LineRole.COUNTY)))
    assert [text for text in texts(trend_svg(one, theme.FULL)) if text[0].isalpha() and "2024" not in text] == [
        "Færder 4,0",
        "Landet 6,0",
        "Vestfold 8,0",
    ]


def test_the_value_stays_when_the_name_is_too_long():
    one = series([3, 4], area=area("Bjønnesåsen bo- og behandlingssenter, avdeling Nord"))
    assert any(text.startswith("Bjønnesåsen") and text.endswith("… 4,0") for text in texts(trend_svg(one, theme.FULL)))


def test_a_comparator_without_a_period_has_a_gap():
    one = series([3, 4, 5, 6], comparators=(comparator([5, 6, None, 7]),))
    assert [len(segment) for segment in layers.line_segments(one, one.comparators[0])] == [2, 1]


def test_a_comparator_measured_as_seldom_as_the_own_line_is_joined():
    own = tuple(point for point in points([1] * 13) if point.period.number in (3, 9))
    one = series(points=own, segments=(own,), comparators=(dataclasses.replace(comparator([2]), points=own),))
    assert [len(segment) for segment in layers.line_segments(one, one.comparators[0])] == [2]


def test_nothing_to_draw_is_said():
    empty = dataclasses.replace(series([1]), points=(), segments=())
    assert "Ingen tall for dette utvalget" in texts(trend_svg(empty))
    assert trend(empty).layout.annotations[0].text == "Ingen tall for dette utvalget"
    parsed(picture(empty))


def test_the_hover_box_speaks_norwegian():
    one = series(points=points([1234.5, 6], numerator=12.0, denominator=3400.0), comparators=(comparator([5, 6]),))
    box = trend(one).data[-1].text[0]
    assert box == "<b>januar 2024</b><br>Færder: 1\u202f234,5\u00a0per\u00a01000<br>12 av 3\u202f400<br>Landet: 5,0\u00a0per\u00a01000"


def test_every_trace_is_in_plotlys_basic_edition():
    assert {trace.type for trace in trend(full_house()).data} == {"scatter"}


def test_nothing_in_the_interactive_picture_needs_a_mouse():
    figure, config = trend(full_house()), theme.graph_config()
    assert (config["displayModeBar"], config["displaylogo"], config["scrollZoom"]) == (False, False, False)
    assert figure.layout.template.layout.dragmode is False
    assert figure.layout.template.layout.separators == ", "


def test_a_card_gets_pictures_for_screen_phone_and_paper():
    made = drawn(full_house())
    widths = [parsed(svg).get("width") for svg in (made.phone, made.paper)]
    assert widths == [str(theme.PHONE.width), str(theme.PAPER.width)]
    assert made.key == ("limits", "provisional", "missing", "worse")


def test_the_picture_to_take_along_says_what_where_and_whence():
    said = " ".join(texts(picture(series([3, 4]))))
    assert all(
        part in said for part in ("Fall med skade", "Færder · per 1000", "Tallet er som før.", "Kilde: Egne tall", "levert 4. april 2026")
    )


def test_made_up_figures_are_marked_in_the_picture_to_take_along():
    assert "oppdiktede tall" in " ".join(texts(picture(series([3, 4], area=area("Nord", is_fictional=True)))))


VALUES = st.lists(st.one_of(st.none(), st.floats(-1e5, 1e7)), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(VALUES, VALUES, st.sampled_from(SIZES), st.sampled_from(list(Chart)))
def test_any_numbers_give_a_picture_inside_its_edges(values: list, others: list, size: theme.Size, chart: Chart):
    own = points(values, lower=-1.0, upper=10.0, centre=2.0)
    one = series(points=own, chart=chart, comparators=(comparator(others),), targets=(target(4),))
    root = parsed(trend_svg(one, size))
    for circle in root.iter(f"{SVG}circle"):
        assert 0 <= float(circle.get("cx")) <= size.width and 0 <= float(circle.get("cy")) <= size.height
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x")) <= size.width and 0 <= float(text.get("y")) <= size.height
    trend(one, size)
