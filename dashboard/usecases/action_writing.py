"""Writing a measure down and changing it: its fields, the rules between them, and what may be chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Row
from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.text import alphabetical, t
from dashboard.usecases.action_facts import Names, found_action, read_names
from dashboard.usecases.choices import Option, label
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today
from dashboard.usecases.owners import owner_options
from dashboard.usecases.writing import LONG, Day, Fault, FieldKind, Many, One, Text, Unfit, Whole, read_fields, storing
from db import models
from db.acting import ActionStatus, StrategyState
from db.engine import reading
from db.queries import actions as queries
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.queries.owners import all_owners
from db.terms import AreaType, IndicatorState, Role
from db.writes import edits

FORM = "action"
LINKED = ("indicators", "areas")
REVISION = {"revision": Whole(1, 10**9, is_needed=False)}
NEW = {"status": str(ActionStatus.PLANNED)}
Options = Mapping[str, list[Option]]


@dataclass(frozen=True, slots=True)
class ActionForm:
    title: str | None  # None: a new one
    view: FormView
    lacks_owners: bool  # nobody can be chosen yet


def action_form(asker: Asker, id: int | None, given: Mapping[str, object] | None = None, unfit: Unfit | None = None) -> ActionForm:
    """An empty form with what is `given`, or one measure as it stands; with `unfit`, what was written and is wrong."""
    require(asker.user, Role.LEADER)
    with reading(asker.engine) as session:
        action = found_action(session, id) if id is not None else None
        options = _options(asker, session, today(), action)
        standing = _standing(session, action) if action else NEW | _that_can_be_chosen(given or {}, options)
        values = standing if unfit is None else given or {}
        revision = given.get("revision") if unfit and given else action.revision if action else None
        faults = unfit.faults if unfit else ()
        view = form_view(FORM, _fields(options), values, options=options, faults=faults, revision=revision)
        return ActionForm(action.title if action else None, view, not options["owner"])


def write_action(
    asker: Asker, id: int | None, written: Mapping[str, object], at: dt.datetime | None = None, matter: int | None = None
) -> int:
    """Add one (id None) or change one, and return its number. Unfit, or Conflict where somebody else has changed it meanwhile.

    `matter` is the decision that a new one carries out; it then says so.
    """
    require(asker.user, Role.LEADER)
    with storing(asker, at=at) as (session, stamp):
        action = found_action(session, id) if id is not None else None
        options = _options(asker, session, stamp.at.date(), action)
        read = read_fields(_fields(options, everybody=_everybody(session)) | REVISION, written)
        faults = tuple(_faults(read, read_names(session, stamp.at.date()), action))
        if faults:
            raise Unfit(*faults)
        seen, links = read.pop("revision"), {name: read.pop(name) for name in LINKED}
        columns = read | {"status": ActionStatus(read["status"])} | {name: _whole(read[name]) for name in ("owner", "objective")}
        if action is not None:
            edits.change(session, action, seen or 0, columns, stamp, links)
            return action.id
        row = models.Action(**columns, created_at=stamp.at, created_by=stamp.by)
        made = edits.add(session, row, stamp, links).id
        _carry_out(session, matter, made, stamp)
        return made


def _carry_out(session: Session, matter: int | None, action: int, stamp: edits.Stamp) -> None:
    """The decision says by which measure it is carried out; one that says so already keeps its first."""
    found = queries.decision_with_item(session, matter) if matter is not None else None
    if found and found[0].action is None:
        edits.change(session, found[0], found[0].revision, {"action": action}, stamp)


def _fields(options: Options, everybody: list[str] | None = None) -> dict[str, FieldKind]:
    codes = {name: [option.value for option in found] for name, found in options.items()}
    return {
        "title": Text(),
        "service_area": One(codes["service_area"]),
        "indicators": Many(codes["indicators"], fewest=1),
        "areas": Many(codes["areas"], fewest=1),
        "objective": One(codes["objective"], is_needed=False),
        "hypothesis": Text(longest=LONG),
        "knowledge": Text(is_needed=False, longest=LONG),
        "starts_on": Day(),
        "ends_on": Day(is_needed=False),
        "owner": One(codes["owner"] if everybody is None else everybody),
        "status": One(codes["status"]),
        "follow_up_on": Day(),
    }


def _everybody(session: Session) -> list[str]:
    """Whoever has left is known, and refused with a sentence of its own."""
    return [str(owner.id) for owner in all_owners(session)]


def _faults(read: Mapping[str, object], names: Names, action: models.Action | None) -> Iterator[Fault]:
    starts = read["starts_on"]
    for name in ("ends_on", "follow_up_on"):
        if read[name] is not None and read[name] < starts:
            yield Fault(name, f"{name}_before_start", {"day": read[name], "start": starts})
    closed = [
        names.areas[code] for code in read["areas"] if names.areas[code].closed_on is not None and names.areas[code].closed_on < starts
    ]
    if closed:
        said = ", ".join(area.name for area in closed)
        yield Fault("areas", "closed_unit", {"names": said, "day": closed[0].closed_on, "count": len(closed), "start": starts})
    owner = names.owners[int(read["owner"])]
    if owner.has_left and (action is None or action.owner != owner.id):
        yield Fault("owner", "owner_left", {"name": owner.name, "day": owner.left_on})


def _standing(session: Session, action: models.Action) -> dict[str, object]:
    columns = {name: getattr(action, name) for name in ("title", "service_area", "hypothesis", "knowledge", "starts_on", "ends_on")}
    codes = {name: None if getattr(action, name) is None else str(getattr(action, name)) for name in ("owner", "objective", "status")}
    linked = {"indicators": queries.indicators_of_actions(session), "areas": queries.areas_of_actions(session)}
    return columns | codes | {"follow_up_on": action.follow_up_on} | {name: of.get(action.id, ()) for name, of in linked.items()}


def _that_can_be_chosen(given: Mapping[str, object], options: Options) -> dict[str, object]:
    """What an address asks to have filled in; codes that do not exist are left out."""
    known = {name: {option.value for option in found} for name, found in options.items()}
    chosen = {name: tuple(code for code in given.get(name) or () if code in known[name]) for name in LINKED}
    return chosen | {name: said for name, said in given.items() if name not in LINKED and (name not in known or said in known[name])}


def _options(asker: Asker, session: Session, today: dt.date, action: models.Action | None) -> Options:
    indicators = indicator_queries.all_indicators(session)
    kept = queries.indicators_of_actions(session).get(action.id, ()) if action else ()
    offered = [row for row in indicators if row.state is IndicatorState.APPROVED or row.id in kept]
    services = {service.id: service.name for service in indicator_queries.service_areas(session)}
    return {
        "service_area": [Option(id, name) for id, name in services.items()],
        "indicators": sorted((Option(row.id, f"{row.name} ({services[row.service_area]})") for row in offered), key=_by_label),
        "areas": _places(asker, session),
        "objective": [
            Option(str(row.id), f"{row.title} ({row.strategy})") for row in queries.objectives(session) if _may_serve(row, action)
        ],
        "owner": owner_options(session, today, action.owner if action else None),
        "status": status_options(),
    }


def _may_serve(objective: Row, action: models.Action | None) -> bool:
    """A delmål of a draft, or one that was taken out, is offered only where it stands already."""
    is_offered = objective.state is StrategyState.ADOPTED and not objective.is_dropped
    return is_offered or (action is not None and action.objective == objective.id)


def _places(asker: Asker, session: Session) -> list[Option]:
    """The municipality, and its units by name; a closed one with its year, since it may have had measures."""
    home = area_queries.find_area(session, asker.settings.home_area)
    units = sorted(
        (area for area in area_queries.all_areas(session) if area.type is AreaType.UNIT), key=lambda area: alphabetical(area.name)
    )
    return [Option(area.code, label(area)) for area in ([home] if home else []) + units]


def status_options() -> list[Option]:
    return [Option(str(status), t(f"action_status.{status}")) for status in ActionStatus]


def _by_label(option: Option) -> str:
    return alphabetical(option.label)


def _whole(code: object) -> int | None:
    return None if code is None else int(str(code))
