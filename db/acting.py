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
