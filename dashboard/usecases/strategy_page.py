"""Where a strategy is written: a new version made from an old one, its texts and delmål for as long as it is a draft, and its adoption."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.auth import Asker, NotFound, require
from dashboard.text import date_text, t
from dashboard.usecases.forms import FormView, form_view
from dashboard.usecases.lateness import today
from dashboard.usecases.objective_page import indicator_options
from dashboard.usecases.objective_tree import WrittenObjective, objectives_now
from dashboard.usecases.strategies import WRITES, StrategyFacts, find_strategy, seen_strategies
from dashboard.usecases.strategy_fields import (
    ADOPTION,
    ADOPTION_FORM,
    GOAL_FIELD,
    OBJECTIVE_FORM,
    TEXTS,
    TEXTS_FORM,
    VERSION,
    VERSION_FORM,
    objective_fields,
    text_of,
)
from dashboard.usecases.writing import Unfit
from dashboard.usecases.written import EditView, history_of
from db import models
from db.engine import reading
from db.queries import goals as queries

DAYS = ("valid_from", "valid_to", "adopted_on")


@dataclass(frozen=True, slots=True)
class StrategyPage:
    """Of a draft `texts`, `objective` and `adoption` can be written; of an adopted one a new version can be made."""

    strategy: StrategyFacts
    objectives: tuple[WrittenObjective, ...]
    changing: int | None  # the delmål that the form holds; None for a new one
    version: FormView | None
    texts: FormView | None
    objective: FormView | None
    adoption: FormView | None
    history: tuple[EditView, ...]


def strategy_page(asker: Asker, id: str, changing: int | None = None) -> StrategyPage:
    """NotFound for a strategy or a delmål that there is not."""
    require(asker.user, WRITES)
    with reading(asker.engine) as session:
        strategy = find_strategy(seen_strategies(asker, session, today()), id)
        objectives = tuple(objectives_now(session, id, today()))
        draft = strategy.is_draft
        return StrategyPage(
            strategy=strategy,
            objectives=objectives,
            changing=changing if draft else None,
            version=None if draft else form_view(VERSION_FORM, VERSION, {}),
            texts=_texts(session, strategy) if draft else None,
            objective=_objective(session, objectives, changing) if draft else None,
            adoption=form_view(ADOPTION_FORM, ADOPTION, {}, revision=strategy.revision) if draft else None,
            history=history_of(session, models.Strategy, id, _said),
        )


def _texts(session: Session, strategy: StrategyFacts) -> FormView:
    goals = {GOAL_FIELD.format(goal.goal): goal.text for goal in queries.goals_of(session, strategy.id)}
    written = {name: getattr(strategy, name) for name in TEXTS if name not in goals}
    return form_view(TEXTS_FORM, TEXTS, written | goals, revision=strategy.revision)


def _objective(session: Session, objectives: tuple[WrittenObjective, ...], changing: int | None) -> FormView:
    options = indicator_options(session)
    lists, fields = {"indicators": options}, objective_fields(options)
    if changing is None:
        return form_view(OBJECTIVE_FORM, fields, {}, options=lists)
    row = next((each for each in objectives if each.id == changing), None)
    if row is None:
        raise NotFound("unknown_objective")
    written = {"title": row.title, "pathways": text_of(row.pathways), "indicators": row.indicators}
    return form_view(OBJECTIVE_FORM, fields, written, options=lists, revision=row.revision)


def form_again(asker: Asker, form: str, written: Mapping[str, object], unfit: Unfit) -> FormView:
    """What was written, with what is wrong in it."""
    given = {"faults": unfit.faults, "revision": written.get("revision")}
    if form != OBJECTIVE_FORM:
        return form_view(form, {VERSION_FORM: VERSION, TEXTS_FORM: TEXTS, ADOPTION_FORM: ADOPTION}[form], written, **given)
    with reading(asker.engine) as session:
        options = indicator_options(session)
    return form_view(form, objective_fields(options), written, options={"indicators": options}, **given)


def _said(name: str, value: object) -> str:
    """Columns of a strategy in words."""
    if value is None:
        return t("edits.nothing")
    if name == "goals":
        return " · ".join(each["text"] for each in value)
    if name == "state":
        return t(f"goals.state_of.{value}")
    return date_text(dt.date.fromisoformat(str(value))) if name in DAYS else str(value)
