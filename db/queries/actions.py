"""Every SELECT about measures (tiltak): which there are, and what and where each is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.models import Action, ActionArea, ActionIndicator, AgendaItem, Decision, Objective, Strategy

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
    """Every delmål that a measure may serve or have served, with its strategy's title and state; the newest strategy first."""
    columns = (Objective.id, Objective.title, Objective.is_dropped, Strategy.title.label("strategy"), Strategy.state)
    query = select(*columns).join(Strategy, Strategy.id == Objective.strategy)
    return session.execute(query.order_by(Strategy.valid_from.desc(), Strategy.id, Objective.position)).all()


def decision_with_item(session: Session, id: int) -> tuple[Decision, AgendaItem] | None:
    """What a meeting has decided, and the item of the agenda that it was about: where a measure may begin."""
    found = session.execute(select(Decision, AgendaItem).join(AgendaItem, AgendaItem.id == Decision.item).where(Decision.id == id)).first()
    return (found[0], found[1]) if found else None


def _codes(pairs: Sequence[Row]) -> Codes:
    found: dict[int, list[str]] = defaultdict(list)
    for action, code in pairs:
        found[action].append(code)
    return {action: tuple(codes) for action, codes in found.items()}
