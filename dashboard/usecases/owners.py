"""Who answers for something: the register, and who has left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.text import alphabetical
from dashboard.usecases.choices import Option
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today as this_day
from dashboard.usecases.writing import Day, Fault, Text, Unfit, Whole, read_fields, storing
from db import models
from db.engine import reading
from db.queries import owners as queries
from db.terms import Role
from db.writes import edits

FORM = "owner"
FIELDS = {"name": Text(), "post": Text(is_needed=False), "left_on": Day(is_needed=False)}
REVISION = {"revision": Whole(1, 10**9, is_needed=False)}


@dataclass(frozen=True, slots=True)
class OwnerFacts:
    id: int
    name: str
    post: str | None
    left_on: dt.date | None
    has_left: bool  # today
    open_actions: int = 0


@dataclass(frozen=True, slots=True)
class OwnersPage:
    owners: tuple[OwnerFacts, ...]  # those who are here first, by name
    chosen: int | None  # the one that is being changed
    form: FormView | None  # for those who may write


def owner_facts(owner: models.Owner, today: dt.date, open_actions: int = 0) -> OwnerFacts:
    has_left = owner.left_on is not None and owner.left_on <= today
    return OwnerFacts(owner.id, owner.name, owner.post, owner.left_on, has_left, open_actions)


def owners_page(asker: Asker, chosen: int | None = None, today: dt.date | None = None) -> OwnersPage:
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        found = _facts(session, today or this_day())
        owner = _found(session, chosen) if chosen is not None else None
        written = {name: getattr(owner, name) for name in FIELDS} if owner else {}
        view = form_view(FORM, FIELDS, written, revision=owner.revision if owner else None)
        return OwnersPage(found, chosen, view if asker.user.role.may(Role.LEADER) else None)


def owner_options(session: Session, today: dt.date, keeping: int | None = None) -> list[Option]:
    """Those whom something new can be given to; `keeping` is the one who has it already, who stays even after having left."""
    return [Option(str(one.id), one.name) for one in _facts(session, today) if not one.has_left or one.id == keeping]


def write_owner(asker: Asker, id: int | None, written: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """Add one (id None) or change one; Unfit, or Conflict where somebody else has changed it meanwhile."""
    require(asker.user, Role.LEADER)
    read = read_fields(FIELDS | REVISION, written)
    seen = read.pop("revision")
    with storing(asker, at=at) as (session, stamp):
        owner = _found(session, id) if id is not None else None
        if any(other.name == read["name"] and other is not owner for other in queries.all_owners(session)):
            raise Unfit(Fault("name", "name_taken", {"name": read["name"]}))
        if owner is None:
            return edits.add(session, models.Owner(**read), stamp).id
        edits.change(session, owner, seen or 0, read, stamp)
        return owner.id


def form_again(written: Mapping[str, object], unfit: Unfit) -> FormView:
    """What was written, with what is wrong in it."""
    return form_view(FORM, FIELDS, written, faults=unfit.faults, revision=written.get("revision"))


def _facts(session: Session, today: dt.date) -> tuple[OwnerFacts, ...]:
    counts = queries.open_actions_of_owners(session)
    found = (owner_facts(owner, today, counts.get(owner.id, 0)) for owner in queries.all_owners(session))
    return tuple(sorted(found, key=lambda one: (one.has_left, alphabetical(one.name))))


def _found(session: Session, id: int) -> models.Owner:
    owner = queries.find_owner(session, id)
    if owner is None:
        raise NotFound("unknown_owner")
    return owner
