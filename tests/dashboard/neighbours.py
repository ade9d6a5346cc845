"""A municipality among its neighbours, with four nursing homes: what tests of comparisons compare."""

from __future__ import annotations

from sqlalchemy import Engine

from dashboard.auth import Role
from dashboard.selection import Selection
from dashboard.usecases.compared import Compared, Comparison
from dashboard.usecases.comparison import comparison_page
from db.engine import writing
from db.terms import Kind
from tests.builders import an_area, an_indicator, observations
from tests.dashboard.houses import SHARES, asker, settle

NEIGHBOURS = ("3905", "3907", "3909", "3901", "3903", "3911")


def furnish(engine: Engine) -> Engine:
    """The house with a monthly share, a monthly rate (FALLS), a yearly share (SHARES), a mean, an answer and a count."""
    settle(engine)
    with writing(engine) as session:
        for number in (2, 3, 4):
            session.add(an_area(f"SYK-0{number}", name=f"Sykehjem {number}", type="unit", parent="3911", service_area="sykehjem"))
        session.add(an_indicator("risiko", name="Fallrisiko vurdert", kind=Kind.PROPORTION, unit="percent"))
        session.add(an_indicator("antall", name="Hendelser", kind=Kind.COUNT, unit="count"))
        session.add(an_indicator("trivsel", name="Trivsel", kind=Kind.MEAN, unit="score", frequency="year"))
        session.add(an_indicator("triage", name="Triage", kind=Kind.YES_NO, unit="yes_no", frequency="year"))
    return engine


def shares(values: str, area: str, first: str = "2024"):
    return observations(values, indicator=SHARES, area=area, first=first)


def months(values: str, area: str, indicator: str = "risiko", first: str = "2025-M01"):
    return observations(values, indicator=indicator, area=area, first=first)


def answers(values: str, area: str, indicator: str = "triage", first: str = "2024"):
    return observations(values, indicator=indicator, area=area, first=first)


def compare(house: Engine, indicator: str = SHARES, role: Role = Role.ADMINISTRATOR, **chosen: object) -> Comparison:
    return comparison_page(asker(house, role), indicator, Selection(**chosen)).comparisons[-1]


def row(comparison: Comparison, code: str) -> Compared:
    return next(row for row in comparison.rows if row.area.code == code)
