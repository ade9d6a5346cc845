"""A picture to take along needs nothing beside it: words above, the drawing, its key and its source, in one SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.lettering import LINE, text_width, wrapped
from dashboard.figures.svg import document, label, tag
from dashboard.figures.svg_axes import numbered_flag

MARGIN = 24
TITLE, BODY, NOTE = theme.SIZES["text-title"], theme.SIZES["text-base"], theme.SIZES["text-small"]
MARKS = 34  # the height of the row of marks
SYMBOL = 24  # from the left edge of a symbol to its word
Entry = tuple[Callable[[float, float], str], str]  # draws the symbol around a point; its word


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it; `drawing` is SVG of this width and height."""

    name: str
    place: str
    sentence: str
    drawing: Sequence[str]
    width: float
    height: float
    key: Sequence[Entry]
    notes: Sequence[str]  # small print, the source last
    title: str
    marks: Callable[[float], Iterable[str]] | None = None  # a row of icons with their words, on this baseline
    remarks: Sequence[
        tuple[int | None, str, bool]
    ] = ()  # what is noted on the time line: the number of its flag, and whether that is a square


def written(sheet: Sheet) -> str:
    """The whole file as text; as high as its words need."""
    y, parts = float(MARGIN), []
    for text, letter, is_bold, colour in _head(sheet):
        for line in wrapped(text, letter, sheet.width, bold=is_bold):
            y += letter * LINE
            parts.append(label(line, MARGIN, y, bold=is_bold, fill=colour, size=letter))
        y += 6
    if sheet.marks:
        parts += sheet.marks(y + BODY + 4)
        y += MARKS
    parts.append(tag("g", *sheet.drawing, transform=f"translate({MARGIN} {y + 10:.0f})"))
    y += sheet.height + 34
    key, y = _key(sheet.key, sheet.width, y)
    noted, y = _remarks(sheet, y)
    lines = [line for note in sheet.notes for line in wrapped(note, NOTE, sheet.width)]
    small = [label(line, MARGIN, y + (row + 1) * NOTE * LINE) for row, line in enumerate(lines)]
    height = y + (len(small) + 1) * NOTE * LINE + MARGIN / 2
    return document(sheet.width + 2 * MARGIN, height, [*parts, *key, *noted, *small], title=sheet.title, description=sheet.sentence)


def _head(sheet: Sheet) -> tuple[tuple[str, float, bool, str], ...]:
    return (
        (sheet.name, TITLE, True, theme.INK),
        (sheet.place, BODY, False, theme.MUTED),
        (sheet.sentence, BODY, False, theme.INK),
    )


def _key(entries: Sequence[Entry], room: float, y: float) -> tuple[list[str], float]:
    """Symbols with their words in rows; the height after the last row."""
    parts, x = [], float(MARGIN)
    for symbol, word in entries:
        width = SYMBOL + text_width(word, NOTE) + 24
        if x > MARGIN and x + width > room + MARGIN:
            x, y = float(MARGIN), y + NOTE * LINE * 1.2
        parts += [symbol(x + 8, y - NOTE * 0.35), label(word, x + SYMBOL, y)]
        x += width
    return parts, y + (10 if parts else 0)


def _remarks(sheet: Sheet, y: float) -> tuple[list[str], float]:
    """Each from a new line; the height after the last."""
    parts = []
    for number, text, is_square in sheet.remarks:
        first = y + NOTE * LINE * 1.4
        parts += numbered_flag(number, MARGIN + 8, first - NOTE * 0.35, is_square=is_square) if number is not None else []
        lines = wrapped(text, NOTE, sheet.width - SYMBOL)
        parts += [label(line, MARGIN + SYMBOL, first + row * NOTE * LINE, fill=theme.INK) for row, line in enumerate(lines)]
        y = first + (len(lines) - 1) * NOTE * LINE
    return parts, y + (8 if parts else 0)
