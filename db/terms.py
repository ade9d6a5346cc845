"""The words of the trade as types: what a period, a status or a direction can be."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache, total_ordering


class Direction(StrEnum):
    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    NEUTRAL = "neutral"


class Kind(StrEnum):
    PROPORTION = "proportion"
    RATE = "rate"
    COUNT = "count"
    MEAN = "mean"
    MEDIAN = "median"
    INDEX = "index"
    YES_NO = "yes_no"


class Status(StrEnum):
    """Why a number stands there, or why none does."""

    NORMAL = "normal"
    PROVISIONAL = "provisional"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_REPORTED = "not_reported"
    NOT_RELEVANT = "not_relevant"

    @property
    def has_value(self) -> bool:
        return self in (Status.NORMAL, Status.PROVISIONAL)


class Frequency(StrEnum):
    YEAR = "year"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"  # the day of each event


class Overlap(StrEnum):
    """How the periods that neighbouring values cover overlap."""

    ROLLING = "rolling"  # the last twelve months, three years …
    CUMULATIVE = "cumulative"  # so far this year


class MarkKind(StrEnum):
    """What an analyst has noted at a period of a series."""

    DEFINITION = "definition"  # counted in another way from here on
    SCALE = "scale"  # answered on another scale from here on
    REBASE = "rebase"  # another level from here on, of a known cause
    GHOST = "ghost"  # this point is shown and not counted
    NOTE = "note"  # something worth knowing happened


class AreaType(StrEnum):
    COUNTRY = "country"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    GROUP = "group"
    UNIT = "unit"
    ORGANISATION = "organisation"


class Change(StrEnum):
    """What happened to an area when its successor took over."""

    RENUMBERED = "renumbered"
    MERGED = "merged"
    SPLIT = "split"
    ADJUSTED = "adjusted"  # a part of the territory moved; neither area ended


class Goal(StrEnum):
    FEWER_HARMS = "fewer_harms"
    SAFETY_CULTURE = "safety_culture"
    LASTING_STRUCTURES = "lasting_structures"


class IndicatorType(StrEnum):
    STRUCTURE = "structure"
    PROCESS = "process"
    OUTCOME = "outcome"
    BALANCING = "balancing"


class IndicatorState(StrEnum):
    APPROVED = "approved"
    DRAFT = "draft"


class TargetLevel(StrEnum):
    REQUIREMENT = "requirement"
    AMBITION = "ambition"


class Role(StrEnum):
    """Who is asking; every role may do what the roles before it may."""

    READER = "reader"
    LEADER = "leader"
    COMMITTEE = "committee"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"

    def may(self, needed: Role) -> bool:
        order = list(Role)
        return order.index(self) >= order.index(needed)


class ReversalKind(StrEnum):
    """What was done with a delivery after it was stored."""

    UNDO = "undo"  # taken back
    REDO = "redo"  # the undo taken back


class UploadState(StrEnum):
    """Where a file that somebody drops on the page stands."""

    READING = "reading"
    QUESTION = "question"  # it can be read in two ways, and waits for an answer
    CHECKED = "checked"  # it could be published
    SCHEDULED = "scheduled"  # it will be, at publish_at
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"  # nobody went on with it in time
    FAILED = "failed"  # a fault of ours or of the database, and none of the file's


class Outcome(StrEnum):
    STORED = "stored"
    UNCHANGED = "unchanged"
    NEEDS_ANSWER = "needs_answer"
    REFUSED = "refused"


class Severity(StrEnum):
    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"
    INFO = "info"


# What a numerator over a denominator is multiplied by to stand in the unit; any other unit is the plain number.
MULTIPLIERS = {"percent": 100, "per_100": 100, "per_1000": 1000, "per_10000": 10_000, "per_100000": 100_000}

MONTHS_IN = {Frequency.YEAR: 12, Frequency.TERTIAL: 4, Frequency.QUARTER: 3, Frequency.MONTH: 1}
LETTER = {Frequency.TERTIAL: "T", Frequency.QUARTER: "Q", Frequency.MONTH: "M"}
KNOWN_TEXTS = 20_000  # every day of fifty years
_CANONICAL = re.compile(r"([0-9]{4})(?:-(?:T([1-3])|Q([1-4])|M(0[1-9]|1[0-2])))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@total_ordering
@dataclass(frozen=True)
class Period:
    """A civil period: a year, tertial, quarter, month or day. Number counts from 1 within the year.

    A page of twelve trends asks its periods for their days half a million times, so each finds them out once, and a text is read once.
    """

    year: int
    frequency: Frequency = Frequency.YEAR
    number: int = 1

    @classmethod
    def of_day(cls, day: dt.date) -> Period:
        return cls(day.year, Frequency.DAY, day.timetuple().tm_yday)

    @classmethod
    def holding(cls, day: dt.date, frequency: Frequency) -> Period:
        """The period of this frequency in which the day lies."""
        return cls.of_day(day) if frequency is Frequency.DAY else cls(day.year, frequency, (day.month - 1) // MONTHS_IN[frequency] + 1)

    @classmethod
    @lru_cache(KNOWN_TEXTS)
    def parse(cls, text: str) -> Period:
        """Read the canonical form only; what people write is read by etl.decode."""
        if _DAY.fullmatch(text):
            return cls.of_day(dt.date.fromisoformat(text))
        match = _CANONICAL.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a period; write 2024, 2024-T2, 2024-Q3, 2024-M05 or 2024-05-17")
        year, tertial, quarter, month = match.groups()
        if tertial:
            return cls(int(year), Frequency.TERTIAL, int(tertial))
        if quarter:
            return cls(int(year), Frequency.QUARTER, int(quarter))
        if month:
            return cls(int(year), Frequency.MONTH, int(month))
        return cls(int(year))

    def __str__(self) -> str:
        if self.frequency is Frequency.YEAR:
            return f"{self.year}"
        if self.frequency is Frequency.DAY:
            return self.first_day.isoformat()
        width = 2 if self.frequency is Frequency.MONTH else 1
        return f"{self.year}-{LETTER[self.frequency]}{self.number:0{width}}"

    @cached_property
    def first_day(self) -> dt.date:
        if self.frequency is Frequency.DAY:
            return dt.date(self.year, 1, 1) + dt.timedelta(days=self.number - 1)
        return dt.date(self.year, (self.number - 1) * MONTHS_IN[self.frequency] + 1, 1)

    @cached_property
    def last_day(self) -> dt.date:
        return self.following.first_day - dt.timedelta(days=1)

    @cached_property
    def following(self) -> Period:
        if self.frequency is Frequency.DAY:
            return Period.of_day(self.first_day + dt.timedelta(days=1))
        if self.number * MONTHS_IN[self.frequency] == 12:
            return Period(self.year + 1, self.frequency, 1)
        return Period(self.year, self.frequency, self.number + 1)

    @cached_property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last, by which periods stand in order."""
        return self.first_day, self.last_day

    def __reduce__(self) -> tuple[type[Period], tuple[int, Frequency, int]]:
        return Period, (self.year, self.frequency, self.number)  # and none of what it found out: that holds a chain of others

    def __hash__(self) -> int:
        return hash((self.year, self.number))  # an Enum's own takes twice as long as the rest

    def __lt__(self, other: Period) -> bool:
        return self.days < other.days
