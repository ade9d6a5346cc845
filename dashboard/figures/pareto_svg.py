"""What most of it is about: a bar a category from most to least, the part with harm dark, and the line of how much of all has been told so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.lettering import clipped, text_width
from dashboard.figures.scale import Axis, nice_ticks
from dashboard.figures.svg import document, label, tag
from dashboard.figures.theme import Size
from dashboard.text import number, t
from dashboard.usecases.event_counts import Counted, pareto_sentence

LETTER = theme.SIZES["text-small"]
ROW, BAR, TOP, BOTTOM, GAP = 34, 18, 26, 30, 12
NAME_ROW = 18  # more for a name over its row
BASELINE = 0.35  # from the middle of a letter to its baseline, in letter heights
SHARES = (0, 50, 100)
SIZES = {"wide": theme.PAPER, "phone": theme.PHONE}


@dataclass(frozen=True, slots=True)
class Layout:
    size: Size
    counts: Axis
    shares: Axis
    height: float

    @property
    def row(self) -> float:
        return ROW if self.size.is_roomy else ROW + NAME_ROW

    def middle(self, place: int) -> float:
        return TOP + self.row * (place + 1) - ROW / 2


def pareto_pictures(rows: Sequence[Counted]) -> dict[str, str]:
    """Two layouts of one picture."""
    sentence = pareto_sentence(rows)
    return {name: pareto_svg(rows, size, sentence) for name, size in SIZES.items()}


def pareto_svg(rows: Sequence[Counted], size: Size, sentence: str) -> str:
    """As high as it has rows."""
    layout = _layout(rows, size)
    bars = (part for place, row in enumerate(rows) for part in _bar(row, layout.middle(place), layout))
    parts = [*_axis(layout), *bars, *_line(rows, layout)]
    return document(size.width, layout.height, parts, title=t("events.pareto.title"), description=sentence)


def _layout(rows: Sequence[Counted], size: Size) -> Layout:
    ticks = nice_ticks(0, max(row.count for row in rows) or 1, size.value_ticks)
    widest = max(text_width(row.name, LETTER) for row in rows)
    start = min(widest, size.label_room * 1.5) + 2 * GAP if size.is_roomy else GAP
    ends = (start, size.width - 2 * GAP - text_width("100 %", LETTER))
    height = TOP + (ROW if size.is_roomy else ROW + NAME_ROW) * len(rows) + BOTTOM
    return Layout(size, Axis(0, ticks[-1], *ends), Axis(0, 100, *ends), height)


def _axis(layout: Layout) -> Iterator[str]:
    """Counts below, shares of all above."""
    bottom = layout.height - BOTTOM
    for value in nice_ticks(0, layout.counts.high, layout.size.value_ticks):
        if value <= layout.counts.high:
            x = layout.counts.at(value)
            yield tag("line", x1=x, x2=x, y1=TOP, y2=bottom, stroke=theme.RULE)
            yield label(number(value), x, bottom + 18, anchor="middle")
    for share in SHARES:
        yield label(t("events.pareto.share", share=share), layout.shares.at(share), LETTER, anchor="middle")


def _bar(row: Counted, y: float, layout: Layout) -> Iterator[str]:
    yield _name(row, y, layout)
    start, end = layout.counts.at(0), layout.counts.at(row.count)
    yield tag("rect", x=start, y=y - BAR / 2, width=max(end - start, 1), height=BAR, fill=theme.RULE, stroke=theme.ORDINARY)
    if row.harmful:
        yield tag("rect", x=start, y=y - BAR / 2, width=layout.counts.at(row.harmful) - start, height=BAR, fill=theme.ORDINARY)


def _name(row: Counted, y: float, layout: Layout) -> str:
    if layout.size.is_roomy:
        text = clipped(row.name, LETTER, layout.counts.start - 2 * GAP)
        return label(text, layout.counts.start - GAP, y + LETTER * BASELINE, anchor="end")
    return label(clipped(row.name, LETTER, layout.size.width - GAP), GAP, y - ROW / 2 + 2, is_edged=True)


def _line(rows: Sequence[Counted], layout: Layout) -> Iterator[str]:
    places = [(layout.shares.at(row.cumulative), layout.middle(place)) for place, row in enumerate(rows)]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    yield tag("path", d=path, fill="none", stroke=theme.INK, stroke_width=theme.SIZES["line-comparator"])
    for x, y in places:
        yield tag("circle", cx=x, cy=y, r=4, fill=theme.INK, stroke=theme.SURFACE)
