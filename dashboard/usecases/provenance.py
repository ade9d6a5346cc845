"""The footer of a series: whose number, how fresh, who delivered, how complete."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.usecases.facts import Facts
from dashboard.usecases.finished import IndicatorFacts, Point, Provenance
from dashboard.usecases.lateness import is_late, newest_reported, today
from dashboard.usecases.segments import expected
from db.terms import Frequency


def provenance(facts: Facts, about: IndicatorFacts, points: Sequence[Point]) -> Provenance:
    newest = next((point for point in reversed(points) if point.value is not None), None)
    delivery = facts.deliveries.get(newest.delivery) if newest else None
    return Provenance(
        source_name=about.source_name,
        licence=about.licence,
        last_period=newest.period if newest else None,
        delivery=newest.delivery if newest else None,
        file_name=delivery.file_name if delivery else None,
        received_at=delivery.received_at if delivery else None,
        received_by=delivery.received_by if delivery else None,
        **completeness(about, points),
        is_late=bool(newest) and is_late(newest_reported(points), about.months, today()),
    )


def completeness(about: IndicatorFacts, points: Sequence[Point]) -> dict[str, int]:
    """Fields of a Provenance."""
    reported = sum(point.value is not None for point in points)
    # A day without events has no row.
    return {"reported": reported, "expected": 0 if about.frequency is Frequency.DAY else expected(points, about.months)}
