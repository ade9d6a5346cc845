"""The words of acting on numbers as types: what a measure's status or a strategy's state can be."""

from __future__ import annotations

from enum import StrEnum


class EditKind(StrEnum):
    """What was done with something that people write."""

    ADDED = "added"
    CHANGED = "changed"


class ActionStatus(StrEnum):
    """Where a measure stands."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    FINISHED = "finished"  # carried through
    STOPPED = "stopped"  # given up on the way

    @property
    def is_open(self) -> bool:
        return self in (ActionStatus.PLANNED, ActionStatus.ONGOING)


class StrategyState(StrEnum):
    """A strategy is written as a draft; once adopted its texts stand."""

    DRAFT = "draft"
    ADOPTED = "adopted"


class DutyKind(StrEnum):
    """What recurs in the year of those who work with quality."""

    DATA_DEADLINE = "data_deadline"
    MEASUREMENT = "measurement"
    MEETING = "meeting"
    REPORT = "report"
    RISK_REVIEW = "risk_review"  # ROS
    USER_SURVEY = "user_survey"
    COURSE = "course"
    SAFETY_VISIT = "safety_visit"
    CONFERENCE = "conference"
    STRATEGY = "strategy"


class ShownBy(StrEnum):
    """What shows that a requirement is met."""

    EVIDENCE = "evidence"  # what somebody points at
    RISKS = "risks"  # a risk of the place that has been judged in time
