"""One requirement: where it holds, what shows it, and writing both down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.text import date_text, t
from dashboard.usecases.choices import Option
from dashboard.usecases.duty_entries import responsibles
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today as this_day
from dashboard.usecases.requirement_writing import UNITS, WHOLE, evidence_fields, requirement_fields, requirement_options
from dashboard.usecases.requirements import RequirementFacts, all_requirement_facts
from dashboard.usecases.writing import Unfit
from dashboard.usecases.written import EditView, history_of
from db import models
from db.engine import reading
from db.queries import areas as area_queries
from db.queries import structures as queries
from db.terms import Role

Given = Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    id: int
    area_name: str
    shown_on: dt.date
    text: str
    link: str | None
    by: str
    taken_back_on: dt.date | None


@dataclass(frozen=True, slots=True)
class RequirementPage:
    facts: RequirementFacts | None  # None: a new one, or one that has ended
    title: str | None
    evidence: tuple[EvidenceFacts, ...]
    form: FormView | None  # for those who may write
    evidence_form: FormView | None
    history: tuple[EditView, ...] = ()


def requirement_page(asker: Asker, id: int | None, given: Given = None, unfit: Unfit | None = None) -> RequirementPage:
    """`given` and `unfit`: what was written in the form of the requirement itself, and what is wrong in it."""
    require(asker.user, Role.READER if id is not None else Role.LEADER)
    may_write, today = asker.user.role.may(Role.LEADER), this_day()
    with reading(asker.engine) as session:
        row = found_requirement(session, id) if id is not None else None
        form = _form(session, row, given, unfit, today) if may_write else None
        if row is None:
            return RequirementPage(None, None, (), form, None)
        facts = next((each for each in all_requirement_facts(session, asker.settings.home_area, today) if each.id == row.id), None)
        shown = _evidence_form(session, facts) if may_write and facts else None
        history = history_of(session, models.Requirement, row.id, lambda name, value: _said(session, name, value))
        return RequirementPage(facts, row.title, _evidence(session, row.id), form, shown, history)


def evidence_again(asker: Asker, id: int, given: Mapping[str, object], unfit: Unfit) -> FormView | None:
    """The form for evidence as it was written, with what is wrong in it."""
    require(asker.user, Role.LEADER)
    with reading(asker.engine) as session:
        facts = next((each for each in all_requirement_facts(session, asker.settings.home_area, this_day()) if each.id == id), None)
        return _evidence_form(session, facts, given, unfit) if facts else None


def exists(asker: Asker, number: str) -> bool:
    with reading(asker.engine) as session:
        return not number.isdecimal() or len(number) > 9 or queries.find_requirement(session, int(number)) is not None


def found_requirement(session: Session, id: int) -> models.Requirement:
    row = queries.find_requirement(session, id)
    if row is None:
        raise NotFound("unknown_requirement")
    return row


def _form(session: Session, row: models.Requirement | None, given: Given, unfit: Unfit | None, today: dt.date) -> FormView:
    options = requirement_options(session, row, today)
    fields = requirement_fields(options, is_from_file=row is not None and row.file_id is not None)
    standing = {name: _standing(row, name) for name in fields} if row else {"interval_months": 12, "holds": WHOLE}
    values = given if unfit is not None and given is not None else standing
    revision = given.get("revision") if unfit and given else row.revision if row else None
    return form_view("requirement", fields, values, options=options, faults=unfit.faults if unfit else (), revision=revision)


def _standing(row: models.Requirement, name: str) -> object:
    if name == "holds":
        return UNITS if row.in_each_unit else WHOLE
    return str(row.owner or "") if name == "owner" else getattr(row, name)


def _evidence_form(session: Session, facts: RequirementFacts, given: Given = None, unfit: Unfit | None = None) -> FormView:
    options = {"area": [Option(place.code, place.name) for place in facts.places]}
    values = given or {"shown_on": this_day(), "area": options["area"][0].value if len(options["area"]) == 1 else None}
    return form_view("evidence", evidence_fields(options["area"]), values, options=options, faults=unfit.faults if unfit else ())


def _evidence(session: Session, id: int) -> tuple[EvidenceFacts, ...]:
    names = {area.code: area.name for area in area_queries.all_areas(session)}
    rows: Sequence[models.Evidence] = queries.all_evidence(session)[id]
    return tuple(EvidenceFacts(row.id, names[row.area], row.shown_on, row.text, row.link, row.given_by, row.taken_back_on) for row in rows)


def _said(session: Session, name: str, value: object) -> str:
    if value in (None, ""):
        return t("edits.nothing")
    if name == "owner":
        return next((one.label for one in responsibles(session, this_day()).values() if one.key == f"eier-{value}"), str(value))
    if name == "in_each_unit":
        return t("structures.in_each_unit" if value else "structures.as_a_whole")
    return date_text(dt.date.fromisoformat(str(value))) if name.endswith("_on") else str(value)
