"""The words beside an interactive trend: names at the line ends, breaks, the note that an axis is cut."""

from __future__ import annotations

from dashboard.figures import layers, scale, theme
from dashboard.figures.contrast import contrast_shapes, contrast_words
from dashboard.figures.lettering import plain
from dashboard.figures.plot import FLAG_LETTER, FLAG_RADIUS, FLAG_STEM, LABEL_GAP, LETTER, OVERSHOOT, ROW, Flag, Placed, Plot, is_led
from dashboard.figures.svg_axes import break_words
from dashboard.usecases.finished import Series

# Measured from the lowest rule on the paper: what is measured on the axis is cut off at the edge of the plot.
PIXELS_UP = {"yref": "paper", "ysizemode": "pixel", "yanchor": 0, "y0": OVERSHOOT}


def annotations(series: Series, plot: Plot) -> list[dict[str, object]]:
    return [*_names(plot), *_break_words(series, plot), *_cut(series, plot), *_flag_numbers(plot), *contrast_words(series, plot)]


def shapes(series: Series, plot: Plot) -> list[dict[str, object]]:
    """The lowest rule and zero, the dotted lines of breaks, the ticks between years, and thin lines to labels that had to move."""
    levels = {plot.y.low, max(plot.y.low, 0)} if plot.y.high >= 0 else {plot.y.low}
    bases = [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": _stroke(theme.ORDINARY)} for y in sorted(levels)]
    gaps = [_upright(month, plot, ROW if _has_row(series, plot) else 0) for month, _ in layers.break_lines(series)]
    years = [_year_tick(month) for month in scale.year_starts(series)]
    leads = [lead for placed in plot.labels for lead in _leads(placed, plot)]
    return [
        *contrast_shapes(series, plot),
        *bases,
        *gaps,
        *years,
        *leads,
        *(shape for flag in plot.flags for shape in _flag_shapes(flag, plot)),
    ]


def _names(plot: Plot) -> list[dict[str, object]]:
    return [
        {
            "text": plain(placed.text),
            "showarrow": False,
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": LABEL_GAP - 2,
            "y": placed.label.value,
            "yshift": plot.y.at(placed.label.value) - placed.y,
            "align": "left",
            "font": _font(placed),
        }
        for placed in plot.labels
    ]


def _font(placed: Placed) -> dict[str, object]:
    is_dark = placed.label.is_own or placed.label.is_target
    return {"color": theme.INK if is_dark else theme.MUTED, "size": LETTER, "weight": 600 if placed.label.is_own else 400}


def _break_words(series: Series, plot: Plot) -> list[dict[str, object]]:
    found = layers.break_lines(series)
    ends = [*[plot.x.at(month) for month, _ in found], plot.size.width - 4][1:]
    words = []
    for (month, gap), end in zip(found, ends, strict=True):
        text = break_words(gap, end - plot.x.at(month) - 10)
        above = {"y": plot.y.high, "yanchor": "middle", "yshift": ROW, "xanchor": "left", "xshift": 2}
        words.append({"text": plain(text), "showarrow": False, "x": month, **above})
    return words


def _cut(series: Series, plot: Plot) -> list[dict[str, object]]:
    note = layers.note_on_axis(series, plot.value_ticks)
    if not note:
        return []
    place = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": -plot.x.start, "y": plot.y.high, "yanchor": "middle"}
    return [{"text": plain(note), "showarrow": False, "yshift": plot.rows * ROW, **place}]


def _flag_numbers(plot: Plot) -> list[dict[str, object]]:
    font = {"color": theme.INK, "size": FLAG_LETTER, "weight": 600}
    below = {"yref": "paper", "y": 0, "yanchor": "middle", "yshift": OVERSHOOT - FLAG_STEM - FLAG_RADIUS, "xanchor": "center"}
    return [
        {"text": str(flag.number), "showarrow": False, "x": flag.month, "xshift": _aside(flag, plot), "font": font, **below}
        for flag in plot.flags
    ]


def _flag_shapes(flag: Flag, plot: Plot) -> list[dict[str, object]]:
    """The stem and the circle or square, measured in pixels from the period's place on the lowest rule."""
    aside, top = _aside(flag, plot), OVERSHOOT - FLAG_STEM
    place = {"xref": "x", "xsizemode": "pixel", "xanchor": flag.month, "yref": "paper", "ysizemode": "pixel", "yanchor": 0}
    stem = {"type": "line", "x0": 0, "x1": aside, "y0": OVERSHOOT, "y1": top, "line": _stroke(theme.INK)}
    ring = {
        "type": "rect" if flag.is_measure else "circle",
        "x0": aside - FLAG_RADIUS,
        "x1": aside + FLAG_RADIUS,
        "y0": top,
        "y1": top - 2 * FLAG_RADIUS,
    }
    return [place | stem, place | ring | {"line": _stroke(theme.INK), "fillcolor": theme.SURFACE}]


def _aside(flag: Flag, plot: Plot) -> float:
    return flag.x - plot.x.at(flag.month)


def _has_row(series: Series, plot: Plot) -> bool:
    return plot.rows > bool(layers.note_on_axis(series, plot.value_ticks))


def _upright(month: float, plot: Plot, above: float) -> dict[str, object]:
    pixels = PIXELS_UP | {"y1": plot.y.start - plot.y.end + above + OVERSHOOT}
    return {"type": "line", "xref": "x", "x0": month, "x1": month, "line": _stroke(theme.MUTED) | {"dash": "1px,4px"}} | pixels


def _year_tick(month: float) -> dict[str, object]:
    return {"type": "line", "xref": "x", "x0": month, "x1": month, "line": _stroke(theme.ORDINARY)} | PIXELS_UP | {"y1": OVERSHOOT - 5}


def _leads(placed: Placed, plot: Plot) -> list[dict[str, object]]:
    """From the last point to the edge, and from the edge to the label."""
    if not is_led(placed, plot):
        return []
    moved = plot.y.at(placed.label.value) - placed.y
    value, stroke = placed.label.value, _stroke(theme.RULE)
    level = {"type": "line", "xref": "x", "x0": placed.label.month, "x1": plot.x.high, "y0": value, "y1": value, "layer": "below"}
    bend = {"type": "line", "xref": "paper", "xsizemode": "pixel", "xanchor": 1, "x0": 0, "x1": LABEL_GAP - 3}
    bend |= {"ysizemode": "pixel", "yanchor": value, "y0": 0, "y1": moved}
    return [level | {"line": stroke}, bend | {"line": stroke}]


def _stroke(colour: str) -> dict[str, object]:
    return {"color": colour, "width": 1}
