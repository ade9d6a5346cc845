"""Somebody in a furnished house, and what they ask of the page of the goals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dashboard.auth import Asker, Role
from dashboard.selection import Selection
from dashboard.usecases.goal_page import GoalPage, ObjectiveView
from dashboard.usecases.goal_selection import GoalSelection

OLD = "faerder-2019"


def as_role(anna: Asker, role: Role) -> Asker:
    return replace(anna, user=replace(anna.user, role=role))


def asked(strategy: str | None = None, on: dt.date | None = None, **chosen: object) -> GoalSelection:
    return GoalSelection(Selection(**chosen), strategy, on)


def objective(page: GoalPage, number: int) -> ObjectiveView:
    return page.objectives[number - 1]
