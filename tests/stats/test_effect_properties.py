"""What must hold for every series: where zero lies and what the unit is called change no verdict, and a mirror mirrors it."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from dashboard.stats.effect import Finding, effect
from dashboard.stats.level_step import BEYOND_NOISE, MOST_LIKENESS, TAIL, TAIL_OF_FEW, Basis, Step, Stretch
from tests.stats.courses import course

MIRROR = {Finding.IMPROVEMENT: Finding.WORSENING, Finding.WORSENING: Finding.IMPROVEMENT}
values = st.lists(st.integers(-30, 30), min_size=22, max_size=40).map(lambda found: np.array(found, dtype=float))
steps = st.sampled_from([-40.0, -20.0, 0.0, 20.0, 40.0])
counts = st.lists(st.integers(0, 12), min_size=22, max_size=40).map(lambda found: np.array(found, dtype=float))
START = 13


def moved(found: np.ndarray, away: float) -> np.ndarray:
    return found + away * (np.arange(found.size) >= START)


def finding(found: np.ndarray, direction: int = 1) -> Finding:
    return effect(course(found), START, START, direction=direction).finding


@settings(deadline=None, max_examples=40)
@given(values, steps, st.integers(-1000, 1000), st.sampled_from([0.001, 0.5, 3.0, 1e6]))
def test_where_zero_lies_and_how_large_the_unit_is_change_nothing(found, away, shift, factor):
    assume(_is_clear(moved(found, away)))
    assert finding(moved(found, away)) is finding((moved(found, away) + shift) * factor)


@settings(deadline=None, max_examples=40)
@given(values, steps)
def test_a_mirror_mirrors_the_verdict(found, away):
    plain = finding(moved(found, away))
    assert finding(-moved(found, away)) is MIRROR.get(plain, plain)
    assert finding(-moved(found, away), direction=-1) is plain


@settings(deadline=None, max_examples=40)
@given(counts, st.integers(12, 40))
def test_those_without_are_the_mirror_of_those_with(found, n):
    with_, without = (course(each / n, np.full(found.size, float(n)), Basis.SHARE) for each in (found, n - found))
    plain = effect(with_, START, START, direction=1)
    assert effect(without, START, START, direction=-1).finding is plain.finding


@settings(deadline=None, max_examples=40)
@given(counts, st.sampled_from([1.0, 30.0, 900.0, 2e6]))
def test_the_unit_of_exposure_changes_nothing(found, exposure):
    one, other = (effect(course(found / n, np.full(found.size, n), Basis.RATE), START, START) for n in (1.0, exposure))
    assert one.finding is other.finding


@settings(deadline=None, max_examples=40)
@given(counts, steps.map(abs), st.sampled_from(list(Basis)))
def test_a_slow_twin_says_the_same(found, away, basis):
    numbers, n = moved(found, away / 2), 40.0
    weights = np.full(numbers.size, 1.0 if basis is Basis.MEASURED else n)
    one = course(np.minimum(numbers, n) / weights, weights, basis)
    halves = [slice(0, START), slice(START, None)]
    step = Step(basis, *(Stretch(one.values[part], one.weights[part]) for part in halves))
    up, down, tail = twin(basis, *([round(x) for x in np.minimum(numbers, n)[part]] for part in halves), n)
    assume(min(abs(up - tail), abs(down - tail)) > 1e-9)
    assert step.direction == (1 if up < tail else -1 if down < tail else 0)


def twin(basis: Basis, before: list[int], after: list[int], n: float) -> tuple[float, float, float]:
    """The rule once more, one number at a time, with another library's distributions."""
    cases = 1.0 if basis is Basis.MEASURED else n
    levels = [sum(part) / (cases * len(part)) for part in (before, after)]
    varies = [{Basis.MEASURED: 1.0, Basis.SHARE: p * (1 - p), Basis.RATE: p}[basis] for p in levels]
    away = [
        [(x / cases - p) * math.sqrt(cases / v) if v > 0 else 0.0 for x in part]
        for part, p, v in zip((before, after), levels, varies, strict=True)
    ]
    squares, number = sum(a * a for part in away for a in part), len(before) + len(after)
    factor = _factor(basis, away, squares, number)
    rarer = min(sum(before), cases * len(before) - sum(before)) if basis is Basis.SHARE else sum(before)
    tail = TAIL if basis is Basis.MEASURED or rarer >= 100 else TAIL_OF_FEW
    if basis is Basis.RATE:
        return *_by_counts(sum(before) / factor, sum(after) / factor, len(after) / number), tail
    pooled = (sum(before) + sum(after)) / (cases * number)
    around = 1.0 if basis is Basis.MEASURED else pooled * (1 - pooled)
    error = math.sqrt(factor * around * (1 / (cases * len(before)) + 1 / (cases * len(after))))
    rise = levels[1] - levels[0]
    if error < 1e-9:
        return (0.0, 1.0, tail) if rise > 1e-9 else (1.0, 0.0, tail) if rise < -1e-9 else (0.5, 0.5, tail)
    spread = stats.t(number - 2) if basis is Basis.MEASURED else stats.norm()
    return float(spread.sf(rise / error)), float(spread.cdf(rise / error)), tail


def _by_counts(x: float, y: float, part: float) -> tuple[float, float]:
    up = stats.beta.cdf(part, y, x + 1) if y > 0 else 1.0
    down = stats.beta.sf(part, y + 1, x) if x > 0 else 1.0
    return up - (up + down - 1) / 2, down - (up + down - 1) / 2


def _factor(basis: Basis, away: list[list[float]], squares: float, number: int) -> float:
    if squares < 1e-18:
        return 0.0 if basis is Basis.MEASURED else 1.0
    extra = squares / (number - 2)
    if basis is not Basis.MEASURED:
        extra = max(1.0, extra - BEYOND_NOISE * math.sqrt(2 / (number - 2)))
    products = sum(one * next_ for part in away for one, next_ in pairwise(part))
    likeness = products / squares + 2 / number - BEYOND_NOISE / math.sqrt(number)
    likeness = min(max(likeness, 0.0), MOST_LIKENESS)
    return extra * (1 + likeness) / (1 - likeness)


def _is_clear(found: np.ndarray) -> bool:
    """Far enough from the border for rounding not to decide."""
    step = Step(Basis.MEASURED, *(Stretch(found[part], np.ones(found[part].size)) for part in (slice(0, START), slice(START, None))))
    return all(
        finding(found) is effect(course(np.where(np.arange(found.size) >= START, found + nudge, found)), START, START, direction=1).finding
        for nudge in (-1e-6, 1e-6)
    ) and bool(step.factor >= 0)
