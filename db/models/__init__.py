"""The tables. One module a subject; importing this package knows them all."""

from db.models.areas import Area, AreaGroupMember, AreaSuccession
from db.models.indicators import GoalText, Indicator, IndicatorMark, ServiceArea, Source, Target
from db.models.observations import Delivery, Observation, Version
from db.models.table import Base

__all__ = [
    "Area",
    "AreaGroupMember",
    "AreaSuccession",
    "Base",
    "Delivery",
    "GoalText",
    "Indicator",
    "IndicatorMark",
    "Observation",
    "ServiceArea",
    "Source",
    "Target",
    "Version",
]
