"""One learning card, with what the asker may do with it and, for those who may write it, its history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboard.auth import Asker, NotFound, require
from dashboard.text import NOTHING, moment_text, period_text, t
from dashboard.usecases.cards import CardFacts, CardNames, card_facts, read_card_names, unit_options
from dashboard.usecases.choices import Option
from dashboard.usecases.sharing import may_approve, may_write, seen
from dashboard.usecases.written import EditView, history_of
from db import models
from db.engine import reading
from db.terms import Period, Role
from etl import events


@dataclass(frozen=True, slots=True)
class CardPage:
    facts: CardFacts
    may_write: bool
    may_approve: bool
    units: tuple[Option, ...]  # that could say that they use it; none for those who may not say so
    history: tuple[EditView, ...]  # nothing for readers: it holds what the draft was


def card_page(asker: Asker, id: int) -> CardPage:
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        card = seen(session, asker.user, models.LearningCard, id)
        names = read_card_names(session)
        facts, writes = card_facts(card, names), may_write(asker.user, card)
        units = unit_options(session, [use.area for use in facts.in_use]) if asker.user.role.may(Role.LEADER) else []
        history = history_of(session, models.LearningCard, id, lambda name, value: _said(names, name, value)) if writes else ()
        return CardPage(facts, writes, may_approve(session, asker.user, card), tuple(units), history)


def card_exists(asker: Asker, id: int) -> bool:
    try:
        card_page(asker, id)
    except NotFound:
        return False
    return True


def _said(names: CardNames, field: str, value: object) -> str:
    """What stands in a column, in words."""
    if isinstance(value, list):
        named = (names.indicators.get(each) or names.actions.get(each) or str(each) for each in value)
        return ", ".join(named) or t("edits.nothing")
    words = {
        "kind": lambda: t(f"card_kind.{value}"),
        "state": lambda: t(f"shared_state.{value}"),
        "service_area": lambda: names.services.get(str(value), str(value)),
        "category": lambda: events.categories().get(str(value), str(value)),
        "approved_at": lambda: moment_text(dt.datetime.fromisoformat(str(value))),
        "month": lambda: period_text(Period.parse(str(value))),
    }
    if value is None:
        return t("edits.nothing")
    return words[field]() if field in words else str(value) or NOTHING
