"""Læringskort: the cards that the asker may see, with the names behind their codes; and those that are new, for an agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, User, require
from dashboard.text import alphabetical, t
from dashboard.usecases.card_selection import CardSelection
from dashboard.usecases.choices import Option
from dashboard.usecases.sharing import sees
from db import models
from db.engine import reading
from db.learning_words import CardKind, SharedState
from db.queries import actions as action_queries
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.queries import learning as queries
from db.terms import AreaType, Period, Role
from etl import events


@dataclass(frozen=True, slots=True)
class Use:
    area: str
    name: str
    taken_on: dt.date
    told_by: str
    ended_on: dt.date | None
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class CardFacts:
    id: int
    title: str
    kind: CardKind
    service_area: str
    service_area_name: str
    category: str
    category_name: str
    month: Period
    happened: str
    factors: str | None
    changed: str
    usable_by: str
    indicators: tuple[Option, ...]
    actions: tuple[Option, ...]  # number and title
    uses: tuple[Use, ...]
    state: SharedState
    created_by: str
    approved_by: str | None
    approved_at: dt.datetime | None
    revision: int

    @property
    def in_use(self) -> tuple[Use, ...]:
        return tuple(use for use in self.uses if use.ended_on is None)


@dataclass(frozen=True, slots=True)
class CardNames:
    """What stands behind the codes, read once for all cards of a page."""

    services: Mapping[str, str]
    indicators: Mapping[str, str]
    actions: Mapping[int, str]
    areas: Mapping[str, models.Area]
    indicators_of: Mapping[int, Sequence[str]]
    actions_of: Mapping[int, Sequence[int]]
    uses_of: Mapping[int, Sequence[models.CardUse]]


@dataclass(frozen=True, slots=True)
class CardsPage:
    cards: tuple[CardFacts, ...]
    total: int  # that the asker may see, whatever is chosen
    waiting: int  # drafts among them
    chosen: CardSelection
    options: Mapping[str, tuple[Option, ...]]
    may_write: bool


def cards_page(asker: Asker, chosen: CardSelection) -> CardsPage:
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        every = visible_cards(session, asker.user)
        found = tuple(card for card in every if chosen.takes(card))
        drafts = sum(card.state is SharedState.DRAFT for card in every)
        return CardsPage(found, len(every), drafts, chosen, _options(session), asker.user.role.may(Role.LEADER))


def new_cards(asker: Asker, since: dt.datetime, service_area: str | None = None) -> tuple[CardFacts, ...]:
    """Cards approved at or after this moment, the newest first; what a meeting may want to speak of."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        names = read_card_names(session)
        return tuple(card_facts(card, names) for card in queries.cards_approved_since(session, since, service_area))


def visible_cards(session: Session, user: User) -> list[CardFacts]:
    """What waits for an approval first, for those who see it."""
    names = read_card_names(session)
    cards = [card for card in queries.all_cards(session) if sees(user, card)]
    cards.sort(key=lambda card: card.state is not SharedState.DRAFT)
    return [card_facts(card, names) for card in cards]


def read_card_names(session: Session) -> CardNames:
    uses: dict[int, list[models.CardUse]] = {}
    for use in queries.uses(session):
        uses.setdefault(use.card, []).append(use)
    return CardNames(
        services={service.id: service.name for service in indicator_queries.service_areas(session)},
        indicators={row.id: row.name for row in indicator_queries.all_indicators(session)},
        actions={action.id: action.title for action in action_queries.all_actions(session)},
        areas={area.code: area for area in area_queries.all_areas(session)},
        indicators_of=queries.indicators_of_cards(session),
        actions_of=queries.actions_of_cards(session),
        uses_of=uses,
    )


def card_facts(card: models.LearningCard, names: CardNames) -> CardFacts:
    return CardFacts(
        service_area_name=names.services[card.service_area],
        category_name=events.categories().get(card.category, card.category),
        month=Period.parse(card.month),
        indicators=tuple(Option(id, names.indicators.get(id, id)) for id in names.indicators_of.get(card.id, ())),
        actions=tuple(Option(str(id), names.actions[id]) for id in names.actions_of.get(card.id, ())),
        uses=tuple(_use(use, names) for use in names.uses_of.get(card.id, ())),
        **{name: getattr(card, name) for name in AS_WRITTEN},
    )


AS_WRITTEN = (
    *("id", "title", "kind", "service_area", "category", "happened", "factors", "changed", "usable_by"),
    *("state", "created_by", "approved_by", "approved_at", "revision"),
)


def _use(use: models.CardUse, names: CardNames) -> Use:
    area = names.areas[use.area]
    return Use(use.area, area.name, use.taken_on, use.told_by, use.ended_on, area.is_fictional)


def _options(session: Session) -> Mapping[str, tuple[Option, ...]]:
    found = {
        "service_area": [Option(service.id, service.name) for service in indicator_queries.service_areas(session)],
        "category": category_options(),
        "kind": [Option(str(kind), t(f"card_kind.{kind}")) for kind in CardKind],
        "area": unit_options(session),
    }
    return {name: (Option("", t(f"cards.any.{name}")), *options) for name, options in found.items()}


def category_options() -> list[Option]:
    return [Option(code, name) for code, name in events.categories().items()]


def unit_options(session: Session, without: Collection[str] = ()) -> list[Option]:
    """Units that are open, by name."""
    units = [area for area in area_queries.all_areas(session) if area.type is AreaType.UNIT and area.valid_to is None]
    return sorted((Option(unit.code, unit.name) for unit in units if unit.code not in without), key=lambda one: alphabetical(one.label))
