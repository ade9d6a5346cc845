"""All that is written of a measure, and what it waits for."""

from __future__ import annotations

from collections.abc import Iterator

from dash import dcc, html

from dashboard.components.addresses import actions_address
from dashboard.components.notice import notice
from dashboard.components.waiting_words import waiting_ways
from dashboard.text import date_text, t
from dashboard.usecases.action_facts import ActionFacts


def action_facts(action: ActionFacts) -> html.Dl:
    """Only what is known. What people have written keeps its lines, and nothing in it is more than text."""
    return html.Dl(
        [
            part
            for name, said in _lines(action)
            if said
            for part in (html.Dt(t(f"form.action.{name}")), html.Dd(said, className="as-written"))
        ],
        className="definitions",
    )


def action_notices(action: ActionFacts, *, may_write: bool) -> list[html.Div]:
    """What it waits for, and what has changed around it since it was written."""
    around = [html.P(sentence) for sentence in _around(action)]
    waiting = [notice("warning", *waiting_ways(action), title=t("action.waits.title"))] if action.waits and may_write else []
    return [*waiting, *([notice("info", *around)] if around else [])]


def _lines(action: ActionFacts) -> Iterator[tuple[str, object]]:
    yield "status", t(f"action_status.{action.status}")
    yield "hypothesis", action.hypothesis
    yield "knowledge", action.knowledge
    yield "areas", ", ".join(area.name for area in action.areas)
    yield "service_area", action.service_area_name
    yield "objective", _objective(action)
    yield "owner", _owner(action)
    yield "starts_on", date_text(action.starts_on)
    yield "ends_on", date_text(action.ends_on) if action.ends_on else None
    yield "follow_up_on", date_text(action.follow_up_on)
    yield "evaluated_on", date_text(action.evaluated_on) if action.evaluated_on else None
    yield "evaluation", action.evaluation


def _objective(action: ActionFacts) -> object:
    return dcc.Link(action.objective_title, href=actions_address(f"?delmal={action.objective}")) if action.objective_title else None


def _owner(action: ActionFacts) -> object:
    owner = action.owner
    named = f"{owner.name}, {owner.post}" if owner.post else owner.name
    return t("action.owner_left", owner=named, day=owner.left_on) if owner.has_left else named


def _around(action: ActionFacts) -> Iterator[str]:
    for area in action.areas:
        if area.closed_on is not None:
            yield t("action.unit_closed", area=area.name, day=area.closed_on)
    for indicator in action.indicators:
        if indicator.is_withdrawn:
            yield t("action.indicator_withdrawn", indicator=indicator.name)
