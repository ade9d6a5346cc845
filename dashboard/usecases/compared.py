"""Finished comparisons: what the dot plot, the funnel, the table and the sentence are made from. Nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.text import alphabetical
from dashboard.usecases.finished import AreaFacts, IndicatorFacts, Kind, Period, Point, Signal


class Against(StrEnum):
    """Whom an area is compared with: others of its own sort, or the units of one municipality with each other."""

    PLACES = "places"
    UNITS = "units"


class Origin(StrEnum):
    """Where a number comes from."""

    PUBLISHED = "published"
    SUM = "sum"  # numerators over denominators of the members that have both
    NONE = "none"  # no figure in the period
    UNCOUNTED = "uncounted"  # none, and its members have values without the counts that could be added
    TOO_FEW = "too_few"  # none, and what its members have is not enough to stand for it
    UNKNOWN_MEMBERS = "unknown_members"  # none, and nobody has said who was in the group


@dataclass(frozen=True, slots=True)
class Compared:
    """One area in the comparison. `point` carries its own 95 % interval; without a value it says why."""

    area: AreaFacts
    point: Point | None
    origin: Origin = Origin.PUBLISHED
    is_own: bool = False
    is_whole: bool = False  # holds others of the comparison: the country, a county, a group, the municipality of the units
    parts: int = 0  # of a sum: how many members were added …
    members: int = 0  # … of how many
    hidden: int = 0  # … and how many were left out because their numbers are hidden
    grouping: int | None = None  # the year of the division into groups
    months: int = 0  # of a pooled number: how many periods were added
    is_without_own: bool = False  # the own numbers are taken out: they are more than a tenth of the whole
    word: str = "not_compared"  # how it stands to the reference: better, worse, higher, lower, similar
    signal: Signal | None = None  # set where it differs for sure
    is_older: bool = False  # the newest that there is, and older than the own: shown, not compared

    @property
    def value(self) -> float | None:
        return self.point.value if self.point else None


@dataclass(frozen=True, slots=True)
class FunnelUnit:
    """A unit in the funnel: value in the indicator's unit, place 2 above the outer limit, 1 the inner, 0 inside, -1, -2."""

    area: AreaFacts
    point: Point
    size: float
    value: float
    place: int
    place_by_chance: int  # as place, before the limits are widened
    signal: Signal | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """The funnel's curves: sizes and, in the indicator's unit, the limits at each."""

    sizes: tuple[float, ...]
    lower95: tuple[float, ...]
    upper95: tuple[float, ...]
    lower998: tuple[float, ...]
    upper998: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FunnelFacts:
    centre: float
    others: float | None  # all but the own, numerators over denominators
    units: tuple[FunnelUnit, ...]  # by name: the order tells nothing of the values
    limits: Limits
    is_widened: bool  # the units differ more than chance allows, and the limits allow for it
    expected: float  # how many chance alone would put beyond the outer limits

    @property
    def own(self) -> FunnelUnit | None:
        return next((unit for unit in self.units if unit.is_own), None)

    @property
    def beyond(self) -> tuple[FunnelUnit, ...]:
        return tuple(unit for unit in self.units if abs(unit.place) == 2)

    @property
    def beyond_by_chance(self) -> int:
        return sum(abs(unit.place_by_chance) == 2 for unit in self.units)


@dataclass(frozen=True, slots=True)
class Comparison:
    indicator: IndicatorFacts
    against: Against
    area: AreaFacts  # the reader's own
    first: Period  # the same as `last` where one period is compared
    last: Period
    rows: tuple[Compared, ...]  # the own first, then those chosen
    others: tuple[Compared, ...]  # every other of the same sort that has figures, by name
    funnel: FunnelFacts | None
    sentence: str
    notes: tuple[str, ...]
    is_fictional: bool = False
    breakdown: str = ""

    @property
    def own(self) -> Compared | None:
        return next((row for row in self.rows if row.is_own), None)

    @property
    def everyone(self) -> tuple[Compared, ...]:
        """Every one of the same sort, by name: the order tells nothing of the values."""
        members = (row for row in (*self.rows, *self.others) if not row.is_whole)
        return tuple(sorted(members, key=lambda row: alphabetical(row.area.name)))

    @property
    def is_drawn(self) -> bool:
        """Answers of yes and no are words, and need no picture."""
        return self.indicator.kind is not Kind.YES_NO and any(row.value is not None for row in self.rows)
