"""What each unit under a place has answered, for indicators of yes and no: there is no sum that could stand for them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.selection import Selection
from dashboard.usecases.facts import Facts, read_facts
from dashboard.usecases.finished import AreaFacts, Line, LineRole
from dashboard.usecases.lines import within_years
from dashboard.usecases.place_line import place_line
from dashboard.usecases.small_numbers import Audience
from db import models
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.terms import Kind

UnitLines = dict[str, tuple[Line, ...]]


def unit_answers(asker: Asker, session: Session, indicators: Sequence[str], selection: Selection, audience: Audience) -> UnitLines:
    """By indicator, the lines of all units of its service area; none where no unit has ever answered."""
    asked = [row for row in indicator_queries.indicators_named(session, indicators) if row.kind is Kind.YES_NO]
    units = units_below(selection.area, area_queries.units(session)) if asked else []
    if not units:
        return {}
    facts = read_facts(asker, session, [row.id for row in asked], [unit.code for unit in units], selection.as_of, audience)
    found = {
        row.id: tuple(_line(facts, row.id, unit, selection) for unit in units if unit.service_area == row.service_area) for row in asked
    }
    return {name: lines for name, lines in found.items() if any(line.points for line in lines)}


def units_below(code: str | None, units: Sequence[models.Area]) -> list[models.Area]:
    """The units under a place that exist today, and those under them."""
    own = [unit for unit in units if unit.parent == code and unit.valid_to is None]
    return [each for unit in own for each in (unit, *units_below(unit.code, units))]


def _line(facts: Facts, indicator: str, unit: models.Area, selection: Selection) -> Line:
    about, place = facts.indicators[indicator], facts.places[unit.code]
    rows = {code: facts.rows.get((indicator, code), ()) for code in place.codes}
    points = place_line(place, rows, breakdown="", frequency=about.frequency, unit=about.unit).points
    return Line(AreaFacts(unit.code, unit.name, unit.type, unit.is_fictional), LineRole.UNIT, within_years(points, selection))
