"""How the areas lie inside each other, for those who add up numbers."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from dashboard.usecases.families import Areas
from db.queries import areas as area_queries
from db.terms import AreaType
from etl.places import Lineage

LAST = 9999  # the newest division of the groups


def areas_of(session: Session, codes: Collection[str]) -> Areas:
    """All areas, and of the groups those among `codes`. A renumbered place is one place."""
    every = {area.code: area for area in area_queries.all_areas(session)}
    lineage = Lineage(area_queries.all_successions(session))
    place = {code: lineage.newest(code) for code in every}
    inside: dict[str, dict[str, None]] = {}
    for code, area in every.items():
        if area.parent and area.type is not AreaType.COUNTRY:
            inside.setdefault(place[area.parent], {})[place[code]] = None
    for group in sorted({code for code in codes if every[code].type is AreaType.GROUP}):
        inside[group] = dict.fromkeys(place[member] for member in area_queries.members(session, group, LAST))
    return Areas(place, {whole: tuple(part for part in parts if part != whole) for whole, parts in inside.items()})
