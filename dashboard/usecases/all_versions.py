"""What is hidden of the years in which numbers moved: decided version by version, each beside all that was shown before it.

Whoever kept the old pages, or asks for them again, has every version at once. So what is hidden once stays hidden, as long as the number
is the same; what was shown stays shown, for to hide it afterwards hides nothing; and what is new makes room for both.

Where nothing new is left that would do, what was shown is given up: hidden from now on, though who kept the old pages may work something
out, and counted as known in what is decided later. And a new number that the old ones tell anyway, and that is not small, is shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from dashboard.stats.points import Flags
from dashboard.usecases.areas_inside import areas_of
from dashboard.usecases.divided_twice import divided_twice
from dashboard.usecases.finished import IndicatorFacts
from dashboard.usecases.moved_years import Moved, moved_years
from dashboard.usecases.neighbours import Neighbours
from dashboard.usecases.small_numbers import small
from dashboard.usecases.year_sums import YearKey
from dashboard.usecases.year_versions import Family, RowKey, Standing, YearVersions, lines, others, year_versions
from db.queries.versions import all_versions


class DecidedVersion(NamedTuple):
    """What of a version's numbers is hidden, and which of the sums that the comparison made then are not."""

    version: int
    hidden: frozenset[RowKey]
    sums_shown: frozenset[YearKey]


@dataclass(frozen=True, slots=True)
class DecidedYear:
    """Which numbers of a year are hidden, in whatever version they stand."""

    versions: Sequence[DecidedVersion]

    def rows_hidden(self, as_of: int | None) -> frozenset[RowKey]:
        found = self._at(as_of)
        return found.hidden if found else frozenset()

    def is_hidden(self, as_of: int | None, key: YearKey) -> bool:
        """Whether the sum must not be shown; one that was not made then is not."""
        found = self._at(as_of)
        return found is None or key not in found.sums_shown

    def _at(self, as_of: int | None) -> DecidedVersion | None:
        if as_of is None:
            return self.versions[-1]
        place = bisect_right([each.version for each in self.versions], as_of)
        return self.versions[place - 1] if place else None


def decided_years(session: Session, limited: Sequence[IndicatorFacts]) -> dict[str, dict[int, DecidedYear]]:
    """By indicator every year in which something moved, as far as the facts go."""
    moved = moved_years(session, limited)
    return {about.id: _of_indicator(session, about, moved[about.id]) if about.id in moved else {} for about in limited}


def _of_indicator(session: Session, about: IndicatorFacts, moved: Moved) -> dict[int, DecidedYear]:
    is_fine = divided_twice(session, about)
    rows = [row for row in all_versions(session, about.id, moved) if not is_fine(row.area, row.breakdown)]
    areas = areas_of(session, {row.area for row in rows})
    own = {year: [row for row in rows if row.period.startswith(str(year))] for year in moved}
    return {year: _decided(about, year_versions(about, own[year], areas, together)) for year, together in moved.items()}


def _decided(about: IndicatorFacts, year: YearVersions) -> DecidedYear:
    secret, given_up, seen = (np.zeros(year.is_sum.size, dtype=bool) for _ in range(3))
    primary = small(about, year.counts) | year.is_unknown
    before: dict[Family, None] = {}
    for place, standing in enumerate(year.versions):
        new = _marked(seen.size, [*standing.rows.values(), *standing.sums.values()]) & ~seen
        older, newer = standing.again.T
        secret |= new & primary
        secret[newer] |= secret[older] & new[newer]
        if secret.any() and standing.families:
            last_resort = new & _has_moved(year.versions[: place + 1])
            secret, neighbours = _with_new(about, year, standing, before, secret, (new & ~year.is_sum, new & year.is_sum, last_resort))
            secret &= ~(neighbours.in_vain(secret) & new & ~primary)
            given_up |= neighbours.beside(secret | given_up, seen) & ~secret
        before |= dict.fromkeys(lines([*standing.families, *standing.with_sums]))
        secret[older] |= secret[newer] & new[older]
        seen |= new
    return DecidedYear([_in_version(standing, secret | given_up) for standing in year.versions])


def _in_version(standing: Standing, hidden: Flags) -> DecidedVersion:
    """As little as can be looked up: it is kept as long as the process lives."""
    rows = frozenset(key for key, number in standing.rows.items() if hidden[number])
    return DecidedVersion(standing.version, rows, frozenset(key for key, number in standing.sums.items() if not hidden[number]))


def _has_moved(versions: Sequence[Standing]) -> bool:
    """Whether a number came where there were others of its period, or of its year's sum. Until then each period was decided alone."""
    numbers: set[int] = set()
    periods: set[str] = set()
    is_summed = False
    for standing in versions:
        new = {key[2] for key, number in standing.rows.items() if number not in numbers}
        if new & periods or (new and is_summed):
            return True
        numbers.update(standing.rows.values())
        periods |= new
        is_summed |= bool(standing.sums)
    return False


def _with_new(
    about: IndicatorFacts, year: YearVersions, standing: Standing, before: Iterable[Family], secret: Flags, may_hide: tuple[Flags, ...]
) -> tuple[Flags, Neighbours]:
    """With what must be hidden of the new numbers: periods beside each other, then sums of years beside them, then whatever would do."""
    with_sums = [*standing.with_sums, *others(lines(standing.families), standing.with_sums)]
    for families, free in zip((standing.families, with_sums, with_sums), may_hide, strict=True):
        neighbours = Neighbours(about, year.counts, secret, [*families, *others(before, families), *year.repeats])
        secret = neighbours.beside(secret, free) if free.any() else secret
    return secret, neighbours


def _marked(size: int, which: Iterable[int]) -> Flags:
    found = np.zeros(size, dtype=bool)
    found[list(which)] = True
    return found
