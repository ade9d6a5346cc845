"""Every SELECT about measures (tiltak): which there are, and what and where each is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.models import Action, ActionArea, ActionIndicator, Objective, Strategy

Codes = Mapping[int, tuple[str, ...]]  # by measure


def all_actions(session: Session) -> Sequence[Action]:
    return session.scalars(select(Action).order_by(Action.id)).all()


def find_action(session: Session, id: int) -> Action | None:
    return session.get(Action, id)


def indicators_of_actions(session: Session) -> Codes:
    return _codes(session.execute(select(ActionIndicator.action, ActionIndicator.indicator).order_by(ActionIndicator.indicator)).all())


def areas_of_actions(session: Session) -> Codes:
    return _codes(session.execute(select(ActionArea.action, ActionArea.area).order_by(ActionArea.area)).all())


def objectives(session: Session) -> Sequence[Row]:
    """Every delmål with the title of its strategy, the newest strategy first: id, title, strategy."""
    query = select(Objective.id, Objective.title, Strategy.title.label("strategy")).join(Strategy, Strategy.id == Objective.strategy)
    return session.execute(query.order_by(Strategy.valid_from.desc(), Strategy.id, Objective.position)).all()


def _codes(pairs: Sequence[Row]) -> Codes:
    found: dict[int, list[str]] = defaultdict(list)
    for action, code in pairs:
        found[action].append(code)
    return {action: tuple(codes) for action, codes in found.items()}
