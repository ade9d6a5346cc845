"""Which numbers are hidden: the small ones, and those that would give them away. Decided once for all that is shown of an indicator.

The answer does not depend on who looks at which page: all areas, groups and periods of the indicator are read together, so that what
is hidden on one page cannot be worked out from another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.stats.points import Flags
from dashboard.stats.protection import protected
from dashboard.usecases.families import Areas, Table, adding_up, grid_of, tables
from dashboard.usecases.finished import IndicatorFacts
from dashboard.usecases.kept import kept
from dashboard.usecases.sheet import Sheet, read_sheet
from dashboard.usecases.small_numbers import Counts, counts_of, small
from db.queries import areas as area_queries
from db.queries.observations import current_version
from db.terms import AreaType, Status
from etl import events
from etl.places import newest_codes

LAST = 9999  # the newest division of the groups
Hidden = frozenset[tuple[str, str, str]]  # area as published, breakdown, period
NOTHING: Hidden = frozenset()


def hidden_numbers(
    asker: Asker, session: Session, limited: Collection[IndicatorFacts], as_of: int | None, sheet: Sheet | None = None
) -> dict[str, Hidden]:
    """By indicator what must not be shown of it; `limited` are those whose small numbers are hidden from the asker.

    sheet: where every row of those that are undecided stands already.
    """
    found = _decided(asker, session, as_of)
    missing = [about for about in limited if about.id not in found]
    if missing:
        ids = [about.id for about in missing]
        found |= decide(session, sheet or read_sheet(session, ids, (), as_of, everywhere=ids), missing)
    return {about.id: found[about.id] for about in limited}


def undecided(asker: Asker, session: Session, limited: Collection[IndicatorFacts], as_of: int | None) -> list[str]:
    """Those of which every row has to be read before anything of them is shown."""
    found = _decided(asker, session, as_of)
    return [about.id for about in limited if about.id not in found]


def _decided(asker: Asker, session: Session, as_of: int | None) -> dict[str, Hidden]:
    """What is known for this version of the facts; what is decided later is added to it."""
    version = current_version(session)
    return kept(asker.engine, ("hidden", version, version if as_of is None else as_of), dict)


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
            areas = areas or areas_of(session, sheet)
            found[about.id] = fine | frozenset(_keys(own, _everywhere(own, about, counts, flags, areas)))
    return found


def _without_fine(session: Session, sheet: Sheet, about: IndicatorFacts) -> tuple[Sheet, Hidden]:
    """The sheet without what is divided so finely that none of it is shown, and the keys of that.

    Reported events are divided once: by unit, or by what they were about, or by harm. Twice is nearly always a handful, and to find
    which of these crossed numbers could be shown takes a minute where this takes none.
    """
    if about.source != events.SOURCE:
        return sheet, NOTHING
    units = {area.code for area in area_queries.units(session)}
    fine = {key: at for key, at in sheet.places.items() if events.halves(key[2]) or (key[2] and key[1] in units)}
    keys = frozenset((area, breakdown, period) for (_, area, breakdown), at in fine.items() for period in sheet.periods[at])
    return replace(sheet, places={key: at for key, at in sheet.places.items() if key not in fine}), keys


def _everywhere(sheet: Sheet, about: IndicatorFacts, counts: Counts, flags: Flags, areas: Areas) -> Flags:
    """The flagged rows of an indicator and those that must be hidden beside them; what stands under two codes is hidden under both."""
    grid = grid_of(sheet, about.id, areas)
    older, newer = grid.again.T
    flags[newer] |= flags[older]
    found = with_neighbours(about, counts, flags, tables(grid, areas))
    found[older] |= found[newer]
    return found


def with_neighbours(about: IndicatorFacts, counts: Counts, flags: Flags, families: list[Table], may_hide: Flags | None = None) -> Flags:
    """The flagged rows and those that must be hidden beside them: the smallest place first, one where nothing happened last.

    What is hidden of nothing hides nobody.
    """
    limit = about.small_number_limit
    columns = [adding_up(column, flags, families, limit) for column in (counts.events, counts.cases, counts.rest)]
    sizes = np.where(np.isnan(counts.cases), counts.events, counts.cases)
    order = np.argsort(np.lexsort((np.arange(sizes.size), counts.events, sizes, counts.events == 0)))
    return protected(columns, flags, np.full(flags.size, limit - 1.0), order, may_hide)


def _keys(sheet: Sheet, flags: Flags) -> Iterator[tuple[str, str, str]]:
    for (_, area, breakdown), at in sheet.places.items():
        yield from ((area, breakdown, sheet.periods[row]) for row in (at.start + np.flatnonzero(flags[at])).tolist())


def flagged(sheet: Sheet, hidden: Hidden) -> Flags:
    """The rows of an indicator's sheet that are hidden."""
    flags = np.zeros(sheet.values.size, dtype=bool)
    for (_, area, breakdown), at in sheet.places.items():
        flags[at] = [(area, breakdown, period) in hidden for period in sheet.periods[at]]
    return flags


def areas_of(session: Session, sheet: Sheet) -> Areas:
    """How the areas of the sheet, and those around them, lie inside each other. A renumbered place is one place."""
    every = {area.code: area for area in area_queries.all_areas(session)}
    place = newest_codes(area_queries.all_successions(session), every)
    inside: dict[str, dict[str, None]] = {}
    for code, area in every.items():
        if area.parent and area.type is not AreaType.COUNTRY:
            inside.setdefault(place[area.parent], {})[place[code]] = None
    for group in sorted({area for _, area, _ in sheet.places if every[area].type is AreaType.GROUP}):
        inside[group] = dict.fromkeys(place[member] for member in area_queries.members(session, group, LAST))
    return Areas(place, {whole: tuple(part for part in parts if part != whole) for whole, parts in inside.items()})
