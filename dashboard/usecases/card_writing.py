"""Writing a learning card: its fields, what is checked in them, and which units say that they use it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.text import period_text, t
from dashboard.usecases.cards import category_options, unit_options
from dashboard.usecases.choices import Option
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today
from dashboard.usecases.recognisable import hints
from dashboard.usecases.sharing import DRAFT, seen, writable
from dashboard.usecases.writing import LONG, Fault, FieldKind, Many, One, Text, Unfit, Whole, read_fields, storing
from db import models
from db.engine import reading
from db.learning_words import CardKind
from db.queries import actions as action_queries
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.queries import learning as queries
from db.terms import Frequency, IndicatorState, Period, Role
from db.writes import edits

FORM = "card"
WRITTEN = ("title", "happened", "factors", "changed", "usable_by")  # what may hold a person
LINKED = ("indicators", "actions")
SENTENCES = 3
SENTENCE = re.compile(r"[.!?…]+(?=\s+[A-ZÆØÅ«\"]|\s*$)")
STORY = 700  # signs: three sentences
MONTHS_BACK = 60
REVISION = {"revision": Whole(1, 10**9, is_needed=False)}
CONFIRMED = "confirmed"
Options = Mapping[str, list[Option]]


def card_form(asker: Asker, id: int | None, given: Mapping[str, object] | None = None, unfit: Unfit | None = None) -> FormView:
    """Empty, or one card as it stands; with `unfit` what was written and is wrong, and the box that confirms where that is asked for."""
    require(asker.user, Role.LEADER)
    with reading(asker.engine) as session:
        card = writable(session, asker.user, models.LearningCard, id) if id is not None else None
        options = _options(session, card)
        values = (given or {}) if unfit else _standing(session, card) if card else {}
        revision = values.get("revision") if unfit else card.revision if card else None
        fields = fields_of(options) | ({CONFIRMED: Many(["yes"])} if unfit and is_hinted(unfit) else {})
        faults = unfit.faults if unfit else ()
        return form_view(FORM, fields, values, options=options, faults=faults, revision=revision)


def write_card(asker: Asker, id: int | None, written: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """Add one (id None) or change one, as a draft, and return its number. Unfit, or Conflict where somebody else has changed it meanwhile."""
    require(asker.user, Role.LEADER)
    with storing(asker, confirmation(written), at) as (session, stamp):
        card = writable(session, asker.user, models.LearningCard, id) if id is not None else None
        read = read_fields(fields_of(_options(session, card)) | REVISION, written)
        faults = [*_faults(read), *unconfirmed(written, {name: read[name] for name in WRITTEN}, places(session))]
        if faults:
            raise Unfit(*faults)
        seen_revision = read.pop("revision")
        links = {"indicators": read.pop("indicators"), "actions": tuple(map(int, read.pop("actions")))}
        columns = read | {"kind": CardKind(read["kind"])} | DRAFT
        if card is None:
            return edits.add(session, models.LearningCard(**columns, created_at=stamp.at, created_by=stamp.by), stamp, links).id
        edits.change(session, card, seen_revision or 0, columns, stamp, links)
        return card.id


def take_up(asker: Asker, id: int, written: Mapping[str, object], at: dt.datetime | None = None) -> None:
    """A unit says that it uses the card; one that had stopped begins again."""
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        card = seen(session, asker.user, models.LearningCard, id)
        area = read_fields({"area": One([option.value for option in unit_options(session)])}, written)["area"]
        use, day = queries.find_use(session, card.id, area), stamp.at.date()
        if use is None:
            edits.add(session, models.CardUse(card=card.id, area=area, taken_on=day, told_by=stamp.by), stamp)
        elif use.ended_on is not None:
            edits.change(session, use, use.revision, {"taken_on": day, "told_by": stamp.by, "ended_on": None}, stamp)


def give_up(asker: Asker, id: int, area: str) -> None:
    """A unit no longer uses the card."""
    require(asker.user, Role.LEADER)
    with storing(asker) as (session, stamp):
        use = queries.find_use(session, seen(session, asker.user, models.LearningCard, id).id, area)
        if use is not None and use.ended_on is None:
            edits.change(session, use, use.revision, {"ended_on": max(stamp.at.date(), use.taken_on)}, stamp)


def confirmation(written: Mapping[str, object]) -> str | None:
    return t("sharing.confirmed") if "yes" in (written.get(CONFIRMED) or ()) else None


def unconfirmed(written: Mapping[str, object], texts: Mapping[str, str | None], known: Sequence[str]) -> list[Fault]:
    """What might let somebody be recognised, unless whoever writes has said that it does not."""
    return [] if confirmation(written) else list(hints(texts, known))


def is_hinted(unfit: Unfit) -> bool:
    return any(fault.code.startswith("perhaps_") for fault in unfit.faults)


def places(session: Session) -> list[str]:
    """Names that are no person's."""
    services = [service.name for service in indicator_queries.service_areas(session)]
    return [*services, *(area.name for area in area_queries.all_areas(session))]


def fields_of(options: Options) -> dict[str, FieldKind]:
    codes = {name: [option.value for option in found] for name, found in options.items()}
    return {
        "title": Text(),
        "kind": One(codes["kind"]),
        "service_area": One(codes["service_area"]),
        "category": One(codes["category"]),
        "month": One(codes["month"]),
        "happened": Text(longest=STORY),
        "factors": Text(is_needed=False, longest=LONG),
        "changed": Text(longest=LONG),
        "usable_by": Text(longest=LONG),
        "indicators": Many(codes["indicators"]),
        "actions": Many(codes["actions"]),
    }


def _faults(read: Mapping[str, object]) -> Iterator[Fault]:
    count = len(SENTENCE.findall(str(read["happened"]) + "."))
    if count > SENTENCES:
        yield Fault("happened", "too_many_sentences", {"found": count, "most": SENTENCES})


def _standing(session: Session, card: models.LearningCard) -> dict[str, object]:
    columns = {name: getattr(card, name) for name in (*WRITTEN, "service_area", "category", "month")}
    linked = queries.indicators_of_cards(session).get(card.id, ()), queries.actions_of_cards(session).get(card.id, ())
    return columns | {"kind": str(card.kind), "indicators": linked[0], "actions": tuple(map(str, linked[1]))}


def _options(session: Session, card: models.LearningCard | None) -> Options:
    approved = [row for row in indicator_queries.all_indicators(session) if row.state is IndicatorState.APPROVED]
    return {
        "kind": [Option(str(kind), t(f"card_kind.{kind}")) for kind in CardKind],
        "service_area": [Option(service.id, service.name) for service in indicator_queries.service_areas(session)],
        "category": category_options(),
        "month": _months(card),
        "indicators": [Option(row.id, row.name) for row in approved],
        "actions": [Option(str(action.id), action.title) for action in action_queries.all_actions(session)],
        CONFIRMED: [Option("yes", t("sharing.nobody"))],
    }


def _months(card: models.LearningCard | None) -> list[Option]:
    """The newest first; an older card keeps its own."""
    months, day = [], today()
    for _ in range(MONTHS_BACK):
        months.append(Period(day.year, Frequency.MONTH, day.month))
        day = day.replace(day=1) - dt.timedelta(days=1)
    own = [Period.parse(card.month)] if card and Period.parse(card.month) not in months else []
    return [Option(str(month), period_text(month)) for month in [*months, *own]]
