"""Measures in every picture: a flag of its own shape with its number, the time after it shaded, the two levels named; titles are only text."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

from dashboard.components.remark_list import remark_list
from dashboard.figures import theme
from dashboard.figures.picture import picture
from dashboard.figures.trend import trend
from dashboard.figures.trend_svg import trend_svg
from dashboard.usecases.finished import Series
from dashboard.usecases.noted import Contrast, Mark, Measure
from dashboard.usecases.remarks import remarks
from db.terms import MarkKind, Period
from tests.dashboard.finished_series import series

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> **fet** [x](javascript:1) " + "x" * 10_000
MARCH, JUNE = Period.parse("2024-M03"), Period.parse("2024-M06")


def measured(title: str = "Fallvurdering", **changes: object) -> Series:
    """A year of months with a note in March and a measure in June."""
    note = Mark(MARCH, MarkKind.NOTE, "Nytt bygg")
    measure = Measure(7, title, JUNE, dt.date(2024, 6, 3))
    contrast = Contrast((Period.parse("2024-M01"), Period.parse("2024-M05")), (JUNE.following, Period.parse("2024-M12")), 5.0, 3.1)
    values = [5, 4, 6, 5, 5, 4, 3, 3, 2, 4, 3, 4]
    return series(values, marks=(note,), measures=(measure,), contrast=contrast, **changes)


def test_notes_and_measures_are_numbered_together_in_time_order():
    assert [(each.number, each.is_measure) for each in remarks(measured())] == [(1, False), (2, True)]


def test_the_flag_of_a_measure_is_a_square_and_that_of_a_note_a_circle():
    flags = [element for element in parsed(trend_svg(measured(), theme.PAPER)).iter(f"{SVG}text") if element.get("font-size") == "10"]
    squares = [element for element in parsed(trend_svg(measured(), theme.PAPER)).iter(f"{SVG}rect") if element.get("rx")]
    shapes = [shape.type for shape in trend(measured()).layout.shapes if shape.xsizemode == "pixel" and shape.type != "line"]
    assert ([each.text for each in flags], len(squares), shapes) == (["1", "2"], 1, ["circle", "rect"])


def test_the_time_after_is_shaded_and_both_levels_are_named():
    figure, svg = trend(measured()), trend_svg(measured(), theme.PAPER)
    (shade,) = [shape for shape in figure.layout.shapes if shape.type == "rect" and shape.opacity]
    said = {note.text for note in figure.layout.annotations}
    assert shade.x0 < shade.x1
    assert {"før 5,0", "etter 3,1"} <= said
    assert "før 5,0" in svg
    assert "etter 3,1" in picture(measured())


def test_where_no_level_may_be_told_the_time_after_is_still_shown():
    bare = Contrast((MARCH, MARCH), (JUNE, JUNE))
    one = measured()
    svg = trend_svg(series([5, 4, 6, 5, 5, 4], measures=one.measures, contrast=bare), theme.PAPER)
    assert theme.ACCENT in svg
    assert ">før " not in svg


def test_a_measure_newer_than_the_numbers_has_no_flag_and_is_told_under_the_chart():
    far = Measure(7, "Senere", Period.parse("2030-M01"), dt.date(2030, 1, 1))
    one = series([1, 2, 3], measures=(far,))
    (said,) = remarks(one)
    assert (said.number, said.text) == (None, "Tiltak fra 1. januar 2030: «Senere». Flagget kommer i diagrammet når det er tall fra da.")
    assert "«Senere»" in picture(one)
    assert not [shape for shape in trend(one).layout.shapes if shape.xsizemode == "pixel" and shape.type != "line"]


def test_a_measure_older_than_the_time_shown_is_not_told():
    past = Measure(7, "Før", Period.parse("2010-M01"), dt.date(2010, 1, 1))
    assert remarks(series([1, 2, 3], measures=(past,))) == ()


def test_a_hostile_title_is_only_text():
    one = measured(HOSTILE)
    parsed(picture(one))
    figure = trend(one)
    texts = [note.text for note in figure.layout.annotations] + [text for trace in figure.data for text in (trace.text or ())]
    assert not any("<script" in text for text in texts)
    assert "<script" not in trend_svg(one, theme.PAPER)
    assert "<script" not in picture(one)
    assert isinstance(remark_list(remarks(one)).children[1].children[-1], str)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  (our own picture)
