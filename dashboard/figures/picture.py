"""The picture to take along: title, answer, chart, key and source in one SVG that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.figures import layers, theme
from dashboard.figures.lettering import LINE, text_width, wrapped
from dashboard.figures.marks import SHAPES, letter, target_icon
from dashboard.figures.svg import document, label, tag
from dashboard.figures.trend_svg import drawing, heading
from dashboard.text import date_text, period_text, t, unit_name
from dashboard.usecases.finished import Assurance, Provenance, Series, Signal

MARGIN = 24
TITLE, BODY, NOTE = theme.SIZES["text-title"], theme.SIZES["text-base"], theme.SIZES["text-small"]
MARKS = 34  # the height of the row of marks
SYMBOL = 24  # from the left edge of a symbol to its word


def picture(series: Series, size: theme.Size = theme.FULL) -> str:
    """The whole file as text; as high as its words need."""
    room = size.width
    y, parts = float(MARGIN), []
    for lines, height, is_bold, colour in _head(series, room):
        for line in lines:
            y += height * LINE
            parts.append(label(line, MARGIN, y, bold=is_bold, fill=colour, size=height))
        y += 6
    parts += _marks(series, y + BODY + 4)
    y += MARKS
    parts.append(tag("g", *drawing(series, size), transform=f"translate({MARGIN} {y + 10:.0f})"))
    y += size.height + 34
    key, y = _key(layers.key_of(series), room, y)
    source = [label(line, MARGIN, y + (row + 1) * NOTE * LINE) for row, line in enumerate(wrapped(source_line(series), NOTE, room))]
    height = y + (len(source) + 1) * NOTE * LINE + MARGIN / 2
    return document(size.width + 2 * MARGIN, height, [*parts, *key, *source], title=heading(series), description=series.sentence)


def source_line(series: Series) -> str:
    """Where the numbers come from, how new they are, when they were delivered."""
    return " · ".join(_source_parts(series.provenance))


def _source_parts(whence: Provenance) -> Iterator[str]:
    yield t("figure.source_licence" if whence.licence else "figure.source", source=whence.source_name, licence=whence.licence)
    if whence.last_period is not None:
        yield t("figure.up_to", period=period_text(whence.last_period))
    if whence.received_at is not None:
        yield t("figure.delivered", date=date_text(whence.received_at))


def _head(series: Series, room: float) -> Iterable[tuple[list[str], float, bool, str]]:
    fictional = t("figure.fictional") if series.is_fictional else ""
    place = " · ".join(part for part in (series.area.name, unit_name(series.indicator.unit), series.breakdown, fictional) if part)
    yield wrapped(series.indicator.name, TITLE, room, bold=True), TITLE, True, theme.INK
    yield wrapped(place, BODY, room), BODY, False, theme.MUTED
    yield wrapped(series.sentence, BODY, room), BODY, False, theme.INK


def _marks(series: Series, y: float) -> Iterator[str]:
    """The two icons with their words, as on the card."""
    signal, said = series.change.signal, t(f"signal.{series.change.signal}")
    colour, word = theme.OF_SIGNAL[signal], f"{letter(signal)} {said}"
    x = float(MARGIN)
    hollow = {"fill": theme.SURFACE, "stroke": colour} if signal is Signal.TOO_LITTLE else {"fill": colour}
    yield tag("path", d=SHAPES[signal](x + 6, y - 5, theme.SIZES["mark"]), **hollow)
    yield label(word, x + SYMBOL - 6, y, fill=colour, size=BODY)
    x += SYMBOL - 6 + text_width(word, BODY) + SYMBOL
    if series.assurance is not Assurance.NONE:
        yield tag("g", *target_icon(series.assurance, x + 6, y - 5, theme.SIZES["mark"]))
        yield label(t(f"component.assurance.{series.assurance}"), x + SYMBOL - 4, y, fill=theme.INK, size=BODY)
    elif series.goal:
        yield label(t(f"component.goal.{series.goal.code}"), x, y, fill=theme.INK, size=BODY)


def _key(entries: Iterable[str], room: float, y: float) -> tuple[list[str], float]:
    """Symbols with their words in rows; the height after the last row."""
    parts, x = [], float(MARGIN)
    for name in entries:
        word = t(f"figure.key.{name}")
        width = SYMBOL + text_width(word, NOTE) + 24
        if x > MARGIN and x + width > room + MARGIN:
            x, y = float(MARGIN), y + NOTE * LINE * 1.2
        parts += [_symbol(name, x + 8, y - NOTE * 0.35), label(word, x + SYMBOL, y)]
        x += width
    return parts, y + (10 if parts else 0)


def _symbol(name: str, x: float, y: float) -> str:
    """The mark as it is in the chart."""
    if name == "limits":
        return tag("rect", x=x - 8, y=y - 6, width=16, height=12, fill=theme.ORDINARY, fill_opacity=2 * theme.SIZES["band"])
    if name == "interval":
        return tag("path", d=f"M{x - 3:.1f} {y - 6:.1f}h6m-3 0v12m-3 0h6", fill="none", stroke=theme.ORDINARY, stroke_width=1.25)
    if name == "provisional":
        return tag("circle", cx=x, cy=y, r=4, fill=theme.SURFACE, stroke=theme.INK, stroke_width=2)
    if name == "suppressed":
        return tag("rect", x=x - 3, y=y - 3, width=6, height=6, fill=theme.SURFACE, stroke=theme.MUTED, stroke_width=1.25)
    if name == "missing":
        return tag("path", d=f"M{x - 2.5:.1f} {y - 2.5:.1f}l5 5m0 -5l-5 5", fill="none", stroke=theme.MUTED, stroke_width=1.25)
    signal = Signal(name)
    return tag("path", d=SHAPES[signal](x, y, theme.SIZES["mark"]), fill=theme.OF_SIGNAL[signal])
