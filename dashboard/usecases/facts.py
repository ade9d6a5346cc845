"""One reading of the database for a whole page: plain values that the use cases compute from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import groupby
from operator import itemgetter
from types import SimpleNamespace

from sqlalchemy import Row
from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.usecases.data_version import data_version
from dashboard.usecases.finished import AreaFacts, Chart, IndicatorFacts, Status, TargetStep
from dashboard.usecases.geography import Geography, geography
from dashboard.usecases.hidden_numbers import Hidden, hidden_numbers
from dashboard.usecases.kept import kept
from dashboard.usecases.noted import Mark, Measure
from dashboard.usecases.small_numbers import Audience, hides
from db import models
from db.queries import deliveries as delivery_queries
from db.queries import indicators as indicator_queries
from db.queries import levels as level_queries
from db.queries import observations as observation_queries
from db.queries.flags import FlaggedAction, flagged_actions
from db.terms import AreaType, MarkKind, Period
from etl.places import Place

# The rest of IndicatorFacts stands in the table as it is.
NAMED = ("short_name", "service_area_name", "source_name", "licence", "fixed_chart", "months")
NUMBERS = ("value", "numerator", "denominator", "lower", "upper", "invited")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page needs, keyed by the natural codes. `rows` holds the observations of (indicator, area code as published),
    `deliveries` those that they came in.

    What is hidden from the audience has no numbers in `rows`, so nothing that is made from them can give it away.
    """

    indicators: Mapping[str, IndicatorFacts]
    areas: Mapping[str, AreaFacts]
    parents: Mapping[str, str | None]
    places: Mapping[str, Place]
    rows: Mapping[tuple[str, str], list]
    targets: Mapping[str, tuple[TargetStep, ...]]
    deliveries: Mapping[int, models.Delivery]
    marks: Mapping[str, tuple[Mark, ...]]
    actions: Mapping[str, tuple[FlaggedAction, ...]]

    def targets_at(self, indicator: str, area: str) -> tuple[TargetStep, ...]:
        """The steps that hold everywhere and those of this place."""
        return tuple(step for step in self.targets.get(indicator, ()) if step.area in (None, area))

    def marks_at(self, indicator: str, area: str) -> tuple[Mark, ...]:
        """Those that hold everywhere and those of this place, under any number that it has had."""
        return tuple(mark for mark in self.marks.get(indicator, ()) if mark.area in (None, area, *self.places[area].codes))

    def measures_at(self, indicator: str, area: str) -> tuple[Measure, ...]:
        """Those of this place, and of what it is a part of, in time order."""
        within, frequency = set(self.places[area].codes) | set(self._above(area)), self.indicators[indicator].frequency
        found = {row.id: row for row in self.actions.get(indicator, ()) if row.area in within}
        return tuple(
            Measure(row.id, row.title, Period.holding(row.starts_on, frequency), row.starts_on, row.ends_on) for row in found.values()
        )

    def _above(self, area: str) -> Iterator[str]:
        """The place itself, the unit or municipality that it belongs to, and so on; not the county, which measures nothing of a municipality."""
        while area and self.areas[area].type in (AreaType.UNIT, AreaType.MUNICIPALITY):
            yield area
            area = self.parents[area]

    def limited(self, audience: Audience) -> list[IndicatorFacts]:
        """The indicators whose small numbers are hidden from this audience."""
        return [about for about in self.indicators.values() if hides(about, audience)]

    @property
    def codes(self) -> set[str]:
        """Every code that any of the places has had."""
        return {code for place in self.places.values() for code in place.codes}


def read_facts(
    asker: Asker, session: Session, indicators: Collection[str], areas: Collection[str], as_of: int | None, audience: Audience
) -> Facts:
    """All that this audience may know of these indicators in these places, under their earlier codes too, as it stood at `as_of`."""
    known = geography(asker, session)
    key = ("surroundings", data_version(session), tuple(indicators), as_of)
    around = kept(asker.engine, key, lambda: read_surroundings(session, indicators, (), known, as_of))
    facts = replace(around, places={area: known.lineage.place(area) for area in areas})
    return with_rows(session, facts, indicators, areas, as_of, hidden_numbers(asker, session, facts.limited(audience), as_of))


