"""The only colours and sizes in Python; assets/01-tokens.css says the same, and a test compares the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go

from dashboard.usecases.finished import LineRole, Signal

COLOURS: Final = {
    "ink": "#1B2733",
    "muted": "#55626E",
    "rule": "#D5DBE1",
    "ground": "#F4F6F8",
    "surface": "#FFFFFF",
    "accent": "#0A4C78",
    "better": "#0A6EBD",
    "worse": "#B85100",
    "changed": "#6B3FA0",
    "ordinary": "#66727D",
}
SIZES: Final = {
    "text-small": 12.8,
    "text-base": 16.0,
    "text-large": 20.0,
    "text-title": 25.0,
    "text-page": 31.0,
    "line-own": 2.5,
    "line-comparator": 1.5,
    "mark": 6.0,  # radius of a flagged point; in a small picture two thirds of it
    "dot": 3.5,  # radius of any other
    "band": 0.12,  # how much of `ordinary` lies between the limits
}
# A system's own letters, by name: `system-ui` alone gives DejaVu, a fifth wider, on most Linux machines and in most print services.
FONT: Final = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, system-ui, sans-serif'

INK, MUTED, RULE, SURFACE, ORDINARY, ACCENT = (COLOURS[name] for name in ("ink", "muted", "rule", "surface", "ordinary", "accent"))
OF_SIGNAL: Final = {
    Signal.BETTER: COLOURS["better"],
    Signal.WORSE: COLOURS["worse"],
    Signal.CHANGED: COLOURS["changed"],
    Signal.ORDINARY: COLOURS["ordinary"],
    Signal.TOO_LITTLE: COLOURS["ordinary"],
}
TARGET_DASH: Final = "6 4"
TRIAL_DASH: Final = "2 3"
# Comparators differ by dashes alone, so that they also differ on paper; the chosen ones take turns.
DASHES: Final = {
    LineRole.COUNTRY: ("",),
    LineRole.COUNTY: ("5 3",),
    LineRole.GROUP: ("1.5 3",),
    LineRole.UNIT: ("2 2",),
    LineRole.CHOSEN: ("9 3 2 3", "3 2", "12 3"),
}


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels of a picture, and how much may stand around the plot."""

    width: int
    height: int
    label_room: int  # the most that the labels at the line ends may take
    value_ticks: int
    period_ticks: int
    is_roomy: bool  # values in the labels
    has_flags: bool = True  # numbers of notes; where the notes themselves do not stand, the numbers would be riddles
    least_left: float = 0  # room beside the plot that another picture needs, with which this one stands
    least_right: float = 0

    @property
    def mark(self) -> float:
        return SIZES["mark"] if self.is_roomy else SIZES["mark"] * 2 / 3

    @property
    def dot(self) -> float:
        return SIZES["dot"] if self.is_roomy else SIZES["dot"] * 2 / 3

    @property
    def own_line(self) -> float:
        return SIZES["line-own"] if self.is_roomy else 2.0


SMALL: Final = Size(340, 200, label_room=92, value_ticks=3, period_ticks=4, is_roomy=False, has_flags=False)
PHONE: Final = Size(300, 260, label_room=84, value_ticks=4, period_ticks=4, is_roomy=False)
PAPER: Final = Size(760, 340, label_room=176, value_ticks=5, period_ticks=9, is_roomy=True)
SCREEN: Final = Size(860, 400, label_room=176, value_ticks=5, period_ticks=9, is_roomy=True)  # interactive: the width is the browser's
PROJECTOR: Final = Size(
    820, 470, label_room=170, value_ticks=5, period_ticks=7, is_roomy=True
)  # seven tenths of the screen, so drawn larger
FULL: Final = Size(1120, 420, label_room=200, value_ticks=5, period_ticks=13, is_roomy=True)


def template() -> go.layout.Template:
    """Plotly without Plotly's look: light horizontal rules, our letters, decimal comma, nothing that moves."""
    axis = {"showline": False, "zeroline": False, "ticks": "", "fixedrange": True, "automargin": False}
    layout = go.Layout(
        font={"family": FONT, "size": SIZES["text-small"], "color": MUTED},
        paper_bgcolor=SURFACE,
        plot_bgcolor=SURFACE,
        colorway=[INK],
        separators=", ",
        showlegend=False,
        dragmode=False,
        xaxis=axis | {"showgrid": False},
        yaxis=axis | {"gridcolor": RULE, "gridwidth": 1},
        hoverlabel={"bgcolor": SURFACE, "bordercolor": MUTED, "font": {"family": FONT, "size": 14, "color": INK}, "align": "left"},
    )
    return go.layout.Template(layout=layout)


def graph_config() -> dict[str, object]:
    """What the interactive figure may do: be read. Zoom by dragging has no keyboard way, so there is none."""
    return {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "doubleClick": False, "responsive": True, "showTips": False}
