"""Two units of one municipality with a small number in one of them, so that the other is hidden from readers too."""

from __future__ import annotations

from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.selection import Selection
from dashboard.usecases.series import find_series
from db.engine import writing
from db.terms import Status
from db.writes.observations import Row
from tests.builders import an_area, an_indicator, deliver, observations
from tests.dashboard.houses import FALLS, asker, settle

OTHER = "trykksår"  # an indicator with a limit and without figures
UNITS = ("SYK-01", "SYK-02")


def settle_hidden(engine: Engine) -> None:
    settle(engine)
    with writing(engine) as session:
        session.add_all([an_area("SYK-02", type="unit", parent="3911", service_area="sykehjem"), an_indicator(OTHER)])
    deliver(engine, *falls("2/900", "20/1000", "22/1900"))


def falls(one: str, other: str, total: str, **given: str) -> list[list[Row]]:
    """What tests.builders.observations takes, for each unit and for the municipality."""
    return [observations(text, area=area, **given) for area, text in zip((*UNITS, "3911"), (one, other, total), strict=True)]


def hidden(house: Engine, indicator: str = FALLS) -> set[str]:
    """The places of which a reader does not see all."""
    found = {area: find_series(asker(house, Role.READER), indicator, Selection(area=area)) for area in (*UNITS, "3911")}
    return {area for area, series in found.items() if any(point.status is Status.SUPPRESSED for point in series.points)}
