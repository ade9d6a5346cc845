"""What each measure has done, for every one of its indicators in every one of its places, from what the asker may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.selection import Selection
from dashboard.usecases.data_version import data_version
from dashboard.usecases.effects import Finding, MeasureEffect, effects_in
from dashboard.usecases.kept import kept
from dashboard.usecases.series import audience_of, finish
from db.queries.actions import Codes

TOLD = frozenset({Finding.IMPROVEMENT, Finding.WORSENING, Finding.CHANGED, Finding.NO_CHANGE})
Effects = Mapping[int, tuple[MeasureEffect, ...]]  # by measure; one that is only planned has none


def effects_of_actions(asker: Asker, session: Session, indicators_of: Codes, areas_of: Codes) -> Effects:
    """All of them at once, and kept until numbers or measures change: one reading of the facts a place."""
    key = ("effects of measures", data_version(session), audience_of(asker))
    return kept(asker.engine, key, lambda: _effects(asker, session, indicators_of, areas_of))


def has_numbers_enough(effects: tuple[MeasureEffect, ...]) -> bool:
    """Whether the rule can say anything of any of them: then its owner is asked what came of it."""
    return any(effect.finding in TOLD for effect in effects)


def _effects(asker: Asker, session: Session, indicators_of: Codes, areas_of: Codes) -> Effects:
    wanted: dict[str, set[str]] = defaultdict(set)
    for action, areas in areas_of.items():
        for area in areas:
            wanted[area].update(indicators_of.get(action, ()))
    found: dict[int, list[MeasureEffect]] = defaultdict(list)
    for area, indicators in wanted.items():
        for series in finish(asker, session, sorted(indicators), Selection(area=area), keep_empty=True):
            for effect in effects_in(series):
                # A measure of the whole municipality is a flag on its units' charts too, and is judged by the municipality's.
                if area in areas_of.get(effect.measure.action, ()):
                    found[effect.measure.action].append(effect)
    return {action: tuple(effects) for action, effects in found.items()}
