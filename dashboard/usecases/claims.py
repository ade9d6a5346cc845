"""What is claimed of a series: the signals, the verdicts, and how large a change must be to be seen. Nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from db.terms import Period

MUCH = 0.5  # a change of half the level is one that a leader would want to know of


class Signal(StrEnum):
    """What a reader is told, each with its own colour, shape and letter."""

    BETTER = "better"  # ▲ B
    WORSE = "worse"  # ▼ D
    CHANGED = "changed"  # ◆ E, no judgement
    ORDINARY = "ordinary"  # ● –
    TOO_LITTLE = "too_little"  # ○ ?


@dataclass(frozen=True, slots=True)
class Verdict:
    """One claim, its strength and since when; `code` is the key of the sentence, `facts` its numbers."""

    signal: Signal
    code: str
    since: Period | None = None
    facts: dict[str, object] = field(default_factory=dict)


class SeenBy(StrEnum):
    """What would show a change."""

    NEXT = "next"  # the next number, against what chance gives around the level
    LIMITS = "limits"  # the next number, against the chart's limits
    FIVE_YEARS = "five_years"  # a trend over five years


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """The level of the points shown, and how far it must go to be seen; None where no fall (or rise) could."""

    level: float
    fall_to: float | None
    rise_to: float | None
    cases: float | None = None  # behind one number
    by: SeenBy = SeenBy.NEXT

    @property
    def hides_much(self) -> bool:
        """Whether a change that a leader would want to know of, half as much or half again, would not be seen."""
        sees_fall = self.fall_to is not None and self.fall_to >= self.level * (1 - MUCH)
        sees_rise = self.rise_to is not None and self.rise_to <= self.level * (1 + MUCH)
        return not (sees_fall or sees_rise)

    @property
    def hides_double(self) -> bool:
        """Whether no fall at all would be seen, and not even a doubling."""
        return self.fall_to is None and (self.rise_to is None or self.rise_to > 2 * self.level)


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many units answer what in one period; the silent are nobody's «no»."""

    period: Period
    yes: int
    no: int
    silent: int
    exempt: int  # not relevant for them

    @property
    def asked(self) -> int:
        return self.yes + self.no + self.silent
