"""One delmål: what serves it, what is done for it, and which indicators tell of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.selection import Selection
from dashboard.text import t
from dashboard.usecases.activities import activity_form, activity_history
from dashboard.usecases.choices import Option
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.goal_page import GoalPage, ObjectiveView, goal_page
from dashboard.usecases.goal_selection import GoalSelection
from dashboard.usecases.writing import Many, Unfit, Whole, read_fields, storing
from dashboard.usecases.written import EditView, Said, history_of
from db import models
from db.engine import reading
from db.queries import goals as queries
from db.queries import indicators as indicator_queries
from db.terms import IndicatorState, Role
from db.writes.goals import link_indicators

FORM = "objective_indicators"
REVISION = {"revision": Whole(1, 10**9, is_needed=False)}


@dataclass(frozen=True, slots=True)
class ObjectivePage:
    """The forms are for those who may write; `changing` is the activity that the form holds, None for a new one."""

    objective: ObjectiveView
    page: GoalPage  # the strategy around it
    changing: int | None
    activity: FormView | None
    indicators: FormView | None
    history: tuple[EditView, ...]
    activity_history: tuple[EditView, ...]  # of the one that is being changed


def objective_page(asker: Asker, id: int, chosen: Selection, changing: int | None = None) -> ObjectivePage:
    require(asker.user, Role.READER)
    with reading(asker.engine) as session:
        row = queries.find_objective(session, id)
        strategy = row.strategy if row and not row.is_dropped else None
    if strategy is None:
        raise NotFound("unknown_objective")
    page = goal_page(asker, GoalSelection(chosen, strategy))
    view = next(each for each in page.objectives if each.id == id)
    with reading(asker.engine) as session:
        return ObjectivePage(
            objective=view,
            page=page,
            changing=changing,
            activity=activity_form(session, id, changing) if asker.user.role.may(Role.LEADER) else None,
            indicators=_indicator_form(session, id) if asker.user.role.may(Role.ANALYST) else None,
            history=history_of(session, models.Objective, id, _said_of(session)),
            activity_history=activity_history(session, changing) if changing is not None else (),
        )


def write_objective_indicators(asker: Asker, objective: int, written: Mapping[str, object], at: dt.datetime | None = None) -> int:
    """Which indicators tell of a delmål, also of an adopted strategy; its revision."""
    require(asker.user, Role.ANALYST)
    with storing(asker, at=at) as (session, stamp):
        row = queries.find_objective(session, objective)
        if row is None:
            raise NotFound("unknown_objective")
        read = read_fields({"indicators": Many([each.value for each in indicator_options(session)])} | REVISION, written)
        link_indicators(session, row, read["revision"] or 0, stamp, read["indicators"])
        return row.revision


def indicator_form_again(asker: Asker, written: Mapping[str, object], unfit: Unfit) -> FormView:
    """What was chosen, with what is wrong in it."""
    with reading(asker.engine) as session:
        options = indicator_options(session)
    given = {"options": {"indicators": options}, "faults": unfit.faults, "revision": written.get("revision")}
    return form_view(FORM, {"indicators": Many([each.value for each in options])}, written, **given)


def indicator_options(session: Session) -> list[Option]:
    """Every reviewed indicator, with the service that it is of."""
    services = {service.id: service.name for service in indicator_queries.service_areas(session)}
    rows = [row for row in indicator_queries.all_indicators(session) if row.state is IndicatorState.APPROVED]
    return sorted((Option(row.id, f"{row.name} ({services[row.service_area]})") for row in rows), key=lambda option: option.label)


def _indicator_form(session: Session, objective: int) -> FormView:
    options = indicator_options(session)
    fields = {"indicators": Many([each.value for each in options])}
    row, linked = queries.find_objective(session, objective), queries.indicators_of(session, [objective])
    return form_view(FORM, fields, {"indicators": linked.get(objective, ())}, options={"indicators": options}, revision=row.revision)


def _said_of(session: Session) -> Said:
    """Columns of a delmål in words."""
    names = {row.id: row.name for row in indicator_queries.all_indicators(session)}

    def said(name: str, value: object) -> str:
        if name == "indicators":
            return ", ".join(names.get(id, id) for id in value or ()) or t("edits.nothing")
        if name == "pathways":
            return " · ".join(each["text"] for each in value or ()) or t("edits.nothing")
        return t("answer.yes" if value else "answer.no") if name == "is_dropped" else str(value)

    return said
