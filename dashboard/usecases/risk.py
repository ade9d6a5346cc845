"""One risk: how it was judged at its days, and writing it down, changing it and judging it anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.text import alphabetical, date_text, t
from dashboard.usecases.choices import Option
from dashboard.usecases.duty_entries import responsibles
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today as this_day
from dashboard.usecases.owners import owner_options
from dashboard.usecases.risks import HIGHEST, LOWEST, RiskFacts, all_risk_facts, found_risk
from dashboard.usecases.writing import LONG, Day, Fault, FieldKind, Many, One, Text, Unfit, Whole, read_fields, storing
from dashboard.usecases.written import EditView, history_of
from db import models
from db.engine import reading
from db.queries import actions as action_queries
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.queries import structures as queries
from db.terms import AreaType, IndicatorState, Role
from db.writes import edits

LONGEST_INTERVAL = 120
REVISION = {"revision": Whole(1, 10**9, is_needed=False)}
JUDGED: dict[str, FieldKind] = {
    "assessed_on": Day(),
    "consequence": Whole(LOWEST, HIGHEST),
    "likelihood": Whole(LOWEST, HIGHEST),
    "reason": Text(is_needed=False, longest=LONG),
}
Given = Mapping[str, object] | None
Options = Mapping[str, list[Option]]


@dataclass(frozen=True, slots=True)
class RiskPage:
    facts: RiskFacts | None  # None: a new one
    form: FormView | None  # for those who may write
    judge_form: FormView | None
    history: tuple[EditView, ...] = ()


def risk_page(asker: Asker, id: int | None, given: Given = None, unfit: Unfit | None = None) -> RiskPage:
    """`given` and `unfit`: what was written in the form of the risk itself, and what is wrong in it."""
    require(asker.user, Role.READER if id is not None else Role.LEADER)
    with reading(asker.engine) as session:
        row = found_risk(session, id) if id is not None else None
        form = _form(asker, session, row, given, unfit) if asker.user.role.may(Role.LEADER) else None
        if row is None:
            return RiskPage(None, form, None)
        facts = next(each for each in all_risk_facts(asker, session, this_day()) if each.id == row.id)
        history = history_of(session, models.Risk, row.id, lambda name, value: _said(session, name, value))
        return RiskPage(facts, form, judge_view({}) if form and row.closed_on is None else None, history)


def judge_view(written: Mapping[str, object], unfit: Unfit | None = None) -> FormView:
    values = written or {"assessed_on": this_day()}
    return form_view("risk_assessment", JUDGED, values, faults=unfit.faults if unfit else ())


def exists(asker: Asker, number: str) -> bool:
    with reading(asker.engine) as session:
        return not number.isdecimal() or len(number) > 9 or queries.find_risk(session, int(number)) is not None


def write_risk(asker: Asker, id: int | None, written: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """Add one (id None) with its first judgement, or change one. Unfit, or Conflict where somebody else has changed it meanwhile."""
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        row = found_risk(session, id) if id is not None else None
        read = read_fields(_fields(_options(asker, session, row), is_new=row is None) | REVISION, written)
        faults = tuple(_faults(session, read, stamp.at.date(), row))
        if faults:
            raise Unfit(*faults)
        seen, links = read.pop("revision"), {"actions": [int(each) for each in read.pop("actions")]}
        judged = {name: read.pop(name) for name in JUDGED if name in read}
        columns = read | {"owner": int(read["owner"]) if read["owner"] else None}
        if row is not None:
            edits.change(session, row, seen or 0, columns, stamp, links)
            return row.id
        added = edits.add(session, models.Risk(**columns), stamp, links)
        edits.add(session, models.RiskAssessment(risk=added.id, assessed_by=stamp.by, **judged), stamp)
        return added.id


def judge_risk(asker: Asker, id: int, written: Mapping[str, object], at: dt.datetime | None = None) -> None:
    """A new judgement beside the earlier ones."""
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        row = found_risk(session, id)
        read = read_fields(JUDGED, written)
        if row.closed_on is not None:
            raise Unfit(Fault("assessed_on", "risk_closed", {"day": row.closed_on}))
        _require_past(read, stamp.at.date())
        edits.add(session, models.RiskAssessment(risk=id, assessed_by=stamp.by, **read), stamp)


def _options(asker: Asker, session: Session, row: models.Risk | None) -> Options:
    areas = [area for area in area_queries.all_areas(session) if area.type is AreaType.UNIT or area.code == asker.settings.home_area]
    approved = [each for each in indicator_queries.all_indicators(session) if each.state is IndicatorState.APPROVED]
    return {
        "area": [
            Option(area.code, area.name) for area in sorted(areas, key=lambda area: (area.type is AreaType.UNIT, alphabetical(area.name)))
        ],
        "service_area": [Option(service.id, service.name) for service in indicator_queries.service_areas(session)],
        "owner": owner_options(session, this_day(), keeping=row.owner if row else None),
        "indicator": [Option(each.id, each.name) for each in sorted(approved, key=lambda each: alphabetical(each.name))],
        "actions": [Option(str(each.id), each.title) for each in action_queries.all_actions(session)],
    }


def _fields(options: Options, *, is_new: bool) -> dict[str, FieldKind]:
    codes = {name: [option.value for option in found] for name, found in options.items()}
    about: dict[str, FieldKind] = {
        "title": Text(),
        "description": Text(is_needed=False, longest=LONG),
        "service_area": One(codes["service_area"]),
        "area": One(codes["area"]),
        "owner": One(codes["owner"], is_needed=False),
        "interval_months": Whole(1, LONGEST_INTERVAL),
        "indicator": One(codes["indicator"], is_needed=False),
        "actions": Many(codes["actions"]),
    }
    return about | (JUDGED if is_new else {"closed_on": Day(is_needed=False)})


def _faults(session: Session, read: Mapping[str, object], today: dt.date, row: models.Risk | None) -> Iterator[Fault]:
    area = next(each for each in area_queries.all_areas(session) if each.code == read["area"])
    if area.valid_to is not None and area.valid_to < today and (row is None or row.area != area.code):
        yield Fault("area", "closed_place", {"name": area.name, "day": area.valid_to})
    if "assessed_on" in read and read["assessed_on"] > today + dt.timedelta(days=1):
        yield Fault("assessed_on", "judged_ahead")


def _require_past(read: Mapping[str, object], today: dt.date) -> None:
    if read["assessed_on"] > today + dt.timedelta(days=1):  # a day of grace: the server counts in UTC
        raise Unfit(Fault("assessed_on", "judged_ahead"))


def _form(asker: Asker, session: Session, row: models.Risk | None, given: Given, unfit: Unfit | None) -> FormView:
    options = _options(asker, session, row)
    fields = _fields(options, is_new=row is None)
    values = given if unfit is not None and given is not None else _standing(session, row)
    revision = given.get("revision") if unfit and given else row.revision if row else None
    return form_view("risk", fields, values, options=options, faults=unfit.faults if unfit else (), revision=revision)


def _standing(session: Session, row: models.Risk | None) -> dict[str, object]:
    if row is None:
        return {"interval_months": 12, "assessed_on": this_day()}
    plain = ("title", "description", "service_area", "area", "interval_months", "indicator", "closed_on")
    actions = [str(id) for id in queries.actions_of_risks(session)[row.id]]
    return {name: getattr(row, name) for name in plain} | {"owner": str(row.owner or ""), "actions": actions}


def _said(session: Session, name: str, value: object) -> str:
    if value in (None, "", []):
        return t("edits.nothing")
    if name == "owner":
        return next((one.label for one in responsibles(session, this_day()).values() if one.key == f"eier-{value}"), str(value))
    if name == "actions":
        titles = {each.id: each.title for each in action_queries.all_actions(session)}
        return ", ".join(titles.get(id, str(id)) for id in value)
    return date_text(dt.date.fromisoformat(str(value))) if name.endswith("_on") else str(value)
