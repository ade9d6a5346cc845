"""Words in a picture: how wide they are, how they are cut or broken, and how labels are kept from lying on each other."""

from __future__ import annotations

import html
from collections.abc import Sequence

ELLIPSIS = "…"
LINE = 1.3  # baseline to baseline, in letter heights
# Widths in letter heights, after Helvetica; no fonts are read, so a few per cent of air are added below.
_NARROW, _SLIM, _CAPITAL, _WIDE = 0.25, 0.33, 0.70, 0.88
_WIDTH_OF = (
    dict.fromkeys("ijl.,:;|!'ʼ’\u202f", _NARROW)
    | dict.fromkeys('ftrI()[]{}/\\- \u00a0"“”«»', _SLIM)
    | dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZÅÄÖÉ&", _CAPITAL)
    | dict.fromkeys("mwMWÆØ%@—…", _WIDE)
)
_OTHER = 0.56
_AIR = 1.04
_BOLD = 1.07


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels, a little too many rather than too few."""
    return sum(_WIDTH_OF.get(letter, _OTHER) for letter in text) * size * _AIR * (_BOLD if bold else 1)


def clipped(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as there is room for and an ellipsis; nothing when not even two letters fit."""
    if text_width(text, size, bold=bold) <= room:
        return text
    for length in range(len(text) - 1, 1, -1):
        short = text[:length].rstrip(" ,.:-–") + ELLIPSIS
        if text_width(short, size, bold=bold) <= room:
            return short
    return ""


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Lines broken between words; a word wider than the room is cut."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines.append(clipped(word, size, room, bold=bold))
    return lines


def plain(text: str) -> str:
    """Text that Plotly cannot read as its own little HTML: no bold, no links from a name in a file."""
    return html.escape(text, quote=False)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions at least `gap` apart and inside low..high, as near to the wanted ones as that allows; order is kept."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    placed: list[float] = []
    for rank, index in enumerate(order):
        floor = placed[-1] + gap if placed else low
        placed.append(max(floor, min(wanted[index], high - gap * (len(order) - 1 - rank))))
    _centre_clusters(placed, [wanted[index] for index in order], gap, low)
    positions = [0.0] * len(wanted)
    for index, place in zip(order, placed, strict=True):
        positions[index] = place
    return positions


def _centre_clusters(placed: list[float], wanted: Sequence[float], gap: float, low: float) -> None:
    """Labels pushed downwards in a row are moved up together, so that the row lies around what it names."""
    end = len(placed)
    while end > 0:
        start = end - 1
        while start > 0 and placed[start] - placed[start - 1] <= gap + 1e-9:
            start -= 1
        too_far = sum(placed[rank] - wanted[rank] for rank in range(start, end)) / (end - start)
        room = placed[start] - (placed[start - 1] + gap if start else low)
        shift = min(max(too_far, 0), room)
        placed[start:end] = [place - shift for place in placed[start:end]]
        end = start
