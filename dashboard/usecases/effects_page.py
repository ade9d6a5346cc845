"""Indikator → Tiltak: the chart with its measures, what each has done, and the new levels that were decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.auth import Asker, Role
from dashboard.selection import Selection
from dashboard.usecases.effects import MeasureEffect, effects_in, whole_series
from dashboard.usecases.finished import Series
from dashboard.usecases.forms import FormView
from dashboard.usecases.indicator import IndicatorPage, indicator_page
from dashboard.usecases.new_levels import LevelEntry, level_form, level_log, may_decide, take_back_form
from dashboard.usecases.writing import Unfit


@dataclass(frozen=True, slots=True)
class EffectsPage:
    """`series` is as chosen, with the before and after of the `chosen` measure; a form is None where there is nothing to decide, or not for the asker."""

    page: IndicatorPage
    series: Series
    effects: tuple[MeasureEffect, ...]  # the newest first
    chosen: MeasureEffect | None
    deciding: FormView | None
    taking_back: FormView | None
    log: tuple[LevelEntry, ...]
    may_write: bool  # a measure

    @property
    def action(self) -> int:
        """The number of the measure that is shown; 0, which none has, where there is none."""
        return self.chosen.measure.action if self.chosen else 0


def effects_page(asker: Asker, indicator: str, selection: Selection) -> EffectsPage:
    """NotFound where there is no such indicator or place."""
    page = indicator_page(asker, indicator, selection)
    effects = effects_in(whole_series(asker, indicator, page.selection))[::-1]
    chosen = next((each for each in effects if each.measure.action == selection.action), effects[0] if effects else None)
    is_now, log = selection.as_of is None and not selection.without_levels and may_decide(asker), level_log(asker, indicator)
    return EffectsPage(
        page,
        replace(page.series, contrast=chosen.contrast if chosen else None),
        effects,
        chosen,
        level_form(asker, chosen) if chosen and is_now else None,
        take_back_form(log, page.series.area.code) if is_now else None,
        log,
        asker.user.role.may(Role.LEADER),
    )


def deciding_again(asker: Asker, found: EffectsPage, given: Mapping[str, object], unfit: Unfit) -> FormView | None:
    """With what was written and what is wrong in it."""
    return level_form(asker, found.chosen, given, unfit.faults) if found.chosen else None


def taking_back_again(found: EffectsPage, given: Mapping[str, object], unfit: Unfit) -> FormView | None:
    return take_back_form(found.log, found.series.area.code, given, unfit.faults)
