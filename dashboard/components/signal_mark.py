"""What a verdict looks like: a shape and a letter or words beside the colour, and words for those who listen."""

from __future__ import annotations

from dash import html

from dashboard.text import t
from dashboard.usecases.finished import Assurance, Series, Signal, Verdict

SHAPES = {Signal.BETTER: "▲", Signal.WORSE: "▼", Signal.CHANGED: "◆", Signal.ORDINARY: "●", Signal.TOO_LITTLE: "○"}
# Seen in the colour of the signal that it is like; the style sheet draws the shape of each.
LOOK_OF_TARGET = {Assurance.PASSES: Signal.BETTER, Assurance.FAILS: Signal.WORSE, Assurance.HIT_OR_MISS: Signal.ORDINARY}


def signal_mark(signal: Signal, *, shows_word: bool = False, read: str | None = None, meaning: str | None = None) -> html.Span:
    """▼ D, and the word beside it or for screen readers only; `read` replaces what is read aloud, `meaning` is the tooltip."""
    word = t(f"signal.{signal}")
    letter = html.Span(t(f"figure.letter.{signal}"), className="signal-letter", **{"aria-hidden": "true"})
    shape = html.Span(SHAPES[signal], className="signal-shape", **{"aria-hidden": "true"})
    if shows_word and read is None:
        spoken = [html.Span(word, className="signal-word")]
    else:
        seen = [html.Span(word, className="signal-word", **{"aria-hidden": "true"})] if shows_word else []
        spoken = [*seen, html.Span(read or word, className="visually-hidden")]
    return html.Span([shape, letter, *spoken], className=_look(signal), title=meaning or (None if shows_word else word))


def marks_of(series: Series) -> list[html.Span]:
    """The two icons: does it vary more than usual, and can the target be counted on?"""
    return [change_mark(series.change), *target_marks(series)]


def change_mark(verdict: Verdict, *, shows_word: bool = True) -> html.Span:
    """Against its own past."""
    read = t("component.mark.change", word=t(f"signal.{verdict.signal}"))
    return signal_mark(verdict.signal, shows_word=shows_word, read=read, meaning=t(f"component.sign.{verdict.signal}"))


def target_marks(series: Series) -> list[html.Span]:
    """Against the limits where there are any; else the newest number against the target, with the words of how sure it is."""
    if series.assurance in LOOK_OF_TARGET:
        return [assurance_mark(series.assurance)]
    return [goal_mark(series.goal)] if series.goal else []


def assurance_mark(assurance: Assurance) -> html.Span:
    """A full, a half or a crossed-out target, and the words."""
    word = html.Span(t(f"component.assurance.{assurance}"), className="signal-word")
    return html.Span([target_shape(assurance), word], className=_look(LOOK_OF_TARGET[assurance]), title=t(f"component.sign.{assurance}"))


def goal_mark(verdict: Verdict) -> html.Span:
    """The newest number against the target: an open target and the words."""
    word = html.Span(t(f"component.goal.{verdict.code}"), className="signal-word")
    return html.Span([target_shape(None), word], className=_look(verdict.signal), title=t("component.sign.goal"))


def target_shape(assurance: Assurance | None) -> html.Span:
    return html.Span(className=shape_class(assurance), **{"aria-hidden": "true"})


def shape_class(assurance: Assurance | None) -> str:
    return f"target-icon target-icon-{(assurance or 'newest').replace('_', '-')}"


def _look(signal: Signal) -> str:
    return f"signal signal-{signal.replace('_', '-')}"
