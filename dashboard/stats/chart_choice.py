"""Which chart for which data, and why: the reader gets the one that the numbers can bear, and only an analyst may fix another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.counts import impossible
from dashboard.stats.points import Flags, Floats, numbers
from dashboard.stats.shewhart import p_prime_chart, u_prime_chart
from dashboard.stats.tolerance import largest, side
from dashboard.stats.xmr import RUN_CHART_FROM, TRIAL_LIMITS_FROM

RARE_BELOW = 2.0  # events a period on average: below it limits of counts flag chance, and distances between events do not
FEWEST_RARE = TRIAL_LIMITS_FROM + 1  # events, so that there are as many waits as any limits need
LEAST_EXPECTED = 5.0  # events, and cases without, in a usual period: below it the normal limits of a share are unreliable
WIDER_THAN_CHANCE = 1.2  # σz from which p' and u' are right
NARROWER_THAN_CHANCE = 0.7  # a count that varies less than events do is a stock (places, staff), and is measured
MANY_CASES = 1000.0  # a period: with so many, real small differences would always be signals

EVENTS = ("rate", "count")  # kinds that count what happens


class Chart(StrEnum):
    """What can be drawn."""

    LINE = "line"
    INTERVAL = "interval"
    RUN = "run"
    XMR = "xmr"
    P = "p"
    P_PRIME = "p_prime"
    U = "u"
    U_PRIME = "u_prime"
    C = "c"
    G = "g"
    T = "t"
    LIST = "list"


class Why(StrEnum):
    """The reason of the choice, each with its own sentence."""

    FIXED = "fixed"
    NO_DATA = "no_data"
    YES_NO = "yes_no"
    HIDDEN = "hidden"
    IMPOSSIBLE_COUNTS = "impossible_counts"
    OVERLAPPING = "overlapping"
    ANNUAL = "annual"
    PUBLISHED = "published"  # the publisher gives the interval of each year, and no counts
    NO_EVENTS = "no_events"
    NO_VARIATION = "no_variation"
    FEW_POINTS = "few_points"
    FEW_EVENTS = "few_events"
    RARE_DATED = "rare_dated"
    RARE = "rare"
    MEDIAN_ONLY = "median_only"
    FEW_CASES = "few_cases"
    MANY_CASES = "many_cases"
    VARIES_MORE = "varies_more"
    VARIES_LESS = "varies_less"
    SHARE = "share"
    RATE = "rate"
    COUNT = "count"
    MEASURED = "measured"
    NO_COUNTS = "no_counts"  # these three only as reasons why the analyst's chart cannot be used
    NOT_RARE = "not_rare"
    NOT_DATED = "not_dated"


@dataclass(frozen=True)
class Evidence:
    """One series as it is published, with its counts where these exist; None or NaN where missing.

    kind: proportion, rate, count, mean, median, index or yes_no. frequency: year, tertial, quarter, month or day. overlapping: each
    value covers periods that others cover too (rolling or cumulative). dated: the events' days are known, and each day that had any is
    a value. hidden: some numbers are kept from the reader because they are small. fixed: the analyst's chart.
    """

    kind: str
    frequency: str
    values: ArrayLike
    events: ArrayLike | None = None
    n: ArrayLike | None = None
    overlapping: bool = False
    dated: bool = False
    hidden: bool = False
    fixed: Chart | None = None

    @cached_property
    def x(self) -> Floats:
        """Events; missing where they are not published. A count of whole numbers is its own events."""
        if self.events is not None:
            return numbers(self.events)
        values = numbers(self.values)
        is_whole = self.kind == "count" and bool((np.isnan(values) | (values == np.round(values))).all())
        return values if is_whole else np.full(values.shape, np.nan)

    @cached_property
    def cases(self) -> Floats:
        """Cases or exposure; 1 a period for a bare count."""
        without = 1.0 if self.kind == "count" else np.nan
        return numbers(np.full(np.shape(self.values), without) if self.n is None else self.n)

    @cached_property
    def counted(self) -> Flags:
        """Where value, events and cases are all there."""
        return np.isfinite(numbers(self.values)) & np.isfinite(self.x) & (self.cases > 0)

    @cached_property
    def points(self) -> int:
        """How many values there are."""
        return int(np.isfinite(numbers(self.values)).sum())

    @cached_property
    def has_counts(self) -> bool:
        """Whether every value rests on counts that are known."""
        return self.kind in ("proportion", "rate", "count") and bool(0 < self.points == int(self.counted.sum()))

    @cached_property
    def is_impossible(self) -> bool:
        """Whether some counts cannot be."""
        return self.has_counts and bool(impossible(self.x, self.cases, is_share=self.kind == "proportion").any())

    @cached_property
    def is_rare(self) -> bool:
        """Whether events are so few that their number says less than the waits between them."""
        return self.has_counts and self.kind in EVENTS and float(self.x[self.counted].mean()) < RARE_BELOW

    @cached_property
    def is_constant(self) -> bool:
        """Whether all values are the same."""
        array = numbers(self.values)
        known = array[np.isfinite(array)]
        return not bool(side(known, known[:1], largest(known)).any())

    @cached_property
    def usual_cases(self) -> float:
        """Cases in a period of usual size."""
        return float(np.median(self.cases[self.counted]))

    @cached_property
    def expected(self) -> float:
        """Events, or cases without if these are fewer, in a period of usual size."""
        share = self.x[self.counted].sum() / self.cases[self.counted].sum()
        return float(self.usual_cases * min(share, 1 - share))

    @cached_property
    def spread(self) -> float:
        """σz: how many times more than chance the values vary; NaN when it cannot be found."""
        find = p_prime_chart if self.kind == "proportion" else u_prime_chart
        spread = find(self.x, self.cases).spread
        return np.nan if spread is None else float(spread[-1])


@dataclass(frozen=True, slots=True)
class Choice:
    """The chart and the reason for it; `hindered` is why the analyst's own choice cannot be used on these numbers."""

    chart: Chart
    why: Why
    hindered: Why | None = None


