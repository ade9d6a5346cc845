"""The tables. One module a subject; importing this package knows them all."""

from db.models.areas import Area, AreaGroupMember, AreaSuccession
from db.models.indicators import GoalText, Indicator, IndicatorMark, ServiceArea, Source, Target
from db.models.observations import Delivery, Observation, Reversal, Version
from db.models.table import Base
from db.models.uploads import Upload

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
    "Reversal",
    "ServiceArea",
    "Source",
    "Target",
    "Upload",
    "Version",
]
