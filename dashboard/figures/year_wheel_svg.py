"""The year as a wheel: twelve months, in each a mark for every kind of thing that is due, with its letters and how many there are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from dashboard.figures import theme
from dashboard.figures.svg import document, label, tag
from dashboard.text import t
from dashboard.usecases.wheel_entries import DutyKind, Entry, EntryState

SIZE, RIM, HUB, MARK = 640, 312, 84, 15
NAMES_AT = RIM - 16  # radius of the months' names
RINGS = ((258, 4), (214, 3), (170, 2), (126, 1))  # radius, and how many marks of a month have room on it
# Square: figures and what is measured. Circle: people meet. Diamond: something is written. Triangle-like hexagon: somebody goes and sees.
SHAPE_OF = {
    DutyKind.DATA_DEADLINE: "square",
    DutyKind.MEASUREMENT: "square",
    DutyKind.USER_SURVEY: "square",
    DutyKind.MEETING: "circle",
    DutyKind.COURSE: "circle",
    DutyKind.CONFERENCE: "circle",
    DutyKind.REPORT: "diamond",
    DutyKind.STRATEGY: "diamond",
    DutyKind.RISK_REVIEW: "hexagon",
    DutyKind.SAFETY_VISIT: "hexagon",
}
FILL = {EntryState.OVERDUE: theme.COLOURS["worse"], EntryState.AHEAD: theme.COLOURS["accent"], EntryState.DONE: theme.SURFACE}
LETTERS = {EntryState.OVERDUE: theme.SURFACE, EntryState.AHEAD: theme.SURFACE, EntryState.DONE: theme.MUTED}
URGENCY = (EntryState.OVERDUE, EntryState.AHEAD, EntryState.DONE)


def year_wheel_svg(entries: Sequence[Entry], year: int, this_month: int | None) -> str:
    """`this_month` is marked; None where the year is another."""
    parts = [*_sectors(this_month), *_months(this_month), *_marks(entries), *_hub(year)]
    return document(SIZE, SIZE, parts, title=t("wheel.figure", year=year), description=t("wheel.figure_about"))


def kind_mark_svg(kind: DutyKind, state: EntryState) -> str:
    """One mark alone, for the key."""
    side = 2 * MARK + 4
    return document(side, side, [_mark(side / 2, side / 2, kind, state, 1)], title=t(f"wheel.kind.{kind}"), description="")


def _sectors(this_month: int | None) -> Iterator[str]:
    yield tag("circle", cx=SIZE / 2, cy=SIZE / 2, r=RIM, fill=theme.SURFACE, stroke=theme.RULE)
    if this_month:
        yield tag("path", d=_slice(this_month), fill=theme.COLOURS["ground"])
    for month in range(12):
        (x, y), (inner_x, inner_y) = (_at(radius, 30 * month) for radius in (RIM, HUB))
        yield tag("line", x1=inner_x, y1=inner_y, x2=x, y2=y, stroke=theme.RULE)


def _months(this_month: int | None) -> Iterator[str]:
    for month in range(1, 13):
        x, y = _at(NAMES_AT, 30 * month - 15)
        named = {"anchor": "middle", "size": theme.SIZES["text-small"], "fill": theme.INK, "bold": month == this_month}
        yield label(t(f"wheel.short_month.{month}"), x, y + 4, **named)


def _marks(entries: Sequence[Entry]) -> Iterator[str]:
    places = {month: iter(_places(month)) for month in range(1, 13)}
    for month in places:
        of_month = [entry for entry in entries if entry.due.month == month]
        for kind in DutyKind:
            of_kind = [entry for entry in of_month if entry.kind is kind]
            if of_kind:
                yield _mark(*next(places[month]), kind, min((each.state for each in of_kind), key=URGENCY.index), len(of_kind))


def _places(month: int) -> Iterator[tuple[float, float]]:
    """From the rim inwards; there are as many as there are kinds."""
    for radius, room in RINGS:
        step = 30 / (room + 0.4)
        for number in range(room):
            yield _at(radius, 30 * month - 15 + (number - (room - 1) / 2) * step)


def _mark(x: float, y: float, kind: DutyKind, state: EntryState, count: int) -> str:
    look = {"fill": FILL[state], "stroke": theme.MUTED if state is EntryState.DONE else FILL[state], "stroke_width": 1.5}
    text = label(t(f"wheel.letters.{kind}"), x, y + 4, anchor="middle", size=11, bold=True, fill=LETTERS[state])
    many = [label(str(count), x + MARK - 1, y - MARK + 5, size=11, fill=theme.INK, bold=True, is_edged=True)] if count > 1 else []
    return tag("g", tag("path", d=_outline(SHAPE_OF[kind], x, y), **look), text, *many)


def _outline(shape: str, x: float, y: float) -> str:
    corners = {"square": (4, 45, 1.2), "diamond": (4, 0, 1.25), "hexagon": (6, 30, 1.08), "circle": (24, 0, 1.0)}
    count, turn, stretch = corners[shape]
    points = [_round(x, y, MARK * stretch, turn + 360 * corner / count) for corner in range(count)]
    return "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points) + "Z"


def _hub(year: int) -> Iterator[str]:
    yield tag("circle", cx=SIZE / 2, cy=SIZE / 2, r=HUB, fill=theme.SURFACE, stroke=theme.RULE)
    yield label(str(year), SIZE / 2, SIZE / 2 + 10, anchor="middle", size=theme.SIZES["text-page"], fill=theme.INK, bold=True)


def _slice(month: int) -> str:
    corners = [_at(HUB, 30 * month - 30), _at(RIM, 30 * month - 30), _at(RIM, 30 * month), _at(HUB, 30 * month)]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    return (
        f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}A{RIM} {RIM} 0 0 1 {cx:.1f} {cy:.1f}L{dx:.1f} {dy:.1f}A{HUB} {HUB} 0 0 0 {ax:.1f} {ay:.1f}Z"
    )


def _at(radius: float, degrees: float) -> tuple[float, float]:
    """Degrees from the top, with the clock."""
    return _round(SIZE / 2, SIZE / 2, radius, degrees)


def _round(x: float, y: float, radius: float, degrees: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return x + radius * math.sin(angle), y - radius * math.cos(angle)
