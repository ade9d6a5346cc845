"""The scale that survey answers were given on, as it stands in a breakdown: two scales are never one line."""

from __future__ import annotations

import re

_SCALE = re.compile(r"skala (-?\d+(?:\.\d+)?)–(-?\d+(?:\.\d+)?)")


def scale_text(low: float, high: float) -> str:
    """`skala 1–6`."""
    return f"skala {low:g}–{high:g}"


def scale_in(breakdown: str) -> tuple[float, float] | None:
    """The ends of the scale that a breakdown names."""
    found = _SCALE.search(breakdown)
    return (float(found[1]), float(found[2])) if found else None
