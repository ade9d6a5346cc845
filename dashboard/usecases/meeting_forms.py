"""The forms of a meeting: the notes and decisions of an item, closing an open decision or giving it a new day, and something of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.usecases.agenda_writing import NOTES, OWN, write_notes
from dashboard.usecases.choices import Option
from dashboard.usecases.decisions import (
    CLOSING,
    NEW_DATE,
    change_decision,
    close_decision,
    decide,
    decision_facts,
    decision_form,
    found_decision,
    postpone_decision,
    together,
)
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today
from dashboard.usecases.meeting_items import DecidedThen, ShownItem, as_it_stands
from dashboard.usecases.meeting_page import meeting_page
from dashboard.usecases.writing import One, Unfit
from db.engine import reading
from db.queries import meetings as queries
from db.queries.indicators import service_areas
from db.terms import Role


@dataclass(frozen=True, slots=True)
class ItemForms:
    notes: FormView
    decision: FormView
    changes: Mapping[int, FormView]  # by decision


def forms_of(asker: Asker, item: ShownItem) -> ItemForms:
    """Of one item of a meeting that goes on."""
    require(asker.user, Role.LEADER)
    with reading(asker.engine) as session:
        changes = {each.id: _as_decided(session, each.id) for each in item.decisions}
        notes = form_view("meeting_notes", NOTES, item.notes, revision=item.revision, about=str(item.id))
        return ItemForms(notes, decision_form(session, f"new-{item.id}"), changes)


def closing_forms(decision: int, revision: int) -> tuple[FormView, FormView]:
    """For a decision that is still open."""
    fields = {name: kind for name, kind in CLOSING.items() if name != "revision"}, {"due_on": NEW_DATE["due_on"]}
    names = ("closing", "new_date")
    return tuple(form_view(name, each, {}, revision=revision, about=str(decision)) for name, each in zip(names, fields, strict=True))


def own_form(asker: Asker, service_area: str | None, given: Mapping[str, object] | None = None, unfit: Unfit | None = None) -> FormView:
    """Without a choice of service where the meeting is of one."""
    require(asker.user, Role.LEADER)
    with reading(asker.engine) as session:
        options = [] if service_area else [Option(each.id, each.name) for each in service_areas(session)]
    fields = OWN | ({"service_area": One([each.value for each in options], is_needed=False)} if options else {})
    return form_view("agenda_item", fields, given or {}, options={"service_area": options}, faults=unfit.faults if unfit else ())


def item_of(asker: Asker, form: str) -> ShownItem:
    """The item that a form belongs to, as it stands now; NotFound where there is none any more."""
    name, _, about = form.partition(" ")
    kind, _, number = about.rpartition("-")
    with reading(asker.engine) as session:
        item = found_decision(session, _number(number)).item if (name, kind) == ("decision", "change") else _number(number)
        row = queries.find_item(session, item)
        if row is None:
            raise NotFound("unknown_item")
    found = meeting_page(asker, row.meeting, is_shown=True)
    return next(each for each in found.agenda if each.id == item)


def decided_in(asker: Asker, form: str) -> DecidedThen:
    """The decision that a form belongs to, as it stands now."""
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        row = found_decision(session, _number(form.partition(" ")[2]))
        return as_it_stands(decision_facts(session, together(session, row), today()))


def write_form(asker: Asker, form: str, given: Mapping[str, object]) -> None:
    """`form` is the id that the page gave it: `decision new-12`, `decision change-5`, `meeting_notes 12`, `closing 5`, `new_date 5`."""
    name, _, about = form.partition(" ")
    kind, _, number = about.rpartition("-")
    write = WRITERS.get(f"{name} {kind}".strip())
    if write is None:
        raise NotFound("unknown_item")
    write(asker, _number(number), given)


def form_again(asker: Asker, form: str, given: Mapping[str, object], unfit: Unfit) -> FormView:
    """What was written, with what is wrong in it."""
    require(asker.user, Role.LEADER)
    name, _, about = form.partition(" ")
    if name == "decision":
        with reading(asker.engine) as session:
            return decision_form(session, about, given, unfit)
    fields = {"meeting_notes": NOTES, "closing": CLOSING, "new_date": NEW_DATE}[name]
    shown = {field: kind for field, kind in fields.items() if field != "revision"}
    return form_view(name, shown, given, faults=unfit.faults, revision=given.get("revision"), about=about)


def _as_decided(session: Session, id: int) -> FormView:
    row = found_decision(session, id)
    values = {"text": row.text, "outcome": str(row.outcome), "owner": row.owner and str(row.owner), "due_on": row.due_on}
    return decision_form(session, f"change-{id}", values | {"revision": row.revision})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


WRITERS: dict[str, Callable[[Asker, int, Mapping[str, object]], object]] = {
    "meeting_notes": write_notes,
    "decision new": decide,
    "decision change": change_decision,
    "closing": close_decision,
    "new_date": postpone_decision,
}