def _is_without_small(data: Evidence) -> bool:
    """Whether what is left when small numbers are hidden is mostly zeros: nothing can be claimed from the months without harm alone."""
    return data.hidden and data.kind in EVENTS and (not data.points or data.is_rare)


# The first that holds decides; the last always does.
ORDER: tuple[tuple[Callable[[Evidence], bool], Chart, Why], ...] = (
    (_is_without_small, Chart.LINE, Why.HIDDEN),
    (lambda data: not data.points, Chart.LINE, Why.NO_DATA),
    (lambda data: data.kind == "yes_no", Chart.LINE, Why.YES_NO),
    (lambda data: data.is_impossible, Chart.LINE, Why.IMPOSSIBLE_COUNTS),
    (lambda data: data.overlapping, Chart.INTERVAL, Why.OVERLAPPING),
    (lambda data: data.dated and not data.x[data.counted].any(), Chart.LIST, Why.NO_EVENTS),
    (lambda data: data.dated and data.x[data.counted].sum() < FEWEST_RARE, Chart.LIST, Why.FEW_EVENTS),
    (lambda data: data.dated, Chart.T, Why.RARE_DATED),
    (lambda data: data.frequency == "year" and data.has_counts, Chart.INTERVAL, Why.ANNUAL),
    (lambda data: data.has_counts and not data.x[data.counted].any(), Chart.INTERVAL, Why.NO_EVENTS),
    (lambda data: data.points < RUN_CHART_FROM, Chart.INTERVAL, Why.FEW_POINTS),
    (lambda data: data.is_constant, Chart.LINE, Why.NO_VARIATION),
    (lambda data: data.is_rare and data.x[data.counted].sum() < FEWEST_RARE, Chart.LIST, Why.FEW_EVENTS),
    (lambda data: data.is_rare, Chart.G, Why.RARE),
    (lambda data: data.points < TRIAL_LIMITS_FROM, Chart.RUN, Why.MEDIAN_ONLY),
    (lambda data: not data.has_counts, Chart.XMR, Why.MEASURED),
    (lambda data: data.kind == "proportion" and data.expected < LEAST_EXPECTED, Chart.RUN, Why.FEW_CASES),
    (lambda data: data.kind == "proportion" and data.usual_cases >= MANY_CASES, Chart.P_PRIME, Why.MANY_CASES),
    (lambda data: data.kind == "proportion" and data.spread > WIDER_THAN_CHANCE, Chart.P_PRIME, Why.VARIES_MORE),
    (lambda data: data.kind == "proportion", Chart.P, Why.SHARE),
    (lambda data: data.spread > WIDER_THAN_CHANCE, Chart.U_PRIME, Why.VARIES_MORE),
    (lambda data: data.kind == "rate", Chart.U, Why.RATE),
    (lambda data: data.spread < NARROWER_THAN_CHANCE, Chart.XMR, Why.VARIES_LESS),
    (lambda data: True, Chart.C, Why.COUNT),
)


