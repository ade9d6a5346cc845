"""The effect of a measure in plain words: the verdict, what so few points could have shown, and what must be kept in mind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from dashboard.stats.effect import FEWEST_AFTER, FEWEST_BEFORE, Effect, Finding
from dashboard.stats.effect_warnings import Warn
from dashboard.stats.level_step import Level
from dashboard.stats.suggested_level import Suggestion
from dashboard.text import NOTHING, number, t, value_with_unit
from dashboard.usecases.effect_points import Told
from dashboard.usecases.finished import IndicatorFacts
from dashboard.usecases.noted import Measure

FEWEST = {"fewest_before": FEWEST_BEFORE, "fewest_after": FEWEST_AFTER}


def sentence(measure: Measure, short: str) -> str:
    return t("effect.of", title=measure.title, rest=short)


def short_sentence(found: Effect, before: Level | None, after: Level | None, about: IndicatorFacts) -> str:
    """«14,1 → 10,3 per 1000. Signal på bedring (9 målinger).»"""
    is_unsaid = found.finding in (Finding.TOO_FEW, Finding.NOT_COMPARABLE, Finding.NOT_TOLD)
    key = f"effect.because.{found.because}" if is_unsaid else f"effect.finding.{found.finding}"
    said = t(key, before=int(found.before.size), after=int(found.after.size), more=_more(found), **FEWEST)
    if before is None or after is None:
        return said
    levels = t("effect.levels", before=number(before.value, about.decimals), after=value_with_unit(after.value, about.unit, about.decimals))
    return f"{levels} {said}"


def _more(found: Effect) -> str:
    return t("effect.never") if found.more is None else t("effect.more", count=found.more)


def level_text(level: Level | None, about: IndicatorFacts) -> tuple[str, str]:
    """The level, and between what it lies for sure."""
    if level is None:
        return NOTHING, NOTHING
    decimals = about.decimals if abs(level.value) >= 10**-about.decimals or not level.value else about.decimals + 1
    between = (
        NOTHING if np.isnan(level.lower) else t("effect.between", low=number(level.lower, decimals), high=number(level.upper, decimals))
    )
    return number(level.value, decimals), between


def seen_sentence(found: Effect, factor: float, about: IndicatorFacts) -> str:
    """«Med 9 målinger etter start ville en varig endring fra 14,1 til under 9,8 eller over 18,9 vist seg.»"""
    if found.seen is None:
        return ""
    ends = ((name, end) for name, end in (("fall_to", found.seen.fall_to), ("rise_to", found.seen.rise_to)) if end is not None)
    told = [t(f"sentence.smallest.{name}", value=number(end * factor, about.decimals)) for name, end in ends]
    facts = {"count": max(int(found.after.size), FEWEST_AFTER), "level": number(found.seen.level * factor, about.decimals)}
    return t("effect.seen", ends=t("sentence.or").join(told), **facts) if told else t("effect.blind", **facts)


def warning_sentences(found: Effect, asked: Told, others: Sequence[str]) -> tuple[str, ...]:
    return tuple(_warnings(found, asked, others))


def _warnings(found: Effect, asked: Told, others: Sequence[str]) -> Iterator[str]:
    for warn in found.warnings:
        began = asked.points[found.began].period if warn is Warn.BEGAN_BEFORE and found.began is not None else None
        yield t(f"effect.warning.{warn}", began=began)
    if found.ends_at_break:
        yield t("effect.warning.ends_at_break")
    if asked.begun.is_past_end and found.after.size:
        yield t("effect.warning.past_end", **FEWEST)
    if others:
        yield t("effect.warning.others", titles=", ".join(t("effect.title", title=title) for title in others))


def why_no_level(suggestion: Suggestion) -> tuple[str, ...]:
    return tuple(t(f"effect.no_level.{each}") for each in suggestion.lacking)
