"""Indicators and points for tests of what is computed from them, with defaults for all that a test does not speak of."""

from dashboard.usecases.finished import AreaFacts, IndicatorFacts, Line, LineRole, Point
from db.terms import AreaType, Direction, Frequency, Goal, IndicatorState, IndicatorType, Kind, Period, Status


def indicator(**changes) -> IndicatorFacts:
    defaults = {
        "id": "fall",
        "name": "Fall",
        "short_name": "Fall",
        "service_area": "sykehjem",
        "service_area_name": "Sykehjem",
        "goal": Goal.FEWER_HARMS,
        "type": IndicatorType.OUTCOME,
        "kind": Kind.PROPORTION,
        "unit": "percent",
        "direction": Direction.LOWER_IS_BETTER,
        "frequency": Frequency.MONTH,
        "decimals": 1,
        "small_number_limit": 5,
        "state": IndicatorState.APPROVED,
        "source": "own",
        "source_name": "Egne tall",
        "licence": "internt",
    }
    return IndicatorFacts(**(defaults | changes))


def points(values: str, first: str = "2023-M01") -> tuple[Point, ...]:
    """`"4/100 5/100 - 7.2"`: counts over cases (in per cent), a missing one, a bare value; from `first` on, one after the other."""
    period, made = Period.parse(first), []
    for text in values.split():
        made.append(_point(text, period))
        period = period.following
    return tuple(made)


def _point(text: str, period: Period) -> Point:
    if text == "-":
        return Point(period, None, Status.MISSING, delivery=1)
    if "/" not in text:
        return Point(period, float(text), Status.NORMAL, delivery=1)
    numerator, denominator = (float(part) for part in text.split("/"))
    return Point(period, 100 * numerator / denominator, Status.NORMAL, numerator, denominator, delivery=1)


def line(values: str, first: str = "2023-M01", name: str = "Landet") -> Line:
    return Line(AreaFacts("EAK", name, AreaType.COUNTRY), LineRole.COUNTRY, points(values, first))
