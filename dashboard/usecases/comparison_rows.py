"""Who stands in the comparison and with which number: the own, the chosen, and every other of the same sort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.text import alphabetical
from dashboard.usecases.compared import Compared, Origin
from dashboard.usecases.comparison_points import Figures
from dashboard.usecases.finished import Period, Point
from db.terms import AreaType

WHOLES = (AreaType.COUNTRY, AreaType.COUNTY, AreaType.GROUP)


@dataclass(frozen=True, slots=True)
class Field:
    """The codes to compare. `members` holds the codes inside a group or a municipality with units; counties know their own."""

    own: str | None
    chosen: tuple[str, ...]
    others: tuple[str, ...]
    periods: tuple[Period, ...]
    members: Mapping[str, frozenset[str]]
    sizes: Mapping[str, int] = field(default_factory=dict)  # how many there are to add in a whole, with figures or without
    groupings: Mapping[str, int | None] = field(default_factory=dict)  # of a group the year of the division, None where none is known

    @property
    def every(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*([self.own] if self.own else []), *self.chosen, *self.others]))


def present(figures: Figures, type: AreaType, periods: Sequence[Period], besides: Iterable[str]) -> tuple[str, ...]:
    """One code for each place of this sort that has a row in these periods, by name; a place that went into another there counts once."""
    wanted = {str(period) for period in periods}
    codes = {area for (_, area), rows in figures.facts.rows.items() if any(row.period in wanted for row in rows)}
    taken = {code for each in besides for code in figures.facts.places[each].codes}
    found = {
        figures.facts.places[code].code: code
        for code in sorted(codes - taken)
        if code in figures.facts.places and figures.facts.areas[code].type is type
    }
    places = [figures.facts.places[code] for code in found.values()]
    inside = {older for place in places for older in place.codes if older != place.code}
    left = (code for newest, code in found.items() if newest not in inside)
    return tuple(sorted(left, key=lambda code: alphabetical(figures.facts.areas[code].name)))


def compared(figures: Figures, field: Field) -> dict[str, Compared]:
    """Every one of the field with its number."""
    every = {code: figures.at(code, field.periods) for code in field.every}
    numbers = {code: number for code, number in every.items() if number is not None}
    shown = dict(zip(numbers, figures.seen([number.point for number in numbers.values()]), strict=True))
    return {code: _compared(figures, code, shown.get(code), numbers[code].months if code in numbers else 0, field) for code in field.every}


def _compared(figures: Figures, code: str, point: Point | None, months: int, field: Field) -> Compared:
    area = figures.facts.areas[code]
    own_type = figures.facts.areas[field.own].type if field.own else None  # beside a county other counties are its like
    is_whole = code in field.members or (area.type in WHOLES and area.type is not own_type)
    origin = Origin.PUBLISHED if point is not None else Origin.NONE
    return Compared(area, point, origin, is_own=code == field.own, is_whole=is_whole, months=months)


def inside(figures: Figures, field: Field, whole: str, codes: Iterable[str]) -> list[str]:
    """Those of these codes that are parts of a whole: of the country, of a county under any of its codes, of a group, of a municipality."""
    return [code for code in codes if code != whole and is_inside(figures, field, code, whole)]


def is_inside(figures: Figures, field: Field, code: str, whole: str) -> bool:
    areas, type = figures.facts.areas, figures.facts.areas[whole].type
    own_codes = figures.facts.places[code].codes
    if whole in field.members:
        return not field.members[whole].isdisjoint(own_codes)
    if type is AreaType.COUNTRY:
        return areas[code].type is AreaType.MUNICIPALITY
    parents = {figures.facts.parents.get(each) for each in own_codes}
    return type is AreaType.COUNTY and not parents.isdisjoint(figures.facts.places[whole].codes)
