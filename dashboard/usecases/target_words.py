"""Target level and the way left to the target, in words: the same beside the chart, in the table and in files."""

from __future__ import annotations

from dashboard.text import period_text, t
from dashboard.usecases.counted_words import events_word
from dashboard.usecases.finished import Distance, IndicatorFacts, Series
from dashboard.usecases.sentences import shown

Figure = tuple[str, str]


def level_words(series: Series) -> Figure | None:
    """«Middels, trolig» and a note; or that it is not shown, and why."""
    found = series.attainment
    if found is None:
        return None
    if found.not_shown is not None:
        return t("target_level.not_shown"), t(f"target_level.why.{found.not_shown}")
    word = t(f"target_level.level.{found.level}")
    period = period_text(found.period)
    if found.certainty is None:
        return word, t("target_level.unknown", period=period)
    return t("target_level.sure", level=word, certainty=t(f"target_level.certainty.{found.certainty}")), period


def distance_words(series: Series) -> Figure | None:
    """«11 færre fall med skade», and a note that says for which target, in which time, and what chance makes of it."""
    found = series.distance
    if found is None:
        return None
    facts = {"step": _step(found, series.indicator), "period": _periods(found), "low": found.low, "high": found.high}
    note = t("target_level.may_be_chance" if not found.low else "target_level.chance", **facts)
    return t(f"target_level.{_way(series)}", count=found.events, events=events_word(series.indicator.numerator)), note


def _way(series: Series) -> str:
    return "more" if series.indicator.direction == "higher_is_better" else "fewer"


def _step(found: Distance, about: IndicatorFacts) -> str:
    return t(f"target_level.step.{found.step.level}", value=shown(found.step.value, about))


def _periods(found: Distance) -> str:
    if found.first == found.last:
        return t("target_level.in_period", period=period_text(found.last))
    return t("target_level.in_year", first=period_text(found.first), last=period_text(found.last))
