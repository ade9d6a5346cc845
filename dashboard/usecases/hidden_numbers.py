"""Which numbers are hidden: the small ones, and those that would give them away. Decided once for all that is shown of an indicator.

The answer does not depend on who looks at which page: all areas, groups and periods of the indicator are read together, so that what
is hidden on one page cannot be worked out from another. Nor does it depend on which version is looked at: all_versions.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.stats.points import Flags
from dashboard.usecases.all_versions import DecidedYear, decided_years
from dashboard.usecases.areas_inside import areas_of
from dashboard.usecases.divided_twice import divided_twice
from dashboard.usecases.families import Areas, grid_of, tables
from dashboard.usecases.finished import IndicatorFacts
from dashboard.usecases.kept import kept
from dashboard.usecases.neighbours import with_neighbours
from dashboard.usecases.sheet import Sheet, read_sheet
from dashboard.usecases.small_numbers import Counts, counts_of, small
from dashboard.usecases.still_decided import Decided, still_decided
from db.queries.observations import current_version
from db.terms import Status

Key = tuple[str, str, str]  # area as published, breakdown, period
Hidden = frozenset[Key]
NOTHING: Hidden = frozenset()
_same: dict[Key, Key] = {}  # of one indicator after the other the same is hidden: a key is held once, not for each of hundreds


def hidden_numbers(
    asker: Asker, session: Session, limited: Collection[IndicatorFacts], as_of: int | None, sheet: Sheet | None = None
) -> dict[str, Hidden]:
    """By indicator what must not be shown of it; `limited` are those whose small numbers are hidden from the asker.

    sheet: where every row of those that are undecided stands already.
    """

    def find(missing: Sequence[IndicatorFacts]) -> dict[str, Hidden]:
        ids = [about.id for about in missing]
        moved = decided(asker, session, missing)
        here = decide(session, sheet or read_sheet(session, ids, (), as_of, everywhere=ids), missing)
        return {about.id: _in_all_versions(here[about.id], moved[about.id], as_of, divided_twice(session, about)) for about in missing}

    return _decided(asker, session, as_of).complete(limited, find)


def decided(asker: Asker, session: Session, limited: Sequence[IndicatorFacts]) -> dict[str, dict[int, DecidedYear]]:
    """By indicator the years in which numbers moved, and what of them is hidden."""
    return still_decided(asker, session, "moved").complete(limited, lambda missing: decided_years(session, missing))


def _in_all_versions(hidden: Hidden, moved: dict[int, DecidedYear], as_of: int | None, is_fine: Callable[[str, str], bool]) -> Hidden:
    if not moved:
        return hidden
    still = frozenset(key for key in hidden if int(key[2][:4]) not in moved or is_fine(*key[:2]))
    return still.union(*(year.rows_hidden(as_of) for year in moved.values()))


def undecided(asker: Asker, session: Session, limited: Collection[IndicatorFacts], as_of: int | None) -> list[IndicatorFacts]:
    """Those of which every row has to be read before anything of them is shown."""
    return _decided(asker, session, as_of).missing(limited)


def _decided(asker: Asker, session: Session, as_of: int | None) -> Decided[Hidden]:
    """What is known for this version of the facts; what is decided later is added to it."""
    version = current_version(session)
    if as_of is None or as_of == version:
        return still_decided(asker, session, "hidden")
    return kept(asker.engine, ("hidden then", version, as_of), lambda: Decided(version))


def decide(session: Session, sheet: Sheet, limited: Sequence[IndicatorFacts]) -> dict[str, Hidden]:
    """What must be hidden of these indicators, all of whose rows stand in the sheet."""
    found, areas, parts = {about.id: NOTHING for about in limited}, None, sheet.by_indicator()
    for about in limited:
        if about.id not in parts:
            continue
        own, fine = _without_fine(session, parts[about.id], about)
        found[about.id] = fine
        counts = counts_of(about, own.values, own.numerators, own.denominators)
        flags = small(about, counts)
        if Status.SUPPRESSED in own.statuses:
            flags |= np.array(own.statuses) == Status.SUPPRESSED
        if flags.any():
            areas = areas or areas_of(session, [area for _, area, _ in sheet.places])
            found[about.id] = fine | frozenset(_keys(own, _everywhere(own, about, counts, flags, areas)))
    return found


def _without_fine(session: Session, sheet: Sheet, about: IndicatorFacts) -> tuple[Sheet, Hidden]:
    """The sheet without what is divided so finely that none of it is shown, and the keys of that."""
    is_fine = divided_twice(session, about)
    fine = {key: at for key, at in sheet.places.items() if is_fine(*key[1:])}
    keys = frozenset((area, breakdown, period) for (_, area, breakdown), at in fine.items() for period in sheet.periods[at])
    return (replace(sheet, places={key: at for key, at in sheet.places.items() if key not in fine}) if fine else sheet), keys


def _everywhere(sheet: Sheet, about: IndicatorFacts, counts: Counts, flags: Flags, areas: Areas) -> Flags:
    """The flagged rows of an indicator and those that must be hidden beside them; what stands under two codes is hidden under both."""
    grid = grid_of(sheet, about.id, areas)
    older, newer = grid.again.T
    flags[newer] |= flags[older]
    found = with_neighbours(about, counts, flags, tables(grid, areas))
    found[older] |= found[newer]
    return found


def _keys(sheet: Sheet, flags: Flags) -> Iterator[Key]:
    for (_, area, breakdown), at in sheet.places.items():
        found = ((area, breakdown, sheet.periods[row]) for row in (at.start + np.flatnonzero(flags[at])).tolist())
        yield from (_same.setdefault(key, key) for key in found)


def flagged(sheet: Sheet, hidden: Hidden) -> Flags:
    """The rows of an indicator's sheet that are hidden."""
    flags = np.zeros(sheet.values.size, dtype=bool)
    for (_, area, breakdown), at in sheet.places.items():
        flags[at] = [(area, breakdown, period) in hidden for period in sheet.periods[at]]
    return flags
