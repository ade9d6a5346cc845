"""The wheel as a picture with what its marks mean; the tables beneath say the same in words."""

from __future__ import annotations

from collections.abc import Callable

from dash import html

from dashboard.components.pictures import image
from dashboard.text import t
from dashboard.usecases.wheel_entries import DutyKind, EntryState
from dashboard.usecases.year_wheel import YearWheel

DrawMark = Callable[[DutyKind, EntryState], str]


def wheel_picture(found: YearWheel, svg: str, draw_mark: DrawMark) -> html.Div:
    """`svg` is the wheel, `draw_mark` draws one mark for the key."""
    picture = image(svg, t("wheel.figure_alt", year=found.year, count=len(found.of_year)))
    return html.Div([html.Div(picture, className="wheel-figure"), _key(found, draw_mark)], className="wheel")


def _key(found: YearWheel, draw_mark: DrawMark) -> html.Div:
    kinds = [kind for kind in DutyKind if any(entry.kind is kind for entry in found.of_year)]
    marks = [html.Li([image(draw_mark(kind, EntryState.AHEAD), ""), t(f"wheel.kind.{kind}")]) for kind in kinds]
    states = [html.Li([image(draw_mark(DutyKind.REPORT, state), ""), t(f"wheel.state.{state}")]) for state in EntryState]
    return html.Div([html.Ul([*marks, *states], className="wheel-key"), html.P(t("wheel.key_note"), className="field-note")])
