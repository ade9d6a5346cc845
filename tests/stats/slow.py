"""The same rules written slowly and plainly, on lists of numbers, to check the fast ones against."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import combinations, groupby, pairwise

SEVEN = 7


def parts(values: list, starts: list[int], ghosts: list[int]) -> list[list[int]]:
    """The indexes of the counting points of each segment."""
    edges = [0, *starts, len(values)]
    return [[i for i in range(a, b) if values[i] is not None and i not in ghosts] for a, b in pairwise(edges)]


def mean(values: list[float]) -> float:
    return math.fsum(values) / len(values)


def xmr(
    values: list, starts: list[int], ghosts: list[int], baseline: int | None, *, screen: bool
) -> list[tuple[float, float, float] | None]:
    """Centre, lower and upper limit of each segment; None where it has no two points to find them from."""
    found = []
    for part in parts(values, starts, ghosts):
        basis = [values[i] for i in part[:baseline]]
        ranges = [abs(b - a) for a, b in pairwise(basis)]
        if not ranges:
            found.append(None)
            continue
        if screen and sum(kept := [each for each in ranges if each < 3.267 * mean(ranges)]) > 0:
            ranges = kept
        width = 2.66 * mean(ranges)
        found.append((mean(basis), mean(basis) - width, mean(basis) + width))
    return found


def sides(values: list[float], centre: float) -> list[int]:
    return [0 if math.isclose(v, centre, rel_tol=1e-9, abs_tol=1e-10) else 1 if v > centre else -1 for v in values]


def shift(side: list[int]) -> set[int]:
    windows = (range(i, i + SEVEN) for i in range(len(side) - SEVEN + 1))
    return {i for window in windows if abs(sum(side[i] for i in window)) == SEVEN for i in window}


def trend(values: list[float]) -> set[int]:
    flagged = set()
    for i in range(len(values) - SEVEN + 1):
        steps = sides_of_steps(values[i : i + SEVEN])
        if abs(sum(steps)) == SEVEN - 1:
            flagged |= set(range(i, i + SEVEN))
    return flagged


def sides_of_steps(values: list[float]) -> list[int]:
    return [sides([b], a)[0] for a, b in pairwise(values)]


def two_of_three(side: list[int], near: list[bool]) -> set[int]:
    windows = (range(i, i + 3) for i in range(len(side) - 2))
    held = (w for w in windows if abs(sum(side[i] for i in w)) == 3 and sum(near[i] for i in w) >= 2)
    return {i for window in held for i in window if near[i]}


def anhoej(values: list, centre: float) -> tuple[int, int, int, int, int] | None:
    """Useful observations, longest run and its limit, crossings and their limit."""
    useful = [s for s in sides([v for v in values if v is not None], centre) if s]
    if not useful:
        return None
    lengths = [len(list(run)) for _, run in groupby(useful)]
    n = len(useful)
    below = [sum(math.comb(n - 1, k) for k in range(c + 1)) for c in range(n)]
    fewest = next(c for c, number in enumerate(below) if Fraction(number, 2 ** (n - 1)) >= Fraction(1, 20))
    return n, max(lengths), round(math.log2(n)) + 3, len(lengths) - 1, fewest


def median(values: list[float]) -> float:
    ordered, n = sorted(values), len(values)
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2


def wilson(x: float, n: float, z: float) -> tuple[float, float]:
    """The shares that x of n is just not unlikely for, by halving."""

    def edge(far: float) -> float:
        near, p = x / n, x / n
        for _ in range(200):
            middle = (near + far) / 2
            is_inside = abs(p - middle) <= z * math.sqrt(middle * (1 - middle) / n)
            near, far = (middle, far) if is_inside else (near, middle)
        return near

    return edge(0.0), edge(1.0)


def poisson(x: int, tail: float) -> tuple[float, float]:
    """The expected numbers for which so many (so few) events have this probability, by halving."""

    def at_most(k: int, expected: float) -> float:
        return math.fsum(math.exp(i * math.log(expected) - expected - math.lgamma(i + 1)) for i in range(k + 1))

    def halved(is_below) -> float:
        low, high = 1e-12, 10.0 * x + 50
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if is_below(middle) else (low, middle)
        return low

    return (0.0 if x == 0 else halved(lambda e: 1 - at_most(x - 1, e) < tail)), halved(lambda e: at_most(x, e) > tail)


def quantile_groups(values: list, groups: int) -> list[int | None]:
    known = sorted(v for v in values if v is not None)
    n = len(known)
    if n < groups:
        return [None] * len(values)
    ranks = [None if v is None else known.index(v) + 1 for v in values]
    return [None if r is None else max(1, math.floor(groups + 1 - math.ceil(Fraction((n + 1 - r) * groups, n)))) for r in ranks]


def every_table(total: int, parts_: int) -> list[tuple[int, ...]]:
    """Every way in which so many whole numbers, 0 or more, add up to the total."""
    bars = combinations(range(total + parts_ - 1), parts_ - 1)
    return [tuple(b - a - 1 for a, b in zip((-1, *bar), (*bar, total + parts_ - 1), strict=True)) for bar in bars]


def can_be(values: list[int], hidden: list[int], families: list[list[int]], most: int) -> dict[int, set[int]]:
    """What each hidden number can be, found by writing every whole number from 0 to `most` in each of their places."""
    found: dict[int, set[int]] = {row: set() for row in hidden}
    table = dict(enumerate(values))

    def fits(placed: int) -> bool:
        open_ = set(hidden[placed:])
        return all(table[family[0]] == sum(table[part] for part in family[1:]) for family in families if open_.isdisjoint(family))

    def write(place: int) -> None:
        if place == len(hidden):
            for row in hidden:
                found[row].add(table[row])
            return
        for number in range(most + 1):
            table[hidden[place]] = number
            if fits(place + 1):
                write(place + 1)

    write(0)
    return found


def suppressed(x: list[int], n: list[int], families: list[list[int]], events: int, cases: int) -> set[int]:
    """Primary and secondary suppression without series, as the rule reads."""
    hidden = {i for i in range(len(x)) if x[i] <= events or n[i] - x[i] <= events or n[i] <= cases}
    while True:
        before = set(hidden)
        for family in families:
            taken, free = [i for i in family if i in hidden], [i for i in family if i not in hidden]
            small = sum(x[i] for i in taken) <= events or sum(n[i] for i in taken) <= cases
            if free and (len(taken) == 1 or (len(taken) > 1 and small and len(free) >= 2)):
                hidden.add(free[-1])
        if hidden == before:
            return hidden
