"""Which strategies there are: the one in force, those that are over, and drafts for those who write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound
from dashboard.usecases.choices import Option
from db import models
from db.acting import StrategyState
from db.queries import goals as queries
from db.terms import Role

WRITES = Role.COMMITTEE  # whoever may make a new version, and see it before it is adopted


class Standing(StrEnum):
    DRAFT = "draft"
    AHEAD = "ahead"
    IN_FORCE = "in_force"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class StrategyFacts:
    id: str
    title: str
    body: str
    vision: str
    valid_from: dt.date
    valid_to: dt.date | None
    standing: Standing
    made_from: str | None
    source: str | None
    adopted_on: dt.date | None
    adopted_by: str | None
    revision: int

    @property
    def is_draft(self) -> bool:
        return self.standing is Standing.DRAFT


def seen_strategies(asker: Asker, session: Session, on: dt.date) -> list[StrategyFacts]:
    """What is in force that day first, then what is to come, what is over, and drafts; of these the newest first."""
    every = queries.strategies(session)
    found = [_facts(row, every, on) for row in every if row.state is StrategyState.ADOPTED or asker.user.role.may(WRITES)]
    order = (Standing.IN_FORCE, Standing.AHEAD, Standing.OVER, Standing.DRAFT)
    return sorted(found, key=lambda one: order.index(one.standing))


def chosen_strategy(session: Session, seen: Sequence[StrategyFacts], asked: str | None) -> StrategyFacts | None:
    """The one asked for; else the first, one with delmål before one without. NotFound for one that there is not, or that is another's draft."""
    if asked:
        return find_strategy(seen, asked)
    usual = [one for one in seen if not one.is_draft]
    best = [one for one in usual if one.standing is usual[0].standing] if usual else []
    return next((one for one in best if queries.objectives_of(session, one.id)), best[0] if best else None)


def find_strategy(seen: Sequence[StrategyFacts], id: str) -> StrategyFacts:
    found = next((one for one in seen if one.id == id), None)
    if found is None:
        raise NotFound("unknown_strategy", found=id)
    return found


def strategy_options(seen: Sequence[StrategyFacts]) -> list[Option]:
    return [Option(one.id, one.title) for one in seen]


def _facts(row: models.Strategy, every: Sequence[models.Strategy], on: dt.date) -> StrategyFacts:
    names = ("id", "title", "body", "vision", "valid_from", "valid_to", "made_from", "source", "adopted_on", "adopted_by", "revision")
    return StrategyFacts(**{name: getattr(row, name) for name in names}, standing=_standing(row, every, on))


def _standing(row: models.Strategy, every: Sequence[models.Strategy], on: dt.date) -> Standing:
    """An adopted version takes over from what it was made from on its first day, also where the old one has no end."""
    if row.state is StrategyState.DRAFT:
        return Standing.DRAFT
    if row.valid_from > on:
        return Standing.AHEAD
    is_followed = any(
        each.made_from == row.id and each.state is StrategyState.ADOPTED and each.valid_from <= on for each in every if each is not row
    )
    is_past = row.valid_to is not None and row.valid_to < on
    return Standing.OVER if is_past or is_followed else Standing.IN_FORCE
