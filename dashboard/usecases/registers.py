"""The plain lists: what is measured, where, and which files came in. Columns are a promise to those who read them by script."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from dashboard.auth import Asker, require
from dashboard.usecases.finished import Series
from db import models
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import deliveries as delivery_queries
from db.queries import indicators as indicator_queries
from db.terms import Change, Outcome, Role

Row = dict[str, object]
INDICATORS = ("id", "name", "service_area", "goal", "kind", "unit", "direction", "frequency", "source", "source_key", "state")
AREAS = ("code", "name", "type", "valid_from", "valid_to", "successors")
DELIVERIES = ("delivery", "source", "file", "sha256", "received_at", "by", "outcome", "rows", "undone_at")
SERIES = ("period", "value", "numerator", "denominator", "status", "centre", "lower", "upper", "signal", "delivery")


def list_indicators(asker: Asker) -> list[Row]:
    require(asker, Role.READER)
    with reading(asker.engine) as session:
        return [{column: getattr(row, column) for column in INDICATORS} for row in indicator_queries.all_indicators(session)]


def list_areas(asker: Asker) -> list[Row]:
    """`successors`: the codes of what took over, in order."""
    require(asker, Role.READER)
    with reading(asker.engine) as session:
        after = defaultdict(set)
        for arrow in area_queries.all_successions(session):
            # A merger that kept the code points at itself, and a moved border ended nothing: neither has a successor.
            if arrow.predecessor != arrow.successor and arrow.change is not Change.ADJUSTED:
                after[arrow.predecessor].add(arrow.successor)
        return [
            {column: getattr(area, column) for column in AREAS[:-1]} | {"successors": sorted(after[area.code])}
            for area in area_queries.all_areas(session)
        ]


def list_deliveries(asker: Asker) -> list[Row]:
    """Every file that was stored; one that was refused or brought nothing new left no trace."""
    require(asker, Role.ANALYST)
    with reading(asker.engine) as session:
        undone = delivery_queries.undone_at(session)
        return [_delivery(row, undone.get(row.number)) for row in delivery_queries.all_deliveries(session)]


def _delivery(row: models.Delivery, undone_at: dt.datetime | None) -> Row:
    values = (row.number, row.source, row.file_name, row.sha256, row.received_at, row.received_by, Outcome.STORED, row.rows, undone_at)
    return dict(zip(DELIVERIES, values, strict=True))


def series_rows(series: Series) -> list[Row]:
    """What chart and table show, in time order; yearly points of an indicator that is charted by tertial are among them."""
    points = sorted((*series.points, *series.other_frequency), key=lambda point: point.period)
    return [{column: getattr(point, column) for column in SERIES} for point in points]
