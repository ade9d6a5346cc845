"""How many marks chance alone would give on a page, and how many there are: the same count for the front page and the board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.stats.false_signals import chance_of_as_many, chance_of_mark
from dashboard.usecases.charting import Charted
from dashboard.usecases.finished import Signal

MARKED = (Signal.WORSE, Signal.CHANGED, Signal.BETTER)
UNLIKELY = 0.05  # from here down chance alone is no explanation of so many


@dataclass(frozen=True, slots=True)
class Noise:
    series: int  # so many were looked at …
    marked: int  # … so many bear a mark today …
    expected: float  # … and so many would by chance alone
    is_more_than_chance: bool
    late: int = 0  # so many were left out, since their newest figures are not of today


def noise(marks: Iterable[tuple[Signal, float, bool]]) -> Noise:
    """From each series' mark, the chance that a stable one would bear one, and whether its figures are late."""
    every = list(marks)
    found = [(signal, chance) for signal, chance, is_late in every if not is_late]
    marked, expected = sum(signal in MARKED for signal, _ in found), sum(chance for _, chance in found)
    return Noise(len(found), marked, expected, chance_of_as_many(marked, expected) <= UNLIKELY, len(every) - len(found))


def chance_of(drawn: Charted) -> float:
    """The chance that a stable series charted so bears a mark today."""
    return chance_of_mark(drawn.chart, drawn.length)
