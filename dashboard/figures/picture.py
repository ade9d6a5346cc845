"""The picture to take along: title, answer, chart, key and source in one SVG that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.figures import layers, theme
from dashboard.figures.answers import State, states_in
from dashboard.figures.answers_svg import state_mark
from dashboard.figures.contrast import SHADE
from dashboard.figures.lettering import text_width
from dashboard.figures.marks import SHAPES, crossed_circle, letter, target_icon
from dashboard.figures.sheet import BODY, MARGIN, SYMBOL, Sheet, written
from dashboard.figures.svg import label, tag
from dashboard.figures.trend_svg import drawing, heading, height_of
from dashboard.figures.wait_line import as_drawn
from dashboard.text import date_text, period_text, t
from dashboard.usecases.finished import Assurance, Provenance, Series, Signal
from dashboard.usecases.remarks import remarks
from dashboard.usecases.wait_words import unit_words


def picture(series: Series, size: theme.Size = theme.FULL) -> str:
    """The whole file as text; as high as its words need."""
    fictional = t("figure.fictional") if series.is_fictional else ""
    sheet = Sheet(
        name=series.indicator.name,
        place=" · ".join(part for part in (series.area.name, unit_words(series), series.breakdown, fictional) if part),
        sentence=series.sentence,
        drawing=drawing(series, size),
        width=size.width,
        height=height_of(series, size),
        key=[(partial(_symbol, name), t(f"figure.key.{name}")) for name in _keys(series)],
        notes=[source_line(series)],
        title=heading(series),
        marks=partial(_marks, series),
        remarks=[(each.number, each.text, each.is_measure) for each in remarks(series)],
    )
    return written(sheet)


def _keys(series: Series) -> Sequence[str]:
    return states_in(series) if series.is_answer else layers.key_of(as_drawn(series))


def source_line(series: Series) -> str:
    """Where the numbers come from, how new they are, when they were delivered."""
    return " · ".join(_source_parts(series.provenance))


def _source_parts(whence: Provenance) -> Iterator[str]:
    yield t("figure.source_licence" if whence.licence else "figure.source", source=whence.source_name, licence=whence.licence)
    if whence.last_period is not None:
        yield t("figure.up_to", period=period_text(whence.last_period))
    if whence.received_at is not None:
        yield t("figure.delivered", date=date_text(whence.received_at))


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


def _symbol(name: str, x: float, y: float) -> str:
    """The mark as it is in the chart."""
    if name in list(State):
        return state_mark(State(name), x, y, 5)
    if name == "limits":
        return tag("rect", x=x - 8, y=y - 6, width=16, height=12, fill=theme.ORDINARY, fill_opacity=2 * theme.SIZES["band"])
    if name == "trial":
        return tag("rect", x=x - 8, y=y - 6, width=16, height=12, fill="none", stroke=theme.ORDINARY, stroke_dasharray=theme.TRIAL_DASH)
    if name == "after":
        return tag("rect", x=x - 8, y=y - 6, width=16, height=12, fill=theme.ACCENT, fill_opacity=2 * SHADE)
    if name == "ghost":
        return tag("path", d=crossed_circle(x, y, 5), fill=theme.SURFACE, stroke=theme.MUTED, stroke_width=1.25)
    if name == "interval":
        return tag("path", d=f"M{x - 3:.1f} {y - 6:.1f}h6m-3 0v12m-3 0h6", fill="none", stroke=theme.ORDINARY, stroke_width=1.25)
    if name in ("provisional", "running"):
        return tag("circle", cx=x, cy=y, r=4, fill=theme.SURFACE, stroke=theme.INK, stroke_width=2)
    if name == "suppressed":
        return tag("rect", x=x - 3, y=y - 3, width=6, height=6, fill=theme.SURFACE, stroke=theme.MUTED, stroke_width=1.25)
    if name == "missing":
        return tag("path", d=f"M{x - 2.5:.1f} {y - 2.5:.1f}l5 5m0 -5l-5 5", fill="none", stroke=theme.MUTED, stroke_width=1.25)
    signal = Signal(name)
    return tag("path", d=SHAPES[signal](x, y, theme.SIZES["mark"]), fill=theme.OF_SIGNAL[signal])
