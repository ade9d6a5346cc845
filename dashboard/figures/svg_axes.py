"""What stands around the lines of a static picture: rules, ticks, breaks, names at the line ends, periods without a number."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.figures import layers, scale, theme
from dashboard.figures.lettering import text_width
from dashboard.figures.marks import is_hidden
from dashboard.figures.plot import FLAG_LETTER, FLAG_RADIUS, FLAG_STEM, LETTER, ROW, TOP, Plot, is_led
from dashboard.figures.svg import label, tag, words
from dashboard.text import period_text, t
from dashboard.usecases.finished import Series, Status
from dashboard.usecases.noted import Break

BASELINE = 0.35  # from the middle of a letter to its baseline, in letter heights


def axes(series: Series, plot: Plot) -> Iterator[str]:
    """Light horizontal rules with their values; the periods under the lowest."""
    for tick in plot.value_ticks:
        y = plot.y.at(tick.position)
        is_strong = tick is plot.value_ticks[0] or tick.position == 0
        yield tag("line", x1=plot.x.start, x2=plot.x.end, y1=y, y2=y, stroke=theme.ORDINARY if is_strong else theme.RULE)
        yield label(tick.label, plot.x.start - 8, y + LETTER * BASELINE, anchor="end")
    yield from _periods(series, plot)
    note = layers.note_on_axis(series, plot.value_ticks)
    if note:
        yield label(note, 4, TOP + LETTER * BASELINE)


def breaks(series: Series, plot: Plot) -> Iterator[str]:
    """A dotted line each; its words where there is room up to the next."""
    lines = [(plot.x.at(month), gap) for month, gap in layers.break_lines(series)]
    has_row = plot.rows > bool(layers.note_on_axis(series, plot.value_ticks))
    ends = [*[x for x, _ in lines], plot.size.width - 4.0][1:]
    for (x, gap), end in zip(lines, ends, strict=True):
        yield tag("line", x1=x, x2=x, y1=plot.y.end - (ROW if has_row else 0), y2=plot.y.start, stroke=theme.MUTED, stroke_dasharray="1 4")
        text = break_words(gap, end - x - 10)
        if has_row and text:
            yield label(text, x + 5, plot.y.end - ROW + LETTER * BASELINE)


def break_words(gap: Break, room: float) -> str:
    """The words; or, rather than three letters, none."""
    words = layers.break_label(gap)
    return words if text_width(words, LETTER) <= room else ""


def flags(series: Series, plot: Plot) -> Iterator[str]:
    """Under the time axis a numbered circle for each note and a square for each measure, with a stem to its period."""
    for flag in plot.flags:
        x, top = flag.x, plot.y.start + FLAG_STEM
        stem = f"M{plot.x.at(flag.month):.1f} {plot.y.start:.1f}L{x:.1f} {top:.1f}"
        yield tag("path", d=stem, stroke=theme.INK, fill="none")
        yield from numbered_flag(flag.number, x, top + FLAG_RADIUS, is_square=flag.is_measure)


def numbered_flag(number: int, x: float, y: float, *, is_square: bool = False) -> list[str]:
    """The circle of a note or the square of a measure, in the chart and beside its words."""
    look = {"fill": theme.SURFACE, "stroke": theme.INK}
    ring = tag("circle", cx=x, cy=y, r=FLAG_RADIUS, **look)
    square = tag("rect", x=x - FLAG_RADIUS, y=y - FLAG_RADIUS, width=2 * FLAG_RADIUS, height=2 * FLAG_RADIUS, rx=2, **look)
    return [
        square if is_square else ring,
        label(str(number), x, y + FLAG_LETTER * BASELINE, bold=True, fill=theme.INK, anchor="middle", size=FLAG_LETTER),
    ]


def end_labels(series: Series, plot: Plot) -> Iterator[str]:
    """Each line is named where it ends; a label that had to move is led to its line."""
    for placed in plot.labels:
        wanted = plot.y.at(placed.label.value)
        reached = plot.x.at(placed.label.month) + plot.size.mark + 2
        if is_led(placed, plot):
            points = f"{min(reached, plot.x.end):.1f},{wanted:.1f} {plot.x.end:.1f},{wanted:.1f} {plot.label_x - 2:.1f},{placed.y:.1f}"
            yield tag("polyline", points=points, fill="none", stroke=theme.RULE)
        is_dark = placed.label.is_own or placed.label.is_target
        y = placed.y + LETTER * BASELINE
        yield label(placed.text, plot.label_x, y, bold=placed.label.is_own, fill=theme.INK if is_dark else theme.MUTED)


def hidden_periods(series: Series, plot: Plot) -> Iterator[str]:
    """At the lowest rule: a square for a hidden number, a cross for a missing one."""
    for point in series.points:
        if is_hidden(point):
            x, y = plot.x.at(scale.position(point.period)), plot.y.start
            said = tag("title", words(t("figure.mark", period=period_text(point.period), value=t(f"status.{point.status}"))))
            yield tag("g", said, _hidden_mark(x, y, point.status))


def _hidden_mark(x: float, y: float, status: Status) -> str:
    if status is Status.SUPPRESSED:
        return tag("rect", x=x - 3, y=y - 3, width=6, height=6, fill=theme.SURFACE, stroke=theme.MUTED, stroke_width=1.25)
    cross = f"M{x - 2.5:.1f} {y - 2.5:.1f}l5 5m0 -5l-5 5"
    return tag("path", d=cross, stroke=theme.MUTED, stroke_width=1.25, fill="none")


def _periods(series: Series, plot: Plot) -> Iterator[str]:
    for month in scale.year_starts(series):
        x = plot.x.at(month)
        yield tag("line", x1=x, x2=x, y1=plot.y.start, y2=plot.y.start + 5, stroke=theme.ORDINARY)
    y = plot.size.height - 6
    taken = 0.0
    for tick in plot.period_ticks:
        half = text_width(tick.label, LETTER) / 2
        x = min(max(plot.x.at(tick.position), half + 2), plot.size.width - half - 2)
        if x - half < taken:
            continue
        taken = x + half + 6
        yield label(tick.label, x, y, anchor="middle")
