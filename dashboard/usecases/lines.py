"""From facts to lines: a place's own, and those of the places that it is seen beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from dashboard.auth import Asker
from dashboard.selection import Selection
from dashboard.usecases.data_version import data_version
from dashboard.usecases.facts import Facts, read_facts
from dashboard.usecases.finished import Line, LineRole, Point
from dashboard.usecases.hidden_days import without_hidden_days
from dashboard.usecases.kept import kept
from dashboard.usecases.marked import marked
from dashboard.usecases.place_line import PlaceLine, place_line
from dashboard.usecases.small_numbers import Audience
from db.terms import AreaType, Kind

ROLE_OF = {AreaType.COUNTRY: LineRole.COUNTRY, AreaType.COUNTY: LineRole.COUNTY, AreaType.GROUP: LineRole.GROUP}


def breakdowns_of(facts: Facts, indicator: str, area: str) -> tuple[str, ...]:
    """The whole first, then the parts, the one with the newest figures before the others."""
    newest: dict[str, str] = {}
    for code in facts.places[area].codes:
        for row in facts.rows.get((indicator, code), ()):
            name, period = row.breakdown, row.period
            if period > newest.get(name, ""):
                newest[name] = period
    by_age = sorted(newest, key=lambda name: newest[name], reverse=True)
    return tuple(sorted(by_age, key=lambda name: name != "")) or ("",)


def line_at(facts: Facts, indicator: str, area: str, breakdown: str, *, without_levels: bool = False) -> PlaceLine:
    """A place's points, with the analyst's marks."""
    about, place = facts.indicators[indicator], facts.places[area]
    rows = {code: facts.rows.get((indicator, code), ()) for code in place.codes}
    line = place_line(place, rows, breakdown=breakdown, frequency=about.frequency, unit=about.unit)
    return without_hidden_days(marked(line, facts.marks_at(indicator, area), without_levels=without_levels))


def lines_beside(
    asker: Asker, session: Session, facts: Facts, shown: Mapping[str, str], selection: Selection, audience: Audience
) -> dict[str, tuple[Line, ...]]:
    """By indicator those of the chosen areas that have figures in the breakdown shown. Counts are not compared: a larger place has more of everything."""
    wanted = {indicator: breakdown for indicator, breakdown in shown.items() if facts.indicators[indicator].kind is not Kind.COUNT}
    found: dict[str, tuple[Line, ...]] = dict.fromkeys(shown, ())
    for code in selection.compare_with if wanted else ():
        area = facts.areas[code]
        for indicator, line in _lines_of(asker, session, wanted, code, selection.as_of, audience).items():
            points = within_years(line.points, selection)
            if any(point.value is not None for point in points):
                found[indicator] += (Line(area, ROLE_OF.get(area.type, LineRole.CHOSEN), points, line.breaks),)
    return found


def _lines_of(
    asker: Asker, session: Session, wanted: Mapping[str, str], area: str, as_of: int | None, audience: Audience
) -> dict[str, PlaceLine]:
    """Made once for all places that are seen beside this one: the country stands on every page."""

    def compute() -> dict[str, PlaceLine]:
        facts = read_facts(asker, session, list(wanted), [area], as_of, audience)
        return {indicator: line_at(facts, indicator, area, breakdown) for indicator, breakdown in wanted.items()}

    return kept(asker.engine, ("lines", data_version(session), tuple(wanted.items()), area, as_of, audience), compute)


def within_years(points: Sequence[Point], selection: Selection) -> tuple[Point, ...]:
    first, last = selection.first_year or 0, selection.last_year or 9999
    return tuple(point for point in points if first <= point.period.year <= last)
