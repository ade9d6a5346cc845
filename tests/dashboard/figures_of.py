"""Indicators and points for tests of what is computed from them, with defaults for all that a test does not speak of."""

from dashboard.usecases.finished import AreaFacts, IndicatorFacts, Line, LineRole, Point
from db.terms import AreaType, Kind, Period, Status
from tests.dashboard.finished_series import indicator as usual


def indicator(**changes: object) -> IndicatorFacts:
    """A monthly share in per cent of which less is better, from the municipality's own files."""
    return usual(**{"kind": Kind.PROPORTION, "unit": "percent", "source": "own", "name": "Fall", **changes})


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
