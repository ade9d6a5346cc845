"""From where a new measure is written: a chart, a decision of a meeting, or nothing; what is known there is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.usecases.writing import SHORT
from db.engine import reading
from db.models import AgendaItem, Decision
from db.queries import actions as queries
from db.queries.indicators import find_indicator
from db.terms import Role

MOST = 2**31  # no number of a decision is larger


@dataclass(frozen=True, slots=True)
class Start:
    given: Mapping[str, object]  # by field of the form
    matter: int | None = None  # the decision that the measure carries out


def asked_for(asker: Asker, query: str) -> Start:
    """Read `?tjeneste=…&indikator=…&enhet=…&sak=…`, codes with commas between; the form leaves out what does not exist."""
    require(asker.user, Role.LEADER)
    given = {name: values[-1].strip()[:SHORT] for name, values in parse_qs(query.lstrip("?"), max_num_fields=50).items()}
    with reading(asker.engine) as session:
        matter = _matter(given.get("sak", ""))
        found = queries.decision_with_item(session, matter) if matter else None
        known = (_of_decision(*found) if found else {}) | _named(given)
        known["service_area"] = known.get("service_area") or _service_of(session, known.get("indicators", ()))
        return Start(known, matter if found else None)


def _matter(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) < MOST else None


def _named(given: Mapping[str, str]) -> dict[str, object]:
    """What the address names itself goes before what is known of the decision."""
    linked = {"indicators": given.get("indikator", ""), "areas": given.get("enhet", "")}
    codes = {field: tuple(code for code in said.split(",") if code) for field, said in linked.items() if said}
    return codes | ({"service_area": given["tjeneste"]} if given.get("tjeneste") else {})


def _of_decision(decision: Decision, item: AgendaItem) -> dict[str, object]:
    known = {
        "title": decision.text[:SHORT],
        "service_area": item.service_area,
        "indicators": (item.indicator,) if item.indicator else (),
        "areas": (item.area,) if item.area else (),
        "owner": str(decision.owner) if decision.owner else None,
        "follow_up_on": decision.due_on,
    }
    return {field: said for field, said in known.items() if said}


def _service_of(session: Session, indicators: Sequence[str]) -> str | None:
    found = (find_indicator(session, id) for id in indicators)
    return next((indicator.service_area for indicator in found if indicator), None)
