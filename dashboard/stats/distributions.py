"""The few quantiles and probabilities that the methods need, from scipy.special: scipy.stats takes ten times as long to import."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special  # type: ignore[import-untyped]

from dashboard.stats.points import Floats, Ints


def z_of(confidence: float) -> float:
    """The two-sided normal quantile: 1.96 for 0.95, 3.09 for 0.998."""
    return float(special.ndtri((1 + confidence) / 2))


def normal_below(z: ArrayLike) -> Floats:
    """The probability that a normal variable lies below z."""
    return np.asarray(special.ndtr(z), dtype=float)


def chi_square_quantile(probability: ArrayLike, freedom: ArrayLike) -> Floats:
    """The chi-square value that this probability lies below."""
    return np.asarray(2 * special.gammaincinv(np.asarray(freedom, dtype=float) / 2, probability), dtype=float)


def t_quantile(probability: ArrayLike, freedom: ArrayLike) -> Floats:
    """The Student t value that this probability lies below."""
    return np.asarray(special.stdtrit(freedom, probability), dtype=float)


def binomial_at_most(events: ArrayLike, n: ArrayLike, share: ArrayLike) -> Floats:
    """The probability of at most so many events among n; 0 below none."""
    x, cases, p = np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in (events, n, share)))
    return np.where(x < 0, 0.0, np.where(x >= cases, 1.0, special.bdtr(np.clip(x, 0, cases), cases.astype(np.int64), p)))


def poisson_at_most(events: ArrayLike, expected: ArrayLike) -> Floats:
    """The probability of at most so many events where so many are expected; 0 below none."""
    x = np.asarray(events, dtype=float)
    return np.where(x < 0, 0.0, special.pdtr(np.maximum(x, 0), expected))


def binomial_quantile(probability: float, n: ArrayLike, share: float) -> Ints:
    """The fewest events that at least this probability lies at or below; n up to some thousands."""
    cases = np.asarray(n, dtype=np.int64)
    guess: Ints = np.rint(cases * share + special.ndtri(probability) * np.sqrt(cases * share * (1 - share))).astype(np.int64)
    for _ in range(int(cases.max(initial=0)) + 1):  # the normal guess is one or two off
        high = (guess > 0) & (binomial_at_most(guess - 1, cases, share) >= probability)
        low = binomial_at_most(guess, cases, share) < probability
        if not (high | low).any():
            break
        guess = guess - high + low
    return guess
