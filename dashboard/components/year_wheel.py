"""The wheel as a picture with what its marks mean; the tables beneath say the same in words."""

from __future__ import annotations

from dash import html

from dashboard.components.pictures import image
from dashboard.figures.year_wheel_svg import kind_mark_svg, year_wheel_svg
from dashboard.text import t
from dashboard.usecases.wheel_entries import DutyKind, EntryState
from dashboard.usecases.year_wheel import YearWheel


def wheel_picture(found: YearWheel) -> html.Div:
    this_month = found.today.month if found.today.year == found.year else None
    picture = image(year_wheel_svg(found.of_year, found.year, this_month), t("wheel.figure_alt", year=found.year, count=len(found.of_year)))
    return html.Div([html.Div(picture, className="wheel-figure"), _key(found)], className="wheel")


def _key(found: YearWheel) -> html.Div:
    kinds = [kind for kind in DutyKind if any(entry.kind is kind for entry in found.of_year)]
    marks = [html.Li([image(kind_mark_svg(kind), ""), t(f"wheel.kind.{kind}")]) for kind in kinds]
    states = [html.Li([image(kind_mark_svg(DutyKind.REPORT, state), ""), t(f"wheel.state.{state}")]) for state in EntryState]
    return html.Div([html.Ul([*marks, *states], className="wheel-key"), html.P(t("wheel.key_note"), className="field-note")])
