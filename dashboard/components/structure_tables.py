"""Requirements with how they stand, risks with how they were judged, and the matrix of risks."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.addresses import action_address, indicator_address, requirement_address, risk_address
from dashboard.components.data_table import data_table
from dashboard.components.signal_mark import signal_mark
from dashboard.selection import Selection
from dashboard.text import date_text, t
from dashboard.usecases.requirements import Place, RequirementFacts, Standing
from dashboard.usecases.risks import HIGHEST, LOWEST, Judgement, RiskFacts

SIGNS = {Standing.IN_PLACE: "✓", Standing.LAPSED: "!", Standing.MISSING: "✕"}
OF_REQUIREMENTS = ("title", "paragraph", "where", "standing", "shown_on", "owner")
OF_RISKS = ("risk", "place", "judged", "next", "owner", "indicator", "measures")


def requirement_table(found: Sequence[RequirementFacts]) -> html.Div:
    headings = [t(f"structures.column.{name}") for name in OF_REQUIREMENTS]
    return data_table(t("structures.caption"), headings, [_requirement(each) for each in found], className="stacking structure-table")


def _requirement(each: RequirementFacts) -> list[object]:
    shown = max((place.shown_on for place in each.places if place.shown_on), default=None)
    return [
        dcc.Link(each.title, href=requirement_address(each.id)),
        each.paragraph or t("requirement.own"),
        _where(each),
        standing_mark(each.standing),
        date_text(shown) if shown else "–",
        each.owner.label if each.owner else t("wheel.nobody"),
    ]


def _where(each: RequirementFacts) -> str:
    if not each.in_each_unit:
        return each.service_name or t("structures.whole")
    return t("structures.places", current=each.places_that(Standing.IN_PLACE), count=len(each.places))


def standing_mark(standing: Standing, words: str | None = None) -> html.Span:
    """A sign and a word; the word says it all."""
    sign = html.Span(f"{SIGNS[standing]} ", **{"aria-hidden": "true"})
    return html.Span([sign, words or t(f"structures.standing.{standing}")], className=f"standing standing-{standing.replace('_', '-')}")


def place_table(places: Sequence[Place]) -> html.Div:
    headings = [t(f"structures.column.{name}") for name in ("place", "standing", "shown_on")]
    rows = [
        [place.name, standing_mark(place.standing, _until(place)), date_text(place.shown_on) if place.shown_on else "–"] for place in places
    ]
    return data_table(t("requirement.standing"), headings, rows, className="stacking")


def _until(place: Place) -> str:
    if place.until is None:
        return t("structures.never")
    return t("structures.until" if place.standing is Standing.IN_PLACE else "structures.lapsed_on", day=place.until)


def risk_table(caption: str, found: Sequence[RiskFacts]) -> html.Div:
    headings = [t(f"structures.column.{name}") for name in OF_RISKS]
    return data_table(caption, headings, [_risk(each) for each in found], className="stacking structure-table")


def _risk(each: RiskFacts) -> list[object]:
    judged = each.newest
    due = t("structures.overdue" if each.is_overdue else "structures.due", day=each.due)
    return [
        dcc.Link(each.title, href=risk_address(each.id)),
        f"{each.area_name} ({each.service_name})",
        score_text(judged),
        html.Span(due, className="wheel-state-overdue" if each.is_overdue else ""),
        each.owner.label if each.owner else t("wheel.nobody"),
        indicator_of(each),
        action_links(each) if each.actions else "–",
    ]


def score_text(judged: Judgement) -> str:
    return t("structures.score", consequence=judged.consequence, likelihood=judged.likelihood, score=judged.score)


def indicator_of(risk: RiskFacts) -> object:
    """Its name, and the sign that its own chart has in the risk's place."""
    if risk.indicator is None:
        return t("structures.no_indicator")
    if risk.indicator.is_withdrawn:
        return t("structures.withdrawn", name=risk.indicator.name)
    link = dcc.Link(risk.indicator.name, href=indicator_address(risk.indicator.id, Selection(area=risk.area)))
    return html.Span([link, " ", signal_mark(risk.signal, shows_word=True)] if risk.signal else link)


def action_links(risk: RiskFacts) -> html.Ul:
    return html.Ul([html.Li(dcc.Link(title, href=action_address(id))) for id, title in risk.actions], className="plain-list")


def risk_matrix(found: Sequence[RiskFacts]) -> html.Div:
    """How many risks stand where; the most likely on top, as people draw it."""
    levels = range(LOWEST, HIGHEST + 1)
    headings = [t("page.structures.matrix"), *(t("structures.column_consequence", number=level) for level in levels)]
    rows = [
        [t("structures.row_likelihood", number=likelihood), *(_count(found, level, likelihood) for level in levels)]
        for likelihood in reversed(levels)
    ]
    return data_table(t("page.structures.matrix"), headings, rows, numeric=range(1, HIGHEST + 1), className="risk-matrix")


def _count(found: Sequence[RiskFacts], consequence: int, likelihood: int) -> str:
    count = sum((risk.newest.consequence, risk.newest.likelihood) == (consequence, likelihood) for risk in found)
    return str(count) if count else "–"


def judgement_table(found: Sequence[Judgement]) -> html.Div:
    headings = [t(f"structures.column.{name}") for name in ("on", "consequence", "likelihood", "score", "reason", "by")]
    rows = [
        [date_text(each.on), str(each.consequence), str(each.likelihood), str(each.score), each.reason or "", each.by] for each in found
    ]
    return data_table(t("risk.judgements"), headings, rows, numeric=[1, 2, 3], className="stacking")
