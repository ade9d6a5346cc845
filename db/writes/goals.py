"""Every INSERT and UPDATE of what is aimed at in words. The texts of an adopted strategy stand; the next version is made from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.acting import StrategyState
from db.models import Objective, Strategy
from db.writes import edits
from db.writes.edits import Stamp

Texts = Iterable[str]
OF_ITS_OWN = ("id", "strategy", "position", "made_from", "is_dropped")  # what one objective does not hand on to the next


class TextsStand(Exception):
    """The strategy is adopted."""


def add_strategy(
    session: Session, stamp: Stamp, goals: Mapping[str, str], objectives: Iterable[Mapping[str, Any]], **columns: Any
) -> Strategy:
    """A strategy whole: `goals` by code in order, `objectives` as title, `pathways` and `indicators`."""
    strategy = edits.add(session, Strategy(**columns), stamp, {"goals": goal_rows(goals)})
    for each in objectives:
        _add_objective(session, strategy, stamp, **each)
    return strategy


def make_version(session: Session, old: Strategy, stamp: Stamp, **columns: Any) -> Strategy:
    """A draft with the goals and objectives of `old`, each of which says what it was made from; its activities stay with `old`."""
    content = edits.content_of(session, old)
    kept = {name: content[name] for name in ("body", "vision")}
    made = Strategy(**kept, **columns, made_from=old.id, state=StrategyState.DRAFT)
    edits.add(session, made, stamp, {"goals": content["goals"]})
    asked = select(Objective).where(Objective.strategy == old.id, Objective.is_dropped.is_(False))
    for place, row in enumerate(session.scalars(asked.order_by(Objective.position, Objective.id)).all(), start=1):
        held = edits.content_of(session, row)
        links = {name: held.pop(name) for name in Objective.LINKS}
        columns = {name: value for name, value in held.items() if name not in OF_ITS_OWN}
        edits.add(session, Objective(**columns, strategy=made.id, position=place, made_from=row.id), stamp, links)
    return made


def change_strategy(session: Session, row: Strategy, seen: int, values: Mapping[str, Any], goals: Mapping[str, str], stamp: Stamp) -> bool:
    _still_draft(row)
    return edits.change(session, row, seen, values, stamp, {"goals": goal_rows(goals)})


def adopt(session: Session, row: Strategy, seen: int, stamp: Stamp, **decided: Any) -> None:
    """From here its texts stand: `decided` is adopted_on and adopted_by."""
    _still_draft(row)
    edits.change(session, row, seen, {"state": StrategyState.ADOPTED} | decided, stamp)


def add_objective(
    session: Session, strategy: Strategy, stamp: Stamp, title: str, pathways: Texts, indicators: Collection[str]
) -> Objective:
    """Last in a draft."""
    _still_draft(strategy)
    return _add_objective(session, strategy, stamp, title, pathways, indicators)


def change_objective(
    session: Session, row: Objective, seen: int, stamp: Stamp, title: str, pathways: Texts, indicators: Collection[str]
) -> bool:
    _still_draft(_strategy_of(session, row))
    links = {"pathways": pathway_rows(pathways), "indicators": indicators}
    return edits.change(session, row, seen, {"title": title}, stamp, links)


def link_indicators(session: Session, row: Objective, seen: int, stamp: Stamp, indicators: Collection[str]) -> bool:
    """Which indicators tell of an objective may change for as long as it stands: new ones come, and it says nothing else for that."""
    return edits.change(session, row, seen, {}, stamp, {"indicators": indicators})


def drop_objective(session: Session, row: Objective, seen: int, stamp: Stamp) -> None:
    """Out of the draft; what was written stays in the history."""
    _still_draft(_strategy_of(session, row))
    edits.change(session, row, seen, {"is_dropped": True}, stamp)


def change_places(session: Session, row: Objective, other: Objective, seen: tuple[int, int], stamp: Stamp) -> None:
    _still_draft(_strategy_of(session, row))
    places = row.position, other.position
    edits.change(session, row, seen[0], {"position": places[1]}, stamp)
    edits.change(session, other, seen[1], {"position": places[0]}, stamp)


def goal_rows(goals: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"goal": goal, "text": text, "position": place} for place, (goal, text) in enumerate(goals.items(), start=1)]


def pathway_rows(pathways: Texts) -> list[dict[str, Any]]:
    return [{"position": place, "text": text} for place, text in enumerate(pathways, start=1)]


def _add_objective(
    session: Session, strategy: Strategy, stamp: Stamp, title: str, pathways: Texts, indicators: Collection[str]
) -> Objective:
    last = session.scalar(select(func.max(Objective.position)).where(Objective.strategy == strategy.id)) or 0
    links = {"pathways": pathway_rows(pathways), "indicators": indicators}
    return edits.add(session, Objective(strategy=strategy.id, position=last + 1, title=title), stamp, links)


def _strategy_of(session: Session, row: Objective) -> Strategy:
    return session.get_one(Strategy, row.strategy)


def _still_draft(row: Strategy) -> None:
    if row.state is not StrategyState.DRAFT:
        raise TextsStand(row.id)