LIMITS = (Chart.XMR, Chart.P, Chart.P_PRIME, Chart.U, Chart.U_PRIME, Chart.C)
WAITS = (Chart.G, Chart.T)
WITH_RULES = (Chart.RUN, *LIMITS, *WAITS)
OF_SHARES = (Chart.P, Chart.P_PRIME)
NOT_OF_DAYS = tuple(chart for chart in Chart if chart not in (Chart.T, Chart.LIST))  # the days without events are not among the values
# What a chart cannot stand on, and what to call it; the first that holds is told.
OBSTACLES: tuple[tuple[tuple[Chart, ...], Callable[[Evidence], bool], Why], ...] = (
    (tuple(Chart), _is_without_small, Why.HIDDEN),
    (tuple(Chart), lambda data: not data.points, Why.NO_DATA),
    ((Chart.INTERVAL, *WITH_RULES), lambda data: data.is_impossible, Why.IMPOSSIBLE_COUNTS),
    (WITH_RULES, lambda data: data.overlapping, Why.OVERLAPPING),
    ((Chart.INTERVAL, *LIMITS[1:], *WAITS), lambda data: not data.has_counts, Why.NO_COUNTS),
    ((Chart.RUN,), lambda data: data.points < RUN_CHART_FROM, Why.FEW_POINTS),
    (LIMITS, lambda data: data.points < TRIAL_LIMITS_FROM, Why.FEW_POINTS),
    (NOT_OF_DAYS, lambda data: data.dated, Why.RARE_DATED),
    (WITH_RULES, lambda data: data.is_constant and not data.dated, Why.NO_VARIATION),
    (LIMITS, lambda data: data.is_rare, Why.RARE),
    (OF_SHARES, lambda data: data.expected < LEAST_EXPECTED, Why.FEW_CASES),
    (LIMITS, lambda data: data.kind == "proportion" and data.has_counts and data.expected < RARE_BELOW, Why.FEW_CASES),
    (WAITS, lambda data: not data.is_rare and not data.dated, Why.NOT_RARE),
    (WAITS, lambda data: bool(data.x[data.counted].sum() < FEWEST_RARE), Why.FEW_EVENTS),
    ((Chart.T,), lambda data: not data.dated, Why.NOT_DATED),
)


def obstacle(data: Evidence, chart: Chart) -> Why | None:
    """Why these numbers cannot bear this chart; None where they can."""
    return next((why for charts, holds, why in OBSTACLES if chart in charts and holds(data)), None)


def choose(data: Evidence) -> Choice:
    """The chart for one series. An interval chart needs counts: without them it is a line, for the same reason.

    The analyst's own chart goes before, but gives no limits to numbers that cannot bear them: there the choice is as without it.
    """
    chart, why = next((chart, why) for holds, chart, why in ORDER if holds(data))
    own = Choice(Chart.LINE if chart is Chart.INTERVAL and not data.has_counts else chart, why)
    if data.fixed is None:
        return own
    hindered = obstacle(data, data.fixed)
    return Choice(data.fixed, AS_FIXED.get(data.fixed, Why.FIXED)) if hindered is None else replace(own, hindered=hindered)


AS_FIXED = {Chart.G: Why.RARE, Chart.T: Why.RARE_DATED}  # rare events are judged in the same way, whoever chose their chart
