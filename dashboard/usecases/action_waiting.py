"""What a measure waits for: its follow-up, its end, somebody who answers for it, or a word on what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

from db.acting import ActionStatus


class Waits(StrEnum):
    """In the order of urgency."""

    FOLLOW_UP = "follow_up"  # the day for following up is past
    END = "end"  # it should have been over
    EVALUATION = "evaluation"  # it is over, or there are numbers enough to say what came of it
    OWNER = "owner"  # who answered for it has left

    @property
    def is_overdue(self) -> bool:
        return self in (Waits.FOLLOW_UP, Waits.END)


class Course(Protocol):
    """What of a measure says what it waits for."""

    status: ActionStatus
    ends_on: dt.date | None
    follow_up_on: dt.date
    evaluated_on: dt.date | None


def waits_for(action: Course, today: dt.date, *, owner_has_left: bool, has_numbers: bool) -> Iterator[Waits]:
    """`has_numbers`: there are points enough after the start to say whether it helped. What was given up waits for nothing."""
    if action.status is ActionStatus.STOPPED:
        return
    is_evaluated = action.evaluated_on is not None
    is_open = action.status.is_open
    if is_open and action.follow_up_on < today and not (is_evaluated and action.evaluated_on >= action.follow_up_on):
        yield Waits.FOLLOW_UP
    if is_open and action.ends_on is not None and action.ends_on < today:
        yield Waits.END
    if not is_evaluated and (has_numbers or not is_open):
        yield Waits.EVALUATION
    if is_open and owner_has_left:
        yield Waits.OWNER


def days_over(action: Course, today: dt.date) -> int:
    """How long the oldest of its days has been past; 0 where none is."""
    days = [day for day in (action.follow_up_on, action.ends_on) if day is not None and day < today]
    return (today - min(days)).days if days else 0
