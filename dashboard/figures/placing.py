"""Names beside points in a picture: each where it covers no mark and no other name, and crosses as few lines as can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from dashboard.figures.lettering import LINE, clipped, text_width, wrapped

SHORTEST = 0.4  # of a name's width: shorter pieces tell nobody apart
CROSSED = 10.0  # what crossing a line costs …
COVERED = 10.0  # … and each square pixel of a mark or a name that is covered …
CUT = 100.0  # … and a name that is not there as a whole …
FARTHER = 1.0  # … and each place down the list of candidates, so that the first free one wins
RINGS = (1.0, 1.8, 2.8)  # how many times its reach from the point, where nothing nearer is free


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def cover(self, other: Box) -> float:
        """Square pixels that both hold."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0) * max(height, 0)

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def inside(self, bounds: Box) -> Box:
        """The same box, moved the least that brings it inside."""
        across = max(bounds.left - self.left, 0) or min(bounds.right - self.right, 0)
        down = max(bounds.top - self.top, 0) or min(bounds.bottom - self.bottom, 0)
        return Box(self.left + across, self.top + down, self.right + across, self.bottom + down)


@dataclass(frozen=True, slots=True)
class Name:
    """What is to be named: a point with the room that its mark takes around it."""

    text: str
    x: float
    y: float
    reach: float
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    lines: tuple[str, ...]
    box: Box
    is_far: bool = False  # so far from its point that a line must lead there


def around(x: float, y: float, reach: float) -> Box:
    return Box(x - reach, y - reach, x + reach, y + reach)


def place_names(
    names: Sequence[Name], taken: Sequence[Box], lines: Sequence[tuple[float, float]], bounds: Box, size: float
) -> list[Placed]:
    """One place for each name; `taken` are marks and words that stand already, `lines` points along lines.

    Whoever comes first has most to choose from, so a few orders are tried, and the one that costs least is kept.
    """
    numbers = range(len(names))
    orders = (numbers, sorted(numbers, key=lambda each: names[each].y), sorted(numbers, key=lambda each: -names[each].y))
    orders += (sorted(numbers, key=lambda each: -names[each].x),)
    tried = [_in_order(order, names, taken, lines, bounds, size) for order in orders]
    return min(tried, key=lambda each: each[0])[1]


def _in_order(
    order: Sequence[int], names: Sequence[Name], taken: Sequence[Box], lines: Sequence[tuple[float, float]], bounds: Box, size: float
) -> tuple[float, list[Placed]]:
    """What this order costs in all, and the places in the order of the names."""
    placed: dict[int, Placed] = {}
    total = 0.0
    for number in order:
        cost, placed[number] = _best(names[number], [*taken, *(each.box for each in placed.values())], lines, bounds, size)
        total += cost
    return total, [placed[number] for number in range(len(names))]


def _best(name: Name, standing: Sequence[Box], lines: Sequence[tuple[float, float]], bounds: Box, size: float) -> tuple[float, Placed]:
    """Whole on one line, else on two, else cut; the first writing that covers nothing, or the one that covers least."""
    best: tuple[float, Placed] | None = None
    for written in _writings(name, bounds, size):
        for rank, box in enumerate(_boxes(name, written, bounds, size)):
            if best is not None and best[0] <= rank * FARTHER:
                break
            cost = COVERED * sum(box.cover(other) for other in standing) + rank * FARTHER + (0 if name.text == " ".join(written) else CUT)
            if best is not None and best[0] <= cost:
                continue
            cost += CROSSED if any(box.holds(x, y) for x, y in lines) else 0
            if best is None or cost < best[0]:
                best = (cost, Placed(written, box, is_far=rank >= len(SIDES)))
        if best[0] < CROSSED + len(RINGS) * len(SIDES) * FARTHER:  # covers nothing
            break
    return best


def _writings(name: Name, bounds: Box, size: float) -> Iterator[tuple[str, ...]]:
    room, width = bounds.right - bounds.left, text_width(name.text, size, bold=name.is_bold)
    if width <= room:
        yield (name.text,)
    two = wrapped(name.text, size, min(width * 0.65, room), bold=name.is_bold)
    if len(two) == 2:
        yield tuple(two)
    yield (clipped(name.text, size, min(width * SHORTEST, room), bold=name.is_bold),)


SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))  # right first, then left, above, below, the corners


def _boxes(name: Name, written: Sequence[str], bounds: Box, size: float) -> Iterator[Box]:
    """Around the point, each side in turn; what would stick out of the picture is moved inside."""
    width = max(text_width(line, size, bold=name.is_bold) for line in written)
    height = size * LINE * len(written)
    for reach, (across, down) in product((name.reach * ring for ring in RINGS), SIDES):
        middle_x = name.x + across * (width / 2 if down else reach + width / 2)
        middle_y = name.y + down * (reach + height / 2)
        box = Box(middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2)
        yield box.inside(bounds)


def freest(boxes: Sequence[Box], taken: Sequence[Box]) -> Box:
    """The first of these places that covers least."""
    return min(boxes, key=lambda box: sum(box.cover(other) for other in taken))
