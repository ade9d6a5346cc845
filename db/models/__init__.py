"""The tables. One module a subject; importing this package knows them all."""

from db.models.actions import Action, ActionArea, ActionIndicator
from db.models.areas import Area, AreaGroupMember, AreaSuccession
from db.models.catalogue_state import CatalogueState
from db.models.duties import Duty, DutyDone
from db.models.edits import Edit
from db.models.goals import Activity, Objective, ObjectiveIndicator, Pathway, Strategy, StrategyGoal
from db.models.indicators import GoalText, Indicator, IndicatorMark, ServiceArea, Source, Target
from db.models.learning import CardAction, CardIndicator, CardUse, LearningCard, StatementAction, UserStatement
from db.models.levels import NewLevel
from db.models.meetings import AgendaItem, Arena, Decision, Meeting
from db.models.observations import Delivery, Observation, Reversal, Version
from db.models.owners import Owner
from db.models.structures import Evidence, Requirement, Risk, RiskAction, RiskAssessment
from db.models.table import Base
from db.models.uploads import Upload

__all__ = [
    "Action",
    "ActionArea",
    "ActionIndicator",
    "Activity",
    "AgendaItem",
    "Area",
    "AreaGroupMember",
    "AreaSuccession",
    "Arena",
    "Base",
    "CardAction",
    "CardIndicator",
    "CardUse",
    "CatalogueState",
    "Decision",
    "Delivery",
    "Duty",
    "DutyDone",
    "Edit",
    "Evidence",
    "GoalText",
    "Indicator",
    "IndicatorMark",
    "LearningCard",
    "Meeting",
    "NewLevel",
    "Objective",
    "ObjectiveIndicator",
    "Observation",
    "Owner",
    "Pathway",
    "Requirement",
    "Reversal",
    "Risk",
    "RiskAction",
    "RiskAssessment",
    "ServiceArea",
    "Source",
    "StatementAction",
    "Strategy",
    "StrategyGoal",
    "Target",
    "Upload",
    "UserStatement",
    "Version",
]
