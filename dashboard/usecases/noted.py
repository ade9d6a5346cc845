"""What lies on a time line beside the numbers: where it breaks, what an analyst has noted, what is aimed at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.terms import MarkKind, Period, TargetLevel


@dataclass(frozen=True, slots=True)
class Break:
    """Between two periods no line is joined: the place, the definition, the scale or the level is not the same."""

    period: Period  # the first period after the break
    reason: str  # a text key: renumbered, merged, definition …

    @property
    def starts_anew(self) -> bool:
        """A renumbered place is the same place; after all else limits and claims begin from nothing."""
        return self.reason != "renumbered"


@dataclass(frozen=True, slots=True)
class Mark:
    """What an analyst has noted at a period; `area` None = everywhere."""

    period: Period
    kind: MarkKind
    text: str
    decided_by: str | None = None
    area: str | None = None
    is_set_aside: bool = False  # a new level, where the reader asks for the view without it


@dataclass(frozen=True, slots=True)
class Measure:
    """What was done (et tiltak), from when; `ends_on` None = it goes on."""

    action: int  # its number in the table
    title: str
    period: Period  # the one in which it began
    starts_on: dt.date
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two stretches of a chart that are held against each other, each with its first and last period, and with its level where one may be told."""

    before: tuple[Period, Period]
    after: tuple[Period, Period]
    level_before: float | None = None
    level_after: float | None = None


@dataclass(frozen=True, slots=True)
class TargetStep:
    level: TargetLevel
    value: float
    valid_from: dt.date
    valid_to: dt.date | None
    source: str
    area: str | None = None  # None = everywhere
