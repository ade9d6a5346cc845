"""The frame of a trend picture: how much room labels and ticks take, and where values and periods come to lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures import layers, scale, theme
from dashboard.figures.end_labels import EndLabel, end_labels
from dashboard.figures.lettering import LINE, clipped, spread, text_width
from dashboard.figures.theme import Size
from dashboard.usecases.finished import Series
from dashboard.usecases.remarks import remarks

LETTER = theme.SIZES["text-small"]
TOP, TICK_ROOM, LABEL_GAP, EDGE = 16, 24, 10, 4  # over the plot there is room for a flag's letter
OVERSHOOT = 4  # an interactive axis reaches this many pixels past its outermost ticks, so that a line on one is not cut in half
ROW = 18  # a row of words over the plot
FLAG_RADIUS, FLAG_STEM, FLAG_LETTER = 7, 4, 10.0  # a numbered circle under the time axis, and the stem that it hangs from
FLAG_ROW = FLAG_STEM + 2 * FLAG_RADIUS + 2
LEAD_FROM, LEAD_OVER = 5, 32  # pixels up or down, and pixels from the last point to the edge, before a line leads to a label


@dataclass(frozen=True, slots=True)
class Placed:
    """An end label with its final wording and the height of its middle."""

    label: EndLabel
    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Flag:
    """The number of a note or a measure, the middle of its period, and the pixel where its circle or square has room."""

    number: int
    month: float
    x: float
    is_measure: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    size: Size
    x: scale.Axis
    y: scale.Axis
    value_ticks: tuple[scale.Tick, ...]
    period_ticks: tuple[scale.Tick, ...]
    labels: tuple[Placed, ...]
    rows: int  # rows of words over the plot
    flags: tuple[Flag, ...] = ()

    @property
    def flag_row(self) -> int:
        """How much room the flags take between the lowest rule and the names of the periods."""
        return FLAG_ROW if self.flags else 0

    @property
    def label_x(self) -> float:
        return self.x.end + LABEL_GAP


def plot_of(series: Series, size: Size) -> Plot:
    """Lay out one series; nothing is drawn yet."""
    ticks = scale.value_ticks(series, size.value_ticks)
    first, last = scale.period_range(series) or (0.0, 12.0)
    names = end_labels(series, with_values=size.is_roomy)
    rows = _rows(series, ticks, size)
    left = max(EDGE + max(text_width(tick.label, LETTER) for tick in ticks) + 8, size.least_left)
    room = min(max((_width(name) for name in names), default=0), size.label_room)
    right = max((room + LABEL_GAP if room else 0) + EDGE, size.least_right)
    x = scale.Axis(first, last, left, size.width - right)
    flags = _flags(series, x) if size.has_flags else ()
    y = scale.Axis(ticks[0].position, ticks[-1].position, size.height - TICK_ROOM - (FLAG_ROW if flags else 0), TOP + rows * ROW)
    return Plot(
        size=size,
        x=x,
        y=y,
        value_ticks=ticks,
        period_ticks=scale.period_ticks(series, size.period_ticks),
        labels=_placed(names, y, room),
        rows=rows,
        flags=flags,
    )


def is_led(placed: Placed, plot: Plot) -> bool:
    """Whether a thin line must lead to the label, because it had to move or its line ends early."""
    return abs(placed.y - plot.y.at(placed.label.value)) > LEAD_FROM or plot.x.end - plot.x.at(placed.label.month) > LEAD_OVER


def _flags(series: Series, x: scale.Axis) -> tuple[Flag, ...]:
    """Circles of neighbouring months are moved apart; their stems lead to the months."""
    notes = [(each, scale.position(each.period)) for each in remarks(series) if each.number is not None]
    seen = [(each, month) for each, month in notes if x.low <= month <= x.high]
    places = spread([x.at(month) for _, month in seen], 2 * FLAG_RADIUS + 2, x.start + FLAG_RADIUS, x.end - FLAG_RADIUS)
    return tuple(Flag(each.number, month, place, each.is_measure) for (each, month), place in zip(seen, places, strict=True))


def _rows(series: Series, ticks: Sequence[scale.Tick], size: Size) -> int:
    """One row for the words over the axis, one for the names of the breaks; a small picture has room for one."""
    wanted = bool(layers.note_on_axis(series, ticks)) + bool(layers.break_lines(series))
    return min(wanted, 2 if size.is_roomy else 1)


def _width(name: EndLabel) -> float:
    return text_width(f"{name.name} {name.shown}".rstrip(), LETTER, bold=name.is_own)


def _fitted(name: EndLabel, room: float) -> str:
    """The name gives way to the value."""
    kept = f" {name.shown}" if name.shown else ""
    return clipped(name.name, LETTER, room - text_width(kept, LETTER, bold=name.is_own), bold=name.is_own) + kept


def _placed(names: Sequence[EndLabel], y: scale.Axis, room: float) -> tuple[Placed, ...]:
    wanted = [y.at(name.value) for name in names]
    heights = spread(wanted, LETTER * LINE, y.end, y.start)
    return tuple(Placed(name, _fitted(name, room + 0.5), height) for name, height in zip(names, heights, strict=True))
