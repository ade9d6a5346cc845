"""How targets follow each other: a new one takes over from the one before it on its level, and an ambition asks no less than the requirement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.terms import Direction, TargetLevel

EVER = dt.date.max


@dataclass(frozen=True, slots=True)
class Step:
    """`area` None = everywhere. `key` is the row's number, None for one that is not stored yet."""

    level: TargetLevel
    value: float
    valid_from: dt.date
    valid_to: dt.date | None
    area: str | None
    key: int | None = None


def last_day(step: Step, steps: Iterable[Step]) -> dt.date | None:
    """Its own last day, or the day before the next of its level begins in the same places; None while nothing follows."""
    following = [each.valid_from for each in steps if _same_place(each, step) and each.valid_from > step.valid_from]
    ends = [day - dt.timedelta(days=1) for day in following] + ([step.valid_to] if step.valid_to else [])
    return min(ends, default=None)


def contradicted(new: Step, steps: Sequence[Step], direction: Direction) -> Step | None:
    """The step of the other level that it does not go with on some day: an ambition that would be easier to reach than the requirement."""
    every = [*steps, new]
    for other in steps:
        if other.level is not new.level and _meet(new, other, every) and _is_easier(new, other, direction):
            return other
    return None


def _same_place(one: Step, other: Step) -> bool:
    return one.level is other.level and one.area == other.area


def _meet(one: Step, other: Step, steps: Sequence[Step]) -> bool:
    """Whether both hold somewhere on one day. What holds everywhere holds in each place too."""
    ends = [last_day(each, steps) or EVER for each in (one, other)]
    same_days = max(one.valid_from, other.valid_from) <= min(ends)
    return same_days and (one.area is None or other.area is None or one.area == other.area)


def _is_easier(one: Step, other: Step, direction: Direction) -> bool:
    values = {each.level: each.value for each in (one, other)}
    ambition, requirement = values[TargetLevel.AMBITION], values[TargetLevel.REQUIREMENT]
    return ambition < requirement if direction is Direction.HIGHER_IS_BETTER else ambition > requirement
