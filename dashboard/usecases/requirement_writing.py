"""Writing a requirement down, changing it, and pointing at what shows it; evidence that was wrong is taken back, never removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.text import t
from dashboard.usecases.choices import Option
from dashboard.usecases.links_written import LONGEST, require_link
from dashboard.usecases.owners import owner_options
from dashboard.usecases.requirements import all_requirement_facts
from dashboard.usecases.writing import LONG, Day, Fault, FieldKind, One, Text, Unfit, Whole, read_fields, storing
from db import models
from db.acting import ShownBy
from db.queries import indicators as indicator_queries
from db.queries import structures as queries
from db.terms import Role
from db.writes import edits

LONGEST_INTERVAL = 120
SHORT_NAME = 40  # as a sentence names it
REVISION = {"revision": Whole(1, 10**9, is_needed=False)}
WHOLE, UNITS = "whole", "units"
Options = Mapping[str, list[Option]]


def requirement_options(session: Session, row: models.Requirement | None, today: dt.date) -> Options:
    return {
        "service_area": [Option(service.id, service.name) for service in indicator_queries.service_areas(session)],
        "holds": [Option(WHOLE, t("structures.as_a_whole")), Option(UNITS, t("structures.in_each_unit"))],
        "owner": owner_options(session, today, keeping=row.owner if row else None),
    }


def requirement_fields(options: Options, *, is_from_file: bool) -> dict[str, FieldKind]:
    """The words of the regulation's requirements stand as they were reviewed; who answers and how often is the municipality's."""
    codes = {name: [option.value for option in found] for name, found in options.items()}
    words = {
        "title": Text(),
        "short_title": Text(longest=SHORT_NAME),
        "meaning": Text(longest=LONG),
        "service_area": One(codes["service_area"], is_needed=False),
        "holds": One(codes["holds"]),
        "link": Text(is_needed=False, longest=LONGEST),
    }
    own = {"interval_months": Whole(1, LONGEST_INTERVAL), "owner": One(codes["owner"], is_needed=False), "ended_on": Day(is_needed=False)}
    return own if is_from_file else words | own


def evidence_fields(places: Sequence[Option]) -> dict[str, FieldKind]:
    return {
        "area": One([place.value for place in places]),
        "shown_on": Day(),
        "text": Text(longest=LONG),
        "link": Text(is_needed=False, longest=LONGEST),
    }


def write_requirement(asker: Asker, id: int | None, written: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """Add one (id None) or change one. Unfit, or Conflict where somebody else has changed it meanwhile."""
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        row = _found(session, id) if id is not None else None
        options = requirement_options(session, row, stamp.at.date())
        read = read_fields(requirement_fields(options, is_from_file=row is not None and row.file_id is not None) | REVISION, written)
        require_link("link", read.get("link"))
        seen, columns = read.pop("revision"), _columns(read)
        if row is None:
            place = 1 + max((each.position for each in queries.all_requirements(session)), default=0)
            return edits.add(session, models.Requirement(**columns, shown_by=ShownBy.EVIDENCE, position=place), stamp).id
        edits.change(session, row, seen or 0, columns, stamp)
        return row.id


def give_evidence(asker: Asker, id: int, written: Mapping[str, object], at: dt.datetime | None = None) -> None:
    """What shows that it is met in a place, from a day that is past."""
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        _found(session, id)
        today = stamp.at.date()
        facts = next((each for each in all_requirement_facts(session, asker.settings.home_area, today) if each.id == id), None)
        if facts is None:
            raise NotFound("ended_requirement")
        read = read_fields(evidence_fields([Option(place.code, place.name) for place in facts.places]), written)
        require_link("link", read["link"])
        if read["shown_on"] > today + dt.timedelta(days=1):  # a day of grace: the server counts in UTC
            raise Unfit(Fault("shown_on", "shown_ahead"))
        edits.add(session, models.Evidence(requirement=id, given_by=stamp.by, **read), stamp)


def take_back_evidence(asker: Asker, requirement: int, id: int, at: dt.datetime | None = None) -> None:
    """It counts no more, and stays to be read."""
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        row = queries.find_evidence(session, id)
        if row is None or row.requirement != requirement or row.taken_back_on is not None:
            raise NotFound("unknown_evidence")
        edits.change(session, row, row.revision, {"taken_back_on": stamp.at.date()}, stamp)


def _columns(read: Mapping[str, object]) -> dict[str, object]:
    columns = {name: value for name, value in read.items() if name != "holds"}
    if "holds" in read:
        columns["in_each_unit"] = read["holds"] == UNITS
    return columns | {"owner": int(str(read["owner"])) if read["owner"] else None}


def _found(session: Session, id: int) -> models.Requirement:
    row = queries.find_requirement(session, id)
    if row is None:
        raise NotFound("unknown_requirement")
    return row
