"""Indikator → Tiltak: the chart with its measures, what each has done, and the new levels that were decided."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.auth import Asker
from dashboard.selection import Selection
from dashboard.usecases.effects import MeasureEffect, effects_in, whole_series
from dashboard.usecases.finished import MarkKind, Series
from dashboard.usecases.forms import FormView
from dashboard.usecases.indicator import IndicatorPage, indicator_page
from dashboard.usecases.new_levels import LevelEntry, level_form, level_log, may_decide


@dataclass(frozen=True, slots=True)
class EffectsPage:
    """`series` is as chosen, with the before and after of the `chosen` measure; its form is None where no level is to be decided."""

    page: IndicatorPage
    series: Series
    effects: tuple[MeasureEffect, ...]  # the newest first
    chosen: MeasureEffect | None
    form: FormView | None
    log: tuple[LevelEntry, ...]
    may_take_back: bool


def effects_page(asker: Asker, indicator: str, selection: Selection) -> EffectsPage:
    """NotFound where there is no such indicator or place."""
    page = indicator_page(asker, indicator, selection)
    effects = effects_in(whole_series(asker, indicator, page.selection))[::-1]
    chosen = next((each for each in effects if each.measure.action == selection.action), effects[0] if effects else None)
    is_now = selection.as_of is None and not selection.without_levels
    return EffectsPage(
        page,
        replace(page.series, contrast=chosen.contrast if chosen else None),
        effects,
        chosen,
        level_form(asker, chosen) if chosen and is_now else None,
        level_log(asker, indicator),
        may_decide(asker) and is_now,
    )


def has_levels(series: Series) -> bool:
    """Whether a new level is counted in this chart, or was set aside in it."""
    return any(mark.kind is MarkKind.REBASE for mark in series.marks)
