"""Shapes that carry a meaning also without colour: what is drawn at a point, and what its letter is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dashboard.figures import theme
from dashboard.figures.svg import tag
from dashboard.text import t
from dashboard.usecases.finished import Assurance, Point, Signal, Status

HIDDEN = (Status.SUPPRESSED, Status.MISSING, Status.NOT_REPORTED)


def triangle_up(x: float, y: float, radius: float) -> str:
    return f"M{x:.1f} {y - radius:.1f}L{x + radius:.1f} {y + radius * 0.8:.1f}L{x - radius:.1f} {y + radius * 0.8:.1f}Z"


def triangle_down(x: float, y: float, radius: float) -> str:
    return f"M{x:.1f} {y + radius:.1f}L{x + radius:.1f} {y - radius * 0.8:.1f}L{x - radius:.1f} {y - radius * 0.8:.1f}Z"


def diamond(x: float, y: float, radius: float) -> str:
    return f"M{x:.1f} {y - radius:.1f}L{x + radius:.1f} {y:.1f}L{x:.1f} {y + radius:.1f}L{x - radius:.1f} {y:.1f}Z"


def circle(x: float, y: float, radius: float) -> str:
    return (
        f"M{x - radius:.1f} {y:.1f}a{radius:.1f} {radius:.1f} 0 1 0 {2 * radius:.1f} 0a{radius:.1f} {radius:.1f} 0 1 0 {-2 * radius:.1f} 0Z"
    )


def crossed_circle(x: float, y: float, radius: float) -> str:
    """A ring with a cross in it: struck out."""
    arm = radius * 0.7
    return f"{circle(x, y, radius)}M{x - arm:.1f} {y - arm:.1f}l{2 * arm:.1f} {2 * arm:.1f}m0 {-2 * arm:.1f}l{-2 * arm:.1f} {2 * arm:.1f}"


SHAPES: dict[Signal, Callable[[float, float, float], str]] = {
    Signal.BETTER: triangle_up,
    Signal.WORSE: triangle_down,
    Signal.CHANGED: diamond,
    Signal.ORDINARY: circle,
    Signal.TOO_LITTLE: circle,
}
PLOTLY_SYMBOLS = {
    Signal.BETTER: "triangle-up",
    Signal.WORSE: "triangle-down",
    Signal.CHANGED: "diamond",
    Signal.ORDINARY: "circle",
    Signal.TOO_LITTLE: "circle-open",
}
FLAGS = (Signal.BETTER, Signal.WORSE, Signal.CHANGED)


def is_flagged(point: Point) -> bool:
    return point.value is not None and point.signal in FLAGS


def is_ghost(point: Point) -> bool:
    """A number that is shown and left out of everything else."""
    return point.value is not None and point.is_ghost


def is_hidden(point: Point) -> bool:
    """A period without a number that the reader should know of."""
    return point.value is None and point.status in HIDDEN


def target_icon(assurance: Assurance, x: float, y: float, radius: float) -> Iterator[str]:
    """A full, a half or a crossed-out target."""
    inner = radius * 0.6
    yield tag("path", d=circle(x, y, radius), fill="none", stroke=theme.INK, stroke_width=1.5)
    if assurance is Assurance.PASSES:
        yield tag("path", d=circle(x, y, inner), fill=theme.INK)
    elif assurance is Assurance.HIT_OR_MISS:
        yield tag("path", d=f"M{x:.1f} {y - inner:.1f}a{inner:.1f} {inner:.1f} 0 0 0 0 {2 * inner:.1f}Z", fill=theme.INK)
    else:
        yield tag("path", d=f"M{x - radius:.1f} {y + radius:.1f}l{2 * radius:.1f} {-2 * radius:.1f}", stroke=theme.INK, stroke_width=1.5)


def letter(signal: Signal) -> str:
    return t(f"figure.letter.{signal}")
