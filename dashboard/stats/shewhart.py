"""The charts for counted things: p and u with their p' and u' (Laney), c, and for measured things I, I' and mR.

Every function takes arrays (…, period) and a Setup and gives a ControlChart per 1; `.times(1000)` makes it per 1000.
A missing value breaks the moving ranges on both sides of it; a ghost is stepped over. Limits are three sigma, without Making Data
Count's rounding: sigma of a moving range is its mean / 1.128.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.control_chart import PLAIN, ControlChart, Setup, around, moving_ranges
from dashboard.stats.counts import refuse_impossible, values_of
from dashboard.stats.moving_range import D2, RANGE_LIMIT, mean_moving_range
from dashboard.stats.points import Flags, Floats, Ints, mean, numbers, per_segment, previous, ratio, total
from dashboard.stats.rare_events import g_chart, t_chart

I_PRIME_LIMIT = 3.2665  # as RANGE_LIMIT, with the more exact constant of the I' chart


def p_chart(events: ArrayLike, n: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """Shares: the centre is all events over all cases, the limits are wider where there are fewer cases."""
    return _p(events, n, setup, prime=False)


def p_prime_chart(events: ArrayLike, n: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """Shares of many cases that vary more than chance alone: limits times σz, which `spread` tells."""
    return _p(events, n, setup, prime=True)


def u_chart(events: ArrayLike, exposure: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """Rates: events over exposure."""
    return _u(events, exposure, setup, prime=False)


def u_prime_chart(events: ArrayLike, exposure: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """Rates that vary more than chance alone: limits times σz, which `spread` tells."""
    return _u(events, exposure, setup, prime=True)


def _p(events: ArrayLike, n: ArrayLike, setup: Setup, *, prime: bool) -> ControlChart:
    x, cases = np.broadcast_arrays(numbers(events), numbers(n))
    refuse_impossible(x, cases, is_share=True)
    chart = _with_denominator(x, cases, setup, lambda centre: np.sqrt(np.maximum(centre * (1 - centre), 0)), prime=prime)
    return chart.clipped(0, 1)


def _u(events: ArrayLike, exposure: ArrayLike, setup: Setup, *, prime: bool) -> ControlChart:
    x, cases = np.broadcast_arrays(numbers(events), numbers(exposure))
    refuse_impossible(x, cases, is_share=False)
    return _with_denominator(x, cases, setup, np.sqrt, prime=prime).clipped(0)


def _with_denominator(x: Floats, n: Floats, setup: Setup, deviation: Callable[[Floats], Floats], *, prime: bool) -> ControlChart:
    values = values_of(x, n)
    segment, counts, basis = _points(values, setup)
    centre = _centre(ratio(per_segment(x, basis & counts, segment, total), per_segment(n, basis & counts, segment, total)), setup)
    sigma = ratio(deviation(centre), np.sqrt(np.where(np.isfinite(values), n, np.nan)))
    if not prime:
        return around(values, centre, sigma, counts, segment)
    ranges = moving_ranges(ratio(values - centre, sigma), basis, segment)
    spread = mean_moving_range(ranges, segment, screen=setup.screen) / D2
    return replace(around(values, centre, sigma * spread, counts, segment), spread=spread)


def c_chart(events: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """Counts of events under equal conditions every period."""
    values = numbers(events)
    refuse_impossible(values, np.ones_like(values), is_share=False)
    segment, counts, basis = _points(values, setup)
    centre = _centre(per_segment(values, basis & counts, segment, mean), setup)
    return around(values, centre, np.sqrt(centre), counts, segment).clipped(0)


def i_chart(values: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """Measurements one at a time, with the exact constant 3 / 1.128."""
    array = numbers(values)
    segment, counts, basis = _points(array, setup)
    centre = _centre(per_segment(array, basis & counts, segment, mean), setup)
    ranges = moving_ranges(array, basis, segment)
    return around(array, centre, mean_moving_range(ranges, segment, screen=setup.screen) / D2, counts, segment)


def i_prime_chart(events: ArrayLike, n: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """Measurements that rest on different numbers of cases: limits as on the I chart, but wider where there are fewer cases."""
    x, cases = np.broadcast_arrays(numbers(events), numbers(n))
    refuse_impossible(x, cases, is_share=False)
    values = values_of(x, cases)
    segment, counts, basis = _points(values, setup)
    known = basis & counts
    centre = _centre(ratio(per_segment(values * cases, known, segment, total), per_segment(cases, known, segment, total)), setup)
    inverse = ratio(1.0, np.where(np.isfinite(values), cases, np.nan))
    pair = np.sqrt(inverse + previous(inverse, basis, segment))
    deviations = np.sqrt(np.pi / 2) * ratio(moving_ranges(values, basis, segment), pair)
    typical = mean_moving_range(deviations, segment, screen=setup.screen, limit=I_PRIME_LIMIT)
    return around(values, centre, typical * np.sqrt(inverse), counts, segment)


def mr_chart(values: ArrayLike, setup: Setup = PLAIN) -> ControlChart:
    """The moving ranges themselves: sudden jumps."""
    array = numbers(values)
    segment = setup.segment_of(array)
    ranges = moving_ranges(array, np.ones(array.shape, dtype=bool), segment)
    counts = np.isfinite(ranges) & setup.kept(array)
    basis = setup.basis(np.ones(array.shape, dtype=bool), segment) & counts
    centre = _centre(per_segment(ranges, basis, segment, mean), setup)
    chart = around(ranges, centre, (RANGE_LIMIT - 1) / 3 * centre, counts, segment)
    return replace(chart, lower=0 * centre, lower_2s=0 * centre, upper_2s=RANGE_LIMIT * 2 / 3 * centre)


def _points(values: Floats, setup: Setup) -> tuple[Ints, Flags, Flags]:
    """Segments, counting points, and the points that limits are found from, among them missing ones: these break a moving range."""
    segment, kept = setup.segment_of(values), setup.kept(values)
    basis = setup.basis(np.ones(values.shape, dtype=bool), segment) & kept
    return segment, kept & np.isfinite(values), basis


def _centre(found: Floats, setup: Setup) -> Floats:
    return found if setup.centre is None else np.full(found.shape, float(setup.centre))


WITH_DENOMINATOR = {"p": p_chart, "pp": p_prime_chart, "u": u_chart, "up": u_prime_chart, "ip": i_prime_chart}
WITHOUT_DENOMINATOR = {"c": c_chart, "i": i_chart, "mr": mr_chart, "g": g_chart, "t": t_chart}
