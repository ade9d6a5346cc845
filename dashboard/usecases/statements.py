"""«Dette sa dere – dette gjør vi»: what a survey's answers said and what is done with it, linked to the result and the measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, User, require
from dashboard.text import alphabetical, t
from dashboard.usecases.card_deeds import seen_revision, told
from dashboard.usecases.card_writing import CONFIRMED, confirmation, is_hinted, places, unconfirmed
from dashboard.usecases.choices import Option
from dashboard.usecases.culture import CULTURE, SURVEY
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today
from dashboard.usecases.sharing import DRAFT, approve, may_approve, may_write, sees, withdraw, writable
from dashboard.usecases.writing import LONG, FieldKind, Many, One, Text, Unfit, Whole, read_fields, storing
from db import models
from db.engine import reading
from db.learning_words import SharedState
from db.queries import actions as action_queries
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.queries import learning as queries
from db.terms import AreaType, IndicatorState, Role
from db.writes import edits

FORM, STATEMENT = "statement", models.UserStatement
WRITTEN = ("said", "doing")
FIRST_YEAR = 2010
REVISION = {"revision": Whole(1, 10**9, is_needed=False)}
Options = Mapping[str, list[Option]]


@dataclass(frozen=True, slots=True)
class Statement:
    id: int
    said: str
    doing: str
    indicator: str
    indicator_name: str
    area: str
    area_name: str
    year: int
    actions: tuple[Option, ...]  # number and title
    state: SharedState
    created_by: str
    approved_by: str | None
    approved_at: dt.datetime | None
    revision: int
    may_write: bool
    may_approve: bool


def visible_statements(session: Session, user: User, service_area: str | None) -> tuple[Statement, ...]:
    """Those of the service; what waits for an approval first, for those who see it."""
    rows = [row for row in queries.all_statements(session) if row.service_area == service_area and sees(user, row)]
    rows.sort(key=lambda row: row.state is not SharedState.DRAFT)
    indicators = {row.id: row.name for row in indicator_queries.all_indicators(session)}
    areas = {area.code: area.name for area in area_queries.all_areas(session)}
    actions = {action.id: action.title for action in action_queries.all_actions(session)}
    linked = queries.actions_of_statements(session)
    return tuple(
        Statement(
            indicator_name=indicators.get(row.indicator, row.indicator),
            area_name=areas[row.area],
            actions=tuple(Option(str(id), actions[id]) for id in linked.get(row.id, ())),
            may_write=may_write(user, row),
            may_approve=may_approve(session, user, row),
            **{name: getattr(row, name) for name in AS_WRITTEN},
        )
        for row in rows
    )


AS_WRITTEN = ("id", "said", "doing", "indicator", "area", "year", "state", "created_by", "approved_by", "approved_at", "revision")


def statement_exists(asker: Asker, id: int) -> bool:
    with reading(asker.engine) as session:
        row = queries.find_statement(session, id)
        return row is not None and may_write(asker.user, row)


def can_be_withdrawn(asker: Asker, id: int | None) -> bool:
    with reading(asker.engine) as session:
        row = queries.find_statement(session, id) if id is not None else None
        return row is not None and row.state is SharedState.APPROVED and may_write(asker.user, row)


def statement_form(asker: Asker, id: int | None, given: Mapping[str, object] | None = None, unfit: Unfit | None = None) -> FormView:
    require(asker.user, Role.LEADER)
    with reading(asker.engine) as session:
        row = writable(session, asker.user, STATEMENT, id) if id is not None else None
        options = _options(asker, session)
        values = (given or {}) if unfit else _standing(session, row) if row else {}
        revision = values.get("revision") if unfit else row.revision if row else None
        fields = _fields(options) | ({CONFIRMED: Many(["yes"])} if unfit and is_hinted(unfit) else {})
        return form_view(FORM, fields, values, options=options, faults=unfit.faults if unfit else (), revision=revision)


def write_statement(asker: Asker, id: int | None, written: Mapping[str, object], at: dt.datetime | None = None) -> str:
    """Add one (id None) or change one, as a draft; returns the service it belongs to."""
    require(asker.user, Role.LEADER)
    with storing(asker, confirmation(written), at) as (session, stamp):
        row = writable(session, asker.user, STATEMENT, id) if id is not None else None
        read = read_fields(_fields(_options(asker, session)) | REVISION, written)
        faults = unconfirmed(written, {name: read[name] for name in WRITTEN}, places(session))
        if faults:
            raise Unfit(*faults)
        seen, links = read.pop("revision"), {"actions": tuple(map(int, read.pop("actions")))}
        service = indicator_queries.find_indicator(session, str(read["indicator"])).service_area
        columns = read | DRAFT | {"service_area": service, "year": int(str(read["year"]))}
        if row is None:
            edits.add(session, STATEMENT(**columns, created_at=stamp.at, created_by=stamp.by), stamp, links)
        else:
            edits.change(session, row, seen or 0, columns, stamp, links)
        return service


def do_with_statement(asker: Asker, deed: str, of: str, written: Mapping[str, object]) -> str:
    """`of` is number and revision, as the button says them."""
    number, _, revision = of.partition(" ")
    id, seen = seen_revision(number), seen_revision(revision)
    if deed == "approve":
        approve(asker, STATEMENT, id, seen)
    elif deed == "withdraw":
        withdraw(asker, STATEMENT, id, seen, written)
    else:
        raise NotFound("no_such_deed")
    return told(deed)


def _fields(options: Options) -> dict[str, FieldKind]:
    codes = {name: [option.value for option in found] for name, found in options.items()}
    chosen = {name: One(codes[name]) for name in ("indicator", "area", "year")}
    return chosen | {"said": Text(longest=LONG), "doing": Text(longest=LONG), "actions": Many(codes["actions"])}


def _standing(session: Session, row: models.UserStatement) -> dict[str, object]:
    actions = tuple(map(str, queries.actions_of_statements(session).get(row.id, ())))
    return {name: getattr(row, name) for name in ("indicator", "area", "said", "doing")} | {"year": str(row.year), "actions": actions}


def _options(asker: Asker, session: Session) -> Options:
    services = {service.id: service.name for service in indicator_queries.service_areas(session)}
    surveys = [row for row in indicator_queries.all_indicators(session) if row.source == SURVEY and row.service_area != CULTURE]
    home = asker.settings.home_area
    places = [area for area in area_queries.all_areas(session) if area.code == home or area.type is AreaType.UNIT]
    places.sort(key=lambda area: (area.code != home, alphabetical(area.name)))
    return {
        "indicator": [
            Option(row.id, f"{row.short_name or row.name} ({services[row.service_area]})")
            for row in surveys
            if row.state is IndicatorState.APPROVED
        ],
        "area": [Option(area.code, area.name) for area in places],
        "year": [Option(str(year), str(year)) for year in range(today().year, FIRST_YEAR - 1, -1)],
        "actions": [Option(str(action.id), action.title) for action in action_queries.all_actions(session)],
        CONFIRMED: [Option("yes", t("sharing.nobody"))],
    }
