"""Finished numbers: what figures, tables, files and reports are made from. Nothing here computes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dashboard.stats.chart_choice import Chart, Why
from dashboard.stats.icons import Assurance
from dashboard.stats.target_level import Certainty, Level, NotShown
from dashboard.usecases.claims import AnswerCount, Signal, SmallestChange, Verdict
from dashboard.usecases.noted import Break, Contrast, Mark, Measure, TargetStep
from dashboard.usecases.waits import Waits
from db.terms import AreaType, Direction, Frequency, Goal, IndicatorState, IndicatorType, Kind, Overlap, Period, Status

FICTIONAL = "oppdiktet"  # how the remark of a made-up number begins
LIMIT_CHARTS = (Chart.XMR, Chart.P, Chart.P_PRIME, Chart.U, Chart.U_PRIME, Chart.C)  # lower and upper are process limits


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    id: str
    name: str
    short_name: str
    service_area: str
    service_area_name: str
    goal: Goal
    type: IndicatorType
    kind: Kind
    unit: str
    direction: Direction
    frequency: Frequency
    decimals: int
    small_number_limit: int
    state: IndicatorState
    source: str
    source_name: str
    licence: str
    meaning: str | None = None
    why: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    owner: str | None = None
    publication_month: int | None = None
    note: str | None = None
    fixed_chart: Chart | None = None  # the analyst's
    overlap: Overlap | None = None
    baseline: int | None = None  # limits are kept from the first so many points of each segment
    screen: bool = False
    read_beside: str | None = None  # of harm: the indicator of reports that it is read with
    months: tuple[int, ...] = ()  # in which it is measured; empty = all

    @property
    def is_counted(self) -> bool:
        """Whether its values are numerators over denominators, and not means, answers or counts."""
        return self.kind in (Kind.PROPORTION, Kind.RATE)


@dataclass(frozen=True, slots=True)
class AreaFacts:
    code: str
    name: str
    type: AreaType
    is_fictional: bool = False

    @property
    def in_sentence(self) -> str:
        """«landet» is no name, and has no capital inside a sentence."""
        return self.name[:1].lower() + self.name[1:] if self.type is AreaType.COUNTRY else self.name


@dataclass(frozen=True, slots=True)
class Point:
    """One observation, ready to show. centre/lower/upper belong to the chart: process limits, or the point's own interval."""

    period: Period
    value: float | None
    status: Status
    numerator: float | None = None
    denominator: float | None = None
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    signal: Signal | None = None  # set on a flagged point only
    delivery: int | None = None
    note: str | None = None
    invited: float | None = None  # of a survey: so many were asked
    is_ghost: bool = False  # shown, and left out of limits, rules and claims
    is_trial: bool = False  # its limits rest on so few points that each new one moves them

    def within(
        self, centre: float | None, lower: float | None, upper: float | None, signal: Signal | None = None, is_trial: bool = False
    ) -> Point:
        """The same observation with what a chart adds. A page has thousands, and dataclasses.replace takes three times as long."""
        return Point(
            self.period,
            self.value,
            self.status,
            self.numerator,
            self.denominator,
            centre,
            lower,
            upper,
            signal,
            self.delivery,
            self.note,
            self.invited,
            self.is_ghost,
            is_trial,
        )


class LineRole(StrEnum):
    COUNTRY = "country"
    COUNTY = "county"
    GROUP = "group"
    CHOSEN = "chosen"
    UNIT = "unit"  # of the place itself


@dataclass(frozen=True, slots=True)
class Line:
    """A comparator's points, drawn thinner and labelled at the end."""

    area: AreaFacts
    role: LineRole
    points: tuple[Point, ...]
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Attainment:
    """How far the newest number has come, or why that is not said; without an interval nobody knows how sure it is."""

    period: Period
    level: Level | None = None
    certainty: Certainty | None = None
    not_shown: NotShown | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """So many events too many (or too few) for the step in these periods; `low` and `high` are what chance makes of it."""

    events: int
    low: int
    high: int
    step: TargetStep
    first: Period
    last: Period


@dataclass(frozen=True, slots=True)
class Provenance:
    """The footer that answers the objections: whose number, how fresh, who delivered, how complete."""

    source_name: str
    licence: str
    last_period: Period | None
    delivery: int | None
    file_name: str | None
    received_at: dt.datetime | None
    received_by: str | None
    reported: int  # periods with a value …
    expected: int  # … of the periods from the first to the last
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    indicator: IndicatorFacts
    area: AreaFacts
    breakdown: str
    chart: Chart
    why: Why  # this chart: the key of its sentence
    points: tuple[Point, ...]  # of the indicator's own frequency, in time order
    segments: tuple[tuple[Point, ...], ...]  # the points that one line may join
    comparators: tuple[Line, ...]
    targets: tuple[TargetStep, ...]
    breaks: tuple[Break, ...]
    change: Verdict  # against its own earlier level
    comparison: Verdict | None  # against the first comparator
    goal: Verdict | None  # against the target valid at the last point
    sentence: str  # the ten-second answer
    provenance: Provenance
    other_frequency: tuple[Point, ...] = ()  # e.g. the yearly rows of a tertial indicator: in tables and files, not in the line
    breakdowns: tuple[str, ...] = ("",)
    smallest_change: SmallestChange | None = None
    value_range: tuple[float, float] | None = None  # the ends of the scale that the answers were given on
    assurance: Assurance = Assurance.NONE  # the target against the newest limits
    attainment: Attainment | None = None
    distance: Distance | None = None
    units: tuple[Line, ...] = ()  # of an indicator of yes and no: what each unit has answered
    answers: AnswerCount | None = None
    axis: tuple[Period, Period] | None = None  # the first and last period of a picture that stands with another
    chance_of_mark: float = 0.0  # that chance alone gives a stable series of so many points a mark today
    marks: tuple[Mark, ...] = ()  # of the periods shown
    measures: tuple[Measure, ...] = ()  # begun by the last year asked for, in time order, also those that no point shown lies at
    contrast: Contrast | None = None  # of the measure whose effect is shown
    hindered: Why | None = None  # why the chart that the analyst fixed cannot be used here
    waits: Waits | None = None  # between rare events; `points` are the counts as they came

    @property
    def last(self) -> Point | None:
        """The newest point that has a value and counts."""
        return next((point for point in reversed(self.points) if point.value is not None and not point.is_ghost), None)

    @property
    def is_answer(self) -> bool:
        """Whether it is a matter of yes and no."""
        return self.indicator.kind is Kind.YES_NO

    @property
    def is_fictional(self) -> bool:
        """Made up to show the product: said of the place, or in the remark of a number itself."""
        return self.area.is_fictional or any(
            (point.note or "").casefold().startswith(FICTIONAL) for line in (self, *self.units) for point in line.points
        )
