"""Which areas are compared, and in which period: the own place among its like, or the units of one municipality among themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from dashboard.selection import Selection
from dashboard.text import alphabetical
from dashboard.usecases.comparison_points import Figures
from dashboard.usecases.comparison_rows import Field, present
from dashboard.usecases.finished import Period, Status
from db.models import Area
from db.queries import areas as area_queries
from db.terms import AreaType

LAST = 9999  # no year is later


def places(session: Session, figures: Figures, selection: Selection) -> Field | None:
    """The own place in its newest period with a number, beside all others of its sort."""
    own, type = selection.area, figures.facts.areas[selection.area].type
    last = newest(figures, selection)
    if last is None or type is AreaType.UNIT:
        return None
    groups = [code for code in selection.compare_with if figures.facts.areas[code].type is AreaType.GROUP]
    members: Mapping = {code: frozenset(area_queries.members(session, code, last.year)) for code in groups}
    groupings = {code: area_queries.grouping_year(session, code, last.year) for code in groups}
    others = present(figures, type, [last], [own, *selection.compare_with])
    sizes = _sizes(session, figures, [code for code in selection.compare_with if code not in groups], last)
    return Field(own, selection.compare_with, others, (last,), members, sizes | {code: len(members[code]) for code in groups}, groupings)


def _sizes(session: Session, figures: Figures, codes: Sequence[str], at: Period) -> dict[str, int]:
    """How many municipalities there were then in the country, and in each of these counties under any of its codes."""
    then = [area for area in area_queries.all_areas(session) if area.type is AreaType.MUNICIPALITY and _stood(area, at)]
    parts = {AreaType.COUNTRY: lambda _: len(then), AreaType.COUNTY: lambda own: sum(area.parent in own for area in then)}
    wholes = [code for code in codes if figures.facts.areas[code].type in parts]
    return {code: parts[figures.facts.areas[code].type](figures.facts.places[code].codes) for code in wholes}


def _stood(area: Area, at: Period) -> bool:
    return (area.valid_from is None or area.valid_from <= at.first_day) and (area.valid_to is None or area.valid_to >= at.first_day)


def units(figures: Figures, selection: Selection) -> Field | None:
    """Units beside each other over a year: the own unit's neighbours, or those of the own municipality."""
    facts, area = figures.facts, selection.area
    is_unit = facts.areas[area].type is AreaType.UNIT
    whole = facts.parents.get(area) if is_unit else area
    beside = [code for code, parent in facts.parents.items() if parent == whole and facts.areas[code].type is AreaType.UNIT]
    reporting = sorted((code for code in beside if figures.points(code)), key=lambda code: alphabetical(facts.areas[code].name))
    last = _newest_of_units(figures, reporting, selection)
    if last is None or len(reporting) < 2 or (is_unit and area not in reporting):
        return None
    periods = figures.together(last)
    wholes = [*([whole] if whole else []), *(code for code in selection.compare_with if is_unit and code not in (*reporting, whole))]
    chosen = tuple(code for code in (*reporting, *wholes) if code != area or not is_unit)
    return Field(area if is_unit else None, chosen, (), tuple(periods), {whole: frozenset(reporting)} if whole else {})


def newest(figures: Figures, selection: Selection) -> Period | None:
    """The own newest period with a number that the asker may see; where all are hidden, the newest of these."""
    last = selection.last_year or LAST
    points = [point for point in figures.points(selection.area) if point.period.year <= last]
    with_value = [point.period for point in points if point.value is not None]
    return max(with_value or [point.period for point in points], default=None)


def _newest_of_units(figures: Figures, codes: list[str], selection: Selection) -> Period | None:
    """The newest period that any of them has reported, hidden or not: a year together shows what a small month alone would not."""
    last = selection.last_year or LAST
    points = (point for code in codes for point in figures.points(code) if point.value is not None or point.status is Status.SUPPRESSED)
    return max((point.period for point in points if point.period.year <= last), default=None)
