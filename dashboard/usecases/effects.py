"""Did it help? The effect of each measure on an indicator in a place, from what the asker may see, in numbers and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.auth import Asker, NotFound
from dashboard.selection import Selection
from dashboard.stats.effect import Effect, Finding, effect
from dashboard.stats.effect_course import Because
from dashboard.stats.level_step import Level
from dashboard.stats.suggested_level import Suggestion, suggested_level
from dashboard.usecases.charting import GOOD
from dashboard.usecases.effect_points import Told, told
from dashboard.usecases.effect_words import seen_sentence, sentence, short_sentence, warning_sentences, why_no_level
from dashboard.usecases.finished import AreaFacts, IndicatorFacts, Period, Series, Signal
from dashboard.usecases.noted import Contrast, Measure
from dashboard.usecases.series import find_series

__all__ = ["Because", "Finding", "MeasureEffect", "Side", "effect_in", "effect_of", "effects_in", "whole_series"]

SIGNALS = {
    Finding.IMPROVEMENT: Signal.BETTER,
    Finding.WORSENING: Signal.WORSE,
    Finding.CHANGED: Signal.CHANGED,
    Finding.NO_CHANGE: Signal.ORDINARY,
}


@dataclass(frozen=True, slots=True)
class Side:
    """Before or after: how many points, from when to when, and their level in the indicator's unit; None where it may not be told."""

    points: int
    first: Period | None
    last: Period | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class MeasureEffect:
    """What one measure has done to one indicator in one place."""

    measure: Measure
    indicator: IndicatorFacts
    area: AreaFacts
    finding: Finding
    because: Because
    signal: Signal  # for its mark
    sentence: str  # with the measure's title: «Etter «Fallvurdering»: 14,1 → 10,3 per 1000. Signal på bedring (9 målinger).»
    short: str  # the same without the title
    before: Side
    after: Side
    difference: Level | None
    seen: str  # the smallest change that could have been seen, in a sentence; empty where none is known
    more: int | None  # points after that are lacking before anything can be said
    warnings: tuple[str, ...]
    suggestion: Suggestion
    no_level: tuple[str, ...]  # why no new level is suggested
    level_from: Period | None  # from which period one would be counted

    @property
    def is_signal(self) -> bool:
        return self.finding in (Finding.IMPROVEMENT, Finding.WORSENING, Finding.CHANGED)

    @property
    def contrast(self) -> Contrast | None:
        """For the chart."""
        if None in (self.before.first, self.before.last, self.after.first, self.after.last):
            return None
        levels = (None if side.level is None else side.level.value for side in (self.before, self.after))
        return Contrast((self.before.first, self.before.last), (self.after.first, self.after.last), *levels)


def effect_of(
    asker: Asker, action: int, indicator: str, area: str, *, as_of: int | None = None, audience: str | None = None
) -> MeasureEffect:
    """One measure's effect on one of its indicators in one of its places. NotFound where it has none there."""
    series = whole_series(asker, indicator, Selection(area=area, as_of=as_of), audience)
    found = next((each for each in effects_in(series) if each.measure.action == action), None)
    if found is None:
        raise NotFound("no_measure_here", found=action)
    return found


def whole_series(asker: Asker, indicator: str, selection: Selection, audience: str | None = None) -> Series:
    """As the asker may see it, over all its years, whatever stretch is shown; with comparators left out."""
    chosen = selection.with_(first_year=None, last_year=None, compare_with=(), service_area=None, attention_only=False)
    return find_series(asker, indicator, chosen, audience=audience)


def effects_in(series: Series) -> tuple[MeasureEffect, ...]:
    """Of every measure of a series that holds all its points, in time order."""
    return tuple(effect_in(series, measure) for measure in series.measures)


def effect_in(series: Series, measure: Measure) -> MeasureEffect:
    asked, about = told(series, measure), series.indicator
    found = effect(asked.course, asked.begun.ends_before, asked.begun.begins, asked.begun.ends, GOOD[about.direction])
    suggestion = suggested_level(asked.course, found, has_cause=True, levels=asked.levels)
    before, after = _side(asked, found.before, found.level_before), _side(asked, found.after, found.level_after)
    short = short_sentence(found, before.level, after.level, about)
    return MeasureEffect(
        measure=measure,
        indicator=about,
        area=series.area,
        finding=found.finding,
        because=found.because,
        signal=SIGNALS.get(found.finding, Signal.TOO_LITTLE),
        sentence=sentence(measure, short),
        short=short,
        before=before,
        after=after,
        difference=found.difference.times(asked.factor) if found.difference else None,
        seen=seen_sentence(found, asked.factor, about),
        more=found.more,
        warnings=warning_sentences(found, asked, _others(series, measure, asked, found)),
        suggestion=suggestion,
        no_level=why_no_level(suggestion),
        level_from=asked.begins_in,
    )


def _side(asked: Told, rows: Sequence[int], level: Level | None) -> Side:
    ends = (asked.points[rows[0]].period, asked.points[rows[-1]].period) if len(rows) else (None, None)
    return Side(len(rows), *ends, level.times(asked.factor) if level else None)


def _others(series: Series, measure: Measure, asked: Told, found: Effect) -> tuple[str, ...]:
    """Titles of other measures that began among the points after, or so shortly before that they may have worked among them."""
    if not found.after.size or not found.before.size:
        return ()
    first, last = asked.points[found.before[-1]].period.first_day, asked.points[found.after[-1]].period.last_day
    return tuple(other.title for other in series.measures if other.action != measure.action and first <= other.starts_on <= last)
