"""Is harm falling, and where must we ask? The three goals, the services, and what needs attention first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.selection import Selection
from dashboard.usecases.choices import Choices, choices, resolve
from dashboard.usecases.finished import Series, Signal
from dashboard.usecases.goal_counts import GoalPanel, counted_indicators, goal_panels, has_fictional
from dashboard.usecases.noise import Noise, noise
from dashboard.usecases.received import DeliveryFacts, latest
from dashboard.usecases.series import finish
from dashboard.usecases.service import counts
from dashboard.usecases.year_wheel import Deadlines, deadlines
from db import models
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import indicators as queries
from db.terms import Goal, Period, Role

DEADLINES = 5  # on the front page


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """One service: against its own past, against the comparator, and how new its numbers are."""

    id: str
    name: str
    counts: dict[Signal, int]
    compared: dict[Signal, int]
    compared_with: str
    newest: Period | None
    has_fictional: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    goals: tuple[GoalPanel, ...]
    attention: tuple[Series, ...]
    total: int  # how many series were looked at
    noise: Noise  # of all the series that were looked at
    services: tuple[ServiceCard, ...]
    deliveries: tuple[DeliveryFacts, ...]
    deadlines: Deadlines
    selection: Selection
    choices: Choices


def overview(asker: Asker, selection: Selection) -> Overview:
    """The front page for the chosen place and service; everything on it follows the filters."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        resolved = resolve(asker, session, selection)
        wanted = counted_indicators(session, resolved)
        series = finish(asker, session, wanted, resolved)
        everywhere = [*series, *_of_units(asker, session, wanted, resolved)]
        return Overview(
            goals=goal_panels({goal.id: goal.name for goal in queries.goals(session)}, series),
            attention=tuple(sorted((one for one in everywhere if _needs_attention(one)), key=_urgency)),
            total=len(everywhere),
            noise=noise((one.change.signal, one.chance_of_mark, one.provenance.is_late) for one in everywhere if not one.is_answer),
            services=_cards(session, series),
            deliveries=tuple(latest(asker, 5)),
            deadlines=deadlines(asker, DEADLINES, resolved.service_area),
            selection=resolved,
            choices=choices(asker, session, resolved),
        )


def _of_units(asker: Asker, session: Session, wanted: list[str], selection: Selection) -> list[Series]:
    """The same indicators in each unit of the place: where to ask is often one house among many."""
    chosen = selection.with_(compare_with=(selection.area,), breakdown=None)
    units = _below(selection.area, area_queries.units(session))
    return [one for code in units for one in finish(asker, session, wanted, chosen.with_(area=code))]


def _below(code: str, units: Sequence[models.Area]) -> list[str]:
    """The units under a place, and those under them."""
    found = [unit.code for unit in units if unit.parent == code]
    return [each for unit in found for each in (unit, *_below(unit, units))]


def _needs_attention(one: Series) -> bool:
    """Worse than before, or surely short of the target, or worse than the comparator; of figures that are late nothing is asked now."""
    if one.provenance.is_late:
        return False
    verdicts = (one.change, one.goal, one.comparison)
    return any(verdict is not None and verdict.signal is Signal.WORSE for verdict in verdicts)


def _urgency(one: Series) -> tuple[bool, bool, bool, str]:
    """Harm before the other goals, getting worse before standing badly."""
    return (
        one.change.signal is not Signal.WORSE,
        one.indicator.goal is not Goal.FEWER_HARMS,
        one.goal is None or one.goal.signal is not Signal.WORSE,
        one.indicator.name,
    )


def _cards(session: Session, series: list[Series]) -> tuple[ServiceCard, ...]:
    of_service = {
        service: [one for one in series if one.indicator.service_area == service.id] for service in queries.service_areas(session)
    }
    return tuple(_card(service, own) for service, own in of_service.items() if own)


def _card(service: models.ServiceArea, own: Sequence[Series]) -> ServiceCard:
    """Compared with the place that most of the indicators are compared with: national figures have the country, the municipality's own have not."""
    verdicts = [one.comparison for one in own if one.comparison]
    others = Counter(str(verdict.facts["area"]) for verdict in verdicts)
    against = others.most_common(1)[0][0] if others else ""
    return ServiceCard(
        id=service.id,
        name=service.name,
        counts=counts(own),
        compared={signal: sum(one.signal is signal and one.facts["area"] == against for one in verdicts) for signal in Signal},
        compared_with=against,
        newest=max((one.last.period for one in own if one.last), default=None),
        has_fictional=has_fictional(own),
    )
