"""The pictures of a comparison to take along: the dots or the funnel with the same sentence, key, notes and source as the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.figures import dot_plot_svg, funnel_svg, theme
from dashboard.figures.comparison_drawn import dots_key, funnel_key
from dashboard.figures.marks import SHAPES
from dashboard.figures.sheet import Entry, Sheet, written
from dashboard.figures.svg import tag
from dashboard.text import period_text, t, unit_name
from dashboard.usecases.compared import Comparison
from dashboard.usecases.finished import Signal

LINES = {"limit95": (1.0, "3 3"), "limit998": (1.5, ""), "reference": (1.5, "5 3")}


def dots_picture(comparison: Comparison) -> str:
    drawn, height = dot_plot_svg.drawing(comparison, theme.FULL)
    return _picture(comparison, drawn, height, list(_entries(dots_key(comparison))), dot_plot_svg.heading(comparison))


def funnel_picture(comparison: Comparison) -> str:
    """The comparison must have a funnel."""
    drawn = funnel_svg.drawing(comparison, theme.FULL)
    return _picture(comparison, drawn, theme.FULL.height, list(_entries(funnel_key(comparison))), funnel_svg.heading(comparison))


def _picture(comparison: Comparison, drawn: Sequence[str], height: float, key: Sequence[Entry], title: str) -> str:
    about = comparison.indicator
    span = period_text(comparison.last)
    if comparison.first != comparison.last:
        span = t("comparison.period.pooled", last=span)
    fictional = t("figure.fictional") if comparison.is_fictional else ""
    sheet = Sheet(
        name=about.name,
        place=" · ".join(part for part in (comparison.area.name, span, unit_name(about.unit), comparison.breakdown, fictional) if part),
        sentence=comparison.sentence,
        drawing=drawn,
        width=theme.FULL.width,
        height=height,
        key=key,
        notes=[*comparison.notes, t("figure.source_licence", source=about.source_name, licence=about.licence)],
        title=title,
    )
    return written(sheet)


def _entries(key: Iterator[tuple[str, str]]) -> Iterator[Entry]:
    return ((partial(_symbol, name), words) for name, words in key)


def _symbol(name: str, x: float, y: float) -> str:
    """The mark as it is in the picture."""
    if name in LINES:
        width, dash = LINES[name]
        return tag("line", x1=x - 8, x2=x + 8, y1=y, y2=y, stroke=theme.ORDINARY, stroke_width=width, stroke_dasharray=dash)
    if name == "interval":
        return tag("path", d=f"M{x - 8:.1f} {y - 4:.1f}v8m0 -4h16m0 -4v8", fill="none", stroke=theme.ORDINARY, stroke_width=1.5)
    if name == "older":
        return tag("circle", cx=x, cy=y, r=4.5, fill=theme.SURFACE, stroke=theme.ORDINARY, stroke_width=1.5)
    signal = Signal(name)
    return tag("path", d=SHAPES[signal](x, y, theme.SIZES["mark"]), fill=theme.OF_SIGNAL[signal])
