"""Every SELECT about what is aimed at in words: strategies, their goals and objectives, and what serves them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Activity, Objective, ObjectiveIndicator, Pathway, Strategy, StrategyGoal


def strategies(session: Session) -> Sequence[Strategy]:
    """Drafts too, the newest first."""
    return session.scalars(select(Strategy).order_by(Strategy.valid_from.desc(), Strategy.title, Strategy.id)).all()


def find_strategy(session: Session, id: str) -> Strategy | None:
    return session.get(Strategy, id)


def find_objective(session: Session, id: int) -> Objective | None:
    return session.get(Objective, id)


def find_activity(session: Session, id: int) -> Activity | None:
    return session.get(Activity, id)


def goals_of(session: Session, strategy: str) -> Sequence[StrategyGoal]:
    """The three goals in its wording."""
    return session.scalars(select(StrategyGoal).where(StrategyGoal.strategy == strategy).order_by(StrategyGoal.position)).all()


def objectives_of(session: Session, strategy: str) -> Sequence[Objective]:
    """In order, without those that were taken out."""
    asked = select(Objective).where(Objective.strategy == strategy, Objective.is_dropped.is_(False))
    return session.scalars(asked.order_by(Objective.position, Objective.id)).all()


def pathways_of(session: Session, objectives: Collection[int]) -> Mapping[int, Sequence[str]]:
    found = defaultdict(list)
    for row in session.scalars(select(Pathway).where(Pathway.objective.in_(objectives)).order_by(Pathway.objective, Pathway.position)):
        found[row.objective].append(row.text)
    return found


def indicators_of(session: Session, objectives: Collection[int]) -> Mapping[int, Sequence[str]]:
    """The indicators that tell of each objective, by id."""
    found = defaultdict(list)
    asked = select(ObjectiveIndicator).where(ObjectiveIndicator.objective.in_(objectives)).order_by(ObjectiveIndicator.indicator)
    for row in session.scalars(asked):
        found[row.objective].append(row.indicator)
    return found


def activities_of(session: Session, objectives: Collection[int]) -> Sequence[Activity]:
    """Also those that will not be done; what is due first comes first."""
    asked = select(Activity).where(Activity.objective.in_(objectives))
    return session.scalars(asked.order_by(Activity.due_on.is_(None), Activity.due_on, Activity.id)).all()
