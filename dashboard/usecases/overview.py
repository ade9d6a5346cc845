"""Is harm falling, and where must we ask? The three goals, the services, and what needs attention first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.selection import Selection
from dashboard.usecases.attention import needing_attention, of_place_and_units
from dashboard.usecases.choices import Choices, choices, resolve
from dashboard.usecases.finished import Series, Signal
from dashboard.usecases.goal_counts import GoalPanel, goal_panels, has_fictional
from dashboard.usecases.noise import Noise, noise
from dashboard.usecases.received import DeliveryFacts, latest
from dashboard.usecases.service import counts
from dashboard.usecases.year_wheel import Deadlines, deadlines
from db import models
from db.engine import reading
from db.queries import indicators as queries
from db.terms import Period, Role

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
        series, of_units = of_place_and_units(asker, session, resolved)
        everywhere = [*series, *of_units]
        return Overview(
            goals=goal_panels({goal.id: goal.name for goal in queries.goals(session)}, series),
            attention=tuple(needing_attention(everywhere)),
            total=len(everywhere),
            noise=noise((one.change.signal, one.chance_of_mark, one.provenance.is_late) for one in everywhere if not one.is_answer),
            services=_cards(session, series),
            deliveries=tuple(latest(asker, 5)),
            deadlines=deadlines(asker, DEADLINES, resolved.service_area),
            selection=resolved,
            choices=choices(asker, session, resolved),
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
