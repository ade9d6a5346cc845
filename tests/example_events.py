"""The invented reports of events among the example data: what each unit has put into the system of deviations, month by month."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from random import Random

HEADER = "enhet;periode;kategori;alvorlighet;antall;kommentar"
INVENTED = "Oppdiktet"
FIRST, LAST = (2023, 11), (2026, 10)
PLACES = {"SYK-01": 62, "SYK-02": 54, "SYK-03": 48, "SYK-04": 34, "HJT-01": 70, "HJT-02": 84, "HJT-03": 24}  # how much there is to report
CATEGORIES = {  # reports a month for each of the places, and the share of them with harm
    "Fall": (0.19, 0.27),
    "Legemidler": (0.11, 0.06),
    "Trykksår": (0.02, 0.7),
    "Infeksjon": (0.015, 0.4),
    "Ernæring": (0.02, 0.1),
    "Behandling og pleie": (0.04, 0.2),
    "Vold og trusler": (0.05, 0.12),
    "Samhandling": (0.06, 0.03),
    "Annet": (0.03, 0.05),
}
SEVERITIES = (("lett", 0.74), ("moderat", 0.2), ("alvorlig", 0.055), ("død", 0.005))
MORE_REPORTED = {"SYK-02": ("2025-06", 1.8)}  # an open door for reporting: more is reported, and no more harm comes of it
FEWER_FALLS_WITH_HARM = {"SYK-01": ("2025-03", 0.4)}


def periods() -> Iterator[str]:
    year, month = FIRST
    while (year, month) <= LAST:
        yield f"{year}-{month:02}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def event_rows() -> Iterator[tuple]:
    """Only what happened; a month without anything says so with a row of its own."""
    for unit in PLACES:
        random = Random(f"events {unit}")
        for period in periods():
            counts = _month(unit, period, random)
            for (category, severity), count in counts.items():
                yield unit, period, category, severity, count, INVENTED
            if not counts:
                yield unit, period, "", "", 0, INVENTED


def _month(unit: str, period: str, random: Random) -> Counter:
    more = _factor(MORE_REPORTED, unit, period)
    counts: Counter = Counter()
    for category, (level, harmful) in CATEGORIES.items():
        share = harmful * (_factor(FEWER_FALLS_WITH_HARM, unit, period) if category == "Fall" else 1)
        counts[category, "ingen"] = _poisson(random, PLACES[unit] * level * (1 - harmful) * more)
        for severity, part in SEVERITIES:
            counts[category, severity] = _poisson(random, PLACES[unit] * level * share * part)
    return +counts


def _factor(changes: dict[str, tuple[str, float]], unit: str, period: str) -> float:
    since, factor = changes.get(unit, ("9999", 1.0))
    return factor if period >= since else 1.0


def _poisson(random: Random, mean: float) -> int:
    """Knuth's method: the same in every version of Python."""
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count
