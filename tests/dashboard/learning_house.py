"""A house with somebody who writes, somebody who approves and somebody who reads, and what they write."""

from __future__ import annotations

from sqlalchemy import Engine

from dashboard.auth import Asker, Role, User
from dashboard.settings import Settings
from dashboard.usecases.lateness import today
from dashboard.usecases.sharing import approve
from db.models import LearningCard
from db.terms import Period

CARD = {
    "title": "Vått gulv om natten",
    "kind": "event",
    "service_area": "sykehjem",
    "category": "fall",
    "happened": "Gulvet var nyvasket. Ingen hadde satt ut skilt. En beboer falt uten å bli skadet.",
    "factors": "Vask på samme tid som toalettbesøk.",
    "changed": "Vask er flyttet til etter frokost.",
    "usable_by": "Alle sykehjem.",
    "indicators": ["fall-med-skade"],
    "actions": [],
}


def who(engine: Engine, name: str, role: Role) -> Asker:
    return Asker(User(name, role), engine, Settings(home_area="3911"))


def author(engine: Engine) -> Asker:
    return who(engine, "Anne", Role.LEADER)


def approver(engine: Engine) -> Asker:
    return who(engine, "Berit", Role.COMMITTEE)


def reader(engine: Engine) -> Asker:
    return who(engine, "Cato", Role.READER)


def a_card(**given: object) -> dict[str, object]:
    month = Period.parse(f"{today().year}-M{today().month:02}")
    return CARD | {"month": str(month)} | given


def approved(engine: Engine, id: int, revision: int = 1) -> None:
    approve(approver(engine), LearningCard, id, revision)
