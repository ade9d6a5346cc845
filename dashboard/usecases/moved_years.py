"""Years in which an indicator's numbers were corrected, went away or came one after the other: of these several versions have been shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from sqlalchemy.orm import Session

from dashboard.usecases.finished import IndicatorFacts
from db.queries.versions import Reach, Spell, reaches, spells
from db.terms import MONTHS_IN, Frequency, Period

Moved = Mapping[int, int | None]  # year → the version from which its periods are shown together, if they are


def moved_years(session: Session, limited: Collection[IndicatorFacts]) -> dict[str, Moved]:
    """By indicator; those where nothing moved are not there. Usually two looks into an index answer for all of them."""
    about = {each.id: each for each in limited}
    came = groupby(reaches(session, list(about)), key=attrgetter("indicator"))
    mixed = [indicator for indicator, found in came if not _one_after_the_other(list(found))]
    known = groupby(spells(session, mixed), key=attrgetter("indicator")) if mixed else ()
    found = {indicator: _moved(about[indicator], list(each)) for indicator, each in known}
    return {indicator: years for indicator, years in found.items() if years}


def _one_after_the_other(came: Sequence[Reach]) -> bool:
    """Each delivery has later periods than all before it; of several sorts, later years: a year holds its months."""
    sorts = {sort for each in came for sort in (each.first_sort, each.last_sort)}
    length = 4 if len(sorts) > 1 else None
    return all(earlier.last[:length] < later.first[:length] for earlier, later in pairwise(came))


def _moved(about: IndicatorFacts, every: Sequence[Spell]) -> Moved:
    periods = [(Period.parse(spell.period), spell) for spell in every]
    is_mixed = len({period.frequency for period, _ in periods}) > 1
    found = {}
    for year in sorted({period.year for period, _ in periods}):
        own = [spell for period, spell in periods if period.year == year]
        together = _together_from(about, periods, year)
        came = [version for spell in own for version in (spell.first, spell.last)]
        if (
            any(spell.is_changed or spell.first != spell.last for spell in own)
            or (is_mixed and min(came) != max(came))
            or (together is not None and max(came) > together)
        ):
            found[year] = together
    return found


def _together_from(about: IndicatorFacts, periods: Sequence[tuple[Period, Spell]], year: int) -> int | None:
    """A year's periods are shown together once its last one, or one after that, has come."""
    if not adds_up_years(about):
        return None
    last = Period(year, about.frequency, 12 // MONTHS_IN[about.frequency])
    return min((spell.first for period, spell in periods if period.frequency is about.frequency and period >= last), default=None)


def adds_up_years(about: IndicatorFacts) -> bool:
    """Whether the comparison adds up its periods: what overlaps would be counted twice."""
    return about.is_counted and about.overlap is None and about.frequency in MONTHS_IN and about.frequency is not Frequency.YEAR
