"""What the product stands on: sources and licences, how new each is, and what the catalogue holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboard.auth import Asker, require
from db.engine import reading
from db.queries import deliveries as delivery_queries
from db.queries import indicators as indicator_queries
from db.queries import observations as observation_queries
from db.terms import IndicatorState, Role


@dataclass(frozen=True, slots=True)
class SourceFacts:
    name: str
    licence: str
    address: str | None
    indicators: int  # in the catalogue
    last_received: dt.datetime | None


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One indicator as the list of all of them shows it."""

    id: str
    name: str
    service_area: str
    service_area_name: str
    goal: str
    frequency: str
    source: str
    is_draft: bool
    has_data: bool


@dataclass(frozen=True, slots=True)
class About:
    sources: tuple[SourceFacts, ...]
    version: int  # of the facts; a meeting can come back to it


def about(asker: Asker) -> About:
    """Sources in the order of their names."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        rows = indicator_queries.all_indicators(session)
        received: dict[str, dt.datetime] = {}
        for delivery in delivery_queries.all_deliveries(session):
            if delivery.undone_version is None:
                received[delivery.source] = max(delivery.received_at, received.get(delivery.source, delivery.received_at))
        sources = [
            SourceFacts(source.name, source.licence, source.address, sum(row.source == source.id for row in rows), received.get(source.id))
            for source in indicator_queries.sources(session)
        ]
        return About(tuple(sorted(sources, key=lambda source: source.name)), observation_queries.current_version(session))


def catalogue(asker: Asker, service_area: str | None = None) -> list[CatalogueLine]:
    """Every indicator of a service (or of all), those with figures first."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        services = {service.id: service for service in indicator_queries.service_areas(session)}
        sources = {source.id: source.name for source in indicator_queries.sources(session)}
        reported = indicator_queries.indicators_with_data(session, None)
        lines = [
            CatalogueLine(
                id=row.id,
                name=row.name,
                service_area=row.service_area,
                service_area_name=services[row.service_area].name,
                goal=row.goal,
                frequency=row.frequency,
                source=sources[row.source],
                is_draft=row.state is IndicatorState.DRAFT,
                has_data=row.id in reported,
            )
            for row in indicator_queries.all_indicators(session)
            if service_area in (None, row.service_area)
        ]
        return sorted(lines, key=lambda line: (services[line.service_area].position, line.is_draft, not line.has_data, line.name))
