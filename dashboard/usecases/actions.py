"""What is overdue, and who answers for it? The list of measures, the most urgent first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, require
from dashboard.text import alphabetical, t
from dashboard.usecases.action_facts import ActionFacts, all_action_facts
from dashboard.usecases.action_selection import STATUSES, WAITING, ActionSelection
from dashboard.usecases.action_waiting import Waits
from dashboard.usecases.choices import Option, label
from dashboard.usecases.lateness import today as this_day
from db.engine import reading
from db.queries import actions as queries
from db.queries import areas as area_queries
from db.queries import indicators as indicator_queries
from db.terms import AreaType, Role


@dataclass(frozen=True, slots=True)
class ActionsPage:
    actions: tuple[ActionFacts, ...]
    total: int  # of all measures, whatever is chosen
    sentence: str
    chosen: ActionSelection
    options: Mapping[str, tuple[Option, ...]]  # by the field of the selection


def actions_page(asker: Asker, chosen: ActionSelection, today: dt.date | None = None) -> ActionsPage:
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        every = all_action_facts(asker, session, today or this_day())
        around = _around(session, asker.settings.home_area)
        found = tuple(sorted((action for action in every if chosen.takes(action, around)), key=_urgency))
        return ActionsPage(found, len(every), waiting_sentence(found), chosen, _options(asker, session, every))


def waiting_actions(asker: Asker, chosen: ActionSelection, today: dt.date | None = None) -> tuple[ActionFacts, ...]:
    """Those of the chosen service and place that wait for something, the most urgent first."""
    return tuple(action for action in actions_page(asker, chosen, today).actions if action.waits)


def waiting_sentence(actions: Sequence[ActionFacts]) -> str:
    """«4 tiltak over frist, 2 uten effektvurdering.»"""
    counts = {
        "overdue": sum(action.is_overdue for action in actions),
        "evaluation": sum(Waits.EVALUATION in action.waits for action in actions),
        "owner": sum(Waits.OWNER in action.waits for action in actions),
    }
    parts = [t(f"actions.waiting.{name}", count=count) for name, count in counts.items() if count]
    if not parts:
        return t("actions.waiting.none", count=len(actions))
    told = ", ".join(parts)
    return f"{told[:1].upper()}{told[1:]}."


def _urgency(action: ActionFacts) -> tuple[object, ...]:
    """What is overdue the longest first, then what else waits, then by the day on which it is followed up; what is over comes last."""
    waits = min((list(Waits).index(wait) for wait in action.waits), default=len(Waits))
    over = -action.days_over if action.is_overdue else 0
    return not action.is_overdue, over, waits, not action.status.is_open, action.follow_up_on, alphabetical(action.title), action.id


def _around(session: Session, home: str) -> Mapping[str, frozenset[str]]:
    """Each unit with what holds it; the municipality with all that it holds."""
    areas = area_queries.all_areas(session)
    parents = {area.code: area.parent for area in areas if area.type is AreaType.UNIT}
    found = {code: frozenset(_upwards(code, parents)) for code in parents}
    return found | {home: frozenset((home, *(code for code, above in found.items() if home in above)))}


def _upwards(code: str, parents: Mapping[str, str | None]) -> list[str]:
    found = [code]
    while (above := parents.get(found[-1])) and above not in found:
        found.append(above)
    return found


def _options(asker: Asker, session: Session, actions: Sequence[ActionFacts]) -> Mapping[str, tuple[Option, ...]]:
    """Owners, delmål and indicators that some measure has; every service and every unit, as on other pages."""
    home = asker.settings.home_area
    places = [area for area in area_queries.all_areas(session) if area.type is AreaType.UNIT or area.code == home]
    places.sort(key=lambda area: (area.code != home, alphabetical(area.name)))
    used = {action.objective for action in actions}
    objectives = [Option(str(row.id), row.title) for row in queries.objectives(session) if row.id in used]
    found = {
        "service_area": [Option(service.id, service.name) for service in indicator_queries.service_areas(session)],
        "area": [Option(area.code, label(area)) for area in places],
        "owner": _named((str(action.owner.id), action.owner.name) for action in actions),
        "status": [Option(name, t(f"actions.status.{name}")) for name in (*STATUSES, *WAITING)],
        "objective": objectives,
        "indicator": _named((indicator.id, indicator.name) for action in actions for indicator in action.indicators),
    }
    return {name: (Option("", t(f"actions.any.{name}")), *options) for name, options in found.items()}


def _named(pairs: object) -> list[Option]:
    return sorted((Option(code, name) for code, name in dict(pairs).items()), key=lambda option: alphabetical(option.label))