def with_rows(
    session: Session, facts: Facts, indicators: Collection[str], areas: Collection[str], as_of: int | None, hidden: Mapping[str, Hidden]
) -> Facts:
    """With the observations in some of the areas, those that are hidden without their numbers."""
    codes = {code for area in areas for code in facts.places[area].codes}
    found = observation_queries.observations(session, indicators, codes, as_of=as_of)
    rows = {key: list(series) for key, series in groupby(found, key=itemgetter(0, 1))}
    came = delivery_queries.deliveries_numbered(session, {row.delivery for row in found})
    return replace(
        facts,
        rows={key: _shown(series, hidden.get(key[0])) for key, series in rows.items()},
        deliveries={delivery.number: delivery for delivery in came},
    )


def _shown(rows: list, hidden: Hidden | None) -> list:
    return [_emptied(row) if (row.area, row.breakdown, row.period) in hidden else row for row in rows] if hidden else rows


def _emptied(row: Row) -> SimpleNamespace:
    return SimpleNamespace(**row._asdict() | dict.fromkeys(NUMBERS) | {"status": Status.SUPPRESSED, "note": None})


def read_surroundings(
    session: Session, indicators: Collection[str], areas: Collection[str], known: Geography, as_of: int | None = None
) -> Facts:
    """All but the observations. Levels and measures as they stood at `as_of`; what the catalogue says, as it says it today."""
    chosen = indicator_queries.indicators_named(session, indicators)
    names = _names(session)
    return Facts(
        indicators={row.id: _indicator_facts(row, *names) for row in chosen},
        areas=known.facts,
        parents=known.parents,
        places={area: known.lineage.place(area) for area in areas},
        rows={},
        targets=_targets(session, indicators),
        marks=_marks(session, indicators, as_of),
        actions=_actions(session, indicators, as_of),
        deliveries={},
    )


def _names(session: Session) -> tuple[dict[str, str], dict[str, models.Source]]:
    services = {service.id: service.name for service in indicator_queries.service_areas(session)}
    return services, {source.id: source for source in indicator_queries.sources(session)}


def _indicator_facts(row: models.Indicator, services: Mapping[str, str], sources: Mapping[str, models.Source]) -> IndicatorFacts:
    return IndicatorFacts(
        **{field.name: getattr(row, field.name) for field in fields(IndicatorFacts) if field.name not in NAMED},
        short_name=row.short_name or row.name,
        service_area_name=services[row.service_area],
        source_name=sources[row.source].name,
        licence=sources[row.source].licence,
        fixed_chart=Chart(row.chart) if row.chart else None,
        months=tuple(int(month) for month in (row.months or "").split(",") if month),
    )


def _targets(session: Session, indicators: Collection[str]) -> dict[str, tuple[TargetStep, ...]]:
    steps = defaultdict(list)
    for row in indicator_queries.targets(session, indicators):
        steps[row.indicator].append(TargetStep(row.level, row.value, row.valid_from, row.valid_to, row.source, row.area))
    return {indicator: tuple(sorted(found, key=lambda step: step.valid_from)) for indicator, found in steps.items()}


def _marks(session: Session, indicators: Collection[str], as_of: int | None) -> dict[str, tuple[Mark, ...]]:
    """The catalogue's, and the new levels that people have decided on the page."""
    found = defaultdict(list)
    for row in indicator_queries.marks(session, indicators):
        found[row.indicator].append(Mark(Period.parse(row.period), row.kind, row.text, row.decided_by, row.area))
    for level in level_queries.standing_levels(session, indicators, as_of):
        found[level.indicator].append(Mark(Period.parse(level.period), MarkKind.REBASE, level.cause, level.decided_by, level.area))
    return {indicator: tuple(sorted(marks, key=lambda mark: mark.period)) for indicator, marks in found.items()}


def _actions(session: Session, indicators: Collection[str], as_of: int | None) -> dict[str, tuple[FlaggedAction, ...]]:
    rows = flagged_actions(session, indicators, as_of)
    return {indicator: tuple(found) for indicator, found in groupby(rows, key=lambda row: row.indicator)}
